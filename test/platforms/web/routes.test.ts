// The door of the web chat: what it serves, and what it refuses without changing anything.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { RememberedPost } from '../../../src/chat/memory.ts';
import { whisper } from '../../../src/chat/reply.ts';
import { pictureOf } from '../../../src/platforms/web/pictures.ts';
import { createWeb } from '../../../src/platforms/web/web.ts';
import { wireCard, wirePost } from '../../../src/platforms/web/wire.ts';
import { flatLine } from '../../drawing/charts.ts';
import { listen, raw } from './listening.ts';
import { seatCard, talkCard } from './sample.ts';
import {
  bareMinimumPage,
  createLog,
  createMemory,
  machine,
  people,
  type Running,
  runWeb,
} from './support.ts';

let running: Running;
let pageDirectory: string;

beforeAll(async () => {
  pageDirectory = await bareMinimumPage();
});

beforeEach(async () => {
  running = await runWeb({ pageDirectory });
  return () => running.stop();
});

const json = { 'content-type': 'application/json' };

describe('what it serves', () => {
  it('the page, in the language that the browser asks for, under a strict policy', async () => {
    const page = await fetch(running.address, {
      headers: { 'accept-language': 'fr-CH, en;q=0.5' },
    });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Aller au champ de saisie');
    expect(html).not.toMatch(/%\w+%/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/\s(?:on\w+|style)=/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('the picture of a chart that a card shows, as SVG, for light and for dark; and no other', async () => {
    const numbers = [['GitHub: 0 followers']];
    const [block] = wireCard({
      language: 'en',
      title: ['GitHub'],
      blocks: [{ kind: 'chart', chart: flatLine, numbers }],
    }).blocks;
    if (block?.kind !== 'chart') throw new Error('a chart is a chart');
    const [light, dark] = await Promise.all(
      ['light', 'dark'].map((theme) => fetch(`${running.address}${block.picture}-${theme}.svg`)),
    );
    expect([light?.status, light?.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    const [bright, dim] = [await light?.text(), await dark?.text()];
    expect(bright).toMatch(/^<svg .*GitHub.*<\/svg>$/s);
    expect(dim).not.toBe(bright);
    for (const other of [`${block.picture}-blue.svg`, `/web/charts/0-${'0'.repeat(32)}-light.svg`])
      expect((await fetch(`${running.address}${other}`)).status).toBe(404);
  });

  it('a picture that this program knows no more, by the post that shows it', async () => {
    const card: Card = {
      language: 'en',
      title: ['GitHub'],
      blocks: [{ kind: 'chart', chart: { ...flatLine, title: 'Lost' }, numbers: [['0']] }],
    };
    await running.post(card, 'plot-1');
    const post = wirePost(running.memory.posts.at(-1) as RememberedPost);
    const block = post?.card?.blocks[0];
    if (block?.kind !== 'chart') throw new Error('a chart is a chart');
    const asked = (path: string) => fetch(`${running.address}${path}-light.svg`);
    // As many others as are kept: the same as a restart.
    for (let i = 0; i < 500; i += 1) pictureOf({ ...flatLine, title: `${i}` }, undefined);
    expect((await asked(block.picture.replace(/\d+-/, '0-'))).status).toBe(404);
    expect((await asked(block.picture.replace(/\d+-/, '999-'))).status).toBe(404);
    expect(await (await asked(block.picture)).text()).toMatch(/Lost/);
  });

  it.each([
    ['style.css', 'text/css; charset=utf-8'],
    ['app.js', 'text/javascript; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])('the file %s, and 304 once it is known', async (name, type) => {
    const first = await fetch(`${running.address}/web/${name}`);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, type]);
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${running.address}/web/${name}`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const other = await fetch(`${running.address}/web/${name}`, {
      headers: { 'if-none-match': '"x"' },
    });
    expect(other.status).toBe(200);
  });

  it('the state for a person: their words, their channels, no organiser’s completions', async () => {
    const state = async (person: string) =>
      (await (await fetch(`${running.address}/web/state?person=${person}`)).json()) as {
        person: unknown;
        channels: { id: string }[];
        completions: { typed: string }[];
        words: Record<string, string>;
        clock: { now: number; stops: unknown[] };
      };
    const cleo = await state('cleo');
    expect(cleo.person).toEqual({
      user: 'cleo',
      name: 'Cléo',
      language: 'fr',
      zone: 'Europe/Paris',
      organiser: false,
    });
    expect(cleo.channels.map((c) => c.id)).toEqual(['general', 'direct-cleo']);
    expect(cleo.words['send']).toBe('Envoyer');
    expect(cleo.clock.stops).toHaveLength(2);
    expect((await state('ana')).completions.map((c) => c.typed)).not.toContain('announce 9');
    expect((await state('olga')).completions.map((c) => c.typed)).toContain('announce 9');
  });
});

describe('what it refuses, changing nothing', () => {
  const words = { person: 'ana', channel: 'general', text: 'hello' };
  const press = { person: 'ana', message: 1, action: '1:list' };

  it.each<[string, number, string, unknown, Record<string, string>]>([
    ['a foreign Origin', 403, '/web/words', words, { origin: 'https://evil.example' }],
    ['another port of this machine', 403, '/web/words', words, { origin: 'http://127.0.0.1:1' }],
    ['an Origin of null', 403, '/web/words', words, { origin: 'null' }],
    ['a form’s content type', 403, '/web/words', words, { 'content-type': 'text/plain' }],
    ['a body too large', 413, '/web/words', { ...words, text: 'x'.repeat(20_000) }, {}],
    ['broken JSON', 400, '/web/words', '{"person":', {}],
    ['JSON that is no object', 400, '/web/words', '[1]', {}],
    ['nobody', 400, '/web/words', { channel: 'general', text: 'hello' }, {}],
    ['an unknown person', 400, '/web/words', { ...words, person: 'mallory' }, {}],
    ['the bot as a person', 400, '/web/words', { ...words, person: 'bot' }, {}],
    ['an unknown channel', 400, '/web/words', { ...words, channel: 'secret' }, {}],
    ['another’s direct conversation', 400, '/web/words', { ...words, channel: 'direct-ben' }, {}],
    ['no words', 400, '/web/words', { ...words, text: '  ' }, {}],
    ['words that are none', 400, '/web/words', { ...words, text: 7 }, {}],
    ['words too long', 400, '/web/words', { ...words, text: 'x'.repeat(4_001) }, {}],
    ['a request id that is none', 400, '/web/words', { ...words, request: "'; --" }, {}],
    ['an unknown person’s press', 400, '/web/press', { ...press, person: 'mallory' }, {}],
    ['another’s private button', 403, '/web/press', { ...press, message: 2 }, {}],
    ['a button of no message', 404, '/web/press', { ...press, message: 99 }, {}],
    ['a button of a person’s words', 404, '/web/press', { ...press, message: 3 }, {}],
    ['a message that is none', 404, '/web/press', { ...press, message: '1 or 1' }, {}],
    ['an action that is none of ours', 400, '/web/press', { ...press, action: 'rm -rf' }, {}],
    [
      'an action with a strange id',
      400,
      '/web/press',
      { ...press, action: '1:register:../..' },
      {},
    ],
    ['a jump to nowhere', 400, '/web/jump', { person: 'ana', to: 'moon' }, {}],
    ['an unknown person’s jump', 400, '/web/jump', { person: 'mallory', to: 'talk' }, {}],
    ['a foreign jump', 403, '/web/jump', { person: 'ana', to: 'talk' }, { origin: 'http://evil' }],
    ['an unknown person’s restart', 400, '/web/restart', { person: 'mallory' }, {}],
    ['a foreign restart', 403, '/web/restart', { person: 'ana' }, { origin: 'http://evil' }],
  ])('%s: %i', async (_what, status, path, body, headers) => {
    await running.post(talkCard(33), 'a-1');
    await running.web.post({ platform: 'web', workspace: '', channel: 'direct-ben' }, seatCard, {
      key: 'b-1',
      revision: 0,
      pendingId: 'p',
    });
    await running.say('/web/words', { person: 'ben', channel: 'general', text: 'mine' });
    const before = structuredClone(running.memory.posts);
    const answer = await running.say(path, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.body['sentence']).toMatch(/^[A-Z][^{}]+\.$/);
    expect(running.memory.posts).toEqual(before);
    expect(running.received).toEqual([]);
    expect(running.jumps).toEqual([]);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/web/app.js'],
    ['GET', '/web/state'],
    ['GET', '/web/events?person=ana'],
    ['POST', '/web/words'],
  ])('%s %s under a foreign Host', async (method, path) => {
    const body = method === 'POST' ? '{}' : '';
    for (const host of ['evil.example', `evil.example:${running.port}`, '127.0.0.1.evil.example']) {
      const answer = await raw(running.port, method, path, { ...json, host }, body);
      expect([host, answer.status]).toEqual([host, 403]);
    }
  });

  it('takes a request of its own under every name of this machine', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', '127.0.0.2']) {
      const authority = `${host}:${running.port}`;
      const headers = { ...json, host: authority, origin: `http://${authority}` };
      const body = JSON.stringify({ person: 'ana', channel: 'general', text: 'hello' });
      expect((await raw(running.port, 'POST', '/web/words', headers, body)).status).toBe(200);
    }
  });

  it('reading from a foreign page', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await fetch(`${running.address}/web/state`, { headers })).status).toBe(403);
  });

  it.each([
    '/web/../package.json',
    '/web/%2e%2e/package.json',
    '/web/..%2fpackage.json',
    '/web/....//package.json',
    '/web//etc/passwd',
    '/web/app.js%00',
    '/web/index.html',
    '/web/',
    '/web/wire.ts',
  ])('the path %s', async (path) => {
    const answer = await raw(running.port, 'GET', path, { host: `127.0.0.1:${running.port}` });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('root:');
  });

  it('an unknown person’s events and state', async () => {
    expect((await fetch(`${running.address}/web/events?person=mallory`)).status).toBe(400);
    expect((await fetch(`${running.address}/web/events`)).status).toBe(400);
    expect((await fetch(`${running.address}/web/state?person=mallory`)).status).toBe(400);
  });

  it('a fault behind the door: one sentence, one line in the log, no words of the person', async () => {
    running.answer = () => {
      throw new Error('broken');
    };
    const answer = await running.say('/web/words', {
      person: 'cleo',
      channel: 'direct-cleo',
      text: 'my secret',
    });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(running.log.lines)).toContain('web-request-failed');
    expect(JSON.stringify(running.log.lines)).not.toContain('my secret');
  });
});

