// Several programs on one database, and programs that died: never the same message twice, never more edits than the workspace allows.
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimCopy } from '../../src/delivery/copies.ts';
import { dropOverdue, enqueue } from '../../src/delivery/outbox.ts';
import { leaseMs } from '../../src/delivery/pacing.ts';
import { prune } from '../../src/delivery/retention.ts';
import { claimRow, markUnderWay, readyKeys } from '../../src/delivery/rows.ts';
import { sendAgain } from '../../src/delivery/undelivered.ts';
import type { FailureNumber } from '../../src/kernel/ids.ts';
import { day, hour, minute } from '../../src/kernel/time.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { announcement, monday, note, type Stage, stage, titles } from './stage.ts';

const station = { platform: 'web', workspace: '' } as const;

describe('two programs on one database', () => {
  it('send each message once, and each conversation in its order', async () => {
    const directory = freshDirectory();
    onTestFinished(directory.remove);
    const slow = (now: () => number, latency: () => Promise<void>) =>
      createRecordingPlatform({ now, latency, file: `${directory.path}/posts` });
    let nap = async () => {};
    const on = await stage({ platforms: (now) => [slow(now, () => nap())] });
    nap = () => on.machine.sleep(20);
    const theirs = slow(on.machine.now, () => nap());
    const other = await on.another([theirs]);
    other.delivery.start();
    const notices = Array.from({ length: 240 }, (_, n) => note(`${n}`, { channel: `C${n % 24}` }));
    for (let n = 0; n < notices.length; n += 20) {
      await on.tell(...notices.slice(n, n + 20));
      await on.machine.advance(5);
    }
    await on.quiet();
    const all = theirs.posts();
    expect(all.map((post) => post.mark.key).sort()).toEqual(notices.map((n) => n.key).sort());
    expect(on.platform.calls('post') + theirs.calls('post')).toBe(240);
    expect(Math.min(on.platform.calls('post'), theirs.calls('post'))).toBeGreaterThan(50);
    for (let channel = 0; channel < 24; channel += 1) {
      const seen = all.filter((post) => post.conversation.channel === `C${channel}`);
      const order = titles(seen).map(Number);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it('find what the other committed within a second, though nobody wakes them', async () => {
    const on = await stage({ stopped: true });
    const other = await on.another();
    other.delivery.start();
    await on.machine.advance(3_000);
    await on.database.write((tx) => enqueue(tx, note('hello'), monday));
    await on.machine.advance(1_000);
    expect(titles(on.platform.posts())).toEqual(['hello']);
  });

  it('wait for a message of the conversation that the other has under way', async () => {
    const on = await stage();
    on.platform.hangNext('post');
    await on.tell(note('first'), note('second'));
    await on.machine.advance(10);
    const other = await on.another([createRecordingPlatform()]);
    other.delivery.start();
    await on.tell(note('even earlier', { dueAt: monday - hour }));
    await on.machine.advance(10_000);
    const all = { open: true, look: true };
    const ready = await on.database.read((read) => readyKeys(read, station, now(on), 10, all));
    expect(ready).toEqual([]);
  });

  it('send a failed message again once, though both are told to at the same moment', async () => {
    const on = await stage();
    on.platform.answerNext('post', { kind: 'refused', why: 'archived', detail: '' });
    await on.tell(note('hello'));
    await on.quiet();
    const other = await on.another([createRecordingPlatform()]);
    const failure = '1' as FailureNumber;
    const [one, two] = await Promise.all(
      [on, other].map(({ database }) => database.write((tx) => sendAgain(tx, failure, false))),
    );
    expect([one?.kind, two?.kind].sort()).toEqual(['again', 'settled']);
    on.delivery.wake();
    await on.quiet();
    expect(on.platform.posts()).toHaveLength(1);
  });

  it('share one budget of edits', async () => {
    const limits = { editsPerMinute: 5 };
    const on = await stage({ platform: limits });
    const theirs = createRecordingPlatform({ ...limits, now: on.machine.now });
    const other = await on.another([theirs]);
    other.delivery.start();
    on.world.set('t9', 'one');
    for (let n = 0; n < 9; n += 1) {
      await on.tell(announcement('t9', `announce:${n}`, { channel: `C${n}` }));
    }
    await on.quiet();
    for (let n = 0; n < 20; n += 1) {
      on.world.set('t9', `state ${n}`);
      await on.touch('talk:t9');
      await on.machine.advance(3_000);
    }
    await on.machine.advance(3 * minute);
    const edits = [...on.platform.edits(), ...theirs.edits()].sort((a, b) => a.at - b.at);
    for (const { at } of edits) {
      expect(edits.filter((e) => e.at >= at && e.at < at + minute).length).toBeLessThanOrEqual(5);
    }
    const newest = new Map(edits.map((e) => [e.conversation.channel, titles([e])[0]]));
    expect([...newest.values()]).toEqual(Array.from({ length: 9 }, () => 'state 19'));
  });
});

const now = (on: Stage) => ({ series: on.series.now, machine: on.machine.now() });

/** What a program leaves behind that dies: a claimed row, and where `begun` one that it may have sent. */
async function die(on: Stage, key: string, begun: boolean): Promise<void> {
  await on.database.write(async (tx) => {
    const row = await claimRow(tx, key, 'dead program', 'pending-1', on.machine.now());
    if (!row) throw new Error('not claimed');
    if (begun) await markUnderWay(tx, row, row.channel ?? 'C1', on.machine.now());
  });
}

describe('after a program died', () => {
  it('what it had claimed and not begun is sent once its lease is over, without looking', async () => {
    const on = await stage({ stopped: true });
    const told = note('hello');
    await on.tell(told);
    await die(on, told.key, false);
    on.delivery.start();
    await on.machine.advance(leaseMs - 1_000);
    expect(on.platform.calls('post')).toBe(0);
    await on.machine.advance(2_000);
    expect(on.platform.posts()).toMatchObject([{ mark: { pendingId: 'pending-1', revision: 0 } }]);
    expect(on.platform.calls('look')).toBe(0);
  });

  it.each([
    { when: 'and it stands there', stands: true, canLook: true, posts: 0, state: 'sent' },
    { when: 'and it does not', stands: false, canLook: true, posts: 1, state: 'sent' },
    { when: 'and nobody can look', stands: true, canLook: false, posts: 0, state: 'lost' },
  ])('what it had begun is looked for: $when', async ({ stands, canLook, posts, state }) => {
    const on = await stage({ stopped: true, platform: { canLook: () => canLook } });
    const told = note('hello');
    await on.tell(told);
    await die(on, told.key, true);
    if (stands && canLook) on.platform.answerNextLook({ kind: 'found', message: 'm77' });
    on.delivery.start();
    await on.machine.advance(leaseMs + 2_000);
    expect(on.platform.calls('look')).toBe(1);
    expect(on.platform.posts().length).toBe(posts);
    expect(await on.row(told.key)).toMatchObject({ state });
    for (const post of on.platform.posts()) {
      expect(post.mark).toEqual({ key: told.key, revision: 1, pendingId: 'pending-1' });
    }
  });

  it('what it was editing is edited again', async () => {
    const on = await stage();
    on.world.set('t9', 'one');
    await on.tell(announcement('t9', 'announce:1'));
    await on.quiet();
    await on.delivery.stop();
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.database.write((tx) => claimCopy(tx, 'announce:1', 'dead program', on.machine.now()));
    const next = await on.another();
    next.delivery.start();
    await on.machine.advance(leaseMs - 2_000);
    expect(on.platform.calls('edit')).toBe(0);
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(['two']);
  });
});

describe('stopping', () => {
  it('finishes what is under way and leaves nothing leased', async () => {
    const on = await stage();
    const hanging = on.platform.hangNext('post');
    await on.tell(note('first'), note('second'));
    await on.machine.advance(10);
    let ended = false;
    const stopping = on.delivery.stop().then(() => {
      ended = true;
    });
    await on.machine.advance(1_000);
    expect(ended).toBe(false);
    hanging.release();
    await on.machine.advance(10);
    await stopping;
    expect(titles(on.platform.posts())).toEqual(['first']);
    const leased = await on.database.read((read) =>
      read.all(sql`SELECT notice_key FROM outbox WHERE leased_until > 0 OR holder IS NOT NULL`),
    );
    expect(leased).toEqual([]);
  });
});

describe('retention', () => {
  it('lets rows go after 30 days (failed ones: 90), and never their keys', async () => {
    const on = await stage();
    on.platform.answerNext('post', { kind: 'refused', why: 'archived', detail: '' });
    const [dead, sent, moot] = [note('a'), note('b'), note('c', { drawer: 'moot' })];
    const open = note('d', { dueAt: monday + 100 * day });
    await on.tell(dead, sent, moot, open);
    await on.quiet();
    const pruneAt = (at: number, limit = 100) =>
      on.database.write((tx) => prune(tx, { series: at, machine: on.machine.now() }, limit));
    const pruned = [];
    pruned.push(await pruneAt(monday + 30 * day));
    pruned.push(await pruneAt(monday + 31 * day, 1), await pruneAt(monday + 31 * day));
    pruned.push(await pruneAt(monday + 91 * day), await pruneAt(monday + 999 * day));
    expect(pruned).toEqual([0, 1, 1, 1, 0]);
    await on.tell(dead, sent, moot);
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['b']);
    const left = await on.database.read((read) => read.all(sql`SELECT notice_key FROM outbox`));
    expect(left).toEqual([{ notice_key: open.key }]);
  });

  it('drops what is useless where no program serves its platform', async () => {
    const on = await stage();
    const orphan = note('x', {
      to: { kind: 'channel', conversation: { platform: 'slack', workspace: 'T9', channel: 'C1' } },
      uselessAt: monday,
    });
    await on.tell(orphan);
    await on.quiet();
    expect(await on.row(orphan.key)).toMatchObject({ state: 'waiting' });
    on.series.now = monday + 2 * hour;
    await on.machine.advance(61_000);
    expect(await on.row(orphan.key)).toMatchObject({ state: 'dropped' });
    expect(on.logged.map((l) => l.facts)).toEqual([{ key: orphan.key, kind: 'note' }]);
  });

  it('after a restore, what was overdue is not sent any more', async () => {
    const on = await stage({ stopped: true });
    await on.tell(note('old', { dueAt: monday - 1 }), note('new', { dueAt: monday }));
    expect(await on.database.write((tx) => dropOverdue(tx, monday))).toBe(1);
    on.delivery.start();
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['new']);
  });
});
