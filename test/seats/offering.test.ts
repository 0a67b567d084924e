// What people type, press and read when a seat is offered to them, and when they give one to a colleague; in both languages.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../src/chat/action.ts';
import { instantOf } from '../../src/kernel/time.ts';
import { draws, leaves, passes, standing } from './deeds.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  type Fields,
  linesOf,
  load,
  monday,
  outbox,
  type Program,
  program,
  talkNine,
  talkOf,
  talkTen,
  titleOf,
} from './stage.ts';

const today = (time: string) => instantOf('2019-07-10', time, 'Europe/Zurich');
const nine: Fields = { ...talkNine, title: 'Beyond KPIs', capacity: 1 };
const when = 'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)';
const quand = 'mer. 10 juil. 2019, 18:00–19:00 (heure de Zurich)';

let clock: { now: number };
let stage: Program;
let on: Conversation;

beforeEach(async () => {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, [nine, talkTen]);
});

const seen = async (user: string, typed: string) => linesOf(await on.types(user, typed));
const title = async (user: string, typed: string) => titleOf(await on.types(user, typed));
const press = async (user: string, action: Action) => linesOf(await on.presses(user, action));
const nineId = async () => (await talkOf(stage, 9)).id;
const newest = async (drawer: string) => {
  const row = (await outbox(stage)).filter((one) => one.drawer === drawer).at(-1);
  if (!row) throw new Error(`nobody was told ${drawer}`);
  return row;
};
const message = async (drawer: string, language: 'en' | 'fr' = 'en') =>
  draws(stage, await newest(drawer), language);
/** The button of that label on a card of typed words. */
const button = async (user: string, typed: string, label: string) => {
  const found = buttonsOf(await on.types(user, typed)).find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found;
};

/** Ana gives her seat back at nine on the day; ben and cleo wait. */
async function offered(first = 'ben') {
  for (const user of ['ana', first, 'cleo']) await on.types(user, 'register 9');
  clock.now = today('09:00');
  await on.types('ana', 'cancel 9 yes');
}

