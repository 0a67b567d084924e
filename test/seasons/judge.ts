// Holds the record of a simulated season against what must have been told: who, what, when, once. And, as a second look that asks nobody what was due, against
// what no record may ever show.
import type { Member } from './cast.ts';
import type { Done } from './deeds.ts';
import type { History } from './drive.ts';
import { neverShown } from './never.ts';
import type { Due, Verdict } from './oracle.ts';
import { minuteIn } from './wall.ts';

/** All that is wrong with a record; empty where nothing is. `must`: as the oracle worked it out from what was done. */
export function judge(
  history: Pick<History, 'done' | 'posts' | 'keys' | 'records'>,
  cast: readonly Member[],
  must: Verdict,
): readonly string[] {
  return [
    ...compare(must.due, history.posts, cast),
    ...twice(history.keys),
    ...history.done.flatMap((done, n) => judgeAnswer(done, must.answers[n])),
    ...neverShown(history, cast),
  ];
}

type Said = Pick<Due, 'at' | 'to' | 'kind' | 'talk' | 'detail'>;

/** E.g. `2019-07-09 13:30 u012 still-coming 9`: the minute as the reader's own clock shows it. */
export function lineOf({ at, to, kind, talk, detail }: Said, cast: readonly Member[]): string {
  const zone = cast.find(({ user }) => user === to)?.zone ?? 'Europe/Zurich';
  return [minuteIn(zone, at), to, kind, talk || '', detail].filter((part) => part !== '').join(' ');
}

/** Each message that was due came, once, and no other. What is missing is named with what may have come in its place. */
function compare(
  due: readonly Said[],
  came: readonly Said[],
  cast: readonly Member[],
): readonly string[] {
  const line = (one: Said) => lineOf(one, cast);
  const open = new Map<string, Said[]>();
  for (const one of due) open.set(line(one), [...(open.get(line(one)) ?? []), one]);
  const surplus: Said[] = [];
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const one of came) {
    const left = open.get(line(one)) ?? [];
    if (left.shift() !== undefined) seen.add(line(one));
    else if (seen.has(line(one))) wrong.push(`came twice: ${line(one)}`);
    else surplus.push(one);
  }
  for (const missing of [...open.values()].flat()) {
    const other = surplus.findIndex((one) => isLike(one, missing));
    const [instead] = other < 0 ? [] : surplus.splice(other, 1);
    wrong.push(
      instead ? `due: ${line(missing)}; came: ${line(instead)}` : `never came: ${line(missing)}`,
    );
  }
  return [...wrong, ...surplus.map((one) => `came and was not due: ${line(one)}`)];
}

/** All but one thing are the same. */
function isLike(a: Said, b: Said): boolean {
  const same = [
    a.at === b.at,
    a.to === b.to,
    a.kind === b.kind && a.talk === b.talk && a.detail === b.detail,
  ];
  return same.filter((one) => one).length === 2;
}

function twice(keys: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    if (seen.has(key)) return [`posted twice: ${key}`];
    seen.add(key);
    return [];
  });
}

function judgeAnswer({ at, deed, answer }: Done, must: string | undefined): readonly string[] {
  if (must === undefined || answer === undefined || answer === must) return [];
  return [
    `${minuteIn('Europe/Zurich', at)} ${JSON.stringify(deed)}: answered ${answer}, not ${must}`,
  ];
}
