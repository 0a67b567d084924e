// A decision about one person's seat, inside one transaction: lock the talk, load, decide, write, settle, note, tell.
import type { Incoming } from '../chat/incoming.ts';
import type { Ports } from '../delivery/ports.ts';
import { accountKey } from '../kernel/account.ts';
import { decided } from '../kernel/facts.ts';
import { type PersonId, seatId, type TalkId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { makePerson } from '../people/store.ts';
import type { Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { takeLock, talkUnder } from '../talks/store.ts';
import type { LedgerKind } from './rules/ledger.ts';
import {
  type Cancelled,
  type CancelRefusal,
  type Counts,
  decideCancel,
  decideRegister,
  type MySeat,
  type Registered,
  type RegisterRefusal,
} from './rules.ts';
import { lapseGiftTo, withdrawGiftFrom } from './settle/gifts.ts';
import { noteSeat } from './settle/notes.ts';
import { isOverdue, settle, touchTalk } from './settle.ts';
import { forgetAsked, noteAsked } from './store/asked.ts';
import { readStanding, type Standing } from './store/standing.ts';
import { type Counted, confirmSeat, endSeat, insertSeat } from './store.ts';

export interface SeatDecision<T> {
  readonly talk: Talk;
  readonly outcome: T;
  /** As they were when it was decided: what a refusal shows. */
  readonly counts: Counts;
  /** What the speaker had when it was decided. */
  readonly mine: MySeat | undefined;
}

export type NoTalk = { readonly kind: 'no-such-talk' };

export type Outcome<T, R> = Promise<Result<SeatDecision<Result<T, R>>, NoTalk>>;

/** A seat or a place on the waiting list for whoever speaks; the seat that is offered to them, or that is open to anyone while they wait. */
export function register(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
): Outcome<Registered, RegisterRefusal> {
  return withTalk<Registered, RegisterRefusal>(
    ports,
    incoming,
    talkId,
    async (tx, { talk, person: known, mine, counts, now }) => {
      const outcome = decideRegister({ talk, counts, mine }, now);
      if (!outcome.ok) return outcome;
      const { value } = outcome;
      const person = known ?? (await makePerson(tx, incoming.account, ports.newId, now));
      if (mine && (value.kind === 'accepted' || value.kind === 'taken')) {
        await confirmSeat(tx, mine.id);
        await noteSeat(tx, ports, talk, { id: mine.id, person }, value.kind);
      } else {
        const id = seatId(ports.newId());
        const waits = value.kind === 'waiting';
        await insertSeat(tx, {
          id,
          talk: talk.id,
          person,
          accountKey: accountKey(incoming.account),
          state: waits ? 'waiting' : 'confirmed',
          place: talk.revision,
          since: now,
        });
        const [kind, detail] = waits ? (['waiting', String(value.line)] as const) : ['registered'];
        await noteSeat(tx, ports, talk, { id, person }, kind as LedgerKind, detail);
      }
      if (counts.openGifts > 0 && value.kind !== 'waiting')
        await lapseGiftTo(tx, ports, talk, person);
      return outcome;
    },
  );
}

const cancelNotes = {
  freed: 'cancelled',
  'left-line': 'left-line',
  declined: 'declined',
} as const satisfies Record<Exclude<Cancelled['kind'], 'ask'>, LedgerKind>;

/** Gives the speaker's seat, offer or place back. `sure`: they were asked, where others wait. */
export function cancel(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
  sure: boolean,
): Outcome<Cancelled, CancelRefusal> {
  return withTalk<Cancelled, CancelRefusal>(
    ports,
    incoming,
    talkId,
    async (tx, { talk, person, mine, counts, now }) => {
      const outcome = decideCancel({ talk, counts, mine }, sure, now);
      if (!outcome.ok) return outcome;
      const seat = { id: (mine as MySeat).id, person: person as PersonId };
      if (outcome.value.kind === 'ask') {
        await noteAsked(tx, seat.person, talk.id, now);
        return outcome;
      }
      await forgetAsked(tx, seat.person, talk.id);
      await endSeat(tx, seat.id, now);
      await noteSeat(tx, ports, talk, seat, cancelNotes[outcome.value.kind]);
      const freed = outcome.value.kind === 'freed';
      const giving = counts.openGifts > 0 && freed;
      const gift = giving ? await withdrawGiftFrom(tx, ports, talk, seat.person) : undefined;
      const declined = outcome.value.kind === 'declined';
      await settle(tx, ports, talk, declined ? 'offer-declined' : 'somebody-left');
      return gift ? ok({ kind: 'freed', gift }) : outcome;
    },
  );
}

/** A talk that is locked for a decision, and what whoever speaks has in it. Offers whose time is over have ended. */
export interface Locked {
  readonly talk: Talk;
  /** Undefined for somebody who has never decided anything: a refusal makes no person. */
  readonly person: PersonId | undefined;
  readonly mine: MySeat | undefined;
  readonly counts: Counted;
  /** The one instant of this decision. */
  readonly now: Instant;
}

/** Outcomes that leave everything as it was. */
const changesNothing = new Set(['ask', 'kept']);

/** Decides in one transaction about a talk, or about what `which` finds in it. */
export function withTalk<T extends { readonly kind: string }, R>(
  ports: Ports,
  incoming: Incoming,
  which: TalkId | ((tx: Write) => Promise<TalkId | undefined>),
  body: (tx: Write, locked: Locked) => Promise<Result<T, R>>,
): Outcome<T, R> {
  return ports.transact(incoming, async (tx) => {
    const id = typeof which === 'string' ? which : await which(tx);
    const there = id !== undefined && (await takeLock(tx, id));
    let standing = there ? await readStanding(tx, id, incoming.account) : undefined;
    const talk = standing && (await talkUnder(tx, id as TalkId, standing.lock));
    if (!standing || !talk)
      return decided<Awaited<Outcome<T, R>>>(refuse({ kind: 'no-such-talk' }));
    const now = ports.now();
    // Whether or not the scheduler came to it.
    const overdue = isOverdue(standing.counts, now);
    if (overdue) {
      await settle(tx, ports, talk, 'offer-expired');
      standing = (await readStanding(tx, talk.id, incoming.account)) as Standing;
    }
    const { person, mine, counts } = standing;
    const outcome = await body(tx, { talk, person, mine, counts, now });
    const changed = overdue || (outcome.ok && !changesNothing.has(outcome.value.kind));
    if (changed) await touchTalk(tx, talk, incoming.kind === 'press' ? incoming : undefined);
    return decided<Awaited<Outcome<T, R>>>(ok({ talk, outcome, counts, mine }));
  });
}
