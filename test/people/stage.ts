// A stage for people: a real SQLite, a clock that a test sets, and accounts that type and press.
import sql from 'sql-template-tag';
import { onTestFinished } from 'vitest';
import { createSigner } from '../../src/app/signer.ts';
import type { Action } from '../../src/chat/action.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import { cardOf, type Reply } from '../../src/chat/reply.ts';
import { AlreadyAnswered, type Reader } from '../../src/chat/router.ts';
import { firstWord, fold } from '../../src/chat/words.ts';
import type { Ports, Transact } from '../../src/delivery/ports.ts';
import { type Account, accountKey } from '../../src/kernel/account.ts';
import type { Fact } from '../../src/kernel/facts.ts';
import { type Line, plain } from '../../src/kernel/inline.ts';
import { ok } from '../../src/kernel/result.ts';
import { minute } from '../../src/kernel/time.ts';
import { peoplePresses, peopleWords } from '../../src/people/commands.ts';
import { peopleDrawers } from '../../src/people/jobs.ts';
import { readerOf } from '../../src/people/rules.ts';
import { findAccount, saveProfile } from '../../src/people/store.ts';
import type { Database } from '../../src/storage/database.ts';
import { memoryDatabase } from '../support/sqlite.ts';
import { account, ada, adaThere, adaWeb, ben, benThere, monday } from './accounts.ts';

const names: Readonly<Record<string, string>> = {
  [accountKey(ada)]: 'Ada Lovelace',
  [accountKey(adaThere)]: 'ada.l',
  [accountKey(ben)]: 'Ben Bova',
  [accountKey(benThere)]: 'ben.b',
  [accountKey(adaWeb)]: 'Ada at the web',
};

export interface Told {
  readonly key: string;
  readonly to: string;
  readonly drawer: string;
  readonly params: { readonly link: string };
}

export interface Stage {
  readonly database: Database;
  readonly facts: Fact[];
  readonly ports: Ports;
  pass(minutes: number): void;
  /** What the next codes are, before the counting ones. */
  readonly codes: string[];
  say(who: Account, words: string, delivery?: string): Promise<Card>;
  press(who: Account, verb: Action['verb'], id: string): Promise<Card>;
  notices(): Promise<readonly Told[]>;
  /** What a waiting notice would say now. */
  draw(told: Told): Promise<Card | { readonly dropped: string }>;
}

