// Who reads an answer: preferences before the platform's word before the series', and no wait for a platform that does not answer.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReaders, type ReaderParts } from '../../src/app/readers.ts';
import type { IncomingWords } from '../../src/chat/incoming.ts';
import type { Log, Machine, Platform, Profile } from '../../src/chat/platform.ts';
import type { Account } from '../../src/kernel/account.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { ensurePerson, mergePersons, setPreference } from '../../src/people/store.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { memoryDatabase } from '../support/sqlite.ts';

const ana: Account = { platform: 'web', workspace: '', user: 'ana' };
const other: Account = { platform: 'mattermost', workspace: '', user: 'ana26' };
const french: Profile = { name: 'Ana', locale: 'fr-CH', zone: 'Europe/Paris', bot: false };

const words = (more: Partial<IncomingWords> = {}): IncomingWords => ({
  kind: 'words',
  account: ana,
  speaker: 'person',
  place: { conversation: { platform: 'web', workspace: '', channel: 'c' }, kind: 'channel' },
  delivery: 'd',
  event: false,
  text: ['list'],
  ...more,
});

let database: SqliteDatabase;
let warnings: string[];
let now: number;
/** Who sleeps on the machine's clock, and for how long. */
let sleeping: { readonly ms: number; wake(): void }[];
let asked: Account[];

beforeEach(async () => {
  database = await memoryDatabase();
  warnings = [];
  now = 1_000_000;
  sleeping = [];
  asked = [];
});

afterEach(() => database.close());

const log: Log = { info: () => {}, warn: (_, event) => void warnings.push(event), error: () => {} };

const machine: Machine = {
  now: () => now,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      sleeping.push({ ms, wake: () => resolve() });
      signal?.addEventListener('abort', () => resolve());
    }),
  random: () => '00',
};

function readers(
  describePerson: (account: Account) => Promise<Profile | 'nobody' | undefined>,
  more: Partial<ReaderParts> = {},
) {
  const platform: Platform = {
    ...createRecordingPlatform(),
    describe: (account) => {
      asked.push(account);
      return describePerson(account);
    },
  };
  return createReaders({
    database,
    machine,
    now: () => 5_000,
    defaults: { language: 'en', zone: 'Europe/Zurich' },
    organisers: [],
    platformOf: () => platform,
    log,
    ...more,
  });
}

