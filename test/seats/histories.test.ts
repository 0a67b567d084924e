// Random histories of a thousand steps on a model and on the real store, as time passes over two talks; after each step, every invariant.
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { decided } from '../../src/kernel/facts.ts';
import { giftId, type PersonId, type TalkId } from '../../src/kernel/ids.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { findAccount } from '../../src/people/store.ts';
import { answerGift, give, keep } from '../../src/seats/decide/giving.ts';
import { answerOffer } from '../../src/seats/decide/offers.ts';
import { cancel, register } from '../../src/seats/decide.ts';
import { mySeat } from '../../src/seats/store.ts';
import { lockTalk, readTalk, setCapacity } from '../../src/talks/store.ts';
import { kindOf, merge, nextDue, passes } from './deeds.ts';
import { Model, type ModelTalk } from './model.ts';
import {
  type Clock,
  liveSeats,
  load,
  monday,
  openProgram,
  type Program,
  type SeatRow,
  talkNine,
  talkOf,
  talkTen,
  typing,
  web,
} from './stage.ts';
import { type Step, step, users } from './steps.ts';

interface LedgerRow {
  readonly seat_id: string | null;
  readonly kind: string;
  readonly step: number;
}

const waited = 'waiting( opened| offered offer-withdrawn)*';
const got = `(registered|received|${waited} (promoted|taken|offered accepted))`;
/** How the story of a seat may go that is now in this state. */
const stories: Readonly<Record<string, RegExp>> = {
  confirmed: new RegExp(`^${got}$`),
  offered: new RegExp(`^${waited} offered$`),
  waiting: new RegExp(`^${waited}$`),
  ended: new RegExp(
    `^(${got} (cancelled|merged-freed|given)|${waited} (left-line|merged-freed|place-lapsed)|${waited} offered (declined|expired|merged-freed|place-lapsed))$`,
  ),
};
/** What is told of a gift, and no story of a seat. */
const ofGifts = new Set([
  'gift-made',
  'gift-got',
  'gift-declined',
  'gift-withdrawn',
  'gift-lapsed',
]);

class History {
  readonly #program: Program;
  readonly #clock: Clock;
  readonly #talks: readonly TalkId[];
  readonly #model: Model;
  readonly #starts: readonly number[];
  #last: (() => Promise<unknown>) | undefined;
  #before: readonly (readonly SeatRow[])[] = [[], []];
  #revisions: readonly number[] = [0, 0];
  /** Nothing that is due is left undone. */
  #rests = true;
  #taken = 0;

  private constructor(program: Program, clock: Clock, talks: readonly TalkId[], model: Model) {
    this.#program = program;
    this.#clock = clock;
    this.#talks = talks;
    this.#model = model;
    this.#starts = model.talks.map((talk) => talk.startsAt);
  }

  static async open(): Promise<History> {
    // An hour before the first talk's seats are offered.
    const clock = { now: monday + 32 * hour };
    const program = await openProgram(undefined, clock);
    // The second talk is in a morning: its mark lies at the beginning of what counts, and most of its offers go over a night.
    const morning = { starts: '2019-07-12 10:30', ends: '2019-07-12 11:30' };
    await load(program, [
      { ...talkNine, capacity: 5, takenElsewhere: 2 },
      { ...talkTen, ...morning, capacity: 3 },
    ]);
    const talks = [await talkOf(program, 9), await talkOf(program, 10)];
    const model = talks.map((t): ModelTalk => ({ ...t, cancelled: false, seats: [], gifts: [] }));
    return new History(
      program,
      clock,
      talks.map((t) => t.id),
      new Model(model, clock.now),
    );
  }

  close(): Promise<void> {
    return this.#program.close();
  }

  async take(step: Step): Promise<void> {
    const locked = await this.#perform(step);
    await this.#check(step, locked);
  }

