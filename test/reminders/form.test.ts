// The form of reminders and quiet hours: what stands in it, what comes of it, and what it does not overwrite.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormId, Submitted } from '../../src/chat/form.ts';
import { cardOf, type Reply } from '../../src/chat/reply.ts';
import { findAccount } from '../../src/people/store.ts';
import { remindersOf } from '../../src/reminders/decide.ts';
import {
  type Conversation,
  conversation,
  linesOf,
  load,
  type Program,
  pressing,
  program,
  submitting,
  talkNine,
  talkTen,
  titleOf,
  typing,
  web,
} from '../seats/stage.ts';

let stage: Program;
let on: Conversation;

beforeEach(async () => {
  stage = await program();
  on = conversation(stage);
  await load(stage, [talkNine, talkTen]);
});

const open = async (user: string, typed = 'remind') => {
  const reply = await on.receive(typing(web(user), typed));
  if (reply.kind !== 'form') throw new Error('a form is expected');
  return reply.form;
};
const send = (
  user: string,
  form: FormId,
  values: Readonly<Record<string, Submitted>>,
  delivery?: string,
): Promise<Reply> => on.receive(submitting(web(user), form, values, delivery));
const told = (reply: Reply) => {
  const card = cardOf(reply);
  return card === undefined ? 'silence' : titleOf(card);
};
const wrong = (reply: Reply) => (reply.kind === 'errors' ? Object.fromEntries(reply.errors) : {});
const set = (user: string) =>
  stage.database.read(async (read) =>
    remindersOf(read, (await findAccount(read, web(user)))?.person),
  );
const usual = { wanted: { day: true, hour: true }, quiet: undefined };
const mark = (seen: string): FormId => ({ form: 'remind', seen });

describe('the form of reminders', () => {
  it('shows what is set, and what comes next', async () => {
    expect((await open('ana')).fields.map((f) => [f.key, 'initial' in f ? f.initial : ''])).toEqual(
      [
        ['day', true],
        ['hour', true],
        ['quiet', false],
        ['from', '22:00'],
        ['to', '07:00'],
      ],
    );
    await on.types('ana', 'register 9');
    await on.types('ana', 'remind hour off');
    await on.types('ana', 'remind quiet 21:30-06:00');
    const form = await open('ana', 'rappels');
    expect(form.fields.map((f) => ('initial' in f ? f.initial : ''))).toEqual([
      true,
      false,
      true,
      '21:30',
      '06:00',
    ]);
    expect(form.intro.slice(1)).toEqual([
      ['Tue 9 Jul 2019, 10:00 (Zurich time): talk 9, “Still coming?”'],
    ]);
  });

  it('is opened by its button too, and stands as a card where it cannot be', async () => {
    const reply = await on.receive(pressing(web('ana'), { verb: 'remind' }));
    expect(reply.kind).toBe('form');
    expect(linesOf(cardOf(reply) as never)).toContain('[Change: remind]');
  });

  it('sets all of it at once, and says how it stands', async () => {
    const form = await open('fritz', 'rappels');
    const values = { day: false, hour: true, quiet: true, from: '22:30', to: '6h' };
    expect(linesOf(cardOf(await send('fritz', form.id, values)) as never).slice(0, 4)).toEqual([
      'Vos rappels sont réglés.',
      'La veille: non',
      'Une heure avant: oui : où aller',
      'Heures de silence: 22:30–06:00 (heure de Zurich)',
    ]);
    expect(await set('fritz')).toEqual({
      wanted: { day: false, hour: true },
      quiet: { from: '22:30', to: '06:00' },
    });
    // Nothing ticked: no reminders, and no quiet hours whatever stands in their times.
    const { id } = await open('fritz');
    expect(told(await send('fritz', id, { from: '22:00', to: '07:00' }))).toBe(
      'Vos rappels sont réglés.',
    );
    expect(await set('fritz')).toEqual({ wanted: { day: false, hour: false }, quiet: undefined });
  });

  it.each<[string, string, Record<string, Submitted>, Record<string, string>]>([
    [
      'no times',
      'ana',
      {},
      {
        from: 'Quiet hours need this time too.',
        to: 'Quiet hours need this time too.',
      },
    ],
    ['no end', 'ana', { from: '22:00', to: '' }, { to: 'Quiet hours need this time too.' }],
    [
      'no end, in French',
      'fritz',
      { from: '22:00' },
      {
        to: 'Les heures de silence ont besoin de cette heure aussi.',
      },
    ],
    [
      'one time twice',
      'ana',
      { from: '22:00', to: '22:00' },
      {
        to: 'Quiet hours that end when they begin would never end.',
      },
    ],
    [
      'no time',
      'ana',
      { from: '25:00', to: '07:00' },
      {
        from: 'Please write the time as 18:30.',
      },
    ],
  ])(
    'with quiet hours of %s says so at the field, and changes nothing',
    async (_, user, times, errors) => {
      const { id } = await open(user);
      const reply = await send(user, id, { day: false, quiet: true, ...times }, 'd1');
      expect(wrong(reply)).toEqual(errors);
      expect(await set(user)).toEqual(usual);
      // The corrected one comes under the same key.
      const right = { day: false, quiet: true, from: '22:00', to: '07:00' };
      expect((await send(user, id, right, 'd1')).kind).toBe('whisper');
      expect((await set(user)).quiet).toEqual({ from: '22:00', to: '07:00' });
    },
  );

  it('sent twice is decided once', async () => {
    const { id } = await open('ana');
    expect(told(await send('ana', id, { hour: true }, 'd1'))).toBe('Your reminders are set.');
    expect(told(await send('ana', id, { day: true }, 'd1'))).toBe('silence');
    expect((await set('ana')).wanted).toEqual({ day: false, hour: true });
  });

  it('that was opened before something was set otherwise overwrites nothing, and shows how it stands', async () => {
    const { id } = await open('ana');
    await on.types('ana', 'remind off');
    const reply = await send('ana', id, { day: true, hour: true, quiet: false });
    expect(linesOf(cardOf(reply) as never).slice(0, 4)).toEqual([
      'Your reminders were set otherwise since this form was opened, so it changed nothing. They stand as follows.',
      'The day before: off',
      'One hour before: off',
      'Quiet hours: none',
    ]);
    expect(await set('ana')).toEqual({ wanted: { day: false, hour: false }, quiet: undefined });
  });

  it.each(['00', 'x', '1122000700', '11'.repeat(20)])(
    'with a forged mark changes nothing: %s',
    async (seen) => {
      expect(told(await send('ana', mark(seen), { day: false }))).toMatch(/changed nothing/);
      expect(await set('ana')).toEqual(usual);
    },
  );
});
