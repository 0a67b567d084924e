// Starting, signatures, and keeping the socket: what an operator meets.
import { afterEach, describe, expect, it } from 'vitest';
import { silence, whisper } from '../../../src/chat/reply.ts';
import { createSlack } from '../../../src/platforms/slack/slack.ts';
import { createManualMachine } from '../../support/manual-machine.ts';
import { NOTHING_EXPECTED, type Slack, startSlack } from '../../support/slack/index.ts';
import { plainCard } from './cards.ts';
import { type Door, openDoor } from './door.ts';
import { memory, readableLog, realMachine, until } from './parts.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const unheard = async () => undefined;

async function stand(): Promise<Slack> {
  const slack = await startSlack();
  closing.push(() => slack.close());
  return slack;
}

function platformFor(slack: Slack, change: object) {
  return createSlack({
    botToken: slack.botToken,
    appToken: slack.appToken,
    apiUrl: slack.apiUrl,
    command: 'icdd',
    language: 'en',
    machine: realMachine,
    memory: memory(),
    log: readableLog(),
    fault: (_, reference) => plainCard(reference),
    ...change,
  });
}

describe('a wrong configuration is told in a sentence', () => {
  it.each<readonly [string, object, RegExp]>([
    [
      'a wrong bot token',
      { botToken: 'xoxb-wrong' },
      /^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)\. Take the/,
    ],
    [
      'an app token for a bot token',
      { botToken: 'xapp-1-A01-stand-in' },
      /^Slack refuses SLACK_BOT_TOKEN \(not_allowed_token_type\)/,
    ],
    [
      'a wrong app token',
      { appToken: 'xapp-wrong' },
      /^Slack refuses SLACK_APP_TOKEN \(invalid_auth\)\. Take an app-level/,
    ],
    [
      'neither transport',
      { appToken: undefined },
      /^Slack needs SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/,
    ],
  ])('%s', async (_, change, sentence) => {
    const platform = platformFor(await stand(), change);
    await expect(platform.start(async () => silence, unheard)).rejects.toThrow(sentence);
    expect(platform.troubles()).toEqual(['Slack is not started']);
    await platform.stop();
  });

  it('a Slack that cannot be reached, after a few attempts', async () => {
    const machine = createManualMachine();
    const platform = platformFor(await stand(), { apiUrl: 'http://127.0.0.1:1/api/', machine });
    let failure: unknown;
    const started = platform
      .start(async () => silence, unheard)
      .catch((error: unknown) => {
        failure = error;
      });
    for (let turn = 0; turn < 100 && failure === undefined; turn += 1) {
      await machine.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await started;
    expect(String(failure)).toMatch(
      /^Error: Slack does not answer at http:\/\/127\.0\.0\.1:1\/api\//,
    );
  });
});

it('before the start nothing is sent', async () => {
  const platform = platformFor(await stand(), {});
  const conversation = { platform: 'slack', workspace: 'T01ACME', channel: 'C01TALKS' } as const;
  const mark = { key: 'k', revision: 0, pendingId: '' };
  expect(platform.workspace()).toBe('');
  expect(await platform.post(conversation, plainCard('x'), mark)).toMatchObject({
    kind: 'not-begun',
  });
  expect(await platform.look(conversation, 'k', 0, false)).toMatchObject({ kind: 'unknown' });
  await platform.stop();
});

