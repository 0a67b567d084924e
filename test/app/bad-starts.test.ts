// Starts that cannot be: each says in sentences what is wrong, ends with 1, and leaves the database as it was.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDirectory } from '../support/sqlite.ts';
import { badFollowers, badSeasons } from './bad-inputs/files.ts';
import { type BadStart, badStarts, makeDatabase } from './bad-inputs/starts.ts';
import { copyData, type Ended, root, run, start } from './built.ts';
import { dump, startHere } from './running.ts';

const directories: ReturnType<typeof freshDirectory>[] = [];

function directory(): string {
  const fresh = freshDirectory();
  directories.push(fresh);
  copyData(fresh.path);
  return fresh.path;
}

/** A database that a demonstration left, made once. */
let demonstration: Buffer;

beforeAll(async () => {
  const cwd = directory();
  const child = await start(cwd);
  expect((await child.stop()).code).toBe(0);
  demonstration = readFileSync(join(cwd, 'var/demo.db'));
});

afterAll(() => {
  for (const one of directories) one.remove();
});

function clear(ended: Ended, says: readonly (string | RegExp)[]): void {
  expect(ended.code, ended.out + ended.err).toBe(1);
  for (const sentence of says) expect(ended.err).toMatch(sentence);
  const all = ended.out + ended.err;
  expect(all).not.toMatch(/^\s*at .+:\d+/m);
  expect(all).not.toContain('"stack"');
  expect(all).not.toMatch(/undefined|\[object /);
  expect(all).not.toContain('a-secret-that-must-not-be-shown');
  expect(ended.out).not.toContain('ready:');
}

async function refused(given: BadStart): Promise<void> {
  const cwd = directory();
  const path = join(cwd, 'var/demo.db');
  mkdirSync(join(cwd, 'var'));
  await makeDatabase(given.database ?? 'none', path, demonstration);
  for (const [name, text] of Object.entries(given.files ?? {}))
    writeFileSync(join(cwd, name), text);
  const before = given.database === 'demonstration' ? await dump(path) : undefined;
  const bytes = given.database === 'newer' ? readFileSync(path) : undefined;
  const env = { DATABASE_URL: 'file:var/demo.db', PORT: '0', ...given.env };
  clear(await run('main', [], { cwd, env }), given.says);
  if (before) expect(await dump(path)).toEqual(before);
  if (bytes) expect(readFileSync(path).equals(bytes)).toBe(true);
}

describe('a start that cannot be', () => {
  for (const given of badStarts) it.concurrent(given.what, () => refused(given));

  it('a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const says = [`PORT: 127.0.0.1:${port} is taken by another program; stop it or choose another`];
    await refused({ what: '', database: 'demonstration', env: { PORT: String(port) }, says });
    await new Promise((resolve) => taken.close(resolve));
  });

  it('a disk that is read-only', async ({ skip }) => {
    const cwd = directory();
    const place = join(cwd, 'disk');
    mkdirSync(place);
    writeFileSync(join(cwd, 'demo.db'), demonstration);
    // In a mount namespace of its own, so that nothing stays mounted; file modes alone would not hold root back.
    const own = process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
    const before = `mount -t tmpfs -o size=16m tmpfs '${place}' && cp demo.db '${place}/'`;
    const script = `${before} && mount -o remount,ro '${place}' || exit 99; exec "$0" "$1"`;
    const main = join(root, 'dist/app/main.js');
    let ended: Ended = { code: 0, out: '', err: '' };
    try {
      const env = {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        DATABASE_URL: `file:${place}/demo.db`,
      };
      const args = [...own, 'sh', '-c', script, process.execPath, main];
      execFileSync('unshare', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      const { status, stdout, stderr } = error as Record<string, unknown>;
      ended = { code: Number(status), out: String(stdout), err: String(stderr) };
    }
    // Who may not mount has nothing to show: that is said, and no pass where all must have run.
    const cannot = ended.code === 99 || /unshare/.test(ended.err);
    if (cannot && !/^(true|1)$/i.test(process.env['CI'] ?? ''))
      skip('mounting a file system is not permitted here');
    clear(ended, [
      /disk\/demo\.db cannot be written: the disk, its directory or the file is read-only\./,
    ]);
  });
});

/** What the data files fill; the rest is at work as soon as the program runs. */
async function season(
  database: string,
): Promise<readonly (readonly [string, readonly string[]])[]> {
  const filled = ['series', 'talks', 'file_values', 'follower_accounts', 'follower_readings'];
  const rows = Object.entries(await dump(database)).filter(([name]) => filled.includes(name));
  expect(rows).toHaveLength(filled.length);
  return rows;
}

describe('a data file with a mistake beside a season', () => {
  for (const given of [...badSeasons, ...badFollowers])
    it(`${given.what} is refused whole, said in the log, and the season stays`, async () => {
      const cwd = directory();
      writeFileSync(join(cwd, 'test.db'), demonstration);
      const name = /talks/.test(given.says.source) ? 'SERIES_FILE' : 'FOLLOWERS_FILE';
      const path = join(cwd, name === 'SERIES_FILE' ? 'data/talks.yaml' : 'data/followers.yaml');
      writeFileSync(path, given.text);
      const before = await season(join(cwd, 'test.db'));
      const running = await startHere(cwd, { [name]: path });
      await running.stop();
      expect(running.lines.join('')).toMatch(given.says);
      expect(running.lines.join('')).toContain('what the database holds stays');
      expect(await season(running.database)).toEqual(before);
    });
});

describe('the table', () => {
  it('holds fifty bad starts and more', () => {
    expect(badStarts.length).toBeGreaterThanOrEqual(50);
    expect(new Set(badStarts.map(({ what }) => what)).size).toBe(badStarts.length);
  });
});
