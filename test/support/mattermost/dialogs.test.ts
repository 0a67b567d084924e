// Rules of interactive dialogs, driven by a tiny app and the stand-in's own address for opening them.
import { describe, expect, it } from 'vitest';
import { type Setup, setup } from './harness.ts';
import { validateDialog } from './index.ts';

const title = { display_name: 'Title', name: 'title', type: 'text', min_length: 3, max_length: 20 };
const room = {
  display_name: 'Room',
  name: 'room',
  type: 'select',
  options: [
    { text: 'Room A', value: 'a' },
    { text: 'Room B', value: 'b' },
  ],
  default: 'a',
};
const host = {
  display_name: 'Host',
  name: 'host',
  type: 'select',
  data_source: 'users',
  multiselect: true,
  optional: true,
};
const seats = {
  display_name: 'Seats',
  name: 'seats',
  type: 'text',
  subtype: 'number',
  optional: true,
};
const remote = {
  display_name: 'Remote?',
  name: 'remote',
  type: 'bool',
  optional: true,
  default: 'false',
};

const dialog = (more: object = {}) => ({
  callback_id: 'propose',
  title: 'Propose a talk',
  introduction_text: 'Tell us **more**',
  submit_label: 'Send',
  state: 'signed',
  elements: [title, room, host, seats, remote],
  ...more,
});

async function open({ server, app }: Setup, triggerId: unknown, asked: object = {}) {
  return fetch(`${server.url}/api/v4/actions/dialogs/open`, {
    method: 'POST',
    body: JSON.stringify({
      trigger_id: triggerId,
      url: `${app.url}/mattermost/dialog`,
      dialog: dialog(),
      ...asked,
    }),
  });
}

/** A trigger of ana's. */
async function trigger({ server, app }: Setup): Promise<string> {
  await server.command('ana', 'idea-circle', 'propose');
  return app.received.at(-1)?.form.get('trigger_id') ?? '';
}

async function opened(options: Parameters<typeof setup>[0] = {}, more: object = {}) {
  const all = await setup(options);
  await open(all, await trigger(all), { dialog: dialog(more) });
  return all;
}

describe('a trigger (17)', () => {
  it.each([
    ['current', 30_000],
    ['old', 3_000],
  ] as const)(
    'of a %s server opens without a token, more than once, for %i ms',
    async (profile, life) => {
      let now = 1_000_000;
      const all = await setup({ profile, now: () => now });
      const id = await trigger(all);
      expect(await (await open(all, id)).json()).toEqual({ status: 'OK' });
      now += life - 1;
      expect((await open(all, id)).status).toBe(200);
      now += 1;
      const late = await open(all, id);
      expect([late.status, await late.json()]).toMatchObject([
        400,
        { id: 'interactive_message.decode_trigger_id.expired' },
      ]);
      expect(all.server.seen('ana')).toHaveLength(2);
      expect(all.server.seen('ben')).toHaveLength(0);
    },
  );

  it.each([
    ['', 'missing_data'],
    ['made up', 'base64_decode_failed'],
  ])('that was never given opens nothing: “%s”', async (id, kind) => {
    const all = await setup();
    const refused = await open(all, id);
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { id: `interactive_message.decode_trigger_id.${kind}` },
    ]);
  });
});

describe('a dialog', () => {
  it('is shown to the person alone, as it stands', async () => {
    const { server } = await opened();
    expect(server.seen('ana')).toMatchObject([
      {
        where: 'window',
        reader: server.user('ana').id,
        lines: ['Tell us more'],
        form: {
          title: 'Propose a talk',
          submit: 'Send',
          fields: [
            { key: 'title', required: true },
            { key: 'room', initial: 'Room A', choices: ['Room A', 'Room B'] },
            { key: 'host', required: false },
            { key: 'seats' },
            { key: 'remote', initial: 'false' },
          ],
        },
      },
    ]);
    server.assertFaultless();
  });

  it.each([
    ['optional as a text', { elements: [{ ...title, optional: 'true' }] }],
    ['min_length as a text', { elements: [{ ...title, min_length: '3' }] }],
  ])('that the decoder cannot read is refused: %s', async (_, more) => {
    const all = await setup();
    const refused = await open(all, await trigger(all), { dialog: dialog(more) });
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { id: 'api.context.invalid_body_param.app_error' },
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['a title of 25 bytes', { title: 'x'.repeat(25) }, /title of 1 to 24/],
    ['a title of 13 é', { title: 'é'.repeat(13) }, /title of 1 to 24/],
    ['no title', { title: '' }, /title of 1 to 24/],
    ['no callback_id', { callback_id: '' }, /callback_id/],
    ['a label of 13 é', { elements: [{ ...title, display_name: 'é'.repeat(13) }] }, /display_name/],
    ['a name twice', { elements: [title, title] }, /used twice/],
    ['a default that is no option', { elements: [{ ...room, default: 'c' }] }, /no option/],
    ['a select without options', { elements: [{ ...room, options: [] }] }, /no options/],
    ['a help_text of 151', { elements: [{ ...title, help_text: 'x'.repeat(151) }] }, /help_text/],
    ['a text of 151', { elements: [{ ...title, max_length: 151 }] }, /max_length/],
    ['an unknown type', { elements: [{ ...title, type: 'dance' }] }, /no type dance/],
  ])('that people see broken is answered OK, and written down (18): %s', async (_, more, why) => {
    const { server } = await opened({}, more);
    expect(server.faults.map(({ kind, detail }) => `${kind} ${detail}`).join()).toMatch(why);
  });

  it('of new fields is broken on an old server', () => {
    const dated = dialog({ elements: [{ ...title, type: 'date' }, host] });
    expect(validateDialog(dated, 'old')).toHaveLength(2);
    expect(validateDialog(dated, 'current')).toEqual([]);
  });

  it('that is cancelled is told only with notify_on_cancel (21)', async () => {
    const quiet = await opened();
    const before = quiet.app.received.length;
    expect(await quiet.server.cancel('ana')).toBeUndefined();
    expect(quiet.app.received).toHaveLength(before);
    const told = await opened({}, { notify_on_cancel: true });
    await told.server.cancel('ana');
    expect(told.app.received.at(-1)?.json).toMatchObject({ cancelled: true, submission: {} });
  });
});

