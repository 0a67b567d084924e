// Messages through the Web API of the stand-in, called by Slack's own client.
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actions, client, refusal, section } from './bolt-app.ts';
import { type Slack, startSlack } from './index.ts';

let slack: Slack;
let web: WebClient;
let now: number;

const CHANNEL = 'C01TALKS';

beforeEach(async () => {
  now = Date.UTC(2026, 6, 1, 10);
  slack = await startSlack({ now: () => now });
  web = client(slack);
});
afterEach(() => slack.close());

async function postedTs(text = 'x'): Promise<string> {
  const { ts } = await web.chat.postMessage({ channel: CHANNEL, text });
  return ts ?? '';
}

test('31: invalid blocks give invalid_blocks with the JSON pointer, and are a fault', async () => {
  const answer = await refusal(
    web.chat.postMessage({ channel: CHANNEL, text: 'x', blocks: [section('x'.repeat(3001))] }),
  );
  expect(answer).toMatchObject({
    ok: false,
    error: 'invalid_blocks',
    response_metadata: {
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    },
  });
  expect(slack.faults.map((one) => one.kind)).toEqual(['blocks']);
  expect(slack.seen()).toEqual([]);
});

test('33: blocks that are no JSON array give invalid_blocks_format, and nothing at all no_text', async () => {
  const twice = await web
    .apiCall('chat.postMessage', { channel: CHANNEL, text: 'x', blocks: '{"type":"divider"}' })
    .catch((error: { data: unknown }) => error.data);
  expect(twice).toMatchObject({ error: 'invalid_blocks_format' });
  expect(await refusal(web.chat.postMessage({ channel: CHANNEL, text: '' }))).toMatchObject({
    error: 'no_text',
  });
});

test('35: only own, posted messages can be edited or deleted', async () => {
  slack.workspace.post({ channel: CHANNEL, author: 'U01ANA', text: 'mine', blocks: [] });
  const ts = slack.workspace.messages.get(CHANNEL)?.[0]?.ts ?? '';
  const whisper = await web.chat.postEphemeral({
    channel: CHANNEL,
    user: 'U01ANA',
    text: 'psst',
  });
  const update = (at: string) => refusal(web.chat.update({ channel: CHANNEL, ts: at, text: 'y' }));
  const remove = (at: string) => refusal(web.chat.delete({ channel: CHANNEL, ts: at }));
  expect(await update(ts)).toMatchObject({ error: 'cant_update_message' });
  expect(await remove(ts)).toMatchObject({ error: 'cant_delete_message' });
  expect(await update('1.000001')).toMatchObject({ error: 'message_not_found' });
  expect(await update(whisper.message_ts ?? '')).toMatchObject({ error: 'message_not_found' });
  expect(await remove(whisper.message_ts ?? '')).toMatchObject({ error: 'message_not_found' });
  const own = await postedTs();
  await web.chat.delete({ channel: CHANNEL, ts: own });
  expect(slack.posts()).toEqual([]);
  expect(slack.seen().at(-1)).toMatchObject({ change: 'deleted', messageId: own });
});

test('36: an edit wants the conversation id, loses blocks with text alone, keeps them with neither, takes 4000 characters', async () => {
  const { ts: posted, channel } = await web.chat.postMessage({
    channel: 'U01ANA',
    text: 'card',
    blocks: [section('*card*', 'k:1')],
  });
  const ts = posted ?? '';
  expect(channel).toBe('D01ANA');
  expect(await refusal(web.chat.update({ channel: 'U01ANA', ts, text: 'y' }))).toMatchObject({
    error: 'channel_not_found',
  });
  await web.apiCall('chat.update', { channel: 'D01ANA', ts });
  expect(slack.posts()[0]?.lines).toEqual(['card']);
  expect(slack.posts()[0]?.blocks).toHaveLength(1);
  await web.chat.update({ channel: 'D01ANA', ts, text: 'bare' });
  expect(slack.posts()[0]).toMatchObject({ lines: ['bare'], blocks: [] });
  const tooLong = 'x'.repeat(4001);
  expect(await refusal(web.chat.update({ channel: 'D01ANA', ts, text: tooLong }))).toMatchObject({
    error: 'msg_too_long',
  });
});

test('an edit that keeps a block_id is a fault; new ids, or the very same content again, are not', async () => {
  const card = (text: string, id: string) => ({ text, blocks: [section(text, id)] });
  const { ts: posted } = await web.chat.postMessage({ channel: CHANNEL, ...card('12', 'k:1') });
  const ts = posted ?? '';
  await web.chat.update({ channel: CHANNEL, ts, ...card('13', 'k:2') });
  await web.chat.update({ channel: CHANNEL, ts, ...card('13', 'k:2') });
  expect(slack.faults).toEqual([]);
  await web.chat.update({ channel: CHANNEL, ts, ...card('14', 'k:2') });
  expect(slack.faults).toMatchObject([
    { kind: 'same-block-id', detail: expect.stringContaining('k:2') },
  ]);
});

test('37: where the bot is not a member it may not post; an archived channel takes nothing', async () => {
  const post = (channel: string) => refusal(web.chat.postMessage({ channel, text: 'x' }));
  expect(await post('C02RANDOM')).toMatchObject({ error: 'not_in_channel' });
  expect(await post('C04HIDDEN')).toMatchObject({ error: 'channel_not_found' });
  expect(await post('C99')).toMatchObject({ error: 'channel_not_found' });
  expect(await post('C05OLD')).toMatchObject({ error: 'is_archived' });
  slack.workspace.scopes.add('chat:write.public');
  await web.chat.postMessage({ channel: 'C02RANDOM', text: 'x' });
  await web.chat.postMessage({ channel: 'C03DESK', text: 'x' });
});

test('38: an ephemeral is for members, and seen by that person alone', async () => {
  const whisper = (user: string, channel = CHANNEL) =>
    web.chat.postEphemeral({ channel, user, text: 'only you' });
  expect(await refusal(whisper('U04DAN'))).toMatchObject({ error: 'user_not_in_channel' });
  expect(await refusal(whisper('U04DAN', 'C02RANDOM'))).toMatchObject({
    error: 'not_in_channel',
  });
  await whisper('U01ANA');
  expect(slack.seen('U01ANA')).toMatchObject([
    { where: 'private', reader: 'U01ANA', messageId: '', lines: ['only you'] },
  ]);
  expect(slack.seen('U02BEN')).toEqual([]);
});

test('40: the answer holds the stored blocks', async () => {
  const { message } = await web.chat.postMessage({
    channel: CHANNEL,
    text: 'x',
    blocks: [actions('k:1', 'Go')],
  });
  expect(message).toMatchObject({
    bot_id: 'B0BOT',
    user: 'U0BOT',
    blocks: [
      { block_id: 'k:1', elements: [{ text: { type: 'plain_text', text: 'Go', emoji: true } }] },
    ],
  });
});

test('41: an unescaped <!channel> is recorded as a ping of everybody', async () => {
  await web.chat.postMessage({
    channel: CHANNEL,
    text: 'x',
    blocks: [section('New: <!channel>')],
  });
  await web.chat.postMessage({ channel: CHANNEL, text: 'New: &lt;!channel&gt;' });
  expect(slack.pings).toMatchObject([
    { words: ['<!channel>'], users: ['U01ANA', 'U02BEN', 'U03CHO'] },
  ]);
  expect(slack.seen('U02BEN').map((one) => one.lines)).toEqual([
    ['New: @channel'],
    ['New: <!channel>'],
  ]);
});
