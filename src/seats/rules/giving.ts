// A seat that its holder offers to a colleague by name: it is never free, and stays the giver's until the colleague accepts.
import type { Account, Standing } from '../../kernel/account.ts';
import type { GiftId, PersonId, TalkId } from '../../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import { type EndedRefusal, type MySeat, type SeatTalk, whyEnded } from './standing.ts';

/** `withdrawn`: the giver keeps the seat, or has none any more. `lapsed`: the colleague has a seat of their own. */
export type GiftState = 'open' | 'taken' | 'declined' | 'withdrawn' | 'lapsed';

/** An account by which somebody is told something, and what to call whoever has it. */
export interface Somebody {
  readonly person: PersonId;
  readonly account: Account;
  readonly name: string;
}

export interface Gift {
  readonly id: GiftId;
  readonly talk: TalkId;
  readonly from: Somebody;
  readonly to: Somebody;
  readonly state: GiftState;
  /** The talk's revision at which it was offered: the older one is smaller. */
  readonly step: number;
}

export interface GiveState {
  readonly talk: SeatTalk;
  readonly mine: MySeat | undefined;
  /** What I am already giving away in this talk. */
  readonly giving: Gift | undefined;
  readonly colleague: {
    readonly standing: Standing;
    /** Another account of the giver counts as the giver. */
    readonly self: boolean;
    /** Undefined for somebody who has never decided anything here. */
    readonly person: PersonId | undefined;
    readonly seat: MySeat | undefined;
    /** What another colleague is giving to them. */
    readonly getting: Gift | undefined;
  };
}

export type GiveRefusal =
  | EndedRefusal
  | { readonly kind: 'no-seat' }
  | { readonly kind: 'only-waiting'; readonly line: number }
  | { readonly kind: 'only-offered'; readonly until: Instant }
  | { readonly kind: 'to-yourself' }
  | { readonly kind: 'not-a-colleague'; readonly standing: 'bot' | 'stranger' | 'gone' | 'nobody' }
  /** To them or to somebody else, who has not answered yet. */
  | { readonly kind: 'giving-already'; readonly gift: Gift; readonly same: boolean }
  | { readonly kind: 'has-a-seat' }
  | { readonly kind: 'gets-another' };

/** Why somebody has no seat of a talk that they could give to anybody; undefined where they have. */
export function whyNotToGive(
  { talk, mine }: Pick<GiveState, 'talk' | 'mine'>,
  now: Instant,
): GiveRefusal | undefined {
  const ended = whyEnded(talk, now);
  if (ended) return ended;
  if (!mine) return { kind: 'no-seat' };
  if (mine.state === 'waiting') return { kind: 'only-waiting', line: mine.line };
  if (mine.state === 'offered') return { kind: 'only-offered', until: mine.until as Instant };
  return undefined;
}

/** Whether a seat can be offered to a colleague, until the talk starts. */
export function decideGive(state: GiveState, now: Instant): Result<'given', GiveRefusal> {
  const { giving, colleague } = state;
  const why = whyNotToGive(state, now);
  if (why) return refuse(why);
  if (colleague.self) return refuse({ kind: 'to-yourself' });
  const { standing } = colleague;
  if (standing !== 'person' && standing !== 'unknown')
    return refuse({ kind: 'not-a-colleague', standing });
  if (giving) {
    const same = giving.to.person === colleague.person;
    return refuse({ kind: 'giving-already', gift: giving, same });
  }
  if (colleague.seat?.state === 'confirmed') return refuse({ kind: 'has-a-seat' });
  if (colleague.getting) return refuse({ kind: 'gets-another' });
  return ok('given');
}

export type TakeRefusal =
  | EndedRefusal
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'declined-before' }
  /** The giver keeps the seat, or has it no more. */
  | { readonly kind: 'withdrawn' };

/** Whether a colleague's seat can be accepted or declined by `person` now. `mine` is that person's own seat or place. */
export function decideGift(
  talk: SeatTalk,
  gift: Gift,
  person: PersonId | undefined,
  mine: MySeat | undefined,
  now: Instant,
): Result<'open', TakeRefusal> {
  const ended = whyEnded(talk, now);
  if (ended) return refuse(ended);
  if (gift.to.person !== person) return refuse({ kind: 'not-yours' });
  if (mine?.state === 'confirmed') return refuse({ kind: 'already-registered' });
  switch (gift.state) {
    case 'open':
      return ok('open');
    case 'declined':
      return refuse({ kind: 'declined-before' });
    case 'taken':
    case 'withdrawn':
    case 'lapsed':
      return refuse({ kind: 'withdrawn' });
    default:
      return never(gift.state);
  }
}

/** Whoever keeps a seat that they were giving takes it back; `kept`: there was nothing to take back. */
export type Kept =
  | { readonly kind: 'kept'; readonly mine: MySeat | undefined }
  | { readonly kind: 'withdrawn'; readonly gift: Gift };
