// Follower counts as a picture: what is asked, what is answered, and how it comes where an answer holds no picture.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { followerDrawers } from '../../src/followers/jobs/plots.ts';
import { readPlot, scaleOf, seriesOf, thinned } from '../../src/followers/rules/plots.ts';
import type { Reading } from '../../src/followers/rules.ts';
import { watchedAccountId } from '../../src/kernel/ids.ts';
import { plusDays } from '../../src/kernel/time.ts';
import { ana, luc, mona, openStage, type Stage } from './stage.ts';

describe('the word for a picture', () => {
  it.each([
    ['plot', true, ''],
    ['x plot', true, 'x'],
    ['plot x', true, 'x'],
    ['x Plot since january', true, 'x since january'],
    ['graphique', true, ''],
    ['facebook graphique depuis janvier', true, 'facebook depuis janvier'],
    ['x', false, 'x'],
    ['plotter', false, 'plotter'],
  ])('in “%s”', (typed, plot, rest) => {
    expect(readPlot(typed)).toEqual({ plot, rest });
  });
});

describe('a count that is told cut down', () => {
  it('has a band between what it may be, where there is more than one such number', () => {
    const told = (on: string, value: number): Reading => ({
      on,
      value,
      bound: 'floor3',
      origin: 'network',
      source: 's',
    });
    expect(seriesOf('a', [told('2026-11-01', 950), told('2026-11-02', 1_000)])).toEqual({
      name: 'a',
      steps: true,
      points: [
        { on: '2026-11-01', value: 950 },
        { on: '2026-11-02', value: 1_000, between: [1_000, 1_009] },
      ],
    });
  });
});

const readings = (count: number): readonly Reading[] =>
  Array.from({ length: count }, (_, i) => ({
    on: plusDays('2009-07-10', i),
    origin: 'file',
    source: 's',
    value: i,
    bound: 'exact',
  }));

describe('what a picture shows', () => {
  it('of ten years: as many points as it has room for, the first and the last among them', () => {
    const drawn = thinned(readings(3650));
    expect(drawn).toHaveLength(120);
    expect([drawn[0]?.value, drawn.at(-1)?.value]).toEqual([0, 3649]);
    expect(thinned(readings(120))).toHaveLength(120);
  });

  it('on a scale of factors where one count is many times another', () => {
    const line = (name: string, ...values: readonly number[]) => ({
      name,
      steps: false,
      points: values.map((value, i) => ({ on: `2019-07-0${i + 1}`, value })),
    });
    expect(scaleOf([line('a', 100, 110), line('b', 900)])).toBe('log');
    expect(scaleOf([line('a', 100, 110), line('b', 400)])).toBe('linear');
    expect(scaleOf([line('a', 1, 900)])).toBe('linear');
    expect(scaleOf([line('a', 0, 1), line('b', 900)])).toBe('linear');
  });
});

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await stage.load(`accounts: { x: [CERN], instagram: [cern], facebook: [cern] }
readings:
  - { network: x, account: CERN, on: 2019-06-08, value: 2500000, bound: exact, source: page }
  - { network: x, account: CERN, on: 2019-07-08, value: 2505343, bound: exact, source: page }
  - { network: instagram, account: cern, on: 2019-02-03, value: 350000, bound: atLeast, source: page }
  - { network: instagram, account: cern, on: 2019-07-08, value: 400000, bound: atLeast, source: page }
  - { network: facebook, account: cern, on: 2019-07-08, value: 700000, bound: atMost, source: page }
`);
});
afterEach(async () => {
  expect(stage.faults()).toEqual([]);
  await stage.close();
});

const spaced = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
const waiting = () =>
  stage.database.read((read) =>
    read.all<{ params: string; recipient: string }>(sql`SELECT params, recipient FROM outbox`),
  );

