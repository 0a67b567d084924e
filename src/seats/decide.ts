// A decision about one person's seat, inside one transaction: lock the talk, load, decide, write, settle, note, tell.
import type { Incoming } from '../chat/incoming.ts';
import type { Ports } from '../delivery/ports.ts';
import { accountKey } from '../kernel/account.ts';
import { decided } from '../kernel/facts.ts';
import { type PersonId, seatId, type TalkId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { findAccount, makePerson } from '../people/store.ts';
import type { Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { lockTalk } from '../talks/store.ts';
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
import { settle, touchTalk } from './settle.ts';
import { countSeats, endSeat, insertSeat, mySeat, note } from './store.ts';

export interface SeatDecision<T> {
  readonly talk: Talk;
  readonly outcome: T;
  /** As they were when it was decided: what a refusal shows. */
  readonly counts: Counts;
}

export type NoTalk = { readonly kind: 'no-such-talk' };

type Outcome<T, R> = Promise<Result<SeatDecision<Result<T, R>>, NoTalk>>;

/** A seat or a place on the waiting list for whoever speaks. */
export function register(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
): Outcome<Registered, RegisterRefusal> {
  return withTalk<Registered, RegisterRefusal>(
    ports,
    incoming,
    talkId,
    async (tx, { talk, person: known, mine, counts }) => {
      const now = ports.now();
      const outcome = decideRegister({ talk, counts, mine }, now);
      if (!outcome.ok) return outcome;
      const person = known ?? (await makePerson(tx, incoming.account, ports.newId, now));
      const id = seatId(ports.newId());
      const key = accountKey(incoming.account);
      const state = outcome.value.kind;
      await insertSeat(tx, {
        id,
        talk: talk.id,
        person,
        accountKey: key,
        state,
        place: talk.revision,
        since: now,
      });
      await note(tx, {
        id: ports.newId(),
        talk: talk.id,
        person,
        seat: id,
        step: talk.revision,
        kind: outcome.value.kind === 'confirmed' ? 'registered' : 'waiting',
        at: now,
        detail: outcome.value.kind === 'waiting' ? String(outcome.value.line) : '',
      });
      return outcome;
    },
  );
}

/** Gives the speaker's seat or place back. `sure`: they were asked, where others wait. */
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
    async (tx, { talk, person, mine, counts }) => {
      const now = ports.now();
      const outcome = decideCancel({ talk, counts, mine }, sure, now);
      if (!outcome.ok || outcome.value.kind === 'ask') return outcome;
      const seat = (mine as MySeat).id;
      await endSeat(tx, seat, now);
      const kind = outcome.value.kind === 'freed' ? 'cancelled' : 'left-line';
      await note(tx, {
        id: ports.newId(),
        talk: talk.id,
        person: person as PersonId,
        seat,
        step: talk.revision,
        kind,
        at: now,
        detail: '',
      });
      await settle(tx, ports, talk, 'somebody-left');
      return outcome;
    },
  );
}

function withTalk<T extends { readonly kind: string }, R>(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
  body: (
    tx: Write,
    locked: {
      readonly talk: Talk;
      /** Undefined for somebody who has never decided anything: a refusal makes no person. */
      readonly person: PersonId | undefined;
      readonly mine: MySeat | undefined;
      readonly counts: Counts;
    },
  ) => Promise<Result<T, R>>,
): Outcome<T, R> {
  return ports.transact(incoming, async (tx) => {
    const talk = await lockTalk(tx, talkId);
    if (!talk) return decided<Awaited<Outcome<T, R>>>(refuse({ kind: 'no-such-talk' }));
    const person = (await findAccount(tx, incoming.account))?.person;
    const mine = await mySeat(tx, talk.id, person);
    const counts = await countSeats(tx, talk.id);
    const outcome = await body(tx, { talk, person, mine, counts });
    const changed = outcome.ok && outcome.value.kind !== 'ask';
    if (changed) await touchTalk(tx, talk, incoming.kind === 'press' ? incoming : undefined);
    return decided<Awaited<Outcome<T, R>>>(ok({ talk, outcome, counts }));
  });
}
