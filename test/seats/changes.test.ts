// A changed talk is told to those concerned, once, by what is so when the message goes out.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { talkSubject } from '../../src/delivery/notice.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { decided } from '../../src/kernel/facts.ts';
import { noteActivity } from '../../src/people/store/activity.ts';
import { mergePersons } from '../../src/people/store.ts';
import { readSeason } from '../../src/talks/files.ts';
import { mergeSeason } from '../../src/talks/season-store.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { joins, leaves, open, personOf, standing } from './deeds.ts';
import {
  type Clock,
  conversation,
  type Fields,
  linesOf,
  load,
  monday,
  outbox,
  type Program,
  program,
  seasonText,
  talkNine,
  talkOf,
  talkTen,
  web,
} from './stage.ts';
import { telling } from './telling.ts';

const nine: Fields = { ...talkNine, title: 'Beyond KPIs', place: 'Room 3179-R-D05' };
const thursday = { starts: '2019-07-11 18:00', ends: '2019-07-11 19:00' };
const off = { cancelled: 'The speaker is ill.' };

/** Talk 9 with one seat: Ana sits, the others wait in their order. */
async function stage(waiting: readonly string[] = ['ben'], clock: Clock = { now: monday }) {
  const { opened: p, talk } = await open([{ ...nine, capacity: 1 }, talkTen], clock);
  for (const user of ['ana', ...waiting]) await joins(p, user, talk);
  const change = (...changes: readonly Fields[]) =>
    load(p, [Object.assign({}, nine, { capacity: 1 }, ...changes), talkTen]);
  return { p, talk, change, clock, ...telling(p) };
}

/** Somebody who waits for nothing but talk 10. */
async function joinsTen(p: Program, user: string) {
  await joins(p, user, (await talkOf(p, 10)).id);
  return personOf(p, user);
}

const room = [
  'Talk 9 has a new place.',
  'Talk 9: Beyond KPIs',
  'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
  'Where: Room 3179-R-D05 → 500-1-001',
];

describe('a talk that is re-roomed', () => {
  it('is told to whoever sits and whoever waits, with what it means for them, and to nobody else', async () => {
    const s = await stage(['ben', 'frida']);
    await joins(s.p, 'zoe', (await talkOf(s.p, 10)).id);
    await joins(s.p, 'gone', s.talk);
    await leaves(s.p, 'gone', s.talk);
    await s.change({ place: '500-1-001' });
    s.start();
    await s.quiet();
    expect(s.toldTo('ana')).toEqual([
      [...room, 'Your seat stays.', '[I can’t come: cancel 9]', '[Add to calendar: calendar 9]'],
    ]);
    expect(s.toldTo('ben')).toEqual([
      [...room, 'You stay number 1 on the waiting list.', '[Leave the waiting list: cancel 9]'],
    ]);
    expect(s.toldTo('frida')).toEqual([
      [
        'La conférence 9 a un nouveau lieu.',
        'Conférence 9: Beyond KPIs',
        'Quand: mer. 10 juil. 2019, 18:00–19:00 (heure de Zurich)',
        'Où: Room 3179-R-D05 → 500-1-001',
        'Vous restez 2e sur la liste d’attente.',
        '[Quitter la liste d’attente: annuler 9]',
      ],
    ]);
    expect(s.platform.posts().map(({ conversation: { channel } }) => channel)).toEqual([
      'D-ana',
      'D-ben',
      'D-frida',
    ]);
  });

  it('is told once, however often the file is read', async () => {
    const s = await stage();
    await s.change({ place: '500-1-001' });
    await s.change({ place: '500-1-001' });
    s.start();
    await s.quiet();
    await s.change({ place: '500-1-001' });
    await s.quiet();
    expect(s.toldTo('ana')).toHaveLength(1);
    expect(await outbox(s.p)).toHaveLength(2);
  });

  it('is told to the account that holds the seat, when two accounts are one person', async () => {
    const s = await stage([]);
    const [into, from] = [await personOf(s.p, 'ana'), await joinsTen(s.p, 'ana2')];
    await s.p.ports.transact({ job: 'link' }, async (tx) => {
      await mergePersons(tx, from, into);
      return decided(undefined, { kind: 'persons-merged', from, into });
    });
    await s.change({ place: '500-1-001' });
    s.start();
    await s.quiet();
    expect([s.toldTo('ana').length, s.toldTo('ana2').length]).toEqual([1, 0]);
  });
});

