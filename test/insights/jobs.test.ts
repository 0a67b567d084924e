// The posts that networks give: asked once a day at most, kept as they say, and forgotten when their terms want it.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFollowers } from '../../src/followers/files.ts';
import type { Means } from '../../src/followers/jobs/asking.ts';
import { loadFollowers } from '../../src/followers/store.ts';
import { forgetPostsBeyondTerms, postsDueWork } from '../../src/insights/jobs.ts';
import { day, hour, minute } from '../../src/kernel/time.ts';
import { fixture } from '../followers/networks/asked.ts';
import { openProgram, type Program } from '../support/bot.ts';
import { manners, type StandIn, startStandIn } from '../support/networks/stand-in.ts';

/** Friday 20 November 2026, 13:00 in Zurich, on both clocks. */
const noon = Date.UTC(2026, 10, 20, 12);

let standIn: StandIn;
let program: Program;
let clock: { now: number };
let means: Means;
beforeEach(async () => {
  standIn = await startStandIn();
  clock = { now: noon };
  program = await openProgram('file::memory:', clock);
  means = {
    settings: {
      values: manners.youtube.settings,
      addresses: {
        mastodon: standIn.address('mastodon'),
        youtube: standIn.address('youtube'),
        github: standIn.address('github'),
      },
      open: true,
    },
    fetch: (input, init) => fetch(input, init),
    now: () => clock.now,
    deadline: () => new AbortController().signal,
    digest: (secret) => secret,
    stopping: () => false,
  };
});
afterEach(async () => {
  await program.close();
  await standIn.close();
});

async function watch(accounts: string): Promise<void> {
  const file = readFollowers(`accounts: ${accounts}\nreadings: []\n`);
  if (!file.ok) throw new Error(JSON.stringify(file.refusal));
  await program.database.write((tx) =>
    loadFollowers(tx, file.value, program.ports.newId, clock.now),
  );
}

const kept = () =>
  program.database.read((read) =>
    read.all(
      sql`SELECT post, origin, likes, comments, shares, quotes, saves, reach, views FROM network_posts ORDER BY post`,
    ),
  );
const work = () => postsDueWork(program.ports, means);

describe('the posts of a network that needs no key', () => {
  beforeEach(async () => {
    await watch('{mastodon: [cern@social.example], github: [CERN]}');
    standIn.answers('mastodon', 'counts', { status: 200, body: fixture('mastodon.lookup.200') });
    standIn.answers('mastodon', 'posts', { status: 200, body: fixture('mastodon.statuses.200') });
  });

  it('are kept with what it tells; what it does not tell is unknown', async () => {
    expect(await work().nextAt(clock.now)).toBe(0);
    await work().run(clock.now);
    expect(await kept()).toEqual([
      {
        post: '113500000000000001',
        origin: 'network',
        likes: 111,
        comments: 5,
        shares: 61,
        quotes: 2,
        saves: null,
        reach: null,
        views: null,
      },
    ]);
  });

  it('are asked for on the next morning again, and no other network with them', async () => {
    await work().run(clock.now);
    const asked = [...standIn.asked];
    const next = await work().nextAt(clock.now);
    // Between five and six in Zurich.
    const five = Date.UTC(2026, 10, 21, 4);
    expect(next).toBeGreaterThanOrEqual(five);
    expect(next).toBeLessThan(five + hour);
    clock.now += 3 * hour;
    await work().run(clock.now);
    expect(standIn.asked).toEqual(asked);
    expect(asked.every((one) => one.startsWith('mastodon'))).toBe(true);
    clock.now = next as number;
    await work().run(clock.now);
    expect(standIn.asked).toHaveLength(2 * asked.length);
    expect(await kept()).toHaveLength(1);
  });

  it('are asked for later where it did not answer, and nothing is lost', async () => {
    await work().run(clock.now);
    clock.now += day;
    standIn.answers('mastodon', 'posts', { status: 503, body: {} });
    await work().run(clock.now);
    expect(await kept()).toHaveLength(1);
    const next = (await work().nextAt(clock.now)) as number;
    expect(next - clock.now).toBeGreaterThanOrEqual(15 * minute);
    expect(next - clock.now).toBeLessThanOrEqual(hour);
  });
});

describe('what a network lets nobody keep', () => {
  it('is forgotten after its days, unless it told it anew; a file’s figures stay', async () => {
    await watch('{youtube: [CERN], mastodon: [cern@social.example]}');
    const rows = await program.database.read((read) =>
      read.all<{ id: string; network: string }>(sql`SELECT id, network FROM follower_accounts`),
    );
    const insert = (network: string, post: string, origin: string, notedAt: number) =>
      program.database.write((tx) =>
        tx.run(sql`
          INSERT INTO network_posts (account_id, post, origin, posted_at, noted_at)
          VALUES (${rows.find((row) => row.network === network)?.id ?? ''}, ${post}, ${origin}, 0, ${notedAt})`),
      );
    await insert('youtube', 'old', 'network', noon - 30 * day);
    await insert('youtube', 'fresh', 'network', noon - 30 * day + 1);
    await insert('youtube', 'filed', 'file', 0);
    await insert('mastodon', 'other', 'network', 0);
    expect(await forgetPostsBeyondTerms(program.ports, noon)).toBe(1);
    const left = await kept();
    expect(left.map((row) => row['post'])).toEqual(['filed', 'fresh', 'other']);
  });
});
