// What doctor finds, by what is wrong on the stage.
import { afterEach, describe, expect, test } from 'vitest';
import {
  commandSentence,
  examineMattermost,
  type Finding,
  reachSentence,
} from '../../../src/platforms/mattermost/doctor.ts';
import type { MattermostOptions } from '../../../src/platforms/mattermost/options.ts';
import { createHarness, deadAddress, type Harness, type HarnessOptions } from './harness.ts';

let harness: Harness;

afterEach(async () => {
  await harness?.close();
});

async function examine(
  given: HarnessOptions = {},
  change: Partial<MattermostOptions> = {},
  stage: (harness: Harness) => void = () => {},
) {
  harness = await createHarness(given);
  stage(harness);
  const reported: Finding[] = [];
  const findings = await examineMattermost({ ...harness.options, ...change }, (f) =>
    reported.push(f),
  );
  expect(reported).toEqual(findings);
  return findings;
}

const wrong = (findings: readonly Finding[]) =>
  findings.filter((f) => !f.ok).map((f) => f.sentence);

describe('when all is well', () => {
  test.each(['current', 'old'] as const)(
    'on a %s server it says so, and leaves nothing behind',
    async (profile) => {
      const findings = await examine({ server: { profile } });
      expect(wrong(findings)).toEqual([]);
      expect(findings.map((f) => f.sentence.slice(0, 24))).toEqual([
        'The server answers at ht',
        'The token is that of the',
        'The connection for direc',
        'Buttons work: a press ca',
        '/icdd works in team "Acm',
      ]);
      expect(harness.chat.posts()).toEqual([]);
      harness.chat.assertFaultless();
    },
  );

  test('it works beside the running program, which hears nothing but the command', async () => {
    harness = await createHarness();
    await harness.start();
    expect(wrong(await examineMattermost(harness.options))).toEqual([]);
    expect(harness.heard.map((h) => [h.kind, h.speaker])).toEqual([['words', 'bot']]);
    harness.chat.assertFaultless();
  });
});

describe('it finds', () => {
  const cases: readonly [string, () => Promise<readonly Finding[]>, RegExp][] = [
    [
      'a wrong token',
      () => examine({}, { botToken: 'wrong' }),
      /refuses the token.*MATTERMOST_BOT_TOKEN/,
    ],
    [
      'a wrong address',
      async () => examine({}, { url: await deadAddress() }),
      /No Mattermost server.*ECONNREFUSED.*MATTERMOST_URL/,
    ],
    [
      'the token of a person',
      async () => {
        harness = await createHarness();
        return examineMattermost({ ...harness.options, botToken: harness.chat.tokenOf('ana') });
      },
      /that of a person, @ana.*EnableBotAccountCreation/,
    ],
    [
      'another secret',
      () => examine({}, { actionSecret: 'x'.repeat(40) }),
      /not by a program with this ACTION_SECRET/,
    ],
    [
      'an address of ours that nobody serves',
      async () => examine({}, { publicUrl: await deadAddress() }),
      /Buttons do not work.*AllowedUntrustedInternalConnections.* must contain 127\.0\.0\.1/,
    ],
    [
      'no command',
      () => examine({}, { command: 'talks' }),
      /\/talks does not exist in team "Acme".*MATTERMOST_COMMAND_TOKENS/,
    ],
    [
      'a command with a token that is not ours',
      () => examine({ platform: { commandTokens: ['other'] } }),
      /has a token that is not in MATTERMOST_COMMAND_TOKENS/,
    ],
    [
      'no command tokens at all',
      () => examine({ platform: { commandTokens: [] } }),
      /MATTERMOST_COMMAND_TOKENS is empty/,
    ],
    [
      'a command that leads elsewhere',
      () =>
        examine({}, {}, (h) => h.chat.registerCommand({ url: `${h.options.publicUrl}/elsewhere` })),
      /does not lead to this program.*404.*request URL must be .*\/mattermost\/command/,
    ],
    [
      'a command that leads to nothing',
      () => examine({}, {}, (h) => h.chat.registerCommand({ url: 'http://127.0.0.1:1/' })),
      /\/icdd in team "Acme" does not work.*request URL must be/,
    ],
    [
      'a bot in no team',
      () => examine({}, {}, (h) => h.chat.leaveTeam('idea-circle')),
      /The bot is in no team/,
    ],
    [
      'a server that holds back',
      () => examine({}, {}, (h) => h.chat.disturb({ path: '/users/me', kind: 'rate-limit' })),
      /rate limit/,
    ],
    [
      'trouble half-way',
      () => examine({}, {}, (h) => h.chat.disturb({ path: /\/teams$/, kind: 'bad-gateway' })),
      /could not go on \(status 502\)/,
    ],
  ];
  test.each(cases)('%s', async (_, run, sentence) => {
    expect(wrong(await run()).join('\n')).toMatch(sentence);
  });
});

test('a server that may not call us is told by its own words, where it gives them', () => {
  const failure = {
    kind: 'answered',
    status: 400,
    id: 'x.app_error',
    message: 'address forbidden',
    detail: '',
    retryAfterMs: undefined,
  } as const;
  expect(
    reachSentence('Buttons do not work', 'https://bot.example/mattermost/action', failure),
  ).toBe(
    'Buttons do not work: the server may not call bot.example. System Console > Environment > Developer > "Allow untrusted internal connections to" (ServiceSettings.AllowedUntrustedInternalConnections) must contain bot.example.',
  );
});

test.each([
  ['api.command.disabled.app_error', 501, '', /Slash commands are off/],
  ['api.context.permissions.app_error', 403, '', /may not run \/icdd/],
  ['api.other.app_error', 500, '', /could not be tried \(status 500/],
] as const)('the refusal %s of the command', (id, status, message, sentence) => {
  const failure = {
    kind: 'answered',
    status,
    id,
    message,
    detail: '',
    retryAfterMs: undefined,
  } as const;
  const at = { command: '/icdd', team: 'Acme', url: 'https://bot.example/mattermost/command' };
  expect(commandSentence(failure, at)).toMatch(sentence);
});