describe('somebody whose account is deactivated', () => {
  it('is not written to; by another account of theirs they are', async () => {
    const s = await stage(['ben']);
    const [into, from] = [await personOf(s.p, 'ana'), await joinsTen(s.p, 'ana2')];
    await s.p.ports.transact({ job: 'link' }, async (tx) => {
      await mergePersons(tx, from, into);
      for (const user of ['ana', 'ben']) await noteActivity(tx, web(user), false, monday);
      return decided(undefined, { kind: 'persons-merged', from, into });
    });
    await s.change({ place: '500-1-001' });
    s.start();
    await s.quiet();
    expect(s.platform.posts().map(({ conversation: { channel } }) => channel)).toEqual(['D-ana2']);
  });
});

describe('a talk that is moved', () => {
  it('is told with the old time and the new, and the reader’s own', async () => {
    const s = await stage(['ravi']);
    await s.change(thursday);
    s.start();
    await s.quiet();
    const when =
      'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time) → Thu 11 Jul 2019, 18:00–19:00 (Zurich time)';
    expect(s.toldTo('ana')[0]?.slice(0, 3)).toEqual([
      'Talk 9 has a new date.',
      'Talk 9: Beyond KPIs',
      when,
    ]);
    expect(s.toldTo('ravi')[0]?.[2]).toBe(
      `${when} · your time: Thu 11 Jul 2019, 21:30–22:30 (Kolkata time)`,
    );
  });

  it('across the end of summer time keeps its wall time, and the reader’s own shifts', async () => {
    const s = await stage(['ravi']);
    await s.change({ starts: '2019-10-23 18:00', ends: '2019-10-23 19:00' });
    s.start();
    await s.quiet();
    await s.change({ starts: '2019-10-30 18:00', ends: '2019-10-30 19:00' });
    await s.quiet();
    expect(s.toldTo('ravi')[1]?.[2]).toBe(
      'When: Wed 23 Oct 2019, 18:00–19:00 (Zurich time) → Wed 30 Oct 2019, 18:00–19:00 (Zurich time) · your time: Wed 30 Oct 2019, 22:30–23:30 (Kolkata time)',
    );
  });

  it('twice before anybody was told is told once, as it is now', async () => {
    const s = await stage([]);
    await s.change(thursday);
    await s.change({ ...thursday, place: '500-1-001' });
    await s.change({ starts: '2019-07-12 17:00', ends: '2019-07-12 18:00', place: '500-1-001' });
    s.start();
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines.slice(0, 4))).toEqual([
      [
        'Talk 9 has a new date and a new place.',
        'Talk 9: Beyond KPIs',
        'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time) → Fri 12 Jul 2019, 17:00–18:00 (Zurich time)',
        'Where: Room 3179-R-D05 → 500-1-001',
      ],
    ]);
  });

  it('and moved back before anybody was told is not told', async () => {
    const s = await stage();
    await s.change(thursday);
    await s.change();
    s.start();
    await s.quiet();
    expect(s.platform.posts()).toEqual([]);
  });

  it('and moved back afterwards is told again', async () => {
    const s = await stage([]);
    await s.change(thursday);
    s.start();
    await s.quiet();
    await s.change();
    await s.quiet();
    expect(s.toldTo('ana')[1]?.[2]).toBe(
      'When: Thu 11 Jul 2019, 18:00–19:00 (Zurich time) → Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
    );
  });

  it('while the first message is under way is told by a second, from what the first said', async () => {
    const s = await stage([]);
    await s.change({ place: 'B' });
    s.platform.duringNext('post', async () => void (await s.change({ place: 'C' })));
    s.start();
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines[3])).toEqual([
      'Where: Room 3179-R-D05 → B',
      'Where: B → C',
    ]);
  });

  it('tells in the next message what a refused one could not', async () => {
    const s = await stage([]);
    s.platform.answerNext('post', { kind: 'refused', why: 'not-allowed', detail: 'no' });
    await s.change({ place: 'B' });
    s.start();
    await s.quiet();
    await s.change({ place: 'C' });
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines[3])).toEqual(['Where: Room 3179-R-D05 → C']);
  });

  it('whose answer was lost is told once', async () => {
    const s = await stage([]);
    s.platform.loseNext('post');
    await s.change({ place: 'B' });
    s.start();
    await s.quiet();
    await s.change({ place: 'C' });
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines[3])).toEqual([
      'Where: Room 3179-R-D05 → B',
      'Where: B → C',
    ]);
  });

  it('has its waiting list settled, since its lead time is another', async () => {
    const { p } = await stage();
    const season = readSeason(seasonText([{ ...nine, capacity: 1, ...thursday }, talkTen]));
    if (!season.ok) throw new Error('a good season');
    const { facts } = await p.database.write((tx) =>
      mergeSeason(tx, season.value, p.ports.newId, monday),
    );
    expect(facts.map(({ kind }) => kind)).toEqual([
      'talk-changed',
      'plan-changed',
      'seats-changed',
    ]);
  });
});

