// What of a changed talk those who sit or wait are told: a pure comparison of what they knew with what is so now.
import type { TalkPlan } from '../../kernel/facts.ts';
import { type Instant, localDate } from '../../kernel/time.ts';

/** What people act on, in the order in which it is told. */
export type ChangedWhat = 'date' | 'time' | 'place' | 'title';

export type PlanChange =
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** It was cancelled and takes place after all; perhaps at another time or place than people knew. */
  | { readonly kind: 'revived'; readonly what: readonly ChangedWhat[] }
  | { readonly kind: 'changed'; readonly what: readonly ChangedWhat[] };

/** What is worth a message; undefined where nothing is that anybody would act on. */
export function planChange(before: TalkPlan, after: TalkPlan): PlanChange | undefined {
  if (after.cancelled !== undefined)
    return before.cancelled === undefined
      ? { kind: 'cancelled', reason: after.cancelled }
      : undefined;
  const what = differences(before, after);
  if (before.cancelled !== undefined) return { kind: 'revived', what };
  return what.length > 0 ? { kind: 'changed', what } : undefined;
}

/**
 * Whether a step may still become part of what is told: a change that alone is worth no message while the talk is cancelled is told when it takes place after
 * all.
 */
export function mayBeTold(before: TalkPlan, after: TalkPlan): boolean {
  const bothCancelled = before.cancelled !== undefined && after.cancelled !== undefined;
  return bothCancelled
    ? differences(before, after).length > 0
    : planChange(before, after) !== undefined;
}

/** Nothing about a talk needs telling once it is over, by the old plan and by the new one. */
export function tellUntil(before: TalkPlan, after: TalkPlan): Instant {
  return Math.max(before.endsAt, after.endsAt);
}

function differences(before: TalkPlan, after: TalkPlan): readonly ChangedWhat[] {
  const what: ChangedWhat[] = [];
  // Another zone for the same instants changes nobody's day.
  if (before.startsAt !== after.startsAt || before.endsAt !== after.endsAt)
    what.push(dayOf(before) === dayOf(after) ? 'time' : 'date');
  if (bare(before.place) !== bare(after.place)) what.push('place');
  if (isOther(before.title, after.title)) what.push('title');
  return what;
}

const dayOf = (plan: TalkPlan) => localDate(plan.startsAt, plan.zone);

/** Lower case, no accents, single spaces: how a place or title is written does not matter. */
export function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether a title that people registered for was replaced by another: fewer than half of its words stay. A correction is no news, and neither is the title of a
 * talk that had none: cards and digests say it.
 */
function isOther(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const words = (title: string) => new Set(bare(title).split(' '));
  const [old, now] = [words(before), words(after)];
  const stay = [...old].filter((word) => now.has(word)).length;
  return stay * 2 < Math.max(old.size, now.size);
}
