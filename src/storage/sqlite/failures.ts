// SQLite's and the file system's failures as sentences for the operator, and patience with a locked database.
import { StorageError } from '../storage-error.ts';

/** The engine itself waits for nobody: it would keep the whole program from going on meanwhile. */
export const busyTimeout = 0;
const shortestWait = 1;
const longestWait = 20;
const patience = 10_000;

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** A failure of the driver or the file system, told about the file at `path`; anything else comes back as it is. */
export function failure(error: unknown, path: string): unknown {
  if (error instanceof StorageError) return error;
  const code = codeOf(error);
  const tell = (kind: StorageError['kind'], sentence: string) =>
    new StorageError(kind, sentence, error);
  if (isBusy(error)) {
    return tell('busy', `The database ${path} is locked by another program; try again later.`);
  }
  if (/^SQLITE_CONSTRAINT/.test(code)) {
    return tell('constraint', `The database refused a change: ${(error as Error).message}.`);
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return tell('full', `The disk that holds ${path} is full; nothing was changed.`);
  }
  if (/^SQLITE_(READONLY|PERM)/.test(code) || /^(EROFS|EACCES|EPERM)$/.test(code)) {
    return tell(
      'read-only',
      `${path} cannot be written: the disk, its directory or the file is read-only.`,
    );
  }
  if (code === 'SQLITE_NOTADB') return tell('foreign', `${path} is not a database.`);
  if (/^SQLITE_CORRUPT/.test(code)) {
    return tell('damaged', `The database ${path} is damaged; restore a backup.`);
  }
  if (code === 'EISDIR') return tell('directory', `${path} is a directory; name a file in it.`);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return tell('directory', `${path} cannot be created: a part of its path is a file.`);
  }
  if (code === 'ENOENT') return tell('missing', `There is no file ${path}.`);
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_CANTOPEN_')) {
    return tell(
      'io',
      `The database ${path} cannot be opened; check the rights on it and its directory.`,
    );
  }
  if (/^(SQLITE_IOERR|EIO$|EMFILE$|ENFILE$)/.test(code)) {
    return tell('io', `Reading or writing ${path} failed (${code}).`);
  }
  return error;
}

/**
 * Calls until the database is not locked, with growing waits that let the program go on. Gives up after about 10 seconds with kind `busy`; any other
 * failure of the call comes at once.
 */
export async function patiently<T>(
  call: () => T,
  sleep: (ms: number) => Promise<void>,
  path: string,
): Promise<T> {
  let waited = 0;
  for (let wait = shortestWait; ; wait = Math.min(2 * wait, longestWait)) {
    try {
      return call();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (waited >= patience) {
        const seconds = patience / 1000;
        throw new StorageError(
          'busy',
          `The database ${path} stayed locked by another program for ${seconds} seconds.`,
          error,
        );
      }
    }
    await sleep(wait);
    waited += wait;
  }
}
