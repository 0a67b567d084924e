// Files that a SQLite database leaves, and their removal where the database is a temporary one.
import { rmSync } from 'node:fs';
import process from 'node:process';

/** Removes a database and the files that SQLite lays beside it. */
export function removeDatabaseFiles(path: string): void {
  rmSync(path, { force: true });
  removeJournals(path);
}

export function removeJournals(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

const temporary = new Set<string>();

function removeAll(): void {
  for (const path of temporary) removeDatabaseFiles(path);
}

/** Removes the database when the program ends, or when the returned function is called. */
export function removeAtExit(path: string): () => void {
  if (temporary.size === 0) process.once('exit', removeAll);
  temporary.add(path);
  return () => {
    temporary.delete(path);
    if (temporary.size === 0) process.off('exit', removeAll);
    removeDatabaseFiles(path);
  };
}
