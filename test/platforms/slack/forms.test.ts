// Forms as modals, end to end over both transports: opened in time or not, sent, not taken, late, closed; and answers to presses in views.
import { afterEach, describe, expect, it } from 'vitest';
import { type Form, textOf } from '../../../src/chat/form.ts';
import { readForm } from '../../../src/chat/form-values.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import {
  formErrors,
  openForm,
  type Reply,
  redraw,
  silence,
  whisper,
} from '../../../src/chat/reply.ts';
import { createManualMachine } from '../../support/manual-machine.ts';
import { NOTHING_EXPECTED } from '../../support/slack/index.ts';
import { cancel, plainCard, register } from './cards.ts';
import { type Door, type DoorOptions, forget, openDoor, transports } from './door.ts';
import { first, promise, until } from './parts.ts';

const ana = 'U01ANA';
const talks = 'C01TALKS';
const team = 'T01ACME';

const form: Form = {
  id: { form: 'choose-talk' },
  language: 'en',
  title: 'Register for a talk',
  submit: 'Register',
  intro: [['Stars & ', { kind: 'strong', text: 'stripes' }]],
  fields: [
    {
      kind: 'choice',
      key: 'talk',
      label: 'Talk',
      hint: 'One of these.',
      required: true,
      choices: [
        { value: 'talk9', label: 'Talk 9' },
        { value: 'talk10', label: 'Talk 10' },
      ],
    },
    { kind: 'people', key: 'who', label: 'With', required: false, atMost: 2 },
    { kind: 'toggle', key: 'diet', label: 'Dinner', required: false, initial: true },
  ],
};
const instead = plainCard('Which talk?', register);
const formReply = openForm(form, instead) as Extract<Reply, { kind: 'form' }>;

