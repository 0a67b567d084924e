// People's own pages beside the conversation: drawn for every open window, and again when something was decided; what stands there already is not sent again.
import type { ServerResponse } from 'node:http';
import type { Incoming, Place } from '../../chat/incoming.ts';
import type { Log, Machine, Receive } from '../../chat/platform.ts';
import { cardOf, isFault } from '../../chat/reply.ts';
import type { Windows } from './events.ts';
import type { WirePage } from './page/wire.ts';
import { accountOf, directChannel } from './posts.ts';
import { wireCard } from './wire.ts';

/** Changes that follow one another closely are drawn together. */
const togetherMs = 200;
/** Between two tries of what could not be drawn, at most. */
const longestPauseMs = 10_000;

export interface OwnPages {
  /** To a window that was just opened. */
  open(user: string, response: ServerResponse): Promise<void>;
  /** The page as it is after a press; undefined for whoever has none, and where it cannot be drawn. */
  draw(user: string): Promise<WirePage | undefined>;
  /** Something was decided, or time was moved. Returns at once. */
  changed(): void;
  /** Draws nothing more by itself. */
  stop(): void;
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
  let failures = 0;
  let ending = new AbortController();
  let last = 0;

  /** Numbers that grow, over a restart too. */
  function nextDrawing(): number {
    last = Math.max(last + 1, machine.now());
    return last;
  }

  /** Undefined for whoever has none. `failed`: it only says that it could not be drawn. */
  async function drawn(
    user: string,
  ): Promise<{ readonly page: WirePage; readonly failed: boolean } | undefined> {
    const number = nextDrawing();
    const visit: Incoming = {
      kind: 'visit',
      account: accountOf(user),
      speaker: 'person',
      place: ownPlace(user),
      delivery: `web:page:${machine.random(8)}`,
      event: false,
    };
    const reply = await receive()(visit);
    const card = cardOf(reply);
    return card && { page: { ...wireCard(card), drawn: number }, failed: isFault(reply) };
  }

  /** False where a page could not be drawn: what stands there stays. */
  async function refresh(): Promise<boolean> {
    let whole = true;
    for (const user of windows.users()) {
      const now = await drawn(user);
      if (now?.failed) whole = false;
      if (now === undefined || now.failed) continue;
      const { drawn: _, ...card } = now.page;
      const says = JSON.stringify(card);
      if (told.get(user) === says) continue;
      told.set(user, says);
      windows.tellPerson(user, 'page', now.page);
    }
    return whole;
  }

  async function tryRefresh(): Promise<boolean> {
    try {
      return await refresh();
    } catch (fault) {
      log.error({ fault: String(fault) }, 'web-page-failed');
      return false;
    }
  }

  async function follow(): Promise<void> {
    do {
      await machine.sleep(Math.min(2 ** failures * togetherMs, longestPauseMs), ending.signal);
      again = false;
      failures = (await tryRefresh()) ? 0 : failures + 1;
    } while ((again || failures > 0) && windows.count() > 0);
    failures = 0;
    waiting = false;
  }

  return {
    async draw(user) {
      const now = await drawn(user);
      // The window that asked shows another one than was last told.
      told.delete(user);
      return now?.failed ? undefined : now?.page;
    },

    async open(user, response) {
      const now = await drawn(user);
      if (now !== undefined) windows.tellOne(response, 'page', now.page);
      // Another window of theirs may show an older one.
      told.delete(user);
      if (now?.failed) changed();
    },
    changed,
    stop() {
      ending.abort('stopping');
      ending = new AbortController();
    },
  };

  function changed(): void {
    if (windows.count() === 0) return;
    again = true;
    if (waiting) return;
    waiting = true;
    void follow();
  }
}
