// Socket Mode: connections, envelopes and acknowledgements, with a real Bolt app and with bare WebSockets.
import type { App, BlockAction } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { actions, client, overSocket, type Running, section } from './bolt-app.ts';
import { NOTHING_EXPECTED, type Slack, startSlack } from './index.ts';
import { isRecord, type Json, parseJson, stringAt } from './json.ts';

let slack: Slack;
const running: Running[] = [];

beforeEach(async () => {
  slack = await startSlack({ retriesMs: [0, 10, 20] });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await slack.close();
});

const CHANNEL = 'C01TALKS';

async function start(setup: (app: App) => void): Promise<void> {
  running.push(await overSocket(slack, setup));
}

interface Bare {
  readonly socket: WebSocket;
  readonly frames: Json[];
}

async function newUrl(): Promise<string> {
  const { url } = await client(slack, slack.appToken).apps.connections.open({});
  return url ?? '';
}

/** A connection that writes down every frame and acknowledges it, unless told not to. */
function connect(url: string, acknowledges = true): Promise<Bare> {
  const socket = new WebSocket(url);
  const bare: Bare = { socket, frames: [] };
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const frame = parseJson(data.toString('utf8'));
      if (!isRecord(frame)) return;
      bare.frames.push(frame);
      const envelope_id = stringAt(frame, 'envelope_id');
      if (envelope_id !== '' && acknowledges) socket.send(JSON.stringify({ envelope_id }));
      if (bare.frames.length === 1) resolve(bare);
    });
  });
}

const typesOf = (bare: Bare): string[] => bare.frames.map((one) => stringAt(one, 'type'));

test('a command is answered in the payload of its acknowledgement', async () => {
  await start((app) => {
    app.command('/icdd', ({ ack, command }) =>
      ack({ response_type: 'ephemeral', text: `you typed: ${command.text}` }),
    );
  });
  const seen = await slack.command('U01ANA', CHANNEL, 'list');
  expect(seen.map((one) => one.lines)).toEqual([['you typed: list']]);
  expect(slack.deliveries).toMatchObject([{ kind: 'command', via: 'socket', outcome: 'acked' }]);
  expect(slack.faults).toEqual([]);
});

test('a press is answered at its response URL, a direct message by a post', async () => {
  await start((app) => {
    app.action<BlockAction>('take-a-seat', async ({ ack, respond, action }) => {
      await ack();
      const value = 'value' in action ? action.value : '';
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        text: `Seat in ${value}.`,
      });
    });
    app.message(async ({ say }) => {
      await say('Hello.');
    });
  });
  const blocks = [section('card', 'k:1'), actions('k:act:1', 'Take a seat')];
  await client(slack).chat.postMessage({ channel: CHANNEL, text: 'card', blocks });
  const button = slack.posts()[0]?.buttons[0];
  if (button === undefined) throw new Error('there is no button');
  expect((await slack.press('U03CHO', button)).map((one) => one.lines)).toEqual([['Seat in 42.']]);
  expect((await slack.direct('U03CHO', 'hi')).map((one) => one.lines)).toEqual([['Hello.']]);
  expect(slack.faults).toEqual([]);
});

test('7: hello comes first, and nothing before it', async () => {
  const bare = await connect(await newUrl());
  await slack.mention('U01ANA', CHANNEL, 'next', NOTHING_EXPECTED);
  expect(typesOf(bare)).toEqual(['hello', 'events_api']);
  expect(bare.frames[0]).toMatchObject({ num_connections: 1, connection_info: { app_id: 'A01' } });
});

test('6: an envelope goes to exactly one connection, and may come twice on demand', async () => {
  const all = [await connect(await newUrl()), await connect(await newUrl())];
  const envelopes = (): string[] =>
    all.flatMap((one) => one.frames.map((frame) => stringAt(frame, 'envelope_id')).filter(Boolean));
  for (const text of ['one', 'two']) await slack.mention('U01ANA', CHANNEL, text, NOTHING_EXPECTED);
  expect(all.map((one) => one.frames.length)).toEqual([2, 2]);
  expect(new Set(envelopes()).size).toBe(2);
  await slack.deliverAgain({ ...NOTHING_EXPECTED, sameEnvelope: true });
  expect(envelopes()).toHaveLength(3);
  expect(new Set(envelopes()).size).toBe(2);
});

