// A person's own page: what it shows to whom, whichever way they come to it; in both languages.
import sql from 'sql-template-tag';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IncomingVisit } from '../../src/chat/incoming.ts';
import { cardOf } from '../../src/chat/reply.ts';
import { inAnswer, onPage, sharesOf } from '../../src/home/rules.ts';
import { hour } from '../../src/kernel/time.ts';
import {
  type Conversation,
  conversation,
  type Fields,
  linesOf,
  load,
  monday,
  type Program,
  program,
  talkNine,
  talkTen,
  typing,
  web,
} from '../seats/stage.ts';

const nine: Fields = { ...talkNine, title: 'Beyond KPIs' };
let clock: { now: number };
let stage: Program;
let on: Conversation;

beforeEach(async () => {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
});

const seen = async (user: string, typed: string) => linesOf(await on.types(user, typed));

/** What stands on the page itself. */
async function page(user: string): Promise<readonly string[]> {
  const { text: _, ...arrived } = typing(web(user), '');
  const visit: IncomingVisit = { ...arrived, kind: 'visit' };
  const card = cardOf(await on.receive(visit));
  if (!card) throw new Error('a visit is answered with a page');
  return linesOf(card);
}

const when = 'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)';
const settings = [
  '---',
  'My settings',
  'Language: English',
  'Time zone: Europe/Zurich',
  'Reminder, the day before: on: “Still coming?” at 10:00 in the talk’s time zone',
  'Reminder, one hour before: on: where to go',
  'Quiet hours: none',
  'My daily digest: off',
  'For a digest of your own, write digest here 09:00 to me directly.',
  '[Your reminders: remind]',
  '[Language and zone: language]',
  '[Calendar addresses: calendar]',
];

describe('my own page', () => {
  it('shows what I hold first, then what else is on, then what I have set', async () => {
    await load(stage, [nine, { ...talkTen, capacity: 1 }]);
    await on.types('ben', 'register 10');
    await on.types('ana', 'register 10');
    expect(await seen('ana', 'mine')).toEqual([
      'My seats and places',
      'Talk 10: title to be announced',
      'Wed 24 Jul 2019, 18:00–19:00 (Zurich time)',
      'IdeaSquare',
      'You are number 1 on the waiting list.',
      '1 / 1 · 1 waiting',
      '[Leave the waiting list: cancel 10]',
      '[Details: show 10]',
      '---',
      'Other upcoming talks',
      'Talk 9: Beyond KPIs',
      when,
      'IdeaSquare',
      '0 / 45',
      '[Register: register 9]',
      '[Details: show 9]',
      ...settings,
    ]);
  });

  it('says the same typed, pressed and looked at', async () => {
    await load(stage, [nine, talkTen]);
    await on.types('ana', 'register 9');
    const typed = await seen('ana', 'mine');
    expect(linesOf(await on.presses('ana', { verb: 'mine' }))).toEqual(typed);
    expect(await page('ana')).toEqual(typed);
    for (const word of ['moi', 'my', 'Mes']) expect(await seen('ana', word)).toEqual(typed);
  });

  it('is there for whoever never asked for anything', async () => {
    await load(stage, [nine]);
    expect(await page('nobody')).toEqual([
      'You have no seat and wait for none.',
      'Upcoming talks',
      'Talk 9: Beyond KPIs',
      when,
      'IdeaSquare',
      '0 / 45',
      '[Register: register 9]',
      '[Details: show 9]',
      ...settings,
    ]);
  });

  it('says what was last where the season is over, and that nothing is on before it begins', async () => {
    expect((await page('ana')).slice(0, 3)).toEqual([
      'You have no seat and wait for none.',
      'No upcoming talks.',
      '---',
    ]);
    await load(stage, [nine, talkTen]);
    clock.now = Date.UTC(2019, 7, 1);
    expect((await page('ana')).slice(0, 5)).toEqual([
      'You have no seat and wait for none.',
      'No upcoming talks.',
      'The last was 10 (Wed 24 Jul 2019): /icdd list past',
      '[Past talks: list past]',
      '---',
    ]);
  });

  it('names no other talks where all are mine, nor a cancelled one that is not', async () => {
    await load(stage, [nine, { ...talkTen, cancelled: 'strike' }]);
    await on.types('ana', 'register 9');
    expect((await page('ana')).filter((line) => /talks$|^Talk /.test(line))).toEqual([
      'Talk 9: Beyond KPIs',
    ]);
  });

  it('keeps a seat in a talk that was cancelled, and one in a talk that runs', async () => {
    await load(stage, [nine, talkTen]);
    await on.types('ana', 'register 9');
    await on.types('ana', 'register 10');
    await load(stage, [nine, { ...talkTen, cancelled: 'strike' }]);
    clock.now = Date.UTC(2019, 6, 10, 16, 30);
    const lines = await page('ana');
    expect(
      lines.slice(0, lines.indexOf('My settings')).filter((l) => /^Talk|strike/.test(l)),
    ).toEqual(['Talk 9: Beyond KPIs', 'Talk 10: title to be announced', 'Cancelled: strike']);
  });

  it('follows what I set', async () => {
    await load(stage, [nine]);
    await on.types('ana', 'language fr');
    await on.types('ana', 'zone Asia/Kolkata');
    await on.types('ana', 'remind hour off');
    await on.types('ana', 'remind quiet 22:00-07:00');
    await on.asks('ana', 'digest here 08:30 mon,wed');
    const lines = await page('fred');
    expect(lines.slice(-11)).toEqual([
      'Mes réglages',
      'Langue: français',
      'Fuseau horaire: Europe/Zurich',
      'Rappel, la veille: oui : « Venez-vous toujours ? » à 10:00, dans le fuseau de la conférence',
      'Rappel, une heure avant: oui : où aller',
      'Heures de silence: aucune',
      'Mon résumé quotidien: non',
      'Pour un résumé personnel, écrivez-moi directement résumé ici 09:00.',
      '[Vos rappels: rappels]',
      '[Langue et fuseau: langue]',
      '[Adresses de calendrier: calendrier]',
    ]);
    const own = await page('ana');
    expect(own).toContain('Reminder, one hour before: off');
    expect(own).toContain('Quiet hours: 22:00–07:00 (Zurich time)');
    expect(own).toContain('My daily digest: on Monday and Wednesday at 08:30 (Zurich time)');
    expect(own).toContain('To stop your daily digest, write digest off to me directly.');
    await on.asks('ana', 'digest off');
    expect(await page('ana')).toContain('My daily digest: off');
  });
});

