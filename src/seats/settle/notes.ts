// What a decision about a talk's seats leaves behind for people: a line of the ledger, a message.
import type { Params } from '../../delivery/drawer.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { Account } from '../../kernel/account.ts';
import type { PersonId, SeatId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import type { LedgerKind } from '../rules/ledger.ts';
import { note } from '../store.ts';

export type Means = Pick<Ports, 'newId' | 'now'>;

/** A line of the ledger of a person in a talk, as of now; `seat` where it is about one of their own. */
export async function noteSeat(
  tx: Write,
  ports: Means,
  talk: Talk,
  about: { readonly id?: SeatId | undefined; readonly person: PersonId },
  kind: LedgerKind,
  detail = '',
): Promise<void> {
  await note(tx, {
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

/** A direct message about a talk, at once; false where its key was told before. */
export function tell(
  tx: Write,
  ports: Means,
  talk: Talk,
  account: Account,
  { key, drawer, params, uselessAt = talk.startsAt }: Message,
): Promise<boolean> {
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
