// Views with a real Bolt app: triggers, the stack of modals, what is typed and sent, and the Home tab.
import type {
  App,
  BlockAction,
  SlackShortcut,
  ViewClosedAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView, ViewsOpenArguments } from '@slack/web-api';
import { afterEach, expect, test, vi } from 'vitest';
import {
  actions,
  client,
  overHttp,
  overSocket,
  type Running,
  refusal,
  section,
} from './bolt-app.ts';
import {
  NOTHING_EXPECTED,
  type Slack,
  type SlackOptions,
  startSlack,
  validateView,
} from './index.ts';

let slack: Slack;
let running: Running | undefined;

async function start(
  setup: (app: App) => void,
  options: SlackOptions = {},
  over: typeof overHttp = overHttp,
): Promise<void> {
  slack = await startSlack(options);
  running = await over(slack, setup);
}

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await slack.close();
});

const ana = 'U01ANA';
const channel = 'C01TALKS';
const kinds = (): string[] => slack.faults.map((one) => one.kind);
const plain = (text: string) => ({ type: 'plain_text' as const, text });

function modal(title: string, more: Partial<ModalView> = {}): ModalView {
  return { type: 'modal', title: plain(title), blocks: [section(title)], ...more } as ModalView;
}

const note = (more = {}) => ({
  type: 'input' as const,
  block_id: 'note',
  label: plain('Note'),
  element: { type: 'plain_text_input' as const, action_id: 'v', ...more },
});
const meal = {
  type: 'input' as const,
  block_id: 'meal',
  label: plain('Meal'),
  optional: true,
  element: {
    type: 'static_select' as const,
    action_id: 'v',
    options: [
      { text: plain('Any'), value: 'any' },
      { text: plain('Vegetarian'), value: 'veg' },
    ],
  },
};
const form = (more: Partial<ModalView> = {}): ModalView =>
  modal('A form', { submit: plain('Send'), blocks: [note(), meal], callback_id: 'form', ...more });

/** An app that opens a view at the command. */
const opens =
  (view: ModalView, also: (app: App) => void = () => undefined) =>
  (app: App): void => {
    app.command(/.*/, async ({ ack, client: api, payload }) => {
      await ack();
      await api.views.open({ trigger_id: payload.trigger_id, view });
    });
    also(app);
  };

test('23: a trigger opens once, for three seconds, and only where it was given', async () => {
  const triggers: string[] = [];
  let now = 1_000_000;
  await start(
    (app) => {
      app.command(/.*/, async ({ ack, payload }) => {
        triggers.push(payload.trigger_id);
        await ack();
      });
    },
    { now: () => now },
  );
  for (const _ of [1, 2]) await slack.command(ana, channel, 'x', NOTHING_EXPECTED);
  const api = client(slack);
  const open = (trigger_id = ''): Promise<unknown> =>
    api.views.open({ trigger_id, view: modal('Hello') } satisfies ViewsOpenArguments);
  await open(triggers[0]);
  expect(await refusal(open(triggers[0]))).toMatchObject({ error: 'exchanged_trigger_id' });
  now += 3000;
  expect(await refusal(open(triggers[1]))).toMatchObject({ error: 'expired_trigger_id' });
  expect(await refusal(open('1.2.abc'))).toMatchObject({ error: 'invalid_trigger_id' });
  expect(slack.in('T01ACME').views(ana).modals).toHaveLength(1);
});

