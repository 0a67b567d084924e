// One attempt to send a claimed row: look where it may have been sent, open, draw, mark, send. Never twice: what may stand there is looked for first.
import type { Card } from '../chat/card.ts';
import type { LookOutcome, Platform, SendOutcome } from '../chat/platform.ts';
import type { Conversation } from '../kernel/account.ts';
import { never } from '../kernel/result.ts';
import { createBecoming, type Unsent } from './become.ts';
import { countSubjects, type SubjectCounts } from './copies.ts';
import { accountOf, conversationOf, type Desk, draw, hashOf } from './desk.ts';
import type { Unsaid } from './drawer.ts';
import { callLimitMs, clockSkewMs, giveUpAfterMs, lookAfterMs, within } from './pacing.ts';
import type { Rest } from './rest.ts';
import { markUnderWay, type OutboxRow } from './rows.ts';
import type { Width } from './width.ts';

interface Drawn {
  readonly card: Card;
  readonly counts: SubjectCounts;
}

export interface AttemptParts {
  readonly desk: Desk;
  readonly platform: Platform;
  readonly rest: Rest;
  readonly width: Width;
  readonly stopping: () => boolean;
}

/** Makes the attempt of one station. It rejects where the database fails; what it held comes free with its lease. */
export function createAttempt(parts: AttemptParts): (row: OutboxRow) => Promise<void> {
  const { desk, platform, rest, width, stopping } = parts;
  const { database, machine, log } = desk;
  const become = createBecoming(desk, platform, stopping);

  /** Asks the platform, and notes whether it answers at all. */
  async function ask<T extends { readonly kind: string }>(
    limitMs: number,
    call: () => Promise<T>,
    late: (detail: string) => T,
  ): Promise<T> {
    const answer = await within(machine, limitMs, call, late);
    if (answer.kind === 'unknown' || answer.kind === 'not-begun') rest.failed();
    else rest.answered();
    return answer;
  }

  async function attempt(row: OutboxRow): Promise<void> {
    if (stopping()) return become.waiting(row, 0, 'stopped');
    if (row.state === 'under-way') {
      if (!(await surelyAbsent(row))) return;
      // Its answer was lost once more when the day was over already.
      if (row.not_before - row.first_tried_at > giveUpAfterMs) {
        return become.dead(row, 'given-up', 'no answer, and it does not stand there');
      }
    }
    if (row.useless_at !== null && desk.seriesNow() > row.useless_at) {
      return become.dropped(row, 'useless by now');
    }
    const place = await openPlace(row);
    if ('kind' in place) return become.unsent(row, place, 'open');
    const drawn = await drawRow({ ...row, channel: place.channel });
    if (drawn === 'fault') return become.faulty(row);
    if ('dropped' in drawn) return become.unsaid(row, drawn);
    if (stopping()) return become.waiting(row, 0, 'stopped');
    await send(row, place, drawn);
  }

  async function send(row: OutboxRow, place: Conversation, drawn: Drawn): Promise<void> {
    const marked = await database.write((tx) =>
      markUnderWay(tx, row, place.channel, machine.now()),
    );
    if (!marked) return;
    // A commit that took long leaves less of the lease for the call.
    const limit = Math.min(callLimitMs, marked.leasedUntil - machine.now() - lookAfterMs);
    if (limit <= 0) {
      const detail = 'the lease ran out before the call';
      return become.unsent(row, { kind: 'not-begun', detail }, 'post');
    }
    const mark = { key: row.notice_key, revision: marked.revision, pendingId: row.pending_id };
    const answer = await ask<SendOutcome>(
      limit,
      () => platform.post(place, drawn.card, mark),
      (detail) => ({ kind: 'unknown', detail }),
    );
    if (answer.kind !== 'sent') {
      if (answer.kind !== 'refused') width.heldBack();
      return become.unsent(row, answer, 'post');
    }
    width.taken();
    await become.sent(row, {
      channel: place.channel,
      message: answer.message,
      revision: marked.revision,
      // Only what stays live is compared with a later drawing.
      drawn: { hash: row.slot === null ? '' : hashOf(drawn.card), counts: drawn.counts },
    });
  }

  /** Of a row that may have been sent: true where it was not. Else it is settled, or given back to be looked for again. */
  async function surelyAbsent(row: OutboxRow): Promise<boolean> {
    const place = conversationOf(row);
    if (!place) return true;
    const since = (row.begun_at ?? row.first_tried_at) - clockSkewMs;
    const looked = await ask<LookOutcome>(
      callLimitMs,
      () => platform.look(place, row.notice_key, since, row.recipient !== null),
      (detail) => ({ kind: 'unknown', detail }),
    );
    switch (looked.kind) {
      case 'absent':
        return true;
      case 'found':
        await become.sent(row, {
          channel: place.channel,
          message: looked.message,
          revision: row.revision,
          drawn: undefined,
        });
        return false;
      case 'cannot-look':
        await become.lost(row, 'cannot-look', 'this conversation cannot be looked at');
        return false;
      case 'later':
        await become.unsent(row, looked, 'look');
        return false;
      case 'unknown':
        await become.unseen(row, looked.detail);
        return false;
      default:
        return never(looked);
    }
  }

  async function openPlace(row: OutboxRow): Promise<Conversation | Unsent> {
    const known = conversationOf(row);
    if (known) return known;
    const account = accountOf(row);
    if (!account) throw new Error('a row names neither an account nor a channel');
    const opened = await ask<Awaited<ReturnType<Platform['openDirect']>>>(
      callLimitMs,
      () => platform.openDirect(account),
      // Opening twice opens once: nothing was sent yet.
      (detail) => ({ kind: 'not-begun', detail }),
    );
    if (opened.kind === 'open') return opened.conversation;
    return opened.kind === 'unknown' ? { kind: 'not-begun', detail: opened.detail } : opened;
  }

  async function drawRow(row: OutboxRow): Promise<Drawn | Unsaid | 'fault'> {
    const subjects = row.subjects === null ? [] : (JSON.parse(row.subjects) as readonly string[]);
    try {
      return await database.read(async (read) => {
        const counts = await countSubjects(read, subjects);
        const card = await draw(desk, row, false, read);
        return 'dropped' in card ? card : { card, counts };
      });
    } catch (error) {
      log.error({ key: row.notice_key, kind: row.drawer, error: String(error) }, 'drawing failed');
      return 'fault';
    }
  }

  return attempt;
}