export async function openStage(): Promise<Stage> {
  const database = await memoryDatabase();
  onTestFinished(() => database.close());
  const facts: Fact[] = [];
  const codes: string[] = [];
  const series = { now: monday };
  const counter = () => {
    let count = 0;
    return () => {
      count += 1;
      return count;
    };
  };
  const [nextId, nextCode, nextDelivery] = [counter(), counter(), counter()];

  const transact: Transact = (origin, body) =>
    database.write(async (tx) => {
      if ('delivery' in origin) {
        const fresh = await tx.run(sql`
          INSERT INTO claims (delivery, claimed_at) VALUES (${origin.delivery}, ${series.now})
          ON CONFLICT (delivery) DO NOTHING`);
        if (fresh === 0) throw new AlreadyAnswered();
      }
      const { value, facts: obliging } = await body(tx);
      facts.push(...obliging);
      return value;
    });

  const silent = () => undefined;
  const ports: Ports = {
    database,
    transact,
    now: () => series.now,
    newId: () => `id${String(nextId()).padStart(6, '0')}`,
    outcome: async () => ({ kind: 'pending' }),
    standing: async () => 'person',
    seriesLanguage: 'en',
    seriesZone: 'Europe/Zurich',
    publicUrl: 'https://talks.example.org',
    signer: createSigner('a secret for tests, long enough'),
    log: { info: silent, warn: silent, error: silent },
  };
  const words = peopleWords(ports, () => codes.shift() ?? String(100_000 + nextCode()));
  const presses = peoplePresses(ports);
  const drawers = peopleDrawers(ports);

  for (const who of [ada, adaThere, ben, benThere, adaWeb]) {
    const name = names[accountKey(who)] as string;
    const profile = { name, locale: undefined, zone: undefined };
    await database.write((tx) => saveProfile(tx, who, profile, monday));
  }

  const readerFor = async (who: Account): Promise<Reader> => {
    const known = await database.read((read) => findAccount(read, who));
    const defaults = { language: ports.seriesLanguage, zone: ports.seriesZone };
    return {
      account: who,
      person: known?.person,
      ...readerOf(known, who, defaults),
      organiser: false,
      command: '/icdd',
      seesPictures: true,
      now: series.now,
    };
  };
  const arrived = (who: Account, delivery?: string) => ({
    account: who,
    speaker: 'person' as const,
    place: {
      conversation: { platform: who.platform, workspace: who.workspace, channel: 'D1' },
      kind: 'direct' as const,
    },
    delivery: delivery ?? `delivery-${nextDelivery()}`,
    event: true,
  });

  return {
    database,
    facts,
    ports,
    codes,
    pass: (minutes) => {
      series.now += minutes * minute;
    },
    async say(who, typed, delivery) {
      const { head, rest, people } = firstWord([typed]);
      const word = words.find((one) =>
        Object.values(one.spellings).some((all) => all.map(fold).includes(fold(head))),
      );
      if (!word) throw new Error(`no such word: ${head}`);
      const incoming = { ...arrived(who, delivery), kind: 'words' as const, text: [typed] };
      return answerIn(await word.handle({ incoming, reader: await readerFor(who), rest, people }));
    },
    async press(who, verb, id) {
      const action = { verb, link: id } as Action;
      const incoming = {
        ...arrived(who),
        kind: 'press' as const,
        action: ok(action),
        pressed: undefined,
      };
      const entry = verb === 'link-no' ? presses['link-no'] : presses['link-yes'];
      return answerIn(await entry.handle({ incoming, reader: await readerFor(who), action }));
    },
    async notices() {
      const rows = await database.read((read) =>
        read.all<
          Record<'notice_key' | 'drawer' | 'params' | 'platform' | 'workspace', string> & {
            readonly recipient: string;
          }
        >(sql`SELECT notice_key, drawer, params, platform, workspace, recipient FROM outbox
          ORDER BY queued_order`),
      );
      return rows.map((row) => ({
        key: row.notice_key,
        to: accountKey({
          platform: row.platform as Account['platform'],
          workspace: row.workspace,
          user: row.recipient,
        }),
        drawer: row.drawer,
        params: JSON.parse(row.params) as { link: string },
      }));
    },
    async draw(told) {
      const reader = await readerFor(account(told.to));
      const drawing = { params: told.params, now: series.now, superseded: false };
      const drawer = drawers.get(told.drawer);
      if (!drawer) throw new Error(`no such drawer: ${told.drawer}`);
      return database.read((read) => drawer(drawing, { ...reader, conversation: undefined }, read));
    },
  };
}

/** Where a form is opened: what stands in its place. */
function answerIn(reply: Reply): Card {
  const card = cardOf(reply);
  if (card === undefined) throw new Error('answered with silence');
  return card;
}

/** The code's owner asks, the typist types; returns the link's id. */
export async function ask(
  stage: Stage,
  owner: Account,
  typist: Account,
  code = '482913',
): Promise<string> {
  stage.codes.push(code);
  await stage.say(owner, 'link');
  await stage.say(typist, `link ${code}`);
  return (await stage.notices()).at(-1)?.params.link ?? '';
}

/** The same, and both say yes. */
export async function join(
  stage: Stage,
  owner: Account,
  typist: Account,
  code?: string,
): Promise<string> {
  const link = await ask(stage, owner, typist, code);
  await stage.press(owner, 'link-yes', link);
  await stage.press(typist, 'link-yes', link);
  return link;
}

export const titleOf = (card: Card | { readonly dropped: string }): string =>
  'dropped' in card ? `dropped: ${card.dropped}` : plain(card.title);

/** All that a card says, a line each; buttons as [Label: what to type]. */
export function wordsOf(card: Card): readonly string[] {
  const lines = (list: readonly Line[]) => list.map(plain);
  const block = (one: Block): readonly string[] => {
    switch (one.kind) {
      case 'text':
        return lines(one.lines);
      case 'list':
        return lines(one.items);
      case 'buttons':
        return [one.buttons.map((button) => `[${button.label}: ${button.typed}]`).join(' ')];
      default:
        throw new Error(`not on these cards: ${one.kind}`);
    }
  };
  return [plain(card.title), ...card.blocks.flatMap(block)];
}
