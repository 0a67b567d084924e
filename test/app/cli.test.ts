// The operator's commands: 0 done, 1 refused with a sentence on stderr, 2 wrong usage.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enqueue } from '../../src/delivery/outbox.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import { copyData, type Ended, root, run, start } from './built.ts';
import { dump } from './running.ts';
import { openWindow } from './web-window.ts';

let directory: ReturnType<typeof freshDirectory>;
let cwd: string;
const ends: (() => unknown)[] = [];

beforeEach(() => {
  directory = freshDirectory();
  cwd = directory.path;
  copyData(cwd);
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  directory.remove();
});

const cli = (args: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run(
    'cli',
    args.split(' ').filter((arg) => arg !== ''),
    { cwd, env },
  );

/** What `import` notes for the operator's log goes to stderr. */
const done = (out: string | RegExp) => ({
  code: 0,
  err: expect.not.stringMatching(/error|warn|refused|failed/i) as string,
  out: expect.stringMatching(out) as string,
});

function refused(ended: Ended, code: 1 | 2, sentence: string | RegExp): void {
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).toMatch(sentence);
  expect(ended.err).not.toMatch(/^\s*at .+:\d+/m);
}

const database = () => join(cwd, 'var/demo.db');

/** A demonstration that runs, with Ana in talk 9 and a second seat waiting for nobody. */
async function demonstration() {
  const child = await start(cwd);
  let stopped = false;
  const stop = async () => {
    if (!stopped) await child.stop();
    stopped = true;
  };
  ends.push(stop);
  const ana = await openWindow(child.url, 'ana');
  ends.push(() => ana.close());
  await ana.say('/icdd register 9');
  return { child, ana, stop };
}

describe('usage', () => {
  const verbs = [
    'import',
    'export',
    'doctor',
    'backup',
    'restore',
    'migrate',
    'manifest',
    'version',
  ];

  it('--help names every verb, and each explains itself', async () => {
    const help = await cli('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const verb of verbs) {
      expect(help.out).toMatch(new RegExp(`^ +${verb}\\b`, 'm'));
      const own = await cli(`${verb} --help`);
      expect(own).toMatchObject({ code: 0, err: '' });
      expect(own.out).toMatch(new RegExp(`Usage: .*${verb}`));
    }
  }, 120_000);

  it('what is no usage ends with 2, says what was wrong, and touches nothing', async () => {
    refused(await cli('explode'), 2, /unknown command 'explode'/);
    refused(await cli('import'), 2, /missing required argument 'file'/);
    refused(await cli('backup a b'), 2, /too many arguments/);
    refused(await cli('export chairs'), 2, /export takes talks or seats, not “chairs”/);
    refused(await cli('export seats --talk nine'), 2, /--talk takes a number, not “nine”/);
    refused(await cli('export talks --format xml'), 2, /Allowed choices are csv, json/);
    refused(await cli('manifest --command Big'), 2, /--command takes lower-case letters/);
    refused(await cli('version --loud'), 2, /unknown option '--loud'/);
    expect(existsSync(database())).toBe(false);
  }, 120_000);

  it('a wrong configuration ends with 1 and all problems', async () => {
    refused(
      await cli('migrate', { PORT: 'x', LOCALE: 'x' }),
      1,
      /has 2 problems:[\s\S]*PORT[\s\S]*LOCALE/,
    );
  });

  it('version prints the version and the commit', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await cli('version')).toEqual(
      done(new RegExp(`^${version} \\((?:[0-9a-f]+|unknown)\\)\n$`)),
    );
  });
});

