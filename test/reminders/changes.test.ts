// Reminders when talks are moved or cancelled, when the program was down, when there are two of it, and for people who sleep elsewhere.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import type { Transact } from '../../src/delivery/ports.ts';
import type { Account } from '../../src/kernel/account.ts';
import { decided } from '../../src/kernel/facts.ts';
import { seatId } from '../../src/kernel/ids.ts';
import { day, hour, instantOf, minute, type Zone } from '../../src/kernel/time.ts';
import { noteActivity } from '../../src/people/store/activity.ts';
import { ensurePerson, mergePersons } from '../../src/people/store.ts';
import { remindersDue } from '../../src/reminders/jobs.ts';
import { dropOverdueReminders } from '../../src/reminders/store.ts';
import { insertSeat } from '../../src/seats/store.ts';
import { keyOf, load, monday, talkNine, talkOf, web } from '../seats/stage.ts';
import { type Stage, stage, told } from './stage.ts';

const zurich = 'Europe/Zurich';
const at = (on: string, time: string, zone: Zone = zurich) => instantOf(on, time, zone);
const dayBefore = at('2019-07-09', '10:00');
const hourBefore = at('2019-07-10', '17:00');
const starts = at('2019-07-10', '18:00');
const halfPastSix = { number: 9, starts: '2019-07-10 18:30', ends: '2019-07-10 19:30' };
const nextWeek = { number: 9, starts: '2019-07-17 18:00', ends: '2019-07-17 19:00' };

async function season(): Promise<Stage> {
  const on = await stage();
  await load(on, [talkNine]);
  await on.types('ana', 'register 9');
  return on;
}

/** What came by itself before a talk, without what else was told. */
const reminded = (on: Stage) =>
  told(on.sent()).filter((line) => /Still coming|starts at/.test(line));

describe('a talk that is moved', () => {
  it('before its reminder was due: it falls due for the new time alone', async () => {
    const on = await season();
    await on.until(dayBefore - minute);
    await load(on, [nextWeek]);
    expect(await on.scheduler.nextAt(on.clock.now)).toBe(dayBefore + 7 * day);
    await on.until(starts + 8 * day);
    expect(reminded(on)).toEqual([
      'ana 2019-07-16T08:00Z Still coming to talk 9?',
      'ana 2019-07-17T15:00Z Talk 9 starts at 18:00 (Zurich time).',
    ]);
  });

  it('after its reminder, to another week: asked anew', async () => {
    const on = await season();
    await on.until(dayBefore + hour);
    await load(on, [nextWeek]);
    await on.until(starts + 8 * day);
    expect(reminded(on)).toEqual([
      'ana 2019-07-09T08:00Z Still coming to talk 9?',
      'ana 2019-07-16T08:00Z Still coming to talk 9?',
      'ana 2019-07-17T15:00Z Talk 9 starts at 18:00 (Zurich time).',
    ]);
  });

  it('after its reminder, by half an hour: not asked twice, and told an hour before the new time', async () => {
    const on = await season();
    await on.until(dayBefore + hour);
    await load(on, [halfPastSix]);
    await on.until(starts + hour);
    expect(reminded(on)).toEqual([
      'ana 2019-07-09T08:00Z Still coming to talk 9?',
      'ana 2019-07-10T15:30Z Talk 9 starts at 18:30 (Zurich time).',
    ]);
  });

  it('while its reminder waits to be sent: not sent for the old time', async () => {
    const on = await season();
    on.clock.now = dayBefore;
    await on.scheduler.runDue(dayBefore);
    await load(on, [nextWeek]);
    await on.until(dayBefore + hour);
    expect(reminded(on)).toEqual([]);
    expect(await on.outbox()).toMatchObject([{ state: 'dropped', detail: 'the talk was moved' }]);
  });

  it('there and back: asked once', async () => {
    const on = await season();
    await on.until(dayBefore + hour);
    await load(on, [nextWeek]);
    await load(on, [talkNine]);
    await on.until(starts);
    expect(reminded(on)).toHaveLength(2);
  });

  it('in its words only: nothing is asked anew', async () => {
    const on = await season();
    await on.until(dayBefore + hour);
    await load(on, [{ ...talkNine, title: 'Robots', place: '500-1-001' }]);
    await on.until(starts);
    expect(reminded(on)).toHaveLength(2);
    expect(on.sent().at(-1)?.lines).toContain('Where: 500-1-001');
  });
});

