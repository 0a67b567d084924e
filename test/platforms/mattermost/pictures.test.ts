// A post with a chart: the picture is uploaded before it and named by it, once; the numbers stand in its text, whatever becomes of the picture.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { flatLine } from '../../drawing/charts.ts';
import { pngSize } from '../../support/mattermost/files.ts';
import { createHarness, type Harness, mark } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
  await harness.start();
});
afterEach(async () => {
  await harness.close();
  harness.chat.assertFaultless();
});

const card: Card = {
  language: 'en',
  title: ['GitHub followers'],
  blocks: [{ kind: 'chart', chart: flatLine, numbers: [['GitHub: 0 followers on 25 Jun 2019']] }],
};
const same = mark('plot:1');
const post = () => harness.platform.post(harness.channel('town-square'), card, same);
const standing = () => harness.chat.posts('town-square');

test('the picture is a PNG with a name, and the numbers stand in the text', async () => {
  expect(await post()).toMatchObject({ kind: 'sent' });
  const [file, ...others] = harness.chat.files();
  expect(others).toEqual([]);
  expect([file?.name, file?.type]).toEqual(['github.png', 'image/png']);
  expect(pngSize(file?.bytes ?? new Uint8Array())).toEqual([930, 756]);
  expect(standing().map((one) => one.post.fileIds)).toEqual([[file?.id]]);
  expect(standing()[0]?.lines).toContain('GitHub: 0 followers on 25 Jun 2019');
});

test('sent again after a lost answer, it stands there once, with its picture', async () => {
  harness.chat.disturb({ path: '/posts', method: 'POST', kind: 'lose-reply' });
  expect(await post()).toMatchObject({ kind: 'unknown' });
  expect(await post()).toMatchObject({ kind: 'sent' });
  expect(standing()).toHaveLength(1);
  expect(standing()[0]?.post.fileIds).toHaveLength(1);
});

test('where the answer to the upload is lost, nothing of the post was begun', async () => {
  harness.chat.disturb({ path: '/files', method: 'POST', kind: 'lose-reply' });
  expect(await post()).toMatchObject({ kind: 'not-begun' });
  expect(standing()).toEqual([]);
  expect(await post()).toMatchObject({ kind: 'sent' });
  expect(standing()[0]?.post.fileIds).toHaveLength(1);
});

test('where the server takes no file, the numbers come without', async () => {
  harness.chat.disturb({ path: '/files', method: 'POST', kind: 'bad-gateway' });
  expect(await post()).toMatchObject({ kind: 'sent' });
  expect(standing()[0]?.post.fileIds).toEqual([]);
  expect(standing()[0]?.lines).toContain('GitHub: 0 followers on 25 Jun 2019');
});