test('12, 15, 25: a press in a modal brings its view and state; three modals lie on one another, and no fourth', async () => {
  const bodies: BlockAction[] = [];
  const pushes: string[] = [];
  const view = form({ blocks: [note(), meal, actions('k', 'More')] });
  await start(
    opens(view, (app) => {
      app.action<BlockAction>(/.*/, async ({ ack, body, client: api }) => {
        bodies.push(body);
        await ack();
        const pushed = await refusal(
          api.views.push({
            trigger_id: body.trigger_id,
            view: modal('On top', { blocks: [actions('k', 'More')] }),
          }),
        ).catch(() => ({ error: 'none' }));
        pushes.push(String(pushed['error']));
      });
    }),
  );
  const [first] = await slack.command(ana, channel, 'x');
  expect(first).toMatchObject({ where: 'window', reader: ana });
  let top = first;
  for (let n = 0; n < 3; n += 1) {
    const more = top?.buttons[0];
    if (more === undefined) throw new Error('a button is expected');
    await slack.press(ana, more, NOTHING_EXPECTED);
    await slack.settled(() => slack.calls.filter((c) => c.method === 'views.push').length > n);
    top = slack.seen(ana).at(-1);
  }
  await vi.waitFor(() => expect(pushes).toEqual(['none', 'none', 'push_limit_reached']));
  expect(slack.in('T01ACME').views(ana).modals).toHaveLength(3);
  const [body] = bodies;
  expect(body).toMatchObject({ container: { type: 'view' }, view: { type: 'modal' } });
  for (const key of ['channel', 'message', 'response_url']) expect(body).not.toHaveProperty(key);
  expect(body?.view?.state.values).toEqual({
    note: { v: { type: 'plain_text_input', value: null } },
    meal: { v: { type: 'static_select', selected_option: null } },
  });
});

test('17: what is empty, too long or cannot be chosen is not sent by the client', async () => {
  const sent: ViewSubmitAction[] = [];
  const view = form({ blocks: [note({ max_length: 5 }), meal] });
  await start(
    opens(view, (app) => {
      app.view(/.*/, async ({ ack, body }) => {
        sent.push(body as ViewSubmitAction);
        await ack();
      });
    }),
  );
  await slack.command(ana, channel, 'x');
  expect(() => slack.submit(ana, {})).toThrow('note is empty');
  expect(() => slack.submit(ana, { note: 'far too long' })).toThrow('note is too long');
  expect(() => slack.submit(ana, { note: 'ok', meal: 'Fish' })).toThrow('cannot be chosen');
  const seen = await slack.submit(ana, { note: 'ok', meal: 'Vegetarian' }, NOTHING_EXPECTED);
  expect(seen).toMatchObject([{ change: 'deleted' }]);
  expect(sent[0]?.view.state.values).toMatchObject({
    note: { v: { value: 'ok' } },
    meal: { v: { selected_option: { value: 'veg' } } },
  });
});

test.each([
  ['HTTP', overHttp],
  ['Socket Mode', overSocket],
] as const)(
  '28, 29: an acknowledgement closes, clears, replaces, pushes, or says what is wrong: %s',
  async (_, over) => {
    const acks = [
      { response_action: 'errors', errors: { note: 'Not that.' } },
      { response_action: 'update', view: form({ title: plain('Again') }) },
      { response_action: 'push', view: form({ title: plain('On top') }) },
      {},
      { response_action: 'clear' },
    ] as const;
    let at = 0;
    await start(
      opens(form(), (app) => {
        app.view(/.*/, async ({ ack }) => {
          const next = acks[at];
          at += 1;
          await (next === undefined || !('response_action' in next) ? ack() : ack(next as never));
        });
      }),
      {},
      over,
    );
    await slack.command(ana, channel, 'x');
    const people = slack.in('T01ACME');
    const titles = () =>
      people.views(ana).modals.map(({ wire }) => (wire['title'] as { text: string }).text);
    const [errors] = await slack.submit(ana, { note: 'one' });
    expect(errors?.form?.errors).toEqual({ note: 'Not that.' });
    expect(errors?.form?.fields[0]).toMatchObject({ key: 'note', initial: 'one' });
    const before = people.views(ana).modals[0]?.hash;
    await slack.submit(ana, { note: 'two' });
    expect(titles()).toEqual(['Again']);
    expect(people.views(ana).modals[0]?.hash).not.toBe(before);
    await slack.submit(ana, { note: 'three' });
    expect(titles()).toEqual(['Again', 'On top']);
    await slack.submit(ana, { note: 'four' });
    expect(titles()).toEqual(['Again']);
    await slack.submit(ana, { note: 'five' });
    expect(titles()).toEqual([]);
    expect(slack.faults).toEqual([]);
  },
);

