// What became of the notices: each that still holds was taken by the platform at least once; twice only where a kill fell between its taking and our mark;
// in a channel, which cannot be looked at, at most once.
import sql from 'sql-template-tag';
import type { Database } from '../../src/storage/database.ts';
import type { State } from './judge.ts';

/** What the kills of one database left behind, by the key of the notice. */
export interface Windows {
  /** Marked as begun when a kill fell, and the platform had it: only here the platform's word may come twice. */
  readonly taken: Map<string, number>;
  /** Marked as begun, and the platform did not have it. */
  readonly notTaken: Map<string, number>;
}

export const noWindows = (): Windows => ({ taken: new Map(), notTaken: new Map() });

/** To be called after each kill, before anything runs again. */
export function noteWindows(
  windows: Windows,
  state: State,
  taken: ReadonlyMap<string, number>,
): void {
  for (const row of state.outbox) {
    if (row.state !== 'under-way') continue;
    const kills = taken.has(row.key) ? windows.taken : windows.notTaken;
    kills.set(row.key, (kills.get(row.key) ?? 0) + 1);
  }
}

/** All that is wrong with the notices; `drained`: everything that was due has been sent since. */
export function judgeNotices(
  state: State,
  taken: ReadonlyMap<string, number>,
  windows: Windows,
  drained: boolean,
): readonly string[] {
  const wrong: string[] = [];
  const rows = new Map(state.outbox.map((row) => [row.key, row]));
  for (const key of taken.keys()) if (!rows.has(key)) wrong.push(`${key} was told of nothing`);

  const sitting = new Set(state.seats.filter((s) => s.state === 'confirmed').map((s) => s.id));
  const holding = new Set<string>();
  for (const line of state.ledger) {
    if (line.kind !== 'promoted') continue;
    const key = `promoted:${line.seat}:${line.step}`;
    if (!rows.has(key)) wrong.push(`${key} is not in the outbox`);
    if (sitting.has(line.seat)) holding.add(key);
  }

  for (const { key, state: became, direct } of state.outbox) {
    const times = taken.get(key) ?? 0;
    const twice = direct === 1 ? (windows.taken.get(key) ?? 0) : 0;
    if (times > 1 + twice) wrong.push(`${key} was told ${times} times`);
    switch (became) {
      case 'sent':
        if (times === 0) wrong.push(`${key} is marked as sent, and the platform never had it`);
        break;
      case 'waiting':
      case 'under-way':
        if (drained) wrong.push(`${key} was never told (${became})`);
        break;
      case 'dropped':
        if (holding.has(key) || direct === 0) wrong.push(`${key} was dropped, and it holds`);
        break;
      case 'lost':
        if (direct === 1) wrong.push(`${key} was lost, and could be looked for`);
        else if (!windows.taken.has(key) && !windows.notTaken.has(key))
          wrong.push(`${key} was lost without a kill while it was under way`);
        break;
      default:
        wrong.push(`${key} became ${became}`);
    }
  }
  return wrong;
}

/** The half minute after which a dead program's leases end passes at once. Nothing may run. */
export async function endLeases(database: Database): Promise<void> {
  await database.write(async (tx) => {
    await tx.run(sql`UPDATE outbox SET leased_until = 0, not_before = 0`);
    await tx.run(sql`UPDATE live_copies SET leased_until = 0, not_before = 0, spaced_until = 0`);
  });
}

export interface Tally {
  kills: number;
  /** Answers that people were given, decisions in the ledger. */
  answers: number;
  decisions: number;
  direct: number;
  channel: number;
  /** Notices that the platform had taken and we had not yet marked when a kill fell. */
  inWindow: number;
  /** Begun when a kill fell, and not taken. */
  begun: number;
  /** Notices that the platform took more than once. */
  twice: number;
  /** Channel posts that were not sent again, since nobody can look; and how many of them are missing. */
  lost: number;
  missing: number;
}

/** A storm that decides nothing proves nothing: rounds go on, ten times as many at most, until this holds, however slow the machine. */
export type Enough = (tally: Pick<Tally, 'answers' | 'direct' | 'channel'>) => boolean;

export const anyStorm: Enough = () => true;
export const mostTimes = 10;

export const emptyTally = (): Tally => ({
  kills: 0,
  answers: 0,
  decisions: 0,
  direct: 0,
  channel: 0,
  inWindow: 0,
  begun: 0,
  twice: 0,
  lost: 0,
  missing: 0,
});

/** Adds what became of one database in the end. */
export function addTo(
  tally: Tally,
  state: State,
  taken: ReadonlyMap<string, number>,
  windows: Windows,
): void {
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((all, count) => all + count, 0);
  const lost = state.outbox.filter((row) => row.state === 'lost');
  tally.decisions += state.ledger.length;
  tally.direct += state.outbox.filter((row) => row.direct === 1).length;
  tally.channel += state.outbox.filter((row) => row.direct === 0).length;
  tally.inWindow += sum(windows.taken);
  tally.begun += sum(windows.notTaken);
  tally.twice += [...taken.values()].filter((times) => times > 1).length;
  tally.lost += lost.length;
  tally.missing += lost.filter((row) => !taken.has(row.key)).length;
}

export function tallyText(what: string, seed: number, tally: Tally): string {
  const { kills, answers, decisions, direct, channel, inWindow, begun, twice, lost, missing } =
    tally;
  return (
    `${what}: seed ${seed}, ${kills} kills; ${answers} answers given, ${decisions} decisions found; ` +
    `${direct} direct notices, ${channel} in channels; kills between taking and mark: ${inWindow}, ` +
    `between begin and taking: ${begun}; told twice: ${twice}; ` +
    `not sent again in channels: ${lost}, of which missing: ${missing}\n`
  );
}
