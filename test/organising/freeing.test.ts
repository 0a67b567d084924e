// A deactivated account that holds a seat is told to organisers once, and kept until they free it: the whole bot, real delivery.
import { describe, expect, it } from 'vitest';
import type { Heed } from '../../src/chat/platform.ts';
import type { Account } from '../../src/kernel/account.ts';
import { decided } from '../../src/kernel/facts.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { accountHeed } from '../../src/organising/decide.ts';
import { doneTo } from '../../src/organising/store.ts';
import { ensurePerson, mergePersons, saveProfile } from '../../src/people/store.ts';
import { type Stage, stage, told } from '../reminders/stage.ts';
import { liveSeats, load, monday, talkNine, talkOf, talkTen, web } from '../seats/stage.ts';

interface Desk extends Stage {
  /** A platform says that somebody left, or is back; each word is later than the one before. */
  readonly left: (who: string | Account) => Promise<void>;
  readonly back: (who: string | Account) => Promise<void>;
  readonly heed: Heed;
  readonly hears: (who: string) => readonly string[];
}

/** Talk 9 has two seats, which Ana and Ben have; Cleo waits. Olga and Oscar are organisers. */
async function desk(): Promise<Desk> {
  const on = await stage(monday, ['olga', 'oscar']);
  await load(on, [talkNine, talkTen], { capacity: 2 });
  for (const [who, name] of [
    ['ana', 'Ana Duarte'],
    ['ben', 'Ben Okafor'],
  ] as const)
    await on.database.write((tx) =>
      saveProfile(tx, web(who), { name, locale: undefined, zone: undefined }, monday),
    );
  for (const who of ['ana', 'ben', 'cleo']) await on.types(who, 'register 9');
  await on.until(monday + minute);
  const heed = accountHeed(on.ports, [web('olga'), web('oscar')]);
  let heard = 1_000;
  const say = async (who: string | Account, active: boolean) => {
    heard += 1;
    await heed({ account: typeof who === 'string' ? web(who) : who, active, at: heard });
    await on.until(on.clock.now + minute);
  };
  return {
    ...on,
    heed,
    left: (who) => say(who, false),
    back: (who) => say(who, true),
    hears: (who) =>
      told(on.sent())
        .filter((line) => line.startsWith(who))
        .map((line) => line.split(' ').slice(2).join(' ')),
  };
}

const gone = (name: string) =>
  `The account of ${name} was deactivated. What it holds is kept until you free it.`;

