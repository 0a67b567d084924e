// Everything that is sent after a decision: one posting loop and one live-card loop for each platform's workspace, and what others ask of them.
import sql from 'sql-template-tag';
import type { Platform, SendRefusal } from '../chat/platform.ts';
import { minute } from '../kernel/time.ts';
import type { Read } from '../storage/database.ts';
import { createBell } from './bell.ts';
import { remainsToDraw } from './copies.ts';
import type { Desk, FailureReason } from './desk.ts';
import { createLiveCards } from './live-cards.ts';
import { runLoop } from './loop.ts';
import { pollMs } from './pacing.ts';
import type { NoticeOutcome } from './ports.ts';
import { type DeliveryReport, reportDelivery } from './report.ts';
import { dropUseless, prune } from './retention.ts';
import { type NoticeState, remainsToSend } from './rows.ts';
import { createWidth } from './width.ts';
import { createWorker } from './worker.ts';

export type DeliveryOptions = Omit<Desk, 'onOutcome'> & Partial<Pick<Desk, 'onOutcome'>>;

export interface Delivery {
  /** Begins to send and draw; the platforms are started already. Once. */
  start(): void;
  /** Finishes what is under way (at most some twenty seconds), gives back the rest, and begins nothing more. */
  stop(): Promise<void>;
  /** To be called after every commit of this process; what other programs commit is found within half a second. */
  wake(): void;
  /** Resolves when nothing that is due now, on the series' clock, remains to be sent or drawn at this program's platforms; or when it stops. */
  idle(): Promise<void>;
  /**
   * What became of a notice, waited for at most so many milliseconds of the machine's clock. A dropped notice counts as refused; a lost one, and one that
   * nobody knows, as pending.
   */
  outcome(key: string, withinMs: number): Promise<NoticeOutcome>;
  /** For /metrics and doctor. */
  report(read: Read): Promise<DeliveryReport>;
}

const editsAtOnce = 4;
const pruneAtOnce = 200;

export function createDelivery(options: DeliveryOptions): Delivery {
  const desk: Desk = { ...options, onOutcome: options.onOutcome ?? (() => undefined) };
  const { database, machine, log } = desk;
  const progress = createBell(machine);
  const bells = [createBell(machine)];
  const running: Promise<void>[] = [];
  let stopped = false;
  let idlers = 0;
  const stopping = () => stopped;
  const clocks = () => ({ series: desk.seriesNow(), machine: machine.now() });

  function start(): void {
    for (const platform of desk.platforms) {
      const width = createWidth();
      const worker = createWorker({ desk, platform, width, progress, stopping });
      const cards = createLiveCards(desk, platform, progress, stopping, () => idlers > 0);
      for (const [source, places] of [
        [worker, width.places],
        [cards, () => editsAtOnce],
      ] as const) {
        const bell = createBell(machine);
        bells.push(bell);
        running.push(runLoop(source, bell, places, machine, stopping, log));
      }
    }
    running.push(tidy());
  }

  function wake(): void {
    for (const bell of bells) bell.ring();
  }

  async function stop(): Promise<void> {
    stopped = true;
    wake();
    progress.ring();
    await Promise.all(running);
  }

  /** Once a minute: what nobody needs any more. */
  async function tidy(): Promise<void> {
    const bell = bells[0] as ReturnType<typeof createBell>;
    for (let next = machine.now() + minute; !stopped; ) {
      await bell.wait(bell.rings(), next - machine.now());
      if (stopped || machine.now() < next) continue;
      next = machine.now() + minute;
      try {
        await database.write((tx) => prune(tx, clocks(), pruneAtOnce));
        const dropped = await database.write((tx) => dropUseless(tx, clocks()));
        for (const row of dropped) {
          log.info({ key: row.notice_key, kind: row.drawer }, 'notice dropped');
        }
      } catch (error) {
        log.error({ error: String(error) }, 'tidying the outbox failed');
      }
    }
  }

  async function idle(): Promise<void> {
    idlers += 1;
    wake();
    try {
      for (;;) {
        const since = progress.rings();
        if (stopped || !(await remains())) return;
        await progress.wait(since, pollMs);
      }
    } finally {
      idlers -= 1;
    }
  }

  async function remains(): Promise<boolean> {
    const now = clocks();
    const ofPlatform = async (platform: Platform, read: Read): Promise<boolean> => {
      const station = { platform: platform.name, workspace: platform.workspace() };
      return (
        (await remainsToSend(read, station, now)) ||
        (await remainsToDraw(read, station, now.machine))
      );
    };
    return database.read(async (read) => {
      for (const platform of desk.platforms) if (await ofPlatform(platform, read)) return true;
      return false;
    });
  }

  async function outcome(key: string, withinMs: number): Promise<NoticeOutcome> {
    const until = machine.now() + withinMs;
    for (;;) {
      const since = progress.rings();
      const known = await database.read((read) => becameOf(read, key));
      if (known) return known;
      const left = until - machine.now();
      if (left <= 0 || stopped) return { kind: 'pending' };
      await progress.wait(since, Math.min(left, pollMs / 2));
    }
  }

  const report = (read: Read) => reportDelivery(read, desk.seriesNow());

  return { start, stop, wake, idle, outcome, report };
}

/** Undefined while it may still become something. */
async function becameOf(read: Read, key: string): Promise<NoticeOutcome | undefined> {
  const row = await read.get<{ state: NoticeState; refusal: FailureReason | null }>(
    sql`SELECT state, refusal FROM outbox WHERE notice_key = ${key}`,
  );
  switch (row?.state) {
    case 'sent':
      return { kind: 'sent' };
    case 'dead':
    case 'dropped':
      return { kind: 'refused', why: refusalOf(row.refusal) };
    case 'lost':
      return { kind: 'pending' };
    default:
      return undefined;
  }
}

function refusalOf(reason: FailureReason | null): SendRefusal {
  switch (reason) {
    case null:
    case 'given-up':
    case 'cannot-look':
    case 'no-answer':
      return 'other';
    default:
      return reason;
  }
}
