// Tables of readings and posts: loaded whole or not at all, twice without a change, and never in one long transaction.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importFile } from '../../src/app/imports.ts';
import { program } from '../seats/stage.ts';
import { freshDirectory } from '../support/sqlite.ts';

const accounts = 'accounts: {x: [CERN], facebook: [CERN]}\nreadings: []\n';

async function stage() {
  const { database, ports } = await program();
  const directory = freshDirectory();
  onTestFinished(directory.remove);
  const { newId, now, log } = ports;
  const seen = { transactions: 0, pauses: 0, steps: [] as string[], ended: 0 };
  const parts: Parameters<typeof importFile>[0] = {
    database,
    newId,
    now,
    log,
    release: '1.0.0 abc',
    zone: 'Europe/Zurich',
    transact: (origin, body) => {
      seen.transactions += 1;
      return ports.transact(origin, body);
    },
    pause: async () => {
      seen.pauses += 1;
    },
    progress: {
      at: (step, done, of) => {
        if (done === of) seen.steps.push(step);
      },
      end: () => {
        seen.ended += 1;
      },
    },
  };
  const load = async (name: string, text: string): Promise<string> => {
    const path = join(directory.path, name);
    writeFileSync(path, text);
    const said = await importFile(parts, path).catch((error: Error) => `refused ${error.message}`);
    return said.replaceAll(`${directory.path}/`, '');
  };
  const rows = (table: 'network_posts' | 'follower_readings') =>
    database.read((read) =>
      read.all(
        table === 'network_posts'
          ? sql`SELECT * FROM network_posts ORDER BY post`
          : sql`SELECT * FROM follower_readings ORDER BY read_on`,
      ),
    );
  await load('followers.yaml', accounts);
  return { load, rows, seen };
}

const postsHead = 'network,account,post,at,likes,comments';
const postsOf = (many: number, likes = 5) =>
  [postsHead, ...Array.from({ length: many }, (_, i) => `x,CERN,p${i},2019-07-01,${likes},`)].join(
    '\n',
  );

describe('a table of readings', () => {
  it('is added, and again changes nothing', async () => {
    const { load, rows } = await stage();
    const text =
      'network,account,on,value,bound,source\nx,cern,2019-06-01,2400000,atLeast,page\nfacebook,CERN,2019-06-01,698104,,page\n';
    expect(await load('r.csv', text)).toBe(
      'r.csv: 2 readings: 2 added, 0 changed, 0 as they were.',
    );
    const before = await rows('follower_readings');
    expect(before).toMatchObject([
      { followers: 2_400_000, bound: 'atLeast', origin: 'file' },
      { followers: 698_104, bound: 'exact', origin: 'file' },
    ]);
    expect(await load('r.csv', text)).toBe(
      'r.csv: 2 readings, all as they were: nothing was changed.',
    );
    expect(await rows('follower_readings')).toEqual(before);
    expect(await load('r.csv', text.replace('698104', '698200'))).toBe(
      'r.csv: 2 readings: 0 added, 1 changed, 1 as they were.',
    );
  });
});

describe('a table of readings of two series', () => {
  it('keeps a page’s followers apart from its fans', async () => {
    const { load, rows } = await stage();
    const text =
      'network,account,on,value,source,series\nfacebook,CERN,2019-06-01,698104,page,\nfacebook,CERN,2019-06-01,742312,page,followers\n';
    expect(await load('r.csv', text)).toBe(
      'r.csv: 2 readings: 2 added, 0 changed, 0 as they were.',
    );
    const kept = await rows('follower_readings');
    expect(new Set(kept.map((row) => row['account_id'])).size).toBe(2);
    expect(await load('r.csv', text)).toMatch(/nothing was changed/);
    expect(await load('r.csv', text.replace('page,\n', 'page,fans\n'))).toMatch(
      /nothing was changed/,
    );
    expect(await load('r.csv', text.replace('page,followers', 'page,friends'))).toBe(
      'refused r.csv:3: series: must be one of followers, fans, stars',
    );
  });
});

describe('a table of posts', () => {
  it('is added, changed where it says something else, and again changes nothing', async () => {
    const { load, rows } = await stage();
    expect(await load('p.csv', postsOf(3))).toBe(
      'p.csv: 3 posts: 3 added, 0 changed, 0 as they were.',
    );
    const before = await rows('network_posts');
    expect(before[0]).toMatchObject({ post: 'p0', likes: 5, comments: null, origin: 'file' });
    expect(await load('p.csv', postsOf(3))).toBe(
      'p.csv: 3 posts, all as they were: nothing was changed.',
    );
    expect(await rows('network_posts')).toEqual(before);
    expect(await load('p.csv', postsOf(3).replace('p1,2019-07-01,5', 'p1,2019-07-01,'))).toBe(
      'p.csv: 3 posts: 0 added, 1 changed, 2 as they were.',
    );
    expect((await rows('network_posts'))[1]).toMatchObject({ post: 'p1', likes: null });
  });

  it('with mistakes is refused whole, with all of their lines', async () => {
    const { load, rows, seen } = await stage();
    const before = seen.transactions;
    const told = await load(
      'p.csv',
      [
        postsOf(450),
        'x,OTHER,q,2019-07-01,1,1',
        'x,CERN,p3,2019-07-01,1,1',
        'x,CERN,r,soon,1,1',
      ].join('\n'),
    );
    expect(told.split('\n')).toEqual([
      'refused p.csv:452: x OTHER is not among the accounts that are watched: name it in the followers file first',
      'p.csv:453: the post p3 of x cern stands twice, first in line 5',
      'p.csv:454: at: “soon” must be a day like 2019-07-08, with its time if you have it: 2019-07-08 18:00',
    ]);
    expect(await rows('network_posts')).toEqual([]);
    expect(seen.transactions).toBe(before);
  });

  it('tells at most a thousand mistakes, and how many more there are', async () => {
    const { load } = await stage();
    const told = (await load('p.csv', postsOf(1_500).replaceAll('2019-07-01', 'soon'))).split('\n');
    expect(told).toHaveLength(1_001);
    expect(told.at(-1)).toBe('… and 500 more mistakes');
  });

  it('is written in transactions of two hundred rows, with a rest after each', async () => {
    const { load, rows, seen } = await stage();
    const before = seen.transactions;
    await load('p.csv', postsOf(1_001));
    expect(await rows('network_posts')).toHaveLength(1_001);
    expect(seen.transactions - before).toBe(6);
    expect(seen).toMatchObject({ pauses: 6, steps: ['checking', 'loading'], ended: 1 });
  });

  it('of no rows is no mistake', async () => {
    const { load } = await stage();
    expect(await load('p.csv', postsHead)).toBe(
      'p.csv: 0 posts, all as they were: nothing was changed.',
    );
  });
});

describe('another file', () => {
  it('is told what it would have to be', async () => {
    const { load } = await stage();
    expect(await load('n.txt', 'Dear diary\n')).toBe(
      'refused n.txt: is neither a talks file (series: …) nor a followers file (accounts: …), nor a CSV file whose first line names network and account',
    );
    expect(await load('n.csv', 'network,account,date\n')).toBe(
      'refused n.csv:1: is neither a table of readings (network, account, on, value, source) nor one of posts (network, account, post, at)',
    );
    const yaml = readFileSync('data/followers.yaml', 'utf8');
    expect(await load('f.yaml', yaml)).toBe('f.yaml: followers loaded.');
  });
});