describe('whom a change concerns', () => {
  it('is not whoever gave the seat back before it was told', async () => {
    const s = await stage([]);
    await s.change({ place: 'B' });
    await leaves(s.p, 'ana', s.talk);
    s.start();
    await s.quiet();
    expect(s.platform.posts()).toEqual([]);
  });

  it('is not whoever came after it; of a later one they hear that alone', async () => {
    const s = await stage([]);
    await s.change({ place: 'B' });
    await joins(s.p, 'ben', s.talk);
    await s.change({ place: 'C' });
    s.start();
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines[3])).toEqual(['Where: Room 3179-R-D05 → C']);
    expect(s.toldTo('ben').map((lines) => lines[3])).toEqual(['Where: B → C']);
  });

  it('is nobody where a title is announced or mended, everybody where it is another', async () => {
    const s = await stage([]);
    s.start();
    await s.change({ title: 'Beyond KPIs.' });
    await s.quiet();
    expect(s.platform.posts()).toEqual([]);
    await s.change({ title: 'Dark matter' });
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines.slice(0, 2))).toEqual([
      ['Talk 9 has a new title.', 'Talk 9: Beyond KPIs. → Dark matter'],
    ]);
  });

  it('is whoever is offered a seat, who hears that the offer stands', async () => {
    const clock = { now: monday };
    const s = await stage(['ben'], clock);
    // Eight hours before the talk.
    clock.now = Date.UTC(2019, 6, 10, 8);
    await leaves(s.p, 'ana', s.talk);
    await s.change({ place: 'B' });
    s.start();
    await s.quiet();
    const told = s.toldTo('ben').find(([title]) => title === 'Talk 9 has a new place.');
    expect(told?.[4]).toMatch(/offered/);
  });

  it('is nobody once the talk is over', async () => {
    const clock = { now: monday };
    const s = await stage(['ben'], clock);
    clock.now = Date.UTC(2019, 6, 10, 17, 30);
    await s.change({ place: 'B' });
    s.start();
    await s.quiet();
    expect(s.platform.posts()).toEqual([]);
  });

  it('is nobody where it would come after the talk', async () => {
    const clock = { now: monday };
    const s = await stage(['ben'], clock);
    await s.change({ place: 'B' });
    clock.now = Date.UTC(2019, 6, 10, 17, 30);
    s.start();
    await s.quiet();
    expect(s.platform.posts()).toEqual([]);
  });

  it('is everybody of a talk that was over and is moved to a day to come', async () => {
    const clock = { now: monday };
    const s = await stage([], clock);
    clock.now = Date.UTC(2019, 6, 10, 17, 30);
    await s.change({ starts: '2019-07-17 18:00', ends: '2019-07-17 19:00' });
    s.start();
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => lines[0])).toEqual(['Talk 9 has a new date.']);
  });

  it('hears of the new time before they hear of a seat that came with it', async () => {
    const s = await stage();
    await s.change(thursday, { capacity: 2 });
    s.start();
    await s.quiet();
    expect(s.toldTo('ben').map((lines) => lines[0])).toEqual([
      'Talk 9 has a new date.',
      'There are more seats now: you have a seat in talk 9.',
    ]);
  });
});

