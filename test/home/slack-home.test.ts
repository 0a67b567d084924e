// The whole program behind Slack: a person's Home tab shows their seats, takes their presses, and follows what they and others do elsewhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../app/built.ts';
import { logged, slackChannel, slackPeople, startBehindSlack, today } from '../support/program.ts';
import type { SeenButton } from '../support/seen.ts';
import { NOTHING_EXPECTED } from '../support/slack/index.ts';

type Stage = Awaited<ReturnType<typeof startBehindSlack>>;
const { ana, ben } = slackPeople;

describe('the Home tab', () => {
  let stage: Stage;
  beforeAll(async () => {
    await build();
    stage = await startBehindSlack('HTTP', today());
  }, 180_000);
  afterAll(async () => {
    await stage?.program.stop();
    await stage?.slack.close();
  });

  const pages = (user: string) =>
    stage.slack.seen(user).filter(({ where, reader }) => where === 'page' && reader === user);
  const page = (user: string) => pages(user).at(-1);
  const shows = (user: string, line: string | RegExp) =>
    stage.slack.settled(
      () => page(user)?.lines.some((one) => one === line || one.match(line) !== null) === true,
      { timeoutMs: 30_000, what: `${user} reads ${String(line)}` },
    );
  const button = (user: string, label: string): SeenButton => {
    const found = page(user)?.buttons.find((one) => one.label === label);
    if (!found) throw new Error(`${user} has no button ${label}`);
    return found;
  };

  it('is there for whoever opens it, and is not there for nobody', async () => {
    await stage.slack.openHome(ana);
    await shows(ana, 'You have no seat and wait for none.');
    expect(page(ana)?.lines).toContain('Upcoming talks');
    expect(page(ana)?.fields.map(([label]) => label)).toContain('Quiet hours');
    expect(pages(ben)).toEqual([]);
  });

  it('takes a press, and shows the seat at once', async () => {
    await stage.slack.press(ana, button(ana, 'Register'), NOTHING_EXPECTED);
    await shows(ana, 'You have a seat.');
    expect(page(ana)?.lines[0]).toBe('My seats and places');
    expect(page(ana)?.lines).toContain('Other upcoming talks');
    await stage.slack.settled(() => stage.slack.in('T01ACME').views(ana).modals.length === 1, {
      what: 'the answer in a window',
    });
  });

  it('follows what others do, and what they do themselves in a channel', async () => {
    await stage.slack.command(ben, slackChannel, 'register 9');
    await shows(ana, /^`?[▓░]+`? 35 \/ 45$/);
    await stage.slack.command(ana, slackChannel, 'language fr');
    await shows(ana, 'Mes places');
    await stage.slack.command(ana, slackChannel, 'langue auto');
    await shows(ana, 'My seats and places');
  });

  it('gives the seat back', async () => {
    await stage.slack.press(ana, button(ana, 'Cancel my seat'), NOTHING_EXPECTED);
    await shows(ana, 'You have no seat and wait for none.');
    expect(stage.slack.faults).toEqual([]);
    expect(logged(stage.program)).toEqual([]);
  });
});
