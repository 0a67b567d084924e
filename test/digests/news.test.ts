// What is new since the last digest: compared by a rule, and told in a channel once, whatever happens between.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { createTransact } from '../../src/app/transact.ts';
import { digestDueWork } from '../../src/digests/jobs.ts';
import { type News, newsOf, since, type Told } from '../../src/digests/rules/news.ts';
import { decided } from '../../src/kernel/facts.ts';
import { day, hour } from '../../src/kernel/time.ts';
import { touchTalk } from '../../src/seats/settle.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { readSeason } from '../../src/talks/files.ts';
import { mergeSeason } from '../../src/talks/season-store.ts';
import { open } from '../support/sqlite.ts';
import { begin, tuesday9, workingDays } from './channel.ts';
import { monday, season } from './stage.ts';

const told: Told = {
  startsAt: monday,
  endsAt: monday + hour,
  zone: 'Europe/Zurich',
  place: '3179-R-D05',
  title: 'Robots at work',
  speakers: true,
  capacity: 45,
  cancelled: false,
};

describe('what is new about a talk', () => {
  it.each<[string, Partial<Told> | undefined, Partial<Told>, readonly News[]]>([
    ['one that was never told of', undefined, {}, ['new']],
    ['one that was added and cancelled', undefined, { cancelled: true }, []],
    ['nothing', {}, {}, []],
    ['another day', {}, { startsAt: monday + day, endsAt: monday + day + hour }, ['moved']],
    ['a later end', {}, { endsAt: monday + 2 * hour }, ['moved']],
    ['another zone for the same time', {}, { zone: 'Europe/Paris' }, []],
    ['another place', {}, { place: '500-1-001' }, ['place']],
    ['the same place, written otherwise', {}, { place: '3179 r d05' }, []],
    ['a title where there was none', { title: undefined }, {}, ['title']],
    ['another title', {}, { title: 'Lasers' }, ['retitled']],
    ['a title taken back', {}, { title: undefined }, []],
    ['a speaker where there was none', { speakers: false }, {}, ['speakers']],
    ['more seats', {}, { capacity: 60 }, ['seats']],
    ['fewer seats', {}, { capacity: 30 }, []],
    ['cancelled, whatever else', {}, { cancelled: true, place: '500-1-001' }, ['cancelled']],
    ['cancelled as before', { cancelled: true }, { cancelled: true, place: '500-1-001' }, []],
    ['after all', { cancelled: true }, { place: '500-1-001' }, ['revived', 'place']],
    ['a better place in line', { line: 3 }, { line: 2 }, ['line']],
    ['a place in line where there was none', {}, { line: 2 }, []],
    ['a seat after a place in line', { line: 1 }, {}, []],
    [
      'much at once',
      { title: undefined, speakers: false },
      { startsAt: monday + day, capacity: 60 },
      ['moved', 'title', 'speakers', 'seats'],
    ],
  ])('%s', (_, before, now, news) => {
    expect(newsOf(before && { ...told, ...before }, { ...told, ...now })).toEqual(news);
  });

  it('is kept with what was told of it; a talk that is no more is no news', () => {
    const moved = { ...told, startsAt: monday + day };
    expect(since({ a: told, b: told, gone: told }, { a: told, b: moved, c: told })).toEqual({
      b: told,
      c: null,
    });
  });
});

const headline = 'New since the last digest';

/** A channel with a digest at 09:00, and an operator who changes its season file. */
async function channel() {
  const on = await begin(async () => undefined);
  await on.type('digest here 09:00');
  const load = async (text: string) => {
    const read = readSeason(text);
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    await on.ports.transact({ job: 'season' }, async (tx) => {
      const merged = await mergeSeason(tx, read.value, on.ports.newId, on.series.now);
      return decided(merged.report, ...merged.facts);
    });
    await on.quiet();
  };
  /** The lines of news of the newest post; empty where it has none. */
  const news = () => {
    const lines = on.posts().at(-1) ?? [];
    const from = lines.indexOf(headline);
    if (from < 0) return [];
    return lines.slice(
      from + 1,
      lines.findIndex((l, i) => i > from && !l.startsWith('- ')),
    );
  };
  return { ...on, load, news };
}

const dayAfter = (days: number) => tuesday9 + days * day;
const moved = season.replace(
  '{ number: 10, starts: 2019-07-24 18:00, ends: 2019-07-24 19:00',
  '{ number: 10, starts: 2019-07-25 17:00, ends: 2019-07-25 18:00',
);

