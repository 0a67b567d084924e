// What becomes of a notice: told once, in order, in the state of the moment, whatever the platform answers.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { enqueue } from '../../src/delivery/outbox.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { monday, note, stage, titles, web } from './stage.ts';

const olga = { platform: 'web', workspace: '', user: 'olga' } as const;
const later = (afterMs: number, limits: 'method' | 'channel' | 'server' = 'method') =>
  ({ kind: 'later', afterMs, limits }) as const;

describe('a notice', () => {
  it('is told once, marked with its key, revision 0 and a random id', async () => {
    const on = await stage();
    const first = note('hello');
    await on.tell(first);
    await on.quiet();
    expect(on.platform.posts()).toMatchObject([
      { conversation: web('C1'), mark: { key: first.key, revision: 0, pendingId: 'id1' } },
    ]);
    expect(await on.row(first.key)).toMatchObject({ state: 'sent', message: 'm1', holder: null });
    expect(on.events).toEqual([{ what: 'post', platform: 'web', became: 'sent' }]);
  });

  it('with a known key is no notice', async () => {
    const on = await stage();
    const first = note('hello');
    const added = await on.database.write(async (tx) => [
      await enqueue(tx, first, monday),
      await enqueue(tx, { ...first, params: { words: 'again' } }, monday),
    ]);
    expect(added).toEqual([true, false]);
    await on.quiet();
    await on.tell(first);
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['hello']);
  });

  it.each(['', 'with space', 'a_b', 'x'.repeat(121)])(
    'with the key "%s" is refused',
    async (key) => {
      const on = await stage({ stopped: true });
      const wrong = on.database.write((tx) => enqueue(tx, { ...note('x'), key }, monday));
      await expect(wrong).rejects.toThrow('not a key');
    },
  );

  it('of a decision that fails is never told', async () => {
    const on = await stage();
    const failed = on.database.write(async (tx) => {
      await enqueue(tx, note('never'), monday);
      throw new Error('refused after all');
    });
    await expect(failed).rejects.toThrow('refused after all');
    await on.quiet();
    expect(on.platform.posts()).toEqual([]);
  });

  it('waits until it is due on the series clock, however long the machine runs', async () => {
    const on = await stage();
    await on.tell(note('reminder', { dueAt: monday + hour }));
    await on.machine.leap(2 * hour);
    expect(on.platform.posts()).toEqual([]);
    on.series.now = monday + hour;
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['reminder']);
  });

  it('that is useless by now is dropped and logged by kind and key only', async () => {
    const on = await stage();
    const late = note('secret words', { uselessAt: monday - 1 });
    await on.tell(late, note('still good', { uselessAt: monday }));
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['still good']);
    expect(await on.row(late.key)).toMatchObject({ state: 'dropped' });
    expect(on.logged).toEqual([
      { level: 'info', event: 'notice dropped', facts: { key: late.key, kind: 'note' } },
    ]);
  });

  it('of which nothing holds any more is dropped', async () => {
    const on = await stage();
    const moot = note('x', { drawer: 'moot' });
    await on.tell(moot, note('next'));
    await on.quiet();
    expect(await on.row(moot.key)).toMatchObject({ state: 'dropped' });
    expect(titles(on.platform.posts())).toEqual(['next']);
    expect(on.logged.map((l) => l.facts)).toEqual([{ key: moot.key, kind: 'moot' }]);
  });

  it('to an account goes to its direct conversation, in its own language', async () => {
    const on = await stage();
    await on.tell(
      note('', { drawer: 'greeting', to: { kind: 'account', account: olga } }),
      note('', {
        drawer: 'greeting',
        to: { kind: 'channel', conversation: web('C1'), language: 'fr', zone: 'Europe/Paris' },
      }),
    );
    await on.quiet();
    expect([...titles(on.platform.posts())].sort()).toEqual([
      'en Europe/Zurich olga D-olga /icdd',
      'fr Europe/Paris undefined C1 /icdd',
    ]);
  });

  it('shows the state at the moment of sending, not of the decision', async () => {
    const on = await stage();
    on.world.set('t9', '33 taken');
    await on.tell(note('', { drawer: 'talk', params: { talk: 't9' }, dueAt: monday + minute }));
    on.world.set('t9', '34 taken');
    on.series.now += minute;
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['34 taken']);
  });

  it('whose drawer fails is tried again, and holds up nobody', async () => {
    const on = await stage();
    const broken = note('', { drawer: 'broken' });
    await on.tell(broken, note('after it'), note('', { drawer: 'unknown to us' }));
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['after it']);
    expect(await on.row(broken.key)).toMatchObject({ state: 'waiting', message: null });
    on.world.set('broken', 'no');
    await on.machine.advance(5 * minute);
    expect(titles(on.platform.posts())).toEqual(['after it', 'mended']);
  });
});

