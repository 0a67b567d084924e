// What people do with a real Bolt app: commands, presses, mentions, direct messages, and answers at response URLs.
import type { App, BlockAction } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { actions, overHttp, type Running, section } from './bolt-app.ts';
import { NOTHING_EXPECTED, type Slack, type SlackOptions, startSlack } from './index.ts';

let slack: Slack;
let running: Running | undefined;

async function start(setup: (app: App) => void, options: SlackOptions = {}): Promise<void> {
  slack = await startSlack(options);
  running = await overHttp(slack, setup);
}

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await slack.close();
});

const CHANNEL = 'C01TALKS';
const kinds = (): string[] => slack.faults.map((one) => one.kind);

test('12, 22: a press on a message brings channel, message and response_url, for a button with a url too', async () => {
  const bodies: BlockAction[] = [];
  await start((app) => {
    app.action<BlockAction>(/.*/, async ({ ack, body, respond }) => {
      bodies.push(body);
      await ack();
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        text: 'You have seat 13.',
      });
    });
  });
  const link = {
    ...actions('k:act:1', 'Open'),
    elements: [
      {
        type: 'button' as const,
        action_id: 'open',
        url: 'https://talks.example',
        text: { type: 'plain_text' as const, text: 'Open' },
      },
    ],
  };
  await running?.app.client.chat.postMessage({
    channel: CHANNEL,
    text: 'card',
    blocks: [section('card', 'k:1'), link],
  });
  const button = slack.posts()[0]?.buttons[0];
  if (button === undefined) throw new Error('there is no button');
  const seen = await slack.press('U02BEN', button);
  expect(seen.map((one) => one.lines)).toEqual([['You have seat 13.']]);
  expect(bodies[0]).toMatchObject({
    type: 'block_actions',
    user: { id: 'U02BEN', username: 'ben' },
    container: { type: 'message', is_ephemeral: false, channel_id: CHANNEL },
    channel: { id: CHANNEL, name: 'talks' },
    message: { text: 'card', bot_id: 'B0BOT' },
    response_url: expect.stringContaining('/actions/'),
    actions: [
      { action_id: 'open', block_id: 'k:act:1', type: 'button', url: 'https://talks.example' },
    ],
  });
  expect(kinds()).toEqual([]);
});

test('13, 14: a press on a private answer brings is_ephemeral and no message; install flags differ in type', async () => {
  const bodies: BlockAction[] = [];
  const flags: unknown[] = [];
  await start((app) => {
    app.command('/icdd', async ({ ack, body }) => {
      flags.push(body.is_enterprise_install);
      await ack({
        text: 'Take it?',
        blocks: [section('Take it?', 'q:1'), actions('q:act:1', 'Yes', 'No')],
      });
    });
    app.action<BlockAction>('yes', async ({ ack, body, respond }) => {
      bodies.push(body);
      await ack();
      await respond({ replace_original: true, text: 'Done.' });
    });
  });
  const [question] = await slack.command('U01ANA', CHANNEL, '/icdd register 9');
  expect(question?.buttons.map((one) => one.label)).toEqual(['Yes', 'No']);
  const [yes] = question?.buttons ?? [];
  if (yes === undefined) throw new Error('there is no button');
  await expect(async () => slack.press('U02BEN', yes)).rejects.toThrow('does not see');
  const seen = await slack.press('U01ANA', yes);
  expect(seen).toMatchObject([{ where: 'private', change: 'replaced', lines: ['Done.'] }]);
  expect(bodies[0]?.container).toMatchObject({ is_ephemeral: true });
  expect(bodies[0]).not.toHaveProperty('message');
  expect([...flags, bodies[0]?.is_enterprise_install]).toEqual(['false', false]);
  expect(kinds()).toEqual([]);
});

test('20: a mention gives app_mention and, if subscribed, message with the same ts', async () => {
  const got: unknown[] = [];
  await start(
    (app) => {
      app.event('app_mention', async ({ event, client }) => {
        got.push([event.type, event.ts, event.text]);
        await client.chat.postEphemeral({
          channel: event.channel,
          user: event.user ?? '',
          text: 'Talk 9 is next.',
        });
      });
      app.message(async ({ event }) => {
        got.push([event.type, event.ts]);
      });
    },
    { subscriptions: ['app_mention', 'message.channels'] },
  );
  const seen = await slack.mention('U01ANA', CHANNEL, 'next');
  expect(seen).toMatchObject([{ where: 'private', lines: ['Talk 9 is next.'] }]);
  await slack.settled(() => slack.deliveries.length === 2);
  const { ts } = slack.workspace.messages.get(CHANNEL)?.[0] ?? {};
  expect(got).toEqual([
    ['app_mention', ts, '<@U0BOT> next'],
    ['message', ts],
  ]);
});

