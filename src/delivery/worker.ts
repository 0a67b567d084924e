// Sends what is due at one station: claim, draw, mark, send, mark. Never twice: what may have been sent is looked for before it is sent again.
import type { Card } from '../chat/card.ts';
import type { LookOutcome, Platform, SendOutcome } from '../chat/platform.ts';
import type { Conversation } from '../kernel/account.ts';
import { never } from '../kernel/result.ts';
import type { Bell } from './bell.ts';
import { countSubjects, type SubjectCounts, storeCopy } from './copies.ts';
import { accountOf, conversationOf, type DeliveryEvent, type Desk, draw, hashOf } from './desk.ts';
import type { Found, Source } from './loop.ts';
import {
  backOff,
  callLimitMs,
  clockSkewMs,
  giveUpAfterMs,
  heldUntil,
  hold,
  holdsAt,
  lookAfterMs,
  pollMs,
  within,
} from './pacing.ts';
import {
  claimRow,
  finishSent,
  finishUnsent,
  markUnderWay,
  nextTryAt,
  type OutboxRow,
  readyKeys,
  releaseRow,
} from './rows.ts';

interface Drawn {
  readonly card: Card;
  readonly counts: SubjectCounts;
}

type Unsent = Exclude<SendOutcome, { readonly kind: 'sent' }>;

