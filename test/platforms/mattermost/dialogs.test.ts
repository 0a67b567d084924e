// Forms as dialogs: drawn within the server's limits, opened in time or not, sent once by their own person, and answered.
import { afterEach, describe, expect, test } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { readForm } from '../../../src/chat/form-values.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { formErrors, openForm, type Reply, whisper } from '../../../src/chat/reply.ts';
import { drawDialog, joined } from '../../../src/platforms/mattermost/dialog.ts';
import {
  dialogsLastMs,
  readState,
  writeState,
} from '../../../src/platforms/mattermost/dialog-state.ts';
import { limitsOf } from '../../../src/platforms/mattermost/limits.ts';
import { validateDialog } from '../../support/mattermost/index.ts';
import {
  cardWithButtons,
  createHarness,
  type Harness,
  type HarnessOptions,
  machine,
  mark,
  secret,
  sentence,
  until,
} from './harness.ts';

const form: Form = {
  id: { form: 'choose-talk' },
  language: 'en',
  title: 'Register for a talk',
  submit: 'Register',
  intro: [['Stars & *stripes* @all']],
  fields: [
    {
      kind: 'choice',
      key: 'talk',
      label: 'Talk',
      hint: 'One *of* these.',
      required: true,
      choices: [
        { value: 'talk9', label: 'Talk 9' },
        { value: 'talk10', label: 'Talk 10 @all' },
      ],
    },
    { kind: 'people', key: 'who', label: 'With', required: false, atMost: 3 },
    { kind: 'date', key: 'day', label: 'Day', required: false, initial: '2019-07-10' },
    { kind: 'time', key: 'time', label: 'Time', required: false },
    { kind: 'toggle', key: 'dinner', label: 'Dinner', required: false, initial: true },
  ],
};
const formReply = openForm(form, cardWithButtons('Which talk?')) as Extract<
  Reply,
  { kind: 'form' }
>;

describe('a form as a dialog', () => {
  test.each([
    ['new', '11.7.0.1.x.true', 'current'],
    ['old', '5.37.0..x.false', 'old'],
  ] as const)('is one that a server takes: %s', (_, version, profile) => {
    expect(validateDialog(drawDialog(form, 's', limitsOf(version, undefined)), profile)).toEqual(
      [],
    );
  });

  test('shows its words as they are, on an old server with a field for each person and typed days', () => {
    const dialog = drawDialog(form, 's', limitsOf('5.37.0', undefined));
    expect(dialog.introduction_text).toBe('Stars &amp; \\*stripes\\* @\u200ball');
    expect(dialog.elements).toMatchObject([
      {
        name: 'talk',
        type: 'select',
        optional: false,
        help_text: 'One \\*of\\* these.',
        options: [{ value: 'talk9' }, { value: 'talk10', text: 'Talk 10 @\u200ball' }],
      },
      { name: 'who', type: 'select', data_source: 'users', optional: true },
      { name: 'who~2', optional: true },
      { name: 'who~3', optional: true },
      { name: 'day', type: 'text', default: '2019-07-10', placeholder: '2019-07-10' },
      { name: 'time', type: 'text', placeholder: '18:30' },
      { name: 'dinner', type: 'bool', optional: true, default: 'true', placeholder: 'Yes' },
    ]);
    expect(drawDialog(form, 's', limitsOf('11.7.0', undefined)).elements[1]).toMatchObject({
      name: 'who',
      multiselect: true,
    });
  });

  test.each([
    ['a title', { ...form, title: 'é'.repeat(13) }],
    ['a label', { ...form, fields: form.fields.map((f) => ({ ...f, label: 'x'.repeat(25) })) }],
    ['a hint', { ...form, fields: form.fields.map((f) => ({ ...f, hint: '*'.repeat(80) })) }],
  ])('that people would see broken is not drawn: %s', (_, broken) => {
    expect(() => drawDialog(broken, 's', limitsOf('11.7.0', undefined))).toThrow('too large');
  });

  test('fields that stand several times come back as one list', () => {
    const sent = { talk: 'talk9', who: 'a', 'who~2': 'b', 'who~3': '' };
    expect([...joined(sent)]).toEqual([
      ['talk', 'talk9'],
      ['who', ['a', 'b', '']],
    ]);
  });
});