describe('a talk that is cancelled', () => {
  const cancelled = { ...talkNine, cancelled: 'The speaker is ill.' };

  it('has no reminders, and each is logged as dropped', async () => {
    const on = await season();
    await load(on, [cancelled]);
    await on.until(starts + hour);
    expect(reminded(on)).toEqual([]);
    expect(on.logged.filter(({ event }) => event === 'reminders dropped')).toMatchObject([
      { facts: { reminder: 'day', why: 'cancelled' } },
      { facts: { reminder: 'hour', why: 'cancelled' } },
    ]);
  });

  it('while its reminder waits to be sent: not sent', async () => {
    const on = await season();
    on.clock.now = dayBefore;
    await on.scheduler.runDue(dayBefore);
    await load(on, [cancelled]);
    await on.until(dayBefore + hour);
    expect(reminded(on)).toEqual([]);
    expect(await on.outbox()).toMatchObject([
      { state: 'dropped', detail: 'the talk is cancelled' },
    ]);
  });

  it('and revived has those that are still to come, and none at an odd hour', async () => {
    const on = await season();
    await load(on, [cancelled]);
    await on.until(dayBefore + hour);
    await load(on, [talkNine]);
    await on.until(starts);
    expect(reminded(on)).toEqual(['ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).']);
  });
});

describe('after a time when no program ran', () => {
  it('what is overdue and of use is sent, once, and not to those who registered since', async () => {
    const on = await season();
    on.clock.now = dayBefore + 3 * hour;
    await on.types('ben', 'register 9');
    await on.leap(dayBefore + 3 * hour);
    await on.leap(dayBefore + 4 * hour);
    expect(reminded(on)).toEqual(['ana 2019-07-09T11:00Z Still coming to talk 9?']);
  });

  it('what is of no use any more is dropped and logged', async () => {
    const on = await season();
    await on.leap(hourBefore);
    expect(reminded(on)).toEqual(['ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).']);
    expect(on.logged.filter(({ event }) => event === 'reminders dropped')).toMatchObject([
      { facts: { reminder: 'day', why: 'useless' } },
    ]);
    await on.leap(starts + minute);
    expect(reminded(on)).toHaveLength(1);
  });

  it('a reminder in the outbox that comes too late is dropped', async () => {
    const on = await season();
    on.clock.now = dayBefore;
    await on.scheduler.runDue(dayBefore);
    await on.leap(hourBefore);
    expect(reminded(on)).toEqual(['ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).']);
    expect(await on.outbox()).toMatchObject([{ state: 'dropped', detail: 'useless by now' }, {}]);
  });

  it('a file that changed meanwhile does not hide what is overdue', async () => {
    const on = await season();
    on.clock.now = dayBefore + 2 * hour;
    await load(on, [{ ...halfPastSix, title: 'Robots' }]);
    await on.leap(dayBefore + 2 * hour);
    expect(reminded(on)).toEqual(['ana 2019-07-09T10:00Z Still coming to talk 9?']);
  });

  it('a restored copy sends nothing that may have been sent before', async () => {
    const on = await season();
    await on.types('ben', 'register 9');
    const now = dayBefore + 2 * hour;
    expect(await on.database.write((tx) => dropOverdueReminders(tx, now))).toBe(2);
    expect(await on.database.write((tx) => dropOverdueReminders(tx, now))).toBe(0);
    await on.leap(now);
    expect(reminded(on)).toEqual([]);
    await on.until(starts);
    expect(reminded(on)).toHaveLength(2);
  });

  it('a database older than reminders makes up for none', async () => {
    const on = await season();
    await on.database.write((tx) => tx.run(sql`DELETE FROM reminder_plans`));
    await on.leap(dayBefore + hour);
    expect(reminded(on)).toEqual([]);
    await on.until(starts);
    expect(reminded(on)).toEqual(['ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).']);
  });
});

