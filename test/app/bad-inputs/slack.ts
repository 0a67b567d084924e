// Requests to POST /slack/events that Slack did not send, sent too late, or sent twice.
import { encodeAction } from '../../../src/chat/action.ts';
import { talkId } from '../../../src/kernel/ids.ts';
import { httpBody, NOTHING_EXPECTED, type RawRequest, sign } from '../../support/slack/index.ts';
import { commandPayload } from '../../support/slack/payloads.ts';
import type { Answer, BadInput, Stage } from './stage.ts';

/** The command that would take a seat in talk 9, as Slack sends it. */
function register(stage: Stage, more: Readonly<Record<string, unknown>> = {}) {
  const { world, workspace } = stage.slack;
  const channel = workspace.channel('C01TALKS');
  const person = workspace.person('U02BEN');
  const payload = commandPayload(world, workspace, channel, person, '/icdd', 'register 9');
  return httpBody('command', { ...payload, ...more });
}

async function sent(stage: Stage, raw: RawRequest): Promise<Answer> {
  const { status, body } = await stage.slack.sendRaw(raw);
  return { status, text: body };
}

const unsigned = (
  what: string,
  more: (stage: Stage, body: string) => Partial<RawRequest>,
): BadInput => ({
  what: `Slack: a command ${what}`,
  send: (stage) => {
    const whole = register(stage);
    return sent(stage, { ...whole, ...more(stage, whole.body) });
  },
  status: 401,
  says: '',
});

/** Headers of a signature that was made `seconds` away from now. */
function signedAt(stage: Stage, body: string, seconds: number): Partial<RawRequest> {
  const at = String(Math.floor(Date.now() / 1000) + seconds);
  return {
    headers: {
      'x-slack-request-timestamp': at,
      'x-slack-signature': sign(stage.slack.signingSecret, at, body),
    },
  };
}

const seenText = (seen: readonly { readonly lines: readonly string[] }[]) =>
  seen.flatMap((one) => one.lines).join('\n');

const typed = (text: string, says: BadInput['says']): BadInput => ({
  what: `Slack: /icdd ${JSON.stringify(text)}`,
  typed: text,
  send: async ({ slack }) => ({
    text: seenText(await slack.command('U01ANA', 'C01TALKS', `/icdd ${text}`)),
  }),
  says,
});

/** A press of a button that was drawn with another action id than any of ours. */
const forged = (what: string, action: string, says: string): BadInput => ({
  what: `Slack: a press of ${what}`,
  says,
  send: async ({ slack }) => {
    const [list] = await slack.command('U01ANA', 'C01TALKS', 'list');
    const button = list?.buttons.at(-1);
    if (!button) throw new Error('no button on the list');
    const press = button.press as { readonly element: Readonly<Record<string, unknown>> };
    const element = { ...press.element, action_id: action };
    return {
      text: seenText(await slack.press('U01ANA', { ...button, press: { ...press, element } })),
    };
  },
});

export const badSlack: readonly BadInput[] = [
  unsigned('without a signature', () => ({ signature: 'none' })),
  unsigned('with a wrong signature', () => ({ signature: 'wrong' })),
  unsigned('signed six minutes ago', () => ({ signature: 'expired' })),
  unsigned('signed an hour from now', (stage, body) => signedAt(stage, body, 3600)),
  unsigned('whose body was changed after signing', (stage, body) => ({
    ...signedAt(stage, body, 0),
    body: body.replace('U02BEN', 'U01ANA'),
  })),
  unsigned('with a signature of another version', () => ({
    headers: { 'x-slack-signature': 'v1=0000' },
  })),
  unsigned('with a time that is none', () => ({
    headers: { 'x-slack-request-timestamp': 'yesterday' },
  })),
  {
    what: 'Slack: broken JSON, well signed',
    send: (stage) => sent(stage, { body: '{"type":' }),
    status: 400,
    says: '',
  },
  {
    what: 'Slack: a payload of no kind, well signed',
    send: (stage) => sent(stage, { body: '{"type":"nothing_of_the_kind"}' }),
    says: '',
    noted: true,
  },
  {
    what: 'Slack: a press whose payload is no JSON',
    send: (stage) =>
      sent(stage, { body: 'payload=%7Bno', type: 'application/x-www-form-urlencoded' }),
    status: 400,
    says: '',
  },
  {
    what: 'Slack: a body of two megabytes, well signed',
    send: (stage) => sent(stage, { body: JSON.stringify({ a: 'x'.repeat(2 * 1024 * 1024) }) }),
    status: 413,
    says: '',
  },
  {
    what: 'Slack: the same command twice',
    says: 'You already have a seat in talk 10.',
    send: async (stage) => {
      const { world, workspace } = stage.slack;
      const [channel, person] = [workspace.channel('C01TALKS'), workspace.person('U01ANA')];
      const payload = commandPayload(world, workspace, channel, person, '/icdd', 'register 10');
      const whole = httpBody('command', payload);
      const first = await sent(stage, whole);
      const second = await sent(stage, whole);
      if (/seat/.test(second.text)) throw new Error(`answered twice: ${second.text}`);
      return first;
    },
  },
  {
    what: 'Slack: a command of somebody of another workspace',
    says: 'I only keep seats for people of this workspace.',
    send: (stage) => sent(stage, register(stage, { team_id: 'T99OTHER' })),
  },
  {
    what: 'Slack: a command of another name',
    says: 'I answer to /icdd.',
    send: async ({ slack }) => ({
      text: seenText(await slack.command('U01ANA', 'C01TALKS', '/other register 9')),
    }),
  },
  {
    what: 'Slack: a bot writes to the bot',
    says: '',
    send: async ({ slack }) => {
      await slack.in('T01ACME').event({
        type: 'message',
        subtype: 'bot_message',
        channel: 'D01ANA',
        channel_type: 'im',
        bot_id: 'B0OTHER',
        text: 'register 9',
        ts: '1562742000.000100',
        event_ts: '1562742000.000100',
      });
      return { text: '' };
    },
  },
  {
    what: 'Slack: the same event twice',
    says: 'You already have a seat in talk 10.',
    send: async ({ slack }) => {
      const seen = await slack.direct('U01ANA', 'register 10');
      const again = await slack.deliverAgain(NOTHING_EXPECTED);
      if (again.length > 0) throw new Error('answered twice');
      return { text: seenText(seen) };
    },
  },
  typed('<!channel> <!here> @everyone', /I do not know/),
  typed('register <@U02BEN> & <https://evil.example|9>', /No talk/),
  typed('show `*_~9~_*`', /No talk|Talk 9/),
  typed(`show ${'😀'.repeat(900)}`, /No talk/),
  forged('a button that is none', 'register 9', 'That button is none of mine.'),
  forged('an older version', '0:register:abc', 'from an older message'),
  forged(
    'a talk that is gone',
    encodeAction({ verb: 'register', talk: talkId('zzzzzzzzzzzz') }),
    'no longer in the season',
  ),
  forged(
    'an organiser’s button',
    encodeAction({ verb: 'who', talk: talkId('zzzzzzzzzzzz') }),
    'Only organisers can do that.',
  ),
];
