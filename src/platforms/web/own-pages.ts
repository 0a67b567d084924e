// People's own pages beside the conversation: drawn for every open window, and again when something was decided; what stands there already is not sent again.
import type { ServerResponse } from 'node:http';
import type { Incoming, Place } from '../../chat/incoming.ts';
import type { Log, Machine, Receive } from '../../chat/platform.ts';
import { cardOf } from '../../chat/reply.ts';
import type { Windows } from './events.ts';
import type { WireCard } from './page/wire.ts';
import { accountOf, directChannel } from './posts.ts';
import { wireCard } from './wire.ts';

/** Changes that follow one another closely are drawn together. */
const togetherMs = 200;

export interface OwnPages {
  /** To a window that was just opened. */
  open(user: string, response: ServerResponse): Promise<void>;
  /** The page as it is now; undefined for whoever has none. */
  draw(user: string): Promise<WireCard | undefined>;
  /** Something was decided, or time was moved. Returns at once. */
  changed(): void;
}

/** A person's own conversation with the bot: where somebody stands who presses on their page. */
export const ownPlace = (user: string): Place => ({
  conversation: { platform: 'web', workspace: '', channel: directChannel(user) },
  kind: 'direct',
});

export function createOwnPages(
  windows: Windows,
  receive: () => Receive,
  machine: Machine,
  log: Log,
): OwnPages {
  /** What was last told to all windows of a person. */
  const told = new Map<string, string>();
  let waiting = false;
  let again = false;

  async function draw(user: string): Promise<WireCard | undefined> {
    const visit: Incoming = {
      kind: 'visit',
      account: accountOf(user),
      speaker: 'person',
      place: ownPlace(user),
      delivery: `web:page:${machine.random(8)}`,
      event: false,
    };
    const card = cardOf(await receive()(visit));
    return card && wireCard(card);
  }

  async function refresh(): Promise<void> {
    for (const user of windows.users()) {
      const card = await draw(user);
      const drawn = JSON.stringify(card);
      if (card === undefined || told.get(user) === drawn) continue;
      told.set(user, drawn);
      windows.tellPerson(user, 'page', card);
    }
  }

  async function follow(): Promise<void> {
    do {
      await machine.sleep(togetherMs);
      again = false;
      await refresh().catch((fault: unknown) =>
        log.error({ fault: String(fault) }, 'web-page-failed'),
      );
    } while (again);
    waiting = false;
  }

  return {
    draw,

    async open(user, response) {
      const card = await draw(user);
      if (card !== undefined) windows.tellOne(response, 'page', card);
      // Another window of theirs may show an older one.
      told.delete(user);
    },
    changed() {
      if (windows.count() === 0) return;
      again = true;
      if (waiting) return;
      waiting = true;
      void follow();
    },
  };
}
