// One way to decide: each delivery once, and every fact heard in the transaction that made it.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimIn, createTransact, forgetOldClaims, listeners } from '../../src/app/transact.ts';
import type { IncomingWords } from '../../src/chat/incoming.ts';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import type { Transact } from '../../src/delivery/ports.ts';
import { decided, factKinds } from '../../src/kernel/facts.ts';
import { talkId } from '../../src/kernel/ids.ts';
import { hour } from '../../src/kernel/time.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { memoryDatabase } from '../support/sqlite.ts';

const words = (delivery: string): IncomingWords => ({
  kind: 'words',
  account: { platform: 'web', workspace: '', user: 'ana' },
  speaker: 'person',
  place: { conversation: { platform: 'web', workspace: '', channel: 'general' }, kind: 'channel' },
  delivery,
  event: false,
  text: ['register 9'],
});

let database: SqliteDatabase;
let transact: Transact;
let commits = 0;
let ids = 0;

beforeEach(async () => {
  database = await memoryDatabase();
  commits = 0;
  ids = 0;
  transact = createTransact({
    database,
    machineNow: () => 1_000_000,
    ports: {
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
      now: () => 0,
    },
    committed: () => {
      commits += 1;
    },
  });
});

afterEach(() => database.close());

const note = (name: string) => sql`INSERT INTO settings (name, value) VALUES (${name}, 'x')`;
const count = (table: 'settings' | 'claims') =>
  database.read(async (read) => {
    const query =
      table === 'claims'
        ? sql`SELECT COUNT(*) AS n FROM claims`
        : sql`SELECT COUNT(*) AS n FROM settings`;
    return (await read.get<{ n: number }>(query))?.n;
  });

describe('transact', () => {
  it('gives the body’s value and says that it was committed', async () => {
    const value = await transact(words('a'), async (tx) => decided(await tx.run(note('one'))));
    expect([value, commits, await count('settings')]).toEqual([1, 1, 1]);
  });

  it('answers a delivery once: the second is told apart, changes nothing and wakes nobody', async () => {
    await transact(words('a'), async (tx) => decided(await tx.run(note('one'))));
    const again = transact(words('a'), async (tx) => decided(await tx.run(note('two'))));
    await expect(again).rejects.toThrow(AlreadyAnswered);
    expect([commits, await count('settings')]).toEqual([1, 1]);
  });

  it('of two at the same moment one is answered', async () => {
    const both = ['one', 'two'].map((name) =>
      transact(words('a'), async (tx) => decided(await tx.run(note(name)))),
    );
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    expect(await count('settings')).toBe(1);
  });

  it('a body that fails takes its claim with it, so that the delivery may come again', async () => {
    const failing = transact(words('a'), async (tx) => {
      await tx.run(note('one'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([commits, await count('settings'), await count('claims')]).toEqual([0, 0, 0]);
    await transact(words('a'), async (tx) => decided(await tx.run(note('two'))));
    expect(await count('settings')).toBe(1);
  });

  it('a job claims nothing', async () => {
    await transact({ job: 'digests' }, async () => decided(undefined));
    expect(await count('claims')).toBe(0);
  });
});

describe('facts', () => {
  it('every kind has its listeners', () => {
    expect(Object.keys(listeners).sort()).toEqual(Object.keys(factKinds).sort());
    for (const heard of Object.values(listeners)) expect(heard.length).toBeGreaterThan(0);
  });

  it('are heard in order, and those that a listener makes after them, until none is left', async () => {
    const heard: string[] = [];
    const table = listeners as Record<string, (typeof listeners)['talk-changed']>;
    const kept = { ...table };
    const [first, second, third] = ['one', 'two', 'three'].map(talkId);
    if (!first || !second || !third) throw new Error('no ids');
    table['talk-changed'] = [
      async (_tx, _ports, fact) => {
        heard.push(`changed ${'talk' in fact ? fact.talk : ''}`);
        return 'talk' in fact && fact.talk === first
          ? [{ kind: 'seats-changed', talk: third }]
          : [];
      },
    ];
    table['seats-changed'] = [
      async (_tx, _ports, fact) => {
        heard.push(`seats ${'talk' in fact ? fact.talk : ''}`);
        return [];
      },
    ];
    try {
      await transact({ job: 'season' }, async () =>
        decided(
          undefined,
          { kind: 'talk-changed', talk: first },
          { kind: 'talk-changed', talk: second },
        ),
      );
    } finally {
      Object.assign(table, kept);
    }
    expect(heard).toEqual(['changed one', 'changed two', 'seats three']);
    expect(commits).toBe(1);
  });

  it('of a talk that is not there disturb nobody', async () => {
    const facts = [
      { kind: 'talk-changed', talk: talkId('gone') },
      { kind: 'seats-changed', talk: talkId('gone') },
    ] as const;
    await transact({ job: 'season' }, async () => decided(undefined, ...facts));
    expect(commits).toBe(1);
  });

  it('a listener that fails undoes the decision', async () => {
    const table = listeners as Record<string, (typeof listeners)['talk-changed']>;
    const kept = { ...table };
    table['talk-changed'] = [() => Promise.reject(new Error('no'))];
    try {
      const failing = transact(words('a'), async (tx) => {
        await tx.run(note('one'));
        return decided(undefined, { kind: 'talk-changed', talk: talkId('one') });
      });
      await expect(failing).rejects.toThrow('no');
    } finally {
      Object.assign(table, kept);
    }
    expect([await count('settings'), await count('claims')]).toEqual([0, 0]);
  });
});

describe('claims', () => {
  it('are kept an hour of the machine’s clock', async () => {
    await database.write(async (tx) => {
      expect(await claimIn(tx, 'old', 0)).toBe(true);
      expect(await claimIn(tx, 'fresh', hour)).toBe(true);
      expect(await claimIn(tx, 'fresh', 2 * hour)).toBe(false);
      await forgetOldClaims(tx, hour + 1);
    });
    expect(await count('claims')).toBe(1);
  });
});
