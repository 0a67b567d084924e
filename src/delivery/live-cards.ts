// Draws dirty live copies again at one station, as far as the workspace's budget goes: the pressed copy first, the newest state always in the end.
import type { Card } from '../chat/card.ts';
import type { Platform, SendOutcome } from '../chat/platform.ts';
import type { Conversation } from '../kernel/account.ts';
import { never } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Write } from '../storage/database.ts';
import type { Bell } from './bell.ts';
import { type Budget, budgetAt, payEdit, provideTokens } from './budget.ts';
import {
  type CopyRow,
  claimCopy,
  dirtyCopies,
  finishCopy,
  forgetCopy,
  markEditing,
  releaseCopy,
  wantedNow,
} from './copies.ts';
import { type DeliveryEvent, type Desk, draw, hashOf, stationKey } from './desk.ts';
import type { Found, Source } from './loop.ts';
import {
  backOff,
  callLimitMs,
  heldUntil,
  hold,
  holdsAt,
  laneScope,
  lookAfterMs,
  pollMs,
  spacingMs,
  waitOf,
  within,
} from './pacing.ts';

interface Drawn {
  readonly card: Card;
  readonly hash: string;
  readonly wanted: number;
  readonly closing: boolean;
}

/** A leased copy, and whether it stood first in line before. */
interface Claimed {
  readonly copy: CopyRow;
  readonly pressed: boolean;
}

