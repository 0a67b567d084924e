// `npm run cli -- import FILE`: what a file is, told by its beginning; tables are read as they come and written in small transactions.
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type FiledReading, readingsTable } from '../followers/files/readings.ts';
import { readTable, type TableHead, type TableKind, tableHead } from '../followers/files/table.ts';
import { usualSeries, type WatchedAccount } from '../followers/rules.ts';
import { keepReading, seriesOf, watchedAccounts } from '../followers/store.ts';
import { postsTable } from '../insights/files.ts';
import type { FiledPost } from '../insights/rules.ts';
import { keepPost } from '../insights/store.ts';
import { decided } from '../kernel/facts.ts';
import type { Zone } from '../kernel/time.ts';
import type { Database, Read, Write } from '../storage/database.ts';
import { FileRefused } from './refused.ts';
import { importYaml, type LoadParts, refused } from './season.ts';

/** Told how far it is: `step` as people would call it, bytes done and bytes in all. */
export interface Progress {
  readonly at: (step: string, done: number, of: number) => void;
  readonly end: () => void;
}

export const noProgress: Progress = { at: () => {}, end: () => {} };

export interface ImportParts extends LoadParts {
  readonly database: Database;
  /** The series' zone. */
  readonly zone: Zone;
  /** Waits a little, so that a running program gets its turn between two transactions. */
  readonly pause: () => Promise<void>;
  readonly progress: Progress;
}

/** What a kind of table is loaded by. */
interface Loading<T> {
  readonly kind: TableKind<T>;
  readonly one: string;
  readonly many: string;
  readonly accountOf: (value: T) => Pick<WatchedAccount, 'network' | 'account'>;
  readonly keep: (
    tx: Write,
    account: WatchedAccount,
    value: T,
    parts: Pick<ImportParts, 'newId' | 'now'>,
  ) => Promise<'added' | 'changed' | 'same'>;
}

const readings: Loading<FiledReading> = {
  kind: readingsTable,
  one: 'reading',
  many: 'readings',
  accountOf: (reading) => reading,
  keep: async (tx, usual, { on, value, bound, source, series = usual.series }, { newId, now }) => {
    const of = series === usual.series ? usual : await seriesOf(tx, usual, series, newId, now());
    const kept = await keepReading(tx, of.id, { on, value, bound, source, origin: 'file' }, now());
    return kept.kind === 'replaced' ? 'changed' : kept.kind;
  },
};

const posts = (zone: Zone): Loading<FiledPost> => ({
  kind: postsTable(zone),
  one: 'post',
  many: 'posts',
  accountOf: (filed) => filed.account,
  keep: (tx, account, { post }, { now }) => keepPost(tx, account.id, post, 'file', now()),
});

/** A talks or followers file, or a table of readings or posts. Rejects with FileRefused where it is none of them or has a mistake. */
export async function importFile(parts: ImportParts, path: string): Promise<string> {
  const head = tableHead(await beginningOf(path));
  if (!head) return importYaml(parts, path);
  if (head.columns.includes('post')) return importTable(parts, path, head, posts(parts.zone));
  if (head.columns.includes('value')) return importTable(parts, path, head, readings);
  throw refused(path, [
    {
      line: 1,
      message: `is neither a table of readings (${readings.kind.needed.join(', ')}) nor one of posts (${posts(parts.zone).kind.needed.join(', ')})`,
    },
  ]);
}

/** More than any first line has. */
const beginning = 16_384;

async function beginningOf(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw cannotRead(path, error);
  }
}

function cannotRead(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new FileRefused(`${path}: there is no such file`);
  return code === undefined ? error : new FileRefused(`${path}: cannot be read (${code})`);
}

/** So many rows are a transaction of a few milliseconds. */
const rowsAtOnce = 200;
/** More mistakes than anybody mends by hand; the others are counted. */
const mostMistakes = 1_000;

