// What must be true of a database after a kill: every answer that was given is in it, whatever is in it was allowed, and what was to be told is accounted for.
import sql from 'sql-template-tag';
import type { Database } from '../../src/storage/database.ts';
import { linesOf } from '../support/lines.ts';
import type { Recorded } from '../support/recording-platform.ts';

export interface ToldAnswer {
  readonly told: 'answer';
  readonly delivery: string;
  readonly user: string;
  readonly talk: string;
  /** The talk's revision by which it was decided. */
  readonly step: number;
  /** What the person was told: got, given back, or refused. */
  readonly kind: string;
  readonly line: number;
}

export interface ToldNotice {
  readonly told: 'notice';
  readonly key: string;
}

export interface LedgerRow {
  readonly talk: string;
  readonly user: string;
  readonly seat: string;
  readonly step: number;
  readonly kind: string;
  readonly detail: string;
}

export interface State {
  readonly talks: readonly { id: string; capacity: number; elsewhere: number; revision: number }[];
  readonly ledger: readonly LedgerRow[];
  readonly seats: readonly { id: string; talk: string; user: string; state: string }[];
  readonly outbox: readonly { key: string; state: string; direct: number }[];
  readonly claims: ReadonlySet<string>;
}

export function readState(database: Database): Promise<State> {
  return database.read(async (read) => {
    const claims = await read.all<{ delivery: string }>(sql`SELECT delivery FROM claims`);
    return {
      talks: await read.all(
        sql`SELECT t.id, t.capacity, t.elsewhere, l.revision FROM talks t JOIN talk_locks l ON l.talk_id = t.id`,
      ),
      ledger: await read.all(sql`
        SELECT l.talk_id AS talk, a.user_id AS user, l.seat_id AS seat, l.step, l.kind, l.detail
        FROM ledger l JOIN accounts a ON a.person_id = l.person_id
        ORDER BY l.talk_id, l.step, CASE WHEN l.kind = 'promoted' THEN 1 ELSE 0 END`),
      seats: await read.all(sql`
        SELECT s.id, s.talk_id AS talk, a.user_id AS user, s.state
        FROM seats s JOIN accounts a ON a.person_id = s.person_id`),
      outbox: await read.all(sql`
        SELECT notice_key AS key, state, CASE WHEN recipient IS NULL THEN 0 ELSE 1 END AS direct
        FROM outbox`),
      claims: new Set(claims.map((row) => row.delivery)),
    };
  });
}

/** How often the platform took each notice. */
export function takenByKey(posts: string): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const record of linesOf<Recorded>(posts)) {
    if (record.what !== 'post') continue;
    taken.set(record.mark.key, (taken.get(record.mark.key) ?? 0) + 1);
  }
  return taken;
}

/** All that is wrong with the seats and the answers about them; empty where nothing is. */
export function judgeSeats(
  state: State,
  told: readonly (ToldAnswer | ToldNotice)[],
): readonly string[] {
  const wrong: string[] = [];
  const answers = told.filter((one) => one.told === 'answer');
  const deliveries = new Set<string>();
  for (const answer of answers) {
    if (deliveries.has(answer.delivery)) wrong.push(`${answer.delivery} was answered twice`);
    deliveries.add(answer.delivery);
    if (!state.claims.has(answer.delivery)) wrong.push(`${answer.delivery} has no claim`);
  }
  for (const talk of state.talks) {
    const ledger = state.ledger.filter((line) => line.talk === talk.id);
    const here = answers.filter((answer) => answer.talk === talk.id);
    const seats = state.seats.filter((seat) => seat.talk === talk.id);
    wrong.push(...judgeTalk(talk, ledger, here, seats));
  }
  return wrong;
}