describe('import and export', () => {
  it('loads a season and a followers file, twice without a change', async () => {
    expect(await cli('import data/talks.yaml')).toMatchObject(done(/8 talks added, 0 changed/));
    const before = await dump(database());
    expect(await cli('import data/talks.yaml')).toMatchObject(done(/0 talks added, 0 changed/));
    expect(await dump(database())).toEqual(before);
    expect(await cli('import data/followers.yaml')).toMatchObject(done(/followers loaded\./));
    writeFileSync(
      join(cwd, 'posts.csv'),
      '\ufeffnetwork;account;post;at;likes\r\nx;CERN;1;01.07.2019 09:00;12\r\n',
    );
    // A bar is drawn on a terminal alone.
    expect(await cli('import posts.csv')).toEqual({
      code: 0,
      err: '',
      out: 'posts.csv: 1 post: 1 added, 0 changed, 0 as they were.\n',
    });
  });

  it('refuses what is no such file, and a file with a mistake, with its line', async () => {
    refused(await cli('import none.yaml'), 1, /none\.yaml: there is no such file/);
    refused(await cli('import data'), 1, /data: cannot be read \(EISDIR\)/);
    writeFileSync(join(cwd, 'note.txt'), 'Dear diary\n');
    refused(await cli('import note.txt'), 1, /is neither a talks file .* nor a followers file/);
    const season = readFileSync(join(cwd, 'data/talks.yaml'), 'utf8');
    writeFileSync(join(cwd, 'bad.yaml'), season.replace('number: 10', 'number: 9'));
    refused(await cli('import bad.yaml'), 1, /bad\.yaml:\d+: talk 9 stands twice/);
    expect((await dump(database()))['talks']).toEqual([]);
  });

  it('exports talks and seats as CSV and as JSON', async () => {
    const { stop } = await demonstration();
    await stop();
    const csv = await cli('export talks');
    expect(csv).toMatchObject({ code: 0, err: '' });
    const [head, first, ...more] = csv.out.trimEnd().split('\r\n');
    expect(head).toBe(
      'number,title,starts_at,ends_at,zone,place,capacity,elsewhere,confirmed,waiting,cancelled,offered',
    );
    expect(first).toBe(
      '9,Beyond KPIs: How does CERN measure success on Social Media?,2019-07-10T16:00:00.000Z,2019-07-10T17:00:00.000Z,Europe/Zurich,CERN IdeaSquare (3179-R-D05),45,33,1,0,,0',
    );
    expect(more).toHaveLength(7);

    const seats = await cli('export seats --talk 9 --format json');
    expect(JSON.parse(seats.out)).toEqual([
      expect.objectContaining({ talk: 9, name: 'Ana', account: 'web:ana', state: 'confirmed' }),
    ]);
    expect((await cli('export seats')).out).toMatch(
      /^talk,name,account,state,since,offered_until\r\n9,Ana,web:ana,confirmed,2019-07-08T07:0\d:\d\d\.\d{3}Z,\n$/,
    );
    expect(JSON.parse((await cli('export talks --format json')).out)).toHaveLength(8);
    expect(JSON.parse((await cli('export seats --talk 10 --format json')).out)).toEqual([]);
    refused(await cli('export seats --talk 99'), 1, /No talk 99\./);
  });

  it('a name that a spreadsheet would take for a formula stays text', async () => {
    await cli('import data/talks.yaml');
    const opened = await openSqlite(sqliteOptions(`file:${database()}`));
    await opened.write(async (tx) => {
      await tx.run(sql`UPDATE talks SET title = '=1+1, "x"' WHERE number = 10`);
    });
    await opened.close();
    expect((await cli('export talks')).out).toContain(`10,"'=1+1, ""x""",`);
  });
});

describe('backup and restore', () => {
  it('copies while the program runs; what was decided afterwards is not in the copy', async () => {
    const { ana, stop } = await demonstration();
    expect(await cli('backup copy.db')).toEqual(done(/^The database is copied to copy\.db\.\n$/));
    await ana.say('/icdd cancel 9');
    refused(await cli('backup copy.db'), 1, /copy\.db exists already; name a new file\./);
    refused(await cli('backup none/copy.db'), 1, /There is no directory/);

    const open = await cli('restore copy.db');
    refused(open, 1, /is open in a running program; stop it, then restore again\./);
    await stop();
    const cancelled = (await dump(database()))['seats'];
    expect(cancelled?.join('')).toContain('"state":"ended"');

    expect(await cli('restore copy.db')).toMatchObject(
      done(/^Restored from copy\.db\. \d+ messages? /),
    );
    const restored = (await dump(database()))['seats'];
    expect(restored?.join('')).toContain('"state":"confirmed"');
    // And the program goes on with it.
    const again = await start(cwd);
    ends.push(() => again.stop());
    const window = await openWindow(again.url, 'ana');
    ends.push(() => window.close());
    expect(await window.say('/icdd register 9')).toContain('You already have a seat in talk 9.');
  }, 120_000);

  it('marks what fell due before now as not to be sent, and says how many', async () => {
    await cli('import data/talks.yaml');
    const opened = await openSqlite(sqliteOptions(`file:${database()}`));
    await opened.write(async (tx) => {
      for (const [key, due] of [
        ['old', 1],
        ['older', 0],
        ['later', Date.now() * 2],
      ] as const)
        await tx.run(sql`
          INSERT INTO outbox (notice_key, drawer, params, platform, workspace, recipient, lane, last_drawing,
            enqueued_at, due_at, queued_order, state, holds_lane, revision, leased_until, not_before, attempts)
          VALUES (${key}, 'promoted', '{}', 'web', '', 'ana', ${`lane ${key}`}, 0, 0, ${due},
            (SELECT COALESCE(MAX(o.queued_order), 0) + 1 FROM outbox o), 'waiting', 1, 0, 0, 0, 0)`);
    });
    await opened.close();
    await cli('backup copy.db');
    expect(await cli('restore copy.db')).toEqual(
      done(/^Restored from copy\.db\. 2 messages that were due before now will not be sent\.\n$/),
    );
    const rows = (await dump(database()))['outbox'] ?? [];
    expect(rows.filter((row) => row.includes('"state":"dropped"'))).toHaveLength(2);
    expect(rows.filter((row) => row.includes('"state":"waiting"'))).toHaveLength(1);
  });

  it('refuses what is no copy of ours', async () => {
    writeFileSync(join(cwd, 'text.db'), 'no database at all, whatever its name\n'.repeat(50));
    refused(await cli('restore none.db'), 1, /There is no file .*none\.db/);
    refused(await cli('restore text.db'), 1, /text\.db is not a database\./);
    refused(await cli('restore data'), 1, /data is a directory/);
    expect(existsSync(database())).toBe(false);
  });
});