/** Finds and sends what is due at one platform's workspace. `progress` rings whenever a row changed its state. */
export function createWorker(
  desk: Desk,
  platform: Platform,
  progress: Bell,
  stopping: () => boolean,
): Source {
  const { database, machine, log } = desk;
  const station = () => ({ platform: platform.name, workspace: platform.workspace() });
  const clocks = () => ({ series: desk.seriesNow(), machine: machine.now() });

  async function find(room: number): Promise<Found> {
    const now = clocks();
    const found = await database.read(async (read) => {
      const held = heldUntil(await holdsAt(read, now.machine), station(), 'post');
      if (held > now.machine) return { keys: [], next: held };
      return {
        keys: await readyKeys(read, station(), now, room),
        next: await nextTryAt(read, station(), now),
      };
    });
    const claimed = await Promise.all(found.keys.map(claim));
    const rows = claimed.filter((row) => row !== undefined);
    return {
      work: rows.map((row) => () => attempt(row)),
      waitMs: Math.min(pollMs, (found.next ?? Number.POSITIVE_INFINITY) - machine.now()),
    };
  }

  /** A claim that fails leaves the others whole. */
  async function claim(key: string): Promise<OutboxRow | undefined> {
    try {
      return await database.write((tx) =>
        claimRow(tx, key, machine.random(8), desk.newId(), machine.now()),
      );
    } catch (error) {
      log.warn({ key, error: String(error) }, 'claiming a notice failed');
      return undefined;
    }
  }

  async function attempt(row: OutboxRow): Promise<void> {
    try {
      await deliver(row);
    } finally {
      progress.ring();
    }
  }

  async function deliver(row: OutboxRow): Promise<void> {
    if (stopping()) return release(row, 0, 'stopped');
    if (row.state === 'under-way' && !(await surelyAbsent(row))) return;
    if (machine.now() - row.first_tried_at > giveUpAfterMs) {
      return bury(row, { kind: 'refused', why: 'other', detail: 'given up' });
    }
    if (row.useless_at !== null && desk.seriesNow() > row.useless_at) {
      return drop(row, 'useless by now');
    }
    const place = await openPlace(row);
    if ('kind' in place) return settle(row, place, 'open');
    const drawn = await drawRow({ ...row, channel: place.channel });
    if (drawn === 'fault') return;
    if ('dropped' in drawn) return drop(row, drawn.dropped);
    if (stopping()) return release(row, 0, 'stopped');
    await send(row, place, drawn);
  }

  async function send(row: OutboxRow, place: Conversation, drawn: Drawn): Promise<void> {
    const marked = await database.write((tx) =>
      markUnderWay(tx, row, place.channel, machine.now()),
    );
    if (!marked) return;
    // A commit that took long leaves less of the lease for the call.
    const limit = Math.min(callLimitMs, marked.leasedUntil - machine.now() - lookAfterMs);
    const mark = { key: row.notice_key, revision: marked.revision, pendingId: row.pending_id };
    const answer: SendOutcome =
      limit <= 0
        ? { kind: 'not-begun', detail: 'the lease ran out before the call' }
        : await within(
            machine,
            limit,
            () => platform.post(place, drawn.card, mark),
            (detail) => ({ kind: 'unknown', detail }),
          );
    if (answer.kind !== 'sent') return settle(row, answer, 'post');
    await sent(row, {
      channel: place.channel,
      message: answer.message,
      revision: marked.revision,
      drawn: { hash: hashOf(drawn.card), counts: drawn.counts },
    });
  }

  /** Of a row that may have been sent: true where it was not. Else it is settled, or given back to be looked for again. */
  async function surelyAbsent(row: OutboxRow): Promise<boolean> {
    const place = conversationOf(row);
    const since = (row.begun_at ?? row.first_tried_at) - clockSkewMs;
    const looked: LookOutcome = place
      ? await within(
          machine,
          callLimitMs,
          () => platform.look(place, row.notice_key, since, row.recipient !== null),
          (detail) => ({ kind: 'unknown', detail }),
        )
      : { kind: 'absent' };
    switch (looked.kind) {
      case 'absent':
        return true;
      case 'found':
        await sent(row, {
          channel: place?.channel ?? '',
          message: looked.message,
          revision: row.revision,
          drawn: undefined,
        });
        return false;
      case 'cannot-look':
        await lose(row, 'its answer was lost, and this conversation cannot be looked at');
        return false;
      case 'unknown':
        if (machine.now() - row.first_tried_at > giveUpAfterMs) await lose(row, looked.detail);
        else await release(row, backOff(row.attempts, machine), looked.detail);
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
    const opened = await within<Awaited<ReturnType<Platform['openDirect']>>>(
      machine,
      callLimitMs,
      () => platform.openDirect(account),
      // Opening twice opens once: nothing was sent yet.
      (detail) => ({ kind: 'not-begun', detail }),
    );
    if (opened.kind === 'open') return opened.conversation;
    return opened.kind === 'unknown' ? { kind: 'not-begun', detail: opened.detail } : opened;
  }

  async function drawRow(row: OutboxRow): Promise<Drawn | { readonly dropped: string } | 'fault'> {
    const subjects = row.subjects === null ? [] : (JSON.parse(row.subjects) as readonly string[]);
    try {
      return await database.read(async (read) => {
        const counts = await countSubjects(read, subjects);
        const card = await draw(desk, row, false, read);
        return 'dropped' in card ? card : { card, counts };
      });
    } catch (error) {
      log.error({ key: row.notice_key, kind: row.drawer, error: String(error) }, 'drawing failed');
      await release(row, backOff(row.attempts, machine), 'drawing failed', false);
      tell('fault');
      return 'fault';
    }
  }

  /** What became of a call that did not send. */
  async function settle(row: OutboxRow, answer: Unsent, method: 'post' | 'open'): Promise<void> {
    switch (answer.kind) {
      case 'refused':
        return bury(row, answer);
      case 'later': {
        const now = machine.now();
        await database.write(async (tx) => {
          await hold(tx, station(), row.lane, method, answer, now);
          const notBefore = now + Math.max(answer.afterMs, 0);
          await releaseRow(tx, row, { ...as(row), notBefore, holdsLane: true, detail: 'later' });
        });
        return tell('later');
      }
      case 'not-begun':
        await release(row, backOff(row.attempts, machine), answer.detail);
        return tell('not-begun');
      case 'unknown': {
        const notBefore = machine.now() + lookAfterMs + backOff(row.attempts, machine);
        await database.write((tx) =>
          releaseRow(tx, row, {
            state: 'under-way',
            notBefore,
            holdsLane: true,
            detail: answer.detail,
          }),
        );
        log.warn({ key: row.notice_key, kind: row.drawer }, 'the answer to a post was lost');
        return tell('unknown');
      }
      default:
        return never(answer);
    }
  }

  /** Once in doubt, always in doubt: a row that an earlier try may have sent is looked for before every further one. */
  const as = (row: OutboxRow) => ({
    state: row.state === 'under-way' ? ('under-way' as const) : ('waiting' as const),
  });

  async function release(row: OutboxRow, ms: number, detail: string, holdsLane = true) {
    const notBefore = machine.now() + ms;
    await database.write((tx) => releaseRow(tx, row, { ...as(row), notBefore, holdsLane, detail }));
  }

  async function sent(row: OutboxRow, posted: Parameters<typeof storeCopy>[2]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        const now = machine.now();
        await database.write(async (tx) => {
          const { channel, message } = posted;
          if (await finishSent(tx, row, channel, message, desk.seriesNow())) {
            await storeCopy(tx, row, posted, now);
          }
        });
        return tell('sent');
      } catch (error) {
        // Only this program knows that it was sent: a database that is back soon must hear of it.
        if (tries >= (stopping() ? 3 : 25)) throw error;
        await machine.sleep(1_000);
      }
    }
  }

  async function drop(row: OutboxRow, reason: string): Promise<void> {
    const why = { refusal: undefined, detail: reason };
    await database.write((tx) => finishUnsent(tx, row, 'dropped', why, desk.seriesNow()));
    log.info({ key: row.notice_key, kind: row.drawer }, 'notice dropped');
    tell('dropped');
  }

  async function lose(row: OutboxRow, detail: string): Promise<void> {
    const why = { refusal: undefined, detail };
    await database.write((tx) => finishUnsent(tx, row, 'lost', why, desk.seriesNow()));
    log.error({ key: row.notice_key, kind: row.drawer }, 'notice lost');
    tell('lost');
  }

  async function bury(
    row: OutboxRow,
    refused: Extract<SendOutcome, { readonly kind: 'refused' }>,
  ): Promise<void> {
    const why = { refusal: refused.why, detail: refused.detail };
    await database.write((tx) => finishUnsent(tx, row, 'dead', why, desk.seriesNow()));
    log.warn({ key: row.notice_key, kind: row.drawer, why: refused.why }, 'notice refused');
    tell('dead', refused.why);
  }

  function tell(became: DeliveryEvent['became'], refusal?: DeliveryEvent['refusal']): void {
    const event = { what: 'post', platform: platform.name, became } as const;
    desk.onOutcome(refusal ? { ...event, refusal } : event);
  }

  return { name: 'posts', find };
}
