// A stage for calendars: the bot without its platforms, and its pages over real HTTP.
import { onTestFinished } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import { listen } from '../../src/app/http.ts';
import { routesOf } from '../../src/app/pages.ts';
import type { Card } from '../../src/chat/card.ts';
import { plain } from '../../src/kernel/inline.ts';
import {
  type Clock,
  type Conversation,
  conversation,
  type Fields,
  linesOf,
  load,
  monday,
  type Program,
  program,
} from '../seats/stage.ts';
import { brokenLines, type ReadFeed, readByIcalJs, readByNodeIcal } from './readers.ts';

/** As the stage's ports have it; calendars are asked for at the real address instead. */
export const publicUrl = 'https://talks.example.org';

export interface CalendarStage extends Conversation {
  readonly p: Program;
  readonly clock: Clock;
  /** Loads the season again, as a start does. */
  change(talks: readonly Fields[], more?: Fields): Promise<unknown>;
  /** Asks for a path, or for an address that a card gave. */
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** What both readers make of a feed; they must agree. */
  feed(address: string): Promise<ReadFeed>;
  /** The address of somebody's own feed, as they are told it. */
  own(user: string, typed?: string): Promise<string>;
}

export async function stage(talks: readonly Fields[], more: Fields = {}): Promise<CalendarStage> {
  const clock = { now: monday };
  const p = await program(clock);
  await load(p, talks, more);
  const server = await listen('127.0.0.1', 0, p.ports.log);
  onTestFinished(() => server.close(0));
  server.mount(routesOf(assemble(p.ports, () => '123456').pages));
  const url = `http://127.0.0.1:${server.port}`;
  const bot = conversation(p);
  const get = (address: string, headers = {}) =>
    fetch(`${url}${address.replace(publicUrl, '')}`, { headers });
  return {
    ...bot,
    p,
    clock,
    change: (next, then = more) => load(p, next, then),
    get,
    async feed(address) {
      const answer = await get(address);
      if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
      const text = await answer.text();
      if (brokenLines(text).length > 0) throw new Error(`broken lines in\n${text}`);
      const [one, other] = [readByIcalJs(text), readByNodeIcal(text)];
      if (JSON.stringify(one.events) !== JSON.stringify(other.events))
        throw new Error(`the readers differ:\n${JSON.stringify([one, other], undefined, 1)}`);
      return one;
    },
    own: async (user, typed = 'calendar') => addressOf(await bot.types(user, typed)),
  };
}

/** The first address of ours that a card gives. */
export function addressOf(card: Card): string {
  const links = card.blocks.flatMap((block) => {
    if (block.kind === 'fields') return block.fields.map(({ value }) => plain(value));
    if (block.kind !== 'text') return [];
    return block.lines
      .flat()
      .map((part) => (typeof part === 'object' && part.kind === 'link' ? part.url : ''));
  });
  const found = links.find((one) => one.startsWith(`${publicUrl}/calendar/`));
  if (found === undefined) throw new Error(`no address in ${linesOf(card).join('\n')}`);
  return found;
}
