// What somebody asks the bot directly in plain words, and what they are answered.
import { beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/kernel/time.ts';
import {
  buttonsOf,
  type Clock,
  type Conversation,
  conversation,
  linesOf,
  load,
  monday,
  type Program,
  program,
  titleOf,
} from '../seats/stage.ts';

const talk = (number: number, on: string, more: object = {}) => ({
  number,
  starts: `${on} 18:00`,
  ends: `${on} 19:00`,
  ...more,
});

let clock: Clock;
let stage: Program;
let on: Conversation;
const nine = 'Wed 10 Jul 2019, 18:00 (Zurich time)';
const ten = 'Wed 24 Jul 2019, 18:00 (Zurich time)';

/** Ana has a seat in 9 and waits for 10, which Ben fills; 11 is cancelled, 12 opens later. */
beforeEach(async () => {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, [
    talk(8, '2019-06-26', { title: 'Antimatter', speakers: [{ name: 'Ada Moser' }] }),
    talk(9, '2019-07-10', {
      title: 'Beyond KPIs',
      takenElsewhere: 33,
      speakers: [{ name: 'Loïc Bommersbach' }],
    }),
    talk(10, '2019-07-24', { title: 'Robots at work', capacity: 1, dinner: false }),
    talk(11, '2019-08-07', { cancelled: 'The speaker is ill.' }),
    talk(12, '2019-08-21', {
      title: 'Robots at home',
      registration: { opens: '2019-08-01 09:00' },
    }),
  ]);
  for (const who of ['ben', 'cleo', 'ana']) await on.types(who, 'register 10');
  await on.types('ana', 'register 9');
});

const answer = async (who: string, typed: string) => titleOf(await on.asks(who, typed));

