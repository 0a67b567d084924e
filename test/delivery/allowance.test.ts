// Thousands of messages due at one instant, for workspaces that allow 300 posts a minute: sent at no less than nine tenths of what they allow, few of them
// refused on the way, and neither workspace waits for the other. On a clock that the test moves: what is measured is the plan, not the machine.
import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/chat/platform.ts';
import type { Notice } from '../../src/delivery/notice.ts';
import { enqueueAll } from '../../src/delivery/outbox.ts';
import { minute } from '../../src/kernel/time.ts';
import { createRecordingPlatform, type RecordingPlatform } from '../support/recording-platform.ts';
import { monday, stage } from './stage.ts';

const perMinute = 300;

/** Seconds until one more post is allowed, 0 where it is now (it is counted then). */
type Limit = (now: number) => number;

/** So many in any minute, all of them at once if need be. */
function slidingMinute(): Limit {
  let taken: number[] = [];
  return (now) => {
    taken = taken.filter((at) => at > now - minute);
    const [oldest = now] = taken;
    if (taken.length >= perMinute) return Math.max(1, Math.ceil((oldest + minute - now) / 1_000));
    taken.push(now);
    return 0;
  };
}

const fewAtOnce = 10;

/** Five a second, and ten at once. */
function evenly(): Limit {
  let [tokens, at] = [fewAtOnce, 0];
  return (now) => {
    tokens = Math.min(fewAtOnce, tokens + ((now - at) / minute) * perMinute);
    at = now;
    if (tokens < 1) return 1;
    tokens -= 1;
    return 0;
  };
}

interface Limited {
  readonly platform: RecordingPlatform;
  readonly refused: () => number;
}

function limited(
  workspace: string,
  limit: Limit,
  now: () => number,
  nap: () => Promise<void>,
): Limited {
  const recording = createRecordingPlatform({
    name: 'slack',
    workspace,
    now,
    postSpacingMs: 1_000,
  });
  let refused = 0;
  const post: RecordingPlatform['post'] = async (to, card, mark): Promise<SendOutcome> => {
    await nap();
    const seconds = limit(now());
    if (seconds === 0) return recording.post(to, card, mark);
    refused += 1;
    return { kind: 'later', afterMs: seconds * 1_000, limits: 'method' };
  };
  return { platform: { ...recording, post }, refused: () => refused };
}

const reminders = (workspace: string, count: number): readonly Notice[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `remind:${workspace}:${n}`,
    drawer: 'note',
    to: { kind: 'account', account: { platform: 'slack', workspace, user: `U${n}` } },
    params: { words: `${n}` },
    bulk: true,
  }));

describe.each([
  { by: 'a window of a minute', limit: slidingMinute, atOnce: perMinute, mostCalls: 1.05 },
  { by: 'five a second', limit: evenly, atOnce: fewAtOnce, mostCalls: 1.3 },
])('an allowance by $by', ({ limit, atOnce, mostCalls }) => {
  it('is used to nine tenths at least, in both workspaces', async () => {
    const count = 890;
    let nap = async () => {};
    const all: Limited[] = [];
    const on = await stage({
      platforms(now) {
        all.push(
          limited('T1', limit(), now, () => nap()),
          limited('T2', limit(), now, () => nap()),
        );
        return all.map(({ platform }) => platform);
      },
    });
    // As long as a call to Slack takes.
    nap = () => on.machine.sleep(150);
    const begun = on.machine.now();
    for (const workspace of ['T1', 'T2']) {
      await on.database.write((tx) => enqueueAll(tx, reminders(workspace, count), monday));
    }
    on.delivery.wake();
    await on.machine.advance(minute / 2);
    await on.tell({
      key: 'promoted:1',
      drawer: 'note',
      to: { kind: 'account', account: { platform: 'slack', workspace: 'T1', user: 'U7' } },
      params: { words: 'a seat' },
    });
    await on.machine.advance(3 * minute);
    for (const { platform, refused } of all) {
      const posts = platform.posts();
      const mine = posts.filter(({ mark }) => mark.key.startsWith('remind:'));
      expect(new Set(mine.map(({ mark }) => mark.key)).size).toBe(count);
      expect(mine).toHaveLength(count);
      const minutes = (Math.max(...mine.map(({ at }) => at)) - begun) / minute;
      expect(count / (atOnce + perMinute * minutes)).toBeGreaterThanOrEqual(0.9);
      expect((posts.length + refused()) / posts.length).toBeLessThanOrEqual(mostCalls);
    }
    // What may not wait passed a thousand that may.
    const promoted = all[0]?.platform.posts().findIndex(({ mark }) => mark.key === 'promoted:1');
    expect(promoted).toBeLessThan(perMinute + 10);
  });
});