describe('an account that is deactivated', () => {
  it('and holds a seat is told to each organiser, with what to do; the seat is kept', async () => {
    const on = await desk();
    await on.types('ana', 'register 10');
    await on.left('ana');
    expect(on.hears('olga')).toEqual([gone('Ana Duarte')]);
    expect(on.hears('oscar')).toEqual([gone('Ana Duarte')]);
    expect(on.sent().at(-1)?.lines).toEqual([
      gone('Ana Duarte'),
      'Talk 9: title to be announced',
      'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'Has a seat.',
      '[Free the seat: free 9 web:ana]',
      '---',
      'Talk 10: title to be announced',
      'Wed 24 Jul 2019, 18:00–19:00 (Zurich time)',
      'Has a seat.',
      '[Free the seat: free 10 web:ana]',
      'If the person is to come back, leave it: nothing else happens by itself.',
    ]);
    const { id } = await talkOf(on, 9);
    expect((await liveSeats(on, id)).map(({ user }) => user)).toEqual(['ana', 'ben', 'cleo']);
  });

  it('is told once, however often and in whatever order platforms say it', async () => {
    const on = await desk();
    await Promise.all([1, 2].map(() => on.heed({ account: web('ana'), active: false, at: 7 })));
    await on.heed({ account: web('ana'), active: false, at: 8 });
    // Older words that come late change nothing.
    await on.heed({ account: web('ana'), active: true, at: 5 });
    await on.heed({ account: web('ana'), active: false, at: 6 });
    await on.until(monday + hour);
    expect(on.hears('olga')).toHaveLength(1);
  });

  it('comes back, and leaves again: told again', async () => {
    const on = await desk();
    await on.left('ana');
    await on.back('ana');
    await on.back('ana');
    await on.left('ana');
    expect(on.hears('olga')).toHaveLength(2);
  });

  it('that is back before organisers heard of it is not told', async () => {
    const on = await desk();
    await on.heed({ account: web('ana'), active: false, at: 7 });
    await on.heed({ account: web('ana'), active: true, at: 8 });
    await on.until(monday + hour);
    expect(on.hears('olga')).toEqual([]);
  });

  it('waits only: told as that', async () => {
    const on = await desk();
    await on.left('cleo');
    expect(on.sent().at(-1)?.lines.slice(3, 5)).toEqual([
      'Is number 1 on the waiting list.',
      '[Free the place: free 9 web:cleo]',
    ]);
  });

  it('waits, and gets a seat later: told anew, once', async () => {
    const on = await desk();
    await on.heed({ account: web('cleo'), active: false, at: on.clock.now });
    await on.until(on.clock.now + minute);
    await on.types('ana', 'cancel 9 yes');
    await on.until(on.clock.now + minute);
    const got = 'A seat came to cleo, whose account was deactivated. It is kept until you free it.';
    for (const who of ['olga', 'oscar']) expect(on.hears(who)).toEqual([gone('cleo'), got]);
    expect(on.sent().at(-1)?.lines.slice(1)).toEqual([
      'Talk 9: title to be announced',
      'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'Has a seat.',
      '[Free the seat: free 9 web:cleo]',
      'If the person is to come back, leave it: nothing else happens by itself.',
    ]);
    await on.until(on.clock.now + hour);
    expect(on.hears('olga')).toHaveLength(2);
  });

  it('got its seat from the line before, or is back by then: not told anew', async () => {
    const on = await desk();
    await on.types('ana', 'cancel 9 yes');
    await on.until(on.clock.now + minute);
    await on.heed({ account: web('cleo'), active: false, at: on.clock.now });
    await on.until(on.clock.now + hour);
    expect(on.hears('olga')).toEqual([gone('cleo')]);
    await on.types('dan', 'register 9');
    await on.heed({ account: web('dan'), active: false, at: on.clock.now });
    await on.heed({ account: web('dan'), active: true, at: on.clock.now + 1 });
    await on.types('ben', 'cancel 9 yes');
    await on.until(on.clock.now + hour);
    expect(on.hears('olga')).toEqual([gone('cleo')]);
  });

  it('holds nothing, holds it in a past talk, or is nobody whom the bot knows: nothing is told', async () => {
    const on = await desk();
    await on.types('dan', 'language fr');
    await on.left('dan');
    await on.left({ platform: 'slack', workspace: 'T01', user: 'U77' });
    await on.until((await talkOf(on, 9)).startsAt);
    await on.left('ana');
    expect(on.hears('olga')).toEqual([]);
  });

  it('of somebody who has another account in use: nothing is told, until that goes too', async () => {
    const on = await desk();
    const slack: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };
    await on.ports.transact({ job: 'test' }, async (tx) => {
      const from = await ensurePerson(tx, slack, on.ports.newId, on.clock.now);
      const into = await ensurePerson(tx, web('ana'), on.ports.newId, on.clock.now);
      await mergePersons(tx, from, into);
      return decided(undefined, { kind: 'persons-merged', from, into });
    });
    await on.left('ana');
    expect(on.hears('olga')).toEqual([]);
    await on.left(slack);
    expect(on.hears('olga')).toHaveLength(1);
  });

  it('of an organiser is told to the others alone', async () => {
    const on = await desk();
    await on.types('oscar', 'register 10');
    await on.left('oscar');
    expect(on.hears('oscar')).toEqual([]);
    expect(on.hears('olga')).toEqual([gone('oscar')]);
  });

  it('with no organiser known: the log says so, without a name', async () => {
    const on = await desk();
    const alone = accountHeed(on.ports, []);
    await alone({ account: web('ana'), active: false, at: 9 });
    expect(on.logged.at(-1)).toEqual({
      event: 'a deactivated account holds a seat, and no organiser is known',
      facts: {},
    });
  });

  it('a database that fails is logged, and nothing rejects', async () => {
    const on = await desk();
    const failing = accountHeed(
      { ...on.ports, transact: () => Promise.reject(new Error('the disk is full')) },
      [web('olga')],
    );
    await failing({ account: web('ana'), active: false, at: 9 });
    expect(on.logged.at(-1)?.event).toBe('news of an account was lost');
  });
});

