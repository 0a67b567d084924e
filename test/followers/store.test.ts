// Loading the followers file, again and again, and what the tables refuse by themselves.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newestReadings, readingsAround, watchedAccounts } from '../../src/followers/store.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { freshDirectory, open } from '../support/sqlite.ts';
import { openStage, readingsKept, type Stage } from './stage.ts';

const reading = (account: string, on: string, value: number) =>
  `  - {network: x, account: ${account}, on: ${on}, value: ${value}, bound: exact, source: the page}\n`;
const file = (accounts: string, ...readings: string[]) =>
  `accounts: {${accounts}}\n${readings.length > 0 ? `readings:\n${readings.join('')}` : ''}`;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe('loading the followers file', () => {
  it('adds once, changes what the file changed, and keeps what it no longer says', async () => {
    const first = file('x: [CERN], facebook: [CERN]', reading('CERN', '2019-07-01', 5));
    expect(await stage.load(first)).toEqual({
      accounts: { added: 2, gone: [] },
      readings: { added: 1, changed: 0, same: 0 },
    });
    expect(await stage.load(first)).toEqual({
      accounts: { added: 0, gone: [] },
      readings: { added: 0, changed: 0, same: 1 },
    });
    const next = file(
      'x: [cern]',
      reading('cern', '2019-07-01', 6),
      reading('CERN', '2019-07-02', 7),
    );
    expect(await stage.load(next)).toEqual({
      accounts: { added: 0, gone: [{ network: 'facebook', account: 'CERN' }] },
      readings: { added: 1, changed: 1, same: 0 },
    });
    expect(await readingsKept(stage)).toBe(2);
    expect(await stage.load(file('x: [cern]'))).toMatchObject({ readings: { added: 0 } });
    expect(await readingsKept(stage)).toBe(2);
  });

  it('keeps the order of the file', async () => {
    const names = async () =>
      (await stage.database.read(watchedAccounts)).map((a) => `${a.network} ${a.account}`);
    await stage.load(file('instagram: [CERN], x: [CERN, ATLAS]'));
    expect(await names()).toEqual(['instagram CERN', 'x CERN', 'x ATLAS']);
    await stage.load(file('x: [ATLAS, CERN], instagram: [CERN]'));
    expect(await names()).toEqual(['x ATLAS', 'x CERN', 'instagram CERN']);
  });

  it('gives the readings around a day', async () => {
    const days = ['2019-07-01', '2019-07-03', '2019-07-05', '2019-07-09'];
    await stage.load(file('x: [CERN]', ...days.map((on, i) => reading('CERN', on, i))));
    const [account] = await stage.database.read(watchedAccounts);
    const around = async (on: string, until: string) =>
      (
        await stage.database.read((read) => readingsAround(read, account?.id as string, on, until))
      ).map((r) => r.on);
    expect((await around('2019-07-04', '2019-07-08')).sort()).toEqual(days.slice(0, 3));
    expect(await around('2019-06-01', '2019-07-02')).toEqual(['2019-07-01']);
    expect(await around('2019-06-01', '2019-06-02')).toEqual([]);
    const newest = await stage.database.read((read) =>
      newestReadings(read, account?.id as string, '2019-07-08'),
    );
    expect(newest[0]).toEqual({
      on: '2019-07-05',
      origin: 'file',
      value: 2,
      bound: 'exact',
      source: 'the page',
    });
    expect(newest).toHaveLength(3);
  });
});

describe('the tables', () => {
  it.each([
    ['a count below zero', 20190708, 'hand', -1, 'exact'],
    ['a bound that is none', 20190708, 'hand', 1, 'about'],
    ['an origin that is none', 20190708, 'rumour', 1, 'exact'],
    ['a day that is none', 708, 'hand', 1, 'exact'],
  ])('refuse %s', async (_, on, origin, value, bound) => {
    await stage.load(file('x: [CERN]'));
    const [account] = await stage.database.read(watchedAccounts);
    const write = stage.database.write((tx) =>
      tx.run(sql`
        INSERT INTO follower_readings (account_id, read_on, origin, followers, bound, source, noted_at)
        VALUES (${account?.id as string}, ${on}, ${origin}, ${value}, ${bound}, '', 0)`),
    );
    await expect(write).rejects.toMatchObject({ kind: 'constraint' });
  });

  it('refuse a reading of nobody', async () => {
    const write = stage.database.write((tx) =>
      tx.run(sql`
        INSERT INTO follower_readings (account_id, read_on, origin, followers, bound, source, noted_at)
        VALUES ('nobody', 20190708, 'hand', 1, 'exact', '', 0)`),
    );
    await expect(write).rejects.toThrow();
  });
});

describe('a database of before there were series', () => {
  it('goes on: its Facebook pages count fans, all others followers', async () => {
    const directory = freshDirectory();
    const url = `file:${directory.path}/a.db`;
    const before = await open(
      url,
      migrations.filter((m) => m.number < 180),
    );
    await before.write(async (tx) => {
      for (const network of ['facebook', 'x'])
        await tx.run(sql`
          INSERT INTO follower_accounts (id, network, handle, account, place, noted_at)
          VALUES (${network}, ${network}, 'cern', 'CERN', 0, 0)`);
      await tx.run(sql`
        INSERT INTO follower_readings (account_id, read_on, origin, followers, bound, source, noted_at)
        VALUES ('facebook', 20190708, 'file', 700000, 'atMost', 'talk 9', 0)`);
    });
    await before.close();
    const after = await open(url, migrations);
    const watched = await after.read(watchedAccounts);
    expect(watched.map((w) => `${w.network} ${w.series}`)).toEqual([
      'facebook fans',
      'x followers',
    ]);
    const kept = await after.read((read) => newestReadings(read, 'facebook', '2019-07-10'));
    expect(kept).toMatchObject([{ value: 700_000, bound: 'atMost' }]);
    await after.close();
    directory.remove();
  });
});