test('29, 30: an answer that Slack does not understand is a fault, and nothing changes', async () => {
  const acks = [
    { response_action: 'errors', errors: { elsewhere: 'Not that.' } },
    { response_action: 'update', view: modal('x'.repeat(25)) },
    { response_action: 'dance' },
  ];
  let at = 0;
  await start(
    opens(form(), (app) => {
      app.view(/.*/, async ({ ack }) => {
        await ack(acks[at] as never);
        at += 1;
      });
    }),
  );
  await slack.command(ana, channel, 'x');
  for (const _ of acks) await slack.submit(ana, { note: 'x' }, NOTHING_EXPECTED);
  expect(kinds()).toEqual(['view', 'view', 'view']);
  expect(slack.in('T01ACME').views(ana).modals).toHaveLength(1);
});

test('1: a form that is not acknowledged in three seconds is a fault, and stays', async () => {
  await start(
    opens(form(), (app) => {
      app.view(/.*/, () => new Promise(() => undefined));
    }),
    { ackMs: 50, waitMs: 50 },
  );
  await slack.command(ana, channel, 'x');
  await slack.submit(ana, { note: 'x' }, NOTHING_EXPECTED);
  expect(kinds()).toEqual(['late-ack']);
  expect(slack.in('T01ACME').views(ana).modals).toHaveLength(1);
});

test('18: closing is told only where it was asked for, without a trigger', async () => {
  const closed: ViewClosedAction[] = [];
  const listens = (app: App): void =>
    app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack, body }) => {
      closed.push(body as ViewClosedAction);
      await ack();
    });
  await start(opens(form(), listens));
  await slack.command(ana, channel, 'x');
  await slack.in('T01ACME').closeView(ana);
  expect(closed).toEqual([]);
  await running?.stop();
  running = await overHttp(slack, opens(form({ notify_on_close: true }), listens));
  await slack.command(ana, channel, 'x');
  await slack.in('T01ACME').closeView(ana);
  expect(closed).toHaveLength(1);
  expect(closed[0]).not.toHaveProperty('trigger_id');
  expect(closed[0]?.view.state.values).toEqual({});
});

test('26, 27: an old hash and a closed modal are refused; what was typed stays where the ids stay', async () => {
  await start(opens(form()));
  await slack.command(ana, channel, 'x');
  const people = slack.in('T01ACME');
  const [view] = people.views(ana).modals;
  if (view === undefined) throw new Error('a modal is expected');
  const api = client(slack);
  const update = (hash?: string, more: Partial<ModalView> = {}) =>
    api.views.update({
      view_id: view.id,
      view: form(more),
      ...(hash === undefined ? {} : { hash }),
    });
  const old = view.hash;
  view.values['note'] = { v: { type: 'plain_text_input', value: 'typed' } };
  await update(old);
  expect(slack.seen(ana).at(-1)?.form?.fields[0]?.initial).toBe('typed');
  expect(await refusal(update(old))).toMatchObject({ error: 'hash_conflict' });
  await update(undefined, { blocks: [{ ...note(), block_id: 'other' }] });
  expect(slack.seen(ana).at(-1)?.form?.fields[0]?.initial).toBe('');
  await people.closeView(ana);
  expect(await refusal(update())).toMatchObject({ error: 'not_found' });
});

