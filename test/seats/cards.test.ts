// What people read when they list, show, register, cancel and ask why: the whole dialogue, on a real SQLite.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../src/chat/action.ts';
import { hour } from '../../src/kernel/time.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  type Fields,
  linesOf,
  load,
  monday,
  type Program,
  program,
  talkNine,
  talkOf,
  talkTen,
  titleOf,
} from './stage.ts';

const start = Date.UTC(2019, 6, 10, 16);
const nine: Fields = { ...talkNine, title: 'Beyond KPIs', speakers: [{ name: 'Loïc' }] };
let clock: { now: number };
let stage: Program;
let on: Conversation;

async function season(...talks: readonly Fields[]): Promise<void> {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, talks);
}
beforeEach(() => season({ ...nine, takenElsewhere: 33 }, talkTen));

const seen = async (user: string, typed: string) => linesOf(await on.types(user, typed));
const action = async (
  verb: 'register' | 'cancel' | 'give-up' | 'keep' | 'show' | 'why',
  number = 9,
): Promise<Action> => ({
  verb,
  talk: (await talkOf(stage, number)).id,
});
const when = 'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)';

describe('a confirmation', () => {
  it('repeats talk, day, time with zone, place and dinner, and how to cancel', async () => {
    expect(await seen('ana', 'register 9')).toEqual([
      'You have a seat in talk 9.',
      'Talk 9: Beyond KPIs',
      `When: ${when}`,
      'Where: IdeaSquare',
      'A light dinner is served to those registered.',
      'Can’t come after all? Press the button or type /icdd cancel 9, until the talk starts.',
      'Already registered on the event page? Then give this one up.',
      '[Cancel my seat: cancel 9]',
      '[Give to a colleague: give 9]',
      '[Add to calendar: calendar 9]',
      '[Why?: why 9]',
    ]);
    expect(await seen('ana', 'register 9')).toEqual([
      'You already have a seat in talk 9. Nothing was changed.',
      ...(await seen('bea', 'register 9')).slice(1),
    ]);
  });

  it('says nothing of a dinner or an event page that is not there', async () => {
    await season({ ...nine, dinner: false });
    expect((await seen('ana', 'register 9')).join()).not.toMatch(/dinner|event page/);
  });

  it('has the reader’s commands in French', async () => {
    expect(await seen('fred', 'inscrire 9')).toEqual([
      'Vous avez une place à la conférence 9.',
      'Conférence 9: Beyond KPIs',
      'Quand: mer. 10 juil. 2019, 18:00–19:00 (heure de Zurich)',
      'Où: IdeaSquare',
      'Un dîner léger est servi aux inscrits.',
      'Un empêchement ? Utilisez le bouton ou tapez /icdd annuler 9, jusqu’au début de la conférence.',
      'Déjà inscrit sur la page de l’événement ? Alors rendez cette place.',
      '[Annuler ma place: annuler 9]',
      '[Donner à un collègue: donner 9]',
      '[Ajouter au calendrier: calendrier 9]',
      '[Pourquoi ?: pourquoi 9]',
    ]);
  });
});

describe('the waiting list', () => {
  beforeEach(async () => {
    await season({ ...nine, capacity: 1 }, talkTen);
    await on.types('ana', 'register 9');
  });

  it('says one’s number, what happens next, and how to leave', async () => {
    const waiting = [
      'Talk 9: Beyond KPIs',
      `When: ${when}`,
      'Where: IdeaSquare',
      'As soon as a seat becomes free, the first in line gets it and is told by a direct message.',
      'From Tue 9 Jul 2019, 18:00 (Zurich time) it is offered to them with a deadline instead.',
      'Don’t want to wait? Press the button or type /icdd cancel 9.',
      '[Leave the waiting list: cancel 9]',
      '[Why?: why 9]',
    ];
    expect(await seen('ben', 'register 9')).toEqual([
      'Talk 9 is full: you are number 1 on the waiting list.',
      ...waiting,
    ]);
    expect(await seen('ben', 'register 9')).toEqual([
      'You are already on the waiting list of talk 9: number 1. Nothing was changed.',
      ...waiting,
    ]);
  });

  it('is what a press joins, says the card of a full talk to whoever is not in it', async () => {
    const hint = 'All seats are taken: a press on the button joins the waiting list.';
    const card = await seen('ben', 'show 9');
    expect(card).toContain(hint);
    expect(card).toContain('[Join the waiting list: register 9]');
    expect(await seen('ana', 'show 9')).not.toContain(hint);
    expect(await seen('ben', 'cancel 9')).toEqual([
      'You have no seat in talk 9 and wait for none. Nothing was changed.',
      '[Join the waiting list: register 9]',
      '[Upcoming talks: list]',
    ]);
  });

  it('makes cancelling a question, once; Yes gives the seat away, Keep it changes nothing', async () => {
    await on.types('ben', 'register 9');
    const asked = await on.types('ana', 'cancel 9');
    expect(linesOf(asked)).toEqual([
      '1 is waiting for talk 9: your seat goes to that person, and you cannot take it back.',
      '[Give it up: cancel 9 yes]',
      '[Keep it: keep 9]',
      'Or type /icdd cancel 9 yes.',
    ]);
    expect(titleOf(await on.presses('ana', await action('keep')))).toBe(
      'You keep your seat in talk 9.',
    );
    expect(titleOf(await on.presses('ben', await action('keep')))).toBe(
      'You are already on the waiting list of talk 9: number 1. Nothing was changed.',
    );
    expect(linesOf(await on.presses('ana', await action('give-up')))).toEqual([
      'Your seat in talk 9 is given back.',
      '[Register again: register 9]',
      '[Upcoming talks: list]',
    ]);
    expect(await seen('ana', 'cancel 9')).toContain('[Join the waiting list: register 9]');
    expect(titleOf(await on.presses('ana', await action('keep')))).toMatch(/^You have no seat/);
    expect(await seen('ben', 'why 9')).toEqual([
      'Your seat in talk 9',
      'Mon 8 Jul 2019, 09:00 (Zurich time): you joined the waiting list as number 1.',
      'Mon 8 Jul 2019, 09:00 (Zurich time): you got a seat, because somebody left and you were first in line.',
      'Now you have a seat.',
    ]);
  });

  it.each(['cancel 9 yes', 'cancel 9 oui', 'annuler kpis OUI!'])(
    'is served at once by %s',
    async (typed) => {
      await on.types('ben', 'register 9');
      expect(titleOf(await on.types('ana', typed))).toBe('Your seat in talk 9 is given back.');
      expect(titleOf(await on.types('ben', 'register 9'))).toMatch(/^You already have a seat/);
    },
  );

  it('is left without a question', async () => {
    await on.types('ben', 'register 9');
    expect(titleOf(await on.types('ben', 'cancel 9'))).toBe('You left the waiting list of talk 9.');
    expect((await seen('ben', 'why 9')).at(-1)).toBe('Now you have no seat and wait for none.');
  });
});