describe('a database that fails for a while', () => {
  it('hears in the end that a message was sent, and nobody looks for it', async () => {
    const on = await stage({ platform: { canLook: () => false } });
    on.platform.duringNext('post', async () => {
      on.faults.writes = 10;
    });
    const told = note('hello');
    await on.tell(told);
    await on.machine.advance(12_000);
    expect(await on.row(told.key)).toMatchObject({ state: 'sent', message: 'm1' });
    expect(on.platform.calls('look')).toBe(0);
  });

  it('holds nothing up for good', async () => {
    const on = await stage();
    on.faults.writes = 25;
    await on.tell(note('hello'), note('other', { channel: 'C2' }));
    await on.quiet();
    expect(on.platform.posts().length).toBe(2);
    expect(on.logged.every((l) => l.level !== 'info')).toBe(true);
  });
});

describe('one conversation', () => {
  it('gets its messages one after another, in the order in which they fell due', async () => {
    const on = await stage();
    const hanging = on.platform.hangNext('post');
    await on.tell(note('2'), note('3'), note('1', { dueAt: monday - 1 }), note('4'));
    await on.machine.advance(1_000);
    expect(on.platform.calls('post')).toBe(1);
    hanging.release();
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['1', '2', '3', '4']);
  });

  it('never holds up another', async () => {
    const on = await stage();
    on.platform.hangNext('post');
    await on.tell(note('stuck'));
    await on.machine.advance(1);
    await on.tell(note('free', { channel: 'C2' }), note('behind'));
    await on.machine.advance(1);
    expect(titles(on.platform.posts())).toEqual(['free']);
  });

  it('keeps its order when a message has to wait', async () => {
    const on = await stage();
    on.platform.answerNext('post', later(3_000, 'channel'));
    await on.tell(note('1'), note('2'), note('other', { channel: 'C2' }));
    await on.quiet();
    expect(titles(on.platform.posts().filter((p) => p.conversation.channel === 'C1'))).toEqual([
      '1',
      '2',
    ]);
  });
});

describe('whoever asks', () => {
  it.each([
    { when: 'sent', answer: undefined, became: { kind: 'sent' } },
    {
      when: 'refused',
      answer: { kind: 'refused', why: 'not-a-member', detail: '' } as const,
      became: { kind: 'refused', why: 'not-a-member' },
    },
    { when: 'not known in time', answer: later(60_000), became: { kind: 'pending' } },
  ])('is told that a notice was $when', async ({ answer, became }) => {
    const on = await stage();
    if (answer) on.platform.answerNext('post', answer);
    const told = note('hello');
    await on.tell(told);
    const asked = on.delivery.outcome(told.key, 2_000);
    await on.machine.advance(2_000);
    expect(await asked).toEqual(became);
  });

  it('gets a report that names what was lost or refused', async () => {
    const on = await stage({ platform: { canLook: () => false } });
    on.platform.loseNext('post');
    on.platform.answerNext('post', { kind: 'refused', why: 'archived', detail: 'is_archived' });
    const [first, second] = [note('a'), note('b')];
    await on.tell(first, second, note('c'), note('d', { dueAt: monday + hour }));
    await on.quiet();
    const report = await on.database.read((read) => on.delivery.report(read));
    expect(report).toMatchObject({
      counts: { waiting: 1, 'under-way': 0, sent: 1, dropped: 0, lost: 1, dead: 1 },
      lines: [],
      liveCopies: 0,
    });
    const alike = { platform: 'web', drawer: 'note', count: 1, oldestAt: monday };
    expect(report.failedKinds).toEqual([
      { ...alike, state: 'dead', reason: 'archived' },
      { ...alike, state: 'lost', reason: 'cannot-look' },
    ]);
    expect(report.failed.map(({ key, state, reason }) => ({ key, state, reason }))).toEqual(
      [
        { key: first.key, state: 'lost', reason: 'cannot-look' },
        { key: second.key, state: 'dead', reason: 'archived' },
      ].sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
  });

  it('is told what is due and not sent, and since when', async () => {
    const on = await stage({ stopped: true });
    await on.tell(
      note('a', { dueAt: monday - minute, bulk: true }),
      note('b'),
      note('c', { dueAt: monday + hour }),
    );
    const report = await on.database.read((read) => on.delivery.report(read));
    expect(report.lines).toEqual([
      { platform: 'web', workspace: '', count: 2, oldestDueAt: monday - minute },
    ]);
  });

  it('waits in vain for nothing: a stopped delivery answers at once', async () => {
    const on = await stage({ stopped: true });
    await on.tell(note('x'));
    await on.delivery.stop();
    await on.delivery.idle();
    expect(await on.delivery.outcome('note:none', 60_000)).toEqual({ kind: 'pending' });
    const rows = await on.database.read((read) =>
      read.all(sql`SELECT state FROM outbox WHERE holder IS NOT NULL`),
    );
    expect(rows).toEqual([]);
  });
});
