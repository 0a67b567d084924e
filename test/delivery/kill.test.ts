// Killed at any instant, again and again: what can be looked for is told exactly once; what cannot, at most once, and what is missing is named.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { programFile } from '../support/program-file.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import { titles } from './stage.ts';

const program = new URL('killed-program.ts', import.meta.url);
const kills = 6;

describe('a program that is killed', () => {
  it.each(['direct', 'channel'])('loses and doubles nothing (%s)', async (kind) => {
    const directory = freshDirectory();
    onTestFinished(directory.remove);
    const [path, file] = [`${directory.path}/test.db`, `${directory.path}/posts`];
    for (let run = 1; run <= kills + 1; run += 1) {
      const args = [await programFile(program), path, file, kind, `${run}`];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(child, 'exit');
      await once(child.stdout, 'data');
      if (run <= kills) {
        await sleep(5 + ((run * 37) % 60));
        child.kill('SIGKILL');
      }
      await exit;
    }

    const platform = createRecordingPlatform({ file });
    const keys = platform.posts().map((post) => post.mark.key);
    expect(keys.length).toBe(new Set(keys).size);
    const database = await openSqlite(sqliteOptions(`file:${path}`));
    onTestFinished(() => database.close());
    const rows = await database.read((read) =>
      read.all<{ notice_key: string; state: string }>(sql`SELECT notice_key, state FROM outbox`),
    );
    expect(rows.length).toBe(201);
    const missing = rows.filter((row) => !keys.includes(row.notice_key));
    if (kind === 'direct') expect(missing).toEqual([]);
    expect(new Set(missing.map((row) => row.state))).toEqual(new Set(missing.map(() => 'lost')));
    if (keys.includes('live:1') && rows.find((r) => r.notice_key === 'live:1')?.state === 'sent') {
      const drawn = [...platform.posts(), ...platform.edits()];
      const live = drawn.filter((record) => record.mark.key === 'live:1');
      expect(titles(live).at(-1)).toBe(`state ${kills + 1}`);
    }
  });
});