/** Decides everything again from the ledger, in the order of the steps. */
function judgeTalk(
  talk: State['talks'][number],
  ledger: readonly LedgerRow[],
  answers: readonly ToldAnswer[],
  seats: State['seats'],
): readonly string[] {
  const wrong: string[] = [];
  const sitting = new Map<string, string>();
  let line: { readonly user: string; readonly seat: string }[] = [];
  const free = () => talk.capacity - talk.elsewhere - sitting.size;
  const told = new Map(answers.map((answer) => [answer.step, answer]));
  const must = (holds: boolean, step: number, what: string) => {
    if (!holds) wrong.push(`talk ${talk.id}, step ${step}: ${what}`);
  };

  const decide = ({ user, seat, step, kind, detail }: LedgerRow) => {
    const place = line.findIndex((one) => one.user === user);
    switch (kind) {
      case 'registered':
        must(!sitting.has(user) && place < 0, step, `${user} has two seats`);
        must(free() > 0 && line.length === 0, step, `${user} got a seat that was not free`);
        sitting.set(user, seat);
        return;
      case 'waiting':
        must(!sitting.has(user) && place < 0, step, `${user} has two seats`);
        must(free() <= 0 || line.length > 0, step, `${user} waits for a seat that is free`);
        line.push({ user, seat });
        must(detail === String(line.length), step, `${user} is not number ${detail}`);
        return;
      case 'cancelled':
        must(sitting.delete(user), step, `${user} gave back a seat without having one`);
        return;
      case 'left-line':
        must(place >= 0, step, `${user} left a line without being in it`);
        line = line.filter((one) => one.user !== user);
        return;
      case 'promoted':
        must(place === 0, step, `${user} was not the first in line`);
        must(free() > 0, step, `${user} was promoted to a seat that was not free`);
        line = line.filter((one) => one.user !== user);
        sitting.set(user, seat);
        return;
      default:
        must(false, step, `unknown line ${kind}`);
    }
  };

  const answer = (step: number, decided: LedgerRow | undefined) => {
    const given = told.get(step);
    told.delete(step);
    if (!given) return;
    const place = line.findIndex((one) => one.user === given.user) + 1;
    const has = sitting.has(given.user);
    const ledgerKind = { confirmed: 'registered', waiting: 'waiting', freed: 'cancelled' };
    switch (given.kind) {
      case 'already-registered':
        return must(!decided && has, step, `${given.user} was told of a seat that is not there`);
      case 'already-waiting':
        return must(!decided && place === given.line, step, `${given.user}: a wrong place`);
      case 'not-registered':
        return must(!decided && !has && place === 0, step, `${given.user} has a seat after all`);
      case 'confirmed':
      case 'waiting':
      case 'freed':
      case 'left-line': {
        const kind = given.kind === 'left-line' ? given.kind : ledgerKind[given.kind];
        const same = decided?.kind === kind && decided.user === given.user;
        must(same, step, `${given.user} was told ${given.kind}, and it is not there`);
        if (given.kind === 'waiting') must(place === given.line, step, 'told a wrong place');
        return;
      }
      default:
        must(false, step, `unknown answer ${given.kind}`);
    }
  };

  const byStep = new Map<number, LedgerRow[]>([...told.keys()].map((step) => [step, []]));
  for (const row of ledger) byStep.set(row.step, [...(byStep.get(row.step) ?? []), row]);
  for (const [step, [first, ...rest]] of [...byStep].sort(([a], [b]) => a - b)) {
    must(step <= talk.revision, step, 'an answer from the future');
    must(rest.length <= 1 && rest.every((row) => row.kind === 'promoted'), step, 'two decisions');
    if (first) decide(first);
    answer(step, first);
    for (const row of rest) decide(row);
    must(free() >= 0, step, 'more sit than there are seats');
    must(free() <= 0 || line.length === 0, step, 'a seat is free while somebody waits');
  }
  const live = seats.filter((seat) => seat.state !== 'ended');
  const held = [
    ...[...sitting].map(([user, seat]) => `${user} ${seat} confirmed`),
    ...line.map(({ user, seat }) => `${user} ${seat} waiting`),
  ].sort();
  const found = live.map((seat) => `${seat.user} ${seat.id} ${seat.state}`).sort();
  must(held.join() === found.join(), talk.revision, 'the seats are not what the ledger says');
  return wrong;
}
