// The feeds over HTTP, read by two readers that know nothing of each other: what stands in them, how they follow changes, and that they tell nothing of people.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catchUp } from '../../src/calendar/jobs.ts';
import { joins, leaves } from '../seats/deeds.ts';
import { type Fields, talkNine, talkOf, talkTen } from '../seats/stage.ts';
import { stage } from './stage.ts';

const seedFile = fileURLToPath(new URL('../../data/talks.yaml', import.meta.url));
const seed = parse(readFileSync(seedFile, 'utf8')) as {
  readonly series: Fields;
  readonly talks: readonly Fields[];
};
const nine: Fields = { ...talkNine, title: 'Beyond KPIs' };
const series = '/calendar/series.ics';
const thursday = { starts: '2019-07-11 18:00', ends: '2019-07-11 19:00' };

describe('the feed of the series', () => {
  it('has all eight talks of the season at 18:00 in Zurich, before and after the clocks change', async () => {
    const { feed } = await stage(seed.talks, seed.series);
    const read = await feed(series);
    expect(read.name).toBe('Idea Circle Dinner Discussions');
    expect(read.events.map(({ start, end }) => [start, end])).toEqual(
      [
        '2019-07-10',
        '2019-07-24',
        '2019-08-07',
        '2019-08-21',
        '2019-09-04',
        '2019-10-02',
        '2019-10-30',
        '2019-11-13',
      ].map((on) => [`${on}T18:00 Europe/Zurich`, `${on}T19:00 Europe/Zurich`]),
    );
    // Summer time ends on 27 October: the same wall time is another instant.
    expect(read.events.map(({ startsAt }) => new Date(startsAt).getUTCHours())).toEqual([
      16, 16, 16, 16, 16, 16, 17, 17,
    ]);
    expect(new Set(read.events.map(({ status }) => status))).toEqual(new Set(['CONFIRMED']));
    expect(new Set(read.events.map(({ uid }) => uid)).size).toBe(8);
    expect(read.events[0]).toMatchObject({
      summary: 'Talk 9: Beyond KPIs: How does CERN measure success on Social Media?',
      location: 'CERN IdeaSquare (3179-R-D05)',
      url: 'https://indico.cern.ch/event/833254',
      transparency: 'TRANSPARENT',
      sequence: 0,
    });
    expect(read.events[0]?.description).toContain('With Loïc Bommersbach');
    expect(read.events[0]?.description).toContain('the quality of our content and not by being');
    expect(read.events[1]?.summary).toBe('Talk 10: title to be announced');
  });

  it.each([
    ['2019-10-26', 16],
    ['2019-10-27', 17],
    ['2020-03-28', 17],
    ['2020-03-29', 16],
  ])('has a talk at 18:00 on %s at that wall time', async (on, hours) => {
    const { feed } = await stage([{ number: 9, starts: `${on} 18:00`, ends: `${on} 19:00` }]);
    const [event] = (await feed(series)).events;
    expect(event?.start).toBe(`${on}T18:00 Europe/Zurich`);
    expect(new Date(event?.startsAt ?? 0).getUTCHours()).toBe(hours);
  });

  it.each([
    ['through the night in which an hour comes twice', '2019-10-26 23:00', '2019-10-27 04:00', 6],
    ['through the night in which an hour is missing', '2020-03-28 23:00', '2020-03-29 04:00', 4],
    ['into the new year', '2019-12-31 23:00', '2020-01-01 01:00', 2],
  ])('has a talk %s as long as it is', async (_, starts, ends, hours) => {
    const { feed } = await stage([{ number: 9, starts, ends }]);
    const [event] = (await feed(series)).events;
    expect(event?.start).toBe(`${starts.replace(' ', 'T')} Europe/Zurich`);
    expect(((event?.endsAt ?? 0) - (event?.startsAt ?? 0)) / 3_600_000).toBe(hours);
  });

  it.each(['Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'UTC'])(
    'has a series of another zone in that zone: %s',
    async (timeZone) => {
      const { feed, p } = await stage([nine], { timeZone });
      const [event] = (await feed(series)).events;
      expect(event?.start).toBe(`2019-07-10T18:00 ${timeZone}`);
      expect(event?.startsAt).toBe((await talkOf(p, 9)).startsAt);
    },
  );

  it('keeps texts whole: marks, line breaks, letters of several octets, and addresses', async () => {
    const title = `Commas, semicolons; back\\slash “quotes” – ${'é🎓'.repeat(40)}`;
    const page = 'https://talks.example.org/9;a=1?b=2,3\\4';
    const { feed } = await stage([
      {
        ...nine,
        title,
        abstract: 'One.\n\nTwo, three;\n- four\u0007',
        place: 'Room; 5, B',
        links: { page },
      },
    ]);
    const [event] = (await feed(series)).events;
    expect(event?.summary).toBe(`Talk 9: ${title}`);
    expect(event?.description).toContain('One.\n\nTwo, three;\n\n- four');
    expect(event?.location).toBe('Room; 5, B');
    expect(event?.url).toBe('https://talks.example.org/9%3Ba=1?b=2%2C3%5C4');
  });

  it('follows a talk that is moved: the same entry, a higher sequence, another time', async () => {
    const s = await stage([nine, talkTen]);
    const [before, ten] = (await s.feed(series)).events;
    s.clock.now += 60_000;
    await s.change([{ ...nine, ...thursday, place: '500-1-001' }, talkTen]);
    const [after, unmoved] = (await s.feed(series)).events;
    expect(after).toMatchObject({
      uid: before?.uid,
      sequence: (before?.sequence ?? 0) + 1,
      start: '2019-07-11T18:00 Europe/Zurich',
      location: '500-1-001',
    });
    expect(unmoved).toEqual(ten);
  });

  it('keeps a cancelled talk, cancelled, and brings it back', async () => {
    const s = await stage([nine]);
    await s.change([{ ...nine, cancelled: 'The speaker is ill.' }]);
    const [off] = (await s.feed(series)).events;
    expect(off).toMatchObject({
      status: 'CANCELLED',
      sequence: 1,
      summary: 'Cancelled: Talk 9: Beyond KPIs',
    });
    expect(off?.description).toMatch(/^Cancelled: The speaker is ill\./);
    await s.change([nine]);
    expect((await s.feed(series)).events[0]).toMatchObject({
      status: 'CONFIRMED',
      sequence: 2,
      uid: off?.uid,
    });
  });

  it('says when it changed, and is not sent again to whoever has it', async () => {
    const s = await stage([nine]);
    const first = await s.get(series);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('last-modified')).toBe('Mon, 08 Jul 2019 07:00:00 GMT');
    const known = { 'if-none-match': first.headers.get('etag') as string };
    expect((await s.get(series, known)).status).toBe(304);
    await joins(s.p, 'ana', (await talkOf(s.p, 9)).id);
    await s.change([{ ...nine, capacity: 60, takenElsewhere: 4 }]);
    expect((await s.get(series, known)).status).toBe(304);
    s.clock.now += 90_000;
    await s.change([{ ...nine, place: '500-1-001' }]);
    const again = await s.get(series, known);
    expect(again.status).toBe(200);
    expect(again.headers.get('last-modified')).toBe('Mon, 08 Jul 2019 07:01:30 GMT');
    expect(await again.text()).toContain('LAST-MODIFIED:20190708T070130Z');
  });

  it('tells nothing of people', async () => {
    const s = await stage([{ ...nine, capacity: 1 }, talkTen]);
    const { id } = await talkOf(s.p, 9);
    const before = await (await s.get(series)).text();
    for (const user of ['ana', 'ben']) await joins(s.p, user, id);
    await leaves(s.p, 'ana', id);
    expect(await (await s.get(series)).text()).toBe(before);
    expect(before).not.toMatch(/ATTENDEE|ORGANIZER|mailto/);
  });

  it('knows talks that were loaded before there were calendars, and what a newer release shows', async () => {
    const s = await stage([nine]);
    await s.p.database.write((tx) => tx.run(sql`DELETE FROM calendar_entries`));
    await catchUp(s.p.ports);
    expect((await s.feed(series)).events[0]?.sequence).toBe(0);
    await s.p.database.write((tx) => tx.run(sql`UPDATE calendar_entries SET shown = '{}'`));
    await catchUp(s.p.ports);
    await catchUp(s.p.ports);
    expect((await s.feed(series)).events[0]?.sequence).toBe(1);
  });
});