test('19, 26, 30: both tabs are told; a Home tab is published and guarded by its hash, where there is one', async () => {
  const tabs: (string | undefined)[] = [];
  const hashes: (string | undefined)[] = [];
  await start((app) => {
    app.event('app_home_opened', async ({ event }) => {
      tabs.push(event.tab);
      hashes.push((event.view as { hash?: string } | undefined)?.hash);
    });
  });
  await slack.openHome(ana, 'messages');
  await slack.openHome(ana, 'home', NOTHING_EXPECTED);
  const api = client(slack);
  const publish = (hash?: string, user_id = ana) =>
    api.views.publish({
      user_id,
      view: { type: 'home', blocks: [section('Mine')] },
      ...(hash === undefined ? {} : { hash }),
    });
  await publish();
  const old = slack.in('T01ACME').views(ana).home?.hash ?? '';
  expect(slack.seen(ana)).toMatchObject([{ where: 'page', change: 'posted', lines: ['Mine'] }]);
  await publish(old);
  expect(await refusal(publish(old))).toMatchObject({ error: 'hash_conflict' });
  expect(await refusal(publish(undefined, 'U99'))).toMatchObject({ error: 'invalid_arguments' });
  await slack.openHome(ana, 'home', NOTHING_EXPECTED);
  expect(tabs).toEqual(['messages', 'home', 'home']);
  expect(hashes).toEqual([undefined, undefined, slack.in('T01ACME').views(ana).home?.hash]);
});

test('30: without a Home tab nothing can be published', async () => {
  await start(() => undefined, { homeTab: false });
  const view = { type: 'home' as const, blocks: [section('Mine')] };
  expect(await refusal(client(slack).views.publish({ user_id: ana, view }))).toMatchObject({
    error: 'not_enabled',
  });
});

test('30, 31: a Home tab of more than a hundred blocks, too large, or of another type is refused, and the old one stays', async () => {
  await start(() => undefined);
  const api = client(slack);
  const publish = (view: unknown) =>
    refusal(api.views.publish({ user_id: ana, view: view as { type: 'home'; blocks: [] } }));
  await api.views.publish({ user_id: ana, view: { type: 'home', blocks: [section('Mine')] } });
  const hundredOne = Array.from({ length: 101 }, (_, n) => section('x', `b${n}`));
  expect(await publish({ type: 'home', blocks: hundredOne })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]'],
    },
  });
  const heavy = Array.from({ length: 99 }, (_, n) => section('x'.repeat(3000), `b${n}`));
  expect(await publish({ type: 'home', blocks: heavy })).toMatchObject({ error: 'view_too_large' });
  expect(await publish(modal('A'))).toMatchObject({ error: 'invalid_arguments' });
  expect(slack.in('T01ACME').views(ana).home?.blocks).toHaveLength(1);
  expect(kinds()).toEqual(['view', 'view', 'view']);
});

test('12: a press in the Home tab brings its view, and neither channel, message nor response_url', async () => {
  const bodies: unknown[] = [];
  await start((app) => {
    app.action(/.*/, async ({ ack, body }) => {
      bodies.push(body);
      await ack();
    });
  });
  const row = {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: 'go', text: plain('Go') }],
  };
  await client(slack).views.publish({ user_id: ana, view: { type: 'home', blocks: [row] } });
  const [button] = slack.seen(ana).at(-1)?.buttons ?? [];
  if (button === undefined) throw new Error('a button is expected');
  await slack.press(ana, button, NOTHING_EXPECTED);
  const hash = slack.in('T01ACME').views(ana).home?.hash;
  expect(bodies[0]).toMatchObject({
    container: { type: 'view' },
    view: { type: 'home', hash },
  });
  for (const key of ['channel', 'message', 'response_url'])
    expect(bodies[0]).not.toHaveProperty(key);
});

