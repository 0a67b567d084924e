// People who type words about followers, on a real database behind the real router.
import sql from 'sql-template-tag';
import { createSigner } from '../../src/app/signer.ts';
import { type Action, actionVerbs } from '../../src/chat/action.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import { formNames } from '../../src/chat/form.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Receive } from '../../src/chat/platform.ts';
import { cardOf, whisper } from '../../src/chat/reply.ts';
import {
  AlreadyAnswered,
  createRouter,
  type FormEntry,
  type PressEntry,
  type RouterParts,
} from '../../src/chat/router.ts';
import type { Ports } from '../../src/delivery/ports.ts';
import { followerPresses, followerWords } from '../../src/followers/commands.ts';
import { readFollowers } from '../../src/followers/files.ts';
import { type FollowersReport, loadFollowers } from '../../src/followers/store.ts';
import { insightPresses, insightWords } from '../../src/insights/commands.ts';
import type { Account } from '../../src/kernel/account.ts';
import { plain } from '../../src/kernel/inline.ts';
import type { Language } from '../../src/kernel/language.ts';
import type { Instant } from '../../src/kernel/time.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { memoryDatabase } from '../support/sqlite.ts';

export interface Speaker {
  readonly name: string;
  readonly language: Language;
  readonly organiser: boolean;
  /** Default: an answer can show them. */
  readonly seesPictures?: boolean;
}
export const ana: Speaker = { name: 'ana', language: 'en', organiser: false };
export const luc: Speaker = { name: 'luc', language: 'fr', organiser: false };
export const olga: Speaker = { name: 'olga', language: 'en', organiser: true };
export const odile: Speaker = { name: 'odile', language: 'fr', organiser: true };
/** Where she reads, an answer holds no picture. */
export const mona: Speaker = {
  name: 'mona',
  language: 'en',
  organiser: false,
  seesPictures: false,
};
const everybody = [ana, luc, olga, odile, mona];

export interface Stage {
  readonly database: SqliteDatabase;
  now: Instant;
  load(text: string): Promise<FollowersReport>;
  /** What the person reads after typing, as plain lines. */
  types(speaker: Speaker, text: string): Promise<string>;
  /** The button `followers`, or another. */
  presses(speaker: Speaker, action?: Action): Promise<string>;
  /** The same delivery, as an event, so many times: what was answered each time. */
  events(speaker: Speaker, text: string, times: number): Promise<readonly string[]>;
  faults(): readonly unknown[];
  close(): Promise<void>;
}

const log = { info: () => {}, warn: () => {}, error: () => {} };
const card = (title: string): Card => ({ language: 'en', title: [title], blocks: [] });
const elsewhere = async () => whisper(card('another feature'));
const unanswered: PressEntry = { audience: 'staff', changes: false, handle: elsewhere };
const noForm: FormEntry = { ...unanswered, draw: elsewhere, handle: elsewhere };