describe('the digest of a channel', () => {
  it('says what became new since it was set, once', async () => {
    const on = await channel();
    await on.load(
      moved
        .replace('title: Robots at home', 'title: Robots at home, capacity: 9')
        .concat(
          '  - { number: 13, starts: 2019-09-04 18:00, ends: 2019-09-04 19:00, title: Quarks }\n',
        ),
    );
    await on.at(tuesday9);
    expect(on.news()).toEqual([
      '- Talk 10: moved: Wed 24 Jul 2019, 18:00–19:00 (Zurich time) → Thu 25 Jul 2019, 17:00–18:00 (Zurich time)',
      '- Talk 12: more seats: 4 → 9',
      '- Talk 13: new, on Wed 4 Sept 2019, 18:00 (Zurich time): “Quarks”',
    ]);
    await on.at(dayAfter(1));
    expect(on.news()).toEqual([]);
  });

  it('says nothing of what was turned back before it came', async () => {
    const on = await channel();
    await on.load(moved);
    await on.load(season);
    await on.at(tuesday9);
    expect(on.news()).toEqual([]);
  });

  it('tells a cancelled talk, and that it takes place after all', async () => {
    const on = await channel();
    await on.at(tuesday9);
    await on.load(season.replace('title: Dark matter', 'title: Dark matter, cancelled: A flood.'));
    await on.at(dayAfter(1));
    expect(on.news()).toEqual(['- Talk 10: cancelled: A flood.']);
    await on.load(season);
    await on.at(dayAfter(2));
    expect(on.news()).toEqual([
      '- Talk 10: takes place after all, on Wed 24 Jul 2019, 18:00 (Zurich time)',
    ]);
  });

  it('comes for a change alone, where no talk is ahead', async () => {
    const on = await channel();
    const september = Date.UTC(2019, 8, 2, 7);
    const far = (ends: string) =>
      season.concat(`  - { number: 13, starts: 2019-11-27 18:00, ends: ${ends} }\n`);
    await on.load(far('2019-11-27 19:00'));
    await on.at(tuesday9);
    await on.database.write((tx) =>
      tx.run(sql`UPDATE digests SET set_at = ${september - 1}, due_at = NULL`),
    );
    await on.at(september);
    const before = on.posts().length;
    await on.load(far('2019-11-27 20:00'));
    await on.at(september + day);
    expect(on.posts().slice(before)).toEqual([
      [
        'Daily digest · Tue 3 Sept 2019',
        headline,
        '- Talk 13: moved: Wed 27 Nov 2019, 18:00–19:00 (Zurich time) → Wed 27 Nov 2019, 18:00–20:00 (Zurich time)',
      ],
    ]);
    await on.at(september + 2 * day);
    expect((await on.days()).slice(-3)).toEqual([
      { local_date: '2019-09-02', how: 'empty' },
      { local_date: '2019-09-03', how: 'sent' },
      { local_date: '2019-09-04', how: 'empty' },
    ]);
  });

  it('tells after skipped and refused days what it could not tell then', async () => {
    const on = await channel();
    await on.at(tuesday9);
    await on.load(moved);
    // A whole Wednesday is missed, and on Thursday the channel takes nothing.
    await on.at(dayAfter(1) + 12 * hour);
    on.platform.answerNext('post', { kind: 'refused', why: 'not-allowed', detail: '' });
    await on.at(dayAfter(2));
    await on.at(dayAfter(3));
    expect(on.news()).toHaveLength(1);
    await on.at(dayAfter(6));
    expect(on.news()).toEqual([]);
  });

  it('tells once, whichever of two programs posts it and restarts', async () => {
    const on = await channel();
    const other = async () => {
      const database = await open(`file:${on.database.path}`, migrations);
      const { newId, now } = on.ports;
      const transact = createTransact({
        database,
        machineNow: () => 0,
        ports: { newId, now },
        committed: () => undefined,
      });
      return {
        database,
        work: digestDueWork({ ...on.ports, database, transact }, workingDays),
      };
    };
    await on.load(moved);
    for (const [i, lines] of [1, 0, 0].entries()) {
      on.series.now = dayAfter(i);
      const second = await other();
      await on.during(Promise.all([second.work.run(on.series.now), on.work.run(on.series.now)]));
      await second.database.close();
      await on.quiet();
      expect(on.news()).toHaveLength(lines);
    }
    expect(on.posts().filter((post) => post[0]?.startsWith('Daily'))).toHaveLength(3);
  });

  it('follows its talks while it stands: what is no longer so is no longer said', async () => {
    const on = await channel();
    await on.load(moved);
    await on.at(tuesday9);
    const edits = on.platform.edits().length;
    await on.load(season);
    const last = on.platform.edits().at(-1);
    expect(on.platform.edits().length).toBeGreaterThan(edits);
    expect(JSON.stringify(last?.card)).not.toContain('moved');
  });

  it('counts anew after it was stopped, and goes on where its time was changed', async () => {
    const on = await channel();
    await on.type('digest off');
    await on.load(moved);
    await on.type('digest here 10:00');
    await on.at(tuesday9 + hour);
    expect(on.news()).toEqual([]);
    await on.load(season);
    await on.type('digest here 11:00');
    await on.at(dayAfter(1) + 2 * hour);
    expect(on.news()).toHaveLength(1);
  });

  it('asked for at once shows what is new, and keeps it for the day’s own', async () => {
    const on = await channel();
    await on.load(moved);
    await on.type('digest now');
    expect(on.news()).toHaveLength(1);
    await on.at(tuesday9);
    expect(on.news()).toHaveLength(1);
  });

  it('forgets what it told before, and keeps little', async () => {
    const on = await channel();
    for (let i = 0; i < 4; i += 1) {
      await on.at(dayAfter(i));
      const talk = await on.talk(10);
      await on.database.write((tx) => touchTalk(tx, talk));
    }
    const rows = await on.rows(sql`SELECT notice_key FROM digest_told`);
    expect(rows.length).toBeLessThanOrEqual(2);
  });
});