describe('an offer', () => {
  it('says until when it holds, what happens else, and how to answer', async () => {
    await offered();
    expect(await message('offered')).toEqual([
      'A seat in talk 9 is offered to you until Wed 10 Jul 2019, 13:00 (Zurich time)',
      'Talk 9: Beyond KPIs',
      `When: ${when}`,
      'Where: IdeaSquare',
      'Answer by: Wed 10 Jul 2019, 13:00 (Zurich time)',
      'If you do not accept it by then, it goes on to others, and your place in line ends.',
      'A light dinner is served to those registered.',
      '[Accept: accept 9]',
      '[Decline: decline 9]',
      '[Why?: why 9]',
    ]);
  });

  it('says so in French', async () => {
    await offered('fred');
    expect(await message('offered', 'fr')).toEqual([
      'Une place à la conférence 9 vous est proposée jusqu’au mer. 10 juil. 2019, 13:00 (heure de Zurich)',
      'Conférence 9: Beyond KPIs',
      `Quand: ${quand}`,
      'Où: IdeaSquare',
      'Réponse avant: mer. 10 juil. 2019, 13:00 (heure de Zurich)',
      'Si vous ne l’acceptez pas d’ici là, elle passe à quelqu’un d’autre, et votre place sur la liste d’attente prend fin.',
      'Un dîner léger est servi aux inscrits.',
      '[Accepter: accepter 9]',
      '[Décliner: décliner 9]',
      '[Pourquoi ?: pourquoi 9]',
    ]);
  });

  it.each(['accept 9', 'Accepter KPIs', 'register 9', 'accepte next'])(
    'is accepted by typing %s',
    async (typed) => {
      await offered();
      expect(await title('ben', typed)).toBe('You have accepted: you have a seat in talk 9.');
      expect(await title('ben', typed)).toBe(
        'You already have a seat in talk 9. Nothing was changed.',
      );
    },
  );

  it('is accepted by its button, twice at once, and the confirmation says what to know', async () => {
    await offered();
    const action: Action = { verb: 'accept', talk: await nineId() };
    const [once, twice] = await Promise.all([press('ben', action), press('ben', action)]);
    expect(once).toEqual([
      'You have accepted: you have a seat in talk 9.',
      'Talk 9: Beyond KPIs',
      `When: ${when}`,
      'Where: IdeaSquare',
      'A light dinner is served to those registered.',
      'Can’t come after all? Press the button or type /icdd cancel 9, until the talk starts.',
      '[Cancel my seat: cancel 9]',
      '[Give to a colleague: give 9]',
      '[Add to calendar: calendar 9]',
      '[Why?: why 9]',
    ]);
    expect(twice[0]).toBe('You already have a seat in talk 9. Nothing was changed.');
    expect((await press('ben', { verb: 'decline', talk: await nineId() }))[0]).toBe(
      'You already have a seat in talk 9. Nothing was changed.',
    );
  });

  it.each(['decline 9', 'cancel 9', 'refuser 9'])('is declined by typing %s', async (typed) => {
    await offered();
    expect(await seen('ben', typed)).toEqual([
      'You have declined the seat in talk 9.',
      '[Register again: register 9]',
      '[Upcoming talks: list]',
    ]);
    expect(await seen('ben', 'decline 9')).toEqual([
      'You declined the seat in talk 9 before. Nothing was changed.',
      '[Join the waiting list: register 9]',
      '[Upcoming talks: list]',
    ]);
    expect(await standing(stage, await nineId())).toEqual(['cleo offered']);
  });

  it('that is over says so, to an old button and to typed words, and how to go on', async () => {
    await offered();
    clock.now = today('13:00');
    const late = [
      'The seat in talk 9 was offered to you until Wed 10 Jul 2019, 13:00 (Zurich time): that time is over. Nothing was changed.',
      '[Join the waiting list: register 9]',
      '[Upcoming talks: list]',
    ];
    expect(await press('ben', { verb: 'accept', talk: await nineId() })).toEqual(late);
    expect(await seen('ben', 'accept 9')).toEqual(late);
    expect(await message('offer-expired')).toEqual([
      'The seat that was offered to you in talk 9 was not accepted in time. Your place on the waiting list has ended.',
      'The offer held until Wed 10 Jul 2019, 13:00 (Zurich time).',
      'If you still want to come, ask again: you start at the end of the line.',
      '[Join the waiting list: register 9]',
      '[Why?: why 9]',
    ]);
    expect(await title('fred', 'accepter 9')).toBe(
      'Aucune place à la conférence 9 ne vous est proposée. Rien n’a changé.',
    );
  });

  it('stands with its deadline on my own cards, and as a number on everybody’s', async () => {
    await offered();
    const mine =
      'A seat is offered to you until Wed 10 Jul 2019, 13:00 (Zurich time). Accept it by then, or it goes on to others.';
    for (const typed of ['mine', 'list', 'show 9']) {
      const lines = await seen('ben', typed);
      expect(lines).toContain(mine);
      expect(lines).toContain('1 / 1 · 1 waiting · 1 offered');
      expect(lines).toContain('[Accept: accept 9]');
      expect(lines).not.toContain('[Cancel my seat: cancel 9]');
    }
    expect(await seen('dee', 'show 9')).toContain(
      'One seat is offered to the first in line until Wed 10 Jul 2019, 13:00 (Zurich time).',
    );
    expect(await seen('fred', 'voir 9')).toContain(
      'Une place est proposée à la première personne de la liste d’attente jusqu’au mer. 10 juil. 2019, 13:00 (heure de Zurich).',
    );
    expect(await seen('olga', 'who 9')).toEqual(
      expect.arrayContaining([
        'Offered a seat: 1',
        'Offered a seat, with the deadline',
        'Wed 10 Jul 2019, 13:00 (Zurich time) · ben',
      ]),
    );
  });

  it('and all that came of it stand in why', async () => {
    await offered();
    clock.now = today('13:00');
    await passes(stage);
    await on.types('cleo', 'accept 9');
    const moment = (time: string) => `Wed 10 Jul 2019, ${time} (Zurich time)`;
    expect(await seen('ben', 'why 9')).toEqual([
      'Your seat in talk 9',
      'Mon 8 Jul 2019, 09:00 (Zurich time): you joined the waiting list as number 1.',
      `${moment('09:00')}: you were offered a seat until ${moment('13:00')}, because somebody left and you were first in line.`,
      `${moment('13:00')}: the offer that held until ${moment('13:00')} was not accepted, and your place in line ended.`,
      'Now you have no seat and wait for none.',
    ]);
    expect((await seen('cleo', 'why 9')).slice(2)).toEqual([
      `${moment('13:00')}: you were offered a seat until ${moment('16:00')}, because somebody did not accept it in time and you were next in line.`,
      `${moment('13:00')}: you accepted it and have the seat.`,
      'Now you have a seat.',
    ]);
  });
});