  /** Does the step on both; the talks whose revision must have grown. */
  async #perform(step: Step): Promise<readonly number[]> {
    switch (step.do) {
      case 'again':
        if (this.#last) await expect(this.#last()).rejects.toBeInstanceOf(AlreadyAnswered);
        return [];
      case 'clock':
        this.#clock.now += step.minutes * minute;
        return this.#passTime(step.runs);
      case 'next due': {
        const due = await nextDue(this.#program);
        this.#clock.now = Math.max(this.#clock.now, due ?? 0);
        return this.#passTime(true);
      }
      case 'run':
        return this.#passTime(true);
      case 'merge':
        return this.#merge(...this.#pair(step));
      case 'capacity':
      case 'elsewhere':
      case 'call off':
      case 'call on':
      case 'move':
        return this.#organise(step);
      default:
        return this.#decide(step);
    }
  }

  async #passTime(runs: boolean): Promise<readonly number[]> {
    this.#model.now = this.#clock.now;
    this.#rests = runs;
    if (!runs) return [];
    this.#model.pass();
    await passes(this.#program);
    const due = await nextDue(this.#program);
    expect(due ?? Number.POSITIVE_INFINITY).toBeGreaterThan(this.#clock.now);
    return [];
  }

  /** What somebody types: the same on both, and answered once. */
  async #decide(
    step: Extract<Step, { do: 'register' | 'cancel' | 'answer' | 'give' | 'gift' | 'keep' }>,
  ): Promise<readonly number[]> {
    const { ports } = this.#program;
    const [model, modelled, id] = [this.#model, this.#modelled(step.talk), this.#id(step.talk)];
    const person = (who: string) => users.find((user) => model.personOf(user) === who) as string;
    const done = async (
      user: string,
      decide: (typed: ReturnType<typeof typing>) => Promise<Parameters<typeof kindOf>[0]>,
      kind: string,
    ) => {
      const typed = typing(web(user), 'typed');
      this.#last = () => decide(typed);
      expect(kindOf(await decide(typed))).toBe(kind);
      return [step.talk];
    };
    switch (step.do) {
      case 'register':
        return done(
          step.user,
          (typed) => register(ports, typed, id),
          model.register(modelled, step.user),
        );
      case 'cancel': {
        const seats = modelled.seats.filter((seat) => seat.state === 'confirmed');
        const chosen = step.which === undefined ? undefined : seats[step.which % seats.length];
        const user = chosen ? person(chosen.person) : step.user;
        return done(
          user,
          (typed) => cancel(ports, typed, id, step.sure),
          model.cancel(modelled, user, step.sure),
        );
      }
      case 'answer': {
        const offers = modelled.seats.filter((seat) => seat.state === 'offered');
        const chosen = step.which === undefined ? undefined : offers[step.which % offers.length];
        const user = chosen ? person(chosen.person) : step.user;
        const answer = step.accepts ? 'accept' : 'decline';
        return done(
          user,
          (typed) => answerOffer(ports, typed, id, answer),
          model.answer(modelled, user, step.accepts),
        );
      }
      case 'give': {
        const seats = modelled.seats.filter((seat) => seat.state === 'confirmed');
        const chosen = seats[step.which % seats.length];
        const user = chosen ? person(chosen.person) : step.user;
        const colleague = { account: web(step.to), name: step.to, standing: 'person' as const };
        return done(
          user,
          (typed) => give(ports, typed, id, colleague),
          model.give(modelled, user, step.to),
        );
      }
      case 'gift': {
        const gift = modelled.gifts[step.which % modelled.gifts.length];
        if (!gift) return [];
        const user = person(gift.to);
        const real = giftId(await this.#openGift(step.talk, await this.#real(user)));
        const answer = step.accepts ? 'accept' : 'decline';
        return done(
          user,
          (typed) => answerGift(ports, typed, real, answer),
          model.answerGift(modelled, gift, step.accepts),
        );
      }
      case 'keep': {
        const gift = modelled.gifts[step.which % modelled.gifts.length];
        const user = gift ? person(gift.from) : step.user;
        return done(user, (typed) => keep(ports, typed, id), model.keep(modelled, user));
      }
    }
  }

  async #real(user: string): Promise<PersonId> {
    const known = await this.#program.database.read((read) => findAccount(read, web(user)));
    return known?.person as PersonId;
  }

  async #openGift(talk: number, to: PersonId): Promise<string> {
    const row = await this.#program.database.read((read) =>
      read.get<{ id: string }>(
        sql`SELECT id FROM seat_gifts WHERE talk_id = ${this.#id(talk)} AND to_person = ${to} AND state = 'open'`,
      ),
    );
    return row?.id ?? 'none';
  }

  async #organise(
    step: Extract<Step, { do: 'capacity' | 'elsewhere' | 'call off' | 'call on' | 'move' }>,
  ): Promise<readonly number[]> {
    const [id, modelled] = [this.#id(step.talk), this.#modelled(step.talk)];
    const startsAt = (this.#starts[step.talk] ?? 0) + (step.do === 'move' ? step.hours : 0) * hour;
    await this.#program.ports.transact({ job: 'organiser' }, async (tx) => {
      await lockTalk(tx, id);
      if (step.do === 'capacity') await setCapacity(tx, id, step.to);
      else if (step.do === 'elsewhere')
        await tx.run(sql`UPDATE talks SET elsewhere = ${step.to} WHERE id = ${id}`);
      else if (step.do === 'move')
        await tx.run(
          sql`UPDATE talks SET starts_at = ${startsAt}, ends_at = ${startsAt + hour} WHERE id = ${id}`,
        );
      else {
        const reason = step.do === 'call off' ? 'strike' : null;
        await tx.run(sql`UPDATE talks SET cancelled = ${reason} WHERE id = ${id}`);
      }
      await tx.run(sql`UPDATE talk_locks SET mark = NULL WHERE talk_id = ${id}`);
      return decided(undefined, { kind: 'seats-changed', talk: id });
    });
    if (step.do === 'capacity') modelled.capacity = step.to;
    else if (step.do === 'elsewhere') modelled.elsewhere = step.to;
    else if (step.do === 'move') {
      modelled.startsAt = startsAt;
      modelled.endsAt = startsAt + hour;
    } else modelled.cancelled = step.do === 'call off';
    this.#model.changed(modelled);
    return [step.talk];
  }

