// Who may go when: what a platform holds back, what it wants between two posts, what may wait, and a platform that answers nothing.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/kernel/account.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { monday, note, slack, stage, titles } from './stage.ts';

const later = (afterMs: number, limits: 'method' | 'channel' | 'server' = 'method') =>
  ({ kind: 'later', afterMs, limits }) as const;

const account = (user: string): Account => ({ platform: 'web', workspace: '', user });
const to = (user: string) => ({ to: { kind: 'account', account: account(user) } }) as const;

/** As the platform remembers a direct conversation that it opened. */
const known = (user: string) =>
  sql`INSERT INTO direct_channels (platform, workspace, account, channel) VALUES ('web', '', ${user}, ${`D-${user}`})`;

describe('openings that the platform holds back', () => {
  it('wait as long as it says, ask once meanwhile, and hold up nobody whose conversation is known', async () => {
    const on = await stage();
    await on.database.write((tx) => tx.run(known('ben')));
    on.platform.answerNextOpen(later(60_000));
    await on.tell(note('to ana', to('ana')));
    await on.machine.advance(1);
    await on.tell(note('to cleo', to('cleo')), note('to ben', to('ben')), note('in a channel'));
    await on.machine.advance(50_000);
    expect([...titles(on.platform.posts())].sort()).toEqual(['in a channel', 'to ben']);
    // Ana's, and Ben's, which a real platform answers from its memory.
    expect(on.platform.calls('openDirect')).toBe(2);
    await on.machine.advance(12_000);
    expect(titles(on.platform.posts()).slice(2)).toEqual(['to ana', 'to cleo']);
  });

  it('are known to all that wait for the same person once they are done', async () => {
    const on = await stage();
    await on.tell(note('first', to('ana')), note('second', to('ana')));
    await on.quiet();
    await on.tell(note('third', { ...to('ana'), dueAt: monday + hour }));
    const opens = await on.database.read((read) =>
      read.all(sql`SELECT params, opens FROM outbox ORDER BY queued_order`),
    );
    // The recording platform remembers nothing: a later notice is to be opened again.
    expect(opens).toEqual([
      { params: '{"words":"first"}', opens: 0 },
      { params: '{"words":"second"}', opens: 0 },
      { params: '{"words":"third"}', opens: 1 },
    ]);
  });
});

describe('looking that the platform holds back', () => {
  it('waits as long as it says, and nothing else does', async () => {
    const on = await stage();
    on.platform.loseNext('post');
    on.platform.answerNextLook(later(60_000));
    const told = note('in doubt');
    await on.tell(told);
    await on.machine.advance(13_000);
    expect(on.platform.calls('look')).toBe(1);
    await on.tell(note('other', { channel: 'C2' }));
    await on.machine.advance(50_000);
    expect(on.platform.calls('look')).toBe(1);
    expect(titles(on.platform.posts())).toEqual(['in doubt', 'other']);
    await on.quiet();
    expect(on.platform.calls('look')).toBe(2);
    expect(await on.row(told.key)).toMatchObject({ state: 'sent' });
    expect(on.platform.posts()).toHaveLength(2);
  });
});

describe('the pace of one conversation', () => {
  it('is the platform’s, for every program, and no other conversation waits for it', async () => {
    const spaced = (now: () => number) =>
      createRecordingPlatform({ name: 'slack', workspace: 'T1', postSpacingMs: 1_000, now });
    const on = await stage({ platforms: (now) => [spaced(now)] });
    const theirs = spaced(on.machine.now);
    const other = await on.another([theirs]);
    other.delivery.start();
    const words = (channel: string, n: number) =>
      note(`${channel} ${n}`, { to: { kind: 'channel', conversation: slack(channel) } });
    await on.tell(...[1, 2, 3].flatMap((n) => [words('C1', n), words('C2', n)]));
    await on.quiet();
    const records = [...on.platform.posts(), ...theirs.posts()].sort((a, b) => a.at - b.at);
    expect(records).toHaveLength(6);
    for (const channel of ['C1', 'C2']) {
      const here = records.filter((r) => r.conversation.channel === channel);
      const gaps = here.slice(1).map((r, i) => r.at - (here[i]?.at ?? 0));
      expect(gaps.every((gap) => gap >= 1_000 && gap <= 1_600)).toBe(true);
    }
  });
});

