// One account in detail: its indicators by their levels, what cannot be said, the posts that stand out, and whether reach brings comments.
import { type Block, quiet, text } from '../../chat/card.ts';
import { type Line, strong } from '../../kernel/inline.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { commentsWithReach, outstandingOf } from '../rules/comparing.ts';
import { type Indicator, indicatorsOf } from '../rules/indicators.ts';
import {
  answeredOf,
  crossesViewsBreak,
  figures,
  kindsTold,
  type Measured,
  type Post,
  youTubeViewsBreakOn,
} from '../rules.ts';
import { outstandingLine, rangeText, type Words } from './figures.ts';

/** `measured` has posts. */
export function detailBlocks(measured: Measured, since: LocalDate, words: Words): readonly Block[] {
  const { posts } = measured;
  const kinds = kindsTold(posts).map((kind) => words.figureName[kind]());
  const indicators = indicatorsOf(measured);
  return [
    quiet(
      [words.counted(posts.length, since)],
      ...(kinds.length === 0 ? [] : [[words.kinds(kinds)]]),
    ),
    ...levels.flatMap((level) => levelBlocks(level, indicators, words)),
    ...missingBlocks(posts, indicators, words),
    ...outstandingBlocks(measured, words),
    ...relationBlocks(measured, words),
    ...(crossesViewsBreak(measured) ? [quiet([words.viewsBreak(youTubeViewsBreakOn)])] : []),
  ];
}

/** What stays with people is told by no network. */
const levels = ['output', 'out-take'] as const;

function levelBlocks(
  level: (typeof levels)[number],
  indicators: readonly Indicator[],
  words: Words,
): readonly Block[] {
  const items = indicators
    .filter((one) => one.level === level && one.posts > 0)
    .map((one): Line => [words.value(labelOf(one, words), valueText(one, words))]);
  return items.length === 0 ? [] : [text([strong(words.level[level]())]), { kind: 'list', items }];
}

/** Which figures no post tells, and whether nobody counted the followers. */
function missingBlocks(
  posts: readonly Post[],
  indicators: readonly Indicator[],
  words: Words,
): readonly Block[] {
  const untold = figures.filter((figure) => posts.every((post) => post[figure] === undefined));
  const told = (name: Indicator['name']) => indicators.some((i) => i.name === name && i.posts > 0);
  const lines = [
    ...(untold.length === 0 ? [] : [words.missing(untold.map((f) => words.figureName[f]()))]),
    ...(told('interactions') && !told('by-followers') ? [words.noFollowers()] : []),
  ];
  return lines.length === 0 ? [] : [quiet(...lines.map((line): Line => [line]))];
}

function labelOf({ name, denominator }: Indicator, words: Words): string {
  const label = words.indicator[name];
  if (typeof label === 'function') return label();
  return label[denominator as keyof typeof label]();
}

function valueText({ name, value, posts }: Indicator, words: Words): string {
  switch (value.kind) {
    case 'few':
      return words.few(posts);
    case 'whole':
      return words.whole(words.share(value.share), posts);
    case 'each': {
      const write = /^by-/.test(name) ? words.share : words.figure;
      const median = rangeText(value.median, write, words);
      const mean = rangeText(value.mean, write, words);
      return words.each(median, mean, posts);
    }
  }
}

/** How many posts that stand out are told in detail. */
const mostOutstanding = 5;

function outstandingBlocks(measured: Measured, words: Words): readonly Block[] {
  const found = outstandingOf(answeredOf(measured));
  if (!found) return [quiet([words.notCompared()])];
  if (found.length === 0) return [text([words.nothingStandsOut()])];
  const more = found.length - mostOutstanding;
  const items = found.slice(0, mostOutstanding).map((one) => outstandingLine(one, measured, words));
  return [
    text([strong(words.standsOut())]),
    { kind: 'list', items },
    ...(more > 0 ? [quiet([words.moreOutstanding(more)])] : []),
  ];
}

function relationBlocks({ posts }: Measured, words: Words): readonly Block[] {
  const relation = commentsWithReach(posts);
  if (relation.kind === 'few') return [];
  const { r, interval, direction } = relation;
  const [low, high] = [words.coefficient(interval.low), words.coefficient(interval.high)];
  return [text([words.relation[direction](words.coefficient(r), low, high, relation.posts)])];
}
