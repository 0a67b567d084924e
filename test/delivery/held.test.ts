// Notices that wait: those whose drawer says "not now", and many at once.
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Drawer } from '../../src/delivery/drawer.ts';
import { noticesDue } from '../../src/delivery/due.ts';
import type { Notice } from '../../src/delivery/notice.ts';
import { enqueue, enqueueAll } from '../../src/delivery/outbox.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { card, drawers, monday, note, type Stage, stage, titles } from './stage.ts';

const direct = (key: string, user: string, more: Partial<Notice> = {}): Notice => ({
  key,
  drawer: 'note',
  to: { kind: 'account', account: { platform: 'web', workspace: '', user } },
  params: { words: key },
  ...more,
});

/** A second program with a drawer `asleep`, which says nothing before an instant. */
async function sleeper(wakesAt: number): Promise<{ on: Stage; events: string[] }> {
  const on = await stage({ stopped: true });
  const events: string[] = [];
  const asleep: Drawer = async ({ now, params }) =>
    now < wakesAt ? { dropped: 'asleep', laterAt: wakesAt } : card(String(params['words']));
  const delivery = createDelivery({
    database: on.database,
    drawers: new Map([...drawers(on.world), ['asleep', asleep]]),
    platforms: [on.platform],
    audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
    machine: on.machine,
    seriesNow: () => on.series.now,
    newId: () => 'id',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onOutcome: ({ became }) => events.push(became),
  });
  delivery.start();
  onTestFinished(async () => {
    const stopping = delivery.stop();
    await on.machine.advance(60_000);
    await stopping;
  });
  return { on, events };
}

describe('a notice whose drawer says “not now”', () => {
  it('waits until then, passed by what comes later in its conversation, and is due then', async () => {
    const { on, events } = await sleeper(monday + hour);
    await on.tell(note('good night', { drawer: 'asleep' }), note('a seat'));
    await on.machine.advance(2_000);
    expect(titles(on.platform.posts())).toEqual(['a seat']);
    expect(events).toEqual(['held', 'sent']);
    const due = noticesDue(on);
    expect(await due.nextAt(monday)).toBe(monday + hour);
    on.series.now = monday + hour - 1;
    await on.machine.advance(2_000);
    expect(titles(on.platform.posts())).toEqual(['a seat']);
    on.series.now = monday + hour;
    expect(await due.nextAt(on.series.now)).toBeUndefined();
    await due.run(on.series.now);
    await on.machine.advance(2_000);
    expect(titles(on.platform.posts())).toEqual(['a seat', 'good night']);
  });

  it('counts its tries anew: a night is no failure', async () => {
    const { on } = await sleeper(monday + 30 * hour);
    const key = 'note:night';
    await on.tell(note('good night', { drawer: 'asleep', key }));
    await on.machine.advance(2_000);
    expect(await on.row(key)).toMatchObject({
      attempts: 0,
      first_tried_at: null,
      state: 'waiting',
    });
    await on.machine.leap(30 * hour);
    on.series.now = monday + 30 * hour;
    await on.machine.advance(2_000);
    expect(titles(on.platform.posts())).toEqual(['good night']);
  });

  it('is dropped at once where it would be useless by then', async () => {
    const { on, events } = await sleeper(monday + hour);
    const [late, just] = ['note:late', 'note:just'];
    await on.tell(
      note('late', { drawer: 'asleep', key: late, uselessAt: monday + hour - 1 }),
      note('just', { drawer: 'asleep', key: just, uselessAt: monday + hour, channel: 'C2' }),
    );
    await on.machine.advance(2_000);
    expect(events.sort()).toEqual(['dropped', 'held']);
    expect(await on.row(late)).toMatchObject({
      state: 'dropped',
      detail: 'asleep: useless afterwards',
    });
    expect(await on.row(just)).toMatchObject({ state: 'waiting', detail: 'asleep' });
  });
});

describe('many notices at once', () => {
  it('are told like those left one by one, in their order', async () => {
    const on = await stage();
    await on.tell(direct('first', 'ana'));
    const many = ['ana', 'ben', 'ana'].map((user, i) => direct(`many:${i}`, user));
    expect(await on.database.write((tx) => enqueueAll(tx, many, monday))).toBe(3);
    await on.quiet();
    await on.machine.advance(2_000);
    const to = (channel: string) =>
      titles(on.platform.posts().filter((post) => post.conversation.channel === channel));
    expect(to('D-ana')).toEqual(['first', 'many:0', 'many:2']);
    expect(to('D-ben')).toEqual(['many:1']);
  });

  it('write what one alone writes', async () => {
    const on = await stage({ stopped: true });
    const more = { uselessAt: monday + hour, dueAt: monday + minute };
    await on.database.write((tx) => enqueue(tx, direct('one', 'ana', more), monday));
    await on.database.write((tx) => enqueueAll(tx, [direct('two', 'ana', more)], monday));
    const { notice_key: _, params: __, queued_order: ___, ...one } = Object(await on.row('one'));
    const { notice_key: k, params: p, queued_order: q, ...two } = Object(await on.row('two'));
    expect(two).toEqual(one);
    expect([k, JSON.parse(p), q]).toEqual(['two', { words: 'two' }, 2]);
  });

  it('of which some wait, stand twice or were told long ago count once', async () => {
    const on = await stage({ stopped: true });
    await on.database.write(async (tx) => {
      await tx.run(sql`INSERT INTO told_keys (notice_key) VALUES ('old')`);
      await enqueue(tx, direct('waits', 'ana'), monday);
    });
    const keys = ['new', 'old', 'waits', 'new', 'newer'];
    const added = await on.database.write((tx) =>
      enqueueAll(
        tx,
        keys.map((key) => direct(key, 'ana')),
        monday,
      ),
    );
    expect(added).toBe(2);
    const rows = await on.database.read((read) =>
      read.all<{ notice_key: string }>(sql`SELECT notice_key FROM outbox ORDER BY queued_order`),
    );
    expect(rows.map((row) => row.notice_key)).toEqual(['waits', 'new', 'newer']);
    expect(await on.database.write((tx) => enqueueAll(tx, [], monday))).toBe(0);
  });

  it('must be direct messages with keys', async () => {
    const on = await stage({ stopped: true });
    const all = (notice: Notice) => on.database.write((tx) => enqueueAll(tx, [notice], monday));
    await expect(all(note('to a channel'))).rejects.toThrow('not a direct message');
    await expect(all(direct('no key', 'ana'))).rejects.toThrow('not a key');
    const live = { subjects: ['talk:9'], slot: 's', lastDrawing: false };
    await expect(all(direct('live', 'ana', { live }))).rejects.toThrow('not a direct message');
  });
});