test('a change of a person is told where the app subscribed; of a deactivated one without clock and roles', async () => {
  const got: Record<string, unknown>[] = [];
  const listen = (app: Parameters<Parameters<typeof start>[0]>[0]) => {
    app.event('user_change', async ({ event }) => void got.push({ ...event.user }));
  };
  await start(listen, { subscriptions: ['user_change'] });
  await slack.in('T01ACME').setActive('U02BEN', false);
  await slack.in('T01ACME').setActive('U02BEN', true);
  await slack.in('T01ACME').setStatus('U02BEN', 'riding a train');
  expect(got).toMatchObject([
    { id: 'U02BEN', team_id: 'T01ACME', deleted: true, is_bot: false },
    { id: 'U02BEN', deleted: false, tz: 'Europe/Paris', is_admin: false, locale: 'fr-FR' },
    { deleted: false, profile: { status_text: 'riding a train' } },
  ]);
  for (const key of ['tz', 'is_admin', 'real_name']) expect(got[0]).not.toHaveProperty(key);
});

test('21: a real app does not answer its own messages', async () => {
  await start((app) => {
    app.message(async ({ say }) => {
      await say('You have no seat.');
    });
  });
  const seen = await slack.direct('U01ANA', 'mine');
  expect(seen).toMatchObject([
    { where: 'direct', reader: 'U01ANA', channel: 'D01ANA', lines: ['You have no seat.'] },
  ]);
  await slack.settled(() => slack.deliveries.length === 2);
  expect(slack.posts('D01ANA')).toHaveLength(1);
  await slack.deliverAgain();
  const ids = slack.deliveries.map((one) => one.id);
  expect(ids[2]).toBe(ids[0]);
});

test('46: the reply of a response URL can be lost as well', async () => {
  await start((app) => {
    app.command('/icdd', async ({ ack, respond }) => {
      await ack();
      await respond({ response_type: 'ephemeral', text: 'Done.' }).catch(() => undefined);
    });
  });
  slack.misbehave('response_url', { kind: 'lose-reply' });
  const seen = await slack.command('U01ANA', CHANNEL, 'list');
  expect(seen.map((one) => one.lines)).toEqual([['Done.']]);
  await slack.settled(() => slack.calls.some((one) => one.method === 'response_url'));
  expect(slack.calls.at(-1)).toMatchObject({ method: 'response_url', status: 0, ok: false });
});

test('24: a response URL takes five answers in half an hour, also where the bot is not a member', async () => {
  let now = Date.UTC(2026, 6, 1);
  const urls: string[] = [];
  await start(
    (app) => {
      app.command('/icdd', async ({ ack, command }) => {
        urls.push(command.response_url);
        await ack();
      });
    },
    { now: () => now },
  );
  await slack.command('U04DAN', 'C02RANDOM', 'list', NOTHING_EXPECTED);
  await slack.command('U04DAN', 'C02RANDOM', 'list', NOTHING_EXPECTED);
  const answer = async (url = '') => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text: 'hi' }),
    });
    return response.status;
  };
  const statuses: number[] = [];
  for (let i = 0; i < 6; i += 1) statuses.push(await answer(urls[0]));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  now += 1_800_000;
  expect(await answer(urls[1])).toBe(404);
  expect(slack.seen('U04DAN')).toHaveLength(5);
  expect(kinds()).toEqual(['response-url', 'response-url']);
});

test('39: bad blocks in an acknowledgement are shown as a failed command; the app is told nothing', async () => {
  await start((app) => {
    app.command('/icdd', ({ ack }) => ack({ text: 'x', blocks: [section('x'.repeat(3001))] }));
  });
  const seen = await slack.command('U01ANA', CHANNEL, 'list');
  expect(seen.map((one) => one.lines)).toEqual([
    ['/icdd failed with the error "invalid_command_response"'],
  ]);
  expect(slack.deliveries[0]?.outcome).toBe('acked');
  expect(kinds()).toEqual(['blocks', 'answer']);
});

test('1: a press that is not acknowledged in time is a fault', async () => {
  await start(
    (app) => {
      app.action(/.*/, () => new Promise<void>(() => undefined));
    },
    { ackMs: 150 },
  );
  const blocks = [actions('k:1', 'Go')];
  await running?.app.client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks });
  const button = slack.posts()[0]?.buttons[0];
  if (button === undefined) throw new Error('there is no button');
  expect(await slack.press('U01ANA', button, NOTHING_EXPECTED)).toEqual([]);
  expect(slack.faults).toMatchObject([{ kind: 'late-ack', detail: expect.stringContaining('go') }]);
});

test('a private answer can be deleted; what should be said explicitly and is not, is a fault', async () => {
  await start((app) => {
    app.command('/icdd', ({ ack }) =>
      ack({ text: 'Sure?', blocks: [actions('q:1', 'No', 'Vague')] }),
    );
    app.action('no', async ({ ack, respond }) => {
      await ack();
      await respond({ delete_original: true });
    });
    app.action('vague', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'Well.' });
    });
  });
  const [question] = await slack.command('U01ANA', CHANNEL, 'cancel 9');
  const [no, vague] = question?.buttons ?? [];
  if (no === undefined || vague === undefined) throw new Error('a button is missing');
  await slack.press('U01ANA', vague);
  expect(kinds()).toEqual(['response-url', 'response-url']);
  expect(await slack.press('U01ANA', no)).toMatchObject([{ where: 'private', change: 'deleted' }]);
  await expect(async () => slack.press('U01ANA', no)).rejects.toThrow('is gone');
});