describe('a "not now" that makes no sense', () => {
  it.each([
    { afterMs: 0, tries: [0, 1] },
    { afterMs: 7 * 24 * hour, tries: [0, 3600] },
  ])('of $afterMs ms is obeyed within reason', async ({ afterMs, tries }) => {
    const on = await stage();
    on.platform.answerNext('post', later(afterMs));
    const begun = on.machine.now();
    await on.tell(note('hello'));
    await on.machine.advance(900);
    expect(on.platform.calls('post')).toBe(1);
    await on.machine.leap((tries[1] ?? 0) * 1_000);
    await on.machine.advance(1_000);
    const [post] = on.platform.posts();
    const after = ((post?.at ?? 0) - begun) / 1_000;
    expect(after).toBeGreaterThanOrEqual(tries[1] ?? 0);
    expect(after).toBeLessThanOrEqual((tries[1] ?? 0) + 2);
  });
});

describe('what may wait', () => {
  it('is passed by what may not, in its own conversation too', async () => {
    const on = await stage();
    const reminders = Array.from({ length: 40 }, (_, n) =>
      note(`reminder ${n}`, { channel: `D${n}`, bulk: true, dueAt: monday - minute }),
    );
    on.platform.answerNext('post', later(10_000), 8);
    await on.tell(...reminders);
    await on.machine.advance(1_000);
    await on.tell(note('a seat', { channel: 'D39' }), note('moved', { channel: 'E1' }));
    await on.quiet();
    const order = titles(on.platform.posts());
    expect(new Set(order.slice(0, 2))).toEqual(new Set(['a seat', 'moved']));
    expect(order).toHaveLength(42);
    expect(order.indexOf('reminder 39')).toBeGreaterThan(2);
  });

  it('waits for nothing that is not due yet', async () => {
    const on = await stage();
    await on.tell(note('tomorrow', { dueAt: monday + hour }), note('now', { bulk: true }));
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['now']);
  });
});

describe('a platform that answers nothing', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => note(`${n}`, { channel: `C${n}` }));

  it.each([
    { answer: { kind: 'not-begun', detail: 'down' }, doubted: 0 },
    { answer: { kind: 'unknown', detail: 'status 500' }, doubted: 4 },
  ] as const)('is tried with one message at a time ($answer.kind)', async ({ answer, doubted }) => {
    const on = await stage();
    on.platform.answerNext('post', answer, 10_000);
    if (answer.kind === 'unknown') on.platform.answerNextLook(answer, 10_000);
    await on.tell(...many(200));
    await on.machine.advance(10 * minute);
    const tried = on.platform.calls('post') + on.platform.calls('look');
    // Four at once, then one in each rest: about 1, 2, 4, 8, 16 and from then on 16 to 32 seconds.
    expect(tried).toBeGreaterThan(4 + 15);
    expect(tried).toBeLessThan(4 + 50);
    const rows = await on.database.read((read) =>
      read.all(sql`SELECT 1 AS one FROM outbox WHERE state = 'under-way'`),
    );
    expect(rows.length).toBeGreaterThanOrEqual(doubted);
    expect(rows.length).toBeLessThanOrEqual(doubted === 0 ? 0 : 40);
  });

  it('gets everything at once when it is back', async () => {
    const on = await stage();
    const down = { kind: 'not-begun', detail: 'down' } as const;
    on.platform.answerNext('post', down, 10);
    await on.tell(...many(60));
    await on.quiet();
    expect(on.platform.posts()).toHaveLength(60);
    const after = on.platform.posts().map(({ at }) => at - (on.platform.posts()[0]?.at ?? 0));
    // All in one go, but those of the outage, which wait out their own back-off.
    expect(after.filter((ms) => ms <= 2_000).length).toBeGreaterThanOrEqual(50);
    expect(Math.max(...after)).toBeLessThanOrEqual(5 * minute);
  });

  it('for a day gives up what was tried, and first tries what nobody was there to try', async () => {
    const on = await stage();
    on.platform.answerNext('post', { kind: 'not-begun', detail: 'down' });
    const told = note('hello');
    await on.tell(told);
    await on.machine.advance(10);
    await on.delivery.stop();
    await on.machine.leap(60 * hour);
    const next = await on.another();
    next.delivery.start();
    await on.machine.advance(1_000);
    expect(titles(on.platform.posts())).toEqual(['hello']);
    expect(await on.row(told.key)).toMatchObject({ state: 'sent' });
  });

  it('whose answers are lost for more than a day is believed when it says that nothing stands there', async () => {
    const on = await stage();
    on.platform.answerNext('post', { kind: 'unknown', detail: 'time-out' }, 10_000);
    const told = note('hello');
    await on.tell(told);
    for (let n = 0; n < 30; n += 1) await on.machine.leap(hour);
    expect(await on.row(told.key)).toMatchObject({ state: 'dead', refusal: 'given-up' });
    expect(on.platform.posts()).toEqual([]);
  });
});
