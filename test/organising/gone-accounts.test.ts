// The whole program behind Slack and behind Mattermost: an account with a seat is deactivated, an organiser hears of it and frees the seat.
import { expect, it, onTestFinished } from 'vitest';
import {
  logged,
  mattermostChannel,
  slackChannel,
  slackPeople,
  startBehindMattermost,
  startBehindSlack,
  today,
} from '../support/program.ts';
import type { Seen } from '../support/seen.ts';

const patience = { timeoutMs: 30_000 };
const gone = 'The account of Ana was deactivated. What it holds is kept until you free it.';
/** Slack has strong words inside a sentence, Mattermost a title in strong words. */
const bare = (seen: readonly Seen[]) =>
  seen.flatMap(({ lines }) => lines).map((line) => line.replaceAll('*', ''));
const freeing = (seen: readonly Seen[]) => {
  const button = seen
    .flatMap(({ buttons }) => buttons)
    .find(({ label }) => label === 'Free the seat');
  if (!button) throw new Error('no button to free the seat');
  return button;
};

it.each(['HTTP', 'Socket Mode'] as const)(
  'on Slack over %s',
  async (transport) => {
    const { slack, program } = await startBehindSlack(transport, today());
    onTestFinished(async () => {
      await program.stop();
      await slack.close();
    });
    const { ana, olga } = slackPeople;
    await slack.command(ana, slackChannel, 'register 9');
    const people = slack.in(slack.workspace.teamId);
    await people.setStatus(ana, 'packing');
    await people.setActive(ana, false);
    await slack.settled(() => bare(slack.seen(olga)).includes(gone), patience);
    await slack.press(olga, freeing(slack.seen(olga)));
    const freed = () => bare(slack.seen(olga)).includes('Ana no longer has a seat in talk 9.');
    await slack.settled(freed, patience);
    expect(bare(slack.seen(olga)).filter((line) => line === gone)).toHaveLength(1);
    expect([...slack.faults, ...logged(program)]).toEqual([]);
  },
  60_000,
);

it('on Mattermost', async () => {
  const { mattermost, program } = await startBehindMattermost(today());
  onTestFinished(async () => {
    await program.stop();
    await mattermost.close();
  });
  await mattermost.command('ana', mattermostChannel, 'register 9');
  mattermost.setActive('ana', false);
  const seen = () => mattermost.seen('olga');
  await mattermost.settled(() => bare(seen()).includes(gone), patience);
  await mattermost.press('olga', freeing(seen()));
  const freed = () => bare(seen()).includes('Ana no longer has a seat in talk 9.');
  await mattermost.settled(freed, patience);
  expect(bare(seen()).filter((line) => line === gone)).toHaveLength(1);
  expect([...mattermost.faults, ...logged(program)]).toEqual([]);
}, 60_000);
