// Decisions about seats on a real SQLite: what they answer, write, note and tell.
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { talkId } from '../../src/kernel/ids.ts';
import { hour } from '../../src/kernel/time.ts';
import { cancel, register } from '../../src/seats/decide.ts';
import { endSeat } from '../../src/seats/store.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { joins, leaves, open, personOf, standing, story, touched } from './deeds.ts';
import {
  type Fields,
  liveSeats,
  load,
  monday,
  outbox,
  pressing,
  program,
  talkNine,
  talkOf,
  typing,
  web,
} from './stage.ts';

describe('registering and cancelling', () => {
  it('keeps seats, the line, the ledger and the messages together', async () => {
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 1 }]);
    expect([
      await joins(p, 'ana', talk),
      await joins(p, 'ben', talk),
      await joins(p, 'cy', talk),
    ]).toEqual(['confirmed', 'waiting', 'waiting']);
    expect(await leaves(p, 'ana', talk, false)).toBe('ask');
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben waiting', 'cy waiting']);
    expect(await leaves(p, 'ana', talk, true)).toBe('freed');
    expect(await standing(p, talk)).toEqual(['ben confirmed', 'cy waiting']);
    expect(await story(p, talk, 'ana')).toEqual(['registered', 'cancelled']);
    expect(await story(p, talk, 'ben')).toEqual(['waiting 1', 'promoted somebody-left']);
    expect(await story(p, talk, 'cy')).toEqual(['waiting 2']);
    const told = await outbox(p);
    expect(told.map((t) => [t.drawer, t.to, t.params['freedBy']])).toEqual([
      ['promoted', 'ben', 'somebody-left'],
    ]);
    expect(await joins(p, 'ana', talk)).toBe('waiting');
    expect(await leaves(p, 'cy', talk, false)).toBe('left-line');
    expect(await standing(p, talk)).toEqual(['ben confirmed', 'ana waiting']);
    expect(await story(p, talk, 'ana')).toEqual(['registered', 'cancelled', 'waiting 2']);
  });

  it('tells the numbers by which it decided', async () => {
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 1 }]);
    await joins(p, 'ana', talk);
    const waits = await register(p.ports, typing(web('ben'), 'register'), talk);
    expect(waits.ok && waits.value.counts).toMatchObject({ confirmed: 1, waiting: 0 });
    const asked = await cancel(p.ports, typing(web('ana'), 'cancel'), talk, false);
    expect(asked.ok && asked.value.counts).toMatchObject({ confirmed: 1, waiting: 1 });
  });

  it('answers pressing twice in a friendly way, and changes nothing', async () => {
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 1 }]);
    const twice = await Promise.all([joins(p, 'ana', talk), joins(p, 'ana', talk)]);
    expect(twice).toEqual(['confirmed', 'already-registered']);
    expect(await Promise.all([joins(p, 'ben', talk), joins(p, 'ben', talk)])).toEqual([
      'waiting',
      'already-waiting',
    ]);
    expect(await Promise.all([leaves(p, 'ben', talk), leaves(p, 'ben', talk)])).toEqual([
      'left-line',
      'not-registered',
    ]);
    expect(await standing(p, talk)).toEqual(['ana confirmed']);
  });

  it('answers a delivery once', async () => {
    const { opened: p, talk } = await open();
    const typed = typing(web('ana'), 'register 9');
    await register(p.ports, typed, talk);
    await expect(register(p.ports, typed, talk)).rejects.toBeInstanceOf(AlreadyAnswered);
    await expect(cancel(p.ports, typed, talk, true)).rejects.toBeInstanceOf(AlreadyAnswered);
    expect(await standing(p, talk)).toEqual(['ana confirmed']);
  });

  it('draws the cards of the talk again for what changed, and not for what did not', async () => {
    const { opened: p, talk } = await open();
    const before = await touched(p, talk);
    await register(p.ports, pressing(web('ana'), { verb: 'register', talk }, 'm1'), talk);
    expect(await touched(p, talk)).toBe(before + 1);
    await joins(p, 'ana', talk);
    await leaves(p, 'ben', talk);
    expect(await touched(p, talk)).toBe(before + 1);
    await leaves(p, 'ana', talk);
    expect(await touched(p, talk)).toBe(before + 2);
  });

  it('shares the line between two programs on one file', async () => {
    const directory = freshDirectory();
    onTestFinished(directory.remove);
    const url = `file:${join(directory.path, 'two.db')}`;
    const clock = { now: monday };
    const [a, b] = [await program(clock, url, 'a'), await program(clock, url, 'b')];
    await load(a, [{ ...talkNine, capacity: 1 }]);
    const { id } = await talkOf(b, 9);
    expect([
      await joins(a, 'ana', id),
      await joins(b, 'ana', id),
      await joins(b, 'ben', id),
    ]).toEqual(['confirmed', 'already-registered', 'waiting']);
    expect(await leaves(b, 'ana', id)).toBe('freed');
    expect(await standing(a, id)).toEqual(['ben confirmed']);
    expect(await outbox(a)).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const start = Date.UTC(2019, 6, 10, 16);
  const cases: readonly [string, Fields, number, string, string][] = [
    ['of a cancelled talk', { cancelled: 'strike' }, monday, 'cancelled', 'cancelled'],
    [
      'before registration opens',
      { registration: { opens: '2019-07-09 08:00' } },
      monday,
      'not-yet-open',
      'not-registered',
    ],
    [
      'after registration closed',
      { registration: { closes: '2019-07-08 08:00' } },
      monday,
      'closed',
      'not-registered',
    ],
    ['once the talk started', {}, start, 'started', 'started'],
    ['once the talk is over', {}, start + hour, 'over', 'over'],
  ];
  it.each(cases)(
    '%s changes nothing but the claim and the revision',
    async (_, fields, now, registering, cancelling) => {
      const { opened: p, talk } = await open([{ ...talkNine, ...fields }], { now });
      const { revision } = await talkOf(p, 9);
      expect(await joins(p, 'ana', talk)).toBe(registering);
      expect(await leaves(p, 'ana', talk)).toBe(cancelling);
      expect(await standing(p, talk)).toEqual([]);
      expect((await talkOf(p, 9)).revision).toBe(revision + 2);
      expect(await personOf(p, 'ana')).toBe('nobody');
      expect(await outbox(p)).toEqual([]);
    },
  );

  it('of a talk that is no more locks nothing', async () => {
    const { opened: p } = await open();
    expect(await joins(p, 'ana', talkId('gone1'))).toBe('no-such-talk');
    expect(await leaves(p, 'ana', talkId('gone1'))).toBe('no-such-talk');
  });

  it('by the database stands behind the rule: a second live seat, an unknown state', async () => {
    const { opened: p, talk } = await open();
    await joins(p, 'ana', talk);
    const second = p.database.write((tx) =>
      tx.run(
        sql`INSERT INTO seats SELECT 'other1', talk_id, person_id, account_key, 'waiting', place, since, NULL, NULL FROM seats`,
      ),
    );
    await expect(second).rejects.toMatchObject({ kind: 'constraint' });
    const odd = p.database.write((tx) => tx.run(sql`UPDATE seats SET state = 'dreamt'`));
    await expect(odd).rejects.toMatchObject({ kind: 'constraint' });
  });

  it('to end a seat twice is a fault', async () => {
    const { opened: p, talk } = await open();
    await joins(p, 'ana', talk);
    const [seat] = await liveSeats(p, talk);
    const end = () => p.database.write((tx) => endSeat(tx, (seat?.id ?? '') as never, monday));
    await end();
    await expect(end()).rejects.toThrow('was not there to end');
  });
});