describe('where an answer holds a picture', () => {
  it('it shows it, with the numbers in words and what could not be drawn', async () => {
    expect(await stage.types(ana, 'followers plot')).toBe(
      [
        'Followers',
        '(Followers)',
        'X: 2,505,343 followers on 8 Jul 2019; +5,343 (8 Jun 2019 to 8 Jul 2019)',
        'Instagram: more than 400,000 followers on 8 Jul 2019; cannot be said from “more than 350,000” (3 Feb 2019) and “more than 400,000” (8 Jul 2019)',
        'Not plotted, with fewer than two readings since 8 Jul 2018: Facebook.',
        '[All networks | followers]',
      ].join('\n'),
    );
    expect(await waiting()).toEqual([]);
  });

  it('in French, of one network and since a day', async () => {
    expect(spaced(await stage.types(luc, 'abonnés x graphique depuis juin'))).toBe(
      [
        'Abonnés X',
        '(X)',
        'X : 2 505 343 abonnés le 8 juil. 2019 ; +5 343 (du 8 juin 2019 au 8 juil. 2019)',
        '[Tous les réseaux | abonnés]',
      ].join('\n'),
    );
  });

  it('by the button of all, and of one', async () => {
    expect(await stage.types(ana, 'followers')).toContain('[Plot | followers plot]');
    expect(await stage.types(ana, 'followers x')).toContain('[Plot | followers x plot]');
    expect(await stage.types(ana, 'followers facebook')).not.toContain('[Plot');
    expect(await stage.presses(ana, { verb: 'plot' })).toContain('(Followers)');
    const rows = await stage.database.read((read) =>
      read.all<{ id: string }>(sql`SELECT id FROM follower_accounts WHERE network = 'x'`),
    );
    const watched = watchedAccountId(rows[0]?.id ?? '');
    expect(await stage.presses(ana, { verb: 'plot-account', watched })).toContain('(X)');
  });

  it.each([
    ['followers facebook plot', 'Nothing can be plotted: that takes two readings'],
    ['followers myspace plot', 'No follower counts are kept for “myspace”'],
    ['followers plot since tomorrow', 'is no date'],
  ])('“%s” says why there is none', async (typed, said) => {
    expect(await stage.types(ana, typed)).toContain(said);
  });
});

describe('where an answer holds none', () => {
  it('it has the numbers, and the picture waits for the direct conversation, once', async () => {
    const [first, ...others] = await stage.events(mona, 'followers x plot', 3);
    expect(first).toBe(
      [
        'X followers',
        'X: 2,505,343 followers on 8 Jul 2019; +5,343 (8 Jun 2019 to 8 Jul 2019)',
        'The picture comes in our direct conversation.',
        '[All networks | followers]',
      ].join('\n'),
    );
    expect(others).toEqual(['silence', 'silence']);
    expect(await waiting()).toHaveLength(1);
  });

  it('nothing waits where nothing can be drawn', async () => {
    expect(await stage.types(mona, 'followers facebook plot')).toContain('Nothing can be plotted');
    expect(await waiting()).toEqual([]);
  });

  it('it is drawn from the readings as they are when it is sent, and dropped where they are gone', async () => {
    await stage.types(mona, 'followers plot');
    const [row] = await waiting();
    const params = JSON.parse(row?.params ?? '{}') as Record<string, string>;
    const [, drawer] = followerDrawers({ seriesZone: 'Europe/Zurich' })[0] ?? [];
    const draw = () =>
      stage.database.read((read) =>
        (drawer as NonNullable<typeof drawer>)(
          { params, now: stage.now, superseded: false },
          {
            language: 'fr',
            zone: 'Europe/Zurich',
            account: undefined,
            conversation: undefined,
            command: '/icdd',
          },
          read,
        ),
      );
    const card = (await draw()) as Card;
    expect(card.blocks.filter(({ kind }) => kind === 'chart')).toHaveLength(1);
    await stage.database.write((tx) => tx.run(sql`DELETE FROM follower_readings`));
    expect(await draw()).toEqual({ dropped: 'nothing to plot any more' });
  });
});