describe('giving up a seat', () => {
  it.each([
    ['more than a day before', '2019-07-08T09:00', 'your seat goes to that person'],
    ['within a day', '2019-07-10T09:00', 'your seat is offered to that person'],
    ['too late for an offer', '2019-07-10T15:45', 'your seat is kept for the waiting list'],
    ['within two hours', '2019-07-10T16:30', 'your seat is open to anyone at once'],
  ])('%s says what becomes of it', async (_, now, says) => {
    for (const user of ['ana', 'ben']) await on.types(user, 'register 9');
    clock.now = instantOf(now.slice(0, 10), now.slice(11), 'Europe/Zurich');
    expect(await title('ana', 'cancel 9')).toMatch(`1 is waiting for talk 9: ${says}`);
    expect(await title('ana', 'keep 9')).toBe('You keep your seat in talk 9.');
  });
});

describe('a seat that is open to anyone', () => {
  it('is told to those who wait, who take it by registering', async () => {
    await offered();
    clock.now = today('16:00');
    await passes(stage);
    expect(await message('seat-open')).toEqual([
      'A seat in talk 9 is free: the first to register gets it.',
      'Talk 9: Beyond KPIs',
      `When: ${when}`,
      'Where: IdeaSquare',
      'The talk is so near that free seats are open to anyone. You keep your place in line.',
      '[Register: register 9]',
      '[Leave the waiting list: cancel 9]',
      '[Why?: why 9]',
    ]);
    const card = await seen('cleo', 'show 9');
    expect(card).toContain('A seat is free and open to anyone: the first to register gets it.');
    expect(card).toContain('[Register: register 9]');
    expect(await title('cleo', 'register 9')).toBe('You have a seat in talk 9.');
    expect((await seen('cleo', 'why 9')).slice(2)).toEqual([
      'Wed 10 Jul 2019, 16:00 (Zurich time): a seat was free so near to the talk that it was open to anyone, and you were told.',
      'Wed 10 Jul 2019, 16:00 (Zurich time): you took a seat that was open to anyone.',
      'Now you have a seat.',
    ]);
  });

  it('is held back before, and everybody’s card says until when', async () => {
    for (const user of ['ana', 'ben']) await on.types(user, 'register 9');
    clock.now = today('15:40');
    await leaves(stage, 'ana', await nineId());
    const held =
      'A seat is free, but there is too little time left to offer it. From Wed 10 Jul 2019, 16:00 (Zurich time) it is open to anyone.';
    expect(await seen('dee', 'show 9')).toEqual(
      expect.arrayContaining([held, 'Until then the button joins the waiting list.']),
    );
    expect(await seen('ben', 'mine')).toContain(held);
    expect(await title('dee', 'register 9')).toBe(
      'Talk 9 is full: you are number 2 on the waiting list.',
    );
  });
});