describe('over HTTP', () => {
  const open = async (): Promise<Door> => {
    const door = await openDoor('HTTP', () => silence);
    closing.push(() => door.close());
    return door;
  };

  it('says so, and mounts one route', async () => {
    const { platform } = await open();
    expect(platform.door()).toBe('Slack (HTTP at POST /slack/events)');
    expect(platform.routes.map(({ method, path }) => [method, path])).toEqual([
      ['POST', '/slack/events'],
    ]);
    expect(platform.workspace()).toBe('T01ACME');
    expect(platform.command).toBe('/icdd');
  });

  it.each(['none', 'wrong', 'expired'] as const)(
    'a request with signature: %s is refused',
    async (signature) => {
      const { slack, arrived } = await open();
      const body =
        'command=%2Ficdd&text=register+9&user_id=U01ANA&team_id=T01ACME&channel_id=C01TALKS&trigger_id=1';
      const answer = await slack.sendRaw({
        body,
        type: 'application/x-www-form-urlencoded',
        signature,
      });
      expect(answer.status).toBe(401);
      expect(arrived).toEqual([]);
    },
  );

  it('a body that is too large is refused', async () => {
    const { slack, arrived } = await open();
    const answer = await slack.sendRaw({ body: JSON.stringify({ text: 'x'.repeat(1_100_000) }) });
    expect(answer.status).toBe(413);
    expect(arrived).toEqual([]);
  });

  it('Slack’s own checks are answered', async () => {
    const { slack } = await open();
    expect(await slack.verifyUrl()).toBe(true);
    expect(await slack.checkSsl()).toBe(true);
  });

  it('views, shortcuts and options are acknowledged, though we have none', async () => {
    const { slack } = await open();
    const user = { id: 'U01ANA', team_id: 'T01ACME' };
    const base = {
      team: { id: 'T01ACME' },
      user,
      token: 't',
      trigger_id: '1',
      is_enterprise_install: false,
    };
    const payloads = [
      { ...base, type: 'shortcut', callback_id: 'x' },
      {
        ...base,
        type: 'message_action',
        callback_id: 'x',
        channel: { id: 'C01TALKS' },
        message: {},
      },
      {
        ...base,
        type: 'view_submission',
        view: { id: 'V1', callback_id: 'x', state: { values: {} } },
      },
      { ...base, type: 'view_closed', view: { id: 'V1', callback_id: 'x' } },
      {
        ...base,
        type: 'block_suggestion',
        action_id: 'x',
        block_id: 'b',
        value: '',
        container: {},
      },
    ];
    for (const payload of payloads) {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      const answer = await slack.sendRaw({ body, type: 'application/x-www-form-urlencoded' });
      expect([payload.type, answer.status]).toEqual([payload.type, 200]);
    }
  });

  it('after the stop requests get 503, so that Slack sends its events again', async () => {
    const { slack, platform } = await open();
    await platform.stop();
    expect((await slack.sendRaw({ body: '{}' })).status).toBe(503);
  });

  it('nothing secret is logged', async () => {
    const { slack, log } = await open();
    await slack.sendRaw({ body: '{"text":"between us"}', signature: 'wrong' });
    const lines = JSON.stringify(log);
    for (const secret of [slack.botToken, slack.signingSecret, 'between us'])
      expect(lines).not.toContain(secret);
    expect(log).toMatchObject([{ level: 'warn', event: 'slack: from the SDK' }]);
  });
});

describe('over Socket Mode', () => {
  const open = async (): Promise<Door> => {
    const door = await openDoor('Socket Mode', () => silence);
    closing.push(() => door.close());
    return door;
  };

  it('says so, and mounts nothing', async () => {
    const { platform } = await open();
    expect(platform.door()).toBe('Slack (Socket Mode)');
    expect(platform.routes).toEqual([]);
  });

  it.each(['warning', 'refresh_requested'] as const)(
    'a %s is followed by a new connection within a second',
    async (reason) => {
      const { slack, platform, arrived } = await open();
      const from = Date.now();
      slack.disconnect(reason);
      await slack.connected(1);
      await until(() => platform.troubles().length === 0);
      // The SDK alone is deaf for five seconds here.
      expect(Date.now() - from).toBeLessThan(1000);
      await slack.direct('U01ANA', 'still there?', NOTHING_EXPECTED);
      await slack.settled(() => slack.deliveries.some((one) => one.outcome === 'acked'));
      expect(arrived).toHaveLength(1);
    },
  );

  it('a cut connection is opened again, and is a trouble meanwhile', async () => {
    const { slack, platform } = await open();
    slack.misbehave('apps.connections.open', { kind: 'server-error' });
    slack.dropConnections();
    await slack.settled(
      () => slack.calls.filter((c) => c.method === 'apps.connections.open').length >= 2,
    );
    expect(platform.troubles()).toEqual(['Slack: the socket is not connected']);
    await slack.connected(1);
    await until(() => platform.troubles().length === 0);
  });

  it('an answer whose connection was cut while it was decided still reaches the person', async () => {
    let decide = (): void => undefined;
    const decided = new Promise<void>((resolve) => {
      decide = resolve;
    });
    const door = await openDoor('Socket Mode', async () => {
      await decided;
      return whisper(plainCard('Your seat'));
    });
    closing.push(() => door.close());
    const { slack, arrived } = door;
    const seen = slack.command('U01ANA', 'C01TALKS', 'register 9', {
      until: (all) => all.some((one) => one.lines.includes('Your seat')),
    });
    await until(() => arrived.length === 1);
    slack.dropConnections();
    await slack.connected(1);
    decide();
    expect((await seen).map((one) => one.lines)).toContainEqual(['Your seat']);
  });

  it('an envelope that comes twice has one key', async () => {
    const { slack, arrived } = await open();
    await slack.direct('U01ANA', 'register 9', NOTHING_EXPECTED);
    await slack.deliverAgain({ ...NOTHING_EXPECTED, sameEnvelope: true });
    expect(arrived).toHaveLength(2);
    expect(arrived[1]?.delivery).toBe(arrived[0]?.delivery);
  });

  it('stopping while the socket is being opened again leaves none behind', async () => {
    const { slack, platform } = await open();
    slack.misbehave('apps.connections.open', {
      kind: 'wait',
      until: new Promise((resolve) => setTimeout(resolve, 200)),
    });
    slack.disconnect('refresh_requested');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await platform.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slack.socket.open()).toBe(0);
  });
});
