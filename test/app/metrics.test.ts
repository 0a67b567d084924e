// What /metrics says of messages: how many are due and since when, what was not delivered by platform, kind and state; nothing of what is settled.
import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import { createMetrics } from '../../src/app/metrics.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { memoryDatabase } from '../support/sqlite.ts';

const now = Date.UTC(2019, 6, 8, 7);
const channel = (platform: 'slack' | 'mattermost', workspace: string) =>
  ({ kind: 'channel', conversation: { platform, workspace, channel: 'C1' } }) as const;

it('counts and dates what is due and what failed', async () => {
  const database = await memoryDatabase();
  const metrics = createMetrics();
  const page = async () => {
    const { body } = await metrics.text(database, now);
    return body.split('\n').filter((line) => /^idea_circle_(due|undelivered)/.test(line));
  };
  expect(await page()).toEqual([]);

  await database.write(async (tx) => {
    const leave = (key: string, workspace: string, dueAt: number) =>
      enqueue(
        tx,
        { key, drawer: 'digest', to: channel('slack', workspace), params: {}, dueAt },
        now,
      );
    await leave('a', 'T1', now - minute);
    await leave('b', 'T2', now - 2 * minute);
    await leave('c', 'T1', now + hour);
    for (const [n, drawer, state, at] of [
      [1, 'promoted', 'dead', now - hour],
      [2, 'promoted', 'dead', now - 3 * hour],
      [3, 'digest', 'lost', now],
    ] as const) {
      const key = `f${n}`;
      const to = channel('mattermost', '');
      await enqueue(tx, { key, drawer, to, params: {} }, now);
      await tx.run(sql`
        UPDATE outbox SET state = ${state}, refusal = ${n === 1 ? 'archived' : 'other'},
          failure = ${n}, finished_at = ${at} WHERE notice_key = ${key}`);
    }
  });
  expect(await page()).toEqual([
    'idea_circle_due_rows{platform="slack"} 2',
    'idea_circle_due_oldest_seconds{platform="slack"} 120',
    'idea_circle_undelivered_rows{platform="mattermost",kind="digest",state="lost"} 1',
    'idea_circle_undelivered_rows{platform="mattermost",kind="promoted",state="dead"} 2',
    'idea_circle_undelivered_oldest_seconds{platform="mattermost",kind="digest",state="lost"} 0',
    'idea_circle_undelivered_oldest_seconds{platform="mattermost",kind="promoted",state="dead"} 10800',
  ]);

  await database.write((tx) =>
    tx.run(sql`UPDATE outbox SET state = 'dropped', failure = NULL, finished_at = ${now}`),
  );
  expect(await page()).toEqual([]);
  await database.close();
});