describe('free', () => {
  it('by the button gives the seat to whoever waits, notes it, and does it once', async () => {
    const on = await desk();
    await on.left('ana');
    const { id: talk } = await talkOf(on, 9);
    const seat = (await liveSeats(on, talk))[0]?.id as never;
    expect(await on.presses('olga', { verb: 'free', seat })).toEqual([
      'Ana Duarte no longer has a seat in talk 9.',
      '2 / 2',
      '1 person who waited has a seat now and is told by a direct message.',
      '[Details: show 9]',
    ]);
    expect((await on.presses('oscar', { verb: 'free', seat }))[0]).toBe(
      'That seat or place in talk 9 was given back already. Nothing was changed.',
    );
    await on.until(on.clock.now + minute);
    expect(on.hears('cleo')).toEqual(['A seat became free: you now have a seat in talk 9.']);
    // Nobody writes to an account that is no more.
    expect(on.hears('ana')).toEqual([]);
    const [entry] = await on.database.read((read) => doneTo(read, talk));
    expect(entry).toMatchObject({
      what: 'free',
      detail: JSON.stringify({ seat, state: 'confirmed' }),
    });
    await on.back('ana');
    expect((await on.types('ana', 'why 9')).slice(-2)).toEqual([
      'Mon 8 Jul 2019, 09:02 (Zurich time): an organiser freed your seat or place.',
      'Now you have no seat and wait for none.',
    ]);
  });

  it('typed finds people by name, in both languages', async () => {
    const on = await desk();
    await on.describe('oscar', 'Europe/Zurich', 'fr');
    await on.left('ana');
    await on.left('cleo');
    expect((await on.types('olga', 'free 9 duarte'))[0]).toBe(
      'Ana Duarte no longer has a seat in talk 9.',
    );
    expect((await on.types('oscar', 'libérer 9 cleo'))[0]).toBe(
      'cleo n’a plus de place à la conférence 9.',
    );
  });

  it('of somebody who may still come is asked once, and told to them', async () => {
    const on = await desk();
    expect(await on.types('olga', 'free 9 ben')).toEqual([
      'Ben Okafor still uses their account, and may want to come to talk 9.',
      'To free it all the same: /icdd free 9 web:ben yes',
    ]);
    const { id } = await talkOf(on, 9);
    const seat = (await liveSeats(on, id))[1]?.id as never;
    expect((await on.presses('olga', { verb: 'free', seat }))[0]).toContain('still uses');
    expect((await on.types('olga', 'free 9 web:ben yes')).slice(0, 4)).toEqual([
      'Ben Okafor no longer has a seat in talk 9.',
      '2 / 2',
      'They are told by a direct message.',
      '1 person who waited has a seat now and is told by a direct message.',
    ]);
    await on.until(on.clock.now + minute);
    expect(on.sent().find(({ to }) => to === 'ben')?.lines).toEqual([
      'An organiser has freed your seat or place in talk 9.',
      'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'If that is a mistake, please tell the organisers, or register again.',
      '[Join the waiting list: register 9]',
      '[Details: show 9]',
    ]);
  });

  it('finds whoever is called by one account and sits by another', async () => {
    const on = await desk();
    const slack: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };
    await on.ports.transact({ job: 'test' }, async (tx) => {
      const from = await ensurePerson(tx, slack, on.ports.newId, on.clock.now);
      const into = await ensurePerson(tx, web('ben'), on.ports.newId, on.clock.now);
      await mergePersons(tx, from, into);
      return decided(undefined, { kind: 'persons-merged', from, into });
    });
    const named = ['free 9 ', { kind: 'person', account: slack, name: 'Benny' }, ' yes'] as const;
    expect((await on.says('olga', named))[0]).toBe('Ben Okafor no longer has a seat in talk 9.');
  });

  it('is not told to whoever has registered again', async () => {
    const on = await desk();
    await on.types('olga', 'free 9 ben yes');
    await on.types('ben', 'register 9');
    await on.until(on.clock.now + minute);
    expect(on.hears('ben')).toEqual([]);
  });

  it.each([
    ['free', 'Which talk? Name it first, then the person. Nothing was changed.'],
    ['free 9', 'Whose seat? Name the talk, then the person. Nothing was changed.'],
    ['free 77 ben', 'No talk “77”. Upcoming: 9, 10.'],
    ['free 9 zoe', 'Nobody called “zoe” has a seat or a place in talk 9. Nothing was changed.'],
    ['free 10 ben', 'Nobody called “ben” has a seat or a place in talk 10. Nothing was changed.'],
  ])('“%s” is answered clearly and changes nothing', async (typed, sentence) => {
    const on = await desk();
    expect((await on.types('olga', typed))[0]).toBe(sentence);
    const { id } = await talkOf(on, 9);
    expect(await liveSeats(on, id)).toHaveLength(3);
  });

  it('where several could be meant asks which, and says no guess', async () => {
    const on = await desk();
    const two = { name: 'Ana Duarte', locale: undefined, zone: undefined };
    await on.database.write((tx) => saveProfile(tx, web('cleo'), two, monday));
    expect(await on.types('olga', 'free 9 ana duarte')).toEqual([
      '2 people could be meant. Whose seat?',
      'Ana Duarte · web:ana',
      'Ana Duarte · web:cleo',
      '[ana: free 9 web:ana]',
      '[cleo: free 9 web:cleo]',
    ]);
  });

  it('is for organisers', async () => {
    const on = await desk();
    expect(await on.types('ben', 'free 9 ana yes')).toEqual([
      'Only organisers can do that. Nothing was changed.',
    ]);
    const { id } = await talkOf(on, 9);
    const seat = (await liveSeats(on, id))[0]?.id as never;
    expect(await on.presses('ben', { verb: 'free', seat })).toEqual([
      'Only organisers can do that. Nothing was changed.',
    ]);
    expect(await on.presses('olga', { verb: 'free', seat: 'none0000' as never })).toEqual([
      'That seat is no longer there. Nothing was changed.',
    ]);
  });
});
