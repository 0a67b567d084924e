// Second programs for storage tests, one file for each engine: `node <program> <deed> <url> [count]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import sql from 'sql-template-tag';
import type { Database, Read, Write } from '../../src/storage/database.ts';
import type { Migration } from '../../src/storage/migration.ts';

/** Counters that start at nothing, and rows that must come in pairs. */
export const counting: readonly Migration[] = [
  {
    number: 10,
    name: 'counting',
    sql: `
      CREATE TABLE counters (name text PRIMARY KEY, value int NOT NULL CHECK (value < 1000000));
      INSERT INTO counters (name, value) VALUES ('one', 0), ('two', 0);
      CREATE TABLE notes (
        id int PRIMARY KEY,
        counter text REFERENCES counters (name) DEFERRABLE INITIALLY DEFERRED,
        content bytes,
        made_at instant
      )`,
  },
];

export type Open = (
  url: string,
  migrations: readonly Migration[],
  onCommit?: (decisions: number) => void,
) => Promise<Database>;

export type Deed = 'add' | 'add-forever' | 'hold-open' | 'open-and-leave';

/** Starts a second program, whose file is `program`; `said` gives its next line, `ended` its exit code. */
export function startProgram(deed: Deed, program: string, url: string, count = 0) {
  const child = spawn(process.execPath, [program, deed, url, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exit = once(child, 'exit');
  return {
    said: async () => (await lines.next()).value as string | undefined,
    go: () => child.stdin.write('\n'),
    end: () => child.stdin.end(),
    kill: () => child.kill('SIGKILL'),
    ended: async () => (await exit)[0] as number | null,
  };
}

/** Adds one to both counters, by reading and writing: an update would be lost where two programs overlapped. */
export function addOne(database: Database): Promise<void> {
  return database.write(async (tx) => {
    for (const name of ['one', 'two']) {
      await tx.run(sql`UPDATE counters SET value = value WHERE name = ${name}`);
      const row = await tx.get<{ value: number }>(
        sql`SELECT value FROM counters WHERE name = ${name}`,
      );
      await tx.run(sql`UPDATE counters SET value = ${(row?.value ?? 0) + 1} WHERE name = ${name}`);
    }
  });
}

export const add = (amount: number) => async (tx: Write) => {
  await tx.run(sql`UPDATE counters SET value = value + ${amount} WHERE name = 'one'`);
  return amount;
};
export const valueIn = async (read: Read, name = 'one') =>
  (await read.get<{ value: number }>(sql`SELECT value FROM counters WHERE name = ${name}`))?.value;
export const failing = async (tx: Write): Promise<never> => {
  await add(1000)(tx);
  throw new Error('changed its mind');
};
export const orphan = async (tx: Write) => {
  await tx.run(sql`INSERT INTO notes (id, counter) VALUES (1, 'nobody')`);
};

/** What such a program does: as its arguments say, on the database that `open` opens. */
export async function obey(open: Open): Promise<void> {
  const [deed, url = '', amount] = process.argv.slice(2) as [Deed, string?, string?];
  const count = Number(amount);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const told = process.stdin[Symbol.asyncIterator]();
  say('ready');
  // Both starters of a pair begin at the same word.
  if (deed === 'add') await told.next();
  const database = await open(url, counting);
  switch (deed) {
    case 'add': {
      // Eight hands, one decision after the other each: some share a commit, some do not.
      const hands = Array.from({ length: 8 }, async () => {
        for (let i = 0; i < count / 8; i++) await addOne(database);
      });
      await Promise.all(hands);
      break;
    }
    case 'add-forever':
      for (let i = 1; ; i++) {
        await addOne(database);
        say(String(i));
      }
    case 'hold-open':
    case 'open-and-leave':
      say('path' in database ? String(database.path) : 'open');
      await told.next();
      break;
  }
  if (deed !== 'open-and-leave') await database.close();
  process.exit(0);
}