describe('the calendar of one talk', () => {
  it('is that talk, for which one is busy', async () => {
    const { feed } = await stage([nine, talkTen]);
    expect((await feed('/calendar/talks/10.ics')).events).toMatchObject([
      { start: '2019-07-24T18:00 Europe/Zurich', transparency: 'OPAQUE' },
    ]);
  });

  it('has the same entry as the feed of the series', async () => {
    const { feed } = await stage([nine]);
    const [[one], [other]] = [
      (await feed('/calendar/talks/9.ics')).events,
      (await feed(series)).events,
    ];
    expect(one?.uid).toBe(other?.uid);
  });

  it('of an older series is told by its key', async () => {
    const s = await stage([nine]);
    await s.change([{ ...talkNine, starts: '2020-07-08 18:00', ends: '2020-07-08 19:00' }], {
      key: 'new',
    });
    const at = async (path: string) => (await s.feed(path)).events[0]?.start.slice(0, 10);
    expect(await at('/calendar/talks/9.ics')).toBe('2020-07-08');
    expect(await at('/calendar/talks/new-9.ics')).toBe('2020-07-08');
    expect(await at('/calendar/talks/icdd-9.ics')).toBe('2019-07-10');
  });

  it.each(['/calendar/talks/99.ics', '/calendar/talks/9', '/calendar/talks/other-9.ics'])(
    'is not found: %s',
    async (path) => {
      const { get } = await stage([nine]);
      expect((await get(path)).status).toBe(404);
    },
  );
});
