// A digest of one's own, in a direct conversation: set by anybody, drawn for one person, held back by quiet hours.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import type { Account } from '../../src/kernel/account.ts';
import { day, hour, minute } from '../../src/kernel/time.ts';
import { noteActivity } from '../../src/people/store/activity.ts';
import { setQuietHours } from '../../src/people/store/quiet-hours.ts';
import { ensurePerson } from '../../src/people/store.ts';
import { seatWords } from '../../src/seats/commands.ts';
import { begin as beginChannel, tuesday9 } from './channel.ts';
import { general, linesOf, monday, type Who } from './stage.ts';

const account = (user: string): Account => ({ platform: 'web', workspace: '', user });

/** Ana, who is no organiser, and her direct conversation with the bot. */
async function begin() {
  const on = await beginChannel();
  const place = { conversation: { ...general, channel: 'direct-ana' }, kind: 'direct' } as const;
  const seats = seatWords(on.ports);
  const person = await on.database.write((tx) =>
    ensurePerson(tx, account('ana'), on.ports.newId, monday),
  );
  const ana: Who = { user: 'ana', organiser: false, place, person };
  return {
    ...on,
    ana,
    person,
    says: (typed: string, more: Who = {}) => on.type(typed, { ...ana, ...more }),
    seat: async (typed: string, user: string) =>
      linesOf(
        await on.stage.type(seats, typed, {
          user,
          person: await on.database.write((tx) =>
            ensurePerson(tx, account(user), on.ports.newId, monday),
          ),
        }),
      ),
    own: () => on.posts().filter((post) => post[0]?.startsWith('Your daily digest')),
  };
}

describe('one’s own digest', () => {
  it('is set by anybody, and said at once', async () => {
    const on = await begin();
    expect(await on.says('digest here 09:00')).toEqual([
      'Your own digest comes here Monday to Friday at 09:00 (Zurich time).',
      'The first one: Tue 9 Jul 2019, 09:00 (Zurich time)',
      'It shows your seats, your place in line, what is new and what is on in the next fourteen days. With nothing new and nothing on, and on holidays, nothing comes; your quiet hours hold it back.',
      'To stop it: /icdd digest off',
    ]);
    expect(on.posts()).toEqual([]);
    expect((await on.says('digest'))[1]).toBe('The next one: Tue 9 Jul 2019, 09:00 (Zurich time)');
    expect(await on.says('digest off')).toEqual([
      'Your own digest does not come any more.',
      'To set the time: /icdd digest here 09:00',
    ]);
    expect((await on.says('digest off'))[0]).toBe(
      'You have set no digest of your own. Nothing was changed.',
    );
    expect((await on.says('digest'))[0]).toBe('You have set no digest of your own.');
    await on.at(tuesday9);
    expect(on.posts()).toEqual([]);
  });

  it('shows what the person holds, and what else is on', async () => {
    const on = await begin();
    await on.says('digest here 09:00');
    await on.seat('register 9', 'ana');
    for (const who of ['ben', 'cleo', 'dora', 'eve', 'ana']) await on.seat('register 12', who);
    await on.at(tuesday9);
    expect(on.platform.posts().map((post) => post.conversation.channel)).toEqual(['D-ana']);
    expect(on.own()).toEqual([
      [
        'Your daily digest · Tue 9 Jul 2019',
        'You have a seat in talk 9 and are on the waiting list of talk 12.',
        '---',
        'My seats and places',
        'Talk 9: Robots at work',
        'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
        '3179-R-D05',
        'You have a seat.',
        'meter 2 / 4',
        '[Cancel my seat] [Give to a colleague] [Details]',
        '---',
        'Talk 12: Robots at home',
        'Wed 21 Aug 2019, 18:00–19:00 (Zurich time)',
        '3179-R-D05',
        'You are number 1 on the waiting list.',
        'meter 4 / 4 · 1 waiting',
        '[Leave the waiting list] [Details]',
        '---',
        'To stop it: /icdd digest off',
      ],
    ]);
    await on.at(tuesday9 + day);
    expect(on.own()[1]).toContain('Also in the next fourteen days');
    expect(on.own()[1]).toContain(
      'Registration closes today: Wed 10 Jul 2019, 12:00 (Zurich time)',
    );
  });

  it('tells a better place in line, to whoever waits', async () => {
    const on = await begin();
    for (const who of ['ben', 'cleo', 'dora', 'eve', 'fay', 'ana'])
      await on.seat('register 12', who);
    await on.says('digest here 09:00');
    await on.seat('cancel 12', 'fay');
    await on.at(tuesday9);
    expect(on.own()[0]?.slice(1, 4)).toEqual([
      'You are on the waiting list of talk 12.',
      'New since the last digest',
      '- Talk 12: your number on the waiting list: 2 → 1',
    ]);
    await on.at(tuesday9 + day);
    expect(on.own()[1]).not.toContain('New since the last digest');
  });

  it('comes once, and not where there is nothing to say', async () => {
    const on = await begin();
    await on.says('digest here 09:00');
    await on.seat('register 12', 'ana');
    await on.at(tuesday9);
    await on.at(tuesday9 + minute);
    expect(on.own()).toHaveLength(1);
    const september = Date.UTC(2019, 8, 2, 7);
    await on.database.write((tx) =>
      tx.run(sql`UPDATE digests SET set_at = ${september - 1}, due_at = NULL`),
    );
    await on.at(september);
    expect(on.own()).toHaveLength(1);
  });

  it('counts in the person’s own zone unless one is typed, and speaks the language that is', async () => {
    const on = await begin();
    expect((await on.says('digest here 09:00', { zone: 'Asia/Kolkata' }))[0]).toBe(
      'Your own digest comes here Monday to Friday at 09:00 (Kolkata time).',
    );
    expect((await on.says('digest here 17:00 Europe/Paris daily fr'))[0]).toBe(
      'Your own digest comes here every day at 17:00 (Paris time).',
    );
    await on.at(monday + 8 * hour);
    expect(on.posts().at(-1)?.[0]).toBe('Votre résumé du jour · lun. 8 juil. 2019');
  });

  it('is shown at once where it is asked for, and the day’s own comes all the same', async () => {
    const on = await begin();
    const lines = await on.says('digest now');
    expect(lines.slice(0, 4)).toEqual([
      'Your daily digest · Mon 8 Jul 2019',
      'You have no seat and wait for none.',
      '---',
      'In the next fourteen days',
    ]);
    expect(on.posts()).toEqual([]);
    on.series.now = Date.UTC(2019, 8, 2, 7);
    expect(await on.says('digest now')).toEqual([
      'No talk takes place in the next fourteen days, and nothing is new.',
    ]);
  });

  it('is answered once however often it is delivered', async () => {
    const on = await begin();
    for (const typed of ['digest here 09:00', 'digest now', 'digest off', 'digest']) {
      await on.says(typed, { delivery: typed });
      await expect(on.says(typed, { delivery: typed })).rejects.toThrow(AlreadyAnswered);
    }
  });

  it('stands beside that of a channel', async () => {
    const on = await begin();
    await on.says('digest here 09:00');
    await on.type('digest here 09:00');
    await on.at(tuesday9);
    expect(on.posts().map((post) => post[0])).toEqual([
      'From now on the digest comes to this channel Monday to Friday at 09:00 (Zurich time).',
      'Your daily digest · Tue 9 Jul 2019',
      'Daily digest · Tue 9 Jul 2019',
    ]);
  });
});

