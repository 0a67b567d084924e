// A season without kills, then the same on one, two and four programs with kills: the same people hear the same at the same local minutes. What is proven: a
// message or a decision is neither lost nor doubled by a program's death at any instant, on a platform that can be looked at. Time stands still while a program is
// dead, so that no minute passes; its leases end at once (fleet.ts). Not proven: the machine's death (what was written outlives a killed program without any
// fsync), channels of Slack, where nobody can look, and messages that come late because nobody ran when they were due (test/reminders, test/digests).
import { chanceFor } from './chance.ts';
import { drive, type History, type Season, seasonOf } from './drive.ts';
import { emptyTally, type Kill, onFleet, type Tally } from './fleet.ts';
import { judge, lineOf } from './judge.ts';
import { oracle } from './oracle.ts';
import { begins } from './plans.ts';
import { type Nursery, openNursery } from './processes.ts';
import { onOneProgram } from './programs.ts';

export interface Outcome {
  readonly programs: number;
  readonly tally: Tally;
  readonly messages: number;
  /** All that differs from the season without kills, or is wrong by itself. */
  readonly wrong: readonly string[];
}

/** Seasons of so many people until `ends`, with so many kills each, on so many programs each. */
export async function killSeasons(
  seed: number,
  people: number,
  ends: number,
  runs: readonly { readonly programs: number; readonly kills: number }[],
  said: (outcome: Outcome) => void = () => undefined,
): Promise<readonly Outcome[]> {
  const season = seasonOf(seed, people, ends);
  const undisturbed = await withoutKills(season);
  const nursery = await openNursery();
  try {
    const outcomes: Outcome[] = [];
    for (const [n, { programs, kills }] of runs.entries()) {
      const planned = planKills(seed, n, undisturbed, programs, kills);
      const outcome = await withKills(nursery, season, undisturbed, programs, planned);
      said(outcome);
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    await nursery.close();
  }
}

async function withoutKills(season: Season): Promise<History> {
  const opening = { now: begins, cast: season.cast };
  const programs = await onOneProgram(opening, season.files[0]?.text ?? '');
  try {
    return await drive(programs, season);
  } finally {
    await programs.close();
  }
}

async function withKills(
  nursery: Nursery,
  season: Season,
  undisturbed: History,
  size: number,
  kills: readonly Kill[],
): Promise<Outcome> {
  const tally = emptyTally();
  const { cast, files } = season;
  const text = files[0]?.text ?? '';
  const programs = await onFleet({ nursery, size, cast, begins, text, kills, tally });
  try {
    const history = await drive(programs, season);
    // What was done before a kill is answered by nobody: it came to what it came to without kills, or the judge finds out.
    const done = history.done.map((one, n) => ({
      ...one,
      answer: one.answer ?? undisturbed.done[n]?.answer,
    }));
    const wrong = [
      ...differences(season, undisturbed, history),
      ...judge({ ...history, done }, cast, oracle(done, cast, season.ends)),
    ];
    return { programs: size, tally, messages: history.posts.length, wrong };
  } finally {
    await programs.close();
  }
}

/** Two of three fall into an instant at which messages are due, the likelier the more; the others into something that somebody does. */
function planKills(
  seed: number,
  run: number,
  { posts, done }: History,
  programs: number,
  count: number,
): readonly Kill[] {
  const chance = chanceFor(seed, 'kills', run, programs);
  const acted = new Set(done.map(({ at }) => at));
  // What is done in a minute sends messages of its own.
  const due = posts.filter(({ at }) => !acted.has(at)).map(({ at }) => at);
  const kills = new Map<string, Kill>();
  while (kills.size < count) {
    const victim = chance.int(programs);
    if (chance.int(3) < 2 && due.length > 0) {
      const at = chance.pick(due);
      const messages = due.filter((one) => one === at).length;
      const afterPosts = chance.int(messages + 1);
      kills.set(`at ${at}`, { in: { at }, afterPosts, afterMs: chance.int(5_000) / 1_000, victim });
    } else {
      const delivery = `season:${chance.int(done.length)}`;
      const afterMs = chance.int(12_000) / 1_000;
      const its = chance.percent(70) ? 0 : victim;
      kills.set(delivery, { in: { delivery }, afterPosts: 0, afterMs, victim: its });
    }
  }
  return [...kills.values()];
}

/** Who, what, local minute. */
function differences({ cast }: Season, before: History, after: History): readonly string[] {
  const lines = ({ posts }: History) => posts.map((message) => lineOf(message, cast)).sort();
  const [without, with_] = [lines(before), lines(after)];
  if (without.join('\n') === with_.join('\n')) return [];
  const missing = without.filter((line) => !with_.includes(line));
  const added = with_.filter((line) => !without.includes(line));
  return [
    'not the same set as without kills',
    ...missing.map((line) => `missing: ${line}`),
    ...added.map((line) => `added: ${line}`),
  ];
}

/** A line for whoever reads the output. */
export function outcomeText(seed: number, people: number, outcomes: readonly Outcome[]): string {
  const sum = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((all, outcome) => all + of(outcome), 0);
  const programs = [...new Set(outcomes.map((one) => one.programs))].join(', ');
  const equal = outcomes.filter(({ wrong }) => wrong.length === 0).length;
  return (
    `seasons with kills: seed ${seed}, ${people} people, on ${programs} programs: ` +
    `${sum(({ tally }) => tally.kills)} kills, ${sum(({ tally }) => tally.inside)} of them inside work; ` +
    `messages held by the dead: ${sum(({ tally }) => tally.claimed)} claimed, ` +
    `${sum(({ tally }) => tally.begun)} begun, ${sum(({ tally }) => tally.taken)} taken and not marked; ` +
    `tried again: ${sum(({ tally }) => tally.retried)}, of which done before: ${sum(({ tally }) => tally.doneBefore)}; ` +
    `messages: ${sum(({ messages }) => messages)}; ` +
    `the same who, what and local minute as without kills: ${equal} of ${outcomes.length} seasons\n`
  );
}