describe('a dialog’s state', () => {
  const state = {
    form: '1:choose-talk',
    channel: 'c'.repeat(26),
    direct: false,
    person: 'p'.repeat(26),
    until: 1_000_000,
    nonce: 'a1b2c3d4e5f6',
  };
  const sent = { form: state.form, person: state.person };
  const written = writeState(secret, state);
  const other = 'x'.repeat(40);

  test.each<[string, string, { form: string; person: string }, number, string[], string]>([
    ['as it was given', written, sent, 999_999, [secret], 'good'],
    ['after the secret was changed', written, sent, 0, [other, secret], 'good'],
    ['at its end', written, sent, 1_000_000, [secret], 'expired'],
    ['of another person', written, { ...sent, person: 'q'.repeat(26) }, 0, [secret], 'foreign'],
    ['under another form', written, { ...sent, form: '1:give:k3f9' }, 0, [secret], 'foreign'],
    [
      'under another mark of what it showed',
      writeState(secret, { ...state, form: '1:remind:11' }),
      { ...sent, form: '1:remind:00' },
      0,
      [secret],
      'foreign',
    ],
    [
      'of another talk',
      writeState(secret, { ...state, form: '1:give-seat:talk9' }),
      { ...sent, form: '1:give-seat:talk10' },
      0,
      [secret],
      'foreign',
    ],
    ['with another channel', written.replace('ccc', 'ddd'), sent, 0, [secret], 'foreign'],
    ['made direct', written.replace('.cccc', '.dccc'), sent, 0, [secret], 'foreign'],
    [
      'with a later end',
      written.replace(/\.[a-z0-9]+\.a1/, '.zzzzzz.a1'),
      sent,
      0,
      [secret],
      'foreign',
    ],
    ['with another nonce', written.replace('a1b2', 'b1b2'), sent, 0, [secret], 'foreign'],
    ['signed with another secret', writeState(other, state), sent, 0, [secret], 'foreign'],
    ['of a later version', written.replace(/^1/, '2'), sent, 0, [secret], 'foreign'],
    ['empty', '', sent, 0, [secret], 'foreign'],
    ['of garbage', '1.2.3', sent, 0, [secret], 'foreign'],
    ['very long', 'x'.repeat(100_000), sent, 0, [secret], 'foreign'],
  ])('%s', (_, text, whose, now, secrets, kind) => {
    const check = readState(text, whose, now, secrets);
    expect(check.kind).toBe(kind);
    if (check.kind === 'good') expect(check.state).toEqual(state);
  });
});