describe('two programs on one database', () => {
  /** So many people with a seat in talk 9. */
  async function crowded(count: number): Promise<Stage> {
    const on = await stage();
    await load(on, [talkNine], { capacity: 1000 });
    const { id: talk } = await talkOf(on, 9);
    await on.database.write(async (tx) => {
      for (let i = 0; i < count; i += 1) {
        const person = await ensurePerson(tx, web(`p${i}`), on.ports.newId, monday);
        const [id, place] = [seatId(`seat${i}`), i + 1];
        const accountKey = keyOf(`p${i}`);
        await insertSeat(tx, {
          id,
          talk,
          person,
          accountKey,
          state: 'confirmed',
          place,
          since: monday,
        });
      }
    });
    on.clock.now = dayBefore;
    return on;
  }
  const keysOf = async (on: Stage) => (await on.outbox()).map(({ key }) => key.split(':')[2]);
  const seats = (count: number) => Array.from({ length: count }, (_, i) => `seat${i}`);

  /** As the scheduler does: what is left is foreseen for a later instant. */
  const allOf = async (one: Pick<Stage, 'scheduler'>) => {
    const times: number[] = [];
    for (let at: number | undefined = dayBefore; at !== undefined && at < dayBefore + hour; ) {
      times.push(at - dayBefore);
      await one.scheduler.runDue(at);
      at = await one.scheduler.nextAt(at);
    }
    return times;
  };

  it('remind everybody once, a hundred every two seconds', async () => {
    const on = await crowded(620);
    expect(await allOf(on)).toEqual([0, 2000, 4000, 6000, 8000, 10_000, 12_000]);
    expect(await keysOf(on)).toEqual(seats(620));
  });

  it('remind everybody once, by two programs at once', async () => {
    const on = await crowded(620);
    const other = await on.another();
    await Promise.all([on, other, on, other].map(allOf));
    expect(await keysOf(on)).toEqual(seats(620));
    const counts = on.logged.filter(({ event }) => event === 'reminders due');
    expect(counts.reduce((sum, { facts }) => sum + Number(facts['count']), 0)).toBe(620);
    await on.scheduler.runDue(dayBefore + hour);
    expect(await on.outbox()).toHaveLength(620);
  });

  it('one of which died half-way: the other goes on where it stopped', async () => {
    const on = await crowded(300);
    const { transact } = on.ports;
    let steps = 0;
    const dying: Transact = (origin, body) => {
      steps += 1;
      return steps > 1 ? Promise.reject(new Error('killed')) : transact(origin, body);
    };
    const due = remindersDue({ ...on.ports, transact: dying });
    await due.run(dayBefore);
    await expect(due.run(dayBefore + 2_000)).rejects.toThrow('killed');
    expect(await on.outbox()).toHaveLength(100);
    const other = await on.another();
    await allOf(other);
    expect(await keysOf(on)).toEqual(seats(300));
  });

  it('send each of them once', async () => {
    const on = await season();
    const other = await on.another();
    for (const who of ['ben', 'cleo', 'dan', 'eve']) await other.types(who, 'register 9');
    await on.until(starts);
    expect(new Set(reminded(on)).size).toBe(10);
    expect(reminded(on)).toHaveLength(10);
  });
});

