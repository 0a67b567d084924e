// What somebody with a seat is told before the talk, and what their answers do: the whole bot, real delivery, one clock.
import { describe, expect, it } from 'vitest';
import { hour, instantOf, minute } from '../../src/kernel/time.ts';
import { load, monday, talkNine, talkOf, talkTen } from '../seats/stage.ts';
import { type Stage, stage, told } from './stage.ts';

const zurich = 'Europe/Zurich';
const at = (on: string, time: string) => instantOf(on, time, zurich);
const dayBefore = at('2019-07-09', '10:00');
const hourBefore = at('2019-07-10', '17:00');
const starts = at('2019-07-10', '18:00');

const place = {
  address: '1 Esplanade, Meyrin',
  map: 'https://maps.example.org/?q=46.23,6.05',
};

/** Talk 9 on Wednesday and 10 two weeks later; ana and franz (who speaks French) have a seat. */
async function season(more: object = {}): Promise<Stage> {
  const on = await stage(monday, ['olga']);
  await load(on, [talkNine, talkTen], { capacity: 3, ...place, ...more });
  await on.describe('franz', zurich, 'fr-CH');
  for (const who of ['ana', 'franz']) await on.types(who, 'register 9');
  return on;
}

describe('before a talk', () => {
  it('those with a seat are asked on the day before at ten, and told the place one hour before', async () => {
    const on = await season();
    await on.until(starts + hour);
    expect(told(on.sent())).toEqual([
      'ana 2019-07-09T08:00Z Still coming to talk 9?',
      'franz 2019-07-09T08:00Z Venez-vous toujours à la conférence 9 ?',
      'ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
      'franz 2019-07-10T15:00Z La conférence 9 commence à 18:00 (heure de Zurich).',
    ]);
    expect(on.sent()[0]?.lines).toEqual([
      'Still coming to talk 9?',
      'Talk 9: Title to be announced',
      'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'Where: IdeaSquare, 1 Esplanade, Meyrin (map)',
      '[Yes: coming 9]',
      '[Give up my seat: cancel 9]',
      '[Your reminders: remind]',
    ]);
    expect(on.sent()[3]?.lines.slice(2)).toEqual([
      'Quand: mer. 10 juil. 2019, 18:00–19:00 (heure de Zurich)',
      'Où: IdeaSquare, 1 Esplanade, Meyrin (plan)',
      '[Je ne peux pas venir: annuler 9]',
      '[Détails: voir 9]',
      '[Vos rappels: rappels]',
    ]);
  });

  it('the clock stops exactly where something is due', async () => {
    const on = await season();
    expect(await on.scheduler.nextAt(monday)).toBe(dayBefore);
    await on.until(dayBefore);
    expect(await on.scheduler.nextAt(dayBefore)).toBe(hourBefore);
    await on.until(hourBefore);
    expect(await on.scheduler.nextAt(hourBefore)).toBe(starts);
  });

  it('those who wait are not asked, nor those who gave their seat back', async () => {
    const on = await season();
    for (const who of ['cleo', 'dan', 'eve']) await on.types(who, 'register 9');
    await on.types('dan', 'cancel 9');
    await on.types('cleo', 'cancel 9 yes');
    // Eve was first in line, and has Cleo’s seat since Monday.
    await on.until(starts);
    const asked = told(on.sent()).filter(
      (line) => line.includes('Still') || line.includes('Venez'),
    );
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['ana', 'franz', 'eve']);
  });

  it('those who register or are promoted after it was due are not asked, but told one hour before', async () => {
    const on = await season();
    await on.types('cleo', 'register 9');
    await on.types('dan', 'register 9');
    await on.until(dayBefore + minute);
    await on.types('cleo', 'cancel 9 yes');
    await on.types('franz', 'cancel 9');
    await on.types('eve', 'register 9');
    await on.until(hourBefore);
    const heard = (who: string) => told(on.sent()).filter((line) => line.startsWith(who));
    expect(heard('dan')).toEqual([
      'dan 2019-07-09T08:01Z A seat became free: you now have a seat in talk 9.',
      'dan 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
    ]);
    expect(heard('eve')).toEqual(['eve 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).']);
    expect(heard('franz')).toHaveLength(1);
  });

  it('whoever registers at the very minute is not asked, whichever comes first', async () => {
    const on = await season();
    on.clock.now = dayBefore;
    await on.types('cleo', 'register 9');
    await on.until(dayBefore);
    await on.types('dan', 'register 9');
    await on.until(dayBefore + hour);
    expect(told(on.sent()).map((line) => line.split(' ')[0])).toEqual(['ana', 'franz']);
  });

  it('whoever gave the seat back and took another before it was due is asked once', async () => {
    const on = await season();
    await on.types('ana', 'cancel 9');
    await on.types('ana', 'register 9');
    await on.until(dayBefore);
    expect(told(on.sent()).filter((line) => line.startsWith('ana'))).toHaveLength(1);
  });

  it('each talk has its own', async () => {
    const on = await season();
    await on.types('ana', 'register 10');
    await on.until(at('2019-07-24', '19:00'));
    expect(told(on.sent()).filter((line) => line.startsWith('ana'))).toEqual([
      'ana 2019-07-09T08:00Z Still coming to talk 9?',
      'ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
      'ana 2019-07-23T08:00Z Still coming to talk 10?',
      'ana 2019-07-24T15:00Z Talk 10 starts at 18:00 (Zurich time).',
    ]);
  });
});

