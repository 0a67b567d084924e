// A yes or a no that is typed to the bot directly does what the button under its last question does, and nothing where it asked nothing.
import { describe, expect, it } from 'vitest';
import { answeredBy, besideAnswer } from '../../src/asking/rules/answers.ts';
import { talkId } from '../../src/kernel/ids.ts';
import { instantOf, minute } from '../../src/kernel/time.ts';
import { type Stage, stage, told } from '../reminders/stage.ts';
import { load, monday, talkNine, talkOf, talkTen, web } from '../seats/stage.ts';

const at = (on: string, time: string) => instantOf(on, time, 'Europe/Zurich');
const dayBefore = at('2019-07-09', '10:00');

/** Ana and Franz, who speaks French, have a seat in talk 9 and were asked whether they still come. */
async function asked(more: object = {}, others = ''): Promise<Stage> {
  const on = await stage(monday);
  await load(on, [talkNine, { ...talkTen, starts: '2019-07-10 20:00', ends: '2019-07-10 21:00' }], {
    capacity: 2,
    ...more,
  });
  await on.describe('franz', 'Europe/Zurich', 'fr-CH');
  for (const who of ['ana', 'franz', ...others.split(' ').filter((name) => name !== '')])
    await on.types(who, 'register 9');
  await on.until(dayBefore);
  return on;
}

describe('what may stand beside an answer', () => {
  it.each([
    ['yes', '', 'alone'],
    ['yes', '!', 'alone'],
    ['yes', 'please', 'alone'],
    ['yes', 'I’m coming', 'alone'],
    ['yes', ', I am still coming!', 'alone'],
    ['yes', 'je viens', 'alone'],
    ['yes', 'Bien sûr', 'alone'],
    ['yes', '9', '9'],
    ['yes', 'ICDD#9', 'icdd#9'],
    ['no', 'sorry', 'alone'],
    ['no', 'I can’t come', 'alone'],
    ['no', ', désolée', 'alone'],
    ['no', 'je ne viens plus', 'alone'],
    ['no', '#9', '#9'],
    ['yes', 'sorry', 'nothing'],
    ['yes', 'but later', 'nothing'],
    ['yes', 'I can’t come', 'nothing'],
    ['yes', 'cancel it', 'nothing'],
    ['no', 'I am coming', 'nothing'],
    ['no', 'idea', 'nothing'],
    ['no', 'wait', 'nothing'],
  ] as const)('%s, then “%s”: %s', (answer, rest, meant) => {
    const beside = besideAnswer(answer, rest);
    const read = beside === undefined ? 'nothing' : 'typed' in beside ? beside.typed : beside.kind;
    expect(read).toBe(meant);
  });
});

describe('which question is answered', () => {
  const coming = (talk: string, asked: number, answered = false) =>
    ({ about: 'coming', talk: talkId(talk), at: asked, answered }) as const;
  const giveUp = (talk: string, asked: number) =>
    ({ about: 'give-up', talk: talkId(talk), at: asked, answered: false }) as const;
  const now = 100 * minute;
  it.each([
    ['none, where none was asked', [], ''],
    ['the only one', [coming('a', 0)], 'coming a'],
    ['either of two', [coming('a', 0), coming('b', 1)], 'coming a, coming b'],
    ['the one that is open still', [coming('a', 0, true), coming('b', 1)], 'coming b'],
    ['the one that was answered, anew', [coming('a', 0, true)], 'coming a'],
    ['what was asked just now', [coming('a', 0), giveUp('a', now - minute)], 'give-up a'],
    ['about whatever talk', [coming('a', 0), giveUp('b', now - minute)], 'give-up b'],
    ['nothing, long after it was asked', [giveUp('a', now - 11 * minute)], ''],
    ['nor the one before it', [coming('a', 0), giveUp('a', now - 11 * minute)], ''],
    ['the one after it', [coming('a', 90 * minute), giveUp('a', 0)], 'coming a'],
  ] as const)('%s', (_what, all, meant) => {
    const found = answeredBy(all, now).map(({ about, talk }) => `${about} ${talk}`);
    expect(found.join(', ')).toBe(meant);
  });
});

describe('after an offer', () => {
  it('a yes takes the seat, and a no leaves it to the next', async () => {
    const on = await stage(monday);
    await load(on, [talkNine], { capacity: 1 });
    for (const who of ['ana', 'ben', 'cleo']) await on.types(who, 'register 9');
    await on.until(at('2019-07-09', '19:00'));
    await on.types('ana', 'cancel 9 yes');
    await on.until(on.clock.now + minute);
    expect((await on.asks('cleo', 'yes'))[0]).toBe('I do not know “yes”.');
    expect((await on.asks('ben', 'no, thanks'))[0]).toContain('declined');
    await on.until(on.clock.now + minute);
    expect((await on.asks('cleo', 'yes please'))[0]).toBe(
      'You have accepted: you have a seat in talk 9.',
    );
  });

  it('so does it with a colleague’s seat; with two things open it is asked which', async () => {
    const on = await stage(monday);
    await load(on, [talkNine, talkTen]);
    for (const number of [9, 10]) await on.types('ana', `register ${number}`);
    await on.types('ben', 'register 9');
    await on.says('ana', ['give 10 ', { kind: 'person', account: web('ben'), name: 'ben' }]);
    await on.until(dayBefore);
    expect((await on.asks('ben', 'yes')).slice(-2)).toEqual([
      '[Talk 9: coming 9]',
      '[Talk 10: accept 10 gift]',
    ]);
    await on.asks('ben', 'yes 9');
    expect((await on.asks('ben', 'yes'))[0]).toContain('You have a seat in talk 10');
  });
});