describe('an answer', () => {
  it.each([
    // When, where, who, what.
    ['ana', 'when is the next one?', `The next one is talk 9, on ${nine}.`],
    ['ana', 'when does Loïc Bommersbach speak?', `Talk 9 takes place on ${nine}.`],
    ['ana', 'when is robots at work?', `Talk 10 takes place on ${ten}.`],
    ['ana', 'when was the last one?', 'Talk 8 was on Wed 26 Jun 2019, 18:00 (Zurich time).'],
    [
      'ana',
      'when and where is it?',
      `Talk 9 takes place on ${nine}. Talk 9 takes place here: IdeaSquare.`,
    ],
    ['ana', 'where is it?', 'Talk 9 takes place here: IdeaSquare.'],
    ['ana', 'who speaks on Wednesday', `Loïc Bommersbach speaks in talk 9, on ${nine}.`],
    [
      'ana',
      'who speaks in two weeks',
      `Who speaks in talk 10, on ${ten}, is still to be announced.`,
    ],
    [
      'ana',
      'who spoke on 26 June?',
      'Ada Moser spoke in talk 8, on Wed 26 Jun 2019, 18:00 (Zurich time).',
    ],
    ['ana', 'what is the next talk about?', `Talk 9, on ${nine}: “Beyond KPIs”.`],
    ['ana', 'is dinner included?', 'Yes: a light dinner is served at talk 9, to those registered.'],
    ['ana', 'is there dinner on 24 July?', 'No: there is no dinner at talk 10.'],
    ['ana', 'is talk 11 cancelled?', 'Yes: talk 11 is cancelled: The speaker is ill.'],
    ['ana', 'is the next talk still on?', `Yes: talk 9 takes place on ${nine}.`],
    // Seats.
    ['ana', 'is there still a seat on Wednesday?', `Yes: 11 seats are free in talk 9, on ${nine}.`],
    [
      'dora',
      'is there still a seat on 24 July?',
      `No: talk 10, on ${ten}, is full. 2 people are waiting for talk 10. You can join the waiting list.`,
    ],
    ['ana', 'is talk 9 full?', `No: 11 seats are free in talk 9, on ${nine}.`],
    ['ana', 'how many seats are left?', `11 of 45 seats are free in talk 9, on ${nine}.`],
    ['ana', 'how many people are coming?', `34 of 45 seats are taken in talk 9, on ${nine}.`],
    [
      'ana',
      'how long is the waiting list for talk 10?',
      '2 people are waiting for talk 10. You are number 2 on the waiting list.',
    ],
    ['ana', 'is there a waiting list?', 'No: nobody is waiting for talk 9.'],
    // One's own.
    [
      'ana',
      'am I registered?',
      'Yes: you have a seat in talk 9 and are on the waiting list of talk 10.',
    ],
    ['ben', 'am I registered?', 'Yes: you have a seat in talk 10.'],
    ['cleo', 'am I registered?', 'Not yet: you are on the waiting list of talk 10.'],
    ['dora', 'am I registered?', 'No: you have no seat and wait for none.'],
    ['ana', 'am I registered for talk 9?', `Yes: you have a seat in talk 9, on ${nine}.`],
    [
      'ana',
      'am I registered for 24 July?',
      'Not yet: you are number 2 on the waiting list of talk 10.',
    ],
    ['ana', 'what is my place in line?', 'You are number 2 on the waiting list of talk 10.'],
    ['dora', 'what is my place in line?', 'You are not on the waiting list of talk 9.'],
    ['ana', 'why am I on the waiting list?', 'You are number 2 on the waiting list of talk 10.'],
    [
      'ana',
      'can I still cancel talk 9?',
      `Yes: you can give back your seat in talk 9 until it starts, on ${nine}.`,
    ],
    ['ana', 'can I cancel?', 'Yes: you can give back each of these until its talk starts.'],
    ['cleo', 'can I cancel?', 'Yes: you can leave the waiting list of talk 10 at any time.'],
    ['dora', 'can I cancel?', 'You have no seat and wait for none.'],
    [
      'dora',
      'can I still register for talk 9?',
      `Yes: registration for talk 9 is open until ${nine}, and 11 seats are free.`,
    ],
    [
      'dora',
      'can I still register for talk 12?',
      'No: registration for talk 12 opens on Thu 1 Aug 2019, 09:00 (Zurich time).',
    ],
    // The programme.
    [
      'ana',
      'is there a talk tomorrow?',
      `No: no talk takes place on Tue 9 Jul 2019. The next one is talk 9, on ${nine}.`,
    ],
    ['ana', 'is there a talk this week?', `Yes: talk 9 takes place on ${nine}.`],
    ['ana', 'what is on in August?', '2 talks take place from Thu 1 Aug 2019 to Sat 31 Aug 2019.'],
    ['ana', 'what is on?', `3 talks are still to come. The next one is talk 9, on ${nine}.`],
    [
      'ana',
      'what were the last talks?',
      'The last one was talk 8, on Wed 26 Jun 2019, 18:00 (Zurich time).',
    ],
    [
      'ana',
      'is there a seat for talk 9 on 24 July?',
      `Talk 9 does not take place on Wed 24 Jul 2019, but on ${nine}.`,
    ],
    ['ana', 'when is talk 99?', 'No talk “99”. Upcoming: 9, 10, 11, 12.'],
    ['ana', 'what can you do?', 'What I can do for you: Idea Circle Dinner Discussions'],
    [
      'ana',
      'who is coming?',
      `34 of 45 seats are taken in talk 9, on ${nine}. Who they are is shown to organisers alone.`,
    ],
    ['olga', 'who is coming?', 'Who comes to talk 9'],
    // In French, and each in their own language whatever they write.
    [
      'fred',
      'quand est la prochaine ?',
      'La prochaine est la conférence 9, le mer. 10 juil. 2019, 18:00 (heure de Zurich).',
    ],
    [
      'fred',
      'reste-t-il une place le 24 juillet ?',
      'Non : la conférence 10, le mer. 24 juil. 2019, 18:00 (heure de Zurich), est complète. 2 personnes attendent pour la conférence 10. Vous pouvez rejoindre la liste d’attente.',
    ],
    ['fred', 'suis-je inscrit ?', 'Non : vous n’avez aucune place et n’en attendez aucune.'],
    [
      'fred',
      'y a-t-il une conférence demain ?',
      'Non : aucune conférence n’a lieu le mar. 9 juil. 2019. La prochaine est la conférence 9, le mer. 10 juil. 2019, 18:00 (heure de Zurich).',
    ],
    ['ana', 'quand est la prochaine ?', `The next one is talk 9, on ${nine}.`],
  ])('to %s’s “%s” is “%s”', async (who, typed, title) => {
    expect(await answer(who, typed)).toBe(title);
  });

  it('stands before the card that a word would show, buttons and all', async () => {
    const asked = linesOf(await on.asks('ana', 'is talk 9 full?'));
    expect(asked.slice(1)).toEqual(linesOf(await on.types('ana', 'show 9')));
    const mine = linesOf(await on.asks('ana', 'am I registered?'));
    // What else `mine` shows is no part of the answer.
    const page = linesOf(await on.types('ana', 'mine'));
    expect(mine.slice(1)).toEqual(page.slice(0, mine.length - 1));
    expect(page[mine.length - 1]).toBe('---');
    const why = linesOf(await on.asks('ana', 'why am I waiting?'));
    expect(why.slice(1)).toEqual(linesOf(await on.types('ana', 'why 10')));
    const [register] = buttonsOf(await on.asks('dora', 'can I still register for talk 9?'));
    if (!register) throw new Error('no button');
    expect(titleOf(await on.presses('dora', register.action))).toBe('You have a seat in talk 9.');
  });

  it('asks back with buttons where two talks fit, and does not guess', async () => {
    const card = await on.asks('ana', 'when is the robots talk?');
    expect(linesOf(card)).toEqual([
      '2 talks fit. Which one?',
      'Talk 10: Robots at work',
      'Talk 12: Robots at home',
      '[Talk 10: show 10]',
      '[Talk 12: show 12]',
    ]);
    expect(titleOf(await on.asks('ana', 'is there a seat in July?'))).toBe(
      '2 talks fit. Which one?',
    );
  });

  it('changes nothing', async () => {
    for (const typed of ['can I cancel talk 9?', 'can I register for talk 9?', 'am I in?'])
      await on.asks('ana', typed);
    expect(await answer('ana', 'how many seats are left?')).toContain('11 of 45');
  });
});