test('44: more Home tabs in a minute than tier 4 takes are refused with the seconds to wait', async () => {
  await start(() => undefined, { rateLimits: true });
  const publish = () =>
    fetch(`${slack.apiUrl}views.publish`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${slack.botToken}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify({ user_id: ana, view: { type: 'home', blocks: [section('Mine')] } }),
    });
  for (let n = 0; n < 100; n += 1) expect((await publish()).status).toBe(200);
  const refused = await publish();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('30: a view that breaks a rule is refused with its pointer, one that is too large for that', async () => {
  const triggers: string[] = [];
  await start((app) => {
    app.command(/.*/, async ({ ack, payload }) => {
      triggers.push(payload.trigger_id);
      await ack();
    });
  });
  await slack.command(ana, channel, 'x', NOTHING_EXPECTED);
  const open = (view: ModalView) =>
    refusal(client(slack).views.open({ trigger_id: triggers[0] ?? '', view }));
  expect(await open(modal('x'.repeat(25)))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
    },
  });
  const heavy = Array.from({ length: 99 }, (_, n) => section('x'.repeat(3000), `b${n}`));
  expect(await open(modal('Heavy', { blocks: heavy }))).toMatchObject({ error: 'view_too_large' });
  expect(kinds()).toEqual(['view', 'view']);
});

test('12: a global shortcut stands nowhere: no channel and no response_url', async () => {
  const bodies: SlackShortcut[] = [];
  await start((app) => {
    app.shortcut(/.*/, async ({ ack, body, client: api }) => {
      bodies.push(body);
      await ack();
      await api.views.open({ trigger_id: body.trigger_id, view: modal('Hello') });
    });
  });
  expect(await slack.shortcut(ana, 'hello')).toMatchObject([{ where: 'window', lines: ['Hello'] }]);
  expect(bodies[0]).toMatchObject({ type: 'shortcut', callback_id: 'hello' });
  for (const key of ['channel', 'response_url']) expect(bodies[0]).not.toHaveProperty(key);
});

test.each<[string, unknown, RegExp]>([
  [
    '31: more than a hundred blocks',
    { ...modal('A'), blocks: Array(101).fill(section('x')) },
    /no more than 100/,
  ],
  ['31: a chart', { ...modal('A'), blocks: [{ type: 'data_visualization' }] }, /unsupported type/],
  ['31: a table', { ...modal('A'), blocks: [{ type: 'table', rows: [] }] }, /unsupported type/],
  [
    '31: an alert in the Home tab',
    { type: 'home', blocks: [{ type: 'alert', text: plain('x') }] },
    /unsupported type/,
  ],
  [
    '32: a block_id twice',
    modal('A', { blocks: [section('x', 'a'), section('y', 'a')] }),
    /must be unique/,
  ],
  ['inputs without a submit', modal('A', { blocks: [note()] }), /submit/],
  [
    'a modal without a title',
    { type: 'modal', blocks: [section('x')] },
    /missing required field: title/,
  ],
  [
    'a Home tab with a title',
    { type: 'home', title: plain('A'), blocks: [section('x')] },
    /additional property: title/,
  ],
  [
    'an unknown key',
    { ...modal('A'), submit_disabled: true },
    /additional property: submit_disabled/,
  ],
  ['a title of 25 characters', modal('x'.repeat(25)), /less than 25/],
  ['a submit of 25 characters', form({ submit: plain('x'.repeat(25)) }), /less than 25/],
  [
    'a private_metadata of 3,001',
    modal('A', { private_metadata: 'x'.repeat(3001) }),
    /less than 3001/,
  ],
  [
    'a Home tab with a private_metadata of 3,001',
    { type: 'home', blocks: [section('x')], private_metadata: 'x'.repeat(3001) },
    /less than 3001/,
  ],
  [
    '31: a Home tab of more than a hundred blocks',
    { type: 'home', blocks: Array(101).fill(section('x')) },
    /no more than 100/,
  ],
  [
    'an option of 76 characters',
    form({
      blocks: [
        {
          ...meal,
          element: { ...meal.element, options: [{ text: plain('x'.repeat(76)), value: 'x' }] },
        },
      ],
    }),
    /less than 76/,
  ],
  ['no block', modal('A', { blocks: [] }), /no fewer than 1/],
])('%s is refused', (_, view, why) => {
  expect(validateView(view).join('\n')).toMatch(why);
});

test('an alert in a modal is taken', () => {
  expect(validateView({ ...modal('A'), blocks: [{ type: 'alert', text: plain('Full') }] })).toEqual(
    [],
  );
});
