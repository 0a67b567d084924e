// What a channel sees of its digest as the days pass, on a real database with real delivery.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { createTransact } from '../../src/app/transact.ts';
import { digestDrawers } from '../../src/digests/jobs/drawers.ts';
import { digestDueWork } from '../../src/digests/jobs.ts';
import { day, hour, instantOf, localDate, minute } from '../../src/kernel/time.ts';
import { touchTalk } from '../../src/seats/settle.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { open } from '../support/sqlite.ts';
import { begin, followers, tuesday9, workingDays } from './channel.ts';
import { general, linesOf, monday } from './stage.ts';

describe('each day', () => {
  it('shows the talks of the next fourteen days with meter and buttons, and the followers', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    await on.at(tuesday9 - 1);
    expect(on.posts()).toHaveLength(1);
    await on.at(tuesday9);
    expect(on.posts()[1]).toEqual([
      'Daily digest · Tue 9 Jul 2019',
      'Talk 9: Robots at work',
      'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      '3179-R-D05',
      'meter 1 / 4',
      '[Register] [Cancel my seat] [Details]',
      '---',
      'Followers: X: 2,500,000 followers',
    ]);
    expect(await on.days()).toEqual([{ local_date: '2019-07-09', how: 'sent' }]);
    expect(await on.work.nextAt(tuesday9)).toBe(tuesday9 + day);
  });

  it('says that registration closes today, and reaches to the end of the fourteenth day', async () => {
    const on = await begin(async () => undefined);
    await on.type('digest here 09:00');
    await on.at(tuesday9);
    await on.at(tuesday9 + day);
    const lines = on.posts()[2] as string[];
    expect(lines).toContain('Registration closes today: Wed 10 Jul 2019, 12:00 (Zurich time)');
    expect(lines).toContain('Talk 10: Dark matter');
    expect(lines).not.toContain('Followers: X: 2,500,000 followers');
  });

  it('comes once, however many programs run it and however often', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    on.series.now = tuesday9;
    const database = await open(`file:${on.database.path}`, migrations);
    const { newId, now } = on.ports;
    const transact = createTransact({
      database,
      machineNow: () => 0,
      ports: { newId, now },
      committed: () => undefined,
    });
    const other = digestDueWork({ ...on.ports, database, transact }, workingDays);
    const runs = [on.work, other, on.work, other].map((work) => work.run(tuesday9));
    await on.during(Promise.all(runs));
    await database.close();
    await on.at(tuesday9 + minute);
    expect(on.posts()).toHaveLength(2);
    expect(await on.days()).toHaveLength(1);
  });

  it('does not come a second time where the time is changed on the same day', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    await on.at(tuesday9 + minute);
    const answer = await on.type('digest here 10:00');
    expect(answer[1]).toBe('The first one: Wed 10 Jul 2019, 10:00 (Zurich time)');
    await on.type('digest off');
    await on.type('digest here 11:00');
    await on.at(tuesday9 + 3 * hour);
    expect(on.posts().filter((post) => post[0]?.startsWith('Daily'))).toHaveLength(1);
    await on.at(tuesday9 + day + 2 * hour);
    expect(on.posts().filter((post) => post[0]?.startsWith('Daily'))).toHaveLength(2);
  });

  it.each([
    [18, 'sent'],
    [18.01, 'skipped'],
  ])('after downtime until %s o’clock it is %s', async (until, how) => {
    const on = await begin();
    await on.type('digest here 09:00');
    await on.at(tuesday9 + (until - 9) * hour);
    expect(await on.days()).toEqual([{ local_date: '2019-07-09', how }]);
    expect(on.posts()).toHaveLength(how === 'sent' ? 2 : 1);
    expect(on.logged.map((entry) => entry.event)).toEqual(how === 'sent' ? [] : ['digest skipped']);
  });

  it('skips each day of a long downtime, and sends the last', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    on.series.now = monday + 7 * day + hour;
    expect(await on.work.nextAt(on.series.now)).toBe(tuesday9);
    await on.at(on.series.now);
    expect(await on.days()).toEqual([
      { local_date: '2019-07-09', how: 'skipped' },
      { local_date: '2019-07-10', how: 'skipped' },
      { local_date: '2019-07-11', how: 'skipped' },
      { local_date: '2019-07-12', how: 'skipped' },
      { local_date: '2019-07-15', how: 'sent' },
    ]);
    expect(on.posts().at(-1)?.[0]).toBe('Daily digest · Mon 15 Jul 2019');
  });

  it.each([
    ['no talk comes within fourteen days', '2019-09-02'],
    // Talk 11, on 7 August.
    ['the only one that comes was cancelled before', '2019-07-26'],
  ])('is empty where %s', async (_, day) => {
    const on = await begin();
    await on.type('digest here 09:00');
    const later = instantOf(day, '09:00', 'Europe/Zurich');
    await on.database.write((tx) =>
      tx.run(sql`UPDATE digests SET set_at = ${later - 1}, due_at = NULL`),
    );
    await on.at(later);
    expect(await on.days()).toEqual([{ local_date: day, how: 'empty' }]);
    expect(on.posts()).toHaveLength(1);
  });

  it('is due first where the first of several channels is', async () => {
    const on = await begin();
    const other = { conversation: { ...general, channel: 'other' }, kind: 'channel' } as const;
    await on.type('digest here 17:00');
    await on.type('digest here 12:00', { place: other });
    await on.type('digest here 08:00', {
      place: { ...other, conversation: { ...general, channel: 'third' } },
    });
    expect(await on.work.nextAt(monday)).toBe(monday + 3 * hour);
  });

  it('costs a look at the first alone, however many are set', async () => {
    const on = await begin();
    for (let n = 0; n < 40; n += 1)
      await on.type(`digest here ${10 + (n % 8)}:00`, {
        place: { conversation: { ...general, channel: `c${n}` }, kind: 'channel' },
      });
    let statements = 0;
    const counting = {
      ...on.ports,
      database: {
        ...on.ports.database,
        read: <T>(body: Parameters<typeof on.database.read<T>>[0]) =>
          on.database.read((read) =>
            body({
              all: (query) => {
                statements += 1;
                return read.all(query);
              },
              get: (query) => {
                statements += 1;
                return read.get(query);
              },
            }),
          ),
      },
    };
    const work = digestDueWork(counting, workingDays);
    await work.nextAt(monday);
    statements = 0;
    expect(await work.nextAt(monday)).toBe(monday + hour);
    expect(statements).toBe(3);
  });

  it('does nothing for one that was stopped while others ran', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    on.series.now = tuesday9;
    const stopping = {
      ...on.ports,
      database: {
        ...on.ports.database,
        read: async <T>(body: Parameters<typeof on.database.read<T>>[0]) => {
          const found = await on.database.read(body);
          await on.database.write((tx) => tx.run(sql`UPDATE digests SET active = 0`));
          return found;
        },
      },
    };
    await on.during(digestDueWork(stopping, workingDays).run(tuesday9));
    expect(await on.days()).toEqual([]);
  });
});