describe('end to end', () => {
  let harness: Harness;
  let now = 0;
  const moved = { ...machine, now: () => Date.now() + now };
  const start = async (options: HarnessOptions = {}) => {
    now = 0;
    harness = await createHarness({
      ...options,
      platform: { machine: moved, ...options.platform },
    });
    harness.reply = asks;
    await harness.start();
    return harness;
  };
  afterEach(async () => {
    harness.chat.assertFaultless();
    await harness.close();
  });

  const asks = (incoming: Incoming): Reply => {
    if (incoming.kind !== 'submit') return formReply;
    const values = readForm(form, incoming.values, incoming.account);
    return values.ok
      ? whisper(sentence('You have a seat.'))
      : formErrors(formReply, new Map([['talk', 'Please fill this in.']]));
  };
  const window = () =>
    harness.chat
      .seen('ana')
      .filter(({ where }) => where === 'window')
      .at(-1);
  const direct = () => harness.chat.seen('ana').filter(({ where }) => where === 'direct');
  /** ana's open dialog as it was given to her. */
  const asked = async () => {
    await harness.chat.command('ana', 'idea-circle', 'register');
    const { callbackId, state } = harness.chat.dialog('ana');
    return { callbackId, state, submission: { talk: 'talk9' } };
  };
  const submits = () => harness.heard.filter(({ kind }) => kind === 'submit');

  const sentFor = (key: string) => {
    const [sent] = submits();
    return sent?.kind === 'submit' ? sent.values.get(key) : undefined;
  };

  test('a command opens a form; it is sent, and answered directly', async () => {
    const { chat } = await start();
    const done = await chat.command('ana', 'idea-circle', 'register');
    expect(done).toMatchObject({ ok: true });
    expect(window()?.form).toMatchObject({ title: 'Register for a talk' });
    const ben = chat.user('ben').id;
    await chat.submit('ana', { talk: 'Talk 9', who: [ben], day: '2019-07-11', dinner: false });
    await chat.settled(() => direct().length === 1);
    expect(direct()[0]).toMatchObject({ lines: ['You have a seat.'] });
    expect(window()).toMatchObject({ change: 'deleted' });
    expect(submits()).toMatchObject([
      {
        account: { platform: 'mattermost', user: chat.user('ana').id },
        place: { conversation: { channel: chat.channel('idea-circle').id }, kind: 'channel' },
        form: { ok: true, value: { form: 'choose-talk' } },
        event: false,
        values: new Map<string, unknown>([
          ['talk', 'talk9'],
          ['who', [ben]],
          ['day', '2019-07-11'],
          ['time', ''],
          ['dinner', false],
        ]),
      },
    ]);
    // Nobody but ana saw anything.
    expect(chat.seen('ben')).toEqual([]);
  });

  test.each(['current', 'old'] as const)('a click opens it too: %s server', async (profile) => {
    const { chat, platform } = await start({ server: { profile } });
    await platform.post(harness.channel('idea-circle'), cardWithButtons(), mark('k1'));
    const button = chat.seen('ana')[0]?.buttons[0];
    if (button === undefined) throw new Error('a button is expected');
    await chat.press('ana', button);
    expect(window()?.form?.title).toBe('Register for a talk');
    const who = profile === 'old' ? { who: 'a'.repeat(26), 'who~2': 'b'.repeat(26) } : {};
    await chat.submit('ana', { talk: 'talk10', ...who }, { phone: true });
    expect(sentFor('who')).toEqual(profile === 'old' ? ['a'.repeat(26), 'b'.repeat(26), ''] : []);
  });

  test('several people of a phone come as one text', async () => {
    const { chat } = await start();
    await chat.command('ana', 'idea-circle', 'register');
    await chat.submit('ana', { talk: 'talk9', who: ['a', 'b'] }, { phone: true });
    expect(sentFor('who')).toBe('a,b');
  });

  test('words in a direct message have no trigger: they get the card with its buttons', async () => {
    const { chat } = await start();
    await chat.direct('ana', 'register');
    await chat.settled(() => direct().some(({ lines }) => lines[0] === 'Which talk?'));
    expect(direct().at(-1)?.buttons).toHaveLength(2);
  });

  test('a form that cannot be opened any more becomes a sentence with its buttons', async () => {
    const { chat } = await start({ server: { profile: 'old' } });
    chat.disturb({ path: /dialogs\/open/, kind: 'error' });
    await chat.command('ana', 'idea-circle', 'register');
    expect(chat.seen('ana').at(-1)).toMatchObject({
      where: 'private',
      lines: ['Which talk?', 'Give it up?'],
    });
    expect(chat.seen('ana').at(-1)?.buttons).toHaveLength(2);
  });

  test('a decision that takes long is answered directly, the form as a card with buttons', async () => {
    const { chat } = await start({ platform: { pace: { answerMs: 30, restMs: 1000 } } });
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    harness.reply = async (incoming) => {
      await held;
      return asks(incoming);
    };
    await chat.command('ana', 'idea-circle', 'register');
    go();
    await chat.settled(() => direct().length === 1);
    expect(direct()[0]?.lines[0]).toBe('Which talk?');
    expect(chat.seen('ana').filter(({ where }) => where === 'window')).toEqual([]);
  });

  test('what is not taken is said at its field, and the corrected form is taken', async () => {
    const { chat } = await start();
    await chat.command('ana', 'idea-circle', 'register');
    const { callbackId, state } = chat.dialog('ana');
    const forged = { callbackId, state, submission: { talk: 'talk77', strange: 'x' } };
    const done = await chat.sendAnyDialog('ana', forged);
    expect(done.body).toEqual({ errors: { talk: 'Please fill this in.' } });
    await chat.submit('ana', { talk: 'Talk 9' });
    await chat.settled(() => direct().length === 1);
    expect(submits()).toHaveLength(2);
    expect(submits()[0]?.delivery).toBe(submits()[1]?.delivery);
  });

  test('a dialog that is sent twice is decided once, and says so', async () => {
    const { chat } = await start();
    const dialog = await asked();
    expect((await chat.sendAnyDialog('ana', dialog)).body).toEqual({});
    const changed = { ...dialog, submission: { talk: 'talk10' } };
    for (const again of [dialog, changed])
      expect((await chat.sendAnyDialog('ana', again)).body).toEqual({
        error: 'This form was already sent. Nothing was changed again.',
      });
    expect(submits()).toHaveLength(1);
  });

  const foreign = 'This form is not valid here, and nothing was changed. Type /icdd list instead.';
  test('a dialog of somebody else, another form or another state is refused, and decides nothing', async () => {
    const { chat } = await start();
    const dialog = await asked();
    const french =
      'Ce formulaire n’est pas valable ici, et rien n’a été changé. Tapez plutôt /icdd liste.';
    expect((await chat.sendAnyDialog('ben', dialog)).body).toEqual({ error: french });
    for (const forged of [
      { ...dialog, state: '' },
      { ...dialog, state: `${dialog.state}x` },
      { ...dialog, state: dialog.state.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) },
      { ...dialog, callbackId: '1:other' },
      { ...dialog, callbackId: '2:choose-talk' },
      { ...dialog, callbackId: '1:give' },
      { ...dialog, callbackId: '1:remind:11' },
    ])
      expect((await chat.sendAnyDialog('ana', forged)).body).toEqual({ error: foreign });
    expect(submits()).toEqual([]);
    // The dialog itself still counts.
    expect((await chat.sendAnyDialog('ana', dialog)).body).toEqual({});
  });

  test('a dialog that stood open for half an hour is refused', async () => {
    const { chat } = await start();
    const dialog = await asked();
    now = dialogsLastMs;
    expect((await chat.sendAnyDialog('ana', dialog)).body).toEqual({
      error:
        'This form was open for too long, and nothing was changed. Type /icdd list and try again.',
    });
    expect(submits()).toEqual([]);
  });

  test('requests by hand to the three addresses change nothing', async () => {
    const { chat } = await start();
    const dialog = await asked();
    const body = {
      type: 'dialog_submission',
      callback_id: dialog.callbackId,
      state: dialog.state,
      user_id: chat.user('ben').id,
      channel_id: chat.channel('idea-circle').id,
      submission: { talk: 'talk9' },
    };
    const ask = async (json: object, path = '/mattermost/dialog') =>
      (await chat.forge(path, { json }))?.status;
    expect(await ask(body)).toBe(200);
    expect(await ask({ ...body, type: 'button' })).toBe(400);
    expect(await ask({ ...body, user_id: 'ana' })).toBe(400);
    expect(await ask({})).toBe(400);
    expect((await chat.forge('/mattermost/dialog', { text: 'x' }))?.status).toBe(415);
    expect(await ask(body, '/mattermost/action')).toBe(400);
    expect(submits()).toEqual([]);
  });

  test('a cancelled dialog is answered with nothing', async () => {
    const { chat } = await start();
    const dialog = await asked();
    expect(await chat.cancel('ana')).toBeUndefined();
    const answered = await chat.forge('/mattermost/dialog', {
      json: {
        type: 'dialog_submission',
        callback_id: dialog.callbackId,
        state: dialog.state,
        user_id: chat.user('ana').id,
        submission: null,
        cancelled: true,
      },
    });
    expect([answered?.status, answered?.body]).toEqual([200, '{}']);
    expect(submits()).toEqual([]);
  });

  test('a fault is told in the dialog with its reference', async () => {
    const { chat, lines } = await start();
    const dialog = await asked();
    harness.reply = () => Promise.reject(new Error('disk full'));
    const { body } = await chat.sendAnyDialog('ana', dialog);
    expect(String(body['error'])).toMatch(/^Something went wrong on my side/);
    await until(() => lines.some(({ event }) => event === 'mattermost-fault'));
  });
});
