// Two hundred people at once for twelve seats, through Slack, Mattermost and the web chat, by two programs on one database.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import type { Row } from '../../src/storage/database.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { startMattermost } from '../support/mattermost/index.ts';
import { seasonAhead, startForTest, today } from '../support/program.ts';
import { startSlack } from '../support/slack/index.ts';
import { open } from '../support/sqlite.ts';

const channel = 'C01TALKS';
const bot = 'U0BOT';
const each = 98;
const web = ['ana', 'ben', 'cleo', 'olga'];

it('gives twelve seats to two hundred people through every door, and a place in line to everybody else', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'idea-circle-doors-'));
  const url = `file:${join(directory, 'doors.db')}`;
  const season = join(directory, 'talks.yaml');
  await writeFile(season, await seasonAhead(today()));
  const numbers = Array.from({ length: each }, (_, i) => i);
  const slackUsers = numbers.map((i) => `U${String(1000 + i)}`);
  const slack = await startSlack({
    // Who gets a seat is asked here, not how fast this machine is: both programs and all three doors share it.
    ackMs: 60_000,
    workspaces: [
      {
        botUser: bot,
        people: slackUsers.map((id) => ({
          id,
          name: id.toLowerCase(),
          tz: 'Europe/Zurich',
          locale: 'en-GB',
        })),
        channels: [{ id: channel, name: 'talks', members: [...slackUsers, bot] }],
      },
    ],
  });
  const mattermostUsers = numbers.map((i) => `person${i}`);
  const mattermost = await startMattermost({
    trigger: 'icdd',
    people: mattermostUsers.map((username) => ({
      username,
      firstName: username,
      locale: 'en',
      timezone: 'Europe/Zurich',
    })),
  });
  const shared = { DATABASE_URL: url, SERIES_FILE: season };
  const first = await startForTest({
    env: {
      ...shared,
      WEB_CHAT: 'on',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      SLACK_SIGNING_SECRET: slack.signingSecret,
    },
  });
  const second = await startForTest({
    env: {
      ...shared,
      MATTERMOST_URL: mattermost.url,
      MATTERMOST_BOT_TOKEN: mattermost.botToken,
      MATTERMOST_COMMAND_TOKENS: mattermost.commandToken(),
    },
  });
  try {
    slack.useHttp(`${first.url}/slack/events`);
    mattermost.useApp(second.url);
    const answers = await Promise.all([
      ...slackUsers.map(async (user) =>
        (await slack.command(user, channel, 'register 9', { waitMs: 40_000 }))
          .flatMap((s) => s.lines)
          .join('\n'),
      ),
      ...mattermostUsers.map(async (user) => {
        const outcome = await mattermost.command(user, 'idea-circle', 'register 9');
        expect(outcome.ok, outcome.error).toBe(true);
        return mattermost
          .seen(user)
          .flatMap((s) => s.lines)
          .join('\n');
      }),
      ...web.map(async (person) => {
        const said = await fetch(`${first.url}/web/words`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ person, channel: 'general', text: '/icdd register 9' }),
        });
        expect(said.status).toBe(200);
        return '';
      }),
    ]);
    const told = answers.filter((text) => text !== '');
    expect(
      told.every((text) =>
        /You have a seat in talk 9|on the waiting list|liste d’attente/.test(text),
      ),
    ).toBe(true);

    const database = await open(url, migrations);
    const seats = await database.read((read) =>
      read.all<Row>(sql`
        SELECT s.state, s.place, s.person_id, s.account_key FROM seats s JOIN talks t ON t.id = s.talk_id
        WHERE t.number = 9 ORDER BY s.place, s.id`),
    );
    await database.close();
    const of = (state: string) => seats.filter((s) => s['state'] === state);
    expect(of('confirmed')).toHaveLength(12);
    expect(of('waiting')).toHaveLength(188);
    expect(new Set(seats.map((s) => s['person_id'])).size).toBe(200);
    expect(new Set(seats.map((s) => s['place'])).size).toBe(200);
    // In the order decided: nobody who waits was decided before anybody who sits.
    expect(seats.slice(0, 12).every((s) => s['state'] === 'confirmed')).toBe(true);
    expect(told.filter((text) => text.includes('You have a seat in talk 9')).length).toBe(
      of('confirmed').filter((s) => !String(s['account_key']).startsWith('web:')).length,
    );
  } finally {
    await first.stop();
    await second.stop();
    await slack.close();
    await mattermost.close();
    await rm(directory, { recursive: true, force: true });
  }
}, 120_000);