  #pair(step: Extract<Step, { do: 'merge' }>): readonly [string, string] {
    const seats = step.talk === undefined ? [] : this.#modelled(step.talk).seats;
    const holders = seats.filter((seat) => seat.state !== 'waiting').map((seat) => seat.person);
    const [one, two] = holders.map((p) => users.find((u) => this.#model.personOf(u) === p));
    return one !== undefined && two !== undefined ? [one, two] : [step.user, step.other];
  }

  async #merge(user: string, other: string): Promise<readonly number[]> {
    const model = this.#model;
    const [from, into] = [model.personOf(user), model.personOf(other)];
    if (from === into) return [];
    await merge(this.#program, user, other);
    model.merge(from, into);
    for (const one of users) if (model.personOf(one) === from) model.persons.set(one, into);
    return [];
  }

  async #check(step: Step, locked: readonly number[]): Promise<void> {
    const { database } = this.#program;
    const now: (readonly SeatRow[])[] = [];
    const revisions: number[] = [];
    for (const index of [0, 1]) {
      const seats = await liveSeats(this.#program, this.#id(index));
      now.push(seats);
      revisions.push(
        (await database.read((read) => readTalk(read, this.#id(index))))?.revision ?? 0,
      );
      await this.#checkTalk(index, seats, step);
    }
    for (const index of [0, 1]) {
      const [before, after] = [this.#revisions[index] ?? 0, revisions[index] ?? 0];
      if (locked.includes(index)) expect(after).toBeGreaterThan(before);
      else expect(after).toBeGreaterThanOrEqual(before);
    }
    this.#before = now;
    this.#revisions = revisions;
    await this.#checkGifts();
    // The ledger keeps everything: what was wrong in it stays wrong.
    this.#taken += 1;
    if (this.#taken % 10 === 0) await this.#checkLedger();
  }

  async #checkTalk(index: number, seats: readonly SeatRow[], step: Step): Promise<void> {
    const modelled = this.#modelled(index);
    const model = this.#model;
    const before = this.#before[index] ?? [];
    const waiting = seats.filter((s) => s.state === 'waiting');
    const taken = seats.length - waiting.length;
    // Whoever is there is there as the model says, in its order, with its deadline.
    const person = (seat: SeatRow) => model.personOf(seat.user);
    expect(seats.map((s) => [person(s), s.state, s.until])).toEqual(
      [...modelled.seats]
        .sort((a, b) => a.order - b.order)
        .map((s) => [s.person, s.state, s.state === 'offered' ? s.until : null]),
    );
    // One live seat per person.
    expect(new Set(seats.map((s) => s.person)).size).toBe(seats.length);
    expect(new Set(seats.map((s) => s.place)).size).toBe(seats.length);
    const lead = model.lead(modelled);
    if (this.#rests && lead !== 'ended') {
      const opens = modelled.startsAt - 2 * hour;
      for (const { until } of seats.filter((s) => s.state === 'offered')) {
        expect(until).toBeGreaterThan(model.now);
        expect(until).toBeLessThanOrEqual(opens);
      }
      // At rest nobody waits while a seat is free, but for the last two hours and for a seat that no offer fits before them.
      const held = lead === 'offer' && model.offerUntil(modelled) === undefined;
      if (lead !== 'open' && !held) expect(Math.min(waiting.length, model.free(modelled))).toBe(0);
    }
    // No decision gives more seats than there are.
    const takenBefore = before.filter((s) => s.state !== 'waiting').length;
    if (taken > takenBefore)
      expect(taken + modelled.elsewhere).toBeLessThanOrEqual(modelled.capacity);
    // Nobody loses a seat by numbers that sink.
    const sitting = (all: readonly SeatRow[]) => all.filter((s) => s.state === 'confirmed').length;
    if (step.do === 'capacity' || step.do === 'elsewhere')
      expect(sitting(seats)).toBeGreaterThanOrEqual(sitting(before));
    this.#checkOrder(lead, before, seats, step);
    // Each is told the number at which they stand.
    const [first] = waiting;
    const last = waiting.at(-1);
    for (const [seat, number] of [
      [first, 1],
      [last, waiting.length],
    ] as const) {
      if (!seat) continue;
      const mine = await this.#program.database.read(async (read) =>
        mySeat(read, this.#id(index), (await findAccount(read, web(seat.user)))?.person),
      );
      expect(mine).toEqual({ id: seat.id, state: 'waiting', line: number });
    }
  }

  /** Until seats are open to anyone nobody is passed over. */
  #checkOrder(
    lead: ReturnType<Model['lead']>,
    before: readonly SeatRow[],
    seats: readonly SeatRow[],
    step: Step,
  ): void {
    if (lead === 'open') return;
    const waiting = new Set(seats.filter((s) => s.state === 'waiting').map((s) => s.id));
    const there = new Set(seats.map((s) => s.id));
    // Whoever got or is offered a seat stood before all who still wait.
    const line = before.filter((s) => s.state === 'waiting' && there.has(s.id)).map((s) => s.id);
    const still = line.filter((id) => waiting.has(id));
    expect(still).toEqual(line.slice(line.length - still.length));
    // And nobody got one from outside the line while somebody waits, but for a colleague's, which was never free.
    if (still.length === 0 || step.do === 'gift' || step.do === 'merge') return;
    const known = new Set(before.map((s) => s.id));
    expect(seats.filter((s) => s.state !== 'waiting' && !known.has(s.id))).toEqual([]);
  }

  /** What is being given is as the model says: of a seat that the giver has, to somebody who has none. */
  async #checkGifts(): Promise<void> {
    const rows = await this.#program.database.read((read) =>
      read.all<{ talk_id: string; giver: string; colleague: string }>(sql`
        SELECT g.talk_id, f.user_id AS giver, t.user_id AS colleague
        FROM seat_gifts g JOIN accounts f ON f.key = g.from_account JOIN accounts t ON t.key = g.to_account
        WHERE g.state = 'open' ORDER BY g.step, g.id`),
    );
    for (const index of [0, 1]) {
      const modelled = this.#modelled(index);
      const open = rows
        .filter((row) => row.talk_id === this.#id(index))
        .map((row) => [this.#model.personOf(row.giver), this.#model.personOf(row.colleague)]);
      const gifts = [...modelled.gifts].sort((a, b) => a.order - b.order);
      expect(open).toEqual(gifts.map((gift) => [gift.from, gift.to]));
      for (const { from, to } of gifts) {
        const sits = (p: string) =>
          modelled.seats.some((seat) => seat.person === p && seat.state === 'confirmed');
        expect([sits(from), sits(to)]).toEqual([true, false]);
      }
    }
  }

  /** The ledger tells of every seat how it began, and ends where the seat is; whatever was told is told once. */
  async #checkLedger(): Promise<void> {
    const { database } = this.#program;
    const seats = await database.read((read) =>
      read.all<{ id: string; state: string }>(sql`SELECT id, state FROM seats ORDER BY id`),
    );
    const ledger = await database.read((read) =>
      read.all<LedgerRow>(sql`SELECT seat_id, kind, step FROM ledger ORDER BY step, id`),
    );
    const told = new Map<string, string[]>();
    for (const { seat_id: seat, kind } of ledger)
      if (seat !== null && !ofGifts.has(kind)) told.set(seat, [...(told.get(seat) ?? []), kind]);
    for (const { id, state } of seats)
      expect(told.get(id)?.join(' ') ?? '').toMatch(stories[state] as RegExp);
    const counted = (all: readonly string[], one: string) =>
      all.filter((kind) => kind === one).length;
    const kinds = ledger.map((row) => row.kind);
    const rows = await database.read((read) =>
      read.all<{ drawer: string }>(sql`SELECT drawer FROM outbox`),
    );
    const drawers = rows.map((row) => row.drawer);
    const { promoted, offered, expired, opened, gifts, lapsed, withdrawn } = this.#model.told;
    expect([counted(kinds, 'promoted'), counted(drawers, 'promoted')]).toEqual([
      promoted,
      promoted,
    ]);
    expect(counted(drawers, 'offered')).toBe(offered);
    expect([counted(kinds, 'expired'), counted(drawers, 'offer-expired')]).toEqual([
      expired,
      expired,
    ]);
    expect([counted(kinds, 'opened'), counted(drawers, 'seat-open')]).toEqual([opened, opened]);
    expect([counted(kinds, 'gift-made'), counted(drawers, 'gift-offered')]).toEqual([gifts, gifts]);
    // Told to both in the ledger.
    expect([counted(kinds, 'gift-withdrawn'), counted(drawers, 'gift-withdrawn')]).toEqual([
      2 * withdrawn,
      withdrawn,
    ]);
    const answered = counted(kinds, 'gift-declined') / 2 + counted(kinds, 'given');
    expect([counted(kinds, 'gift-lapsed'), counted(drawers, 'gift-answered')]).toEqual([
      2 * lapsed,
      lapsed + answered,
    ]);
  }

  #id(index: number): TalkId {
    return this.#talks[index] as TalkId;
  }

  #modelled(index: number): ModelTalk {
    return this.#model.talks[index] as ModelTalk;
  }
}

describe('any history of a thousand steps', () => {
  it('keeps every promise about seats after each of its steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1000, maxLength: 1000 }), async (steps) => {
        const history = await History.open();
        try {
          for (const one of steps) await history.take(one);
        } finally {
          await history.close();
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});