describe('while a talk runs, and when all is over', () => {
  it('“it” is the one that runs, “the next one” is not', async () => {
    clock.now = instantOf('2019-07-10', '18:30', 'Europe/Zurich');
    expect(await answer('ana', 'when is it?')).toBe(
      'Talk 9 is on right now, until 19:00 (Zurich time).',
    );
    expect(await answer('ana', 'is there still a seat?')).toBe('No: talk 9 has started.');
    expect(await answer('ana', 'when is the next one?')).toBe(
      `The next one is talk 10, on ${ten}.`,
    );
  });

  it('says that nothing is coming up', async () => {
    clock.now = instantOf('2019-10-10', '12:00', 'Europe/Zurich');
    for (const typed of ['when is it?', 'is there still a seat?', 'what is on?'])
      expect(await answer('ana', typed)).toBe('No upcoming talks.');
    expect(await answer('ana', 'is there a seat on 24 October?')).toBe(
      'No talk takes place on Thu 24 Oct 2019.',
    );
  });

  it('counts days where the series is, not where the machine stands', async () => {
    // 23:30 on Tuesday in UTC is Wednesday in Zurich.
    clock.now = Date.UTC(2019, 6, 9, 23, 30);
    expect(await answer('ana', 'is there a talk today?')).toBe(
      `Yes: talk 9 takes place on ${nine}.`,
    );
  });
});

describe('what is not understood', () => {
  it.each([
    ['will it rain?', ['list', 'mine', 'help']],
    ['what is the weather at talk 9?', ['show 9', 'list', 'help']],
    ['do our fans like it there?', ['followers', 'help']],
    ['where can I park my car?', ['mine', 'list', 'help']],
    ['is there a seat for 2?', ['list', 'help']],
    ['I am registered', ['mine', 'list', 'help']],
  ])('“%s” gets the nearest commands: %j', async (typed, near) => {
    const card = await on.asks('ana', typed);
    expect(titleOf(card)).toBe('I did not understand that. Perhaps one of these?');
    expect(buttonsOf(card).map((button) => button.typed)).toEqual(near);
  });

  it('a slip in a command is asked back as ever', async () => {
    expect(titleOf(await on.asks('ana', 'regsiter 12'))).toBe('Did you mean “register 12”?');
    expect(titleOf(await on.asks('ana', 'frobnicate'))).toBe('I do not know “frobnicate”.');
    expect(titleOf(await on.asks('ana', '9'))).toBe('Talk 9: Beyond KPIs');
    expect(titleOf(await on.asks('ana', 'next?'))).toBe('Talk 9: Beyond KPIs');
  });

  it('in a channel no question is answered: it says where one is', async () => {
    expect(linesOf(await on.types('ana', 'when is the next one?'))).toEqual([
      'I do not know “when”.',
      'Try one of these, or type /icdd help.',
      '[Upcoming talks: list]',
      '[My seats and places: mine]',
      '[Help: help]',
      'In a direct message to me you can also ask in plain words, such as “when is the next one?”.',
    ]);
    expect(titleOf(await on.types('ana', 'who speaks on Wednesday'))).toBe(
      'Only organisers can do that. Nothing was changed.',
    );
  });
});
