// Changes and the line of readings, as people read them, and how few rows they take.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plusDays } from '../../src/kernel/time.ts';
import { ana, luc, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  expect(stage.faults()).toEqual([]);
  await stage.close();
});

describe('with readings over time', () => {
  const reading = (on: string, value: number, bound = 'exact') =>
    `  - {network: instagram, account: CERN, on: ${on}, value: ${value}, bound: ${bound}, source: the page}\n`;
  const file = (...readings: string[]) =>
    `accounts: {instagram: [CERN]}\nreadings:\n${readings.join('')}`;

  it('the changes name their readings, and a line shows them', async () => {
    await stage.load(
      file(
        reading('2019-06-07', 400_000, 'atLeast'),
        reading('2019-06-24', 405_000),
        reading('2019-07-02', 408_000, 'floor3'),
        reading('2019-07-08', 412_000),
      ),
    );
    expect(await stage.types(ana, 'followers')).toBe(
      [
        'Followers',
        'Instagram – 412,000 followers',
        '8 Jul 2019 · the page',
        'Over a week: between +3,001 and +4,000 (2 Jul 2019 to 8 Jul 2019)',
        'Over a month: at most +12,000 (7 Jun 2019 to 8 Jul 2019)',
        'Milestone: 250,000 reached; 500,000 not before 21 Feb 2020 at this pace',
        '▁▄▆█  4 readings since 7 Jun 2019, from 400,000 to 412,000 · bounds are drawn at their number',
        '---',
        '[Plot | followers plot]',
        'More: /icdd followers instagram · /icdd followers since january',
      ].join('\n'),
    );
    expect(await stage.types(ana, 'followers since 24 June')).toBe(
      [
        'Followers since 24 Jun 2019',
        'Instagram – 412,000 followers',
        '8 Jul 2019 · the page',
        'Change: +7,000 (24 Jun 2019 to 8 Jul 2019)',
        '---',
        '[All networks | followers]',
      ].join('\n'),
    );
    expect(await stage.types(ana, 'followers since january')).toContain(
      'Change: cannot be said, no reading near 1 Jan 2019; the nearest other one is of 7 Jun 2019',
    );
    expect(await stage.types(ana, 'followers since today')).toContain(
      'Change: cannot be said, the newest reading is of 8 Jul 2019',
    );
  });

  it.each([
    [
      reading('2019-07-01', 400_000, 'atLeast'),
      reading('2019-07-08', 412_000, 'atLeast'),
      'cannot be said from “more than 400,000” (1 Jul 2019) and “more than 412,000” (8 Jul 2019)',
    ],
    [
      reading('2019-07-01', 412_000),
      reading('2019-07-08', 412_000),
      'no change (1 Jul 2019 to 8 Jul 2019)',
    ],
    [
      reading('2019-07-01', 412_000),
      reading('2019-07-08', 411_000),
      '−1,000 (1 Jul 2019 to 8 Jul 2019)',
    ],
    [
      reading('2019-07-01', 400_000),
      reading('2019-07-08', 412_000, 'atLeast'),
      'at least +12,000 (1 Jul 2019 to 8 Jul 2019)',
    ],
    [
      reading('2019-07-01', 412_000, 'floor3'),
      reading('2019-07-08', 412_000, 'floor3'),
      'between −999 and +999 (1 Jul 2019 to 8 Jul 2019)',
    ],
    [
      reading('2019-07-01', 412_999),
      reading('2019-07-08', 412_000, 'floor3'),
      'between −999 and 0 (1 Jul 2019 to 8 Jul 2019)',
    ],
  ])('%s%s', async (earlier, later, sentence) => {
    await stage.load(file(earlier, later));
    expect(await stage.types(ana, 'followers')).toContain(`Over a week: ${sentence}`);
    const french = await stage.types(luc, 'abonnés');
    expect(french).toMatch(/Sur une semaine: .*1er juil\. 2019/);
  });

  it('answers fast and reads few rows, however many there are', async () => {
    await stage.load(file(reading('2019-07-08', 1)));
    await stage.database.write(async (tx) => {
      const { id } = (await tx.get<{ id: string }>(sql`SELECT id FROM follower_accounts`)) as {
        id: string;
      };
      for (let back = 0; back < 20_000; back += 1) {
        const on = Number(plusDays('2019-07-07', -back).replaceAll('-', ''));
        for (const origin of ['hand', 'network'])
          await tx.run(sql`
            INSERT INTO follower_readings (account_id, read_on, origin, followers, bound, source, noted_at)
            VALUES (${id}, ${on}, ${origin}, ${500_000 - back}, 'exact', '', 0)`);
      }
    });
    const plan = await stage.database.read((read) =>
      read.all<{ detail: string }>(sql`
        EXPLAIN QUERY PLAN SELECT * FROM follower_readings
        WHERE account_id = ${'f'} AND read_on <= ${20190708} AND read_on >= (
          SELECT MIN(read_on) FROM (
            SELECT DISTINCT read_on FROM follower_readings
            WHERE account_id = ${'f'} AND read_on <= ${20190708}
            ORDER BY read_on DESC LIMIT 36) AS newest)
        ORDER BY read_on DESC`),
    );
    const steps = plan.map((step) => step.detail);
    expect(steps.filter((step) => step.includes('follower_readings'))).toEqual([
      expect.stringMatching(/^SEARCH .* USING INDEX/),
      expect.stringMatching(/^SEARCH .* USING COVERING INDEX/),
    ]);
    expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    const began = performance.now();
    for (let i = 0; i < 20; i += 1) await stage.types(ana, 'followers since 2010');
    expect((performance.now() - began) / 20).toBeLessThan(50);
    expect(await stage.types(ana, 'followers since 2010')).toContain('1 Jan 2010 to 8 Jul 2019');
  });
});