describe('a season of ten thousand talks', () => {
  it('fits on the page: the next few, and how many more there are', async () => {
    await load(stage, [nine]);
    await stage.database.write(async (tx) => {
      await tx.run(sql`
        WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 9999)
        INSERT INTO talks (id, series_id, number, zone, starts_at, ends_at, starts_local, ends_local,
          speakers, place, capacity, elsewhere, dinner, phase)
        SELECT 'many' || n, series_id, 100 + n, zone, starts_at + n * ${hour}, ends_at + n * ${hour},
          starts_local, ends_local, speakers, place, capacity, elsewhere, dinner, phase
        FROM talks, counted`);
      await tx.run(sql`
        INSERT INTO talk_locks (talk_id, revision) SELECT id, 1 FROM talks WHERE id LIKE 'many%'`);
    });
    for (const number of [9, 129, 10_099]) await on.types('ana', `register ${number}`);
    const titles = (lines: readonly string[]) => lines.filter((line) => line.startsWith('Talk '));
    const standing = await page('ana');
    expect(titles(standing)).toHaveLength(3 + onPage.others);
    expect(standing).toContain(`… and 9,991 more: type /icdd list.`);
    const answered = await seen('ana', 'mine');
    expect(titles(answered)).toHaveLength(3 + inAnswer.others);
    expect(titles(answered).slice(0, 3)).toEqual(titles(standing).slice(0, 3));
    expect(answered).toContain(`… and 9,994 more: type /icdd list.`);
  });
});

describe('how much of a page is shown', () => {
  it.each([
    [0, { mine: 0, others: 3 }],
    [2, { mine: 2, others: 3 }],
    [7, { mine: 7, others: 2 }],
    [9, { mine: 9, others: 0 }],
    [40, { mine: 9, others: 0 }],
  ])('to somebody with %s seats', (held, shares) => {
    expect(sharesOf(held, inAnswer)).toEqual(shares);
  });
});