describe('a refusal', () => {
  const upcoming = '[Upcoming talks: list]';
  const cases: readonly [string, Fields, number, readonly string[]][] = [
    [
      'that it is cancelled',
      { cancelled: 'strike' },
      monday,
      ['Talk 9 is cancelled: strike', upcoming],
    ],
    [
      'that it opens later, and when',
      { registration: { opens: '2019-07-09 08:00' } },
      monday,
      [
        'Registration for talk 9 opens later, on Tue 9 Jul 2019, 08:00 (Zurich time)',
        'Nothing was changed. From then on, type /icdd register 9.',
        upcoming,
      ],
    ],
    [
      'that it has closed, and whom to ask',
      { registration: { closes: '2019-07-08 08:00' } },
      monday,
      [
        'Registration for talk 9 has closed. Ask the organisers if you still want to come.',
        upcoming,
      ],
    ],
    [
      'that the talk has started',
      {},
      start,
      ['Talk 9 has started: seats cannot be changed any more.', upcoming],
    ],
    ['that the talk is over', {}, start + hour, ['Talk 9 is over.', upcoming]],
  ];
  it.each(cases)('says %s, and what to do next', async (_, fields, now, lines) => {
    await season({ ...nine, ...fields }, talkTen);
    clock.now = now;
    expect(await seen('ana', 'register 9')).toEqual(lines);
    expect(linesOf(await on.presses('ana', await action('register')))).toEqual(lines);
  });

  it('to cancel says what is so, and offers a seat only while one can have it', async () => {
    await season({ ...nine, registration: { closes: '2019-07-08 08:00' } });
    expect(await seen('ana', 'cancel 9')).toEqual([
      'You have no seat in talk 9 and wait for none. Nothing was changed.',
      upcoming,
    ]);
    clock.now = start;
    expect((await seen('ana', 'cancel 9'))[0]).toBe(
      'Talk 9 has started: seats cannot be changed any more.',
    );
    clock.now = start + hour;
    expect((await seen('ana', 'cancel 9'))[0]).toBe('Talk 9 is over.');
    await load(stage, [{ ...nine, cancelled: 'strike' }]);
    expect((await seen('ana', 'cancel 9'))[0]).toBe('Talk 9 is cancelled: strike');
  });

  it('of an old card says that the talk is no more', async () => {
    for (const verb of ['register', 'cancel', 'give-up', 'keep', 'show', 'why'] as const) {
      const gone = { ...(await action(verb)), talk: 'gone1' } as Action;
      expect(linesOf(await on.presses('ana', gone))).toEqual([
        'This talk is no longer in the season.',
        upcoming,
      ]);
    }
  });

  it('of no such talk names those to come', async () => {
    expect(await seen('ana', 'register 99')).toEqual(['No talk “99”. Upcoming: 9, 10.']);
    expect((await seen('ana', 'cancel'))[0]).toMatch(/^Which talk\? Upcoming: 9, 10/);
  });

  it('to guess between two talks is a question with a readable button each', async () => {
    await season({ ...nine, title: 'Arts one' }, { ...talkTen, title: 'Arts two' });
    const card = await on.types('fred', 'inscrire arts');
    expect(linesOf(card).slice(-2)).toEqual([
      '[Conférence 9: inscrire 9]',
      '[Conférence 10: inscrire 10]',
    ]);
    expect(buttonsOf(card)[0]?.describes).toBe('S’inscrire à la conférence 9');
    expect(buttonsOf(await on.types('ana', 'why arts'))[1]).toMatchObject({
      label: 'Talk 10',
      describes: 'Why am I where I am in talk 10?',
      action: await action('why', 10),
      typed: 'why 10',
    });
  });
});
