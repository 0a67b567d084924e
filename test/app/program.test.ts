// The program from start to stop: its ready line, what an operator's checks see, and that nobody loses what they were told.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startMattermost } from '../support/mattermost/index.ts';
import { startSlack } from '../support/slack/index.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { copyData, start } from './built.ts';
import { dump, type Running, startHere, until, writeSeasonAhead } from './running.ts';
import { openWindow } from './web-window.ts';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function directory(): string {
  const fresh = freshDirectory();
  ends.push(() => fresh.remove());
  return fresh.path;
}

async function running(path: string, env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const here = await startHere(path, env);
  ends.push(() => here.stop());
  return here;
}

/** Slack over HTTP and Mattermost, as stand-ins. */
async function platforms(path: string) {
  const [slack, chat] = [await startSlack(), await startMattermost({ trigger: 'icdd' })];
  ends.push(
    () => slack.close(),
    () => chat.close(),
  );
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    MATTERMOST_URL: chat.url,
    MATTERMOST_BOT_TOKEN: chat.botToken,
    MATTERMOST_COMMAND_TOKENS: chat.commandToken(),
    SERIES_FILE: writeSeasonAhead(path),
  };
  return { slack, chat, env };
}

const json = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('the ready line', () => {
  it('names each door with its address', async () => {
    const path = directory();
    const { env, chat } = await platforms(path);
    const { program, url } = await running(path, { ...env, WEB_CHAT: 'on' });
    expect(program.ready).toMatch(/^ready: /);
    expect(program.ready).toContain('Slack (HTTP at POST /slack/events)');
    expect(program.ready).toContain('Mattermost');
    expect(program.ready).toContain(new URL(chat.url).host);
    expect(program.ready).toContain(`web chat ${url}`);
    expect(program.ready).not.toContain('season is over');
  });

  it('says that a season is over, and where to write the next one', async () => {
    const path = directory();
    const { env } = await platforms(path);
    const seriesFile = writeSeasonAhead(path, -400);
    const { program } = await running(path, { ...env, SERIES_FILE: seriesFile });
    expect(program.ready).toMatch(/; the season is over \(its last talk, 11, was on .+ 20\d\d\)/);
    expect(program.ready).toContain(`write the next one in ${seriesFile}`);
  });
});

describe('start and stop', () => {
  it('a connection that never asked anything is not waited for', async () => {
    const here = await running(directory());
    const silent = connect(here.program.port, '127.0.0.1');
    await once(silent, 'connect');
    // Answered after it, so that the server knows of both.
    expect((await json(`${here.url}/healthz`)).status).toBe(200);
    const gone = once(silent.resume(), 'close');
    await Promise.all([here.stop(), gone]);
  });

  it('one after the other on one database, and at the same port', async () => {
    const path = directory();
    const first = await running(path);
    await first.stop();
    const second = await running(path, { PORT: String(first.program.port) });
    expect(second.url).toBe(first.url);
    expect((await json(`${second.url}/healthz`)).status).toBe(200);
    await second.stop();
    await expect(fetch(second.url)).rejects.toThrow();
  });

  it('two at once on one database', async () => {
    const path = directory();
    const { env } = await platforms(path);
    const both = [await running(path, env), await running(path, env)];
    for (const { url } of both) expect((await json(`${url}/readyz`)).status).toBe(200);
    const secrets = (await dump(both[0]?.database as string))['settings'];
    expect(secrets?.filter((row) => row.includes('action-secret'))).toHaveLength(1);
  });

  it('a start that fails closes what it opened', async () => {
    const path = directory();
    const first = await running(path);
    const other = directory();
    await expect(running(other, { PORT: String(first.program.port) })).rejects.toThrow('is taken');
    // Its database is free again, and whole.
    await running(other);
  });

  it('what a person was told before SIGTERM is there afterwards', async () => {
    const cwd = directory();
    copyData(cwd);
    const child = await start(cwd);
    const people = ['ana', 'ben', 'cleo', 'olga'];
    const windows = await Promise.all(people.map((person) => openWindow(child.url, person)));
    for (const window of windows) ends.push(() => window.close());
    const words = ['register 9', 'register 10', 'register 11', 'register 12'];
    const told: string[] = [];
    const storm = windows.map(async (window) => {
      for (const word of words) {
        const answer = await window.say(`/icdd ${word}`).catch(() => undefined);
        if (answer !== undefined) told.push(`${window.person} ${word.split(' ')[1]}`);
      }
    });
    await until(() => told.length >= 3, 'three answers');
    const stopped = child.stop();
    const ended = await stopped;
    expect(ended).toMatchObject({ code: 0, err: '' });
    for (const window of windows) window.close();
    await Promise.race([Promise.all(storm), stopped]);
    const rows = (await dump(join(cwd, 'var/demo.db')))['seats'] ?? [];
    for (const person of people) {
      const seats = rows.filter((row) => row.includes(`web:${person}`));
      const answers = told.filter((one) => one.startsWith(person));
      expect(seats.length).toBeGreaterThanOrEqual(answers.length);
    }
  }, 90_000);

  it('a request whose rest never comes does not hold up the stop', async () => {
    const path = directory();
    const { env } = await platforms(path);
    const here = await running(path, env);
    const half = request(`${here.url}/slack/events`, {
      method: 'POST',
      headers: { 'content-length': '1000' },
    });
    half.on('error', () => {});
    half.write('{');
    await until(() => half.socket?.bytesWritten !== undefined && half.socket.bytesWritten > 0);
    await here.stop();
  });
});

describe('what an operator asks', () => {
  it('/healthz: alive, with version and commit', async () => {
    const { url } = await running(directory());
    expect(await json(`${url}/healthz`)).toEqual({
      status: 200,
      body: { alive: true, version: '0.0.0', commit: 'abc' },
    });
    expect((await fetch(`${url}/healthz`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  });

  it('/readyz: 503 with the reasons while a platform is away, and 200 again afterwards', async () => {
    const path = directory();
    const { env, chat } = await platforms(path);
    const { url } = await running(path, env);
    const ready = () => json(`${url}/readyz`);
    await until(async () => (await ready()).status === 200, 'ready at first');
    await chat.goDown();
    await until(async () => (await ready()).status === 503, 'not ready without Mattermost');
    const { body } = await ready();
    expect(body).toMatchObject({ ready: false });
    expect(JSON.stringify(body['reasons'])).toMatch(/Mattermost/);
    await chat.comeBack();
    await until(async () => (await ready()).status === 200, 'ready again', 60_000);
  }, 90_000);

  it('/metrics: Prometheus text, without any person in it', async () => {
    const { url } = await running(directory());
    const ana = await openWindow(url, 'ana');
    ends.push(() => ana.close());
    await ana.say('/icdd register 9');
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    const sample =
      /^[a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*",?)*\})? (?:[-+]?[\d.e+-]+|NaN|[+-]Inf)$/;
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples.length).toBeGreaterThan(20);
    expect(samples.filter((line) => !sample.test(line))).toEqual([]);
    expect(text).toMatch(/^idea_circle_answers_total\{.*word="register".*\} 1$/m);
    expect(text).toMatch(/^idea_circle_outbox_rows\{/m);
    expect(text).not.toMatch(/\bana\b/i);
  });

  it('/metrics may be switched off', async () => {
    const { url } = await running(directory(), { METRICS: 'off' });
    expect((await json(`${url}/metrics`)).status).toBe(404);
  });
});