/** Finds and edits the dirty copies of one platform's workspace. While `hurried`, bursts are not waited for: somebody waits for all to be drawn. */
export function createLiveCards(
  desk: Desk,
  platform: Platform,
  progress: Bell,
  stopping: () => boolean,
  hurried: () => boolean,
): Source {
  const { database, machine, log } = desk;
  const perMinute = platform.editsPerMinute;
  const station = () => ({ platform: platform.name, workspace: platform.workspace() });
  let provided = '';
  let pressedLast = false;

  async function find(room: number): Promise<Found> {
    await provide();
    const now = machine.now();
    const seen = await database.read(async (read) => ({
      copies: await dirtyCopies(read, station()),
      holds: await holdsAt(read, now),
      budget: await budgetNow(read, now),
    }));
    const held = heldUntil(seen.holds, station(), 'edit');
    const readyAt = (copy: CopyRow): Instant =>
      Math.max(
        held,
        copy.leased_until,
        copy.not_before,
        hurried() ? 0 : copy.spaced_until,
        seen.holds.get(laneScope(copy.lane, 'edit')) ?? 0,
        seen.budget.free > 0 ? 0 : (seen.budget.nextAt ?? 0),
      );
    const ready = seen.copies.filter((copy) => readyAt(copy) <= now);
    const chosen = inTurn(ready).slice(0, Math.min(room, seen.budget.free));
    const claimed = await Promise.all(chosen.map(claim));
    const next = Math.min(...seen.copies.map(readyAt).filter((at) => at > now));
    return {
      work: claimed.filter((one) => one !== undefined).map((one) => () => attempt(one)),
      waitMs: Math.min(pollMs, next - now),
    };
  }

  async function provide(): Promise<void> {
    if (perMinute === undefined || provided === stationKey(station())) return;
    await database.write((tx) => provideTokens(tx, station(), perMinute));
    provided = stationKey(station());
  }

  async function budgetNow(read: Parameters<typeof budgetAt>[0], now: Instant): Promise<Budget> {
    if (perMinute === undefined) return { free: Number.POSITIVE_INFINITY, nextAt: undefined };
    return budgetAt(read, station(), perMinute, now);
  }

  /** Pressed copies first, but one of the others after each: a copy that is pressed all the time must not use up the whole budget. */
  function inTurn(ready: readonly CopyRow[]): readonly CopyRow[] {
    const pressed = ready.filter((copy) => copy.pressed === 1);
    const others = ready.filter((copy) => copy.pressed === 0);
    const line: CopyRow[] = [];
    for (let fromPressed = !pressedLast; pressed.length + others.length > 0; ) {
      const next = (fromPressed ? pressed : others).shift();
      if (next) line.push(next);
      fromPressed = !fromPressed;
    }
    return line;
  }

  /** A claim that fails leaves the others whole. */
  async function claim(found: CopyRow): Promise<Claimed | undefined> {
    const holder = machine.random(8);
    try {
      const copy = await database.write((tx) =>
        claimCopy(tx, found.notice_key, holder, machine.now()),
      );
      return copy && { copy, pressed: found.pressed === 1 };
    } catch (error) {
      log.warn({ key: found.notice_key, error: String(error) }, 'claiming a copy failed');
      return undefined;
    }
  }

  async function attempt(claimed: Claimed): Promise<void> {
    try {
      await follow(claimed);
    } finally {
      progress.ring();
    }
  }

  async function follow(claimed: Claimed): Promise<void> {
    const { copy } = claimed;
    if (stopping()) return database.write((tx) => giveBackIn(tx, claimed, 0, unharmed(copy)));
    const drawn = await drawCopy(claimed);
    if (!drawn) return;
    if (drawn.hash === copy.drawn_hash) {
      await done(copy, drawn, copy.spaced_until);
      return tell('unchanged');
    }
    const marked = await begin(claimed);
    if (!marked) return;
    pressedLast = claimed.pressed;
    const limit = Math.min(callLimitMs, marked.leasedUntil - machine.now() - lookAfterMs);
    const place: Conversation = {
      platform: copy.platform,
      workspace: copy.workspace,
      channel: copy.channel,
    };
    const mark = { key: copy.notice_key, revision: marked.revision, pendingId: copy.pending_id };
    const answer: SendOutcome =
      limit <= 0
        ? { kind: 'not-begun', detail: 'the lease ran out before the call' }
        : await within(
            machine,
            limit,
            () => platform.edit(place, copy.message, drawn.card, mark),
            (detail) => ({ kind: 'unknown', detail }),
          );
    await settle(claimed, drawn, answer);
  }

  /** Undefined where nothing is to be edited: that is settled already. */
  async function drawCopy(claimed: Claimed): Promise<Drawn | undefined> {
    const { copy } = claimed;
    try {
      const drawn = await database.read(async (read) => {
        const now = await wantedNow(read, copy);
        if (!now) return undefined;
        const closing = now.closing === 1;
        const card = await draw(desk, copy, closing, read);
        return { ...now, closing, card };
      });
      if (!drawn) return undefined;
      const { card, wanted, closing } = drawn;
      if (!('dropped' in card)) return { card, hash: hashOf(card), wanted, closing };
      // Nothing is left to say: what stands there stays as it is.
      await done(copy, { wanted, closing, hash: copy.drawn_hash }, copy.spaced_until);
      tell('dropped');
    } catch (error) {
      const facts = { key: copy.notice_key, kind: copy.drawer, error: String(error) };
      log.error(facts, 'drawing a copy failed');
      await fail(claimed, copy.drawn_hash, true);
      tell('fault');
    }
    return undefined;
  }

  /** Pays the edit and marks it begun; undefined where the budget is used up or the lease went to another. */
  async function begin(claimed: Claimed): ReturnType<typeof markEditing> {
    const { copy } = claimed;
    return database.write(async (tx) => {
      const now = machine.now();
      const marked = await markEditing(tx, copy, now);
      if (!marked || perMinute === undefined) return marked;
      if (await payEdit(tx, station(), perMinute, now)) return marked;
      await giveBackIn(tx, claimed, 0, unharmed(copy));
      return undefined;
    });
  }

  async function settle(claimed: Claimed, drawn: Drawn, answer: SendOutcome): Promise<void> {
    const { copy } = claimed;
    switch (answer.kind) {
      case 'sent':
        await done(copy, drawn, machine.now() + spacingMs);
        return tell('sent');
      case 'refused': {
        if (forgettable.has(answer.why)) {
          await database.write((tx) => forgetCopy(tx, copy));
          return tell('forgotten', answer.why);
        }
        // The same card would be refused again: the next touch tries anew.
        log.warn({ key: copy.notice_key, kind: copy.drawer, why: answer.why }, 'edit refused');
        const hash = copy.drawn_hash;
        await done(copy, { ...drawn, hash }, machine.now() + spacingMs);
        return tell('dead', answer.why);
      }
      case 'later': {
        const now = machine.now();
        await database.write(async (tx) => {
          await hold(tx, station(), copy.lane, 'edit', answer, now);
          await giveBackIn(tx, claimed, now + waitOf(answer), unharmed(copy));
        });
        return tell('later');
      }
      case 'not-begun':
        await fail(claimed, copy.drawn_hash);
        return tell('not-begun');
      case 'unknown':
        // Either state may stand there, so the next drawing must not be taken for unchanged.
        await fail(claimed, '');
        return tell('unknown');
      default:
        return never(answer);
    }
  }

  async function done(
    copy: CopyRow,
    drawn: Pick<Drawn, 'wanted' | 'hash' | 'closing'>,
    spacedUntil: Instant,
  ): Promise<void> {
    await database.write((tx) =>
      drawn.closing ? forgetCopy(tx, copy) : finishCopy(tx, copy, { ...drawn, spacedUntil }),
    );
  }

  async function fail(claimed: Claimed, hash: string, faulty = false): Promise<void> {
    const failures = claimed.copy.failures + 1;
    const notBefore = machine.now() + backOff(failures, machine);
    await database.write((tx) => giveBackIn(tx, claimed, notBefore, { hash, failures, faulty }));
  }

  function giveBackIn(
    tx: Write,
    { copy, pressed }: Claimed,
    notBefore: Instant,
    how: ReturnType<typeof unharmed>,
  ): Promise<void> {
    return releaseCopy(tx, copy, { ...how, notBefore, pressed });
  }

  function tell(became: DeliveryEvent['became'], reason?: DeliveryEvent['reason']): void {
    const event = { what: 'edit', platform: platform.name, became } as const;
    desk.onOutcome(reason ? { ...event, reason } : event);
  }

  return { name: 'live cards', find };
}

/** As it was before it was claimed: nothing failed. */
const unharmed = (copy: CopyRow) => ({
  hash: copy.drawn_hash,
  failures: copy.failures,
  faulty: false,
});

/** What says that there is nothing left to edit. */
const forgettable: ReadonlySet<string> = new Set([
  'message-gone',
  'no-such-conversation',
  'archived',
]);