describe('quiet hours', () => {
  const quiet = (from: string, to: string) => ({ from, to });

  it('are told to whoever sets one for a time within them', async () => {
    const on = await begin();
    const hours = (from: string, to: string) =>
      on.database.write((tx) => setQuietHours(tx, on.person, quiet(from, to)));
    await hours('22:00', '10:30');
    expect((await on.says('digest here 09:30')).slice(1, 3)).toEqual([
      'The first one: Mon 8 Jul 2019, 09:30 (Zurich time)',
      'Your quiet hours hold it back until: Mon 8 Jul 2019, 10:30 (Zurich time)',
    ]);
    expect((await on.says('digest'))[2]).toContain('10:30');
    expect((await on.says('digest here 23:00'))[2]).toBe(
      'Your quiet hours hold at that time and last into the next day: it does not come.',
    );
    await hours('22:00', '07:00');
    expect((await on.says('digest here 09:30')).join()).not.toContain('hold it back until');
  });

  it.each([
    // Until 10:00: it comes then.
    ['08:00', '10:00', tuesday9 + hour],
    // Until 20:00, which is later than it would otherwise be of use.
    ['08:00', '20:00', tuesday9 + 11 * hour],
    ['20:00', '08:00', tuesday9],
  ])('from %s to %s hold it back to their end', async (from, to, at) => {
    const on = await begin();
    await on.database.write((tx) => setQuietHours(tx, on.person, quiet(from, to)));
    await on.says('digest here 09:00');
    await on.at(tuesday9);
    await on.at(at - minute);
    expect(on.own()).toHaveLength(at === tuesday9 ? 1 : 0);
    await on.at(at);
    await on.at(at + minute);
    expect(on.own()).toHaveLength(1);
  });

  it('that last into the next day leave that day to its own', async () => {
    const on = await begin();
    await on.database.write((tx) => setQuietHours(tx, on.person, quiet('22:00', '07:00')));
    await on.says('digest here 23:00 daily');
    for (let at = monday + 13 * hour; at < monday + 2 * day; at += hour) await on.at(at);
    expect(on.own()).toEqual([]);
  });
});

describe('whoever is gone or has stopped it', () => {
  it('gets none any more, even one that was on its way', async () => {
    const on = await begin();
    await on.says('digest here 09:00');
    on.platform.answerNext('post', { kind: 'later', afterMs: 60_000, limits: 'server' });
    on.series.now = tuesday9;
    await on.during(on.work.run(tuesday9));
    await on.says('digest off');
    await on.quiet();
    expect(on.posts()).toEqual([]);
    await on.says('digest here 09:00');
    await on.database.write((tx) => noteActivity(tx, account('ana'), false, monday));
    await on.at(tuesday9 + day);
    expect(on.posts()).toEqual([]);
  });
});