describe('without a demonstration', () => {
  it('there is no clock, and nothing to move', async () => {
    const real = await runWeb({ pageDirectory, demonstration: false });
    try {
      const state = (await (await fetch(`${real.address}/web/state`)).json()) as object;
      expect(state).not.toHaveProperty('clock');
      expect((await real.say('/web/jump', { person: 'ana', to: 'talk' })).status).toBe(404);
      expect((await real.say('/web/restart', { person: 'ana' })).status).toBe(404);
    } finally {
      await real.stop();
    }
  });
});

describe('starting and stopping', () => {
  const base = {
    port: 0,
    publicUrl: 'http://127.0.0.1:3000',
    people,
    command: 'icdd',
    words: () => [],
    channel: { id: 'general', name: 'general' },
    machine,
    memory: createMemory(),
    log: createLog(),
  };

  it.each(['0.0.0.0', '192.168.1.7', '::', 'chat.example.org'])(
    'refuses to start on %s',
    async (host) => {
      const web = createWeb({ ...base, host, pageDirectory });
      await expect(
        web.start(
          async () => whisper(seatCard),
          async () => undefined,
        ),
      ).rejects.toThrow(/loopback.*HOST is/);
    },
  );

  it('refuses to start without its page, and says which file is missing', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'web-empty-'));
    const web = createWeb({ ...base, host: '127.0.0.1', pageDirectory: empty });
    await expect(
      web.start(
        async () => whisper(seatCard),
        async () => undefined,
      ),
    ).rejects.toThrow(/index\.html is missing/);
    expect(web.troubles()).not.toEqual([]);
  });

  it('lets what is under way be answered, ends the streams, and takes nothing in any more', async () => {
    const own = await runWeb({ pageDirectory });
    const window = await listen(own.address, 'ana');
    let release = () => {};
    own.answer = () =>
      new Promise((resolve) => {
        release = () => resolve(whisper(seatCard));
      });
    const asked = own.say('/web/words', { person: 'ana', channel: 'general', text: '/icdd list' });
    while (own.received.length === 0) await machine.sleep(5);
    const stopped = own.web.stop();
    await window.ended;
    const late = await own.say('/web/words', { person: 'ana', channel: 'general', text: 'late' });
    expect(late.status).toBe(503);
    release();
    expect((await asked).status).toBe(200);
    await stopped;
    await own.stop();
  });
});