describe('a posted digest', () => {
  it('says of the followers what was so on its day, also where it is drawn again later', async () => {
    const zone = 'Europe/Zurich';
    const on = await begin(async (_, __, now) => [`as of ${localDate(now, zone)}`]);
    await on.type('digest here 09:00');
    await on.at(tuesday9);
    on.series.now = tuesday9 + 20 * hour;
    const talk = await on.talk(9);
    await on.database.write((tx) => touchTalk(tx, talk));
    await on.database.write((tx) => tx.run(sql`UPDATE talks SET capacity = 6`));
    await on.quiet();
    const said = on.platform.edits().map((edit) => linesOf(edit.card).at(-1));
    expect(said).toEqual(['Followers: as of 2019-07-09']);
  });

  it('follows its talks, and says once where a newer one stands below', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    await on.at(tuesday9);
    const talk = await on.talk(9);
    await on.database.write(async (tx) => {
      await tx.run(sql`UPDATE talks SET capacity = 6 WHERE id = ${talk.id}`);
      await touchTalk(tx, talk);
    });
    await on.quiet();
    expect(on.platform.edits().map((edit) => linesOf(edit.card)[4])).toEqual(['meter 1 / 6']);
    await on.at(tuesday9 + day);
    const closing = on.platform.edits().slice(1);
    expect(closing.map((edit) => [edit.message, linesOf(edit.card)[1]])).toEqual([
      ['m2', 'There is a newer digest below.'],
    ]);
    expect(on.posts()[2]).toContain('Talk 9: Robots at work');
  });

  it('is dropped where none of its talks is left', async () => {
    const on = await begin();
    const drawer = digestDrawers(on.ports, followers, workingDays).get('digest');
    const drawing = {
      params: { on: '2019-07-09', talks: 'gone1' },
      now: monday,
      superseded: false,
    };
    const audience = {
      language: 'en',
      zone: 'Europe/Zurich',
      account: undefined,
      conversation: general,
      command: '/icdd',
    } as const;
    const drawn = await on.database.read(
      (read) => drawer?.(drawing, audience, read) ?? Promise.reject(),
    );
    expect(drawn).toEqual({ dropped: 'nothing is left to say' });
    const line = digestDrawers(on.ports, followers, workingDays).get('digest-set');
    const set = { ...drawing, params: { digest: 'gone1' } };
    expect(
      await on.database.read((read) => line?.(set, audience, read) ?? Promise.reject()),
    ).toEqual({
      dropped: 'no such digest',
    });
  });
});