describe('“Still coming?”', () => {
  it('answered Yes is noted once, in both languages, and told by why', async () => {
    const on = await season();
    const { id: talk } = await talkOf(on, 9);
    await on.until(dayBefore);
    expect(await on.presses('ana', { verb: 'still-coming', talk })).toEqual([
      'See you there: talk 9.',
      'Talk 9: Title to be announced',
      'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'Where: IdeaSquare, 1 Esplanade, Meyrin (map)',
      'If something comes up, press the button or type /icdd cancel 9.',
      '[Give up my seat: cancel 9]',
    ]);
    expect((await on.types('ana', 'coming 9'))[0]).toBe('See you there: talk 9.');
    expect((await on.types('franz', 'viens 9'))[0]).toBe('À bientôt : conférence 9.');
    expect(await on.types('ana', 'why 9')).toEqual([
      'Your seat in talk 9',
      'Mon 8 Jul 2019, 09:00 (Zurich time): you registered and got a seat.',
      'Tue 9 Jul 2019, 10:00 (Zurich time): you said that you are coming.',
      'Now you have a seat.',
    ]);
    expect((await on.types('franz', 'pourquoi 9'))[2]).toBe(
      'mar. 9 juil. 2019, 10:00 (heure de Zurich): vous avez dit que vous venez.',
    );
  });

  it('with nobody waiting: the seat is given up at once, and can be taken again', async () => {
    const on = await season();
    const { id: talk } = await talkOf(on, 9);
    await on.until(dayBefore);
    expect(await on.presses('ana', { verb: 'cancel', talk })).toEqual([
      'Your seat in talk 9 is given back.',
      '[Register again: register 9]',
      '[Upcoming talks: list]',
    ]);
    await on.until(starts);
    expect(told(on.sent()).filter((line) => line.startsWith('ana'))).toHaveLength(1);
  });

  it('with others waiting: the message says where the seat goes, and a press is the answer', async () => {
    const on = await season({ capacity: 2 });
    await on.types('cleo', 'register 9');
    const { id: talk } = await talkOf(on, 9);
    await on.until(dayBefore);
    expect(on.sent()[0]?.lines.slice(4, 7)).toEqual([
      '1 person is waiting: if you give your seat up, it goes to them and you cannot take it back.',
      '[Yes: coming 9]',
      '[Give up my seat: cancel 9 yes]',
    ]);
    expect((await on.presses('ana', { verb: 'give-up', talk }))[0]).toBe(
      'Your seat in talk 9 is given back.',
    );
    await on.until(dayBefore + minute);
    expect(told(on.sent()).at(-1)).toBe(
      'cleo 2019-07-09T08:00Z A seat became free: you now have a seat in talk 9.',
    );
  });

  it('is answered politely by whoever has no seat, or comes too late', async () => {
    const on = await season({ capacity: 2 });
    await on.types('cleo', 'register 9');
    const { id: talk } = await talkOf(on, 9);
    expect((await on.types('dan', 'coming 9'))[0]).toBe(
      'You have no seat in talk 9 and wait for none. Nothing was changed.',
    );
    expect((await on.types('cleo', 'coming 9'))[0]).toBe(
      'You are already on the waiting list of talk 9: number 1. Nothing was changed.',
    );
    expect((await on.types('ana', 'coming 77'))[0]).toBe('No talk “77”. Upcoming: 9, 10.');
    await on.until(starts);
    expect((await on.presses('ana', { verb: 'still-coming', talk }))[0]).toBe(
      'Talk 9 has started: seats cannot be changed any more.',
    );
    expect((await on.types('ana', 'why 9')).at(-2)).toContain('you registered');
  });

  it('said, taken back and registered anew is said anew', async () => {
    const on = await season();
    await on.types('ana', 'coming 9');
    await on.types('ana', 'cancel 9');
    await on.types('ana', 'register 9');
    await on.types('ana', 'coming 9');
    const lines = await on.types('ana', 'why 9');
    expect(lines.filter((line) => line.includes('you said that you are coming'))).toHaveLength(2);
  });

  it('is seen by organisers, until the talk is moved', async () => {
    const on = await season({ dinner: false });
    const who = async () =>
      (await on.types('olga', 'who 9')).filter((line) => /^(?:ana|franz)/.test(line));
    expect(await who()).toEqual(['ana', 'franz']);
    await on.types('ana', 'coming 9');
    expect(await who()).toEqual(['ana · still coming', 'franz']);
    expect(await on.types('olga', 'who 9')).toContain('Said that they still come: 1');
    await load(on, [
      { ...talkNine, starts: '2019-07-11 18:00', ends: '2019-07-11 19:00' },
      talkTen,
    ]);
    expect(await who()).toEqual(['ana', 'franz']);
    await on.types('ana', 'coming 9');
    expect(await who()).toEqual(['ana · still coming', 'franz']);
    // Neither is a seat that was given back and taken anew.
    await on.types('ana', 'cancel 9');
    await on.types('ana', 'register 9');
    expect(await who()).toEqual(['franz', 'ana']);
  });
});
