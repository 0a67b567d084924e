// Deliveries over HTTP to a real Bolt app, and to a bare server: acknowledgements, retries and signatures.
import { createServer, type Server } from 'node:http';
import type { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { client, overHttp, type Running } from './bolt-app.ts';
import { NOTHING_EXPECTED, type Slack, type SlackOptions, sign, startSlack } from './index.ts';
import { parseJson, recordAt } from './json.ts';

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
const never = new Promise<void>(() => undefined);

test('a command is answered in its acknowledgement, seen by the person alone', async () => {
  await start((app) => {
    app.command('/icdd', ({ ack, command }) => ack(`you typed: ${command.text}`));
  });
  const seen = await slack.command('U01ANA', CHANNEL, 'give 9 @ben in #talks & <now>');
  expect(seen).toEqual([
    {
      where: 'private',
      change: 'posted',
      reader: 'U01ANA',
      channel: CHANNEL,
      messageId: '',
      lines: ['you typed: give 9 @ben in #talks & <now>'],
      fields: [],
      buttons: [],
    },
  ]);
  expect(slack.seen('U02BEN')).toEqual([]);
  expect(kinds()).toEqual([]);
});

test('the text of a command has people, channels and links escaped', async () => {
  const texts: string[] = [];
  await start((app) => {
    app.command('/icdd', async ({ ack, command }) => {
      texts.push(command.text);
      await ack();
    });
  });
  const typed = 'give 9 @ben, #talks & <b> https://talks.example @nobody';
  await slack.command('U01ANA', CHANNEL, typed, NOTHING_EXPECTED);
  expect(texts).toEqual([
    'give 9 <@U02BEN|ben>, <#C01TALKS|talks> &amp; &lt;b&gt; <https://talks.example> @nobody',
  ]);
});

test('1: a command that is not acknowledged in time has failed; a later answer changes nothing', async () => {
  await start(
    (app) => {
      app.command('/icdd', async () => never);
    },
    { ackMs: 150 },
  );
  const seen = await slack.command('U01ANA', CHANNEL, 'list');
  expect(seen.map((one) => one.lines)).toEqual([
    ['/icdd failed with the error "operation_timeout"'],
  ]);
  expect(kinds()).toEqual(['late-ack']);
});

test('2: an unacknowledged event comes again with the same event_id and the retry headers, three times', async () => {
  const got: unknown[] = [];
  await start(
    (app) => {
      app.use(async ({ context, body }) => {
        got.push([context.retryNum, context.retryReason, 'event_id' in body && body['event_id']]);
      });
    },
    { retriesMs: [0, 10, 20] },
  );
  const { requestUrl } = slack.world;
  slack.useHttp('http://127.0.0.1:1/slack/events');
  await slack.mention('U01ANA', CHANNEL, 'next', NOTHING_EXPECTED);
  slack.useHttp(requestUrl);
  await slack.settled(() => got.length > 0);
  const id = slack.deliveries[0]?.id;
  expect(got).toEqual([[expect.any(Number), 'connection_failed', id]]);
  await slack.deliverAgain(NOTHING_EXPECTED);
  expect(got.at(-1)).toEqual([1, 'http_timeout', id]);

  slack.useHttp('http://127.0.0.1:1/slack/events');
  await slack.mention('U01ANA', CHANNEL, 'again', NOTHING_EXPECTED);
  const tries = () => slack.deliveries.filter((one) => one.id !== id).map((one) => one.attempt);
  await slack.settled(() => tries().length === 4);
  expect(tries()).toEqual([0, 1, 2, 3]);
});

/** An app of no library: takes every delivery, and answers 200 or an error with these headers. */
async function bareServer(
  answer: (body: string) => Record<string, string>,
  status = 200,
): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(status, answer(Buffer.concat(chunks).toString('utf8'))).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
  return server;
}

test('4: x-slack-no-retry beside an error status stops the retries', async () => {
  slack = await startSlack({ retriesMs: [0, 0, 0] });
  const answers = [{}, { 'x-slack-no-retry': '1' }];
  const server = await bareServer(() => answers.shift() ?? {}, 500);
  await slack.mention('U01ANA', CHANNEL, 'next', NOTHING_EXPECTED);
  await slack.settled(() => slack.deliveries.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(slack.deliveries.map((one) => [one.attempt, one.status])).toEqual([
    [0, 500],
    [1, 500],
  ]);
  server.close();
});

test('5: a command that nobody took is never sent again', async () => {
  await start(() => undefined, { retriesMs: [0, 0, 0] });
  slack.useHttp('http://127.0.0.1:1/slack/events');
  const seen = await slack.command('U01ANA', CHANNEL, 'list');
  expect(seen[0]?.lines).toEqual(['/icdd failed with the error "dispatch_failed"']);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(slack.deliveries).toHaveLength(1);
});

test('10: the signature is that of the raw body; a wrong, missing or old one gets 401', async () => {
  expect(
    sign(
      'test-signing-secret',
      '1795691000',
      '{"token":"t","challenge":"c","type":"url_verification"}',
    ),
  ).toBe('v0=decacfe2df5e2b7ed0a428936692c40f02d5f62c9d99882d023f07deabb2284b');
  await start(() => undefined);
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
  for (const signature of ['wrong', 'none', 'expired'] as const)
    expect((await slack.sendRaw({ body, signature })).status, signature).toBe(401);
  expect((await slack.sendRaw({ body })).status).toBe(200);
});

test('an oversized body is refused', async () => {
  await start(() => undefined);
  const answer = await slack.sendRaw({ body: JSON.stringify({ filler: 'x'.repeat(30_000) }) });
  expect(answer.status).toBe(413);
});

test('11: url_verification and ssl_check are answered', async () => {
  await start(() => undefined);
  expect(await slack.verifyUrl()).toBe(true);
  expect(await slack.checkSsl()).toBe(true);
});

test('21: the bot’s own direct messages come back with bot_id, its edits as message_changed', async () => {
  slack = await startSlack();
  const got: unknown[] = [];
  const server = await bareServer((body) => {
    got.push(recordAt(parseJson(body), 'event'));
    return {};
  });
  const web = client(slack);
  const { ts } = await web.chat.postMessage({ channel: 'U01ANA', text: 'You have no seat.' });
  await slack.settled(() => slack.deliveries.length === 1);
  await web.chat.update({ channel: 'D01ANA', ts: ts ?? '', text: 'One seat.' });
  await slack.settled(() => slack.deliveries.length === 2);
  await web.chat.postMessage({ channel: CHANNEL, text: 'not subscribed to channels' });
  await slack.direct('U01ANA', 'mine', NOTHING_EXPECTED);
  expect(got).toMatchObject([
    { type: 'message', channel_type: 'im', bot_id: 'B0BOT', text: 'You have no seat.' },
    {
      subtype: 'message_changed',
      message: { text: 'One seat.' },
      previous_message: { text: 'You have no seat.' },
    },
    { type: 'message', channel_type: 'im', user: 'U01ANA', text: 'mine' },
  ]);
  server.close();
});

test('50: a removed app is told by app_uninstalled and tokens_revoked', async () => {
  const got: string[] = [];
  await start((app) => {
    app.command('/icdd', ({ ack }) => ack());
    app.event('app_uninstalled', async ({ event }) => void got.push(event.type));
    app.event('tokens_revoked', async ({ event }) => void got.push(event.type));
  });
  await slack.command('U01ANA', CHANNEL, 'list', NOTHING_EXPECTED);
  await slack.in('T01ACME').uninstall();
  await slack.settled(() => slack.deliveries.length === 3);
  expect(got.sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
});
