// Persons and accounts as they are kept, on a real SQLite.
import sql from 'sql-template-tag';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { linkId, type PersonId, personId } from '../../src/kernel/ids.ts';
import { minute } from '../../src/kernel/time.ts';
import {
  askedLinks,
  codeInUse,
  findLink,
  lockLinkByCode,
  lockTries,
  openLink,
  saveLink,
  saveTries,
} from '../../src/people/store/links.ts';
import {
  accountsOf,
  ensureAccount,
  ensurePerson,
  findAccount,
  leaveTo,
  lockPersons,
  mergePersons,
  type Preference,
  saveProfile,
  setPreference,
} from '../../src/people/store.ts';
import type { Database } from '../../src/storage/database.ts';
import { memoryDatabase } from '../support/sqlite.ts';
import { ada, adaThere, ben, monday } from './accounts.ts';

let database: Database;
let made = 0;
const newId = () => {
  made += 1;
  return `person${made}`;
};
const profile = { name: 'Ada', locale: 'fr-CH', zone: 'Europe/Paris', bot: false };

beforeEach(async () => {
  database = await memoryDatabase();
  made = 0;
  const opened = database;
  onTestFinished(() => opened.close());
});

const ensure = (account = ada) => database.write((tx) => ensurePerson(tx, account, newId, monday));
const find = (account = ada) => database.read((read) => findAccount(read, account));
const prefer = (person: PersonId, preference: Preference) =>
  database.write((tx) => setPreference(tx, person, preference));
const persons = () =>
  database.read((read) => read.all(sql`SELECT id, language, zone FROM persons ORDER BY id`));

describe('a person', () => {
  it('is made once for an account', async () => {
    expect(await find()).toBe(undefined);
    expect([await ensure(), await ensure(), await ensure(ben)]).toEqual([
      'person1',
      'person1',
      'person2',
    ]);
    expect(await find()).toEqual({ account: ada, person: 'person1' });
    expect(made).toBe(2);
  });

  it('is made for an account that was described before', async () => {
    await database.write((tx) => saveProfile(tx, ada, profile, monday));
    expect((await find())?.person).toBe(undefined);
    await ensure();
    expect(await find()).toEqual({
      account: ada,
      person: 'person1',
      name: 'Ada',
      locale: 'fr-CH',
      zone: 'Europe/Paris',
      describedAt: monday,
    });
  });

  it('is made once where many ask at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => ensure()));
    expect(new Set(all).size).toBe(1);
    expect(await persons()).toHaveLength(1);
  });

  it('keeps its preferences until they are taken away', async () => {
    const person = await ensure();
    await prefer(person, { language: 'fr' });
    await prefer(person, { zone: 'Asia/Tokyo' });
    expect(await find()).toMatchObject({ preferredLanguage: 'fr', preferredZone: 'Asia/Tokyo' });
    await prefer(person, { language: undefined });
    expect(await find()).toEqual({ account: ada, person, preferredZone: 'Asia/Tokyo' });
    await prefer(person, { zone: undefined });
    expect(await find()).toEqual({ account: ada, person });
  });

  it('speaks none but our languages, in the database too', async () => {
    const person = await ensure();
    const write = database.write((tx) =>
      tx.run(sql`UPDATE persons SET language = 'de' WHERE id = ${person}`),
    );
    await expect(write).rejects.toMatchObject({ kind: 'constraint' });
  });
});

describe('a profile', () => {
  it('is replaced whole, and what is gone is gone', async () => {
    await ensure();
    await database.write((tx) => saveProfile(tx, ada, profile, monday));
    const bare = { name: '', locale: undefined, zone: undefined };
    await database.write((tx) => saveProfile(tx, ada, bare, monday + minute));
    expect(await find()).toEqual({
      account: ada,
      person: 'person1',
      describedAt: monday + minute,
    });
  });
});

