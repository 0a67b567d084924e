// What becomes of a notice by what the platform answers: sent, refused, later, not begun, or no answer at all.
import { describe, expect, it } from 'vitest';
import type { LookOutcome, SendOutcome } from '../../src/chat/platform.ts';
import { day, hour } from '../../src/kernel/time.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { note, slack, stage, titles } from './stage.ts';

const olga = { platform: 'web', workspace: '', user: 'olga' } as const;
const later = (afterMs: number, limits: 'method' | 'channel' | 'server' = 'method') =>
  ({ kind: 'later', afterMs, limits }) as const;

describe('what the platform holds back', () => {
  const ws = (now: () => number) => [
    createRecordingPlatform({ name: 'slack', workspace: 'T1', now }),
    createRecordingPlatform({ name: 'slack', workspace: 'T2', now }),
  ];
  const to = (words: string, channel: string, workspace = 'T1') =>
    note(words, { to: { kind: 'channel', conversation: slack(channel, workspace) } });

  it.each([
    { limits: 'method', waits: ['same channel', 'other channel'] },
    { limits: 'server', waits: ['same channel', 'other channel'] },
    { limits: 'channel', waits: ['same channel'] },
  ] as const)('a "later" of the $limits holds $waits', async ({ limits, waits }) => {
    const on = await stage({ platforms: ws });
    on.platform.answerNext('post', later(10_000, limits));
    await on.tell(to('first', 'C1'));
    await on.machine.advance(1);
    await on.tell(to('same channel', 'C1'), to('other channel', 'C2'), to('elsewhere', 'C1', 'T2'));
    await on.machine.advance(9_000);
    const early = titles(on.platform.posts());
    for (const words of waits) expect(early).not.toContain(words);
    expect(early.length).toBe(2 - waits.length);
    await on.machine.advance(1_500);
    await on.quiet();
    expect([...titles(on.platform.posts())].sort()).toEqual(
      ['first', 'other channel', 'same channel'].sort(),
    );
    const again = on.platform.posts().find((p) => titles([p])[0] === 'first');
    expect((again?.at ?? 0) - 1_700_000_000_000).toBeGreaterThanOrEqual(10_000);
  });

  it('never holds up another workspace', async () => {
    let second: ReturnType<typeof ws>[number] | undefined;
    const on = await stage({
      platforms(now) {
        const all = ws(now);
        second = all[1];
        return all;
      },
    });
    on.platform.answerNext('post', later(60_000, 'server'), 8);
    await on.tell(to('slow', 'C1'), ...Array.from({ length: 20 }, (_, n) => to('x', `D${n}`)));
    await on.tell(to('quick', 'C1', 'T2'));
    await on.machine.advance(1_000);
    expect(titles(second?.posts() ?? [])).toEqual(['quick']);
    expect(on.platform.posts()).toEqual([]);
  });

  it('is kept for other programs and over a restart', async () => {
    const on = await stage();
    on.platform.answerNext('post', later(10_000, 'server'));
    await on.tell(note('first'));
    await on.machine.advance(1);
    const other = await on.another();
    other.delivery.start();
    await on.tell(note('second', { channel: 'C2' }));
    await on.machine.advance(9_000);
    expect(on.platform.calls('post')).toBe(1);
    await on.quiet();
    expect(on.platform.posts().length).toBe(2);
  });
});

