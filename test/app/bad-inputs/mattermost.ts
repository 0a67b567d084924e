// Calls to the Mattermost addresses that no server sent, or that somebody's client made it send.
import { seal } from '../../../src/platforms/mattermost/mac.ts';
import { type Answer, type BadInput, lastSeen, type Stage } from './stage.ts';

const asAnswer = (
  found: { readonly status: number; readonly body: string } | undefined,
): Answer => ({ status: found?.status ?? 0, text: found?.body ?? 'no answer' });

type Form = Readonly<Record<string, string>>;

function command(stage: Stage, more: Form): Promise<Answer> {
  const { chat } = stage;
  const form = {
    token: chat.commandToken(),
    team_id: chat.team().id,
    channel_id: chat.channel('idea-circle').id,
    channel_name: 'idea-circle',
    user_id: chat.user('ben').id,
    user_name: 'ben',
    command: '/icdd',
    text: 'register 9',
    trigger_id: `t${more['trigger_id'] ?? Math.random()}`,
    ...more,
  };
  return chat.forge('/mattermost/command', { form }).then(asAnswer);
}

const commanded = (what: string, more: Form, status: number, says: string): BadInput => ({
  what: `Mattermost: a command ${what}`,
  send: (stage) => command(stage, more),
  status,
  says,
});

const typed = (text: string, says: BadInput['says']): BadInput => ({
  what: `Mattermost: /icdd ${JSON.stringify(text)}`,
  typed: text,
  send: async ({ chat }) => {
    await chat.command('ana', 'idea-circle', text);
    return { text: lastSeen(chat, 'ana') };
  },
  says,
});

interface Given {
  readonly channel?: string;
  readonly type?: string;
  readonly trigger?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** A click on a button that takes a seat in talk 9, sealed for everybody in the channel unless said otherwise. */
async function click(stage: Stage, given: Given): Promise<Answer> {
  const { chat } = stage;
  const json = {
    user_id: chat.user('ana').id,
    channel_id: chat.channel(given.channel ?? 'idea-circle').id,
    channel_name: given.channel ?? 'idea-circle',
    post_id: 'p'.repeat(26),
    trigger_id: given.trigger ?? `click-${Math.random()}`,
    type: given.type ?? 'button',
    ...(given.context === undefined ? {} : { context: given.context }),
  };
  return asAnswer(await chat.forge('/mattermost/action', { json }));
}

const action = '1:register:zzzzzzzzzzzz';

function sealed(stage: Stage, secret: string, person = ''): Readonly<Record<string, unknown>> {
  const channel = stage.chat.channel('idea-circle').id;
  const mac = seal(secret, { action, channel, person });
  return { action, mac, ...(person === '' ? {} : { person }) };
}

const ours = (stage: Stage) => stage.running.config.actionSecret as string;

const clicked = (
  what: string,
  given: (stage: Stage) => Given,
  says: string,
  status = 200,
): BadInput => ({
  what: `Mattermost: a click ${what}`,
  send: (stage) => click(stage, given(stage)),
  status,
  says,
});

const foreign = 'This button is not valid here, and nothing was changed.';

const forged = (
  what: string,
  path: string,
  send: Parameters<Stage['chat']['forge']>[1],
  status: number,
  says: string,
): BadInput => ({
  what: `Mattermost: ${what}`,
  send: async ({ chat }) => asAnswer(await chat.forge(path, send)),
  status,
  says,
});

export const badMattermost: readonly BadInput[] = [
  commanded('without a token', { token: '' }, 401, 'not among MATTERMOST_COMMAND_TOKENS'),
  commanded('with a wrong token', { token: 'w'.repeat(26) }, 401, 'not among MATTERMOST'),
  commanded('of nobody', { user_id: '../../admin' }, 400, 'this is no slash command'),
  commanded('in no channel', { channel_id: '' }, 400, 'this is no slash command'),
  commanded('without a trigger', { trigger_id: '' }, 400, 'this is no slash command'),
  forged('a command as JSON', '/mattermost/command', { json: { text: 'list' } }, 415, 'must be'),
  forged('a command as text', '/mattermost/command', { text: 'list' }, 415, 'must be'),
  forged(
    'a command of a megabyte',
    '/mattermost/command',
    { form: { text: 'x'.repeat(1024 * 1024) } },
    413,
    'the body is over',
  ),
  {
    what: 'Mattermost: the same command twice',
    says: 'You already have a seat in talk 11.',
    send: async (stage) => {
      await stage.chat.command('ana', 'idea-circle', 'register 11');
      const text = lastSeen(stage.chat, 'ana');
      const delivery = stage.chat.deliveries.at(-1);
      if (!delivery) throw new Error('no delivery');
      const again = asAnswer(await stage.chat.replay(delivery));
      if (again.text.trim() !== '{}') throw new Error(`answered twice: ${again.text}`);
      return { text };
    },
  },
  forged(
    'a click that is no JSON',
    '/mattermost/action',
    { text: '{', headers: { 'Content-Type': 'application/json' } },
    400,
    'this is no click',
  ),
  forged('a click that is a list', '/mattermost/action', { json: [] }, 400, 'this is no click'),
  forged('a click as a form', '/mattermost/action', { form: { a: 'b' } }, 415, 'must be'),
  forged(
    'a click of a megabyte',
    '/mattermost/action',
    { json: { a: 'x'.repeat(1024 * 1024) } },
    413,
    'the body is over',
  ),
  clicked('of no button', () => ({}), foreign),
  clicked('without a MAC', () => ({ context: { action } }), foreign),
  clicked('with a MAC that is none', () => ({ context: { action, mac: 'x' } }), foreign),
  clicked(
    'with a MAC of another secret',
    (stage) => ({ context: sealed(stage, 'x'.repeat(40)) }),
    foreign,
  ),
  clicked(
    'with a MAC of a version that is no more',
    (stage) => {
      const context = sealed(stage, ours(stage));
      return { context: { ...context, mac: String(context['mac']).replace(/^1/, '0') } };
    },
    foreign,
  ),
  clicked(
    'with the MAC of another action',
    (stage) => ({ context: { ...sealed(stage, ours(stage)), action: '1:who:zzzzzzzzzzzz' } }),
    foreign,
  ),
  clicked(
    'in another channel',
    (stage) => ({ channel: 'town-square', context: sealed(stage, ours(stage)) }),
    foreign,
  ),
  clicked(
    "on another's private button",
    (stage) => ({ context: sealed(stage, ours(stage), stage.chat.user('ben').id) }),
    'This button was made for somebody else',
  ),
  clicked(
    'whose person was taken out',
    (stage) => {
      const { action: kept, mac } = sealed(stage, ours(stage), stage.chat.user('ben').id);
      return { context: { action: kept, mac } };
    },
    foreign,
  ),
  clicked(
    'on a button of a talk that is gone',
    (stage) => ({ context: sealed(stage, ours(stage)) }),
    'no longer in the season',
  ),
  clicked(
    'that is a dialog’s submission',
    (stage) => ({ type: 'dialog_submission', context: sealed(stage, ours(stage)) }),
    'only buttons are answered here',
    403,
  ),
  {
    what: 'Mattermost: the same click twice',
    says: '{}',
    status: 200,
    send: async (stage) => {
      const given = { trigger: 'the-same-click', context: sealed(stage, ours(stage)) };
      await click(stage, given);
      return click(stage, given);
    },
  },
  typed('@channel @all @here', /I do not know/),
  typed('register [9](https://evil.example) **9** ~~9~~', /No talk/),
  typed('show `9` | a | b |\n|---|', /No talk|Talk 9/),
];