describe('two persons', () => {
  it('become one: accounts move, preferences of the one that stays win, the other row stays', async () => {
    const [into, from] = [await ensure(ada), await ensure(adaThere)];
    await prefer(into, { language: 'en' });
    await prefer(from, { language: 'fr' });
    await prefer(from, { zone: 'Asia/Tokyo' });
    await database.write(async (tx) => {
      await lockPersons(tx, into, from);
      await mergePersons(tx, from, into);
    });
    expect(await database.read((read) => accountsOf(read, into))).toEqual([
      { account: adaThere, person: into, preferredLanguage: 'en', preferredZone: 'Asia/Tokyo' },
      { account: ada, person: into, preferredLanguage: 'en', preferredZone: 'Asia/Tokyo' },
    ]);
    expect(await persons()).toEqual([
      { id: into, language: 'en', zone: 'Asia/Tokyo' },
      { id: from, language: null, zone: null },
    ]);
  });

  it('part again: one account keeps the person, the other gets a new one when it needs it', async () => {
    const [into, from] = [await ensure(ada), await ensure(adaThere)];
    await database.write((tx) => mergePersons(tx, from, into));
    await database.write((tx) => leaveTo(tx, into, adaThere));
    expect(await find(adaThere)).toEqual({ account: adaThere, person: into });
    expect(await find(ada)).toEqual({ account: ada });
    expect(await ensure(ada)).toBe('person3');
    expect(await database.read((read) => accountsOf(read, personId('person2')))).toEqual([]);
  });
});

describe('a link', () => {
  const open = (id: string, code: string, at = monday) =>
    database.write(async (tx) => {
      await ensureAccount(tx, ada);
      await ensureAccount(tx, ada);
      await openLink(tx, { id: linkId(id), code, account: ada }, at, at + 10 * minute);
    });
  const byCode = (code: string) => database.write((tx) => lockLinkByCode(tx, code));
  const used = (code: string, at: number) => database.read((read) => codeInUse(read, code, at));

  it('is found by its code, the newest first', async () => {
    await open('link1', '111111');
    await open('link2', '111111', monday + minute);
    expect(await byCode('111111')).toEqual({
      id: 'link2',
      code: '111111',
      owner: 'slack:T1/U1',
      state: 'open',
      ownerYes: false,
      typistYes: false,
      expiresAt: monday + 11 * minute,
    });
    expect(await byCode('222222')).toBe(undefined);
  });

  it('ends where a newer code is asked for, and is forgotten after a week', async () => {
    await open('link1', '111111');
    await open('link2', '222222', monday + minute);
    expect([await used('111111', monday + minute), await used('222222', monday + minute)]).toEqual([
      false,
      true,
    ]);
    expect((await byCode('111111'))?.expiresAt).toBe(monday + minute);
    await open('link3', '333333', monday + 8 * 24 * 60 * minute);
    expect([await byCode('111111'), await byCode('222222')]).toEqual([undefined, undefined]);
  });

  it('keeps what became of it, and is listed while it is asked', async () => {
    await open('link1', '111111');
    const link = await byCode('111111');
    if (!link) throw new Error('no link');
    await database.write(async (tx) => {
      await ensureAccount(tx, adaThere);
      await saveLink(tx, { ...link, typist: 'mattermost:m1', state: 'asked', typistYes: true });
    });
    const kept = await database.read((read) => findLink(read, link.id));
    expect(kept).toEqual({ ...link, typist: 'mattermost:m1', state: 'asked', typistYes: true });
    const listed = (at: number) => database.read((read) => askedLinks(read, adaThere, at));
    expect([await listed(monday), await listed(link.expiresAt)]).toEqual([[kept], []]);
    expect(await database.read((read) => findLink(read, linkId('link9')))).toBe(undefined);
  });

  it('is never asked of nobody, in the database too', async () => {
    await open('link1', '111111');
    const write = database.write((tx) =>
      tx.run(sql`UPDATE account_links SET state = 'asked' WHERE id = 'link1'`),
    );
    await expect(write).rejects.toMatchObject({ kind: 'constraint' });
  });

  it('counts wrong codes by account', async () => {
    const tries = () =>
      database.write(async (tx) => {
        await ensureAccount(tx, ada);
        return lockTries(tx, ada, monday);
      });
    expect(await tries()).toEqual({ since: monday, wrong: 0 });
    await database.write((tx) => saveTries(tx, ada, { since: monday + 1, wrong: 3 }));
    expect(await tries()).toEqual({ since: monday + 1, wrong: 3 });
  });
});