describe('people elsewhere', () => {
  const places = { kavi: 'Asia/Kolkata', john: 'America/St_Johns', sina: 'Pacific/Apia' };

  async function world(talk: object = talkNine): Promise<Stage> {
    const on = await stage(monday - 60 * day);
    await load(on, [talk as typeof talkNine]);
    for (const [who, zone] of Object.entries({ ...places, ana: zurich })) {
      await on.describe(who, zone);
      await on.types(who, 'register 9');
    }
    return on;
  }

  it('are reminded at the same instant, and told it in their own time', async () => {
    const on = await world();
    await on.until(starts);
    expect(reminded(on)).toHaveLength(8);
    const whenFor = (who: string) => on.sent().find(({ to }) => to === who)?.lines[2];
    expect(whenFor('sina')).toBe(
      'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time) · your time: Thu 11 Jul 2019, 05:00–06:00 (Apia time)',
    );
    expect(whenFor('john')).toContain('your time: Wed 10 Jul 2019, 13:30–14:30 (St John’s time)');
    expect(whenFor('kavi')).toContain('your time: Wed 10 Jul 2019, 21:30–22:30 (Kolkata time)');
  });

  it('are not woken: quiet hours of their own day hold back, and what is useless then is dropped', async () => {
    const on = await world();
    for (const who of Object.keys(places)) await on.types(who, 'remind quiet 22:00-07:00');
    await on.until(starts + hour);
    expect(reminded(on)).toEqual([
      // 13:30 and 21:00 there.
      'kavi 2019-07-09T08:00Z Still coming to talk 9?',
      'sina 2019-07-09T08:00Z Still coming to talk 9?',
      'ana 2019-07-09T08:00Z Still coming to talk 9?',
      // It was 05:30 there: held back until 07:00.
      'john 2019-07-09T09:30Z Still coming to talk 9?',
      // Not to Samoa, where it is four in the morning.
      'kavi 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
      'john 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
      'ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
    ]);
    expect((await on.outbox()).filter(({ state }) => state === 'dropped')).toMatchObject([
      { detail: 'quiet hours: useless afterwards' },
    ]);
    expect(on.logged.filter(({ event }) => event === 'notice dropped')).toHaveLength(1);
  });

  it.each([
    ['the clock falls back', '2019-10-27', '2019-10-26T08:00Z', '2019-10-27T16:00Z'],
    ['the clock springs on', '2020-03-29', '2020-03-28T09:00Z', '2020-03-29T15:00Z'],
    ['the year begins', '2020-01-01', '2019-12-31T09:00Z', '2020-01-01T16:00Z'],
  ])('when %s in Zurich', async (_, date, asked, toldAt) => {
    const on = await world({ number: 9, starts: `${date} 18:00`, ends: `${date} 19:00` });
    await on.until(at(date, '19:00'));
    const times = reminded(on).map((line) => line.split(' ')[1]);
    expect(times).toEqual([...Array(4).fill(asked), ...Array(4).fill(toldAt)]);
  });

  it('quiet over a clock change of their own end with the wall clock', async () => {
    // Newfoundland falls back on 3 November 2019 at 02:00; the talk is on 4 November in Zurich.
    const on = await world({ number: 9, starts: '2019-11-04 18:00', ends: '2019-11-04 19:00' });
    await on.types('john', 'remind quiet 22:00-07:00');
    await on.until(at('2019-11-03', '23:00'));
    // 10:00 in Zurich is 05:30 in St John’s after the change; 07:00 there is 10:30 UTC.
    expect(reminded(on).filter((line) => line.startsWith('john'))).toEqual([
      'john 2019-11-03T10:30Z Still coming to talk 9?',
    ]);
  });
});

describe('quiet hours', () => {
  it('hold a reminder, and the clock stops at their end', async () => {
    const on = await season();
    await on.types('ana', 'remind quiet 9:00-11:30');
    await on.until(dayBefore + minute);
    expect(reminded(on)).toEqual([]);
    expect(await on.scheduler.nextAt(on.clock.now)).toBe(dayBefore + 90 * minute);
    await on.until(dayBefore + 2 * hour);
    expect(reminded(on)).toEqual(['ana 2019-07-09T09:30Z Still coming to talk 9?']);
  });

  it('taken away meanwhile, still send it at the time that was said', async () => {
    const on = await season();
    await on.types('ana', 'remind quiet 9:00-11:30');
    await on.until(dayBefore + minute);
    await on.types('ana', 'remind quiet off');
    await on.until(dayBefore + 2 * hour);
    expect(reminded(on)).toEqual(['ana 2019-07-09T09:30Z Still coming to talk 9?']);
  });

  it('made longer meanwhile, hold it longer', async () => {
    const on = await season();
    await on.types('ana', 'remind quiet 9:00-11:30');
    await on.until(dayBefore + minute);
    await on.types('ana', 'remind quiet 9:00-13:00');
    await on.until(dayBefore + 5 * hour);
    expect(reminded(on)).toEqual(['ana 2019-07-09T11:00Z Still coming to talk 9?']);
  });

  it('a seat given up meanwhile: nothing is sent', async () => {
    const on = await season();
    await on.types('ana', 'remind quiet 9:00-11:30');
    await on.until(dayBefore + minute);
    await on.types('ana', 'cancel 9');
    await on.until(starts);
    expect(reminded(on)).toEqual([]);
  });

  it('do not hold back a seat that somebody gets', async () => {
    const on = await stage();
    await load(on, [talkNine], { capacity: 1 });
    await on.types('ana', 'register 9');
    await on.types('ben', 'register 9');
    await on.types('ben', 'remind quiet 08:00-20:00');
    await on.types('ana', 'cancel 9 yes');
    await on.until(monday + minute);
    expect(told(on.sent())).toEqual([
      'ben 2019-07-08T07:00Z A seat became free: you now have a seat in talk 9.',
    ]);
  });
});