async function importTable<T>(
  parts: ImportParts,
  path: string,
  head: TableHead,
  loading: Loading<T>,
): Promise<string> {
  const { progress } = parts;
  try {
    const watched = await parts.database.read(usualAccounts);
    const rows = await checkedRows(parts, path, head, loading, watched);
    const done = await loadRows(parts, path, head, loading, watched);
    const say = (count: number) => count.toLocaleString('en-GB');
    const all = `${path}: ${say(rows)} ${rows === 1 ? loading.one : loading.many}`;
    return done.added + done.changed === 0
      ? `${all}, all as they were: nothing was changed.`
      : `${all}: ${say(done.added)} added, ${say(done.changed)} changed, ${say(done.same)} as they were.`;
  } finally {
    progress.end();
  }
}

type Accounts = ReadonlyMap<string, WatchedAccount>;

const accountKey = ({ network, account }: Pick<WatchedAccount, 'network' | 'account'>) =>
  `${network} ${account.toLowerCase()}`;

/** Of two series of an account the usual one is meant. */
const usualAccounts = async (read: Read): Promise<Accounts> => {
  const watched = await watchedAccounts(read);
  const usual = watched.filter((one) => one.series === usualSeries(one.network, one.account));
  return new Map(usual.map((one) => [accountKey(one), one]));
};

/** Reads the whole file before anything of it is written. Gives how many rows there are. */
async function checkedRows<T>(
  parts: ImportParts,
  path: string,
  head: TableHead,
  { kind, accountOf }: Loading<T>,
  watched: Accounts,
): Promise<number> {
  const mistakes: { readonly line: number; readonly message: string }[] = [];
  let more = 0;
  let rows = 0;
  const note = (line: number, message: string): void => {
    if (mistakes.length < mostMistakes) mistakes.push({ line, message });
    else more += 1;
  };
  for await (const item of readTable(chunksOf(parts, path, 'checking'), head, kind)) {
    if (item.kind === 'mistake') {
      note(item.line, item.message);
      continue;
    }
    rows += 1;
    const { network, account } = accountOf(item.value);
    if (!watched.has(accountKey({ network, account })))
      note(
        item.line,
        `${network} ${account} is not among the accounts that are watched: name it in the followers file first`,
      );
  }
  if (mistakes.length === 0) return rows;
  const told = refused(path, mistakes);
  throw more === 0 ? told : new FileRefused(`${told.message}\n… and ${more} more mistakes`);
}

/** The file is read again, so that it need not be held; what changed in between to a mistake stops it, and may be imported again. */
async function loadRows<T>(
  parts: ImportParts,
  path: string,
  head: TableHead,
  { kind, accountOf, keep, many }: Loading<T>,
  watched: Accounts,
): Promise<Record<'added' | 'changed' | 'same', number>> {
  const done = { added: 0, changed: 0, same: 0 };
  let batch: T[] = [];
  const write = async (): Promise<void> => {
    const rows = batch;
    batch = [];
    const outcomes = await parts.transact({ job: `import ${many}` }, async (tx) => {
      const all: ('added' | 'changed' | 'same')[] = [];
      for (const value of rows)
        all.push(
          await keep(tx, watched.get(accountKey(accountOf(value))) as WatchedAccount, value, parts),
        );
      return decided(all);
    });
    for (const outcome of outcomes) done[outcome] += 1;
    await parts.pause();
  };
  for await (const item of readTable(chunksOf(parts, path, 'loading'), head, kind)) {
    if (item.kind === 'mistake' || !watched.has(accountKey(accountOf(item.value))))
      throw new FileRefused(
        `${path}:${item.line}: the file was changed while it was read, and a part of it is loaded; import it again`,
      );
    batch.push(item.value);
    if (batch.length === rowsAtOnce) await write();
  }
  if (batch.length > 0) await write();
  return done;
}

async function* chunksOf(
  { progress }: ImportParts,
  path: string,
  step: string,
): AsyncGenerator<Uint8Array> {
  try {
    const { size } = await stat(path);
    let done = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
      yield chunk;
      done += chunk.length;
      progress.at(step, done, size);
    }
  } catch (error) {
    throw cannotRead(path, error);
  }
}