describe.each(transports)('over %s', (transport) => {
  let door: Door;
  afterEach(async () => {
    await door.close();
    expect(door.slack.faults).toEqual([]);
  });
  const open = async (
    answer: (incoming: Incoming) => Reply | Promise<Reply>,
    options?: DoorOptions,
  ): Promise<Door> => {
    door = await openDoor(transport, answer, options);
    return door;
  };
  /** Words and presses open the form; what is sent is said. */
  const asks = (incoming: Incoming): Reply => {
    if (incoming.kind !== 'submit') return formReply;
    const values = readForm(form, incoming.values, incoming.account);
    if (!values.ok) return formErrors(formReply, new Map([['talk', 'Please fill this in.']]));
    return whisper(plainCard(`You have a seat in ${textOf(values.value, 'talk')}`, cancel));
  };
  const modals = () => door.slack.in(team).views(ana).modals;

  it('a command opens a form, which is sent and answered in its place', async () => {
    const { slack, arrived } = await open(asks);
    const [asked] = await slack.command(ana, talks, 'register');
    expect(asked).toMatchObject({
      where: 'window',
      lines: ['Stars & stripes'],
      form: {
        title: 'Register for a talk',
        submit: 'Register',
        fields: [
          { key: 'talk', label: 'Talk', hints: ['One of these.'], required: true },
          { key: 'who', required: false },
          { key: 'diet', initial: 'Yes' },
        ],
      },
    });
    const [told] = await slack.submit(ana, { talk: 'Talk 10', who: ['U02BEN'], diet: false });
    expect(told).toMatchObject({
      where: 'window',
      change: 'replaced',
      lines: ['You have a seat in talk10'],
    });
    expect(told?.form).toBeUndefined();
    expect(arrived[1]).toMatchObject({
      kind: 'submit',
      account: { platform: 'slack', workspace: team, user: ana },
      speaker: 'person',
      place: { kind: 'direct' },
      event: false,
      form: { ok: true, value: { form: 'choose-talk' } },
      values: new Map<string, unknown>([
        ['talk', 'talk10'],
        ['who', ['U02BEN']],
        ['diet', []],
      ]),
    });
    expect(arrived[1]?.delivery).toMatch(/^slack:T01ACME:view:U01ANA:V\d+:/);
    // No message was ever sent for it.
    expect(slack.calls.map(({ method }) => method)).not.toContain('chat.postMessage');
  });

  it('a press opens it too, and so does the shortcut', async () => {
    const { slack, arrived, platform } = await open(asks);
    await platform.post(
      { platform: 'slack', workspace: team, channel: talks },
      plainCard('Talk 9', register),
      { key: 'copy:1', revision: 0, pendingId: 'p' },
    );
    const pressed = await slack.press(ana, first(slack.posts(talks)[0]?.buttons));
    expect(pressed).toMatchObject([{ where: 'window', form: { title: 'Register for a talk' } }]);
    const picked = await slack.shortcut(ana, 'register-for-a-talk');
    expect(picked).toMatchObject([{ where: 'window', form: { title: 'Register for a talk' } }]);
    expect(arrived[1]).toMatchObject({
      kind: 'press',
      action: { ok: true, value: { verb: 'choose-talk' } },
      place: { kind: 'direct' },
      pressed: undefined,
    });
    await slack.shortcut(ana, 'something-older');
    expect(arrived[2]).toMatchObject({ kind: 'press', action: { ok: false, refusal: 'old' } });
  });

  it('a form that comes too late becomes a sentence with a button', async () => {
    const machine = createManualMachine(Date.now());
    const gate = promise();
    const { slack, arrived } = await open(
      async (incoming) => {
        await gate.held;
        return asks(incoming);
      },
      { machine },
    );
    const seen = slack.command(ana, talks, 'register');
    await until(() => arrived.length === 1);
    await machine.advance(2000);
    await slack.settled(() => slack.deliveries.length === 1);
    gate.open();
    expect(await seen).toMatchObject([
      { where: 'private', lines: ['Which talk?'], buttons: [{ label: register.label }] },
    ]);
    expect(modals()).toEqual([]);
    expect(slack.calls.map(({ method }) => method)).not.toContain('views.open');
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_arguments'])(
    'a form that Slack does not open becomes a sentence with a button: %s',
    async (error) => {
      const { slack } = await open(asks);
      slack.misbehave('views.open', { kind: 'error', error });
      expect(await slack.command(ana, talks, 'register')).toMatchObject([
        { where: 'private', lines: ['Which talk?'] },
      ]);
      slack.misbehave('views.open', { kind: 'error', error });
      expect(await slack.shortcut(ana, 'register-for-a-talk')).toMatchObject([
        { where: 'window', lines: ['Which talk?'] },
      ]);
    },
  );

  it('words in a direct message or a mention have no trigger: they get the sentence with the button', async () => {
    const { slack } = await open(asks);
    expect(await slack.direct(ana, 'register')).toMatchObject([
      { where: 'direct', lines: ['Which talk?'] },
    ]);
    expect(await slack.mention(ana, talks, 'register')).toMatchObject([
      { where: 'private', lines: ['Which talk?'] },
    ]);
  });

  it('what is not taken keeps the form open, and the corrected one comes under the same key', async () => {
    const { slack, arrived } = await open((incoming) =>
      incoming.kind === 'submit' && arrived.length === 2
        ? formErrors(formReply, new Map([['talk', 'No longer there.']]))
        : asks(incoming),
    );
    await slack.command(ana, talks, 'register');
    const [again] = await slack.submit(ana, { talk: 'Talk 9' });
    expect(again?.form?.errors).toEqual({ talk: 'No longer there.' });
    expect(await slack.submit(ana, { talk: 'Talk 10' })).toMatchObject([
      { lines: ['You have a seat in talk10'] },
    ]);
    expect(arrived[1]?.delivery).toBe(arrived[2]?.delivery);
  });

  it('a form that was decided before is answered with a sentence', async () => {
    const { slack } = await open((incoming) =>
      incoming.kind === 'submit' ? silence : asks(incoming),
    );
    await slack.command(ana, talks, 'register');
    expect(await slack.submit(ana, { talk: 'Talk 9' })).toMatchObject([
      { lines: ['This form was already sent. Nothing was changed again.'] },
    ]);
  });

  it('a slow decision is waited for in the window itself, and told directly where that was closed', async () => {
    for (const closes of [false, true]) {
      const machine = createManualMachine(Date.now());
      const gate = promise();
      const { slack, arrived } = await open(
        async (incoming) => {
          if (incoming.kind === 'submit') await gate.held;
          return asks(incoming);
        },
        { machine },
      );
      await slack.command(ana, talks, 'register');
      const sent = slack.submit(ana, { talk: 'Talk 9' });
      await until(() => arrived.length === 2);
      await machine.advance(2000);
      expect(await sent).toMatchObject([{ change: 'replaced', lines: ['One moment…'] }]);
      if (closes) await slack.in(team).closeView(ana);
      gate.open();
      await slack.settled(() => slack.seen(ana).at(-1)?.lines[0] === 'You have a seat in talk9');
      expect(slack.seen(ana).at(-1)?.where).toBe(closes ? 'direct' : 'window');
      if (!closes) await door.close();
    }
  });

  it('a fault is told in the window with its reference', async () => {
    const { slack } = await open((incoming) =>
      incoming.kind === 'submit'
        ? whisper(plainCard('Huge', { ...register, label: 'L'.repeat(80) }))
        : asks(incoming),
    );
    await slack.command(ana, talks, 'register');
    const [told] = await slack.submit(ana, { talk: 'Talk 9' });
    expect(told?.lines[0]).toMatch(/^Something went wrong/);
  });

  it('a press in a window is answered in it, or on top of it, but not over what was drawn since', async () => {
    const { slack, arrived } = await open((incoming) =>
      incoming.kind === 'press' ? redraw(plainCard('You gave it back', register)) : asks(incoming),
    );
    await slack.command(ana, talks, 'register');
    const [told] = await slack.submit(ana, { talk: 'Talk 9' });
    const button = first(told?.buttons);
    expect(await slack.press(ana, button)).toMatchObject([
      { where: 'window', change: 'replaced', lines: ['You gave it back'] },
    ]);
    expect(arrived[2]).toMatchObject({
      kind: 'press',
      place: { kind: 'direct' },
      pressed: undefined,
    });
    slack.misbehave('views.update', { kind: 'error', error: 'hash_conflict' });
    expect(await slack.press(ana, first(slack.seen(ana).at(-1)?.buttons))).toMatchObject([
      { where: 'direct', lines: ['You gave it back'] },
    ]);
  });

  it('a form that is opened from a window lies on it, and takes its place where three lie there', async () => {
    const { slack } = await open((incoming) =>
      incoming.kind === 'submit' ? whisper(plainCard('Done', register)) : formReply,
    );
    await slack.command(ana, talks, 'register');
    for (const depth of [2, 3, 3]) {
      const [told] = await slack.submit(ana, { talk: 'Talk 9' });
      await slack.press(ana, first(told?.buttons));
      expect(modals()).toHaveLength(depth);
      expect(slack.seen(ana).at(-1)?.form?.title).toBe('Register for a talk');
    }
  });

  it('somebody of another workspace is a stranger in a form too', async () => {
    const { slack, arrived } = await open(asks);
    const user = { id: 'U99', username: 'zoe', name: 'zoe', team_id: 'T99' };
    const view = {
      id: 'V1',
      hash: 'h',
      callback_id: '1:choose-talk',
      type: 'modal',
      state: { values: {} },
    };
    const payload = { type: 'view_submission', team: { id: 'T99' }, user, view, api_app_id: 'A01' };
    if (transport === 'HTTP') {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      await slack.sendRaw({ body, type: 'application/x-www-form-urlencoded' });
      expect(arrived).toMatchObject([{ kind: 'submit', speaker: 'stranger' }]);
    }
    await slack.command(ana, talks, 'x', NOTHING_EXPECTED);
    forget(door);
  });
});