describe('what is sent', () => {
  it('comes with the server’s user_id and type, and with what the client says of all else (19)', async () => {
    const { server, app, channelId } = await opened();
    const ben = server.user('ben').id;
    const done = await server.submit('ana', {
      title: 'Bees',
      host: [ben],
      seats: '12',
      remote: true,
    });
    expect(done.ok).toBe(true);
    expect(app.received.at(-1)?.path).toBe('/mattermost/dialog');
    expect(app.received.at(-1)?.headers['authorization']).toBeUndefined();
    expect(app.received.at(-1)?.json).toEqual({
      type: 'dialog_submission',
      callback_id: 'propose',
      state: 'signed',
      user_id: server.user('ana').id,
      channel_id: channelId,
      team_id: server.team().id,
      submission: { title: 'Bees', room: 'a', host: [ben], seats: 12, remote: true },
      cancelled: false,
    });
    await server.sendAnyDialog('ben', {
      url: `${app.url}/mattermost/action`,
      state: 'forged',
      submission: { title: 5, extra: 'x' },
    });
    expect(app.received.at(-1)).toMatchObject({
      path: '/mattermost/action',
      json: { type: 'dialog_submission', user_id: ben, state: 'forged', submission: { title: 5 } },
    });
  });

  it('of several is a list, and one text with commas from a phone; what is empty comes as "" or a list of none (20)', async () => {
    const { server, app } = await opened();
    await server.submit('ana', { title: 'Bees', host: ['a', 'b'] }, { phone: true });
    expect(app.received.at(-1)?.json['submission']).toMatchObject({ host: 'a,b', seats: '' });
    const all = await opened();
    await all.server.submit('ana', { title: 'Bees' });
    expect(all.app.received.at(-1)?.json['submission']).toMatchObject({ host: [], seats: '' });
  });

  it('is kept back by the client while it is empty, too short or no choice', async () => {
    const { server } = await opened();
    expect(() => server.submit('ana', {})).toThrow('title is empty');
    expect(() => server.submit('ana', { title: 'ab' })).toThrow('too short');
    expect(() => server.submit('ana', { title: 'Bees', room: 'Room C' })).toThrow('chosen');
  });

  it('from a channel that the person may not read is refused', async () => {
    const all = await opened();
    all.server.addChannel({ name: 'secret', type: 'P', members: ['ben'] });
    const done = await all.server.submit('ana', { title: 'Bees' }, { channel: 'secret' });
    expect(done.status).toBe(403);
  });
});

describe('an answer (20)', () => {
  it('with errors keeps the dialog open, with the sentences at their fields', async () => {
    const { server, app } = await opened();
    app.says = { json: { errors: { title: 'Too vague' } } };
    await server.submit('ana', { title: 'Bees' });
    expect(server.seen('ana').at(-1)?.form?.errors).toEqual({ title: 'Too vague' });
    app.says = { json: { error: 'Full' } };
    await server.submit('ana', { title: 'Bees' });
    expect(server.seen('ana').at(-1)?.lines).toContain('Full');
    app.says = { json: {} };
    await server.submit('ana', { title: 'Bees' });
    expect(server.seen('ana').at(-1)).toMatchObject({ change: 'deleted' });
    expect(() => server.dialog('ana')).toThrow('no dialog open');
    server.assertFaultless();
  });

  it.each([
    ['a text', { raw: 'OK', type: 'text/plain' }],
    ['status 400', { status: 400, json: { errors: { title: 'x' } } }],
    ['status 201', { status: 201, json: {} }],
    ['a list', { raw: '[]' }],
  ])('that is %s is a failure', async (_, said) => {
    const { server, app } = await opened();
    app.says = said;
    expect((await server.submit('ana', { title: 'Bees' })).status).toBe(400);
    expect(server.faults.map(({ kind }) => kind)).toEqual(['dialog-answer']);
    expect(server.dialog('ana').open).toBe(true);
  });

  it('at an unknown field is written down', async () => {
    const { server, app } = await opened();
    app.says = { json: { errors: { nosuch: 'x' } } };
    await server.submit('ana', { title: 'Bees' });
    expect(server.faults.map(({ kind }) => kind)).toEqual(['dialog-answer']);
  });
});