/** Opens a fresh database; the clock stands at 8 July 2019, 09:00 in Zurich. */
export async function openStage(): Promise<Stage> {
  const database = await memoryDatabase();
  const faults: unknown[] = [];
  let made = 0;
  let deliveries = 0;
  const newId = () => {
    made += 1;
    return `f${String(made).padStart(5, '0')}`;
  };
  const claimed = new Set<string>();
  const claim = (delivery: string): boolean => {
    if (claimed.has(delivery)) return false;
    claimed.add(delivery);
    return true;
  };
  const stage = { now: Date.UTC(2019, 6, 8, 7) };
  const ports: Ports = {
    database,
    transact: async (origin, body) => {
      if ('delivery' in origin && !claim(origin.delivery)) throw new AlreadyAnswered();
      return (await database.write(body)).value;
    },
    now: () => stage.now,
    newId,
    outcome: async () => ({ kind: 'pending' }),
    standing: async () => 'person',
    seriesLanguage: 'en',
    seriesZone: 'Europe/Zurich',
    publicUrl: 'https://talks.example.org',
    signer: createSigner('a secret for tests, long enough'),
    log,
  };
  const presses = Object.fromEntries(actionVerbs.map((verb) => [verb, unanswered]));
  const parts: RouterParts = {
    words: [...followerWords(ports), ...insightWords(ports)],
    presses: {
      ...(presses as RouterParts['presses']),
      ...followerPresses(ports),
      ...insightPresses(ports),
    },
    forms: Object.fromEntries(formNames.map((form) => [form, noForm])) as RouterParts['forms'],
    visit: async () => whisper(card('visit')),
    otherwise: {
      unknownWords: async () => whisper(card('unknown')),
      question: async () => undefined,
      oldButton: async () => whisper(card('old')),
      stranger: async () => whisper(card('stranger')),
      organisersOnly: async () => whisper(card('organisers only')),
      oldForm: async () => whisper(card('old form')),
      fieldProblem: (_, { kind }) => kind,
    },
    readerOf: async ({ account }) => {
      const speaker = everybody.find((s) => s.name === account.user) as Speaker;
      return {
        ...speaker,
        account,
        person: undefined,
        zone: 'Asia/Tokyo',
        command: '/icdd',
        seesPictures: speaker.seesPictures ?? true,
        now: stage.now,
      };
    },
    claim: async (delivery) => claim(delivery),
    bareWord: 'followers',
    fault: (_, reference) => card(`fault ${reference}`),
    faultLanguage: 'en',
    newReference: () => 'r1',
    log: { ...log, error: (facts) => faults.push(facts) },
    count: () => {},
  };
  const receive: Receive = createRouter(parts);

  const arrived = (speaker: Speaker, event: boolean) => {
    const account: Account = { platform: 'web', workspace: '', user: speaker.name };
    const conversation = { platform: 'web', workspace: '', channel: 'general' } as const;
    const place = { conversation, kind: 'channel' } as const;
    deliveries += 1;
    const delivery = `web:${deliveries}`;
    return { account, speaker: 'person', place, delivery, event } as const;
  };
  const words = (speaker: Speaker, text: string, event = false): Incoming => ({
    ...arrived(speaker, event),
    kind: 'words',
    text: [text],
  });
  const answered = async (incoming: Incoming): Promise<Card | undefined> => {
    return cardOf(await receive(incoming));
  };
  return Object.assign(stage, {
    database,
    load: async (text: string) => {
      const file = readFollowers(text);
      if (!file.ok) throw new Error(JSON.stringify(file.refusal));
      return database.write((tx) => loadFollowers(tx, file.value, newId, stage.now));
    },
    types: async (speaker: Speaker, text: string) => told(await answered(words(speaker, text))),
    presses: async (speaker: Speaker, value: Action = { verb: 'followers' }) => {
      const action = { ok: true, value } as const;
      const press = {
        ...arrived(speaker, false),
        kind: 'press',
        action,
        pressed: undefined,
      } as const;
      const reply = await receive(press);
      return reply.kind === 'redraw' ? told(reply.card) : reply.kind;
    },
    events: async (speaker: Speaker, text: string, times: number) => {
      const incoming = words(speaker, text, true);
      const all: string[] = [];
      for (let i = 0; i < times; i += 1) all.push(told(await answered(incoming)));
      return all;
    },
    faults: () => faults,
    close: () => database.close(),
  });
}

/** How many readings are kept. */
export async function readingsKept(stage: Stage): Promise<number> {
  const rows = await stage.database.read((read) => read.all(sql`SELECT 1 FROM follower_readings`));
  return rows.length;
}

function told(shown: Card | undefined): string {
  if (!shown) return 'silence';
  return [plain(shown.title), ...shown.blocks.map(blockText)].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.lines.map(plain).join('\n');
    case 'fields':
      return block.fields.map((f) => `${f.label}: ${plain(f.value)}`).join('\n');
    case 'list':
      return block.items.map(plain).join('\n');
    case 'rule':
      return '---';
    case 'buttons':
      return block.buttons.map((b) => `[${b.label} | ${b.typed}]`).join(' ');
    case 'meter':
      return plain(block.caption);
    case 'chart':
      return [`(${block.chart.title})`, ...block.numbers.map(plain)].join('\n');
  }
}
