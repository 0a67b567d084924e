// A stage for seats: real programs on a real SQLite, a clock that a test sets, and people who type and press.
import sql from 'sql-template-tag';
import { onTestFinished } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import { claimIn } from '../../src/app/transact.ts';
import type { Action } from '../../src/chat/action.ts';
import type { Button, Card } from '../../src/chat/card.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Receive } from '../../src/chat/platform.ts';
import { cardOf } from '../../src/chat/reply.ts';
import { createRouter } from '../../src/chat/router.ts';
import { accountKey } from '../../src/kernel/account.ts';
import { decided } from '../../src/kernel/facts.ts';
import { findAccount } from '../../src/people/store.ts';
import { readSeason } from '../../src/talks/files.ts';
import type { Talk } from '../../src/talks/rules.ts';
import { mergeSeason, type SeasonReport } from '../../src/talks/season-store.ts';
import { talkByNumber } from '../../src/talks/store.ts';
import { type Clock, openProgram, type Program } from '../support/bot.ts';
import { pressing, typing, web } from '../support/speaking.ts';

export { type Clock, monday, openProgram, type Program } from '../support/bot.ts';
export { linesOf, pressing, submitting, titleOf, typing, web } from '../support/speaking.ts';

/** The same, closed at the end of the test. */
export async function program(clock?: Clock, url?: string, name?: string): Promise<Program> {
  const opened = await openProgram(url, clock, name);
  onTestFinished(opened.close);
  return opened;
}

export const series = {
  key: 'icdd',
  title: 'Idea Circle Dinner Discussions',
  description: 'Talks.',
  place: 'IdeaSquare',
  timeZone: 'Europe/Zurich',
  capacity: 45,
  dinner: true,
  weekday: 'wednesday',
  time: '18:00',
};

export type Fields = Readonly<Record<string, unknown>>;

/** A talk of the file, on Wednesday 10 July 2019 unless said otherwise. */
export const talkNine: Fields = {
  number: 9,
  starts: '2019-07-10 18:00',
  ends: '2019-07-10 19:00',
};
export const talkTen: Fields = {
  number: 10,
  starts: '2019-07-24 18:00',
  ends: '2019-07-24 19:00',
};

export const seasonText = (talks: readonly Fields[], more: Fields = {}): string =>
  `series: ${JSON.stringify({ ...series, ...more })}\ntalks: ${JSON.stringify(talks)}\n`;

/** Loads a season as a start does. */
export async function load(
  { ports }: Program,
  talks: readonly Fields[],
  more: Fields = {},
): Promise<SeasonReport> {
  const season = readSeason(seasonText(talks, more));
  if (!season.ok) throw new Error(JSON.stringify(season.refusal));
  return ports.transact({ job: 'season' }, async (tx) => {
    const merged = await mergeSeason(tx, season.value, ports.newId, ports.now());
    return decided(merged.report, ...merged.facts);
  });
}

export async function talkOf({ database }: Program, number: number): Promise<Talk> {
  const talk = await database.read((read) => talkByNumber(read, number));
  if (!talk) throw new Error(`no talk ${number}`);
  return talk;
}

export interface Conversation {
  receive: Receive;
  /** The whole card that answers typed words. */
  types(user: string, text: string): Promise<Card>;
  /** The same, said to the bot directly. */
  asks(user: string, text: string): Promise<Card>;
  presses(user: string, action: Action): Promise<Card>;
  faults(): readonly unknown[];
}

/** The whole bot but its platforms: who is called `fr…` speaks French, `olga…` is an organiser. */
export function conversation({ ports, database }: Program): Conversation {
  const features = assemble(ports, () => '123456');
  const faults: unknown[] = [];
  const receive = createRouter({
    ...features,
    readerOf: async ({ account }: Incoming) => ({
      account,
      person: (await database.read((read) => findAccount(read, account)))?.person,
      name: account.user,
      language: account.user.startsWith('fr') ? 'fr' : 'en',
      zone: 'Europe/Zurich',
      organiser: account.user.startsWith('olga'),
      command: '/icdd',
      seesPictures: true,
      now: ports.now(),
    }),
    claim: (delivery) => database.write((tx) => claimIn(tx, delivery, ports.now())),
    bareWord: 'list',
    fault: (language, reference) => ({ language, title: [`fault ${reference}`], blocks: [] }),
    faultLanguage: 'en',
    newReference: () => 'ref1',
    log: { ...ports.log, error: (facts) => faults.push(facts['err']) },
    count: () => undefined,
  });
  const answered = async (incoming: Incoming): Promise<Card> => {
    const card = cardOf(await receive(incoming));
    if (faults.length > 0) throw faults[0];
    if (card === undefined) throw new Error('answered with silence');
    return card;
  };
  return {
    receive,
    types: (user, text) => answered(typing(web(user), text)),
    asks: (user, text) => {
      const typed = typing(web(user), text);
      return answered({ ...typed, place: { ...typed.place, kind: 'direct' } });
    },
    presses: (user, action) => answered(pressing(web(user), action)),
    faults: () => faults,
  };
}

export const buttonsOf = (card: Card): readonly Button[] =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

export interface SeatRow {
  readonly id: string;
  readonly user: string;
  readonly person: string;
  readonly state: 'confirmed' | 'offered' | 'waiting';
  readonly place: number;
  readonly until: number | null;
}

/** The live seats of a talk, in the order of their places. */
export function liveSeats({ database }: Program, talk: string): Promise<readonly SeatRow[]> {
  return database.read((read) =>
    read.all<SeatRow>(sql`
      SELECT s.id, a.user_id AS user, s.person_id AS person, s.state, s.place, s.offered_until AS until
      FROM seats s JOIN accounts a ON a.key = s.account_key
      WHERE s.talk_id = ${talk} AND s.state <> 'ended' ORDER BY s.place, s.id`),
  );
}

export interface Told {
  readonly key: string;
  readonly to: string;
  readonly drawer: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What waits to be told, in its order. */
export async function outbox({ database }: Program): Promise<readonly Told[]> {
  const rows = await database.read((read) =>
    read.all<Record<'notice_key' | 'drawer' | 'params' | 'recipient', string>>(
      sql`SELECT notice_key, drawer, params, recipient FROM outbox ORDER BY queued_order`,
    ),
  );
  return rows.map((row) => ({
    key: row.notice_key,
    to: row.recipient,
    drawer: row.drawer,
    params: JSON.parse(row.params) as Told['params'],
  }));
}

export const keyOf = (user: string): string => accountKey(web(user));