describe('after “Still coming?”', () => {
  it('a yes is noted, in either language, and again is answered alike', async () => {
    const on = await asked();
    expect((await on.asks('ana', 'Yes!'))[0]).toBe('See you there: talk 9.');
    expect((await on.asks('ana', 'yes'))[0]).toBe('See you there: talk 9.');
    expect((await on.asks('franz', 'oui, je viens'))[0]).toBe('À bientôt : conférence 9.');
    const story = await on.types('ana', 'why 9');
    expect(story.filter((line) => line.endsWith('you said that you are coming.'))).toHaveLength(1);
  });

  it('a no gives the seat up where nobody waits', async () => {
    const on = await asked();
    expect((await on.asks('ana', 'no, sorry'))[0]).toBe('Your seat in talk 9 is given back.');
    expect((await on.asks('franz', 'non'))[0]).toBe('Votre place à la conférence 9 est rendue.');
    expect((await on.asks('ana', 'no'))[0]).toBe('I do not know “no”.');
  });

  it('a no asks once where others wait; then a yes gives the seat up, and it goes to them', async () => {
    const on = await asked({}, 'cleo');
    expect(await on.asks('ana', 'no')).toEqual([
      '1 is waiting for talk 9: your seat goes to that person, and you cannot take it back.',
      '[Give it up: cancel 9 yes]',
      '[Keep it: keep 9]',
      'Or type /icdd cancel 9 yes.',
    ]);
    expect((await on.asks('ana', 'yes'))[0]).toBe('Your seat in talk 9 is given back.');
    await on.until(dayBefore + minute);
    expect(told(on.sent()).at(-1)).toContain('cleo');
  });

  it('then a no keeps the seat, and a yes says again that one comes', async () => {
    const on = await asked({}, 'cleo');
    await on.asks('ana', 'no');
    expect((await on.asks('ana', 'no'))[0]).toBe('You keep your seat in talk 9.');
    expect((await on.asks('ana', 'yes'))[0]).toBe('See you there: talk 9.');
  });

  it('a question that is long gone is answered by neither', async () => {
    const on = await asked({}, 'cleo');
    await on.types('ana', 'cancel 9');
    await on.until(dayBefore + 11 * minute);
    expect((await on.asks('ana', 'yes'))[0]).toBe('I do not know “yes”.');
    expect((await on.types('ana', 'mine')).join('\n')).toContain('You have a seat.');
  });

  it('with two talks ahead it is asked which, or the number says it', async () => {
    const on = await stage(monday);
    await load(on, [
      talkNine,
      { ...talkTen, starts: '2019-07-10 20:00', ends: '2019-07-10 21:00' },
    ]);
    for (const number of [9, 10]) await on.types('ana', `register ${number}`);
    await on.until(dayBefore);
    expect(await on.asks('ana', 'yes')).toEqual([
      '2 talks fit. Which one?',
      'Talk 9: title to be announced',
      'Talk 10: title to be announced',
      '[Talk 9: coming 9]',
      '[Talk 10: coming 10]',
    ]);
    expect((await on.asks('ana', 'no')).slice(-2)).toEqual([
      '[Talk 9: cancel 9]',
      '[Talk 10: cancel 10]',
    ]);
    expect((await on.asks('ana', 'yes 10'))[0]).toBe('See you there: talk 10.');
    expect((await on.asks('ana', 'yes'))[0]).toBe('See you there: talk 9.');
    expect((await on.asks('ana', 'no 10'))[0]).toBe('Your seat in talk 10 is given back.');
  });

  it('in a channel, before the question, after the talk and by whoever has no seat it is no answer', async () => {
    const on = await asked();
    expect((await on.types('ana', 'yes'))[0]).toBe('I do not know “yes”.');
    expect((await on.asks('dan', 'yes'))[0]).toBe('I do not know “yes”.');
    expect((await on.asks('ana', 'yes but later'))[0]).toBe(
      'I did not understand that. Perhaps one of these?',
    );
    await on.until(at('2019-07-10', '18:00'));
    expect((await on.asks('ana', 'no'))[0]).toBe('I do not know “no”.');
    await on.types('eve', 'register 10');
    expect((await on.asks('eve', 'no'))[0]).toBe('I do not know “no”.');
  });

  it('a talk that was moved since asks anew', async () => {
    const on = await asked();
    await load(on, [
      { ...talkNine, starts: '2019-07-17 18:00', ends: '2019-07-17 19:00' },
      talkTen,
    ]);
    expect((await on.asks('ana', 'no'))[0]).toBe('I do not know “no”.');
    expect((await talkOf(on, 9)).startsAt).toBe(at('2019-07-17', '18:00'));
  });
});