describe('a talk that is cancelled', () => {
  it('is told to everybody who held or waited, with the reason', async () => {
    const s = await stage(['frida']);
    await s.change(off);
    s.start();
    await s.quiet();
    expect(s.toldTo('ana')).toEqual([
      [
        'Talk 9 is cancelled.',
        'Talk 9: Beyond KPIs',
        'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
        'Where: Room 3179-R-D05',
        'Why: The speaker is ill.',
        'You need not do anything.',
        '[Upcoming talks: list]',
      ],
    ]);
    expect(s.toldTo('frida')[0]?.[0]).toBe('La conférence 9 est annulée.');
  });

  it('closes its live cards: they say so, and have no button left', async () => {
    const s = await stage();
    const general = { platform: 'web', workspace: '', channel: 'general' } as const;
    const talks = [s.talk, (await talkOf(s.p, 10)).id].join(',');
    await s.p.database.write(async (tx) => {
      const live = { subjects: [talkSubject(s.talk)], lastDrawing: false };
      const to = { kind: 'channel', conversation: general } as const;
      const [announcement, digest] = ['announcement', 'digest'];
      const one = { key: 'a', drawer: announcement, to, params: { talk: s.talk } };
      await enqueue(tx, { ...one, live: { ...live, slot: 'announcement' } }, monday);
      const day = { key: 'd', drawer: digest, to, params: { on: '2019-07-08', talks } };
      await enqueue(tx, { ...day, live: { ...live, slot: 'digest' } }, monday);
    });
    s.start();
    await s.quiet();
    await s.change(off);
    await s.quiet();
    const [announced, digest] = ['m1', 'm2'].map((message) => {
      const edit = s.platform.edits().findLast((one) => one.message === message);
      return edit ? linesOf(edit.card) : [];
    });
    expect(announced).toEqual([
      'Talk 9: Beyond KPIs',
      'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'Where: Room 3179-R-D05',
      'Cancelled: The speaker is ill.',
    ]);
    const of9 = digest?.slice(0, digest.indexOf('---'));
    expect(of9).toContain('Cancelled: The speaker is ill.');
    expect(of9?.filter((line) => line.startsWith('['))).toEqual([]);
  });

  it('and takes place after all is told likewise, with what became of it meanwhile', async () => {
    const s = await stage();
    s.start();
    await s.change(off);
    await s.quiet();
    await s.change(off, thursday);
    await s.quiet();
    await s.change(thursday);
    await s.quiet();
    expect(s.toldTo('ben').slice(1)).toEqual([
      [
        'Talk 9 takes place after all.',
        'Talk 9: Beyond KPIs',
        'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time) → Thu 11 Jul 2019, 18:00–19:00 (Zurich time)',
        'Where: Room 3179-R-D05',
        'You stay number 1 on the waiting list.',
        '[Leave the waiting list: cancel 9]',
      ],
    ]);
    expect(await standing(s.p, s.talk)).toEqual(['ana confirmed', 'ben waiting']);
  });

  it('and takes place after all before anybody was told is not told', async () => {
    const s = await stage();
    await s.change(off);
    await s.change();
    s.start();
    await s.quiet();
    expect(s.platform.posts()).toEqual([]);
  });

  it('after a move that nobody had heard of is told alone', async () => {
    const s = await stage([]);
    await s.change(thursday);
    await s.change(thursday, off);
    s.start();
    await s.quiet();
    expect(s.toldTo('ana').map((lines) => [lines[0], lines[2]])).toEqual([
      ['Talk 9 is cancelled.', 'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)'],
    ]);
  });

  it('is answered as cancelled by the buttons of older messages', async () => {
    const s = await stage();
    await s.change(off);
    const card = await conversation(s.p).presses('ana', { verb: 'cancel', talk: s.talk });
    expect(linesOf(card)[0]).toBe('Talk 9 is cancelled: The speaker is ill.');
  });
});

describe('two programs on one database', () => {
  it('that load the same file tell it once', async () => {
    const directory = freshDirectory();
    onTestFinished(() => directory.remove());
    const url = `file:${join(directory.path, 'a.db')}`;
    const both = [await program(undefined, url, 'a'), await program(undefined, url, 'b')];
    const [one] = both as [Program];
    await load(one, [nine]);
    await joins(one, 'ana', (await talkOf(one, 9)).id);
    await Promise.all(both.map((p) => load(p, [{ ...nine, place: 'B' }])));
    expect((await outbox(one)).map(({ drawer, to }) => [drawer, to])).toEqual([
      ['plan-changed', 'ana'],
    ]);
  });
});