describe('the language and zone of a reader', () => {
  it('are the platform’s word where nothing else is known', async () => {
    const all = readers(async () => french);
    const reader = await all.readerOf(words());
    expect(reader).toMatchObject({
      name: 'Ana',
      language: 'fr',
      zone: 'Europe/Paris',
      person: undefined,
      organiser: false,
      command: '/icdd',
      now: 5_000,
    });
  });

  it('are the person’s own where they were chosen', async () => {
    const person = await database.write(async (tx) => {
      const id = await ensurePerson(tx, ana, () => 'p1', 0);
      await setPreference(tx, id, { language: 'en' });
      await setPreference(tx, id, { zone: 'Asia/Kolkata' });
      return id;
    });
    const reader = await readers(async () => french).readerOf(words());
    expect(reader).toMatchObject({ person, language: 'en', zone: 'Asia/Kolkata' });
  });

  it('are the series’ where the platform speaks none of ours', async () => {
    const klingon = { ...french, locale: 'tlh', zone: 'Qo/Nos' };
    const reader = await readers(async () => klingon).readerOf(words());
    expect(reader).toMatchObject({ language: 'en', zone: 'Europe/Zurich' });
  });

  it('of a channel are the series’, whoever speaks there', async () => {
    const all = readers(async () => french);
    await all.readerOf(words());
    const channel = { platform: 'web', workspace: '', channel: 'c' } as const;
    const [shared, own] = await database.read(async (read) => [
      await all.audienceOf({ kind: 'channel', conversation: channel }, read),
      await all.audienceOf({ kind: 'account', account: ana }, read),
    ]);
    expect(shared).toEqual({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' });
    expect(own).toEqual({ language: 'fr', zone: 'Europe/Paris', command: '/icdd' });
  });
});

describe('a platform that describes a person', () => {
  it('and never answers holds nobody up for more than 300 ms', async () => {
    const reader = readers(() => new Promise(() => {})).readerOf(words());
    await expect.poll(() => sleeping.map(({ ms }) => ms)).toEqual([300]);
    sleeping[0]?.wake();
    expect(await reader).toMatchObject({ language: 'en', zone: 'Europe/Zurich', name: 'ana' });
  });

  it('and answers late is known from then on', async () => {
    let answer: (profile: Profile) => void = () => {};
    const all = readers(() => new Promise((resolve) => (answer = resolve)));
    const first = all.readerOf(words());
    await expect.poll(() => sleeping.length).toBe(1);
    sleeping[0]?.wake();
    expect((await first).language).toBe('en');
    answer(french);
    await all.settled();
    expect((await all.readerOf(words())).language).toBe('fr');
    expect(asked).toHaveLength(1);
  });

  it('and fails is asked again the next time; only its name is in the log', async () => {
    const all = readers(() => Promise.reject(new Error('away')));
    expect((await all.readerOf(words())).language).toBe('en');
    await all.readerOf(words());
    expect(asked).toHaveLength(2);
    expect(warnings).toEqual(Array(2).fill('a person could not be described'));
  });

  it('and cannot say is asked again after a minute, not after hours', async () => {
    let says: Profile | undefined;
    const all = readers(async () => says);
    await all.readerOf(words());
    now += minute - 1;
    expect((await all.readerOf(words())).language).toBe('en');
    expect(asked).toHaveLength(1);
    says = french;
    now += 1;
    expect((await all.readerOf(words())).language).toBe('fr');
    expect(asked).toHaveLength(2);
  });

  it('is asked again after six hours, and not before', async () => {
    const all = readers(async () => french);
    await all.readerOf(words());
    now += 6 * hour - 1;
    await all.readerOf(words());
    expect(asked).toHaveLength(1);
    now += 1;
    await all.readerOf(words());
    expect(asked).toHaveLength(2);
  });

  it.each<[string, Profile | 'nobody' | undefined]>([
    ['person', french],
    ['bot', { ...french, bot: true }],
    ['stranger', { ...french, stranger: true }],
    ['gone', { ...french, deactivated: true }],
    ['nobody', 'nobody'],
    ['unknown', undefined],
  ])('says of whoever is named that it is: %s', async (standing, said) => {
    expect(await readers(async () => said).standing(ana)).toBe(standing);
  });

  it('and knows no such account leaves its reader to the series', async () => {
    const reader = await readers(async () => 'nobody').readerOf(words());
    expect(reader).toMatchObject({ language: 'en', zone: 'Europe/Zurich', person: undefined });
  });

  it('is not asked about strangers and bots', async () => {
    const all = readers(async () => french);
    await all.readerOf(words({ speaker: 'stranger' }));
    await all.readerOf(words({ speaker: 'bot' }));
    expect(asked).toEqual([]);
  });
});

describe('a rush of newcomers', () => {
  const newcomer = (n: number) =>
    words({ account: { platform: 'web', workspace: '', user: `u${n}` } });

  it('is described within a budget: those beyond it wait for nothing, and are described in their turn', async () => {
    const all = readers(async (account) => ({ ...french, name: `Name of ${account.user}` }));
    const answered = [];
    for (let n = 0; n < 45; n += 1) answered.push(await all.readerOf(newcomer(n)));
    expect(answered.map((r) => r.language)).toEqual([
      ...Array(40).fill('fr'),
      ...Array(5).fill('en'),
    ]);
    expect(asked).toHaveLength(40);
    for (let n = 41; n <= 45; n += 1) {
      await expect.poll(() => sleeping.length).toBeGreaterThan(0);
      now += 1000;
      for (const sleeper of sleeping.splice(0)) sleeper.wake();
      await expect.poll(() => asked.length).toBe(n);
    }
    expect(asked.map((a) => a.user)).toEqual(Array.from({ length: 45 }, (_, n) => `u${n}`));
    await all.settled();
    expect(await all.readerOf(newcomer(44))).toMatchObject({ name: 'Name of u44', language: 'fr' });
  });

  it('does not hold up the end of the program', async () => {
    const all = readers(async () => french);
    for (let n = 0; n < 45; n += 1) await all.readerOf(newcomer(n));
    await all.settled();
    expect(asked).toHaveLength(40);
  });
});

describe('organisers', () => {
  const isOrganiser = async (organisers: readonly Account[], account = ana) =>
    (await readers(async () => french, { organisers }).readerOf(words({ account }))).organiser;

  it('are those who are named', async () => {
    expect(await isOrganiser([ana])).toBe(true);
    expect(await isOrganiser([other])).toBe(false);
    expect(await isOrganiser([])).toBe(false);
  });

  it('are so with their linked accounts too', async () => {
    let ids = 0;
    const newId = () => {
      ids += 1;
      return `p${ids}`;
    };
    await database.write(async (tx) => {
      const into = await ensurePerson(tx, other, newId, 0);
      const from = await ensurePerson(tx, ana, newId, 0);
      await mergePersons(tx, from, into);
    });
    expect(await isOrganiser([other])).toBe(true);
    expect(await isOrganiser([ana], other)).toBe(true);
    const stranger: Account = { platform: 'web', workspace: '', user: 'ben' };
    expect(await isOrganiser([ana], stranger)).toBe(false);
  });
});
