// Bare "register": a form to choose among the talks, and what comes of sending it.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Choice, Submitted } from '../../src/chat/form.ts';
import { cardOf, type Reply } from '../../src/chat/reply.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  linesOf,
  liveSeats,
  load,
  monday,
  type Program,
  pressing,
  program,
  submitting,
  talkNine,
  talkOf,
  talkTen,
  titleOf,
  typing,
  web,
} from './stage.ts';

let clock: { now: number };
let stage: Program;
let on: Conversation;

const eleven = { number: 11, starts: '2019-08-07 18:00', ends: '2019-08-07 19:00' };

beforeEach(async () => {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, [
    { ...talkNine, title: 'Beyond KPIs' },
    { ...talkTen, capacity: 1 },
    { ...eleven, registration: { opens: '2019-07-20 09:00' } },
  ]);
});

const id = async (number: number) => (await talkOf(stage, number)).id;
const register = (user: string): Promise<Reply> => on.receive(typing(web(user), 'register'));
const send = (user: string, values: Readonly<Record<string, Submitted>>, delivery?: string) =>
  on.receive(submitting(web(user), { form: 'choose-talk' }, values, delivery));

function choices(reply: Reply): readonly Choice[] {
  const field = reply.kind === 'form' ? reply.form.fields[0] : undefined;
  return field?.kind === 'choice' ? field.choices : [];
}
const labels = (reply: Reply) => choices(reply).map(({ label }) => label);
const told = (reply: Reply) => {
  const card = cardOf(reply);
  return card === undefined ? 'silence' : titleOf(card);
};

describe('the form for choosing a talk', () => {
  it('offers the talks that are open and in which one has nothing yet', async () => {
    expect(labels(await register('ana'))).toEqual([
      'Talk 9, Wed 10 Jul 2019: Beyond KPIs',
      'Talk 10, Wed 24 Jul 2019: title to be announced',
    ]);
    await on.types('ana', 'register 9');
    await on.types('ben', 'register 10');
    expect(labels(await register('ana'))).toEqual([
      'Talk 10, Wed 24 Jul 2019 (full): title to be announced',
    ]);
    expect(labels(await register('fritz'))).toEqual([
      'Conférence 9, mer. 10 juil. 2019 : Beyond KPIs',
      'Conférence 10, mer. 24 juil. 2019 (complète) : titre à venir',
    ]);
  });

  it('is opened by its button too, and stands as buttons where it cannot be', async () => {
    const reply = await on.receive(pressing(web('ana'), { verb: 'choose-talk' }));
    expect(reply.kind).toBe('form');
    const card = cardOf(reply);
    if (!card) throw new Error('a card is expected');
    expect(titleOf(card)).toMatch(/^Which talk\? Upcoming: 9, 10\./);
    expect(buttonsOf(card).map(({ label, typed }) => `${label}: ${typed}`)).toEqual([
      'Talk 9: register 9',
      'Talk 10: register 10',
    ]);
  });

  it('is not opened where there is nothing to choose', async () => {
    await on.types('ana', 'register 9');
    await on.types('ana', 'register 10');
    const reply = await register('ana');
    expect(reply.kind).toBe('whisper');
    expect(told(reply)).toBe('There is no other talk that you could register for now.');
    expect(await send('ana', { talk: await id(9) })).toEqual(reply);
  });

  it('once sent registers as the button would', async () => {
    const reply = await send('ana', { talk: await id(9) });
    expect(linesOf(cardOf(reply) as never)).toEqual(linesOf(await on.types('ben', 'register 9')));
    expect((await liveSeats(stage, await id(9))).map(({ user }) => user)).toEqual(['ana', 'ben']);
  });

  it('sent twice is answered once', async () => {
    const values = { talk: await id(9) };
    expect(told(await send('ana', values, 'd1'))).toBe('You have a seat in talk 9.');
    expect(told(await send('ana', values, 'd1'))).toBe('silence');
    expect(told(await send('ana', values, 'd2'))).toMatch(/^You already have a seat in talk 9/);
    expect(await liveSeats(stage, await id(9))).toHaveLength(1);
  });

  it('that comes too late, was left empty or was forged says why, and changes nothing', async () => {
    expect(await send('ana', {}, 'd1')).toMatchObject({
      kind: 'errors',
      errors: new Map([['talk', 'Please fill this in.']]),
    });
    expect(await send('ana', { talk: '<script>' }, 'd1')).toMatchObject({
      errors: new Map([['talk', 'This cannot be chosen any more. Please choose again.']]),
    });
    expect(told(await send('ana', { talk: 'nosuch1' }, 'd2'))).toBe(
      'This talk is no longer in the season.',
    );
    expect(told(await send('ana', { talk: await id(11) }))).toMatch(/^Registration for talk 11/);
    clock.now = Date.UTC(2019, 6, 10, 16, 30);
    expect(told(await send('ana', { talk: await id(9) }))).toMatch(/^Talk 9 has started/);
    for (const number of [9, 10, 11]) expect(await liveSeats(stage, await id(number))).toEqual([]);
    // What was not taken was not claimed either.
    expect(told(await send('ana', { talk: await id(10) }, 'd1'))).toMatch(/^You have a seat/);
  });
});