describe('what the platform answers', () => {
  const cases: readonly {
    readonly when: string;
    readonly answers: readonly SendOutcome[];
    readonly posts: number;
    readonly state: string;
    readonly refusal?: string;
  }[] = [
    { when: 'sent', answers: [], posts: 1, state: 'sent' },
    {
      when: 'not begun, three times',
      answers: [
        { kind: 'not-begun', detail: 'no connection' },
        { kind: 'not-begun', detail: 'no connection' },
        { kind: 'not-begun', detail: 'no connection' },
      ],
      posts: 1,
      state: 'sent',
    },
    { when: 'later', answers: [later(30_000)], posts: 1, state: 'sent' },
    {
      when: 'unknown, and nothing stands there',
      answers: [{ kind: 'unknown', detail: 'time-out' }],
      posts: 1,
      state: 'sent',
    },
    {
      when: 'unknown, then later: it is looked for twice',
      answers: [{ kind: 'unknown', detail: 'time-out' }, later(1_000)],
      posts: 1,
      state: 'sent',
    },
    ...(
      [
        'not-a-member',
        'no-such-conversation',
        'archived',
        'person-gone',
        'not-allowed',
        'other',
      ] as const
    ).map((why) => ({
      when: `refused: ${why}`,
      answers: [{ kind: 'refused', why, detail: 'no' } as const],
      posts: 0,
      state: 'dead',
      refusal: why,
    })),
  ];

  it.each(cases)('$when: $posts posts, $state', async ({ answers, posts, state, refusal }) => {
    const on = await stage();
    for (const answer of answers) on.platform.answerNext('post', answer);
    const told = note('hello');
    await on.tell(told);
    await on.quiet();
    expect(on.platform.posts().length).toBe(posts);
    expect(await on.row(told.key)).toMatchObject({ state, refusal: refusal ?? null });
    expect(on.platform.calls('post')).toBe(answers.length + posts);
  });

  const lost: readonly {
    readonly when: string;
    readonly looks: readonly LookOutcome[];
    readonly canLook: boolean;
    readonly posts: number;
    readonly state: string;
  }[] = [
    { when: 'it stands there', looks: [], canLook: true, posts: 1, state: 'sent' },
    {
      when: 'it stands there, and looking fails at first',
      looks: [{ kind: 'unknown', detail: 'busy' }],
      canLook: true,
      posts: 1,
      state: 'sent',
    },
    { when: 'nobody can look', looks: [], canLook: false, posts: 1, state: 'lost' },
  ];

  it.each(lost)('an answer lost: $when', async ({ looks, canLook, posts, state }) => {
    const on = await stage({ platform: { canLook: () => canLook } });
    on.platform.loseNext('post');
    for (const look of looks) on.platform.answerNextLook(look);
    const told = note('hello');
    await on.tell(told, note('next'));
    await on.quiet();
    await on.machine.leap(hour);
    expect(titles(on.platform.posts())).toEqual(['hello', 'next'].slice(0, posts + 1));
    expect(await on.row(told.key)).toMatchObject({ state });
  });

  it('no answer at all counts as a lost one', async () => {
    const on = await stage();
    const hanging = on.platform.hangNext('post');
    const told = note('hello');
    await on.tell(told);
    await on.machine.advance(20_000);
    expect(await on.row(told.key)).toMatchObject({ state: 'under-way', holder: null });
    hanging.release();
    await on.quiet();
    expect(await on.row(told.key)).toMatchObject({ state: 'sent' });
    expect(on.platform.posts().length).toBe(1);
  });

  it('is bounded by a day: then it is dead', async () => {
    const on = await stage();
    on.platform.answerNext('post', { kind: 'not-begun', detail: 'down' }, 1_000);
    const told = note('hello');
    await on.tell(told);
    await on.machine.leap(23 * hour);
    expect(await on.row(told.key)).toMatchObject({ state: 'waiting' });
    await on.machine.leap(day - 22 * hour);
    expect(await on.row(told.key)).toMatchObject({ state: 'dead', refusal: 'given-up' });
  });

  it.each([
    { opened: { kind: 'refused', why: 'person-gone', detail: '' }, state: 'dead', posts: 0 },
    { opened: { kind: 'unknown', detail: '' }, state: 'sent', posts: 1 },
    { opened: { kind: 'not-begun', detail: '' }, state: 'sent', posts: 1 },
    { opened: later(5_000), state: 'sent', posts: 1 },
  ] as const)('opening a direct conversation: $opened.kind', async ({ opened, state, posts }) => {
    const on = await stage();
    on.platform.answerNextOpen(opened);
    const told = note('hello', { to: { kind: 'account', account: olga } });
    await on.tell(told);
    await on.quiet();
    expect(await on.row(told.key)).toMatchObject({ state });
    expect(on.platform.posts().length).toBe(posts);
    expect(on.platform.calls('look')).toBe(0);
  });
});
