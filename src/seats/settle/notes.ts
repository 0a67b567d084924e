// What a decision about a talk's seats leaves behind for people: a line of the ledger, a message.
import type { Params } from '../../delivery/drawer.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type Account, sameAccount } from '../../kernel/account.ts';
import type { PersonId, SeatId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import { activeAccounts } from '../../people/store/activity.ts';
import type { Read, Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import type { LedgerKind } from '../rules/ledger.ts';
import { note } from '../store.ts';

export type Means = Pick<Ports, 'newId' | 'now'>;

/** A line of the ledger of a person in a talk, as of now; `seat` where it is about one of their own. */
export function noteSeat(
  tx: Write,
  ports: Means,
  talk: Talk,
  about: { readonly id?: SeatId | undefined; readonly person: PersonId },
  kind: LedgerKind,
  detail = '',
): Promise<void> {
  return note(tx, {
    id: ports.newId(),
    talk: talk.id,
    person: about.person,
    seat: about.id,
    step: talk.revision,
    kind,
    at: ports.now(),
    detail,
  });
}

export interface Message {
  readonly key: string;
  readonly drawer: string;
  readonly params: Params;
  /** Default: when the talk starts. */
  readonly uselessAt?: Instant;
}

/** Whoever is told something: a person, and the account by which they took part. */
export interface Told {
  readonly person: PersonId;
  readonly account: Account;
}

/** Of a person's accounts in use the one by which they took part, else another; where all are deactivated that one, so that organisers see what did not arrive. */
export async function reachable(read: Read, { person, account }: Told): Promise<Account> {
  const theirs = (await activeAccounts(read, [person])).get(person) ?? [];
  return theirs.find((one) => sameAccount(one, account)) ?? theirs[0] ?? account;
}

/** A direct message about a talk, at once; false where its key was told before. */
export async function tell(
  tx: Write,
  ports: Means,
  talk: Talk,
  whom: Told,
  { key, drawer, params, uselessAt = talk.startsAt }: Message,
): Promise<boolean> {
  const account = await reachable(tx, whom);
  return enqueue(
    tx,
    {
      key,
      drawer,
      to: { kind: 'account', account },
      params: { talk: talk.id, ...params },
      uselessAt,
    },
    ports.now(),
  );
}
