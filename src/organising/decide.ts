// Decisions at the organiser's desk about what somebody else holds, each inside one transaction: a seat that is freed, and an account that was deactivated.
import type { IncomingPress } from '../chat/incoming.ts';
import type { Heed } from '../chat/platform.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Ports } from '../delivery/ports.ts';
import { type Account, accountKey, sameAccount } from '../kernel/account.ts';
import { decided } from '../kernel/facts.ts';
import type { PersonId, SeatId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { activeAccounts, isActive, noteActivity } from '../people/store/activity.ts';
import { ensurePerson, findAccount, findAccountByKey } from '../people/store.ts';
import { withdrawGiftFrom } from '../seats/settle/gifts.ts';
import { settle, touchTalk } from '../seats/settle.ts';
import { countSeats, endSeat, liveSeatsOf, mySeat, note, seatHolder } from '../seats/store.ts';
import type { Read, Write } from '../storage/database.ts';
import { phaseOf, type Talk } from '../talks/rules.ts';
import { lockTalk, readTalk } from '../talks/store.ts';
import type { FreedSeat, Held } from './cards/freeing.ts';
import { decideFree, type FreeRefusal, type Holder } from './rules/freeing.ts';
import { noteDone } from './store.ts';

export type Freed =
  | { readonly kind: 'ask'; readonly talk: Talk; readonly holder: Holder }
  | { readonly kind: 'free'; readonly freed: FreedSeat };

export interface FreeRefused {
  /** Undefined where there is no such seat. */
  readonly talk: Talk | undefined;
  readonly refusal: FreeRefusal | { readonly kind: 'no-such-seat' };
}

/** Frees a seat or a place for the organiser `by`, notes who did it, and gives it on; whoever had it is told, where they still use an account. */
export async function freeSeat(
  tx: Write,
  ports: Pick<Ports, 'newId' | 'now'>,
  by: Account,
  seat: SeatId,
  sure: boolean,
  press?: IncomingPress,
): Promise<Result<Freed, FreeRefused>> {
  const found = await seatHolder(tx, seat);
  const talk = found && (await lockTalk(tx, found.talk));
  const held = talk && (await seatHolder(tx, seat));
  if (!talk || !held) return refuse({ talk: undefined, refusal: { kind: 'no-such-seat' } });
  const now = ports.now();
  const accounts = (await activeAccounts(tx, [held.person])).get(held.person) ?? [];
  const decision = decideFree(talk, held.state, accounts.length > 0, sure, now);
  if (!decision.ok) return refuse({ talk, refusal: decision.refusal });
  const holder = await holderOf(tx, held.accountKey);
  if (decision.value === 'ask') return ok({ kind: 'ask', talk, holder });
  await endSeat(tx, seat, now);
  const { person } = held;
  const step = talk.revision;
  const kind = 'freed-by-organiser';
  await note(tx, {
    id: ports.newId(),
    talk: talk.id,
    person,
    seat,
    step,
    kind,
    at: now,
    detail: '',
  });
  if (held.state === 'confirmed') await withdrawGiftFrom(tx, ports, talk, person);
  const { promoted, offered } = await settle(tx, ports, talk, 'somebody-left');
  await touchTalk(tx, talk, press);
  await noteDone(tx, {
    id: ports.newId(),
    person: await ensurePerson(tx, by, ports.newId, now),
    at: now,
    what: 'free',
    talk: talk.id,
    detail: JSON.stringify({ seat, state: held.state }),
  });
  const told = accounts.find((one) => accountKey(one) === held.accountKey) ?? accounts[0];
  if (told)
    await enqueue(
      tx,
      {
        key: `seat-freed:${seat}`,
        drawer: 'seat-freed',
        to: { kind: 'account', account: told },
        params: { talk: talk.id, seat },
        uselessAt: talk.startsAt,
      },
      now,
    );
  const view = { talk, counts: await countSeats(tx, talk.id), mine: undefined };
  const waited = held.state === 'waiting';
  return ok({
    kind: 'free',
    freed: { view, holder, waited, promoted, offered, told: told !== undefined },
  });
}

async function holderOf(read: Read, key: string): Promise<Holder> {
  const known = await findAccountByKey(read, key);
  if (!known) throw new Error('a seat without an account');
  return { account: known.account, name: known.name };
}

/** What a person holds in talks that have not started and are not cancelled, the next talk first. */
export async function heldBy(read: Read, person: PersonId, now: number): Promise<readonly Held[]> {
  const held: Held[] = [];
  for (const seat of await liveSeatsOf(read, person)) {
    const talk = await readTalk(read, seat.talk);
    const ahead = talk && !['cancelled', 'running', 'over'].includes(phaseOf(talk, now));
    const mine = ahead ? await mySeat(read, talk.id, person) : undefined;
    if (talk && mine) held.push({ talk, mine });
  }
  return held.sort((a, b) => a.talk.startsAt - b.talk.startsAt);
}

/** A deactivated account whose person holds something and has no other account in use; undefined otherwise. */
export async function leftBehind(
  read: Read,
  account: Account,
  now: number,
): Promise<{ readonly holder: Holder; readonly held: readonly Held[] } | undefined> {
  const known = await findAccount(read, account);
  if (known?.person === undefined || (await isActive(read, account))) return undefined;
  if ((await activeAccounts(read, [known.person])).size > 0) return undefined;
  const held = await heldBy(read, known.person, now);
  return held.length > 0 ? { holder: { account, name: known.name }, held } : undefined;
}

/** Takes in what platforms say of accounts. Organisers are told once of each deactivation that leaves seats behind; what is held is kept until they free it. */
export function accountHeed(ports: Ports, organisers: readonly Account[]): Heed {
  const { log } = ports;
  return async (news) => {
    const { account, active, at } = news;
    try {
      // Platforms tell of every change of everybody's profile: most are of somebody whom nobody here knows, or say what is known.
      const known = await ports.database.read(
        async (read) =>
          (await findAccount(read, account)) !== undefined &&
          (await isActive(read, account)) !== active,
      );
      if (!known) return;
      const told = await ports.transact({ job: 'account-news' }, async (tx) => {
        if (!(await noteActivity(tx, account, active, at)) || active) return decided(undefined);
        return decided(await tell(tx, ports, organisers, account));
      });
      if (told === 0) log.warn({}, 'a deactivated account holds a seat, and no organiser is known');
      else if (told !== undefined) log.info({ told }, 'a deactivated account holds a seat');
    } catch (error) {
      log.error({ err: error, platform: account.platform }, 'news of an account was lost');
    }
  };
}

/** How many organisers are told; undefined where there is nothing to tell. */
async function tell(
  tx: Write,
  ports: Pick<Ports, 'newId' | 'now'>,
  organisers: readonly Account[],
  account: Account,
): Promise<number | undefined> {
  const now = ports.now();
  const left = await leftBehind(tx, account, now);
  if (!left) return undefined;
  const others = organisers.filter((one) => !sameAccount(one, account));
  const id = ports.newId();
  for (const [i, organiser] of others.entries())
    await enqueue(
      tx,
      {
        key: `account-gone:${id}:${i}`,
        drawer: 'account-gone',
        to: { kind: 'account', account: organiser },
        params: { account: accountKey(account) },
        uselessAt: left.held.at(-1)?.talk.startsAt ?? now,
      },
      now,
    );
  return others.length;
}