describe('give', () => {
  beforeEach(async () => {
    await on.types('ana', 'register 9');
  });

  it.each([
    'give 9 @ben',
    'give @ben 9',
    'give 9 to @ben',
    'give KPIs @ben',
    'donner 9 à @ben',
    'donner 9 @ben',
  ])('“%s” offers my seat to a colleague', async (typed) => {
    expect(await seen('ana', typed)).toEqual([
      'Your seat in talk 9 is offered to ben, who is told by a direct message.',
      'It stays yours until your colleague accepts, and is never free in between: nobody on the waiting list is passed over.',
      '[Keep my seat: keep 9]',
      '[Why?: why 9]',
    ]);
    expect(await message('gift-offered')).toEqual([
      'ana offers you their seat in talk 9.',
      'Talk 9: Beyond KPIs',
      `When: ${when}`,
      'Where: IdeaSquare',
      'It is yours once you accept; until then it stays with ana.',
      'A light dinner is served to those registered.',
      '[Accept: accept 9 gift]',
      '[Decline: decline 9 gift]',
      '[Details: show 9]',
    ]);
  });

  it('reads so in French', async () => {
    await on.types('ana', 'cancel 9');
    await on.types('fred', 'inscrire 9');
    expect(await seen('fred', 'donner 9 à @ben')).toEqual([
      'Votre place à la conférence 9 est proposée à ben, par message direct.',
      'Elle reste la vôtre jusqu’à l’acceptation et ne se libère pas entre-temps : personne sur la liste d’attente n’est lésé.',
      '[Garder ma place: garder 9]',
      '[Pourquoi ?: pourquoi 9]',
    ]);
    expect((await message('gift-offered', 'fr'))[0]).toBe(
      'fred vous propose sa place à la conférence 9.',
    );
    expect(await title('fred', 'donner 9 reprendre')).toBe(
      'Vous gardez votre place à la conférence 9 : ben apprend par message direct qu’elle n’est plus proposée.',
    );
  });

  it.each([
    ['give 9', 'To whom? Name one colleague with an @. Nothing was changed.'],
    ['give 9 ben', 'To whom? Name one colleague with an @. Nothing was changed.'],
    ['give 9 @nobody', 'To whom? Name one colleague with an @. Nothing was changed.'],
    ['give 9 @ben @cleo', 'You named 2 people, and a seat goes to one. Nothing was changed.'],
    ['give 9 @ana', 'That is you. Name a colleague. Nothing was changed.'],
    ['give 9 @bot1', 'That is a bot, and bots take no seat. Nothing was changed.'],
    [
      'give 9 @stranger1',
      'I only keep seats for people of this workspace, and that person is of another. Nothing was changed.',
    ],
    [
      'give 9 @gone1',
      'That account is deactivated: nobody would get your message. Nothing was changed.',
    ],
    ['give @ben', 'Which talk? Upcoming: 9, 10. You can also type “next” or a word of the title.'],
    ['give 99 @ben', 'No talk “99”. Upcoming: 9, 10.'],
    ['give 10 @ben', 'You have no seat in talk 10 that you could give. Nothing was changed.'],
  ])('“%s” is refused: %s', async (typed, says) => {
    expect(await title('ana', typed)).toBe(says);
    expect(await outbox(stage)).toEqual([]);
  });

  it('names whom I have asked already, and who has a seat or another offer', async () => {
    await load(stage, [{ ...nine, capacity: 2 }, talkTen]);
    await on.types('ana', 'give 9 @ben');
    expect(await title('ana', 'give 9 @ben')).toBe(
      'You have offered your seat in talk 9 to ben already, who has not answered yet. Nothing was changed.',
    );
    expect(await title('ana', 'give 9 @cleo')).toBe(
      'You have offered your seat in talk 9 to ben, who has not answered yet. To offer it to somebody else, keep it first. Nothing was changed.',
    );
    await on.types('cleo', 'register 9');
    expect(await title('cleo', 'give 9 @ana')).toBe(
      'ana has a seat in talk 9 already. Nothing was changed.',
    );
    expect(await title('cleo', 'give 9 @ben')).toBe(
      'ben is being offered a colleague’s seat in talk 9 already and has not answered yet. Nothing was changed.',
    );
    await on.types('dee', 'register 9');
    expect(await title('dee', 'give 9 @eve')).toBe(
      'You are number 1 on the waiting list of talk 9: a place in line cannot be given. Nothing was changed.',
    );
  });

  it('is answered by buttons or words, once', async () => {
    await on.types('ana', 'give 9 @ben');
    expect(await seen('ben', 'mine')).toEqual(
      expect.arrayContaining(['ana offers you their seat.', '[Accept: accept 9 gift]']),
    );
    const accept = await button('ben', 'mine', 'Accept');
    expect((await press('ben', accept.action))[0]).toBe(
      'You have a seat in talk 9: you took over that of ana.',
    );
    expect((await press('ben', accept.action))[0]).toBe(
      'You already have a seat in talk 9. Nothing was changed.',
    );
    expect(await message('gift-answered')).toEqual([
      'ben has accepted your seat in talk 9. You have none any more.',
      '[Join the waiting list: register 9]',
      '[Why?: why 9]',
    ]);
    expect((await seen('ana', 'why 9')).slice(2, -1)).toEqual([
      'Mon 8 Jul 2019, 09:00 (Zurich time): you offered your seat to ben.',
      'Mon 8 Jul 2019, 09:00 (Zurich time): ben accepted your seat; it was never free, so nobody on the waiting list was passed over.',
    ]);
    expect((await seen('ben', 'why 9')).slice(1)).toEqual([
      'Mon 8 Jul 2019, 09:00 (Zurich time): ana offered you their seat.',
      'Mon 8 Jul 2019, 09:00 (Zurich time): you accepted the seat of ana; it was never free, so nobody on the waiting list was passed over.',
      'Now you have a seat.',
    ]);
    // Somebody else's button does nothing.
    expect((await press('cleo', accept.action))[0]).toBe(
      'That seat in talk 9 was offered to somebody else. Nothing was changed.',
    );
  });

  it.each(['decline 9', 'decline 9 gift', 'décliner 9 don'])('is declined by %s', async (typed) => {
    await on.types('ana', 'give 9 @ben');
    expect(await title('ben', typed)).toBe(
      'You have declined the seat of ana in talk 9. It stays theirs.',
    );
    expect(await title('ben', typed)).toBe(
      'You declined your colleague’s seat in talk 9 before. Nothing was changed.',
    );
    expect((await message('gift-answered'))[0]).toBe(
      'ben has declined your seat in talk 9. It stays yours.',
    );
  });

  it.each(['keep 9', 'give 9 back', 'give 9 withdraw', 'garder 9'])(
    'is taken back by %s',
    async (typed) => {
      await on.types('ana', 'give 9 @ben');
      const accept = await button('ben', 'mine', 'Accept');
      expect(await title('ana', typed)).toBe(
        'You keep your seat in talk 9: ben is told that it is no longer on offer.',
      );
      expect((await press('ben', accept.action))[0]).toBe(
        'Your colleague’s seat in talk 9 is no longer on offer. Nothing was changed.',
      );
      expect(await title('ben', 'accept 9')).toBe(
        'Your colleague’s seat in talk 9 is no longer on offer. Nothing was changed.',
      );
      expect(await title('ana', typed)).toBe('You keep your seat in talk 9.');
    },
  );

  it('cannot be taken back once the talk has started, and nobody is told anything', async () => {
    await on.types('ana', 'give 9 @ben');
    clock.now = today('18:00');
    for (const typed of ['keep 9', 'give 9 back'])
      expect(await title('ana', typed)).toBe(
        'Talk 9 has started: seats cannot be changed any more.',
      );
    clock.now = today('19:00');
    expect(await title('ana', 'keep 9')).toBe('Talk 9 is over.');
    expect((await outbox(stage)).map(({ drawer }) => drawer)).not.toContain('gift-withdrawn');
  });

  it('ends when the giver gives the seat back, and the answer says so', async () => {
    await on.types('ana', 'give 9 @ben');
    expect((await seen('ana', 'cancel 9')).slice(0, 2)).toEqual([
      'Your seat in talk 9 is given back.',
      'Your offer of it has ended: ben is told that it is no longer on offer.',
    ]);
    expect((await message('gift-withdrawn'))[0]).toBe(
      'The seat that ana offered you in talk 9 is no longer on offer.',
    );
  });

  it('beside an offer from the line: plain words mean the line, “gift” the colleague’s', async () => {
    await load(stage, [{ ...nine, capacity: 2 }, talkTen]);
    for (const user of ['dee', 'ben', 'cleo']) await on.types(user, 'register 9');
    clock.now = today('09:00');
    await on.types('dee', 'cancel 9 yes');
    await on.types('ana', 'give 9 @ben');
    const mine = await seen('ben', 'mine');
    const own = mine.slice(0, mine.indexOf('---'));
    expect(own.filter((line) => line.startsWith('['))).toEqual([
      '[Accept: accept 9]',
      '[Decline: decline 9]',
      '[Accept their seat: accept 9 gift]',
      '[Decline their seat: decline 9 gift]',
      '[Details: show 9]',
    ]);
    expect(await message('gift-offered')).toContain(
      'If you accept, the seat that is offered to you from the waiting list goes to the next.',
    );
    expect(await title('ben', 'accept 9 gift')).toBe(
      'You have a seat in talk 9: you took over that of ana.',
    );
    expect(await standing(stage, await nineId())).toEqual(['cleo offered', 'ben confirmed']);
    expect((await seen('ben', 'why 9')).slice(3)).toEqual([
      'Wed 10 Jul 2019, 09:00 (Zurich time): ana offered you their seat.',
      'Wed 10 Jul 2019, 09:00 (Zurich time): your own place on the waiting list ended, because you accepted a colleague’s seat.',
      'Wed 10 Jul 2019, 09:00 (Zurich time): you accepted the seat of ana; it was never free, so nobody on the waiting list was passed over.',
      'Now you have a seat.',
    ]);
  });

  it('of a talk that began, was cancelled, or is no more, says so', async () => {
    await on.types('ana', 'give 9 @ben');
    const accept = await button('ben', 'mine', 'Accept');
    clock.now = today('18:00');
    const started = 'Talk 9 has started: seats cannot be changed any more.';
    expect(await title('ana', 'give 9 @cleo')).toBe(started);
    expect((await press('ben', accept.action))[0]).toBe(started);
    expect((await seen('ben', 'mine'))[0]).toBe('You have no seat and wait for none.');
    clock.now = monday;
    await load(stage, [{ ...nine, cancelled: 'strike' }, talkTen]);
    expect((await press('ben', accept.action))[0]).toBe('Talk 9 is cancelled: strike');
    for (const action of [
      { verb: 'gift-accept', gift: 'gone1' },
      { verb: 'gift-decline', gift: 'gone1' },
      { verb: 'accept', talk: 'gone1' },
      { verb: 'decline', talk: 'gone1' },
    ] as Action[])
      expect((await press('ben', action))[0]).toBe('This talk is no longer in the season.');
  });
});

describe('near misses', () => {
  it.each([
    ['acept 9', 'accept 9'],
    ['declin 9', 'decline 9'],
    ['keeep 9', 'keep 9'],
  ])('“%s” gets a button', async (typed, meant) => {
    const card = await on.types('ana', typed);
    expect(titleOf(card)).toBe(`Did you mean “${meant}”?`);
    expect(buttonsOf(card)[0]?.typed).toBe(meant);
  });
});
