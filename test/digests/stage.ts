// A stage for channels: a real SQLite with a small season, real delivery to a platform that records, and two clocks that a test moves by hand.
import type sql from 'sql-template-tag';
import { onTestFinished } from 'vitest';
import { createSigner } from '../../src/app/signer.ts';
import { createTransact } from '../../src/app/transact.ts';
import type { Action } from '../../src/chat/action.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Log } from '../../src/chat/platform.ts';
import { cardOf, type Reply } from '../../src/chat/reply.ts';
import type { PressEntry, Reader, Word } from '../../src/chat/router.ts';
import { firstWord, fold } from '../../src/chat/words.ts';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Drawers } from '../../src/delivery/drawer.ts';
import type { Ports } from '../../src/delivery/ports.ts';
import type { Conversation } from '../../src/kernel/account.ts';
import { plain } from '../../src/kernel/inline.ts';
import { never } from '../../src/kernel/result.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { seatDrawers } from '../../src/seats/jobs.ts';
import type { Row } from '../../src/storage/database.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { readSeason } from '../../src/talks/files.ts';
import type { Talk } from '../../src/talks/rules.ts';
import { mergeSeason } from '../../src/talks/season-store.ts';
import { talkByNumber } from '../../src/talks/store.ts';
import { createManualMachine, settle } from '../support/manual-machine.ts';
import {
  createRecordingPlatform,
  type RecordingOptions,
  type RecordingPlatform,
} from '../support/recording-platform.ts';
import { memoryDatabase } from '../support/sqlite.ts';

/** 8 July 2019, 09:00 in Zurich. */
export const monday = Date.UTC(2019, 6, 8, 7);

export const general: Conversation = { platform: 'web', workspace: '', channel: 'general' };

/** Talk 9 on Wednesday, 10 in sixteen days, 12 with the same word in its title as 9, 8 in the past, 11 cancelled. */
export const season = `
series:
  key: icdd
  title: Idea Circle
  description: Talks.
  place: 3179-R-D05
  timeZone: Europe/Zurich
  capacity: 4
  dinner: false
  weekday: wednesday
  time: "18:00"
talks:
  - { number: 8, starts: 2019-06-26 18:00, ends: 2019-06-26 19:00, title: Antimatter }
  - number: 9
    starts: 2019-07-10 18:00
    ends: 2019-07-10 19:00
    title: Robots at work
    takenElsewhere: 1
    registration: { closes: 2019-07-10 12:00 }
  - { number: 10, starts: 2019-07-24 18:00, ends: 2019-07-24 19:00, title: Dark matter }
  - { number: 11, starts: 2019-08-07 18:00, ends: 2019-08-07 19:00, title: Lasers, cancelled: The speaker is ill. }
  - { number: 12, starts: 2019-08-21 18:00, ends: 2019-08-21 19:00, title: Robots at home }
`;

export interface Program {
  readonly ports: Ports;
  readonly platform: RecordingPlatform;
  readonly logged: { readonly event: string; readonly facts: unknown }[];
}

export interface Stage extends Program {
  readonly database: SqliteDatabase;
  readonly series: { now: Instant };
  talk(number: number): Promise<Talk>;
  rows(query: ReturnType<typeof sql>): Promise<readonly Row[]>;
  /** Waits for something that waits for the machine's clock. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Sends and draws all that is due. */
  quiet(): Promise<void>;
  /** Somebody types words, the first of which names one of `words`. */
  type(words: readonly Word[], typed: string, who?: Who): Promise<Card>;
  press(entry: PressEntry, verb: 'announce' | 'who', talk: Talk, who?: Who): Promise<Card>;
  /** Somebody presses a button that does this. */
  act(entry: PressEntry, action: Action, who?: Who): Promise<Card>;
}

export interface Who extends Partial<Reader> {
  readonly user?: string;
  readonly place?: Incoming['place'];
  readonly delivery?: string;
}

