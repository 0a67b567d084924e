// Random histories of a thousand steps on a model and on the real store; after each step, every invariant.
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { decided } from '../../src/kernel/facts.ts';
import type { TalkId } from '../../src/kernel/ids.ts';
import { ensurePerson, findAccount, mergePersons } from '../../src/people/store.ts';
import { cancel, register } from '../../src/seats/decide.ts';
import { mySeat } from '../../src/seats/store.ts';
import { lockTalk, readTalk, setCapacity } from '../../src/talks/store.ts';
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

const hour = 3_600_000;
interface LedgerRow {
  readonly seat_id: string;
  readonly kind: string;
  readonly step: number;
}

class History {
  readonly #program: Program;
  readonly #clock: Clock;
  readonly #talks: readonly TalkId[];
  readonly #model: Model;
  #last: (() => Promise<unknown>) | undefined;
  #before: readonly (readonly SeatRow[])[] = [[], []];
  #revisions: readonly number[] = [0, 0];

  private constructor(program: Program, clock: Clock, talks: readonly TalkId[], model: Model) {
    this.#program = program;
    this.#clock = clock;
    this.#talks = talks;
    this.#model = model;
  }

  static async open(): Promise<History> {
    const clock = { now: monday };
    const program = await openProgram(undefined, clock);
    await load(program, [
      { ...talkNine, capacity: 5, takenElsewhere: 2 },
      { ...talkTen, capacity: 3 },
    ]);
    const talks = [await talkOf(program, 9), await talkOf(program, 10)];
    const model = talks.map((t): ModelTalk => ({ ...t, cancelled: false, seats: [] }));
    return new History(
      program,
      clock,
      talks.map((t) => t.id),
      new Model(model, monday),
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
    const model = this.#model;
    const { ports } = this.#program;
    switch (step.do) {
      case 'register': {
        const typed = typing(web(step.user), 'register');
        this.#last = () => register(ports, typed, this.#id(step.talk));
        const decision = await register(ports, typed, this.#id(step.talk));
        expect(kindOf(decision)).toBe(model.register(this.#modelled(step.talk), step.user));
        return [step.talk];
      }
      case 'cancel': {
        const typed = typing(web(step.user), 'cancel');
        this.#last = () => cancel(ports, typed, this.#id(step.talk), step.sure);
        const decision = await cancel(ports, typed, this.#id(step.talk), step.sure);
        expect(kindOf(decision)).toBe(
          model.cancel(this.#modelled(step.talk), step.user, step.sure),
        );
        return [step.talk];
      }
      case 'again':
        if (this.#last) await expect(this.#last()).rejects.toBeInstanceOf(AlreadyAnswered);
        return [];
      case 'clock':
        this.#clock.now += 6 * hour;
        model.now = this.#clock.now;
        return [];
      case 'merge':
        return this.#merge(...this.#pair(step));
      default:
        return this.#organise(step);
    }
  }

  async #organise(
    step: Extract<Step, { do: 'capacity' | 'elsewhere' | 'call off' | 'call on' }>,
  ): Promise<readonly number[]> {
    const [id, modelled] = [this.#id(step.talk), this.#modelled(step.talk)];
    await this.#program.ports.transact({ job: 'organiser' }, async (tx) => {
      await lockTalk(tx, id);
      if (step.do === 'capacity') await setCapacity(tx, id, step.to);
      else if (step.do === 'elsewhere')
        await tx.run(sql`UPDATE talks SET elsewhere = ${step.to} WHERE id = ${id}`);
      else {
        const reason = step.do === 'call off' ? 'strike' : null;
        await tx.run(sql`UPDATE talks SET cancelled = ${reason} WHERE id = ${id}`);
      }
      return decided(undefined, { kind: 'seats-changed', talk: id });
    });
    if (step.do === 'capacity') modelled.capacity = step.to;
    else if (step.do === 'elsewhere') modelled.elsewhere = step.to;
    else modelled.cancelled = step.do === 'call off';
    this.#model.settle(modelled);
    return [step.talk];
  }

  #pair(step: Extract<Step, { do: 'merge' }>): readonly [string, string] {
    const seats = step.talk === undefined ? [] : this.#modelled(step.talk).seats;
    const holders = seats.filter((seat) => seat.state === 'confirmed').map((seat) => seat.person);
    const [one, two] = holders.map((p) => users.find((u) => this.#model.personOf(u) === p));
    return one !== undefined && two !== undefined ? [one, two] : [step.user, step.other];
  }

  async #merge(user: string, other: string): Promise<readonly number[]> {
    const model = this.#model;
    const [from, into] = [model.personOf(user), model.personOf(other)];
    if (from === into) return [];
    const { newId } = this.#program.ports;
    await this.#program.ports.transact({ job: 'merge' }, async (tx) => {
      const a = await ensurePerson(tx, web(user), newId, model.now);
      const b = await ensurePerson(tx, web(other), newId, model.now);
      await mergePersons(tx, a, b);
      return decided(undefined, { kind: 'persons-merged', from: a, into: b });
    });
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
    await this.#checkLedger();
  }

  async #checkTalk(index: number, seats: readonly SeatRow[], step: Step): Promise<void> {
    const modelled = this.#modelled(index);
    const before = this.#before[index] ?? [];
    const waiting = seats.filter((s) => s.state === 'waiting');
    const confirmed = seats.length - waiting.length;
    // Whoever is there is there as the model says, in its order.
    const person = (seat: SeatRow) => this.#model.personOf(seat.user);
    expect(seats.map((s) => [person(s), s.state])).toEqual(
      [...modelled.seats].sort((a, b) => a.order - b.order).map((s) => [s.person, s.state]),
    );
    // One live seat per person.
    expect(new Set(seats.map((s) => s.person)).size).toBe(seats.length);
    expect(new Set(seats.map((s) => s.place)).size).toBe(seats.length);
    // At rest nobody waits while a seat is free.
    if (this.#model.now < modelled.startsAt && !modelled.cancelled)
      expect(Math.min(waiting.length, this.#model.free(modelled))).toBe(0);
    // No decision gives more seats than there are.
    const confirmedBefore = before.filter((s) => s.state === 'confirmed').length;
    if (confirmed > confirmedBefore)
      expect(confirmed + modelled.elsewhere).toBeLessThanOrEqual(modelled.capacity);
    // Nobody loses a seat by numbers that sink.
    if (step.do === 'capacity' || step.do === 'elsewhere')
      expect(confirmed).toBeGreaterThanOrEqual(confirmedBefore);
    // Nobody is passed over: whoever got a seat stood before all who still wait.
    const gone = new Set(seats.map((s) => s.id));
    const line = before.filter((s) => s.state === 'waiting' && gone.has(s.id)).map((s) => s.id);
    const still = waiting.map((s) => s.id).filter((id) => line.includes(id));
    expect(still).toEqual(line.slice(line.length - still.length));
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

  /** The ledger tells of every seat how it began, and ends where the seat is. */
  async #checkLedger(): Promise<void> {
    const { database } = this.#program;
    const seats = await database.read((read) =>
      read.all<{ id: string; state: string }>(sql`SELECT id, state FROM seats ORDER BY id`),
    );
    const ledger = await database.read((read) =>
      read.all<LedgerRow>(sql`SELECT seat_id, kind, step FROM ledger ORDER BY step, id`),
    );
    const stories = new Map<string, string[]>();
    for (const row of ledger)
      stories.set(row.seat_id, [...(stories.get(row.seat_id) ?? []), row.kind]);
    for (const { id, state } of seats) {
      const story = stories.get(id)?.join(' ') ?? '';
      expect(`${state}: ${story}`).toMatch(
        /^(confirmed: (registered|waiting promoted)|waiting: waiting|ended: ((registered|waiting promoted) (cancelled|merged-freed)|waiting (left-line|merged-freed)))$/,
      );
    }
    expect(ledger.filter((row) => row.kind === 'promoted')).toHaveLength(this.#model.promoted);
    const told = await database.read((read) =>
      read.all(sql`SELECT 1 AS one FROM outbox WHERE drawer = 'promoted'`),
    );
    expect(told).toHaveLength(this.#model.promoted);
  }

  #id(index: number): TalkId {
    return this.#talks[index] as TalkId;
  }

  #modelled(index: number): ModelTalk {
    return this.#model.talks[index] as ModelTalk;
  }
}

function kindOf(decision: Awaited<ReturnType<typeof register | typeof cancel>>): string {
  if (!decision.ok) return decision.refusal.kind;
  const { outcome } = decision.value;
  return outcome.ok ? outcome.value.kind : outcome.refusal.kind;
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