describe('what somebody wants', () => {
  it('counts when the reminder is due, and again when it is sent', async () => {
    const on = await season();
    await on.types('ben', 'register 9');
    await on.types('ana', 'remind day off');
    on.clock.now = dayBefore;
    await on.scheduler.runDue(dayBefore);
    await on.types('ana', 'remind day on');
    await on.types('ben', 'remind off');
    await on.until(starts);
    expect(reminded(on)).toEqual(['ana 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).']);
    expect(await on.outbox()).toMatchObject([{ detail: 'not wanted' }, { state: 'sent' }]);
  });

  it('is the survivor’s when two accounts become one person, and the answers stay', async () => {
    const on = await season();
    const slack: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };
    const { id: talk } = await talkOf(on, 9);
    await on.types('ana', 'remind hour off');
    await on.types(slack, 'register 9');
    await on.types(slack, 'remind off');
    await on.types(slack, 'remind quiet 22-7');
    await on.presses('ana', { verb: 'still-coming', talk });
    await on.ports.transact({ job: 'test' }, async (tx) => {
      const from = await ensurePerson(tx, slack, on.ports.newId, on.clock.now);
      const into = await ensurePerson(tx, web('ana'), on.ports.newId, on.clock.now);
      await mergePersons(tx, from, into);
      return decided(undefined, { kind: 'persons-merged', from, into });
    });
    for (const who of ['ana', slack])
      expect((await on.types(who, 'remind')).slice(1, 4)).toEqual([
        'The day before: on: “Still coming?” at 10:00 in the talk’s time zone',
        'One hour before: off',
        'Quiet hours: 22:00–07:00 (Zurich time)',
      ]);
    expect(await on.types(slack, 'why 9')).toContain(
      'Mon 8 Jul 2019, 09:00 (Zurich time): you said that you are coming.',
    );
    await on.until(starts);
    expect(reminded(on)).toEqual(['ana 2019-07-09T08:00Z Still coming to talk 9?']);
  });
});

describe('a deactivated account', () => {
  const slack: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };
  const gone = (on: Stage, account: Account) =>
    on.database.write((tx) => noteActivity(tx, account, false, 1));

  it('is not reminded', async () => {
    const on = await season();
    await gone(on, web('ana'));
    await on.until(starts);
    expect(await on.outbox()).toEqual([]);
  });

  it('that went while the reminder waited: not sent', async () => {
    const on = await season();
    on.clock.now = dayBefore;
    await on.scheduler.runDue(dayBefore);
    await gone(on, web('ana'));
    await on.until(dayBefore + hour);
    expect(await on.outbox()).toMatchObject([{ detail: 'the account is deactivated' }]);
  });

  it('of somebody with another account: reminded there', async () => {
    const on = await stage();
    await load(on, [talkNine]);
    await on.types(slack, 'register 9');
    await on.ports.transact({ job: 'test' }, async (tx) => {
      const from = await ensurePerson(tx, web('ana'), on.ports.newId, on.clock.now);
      const into = await ensurePerson(tx, slack, on.ports.newId, on.clock.now);
      await mergePersons(tx, from, into);
      return decided(undefined, { kind: 'persons-merged', from, into });
    });
    await gone(on, slack);
    await on.until(dayBefore);
    expect(reminded(on)).toEqual(['ana 2019-07-09T08:00Z Still coming to talk 9?']);
  });
});