describe('migrate', () => {
  it('brings an older database to this version, and then has nothing to do', async () => {
    mkdirSync(join(cwd, 'var'));
    const older = await openSqlite(sqliteOptions(`file:${database()}`, migrations.slice(0, -1)));
    await older.close();
    const newest = migrations.at(-1)?.number;
    expect(await cli('migrate')).toEqual(done(new RegExp(`^Applied migrations ${newest}\\.\n$`)));
    expect(await cli('migrate')).toEqual(done(/^The database is at this version already\.\n$/));
  });
});

describe('manifest', () => {
  it('prints the one that comes with the program', async () => {
    const { out, code } = await cli('manifest');
    expect(code).toBe(0);
    expect(out.trimEnd()).toBe(readFileSync(join(root, 'manifest.yml'), 'utf8').trimEnd());
  });

  it('for another command and for HTTP', async () => {
    const { out, code } = await cli(
      'manifest --command talks --public-url https://talks.example.org',
    );
    expect(code).toBe(0);
    expect(out).toContain('/talks');
    expect(out).not.toContain('/icdd');
    expect(out).toContain('https://talks.example.org/slack/events');
    expect(out).toMatch(/socket_mode_enabled: false/);
    const env = {
      COMMAND: 'talks',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      PUBLIC_URL: 'https://talks.example.org',
    };
    expect((await cli('manifest', env)).out).toBe(out);
    refused(await cli('manifest --public-url http://talks.example.org'), 1, /https addresses only/);
  });
});

describe('doctor', () => {
  it('of a demonstration finds nothing wrong, and changes no season', async () => {
    const { stop } = await demonstration();
    await stop();
    const before = (await dump(database()))['talks'];
    expect(await cli('doctor')).toEqual(done(/^ok .*next talk is 9\.[\s\S]*All is well\.\n$/m));
    expect((await dump(database()))['talks']).toEqual(before);
  });

  it('names what was refused, and ends with 1 only for what is new and nobody was told of', async () => {
    const { stop } = await demonstration();
    await stop();
    const store = await openSqlite(sqliteOptions(`file:${database()}`));
    const fail = (key: string, hoursAgo: number) =>
      store.write(async (tx) => {
        const clock = await tx.get<{ value: string }>(
          sql`SELECT value FROM settings WHERE name = 'clock-now'`,
        );
        const conversation = { platform: 'web', workspace: '', channel: 'general' } as const;
        const to = { kind: 'channel', conversation } as const;
        const at = Number(clock?.value) - hoursAgo * 3_600_000;
        await enqueue(tx, { key, drawer: 'digest', to, params: {} }, at);
        await tx.run(sql`
          UPDATE outbox SET state = 'dead', refusal = 'not-a-member', finished_at = ${at},
            failure = (SELECT COUNT(failure) + 1 FROM outbox)
          WHERE notice_key = ${key}`);
      });
    await fail('digest:d1:2019-07-04', 96);
    await fail('announce:a1', 1);
    const old = await cli('doctor');
    expect(old).toEqual(done(/^note .*digest message was refused by web general: not-a-member/m));
    expect(old.out).toMatch(/^note .*\(announce:a1, number 2\)\.$/m);
    await fail('digest:d1:2019-07-08', 1);
    await store.close();
    const told = await cli('doctor');
    expect(told).toMatchObject({ code: 1 });
    expect(told.out.match(/^BAD .*/gm)).toEqual([
      'BAD  8 Jul 2019: a digest message was refused by web general: not-a-member (digest:d1:2019-07-08, number 3).',
    ]);
  });

  it('ends with 1 where something needs a hand', async () => {
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-a-token',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      PORT: '0',
    };
    const told = await cli('doctor', env);
    expect(told.code).toBe(1);
    expect(told.out).toMatch(/^BAD +.*Slack/m);
    expect(told.err).toMatch(/\d+ of \d+ findings need a hand\./);
    expect(told.out + told.err).not.toMatch(/a-token|a-signing-secret/);
  });
});
