// A file of lines of JSON, which processes append to that may be killed while they do.
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** All values that stand in the file, at each call; it reads only what came since the last. What a kill cut short is no value. */
export function followLines<T>(path: string): () => readonly T[] {
  const values: T[] = [];
  let readTo = 0;
  return () => {
    if (!existsSync(path)) return values;
    const added = bytesFrom(path, readTo);
    const end = added.lastIndexOf(0x0a) + 1;
    readTo += end;
    for (const line of added.subarray(0, end).toString('utf8').split('\n')) {
      const value = line === '' ? undefined : whole<T>(line);
      if (value !== undefined) values.push(value);
    }
    return values;
  };
}

/** The same, once. */
export const linesOf = <T>(path: string): readonly T[] => followLines<T>(path)();

function bytesFrom(path: string, from: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
  } finally {
    closeSync(file);
  }
}

function whole<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}