export async function stage(
  drawersOf: (ports: Ports) => Drawers,
  recording: RecordingOptions = {},
): Promise<Stage> {
  const machine = createManualMachine();
  const platform = createRecordingPlatform(recording);
  const series = { now: monday };
  const database = await memoryDatabase();
  const logged: Program['logged'] = [];
  const write = (facts: unknown, event: string) => void logged.push({ event, facts });
  const log: Log = { info: () => undefined, warn: write, error: write };
  let ids = 0;
  let deliveries = 0;
  const newId = () => `id${String(++ids).padStart(6, '0')}`;
  const now = () => series.now;

  const ports: Ports = {
    database,
    transact: createTransact({
      database,
      machineNow: machine.now,
      ports: { newId, now },
      committed: () => delivery.wake(),
    }),
    now,
    newId,
    outcome: (key, withinMs) => delivery.outcome(key, withinMs),
    standing: async () => 'person',
    seriesLanguage: 'en',
    seriesZone: 'Europe/Zurich',
    publicUrl: 'https://talks.example.org',
    signer: createSigner('a secret for tests, long enough'),
    log,
  };
  const delivery = createDelivery({
    database,
    drawers: new Map([...seatDrawers(), ...drawersOf(ports)]),
    platforms: [platform],
    audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
    machine,
    seriesNow: now,
    newId,
    log,
  });
  delivery.start();
  onTestFinished(async () => {
    const stopping = delivery.stop();
    await machine.advance(60_000);
    await stopping;
    await database.close();
  });

  const read = readSeason(season);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  await database.write((tx) => mergeSeason(tx, read.value, newId, series.now));

  async function during<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    for (let tries = 0; !done; tries += 1) {
      if (tries > 2_000) throw new Error('it never came to an end');
      await settle();
      if (!done) await machine.advance(100);
    }
    return work;
  }

  function readerOf(who: Who): Reader {
    const { user = 'olga', place: _, delivery: __, ...more } = who;
    return {
      account: { platform: 'web', workspace: '', user },
      person: undefined,
      name: user,
      language: 'en',
      zone: 'Europe/Zurich',
      organiser: true,
      command: '/icdd',
      seesPictures: true,
      now: series.now,
      ...more,
    };
  }

  const arrived = (who: Who) => ({
    account: { platform: 'web' as const, workspace: '', user: who.user ?? 'olga' },
    speaker: 'person' as const,
    place: who.place ?? { conversation: general, kind: 'channel' as const },
    delivery: who.delivery ?? `web:${++deliveries}`,
    event: false,
  });

  function told(reply: Reply): Card {
    const card = cardOf(reply);
    if (card === undefined) throw new Error('no answer');
    return card;
  }

  async function act(entry: PressEntry, action: Action, who: Who = {}): Promise<Card> {
    const incoming: Incoming = {
      ...arrived(who),
      kind: 'press',
      action: { ok: true, value: action },
      pressed: undefined,
    };
    return told(await during(entry.handle({ incoming, reader: readerOf(who), action })));
  }

  return {
    ports,
    platform,
    logged,
    database,
    series,
    during,
    quiet: () => during(delivery.idle()),
    rows: (query) => database.read((r) => r.all<Row>(query)),
    async talk(number) {
      const talk = await database.read((r) => talkByNumber(r, number));
      if (!talk) throw new Error(`no talk ${number}`);
      return talk;
    },
    async type(words, typed, who = {}) {
      const { head, rest, people } = firstWord([typed]);
      const word = words.find((w) =>
        [w.name, ...w.spellings.en, ...w.spellings.fr].some((s) => fold(s) === fold(head)),
      );
      if (!word) throw new Error(`no word ${head}`);
      const incoming = { ...arrived(who), kind: 'words' as const, text: [typed] };
      const handled = word.handle({ incoming, reader: readerOf(who), rest, people });
      return told(await during(handled));
    },
    press: (entry, verb, talk, who) => act(entry, { verb, talk: talk.id }, who),
    act,
  };
}

/** A card as one reads it, line by line. */
export function linesOf(card: Card): readonly string[] {
  return [plain(card.title), ...card.blocks.flatMap(linesOfBlock)];
}

function linesOfBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return block.lines.map(plain);
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`);
    case 'fields':
      return block.fields.map((field) => `${field.label}: ${plain(field.value)}`);
    case 'meter':
      return [`meter ${plain(block.caption)}`];
    case 'chart':
      return [`chart ${block.chart.title}`, ...block.numbers.map(plain)];
    case 'rule':
      return ['---'];
    case 'buttons':
      return [block.buttons.map((button) => `[${button.label}]`).join(' ')];
    default:
      return never(block);
  }
}