test('3: a retry has a new envelope_id, the same event_id and its number', async () => {
  const bare = await connect(await newUrl());
  await slack.mention('U01ANA', CHANNEL, 'next', NOTHING_EXPECTED);
  await slack.deliverAgain(NOTHING_EXPECTED);
  const [, first, second] = bare.frames;
  expect(second?.['envelope_id']).not.toBe(first?.['envelope_id']);
  expect(second?.['payload']).toEqual(first?.['payload']);
  expect([first?.['retry_attempt'], second?.['retry_attempt']]).toEqual([0, 1]);
  expect(second?.['retry_reason']).toBe('timeout');
});

test('1, 2: what is not acknowledged in time has failed; an event comes again', async () => {
  await slack.close();
  slack = await startSlack({ ackMs: 100, retriesMs: [0, 0, 0] });
  const bare = await connect(await newUrl(), false);
  const [seen] = await slack.command('U01ANA', CHANNEL, 'list');
  expect(seen?.lines).toEqual(['/icdd failed with the error "operation_timeout"']);
  await slack.mention('U01ANA', CHANNEL, 'next', NOTHING_EXPECTED);
  await slack.settled(() => slack.deliveries.length === 5);
  expect(slack.deliveries.map((one) => [one.kind, one.attempt, one.outcome])).toEqual([
    ['command', 0, 'late'],
    ['event', 0, 'late'],
    ['event', 1, 'late'],
    ['event', 2, 'late'],
    ['event', 3, 'late'],
  ]);
  expect(bare.frames).toHaveLength(6);
});

test('8: a URL opens one connection only', async () => {
  const url = await newUrl();
  await connect(url);
  await expect(connect(url)).rejects.toThrow('404');
  await expect(connect(`${slack.url.replace('http', 'ws')}/link/?ticket=none`)).rejects.toThrow(
    '404',
  );
});

test('8: after a disconnect frame, or a cut connection, the client fetches a new URL', async () => {
  await start((app) => {
    app.command('/icdd', ({ ack }) => ack('here again'));
  });
  const opened = () => slack.calls.filter((one) => one.method === 'apps.connections.open').length;
  slack.disconnect('warning');
  expect(slack.socket.open()).toBe(0);
  const [failed] = await slack.command('U01ANA', CHANNEL, 'list');
  expect(failed?.lines).toEqual(['/icdd failed with the error "dispatch_failed"']);
  await slack.connected();
  expect(opened()).toBe(2);
  slack.dropConnections();
  await slack.connected();
  expect(opened()).toBe(3);
  expect((await slack.command('U01ANA', CHANNEL, 'list'))[0]?.lines).toEqual(['here again']);
  expect(slack.faults.map((one) => one.kind)).toEqual(['unreachable']);
});

test('9: the eleventh connection is sent away', async () => {
  for (let i = 0; i < 10; i += 1) await connect(await newUrl());
  const extra = await connect(await newUrl());
  expect(extra.frames).toMatchObject([
    { type: 'disconnect', reason: 'too_many_websockets', num_connections: 11 },
  ]);
  expect(slack.socket.open()).toBe(10);
});

test('a frame that acknowledges nothing is a fault', async () => {
  const bare = await connect(await newUrl());
  bare.socket.send(JSON.stringify({ envelope_id: 'unknown' }));
  await slack.settled(() => slack.faults.length === 1);
  expect(slack.faults[0]?.kind).toBe('socket');
});

test('waiting says what did not happen', async () => {
  await expect(slack.settled(() => false, { timeoutMs: 20, what: 'a post' })).rejects.toThrow(
    'a post did not happen in 20 ms; faults: none',
  );
});
