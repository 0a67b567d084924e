// What becomes of a row after an attempt: sent, to be tried again, dropped, lost or dead; each in one commit, counted and logged without anybody's name.
import type { Platform, SendOutcome } from '../chat/platform.ts';
import { never } from '../kernel/result.ts';
import { storeCopy } from './copies.ts';
import type { DeliveryEvent, Desk, FailureReason } from './desk.ts';
import type { Unsaid } from './drawer.ts';
import { backOff, giveUpAfterMs, hold, lookAfterMs, type Method, space, waitOf } from './pacing.ts';
import {
  finishDropped,
  finishFailed,
  finishSent,
  type OutboxRow,
  postponeRow,
  type Released,
  redirectRow,
  releaseRow,
} from './rows.ts';

export type Unsent = Exclude<SendOutcome, { readonly kind: 'sent' }>;
type Posted = Parameters<typeof storeCopy>[2];

export interface Becoming {
  sent(row: OutboxRow, posted: Posted): Promise<void>;
  /** What the platform answered to a call that did not send. */
  unsent(row: OutboxRow, answer: Unsent, method: Method): Promise<void>;
  /** It may stand there, and the platform did not say. */
  unseen(row: OutboxRow, detail: string): Promise<void>;
  /** Its drawer failed: it is tried again, and holds up nobody. */
  faulty(row: OutboxRow): Promise<void>;
  /** Given back untried, to be tried after so many milliseconds. */
  waiting(row: OutboxRow, ms: number, detail: string): Promise<void>;
  dropped(row: OutboxRow, reason: string): Promise<void>;
  /** Its drawer had nothing to say: dropped, or held back until later. */
  unsaid(row: OutboxRow, why: Unsaid): Promise<void>;
  /** The platform said no, or could not be reached for a day. */
  dead(row: OutboxRow, reason: FailureReason, detail: string): Promise<void>;
  lost(row: OutboxRow, reason: 'cannot-look' | 'no-answer', detail: string): Promise<void>;
}

/** A database that fails is asked again so often, once a second, to keep that something was sent. */
const mostTries = { running: 25, stopping: 3 } as const;

export function createBecoming(desk: Desk, platform: Platform, stopping: () => boolean): Becoming {
  const { database, machine, log } = desk;
  const station = () => ({ platform: platform.name, workspace: platform.workspace() });

  /** If a crash of the machine undoes it, the row is under way as the durable mark left it, and is looked for as after any lost answer. */
  async function sent(row: OutboxRow, posted: Posted): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await database.write(async (tx) => {
          const now = machine.now();
          const { channel, message } = posted;
          // Found again, it was posted a while ago.
          if (posted.drawn && platform.postSpacingMs > 0)
            await space(tx, row.lane, now + platform.postSpacingMs);
          if (await finishSent(tx, row, channel, message, desk.seriesNow())) {
            await storeCopy(tx, row, posted, now);
          }
        }, 'relaxed');
        return tell('sent');
      } catch (error) {
        // Only this program knows that it was sent: a database that is back soon must hear of it.
        if (tries >= (stopping() ? mostTries.stopping : mostTries.running)) throw error;
        await machine.sleep(1_000);
      }
    }
  }

  async function unsent(row: OutboxRow, answer: Unsent, method: Method): Promise<void> {
    switch (answer.kind) {
      case 'refused':
        return dead(row, answer.why, answer.detail);
      case 'later': {
        const now = machine.now();
        const notBefore = now + waitOf(answer);
        await database.write(async (tx) => {
          await hold(tx, station(), row.lane, method, answer, now);
          await releaseRow(tx, row, { ...as(row), notBefore, holdsLane: true, detail: 'later' });
        });
        return tell('later');
      }
      case 'not-begun':
        if (tooLate(row)) return dead(row, 'given-up', answer.detail);
        await waiting(row, backOff(row.attempts, machine), answer.detail);
        return tell('not-begun');
      case 'unknown': {
        const notBefore = machine.now() + lookAfterMs + backOff(row.attempts, machine);
        const { detail } = answer;
        await release(row, { state: 'under-way', notBefore, holdsLane: true, detail });
        log.warn({ key: row.notice_key, kind: row.drawer }, 'the answer to a post was lost');
        return tell('unknown');
      }
      default:
        return never(answer);
    }
  }

  async function unseen(row: OutboxRow, detail: string): Promise<void> {
    if (tooLate(row)) return lost(row, 'no-answer', detail);
    await waiting(row, backOff(row.attempts, machine), detail);
  }

  async function faulty(row: OutboxRow): Promise<void> {
    if (tooLate(row)) return dead(row, 'given-up', 'drawing failed');
    const notBefore = machine.now() + backOff(row.attempts, machine);
    await release(row, { ...as(row), notBefore, holdsLane: false, detail: 'drawing failed' });
    tell('fault');
  }

  /** Asked after an attempt: what waited for a day because nobody was there to try is tried first. */
  const tooLate = (row: OutboxRow) => machine.now() - row.first_tried_at > giveUpAfterMs;

  /** Once in doubt, always in doubt: a row that an earlier try may have sent is looked for before every further one. */
  const as = (row: OutboxRow) => ({
    state: row.state === 'under-way' ? ('under-way' as const) : ('waiting' as const),
  });

  const release = (row: OutboxRow, how: Released) =>
    database.write((tx) => releaseRow(tx, row, how));

  const waiting = (row: OutboxRow, ms: number, detail: string) =>
    release(row, { ...as(row), notBefore: machine.now() + ms, holdsLane: true, detail });

  async function dropped(row: OutboxRow, reason: string): Promise<void> {
    await database.write((tx) => finishDropped(tx, row, reason, desk.seriesNow()));
    log.info({ key: row.notice_key, kind: row.drawer }, 'notice dropped');
    tell('dropped');
  }

  async function unsaid(row: OutboxRow, { dropped: why, laterAt, instead }: Unsaid): Promise<void> {
    // What may stand in the conversation of the one is not sent to the other.
    if (instead && row.state === 'waiting') {
      await database.write((tx) => redirectRow(tx, row, instead, why));
      return tell('redirected');
    }
    if (laterAt === undefined) return dropped(row, why);
    if (row.useless_at !== null && laterAt > row.useless_at)
      return dropped(row, `${why}: useless afterwards`);
    await database.write((tx) => postponeRow(tx, row, laterAt, why));
    tell('held');
  }

  async function lost(
    row: OutboxRow,
    reason: 'cannot-look' | 'no-answer',
    detail: string,
  ): Promise<void> {
    await fail(row, 'lost', reason, detail);
    log.error({ key: row.notice_key, kind: row.drawer, why: reason }, 'notice lost');
    tell('lost', reason);
  }

  async function dead(row: OutboxRow, reason: FailureReason, detail: string): Promise<void> {
    await fail(row, 'dead', reason, detail);
    log.warn({ key: row.notice_key, kind: row.drawer, why: reason }, 'notice refused');
    tell('dead', reason);
  }

  const fail = (
    row: OutboxRow,
    state: 'lost' | 'dead',
    reason: FailureReason,
    detail: string,
  ): Promise<boolean> =>
    database.write((tx) => finishFailed(tx, row, state, { reason, detail }, desk.seriesNow()));

  function tell(became: DeliveryEvent['became'], reason?: FailureReason): void {
    const event = { what: 'post', platform: platform.name, became } as const;
    desk.onOutcome(reason ? { ...event, reason } : event);
  }

  return { sent, unsent, unseen, faulty, waiting, dropped, unsaid, lost, dead };
}
