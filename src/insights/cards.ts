// The engagement of the networks as cards: all accounts at a glance, or one in detail, each figure with what it is divided by and of how many posts.
import { type Block, type Button, buttons, type Card, quiet, rule, text } from '../chat/card.ts';
import { accountName, type CardReader, typedNetwork } from '../followers/cards/counts.ts';
import { type Network, networkName, type WatchedAccount } from '../followers/rules.ts';
import { watchedAccountId } from '../kernel/ids.ts';
import { code, type Inline, type Line, strong } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import type { LocalDate } from '../kernel/time.ts';
import { wording } from '../wording/wording.ts';
import { detailBlocks } from './cards/detail.ts';
import { outstandingLine, rangeText, type Words } from './cards/figures.ts';
import { outstandingOf, togetherOf } from './rules/comparing.ts';
import { byFollowersEach, type Computed, interactionsEach } from './rules/indicators.ts';
import type { Answered, Measured } from './rules.ts';

interface Dated {
  /** The day of its newest post, however long ago; undefined where none is kept. */
  readonly newestOn: LocalDate | undefined;
}

/** An account with its posts since a day. */
export interface AccountInsights extends Dated {
  readonly measured: Measured;
}

/** An account with what people did with its posts since a day. */
export interface AccountGlance extends Dated {
  readonly answered: Answered;
}

/** How many posts that stand out are told at a glance. */
const outstandingAtAGlance = 3;

/** Every account in a line, and what stands out among all. */
export function insightsCard(
  all: readonly AccountGlance[],
  since: LocalDate,
  maySum: (network: Network) => boolean,
  reader: CardReader,
): Card {
  const { language } = reader;
  const words = wording(language).insights;
  const answered = all.map((one) => one.answered);
  const among = answered.map(({ account }) => account);
  const items = all.map((one): Line => {
    const name = accountName(one.answered.account, among, language);
    return [strong(name), ` – ${summary(one, since, words)}`];
  });
  return {
    language,
    title: [words.title()],
    blocks: [
      quiet([words.since(since)]),
      { kind: 'list', items },
      ...together(answered, maySum, words),
      ...standsOut(answered, among, reader),
      quiet([words.explained()], moreLine(among, reader)),
      ...networkButtons(among, language),
    ],
  };
}

function summary({ answered, newestOn }: AccountGlance, since: LocalDate, words: Words): string {
  const { all, kinds, account } = answered;
  if (newestOn === undefined) return words.noFigures();
  if (all === 0) return words.noneSince(since, newestOn);
  const median = ({ value }: Computed) =>
    value.kind === 'each' ? rangeText(value.median, words.figure, words) : undefined;
  const told = answered.posts.length;
  const interactions = median(interactionsEach(answered));
  if (interactions === undefined)
    return kinds.length === 0 ? words.untold(all) : words.tooFew(told);
  const rate = median(byFollowersEach(answered, 1_000));
  const said = words.summary(interactions, told);
  return rate === undefined ? said : `${said} · ${words.summaryPer[account.series](rate)}`;
}

function together(
  answered: readonly Answered[],
  maySum: (network: Network) => boolean,
  words: Words,
): readonly Block[] {
  const sum = togetherOf(answered, maySum);
  if (!sum) return [];
  const apart = [...new Set(sum.apart.map(networkName))];
  return [
    text([
      apart.length === 0
        ? words.together(sum.interactions, sum.posts)
        : words.togetherWithout(sum.interactions, sum.posts, apart),
    ]),
  ];
}

function standsOut(
  answered: readonly Answered[],
  among: readonly WatchedAccount[],
  { language }: CardReader,
): readonly Block[] {
  const words = wording(language).insights;
  const compared = answered.flatMap((of) => {
    const found = outstandingOf(of);
    return found ? [{ of, found }] : [];
  });
  if (compared.length === 0) return [quiet([words.notCompared()])];
  const all = compared
    .flatMap(({ of, found }) => found.map((one) => ({ of, one })))
    .sort((a, b) => b.one.z - a.one.z);
  if (all.length === 0) return [text([words.nothingStandsOut()])];
  const items = all
    .slice(0, outstandingAtAGlance)
    .map(
      ({ of, one }): Line => [
        `${accountName(of.account, among, language)}, `,
        ...outstandingLine(one, of, words),
      ],
    );
  return [text([strong(words.standsOut())]), { kind: 'list', items }];
}

/** The accounts that were asked for, a section each. */
export function insightsOfCard(
  asked: readonly AccountInsights[],
  since: LocalDate,
  reader: CardReader,
): Card {
  const { language } = reader;
  const words = wording(language).insights;
  const among = asked.map(({ measured }) => measured.account);
  const [first] = among;
  const one = first !== undefined && among.length === 1;
  const section = ({ measured, newestOn }: AccountInsights): readonly Block[] => {
    const name = accountName(measured.account, among, language);
    if (newestOn === undefined) return [text([strong(name), ` – ${words.noFigures()}`])];
    if (measured.posts.length === 0)
      return [text([strong(name), ` – ${words.noneSince(since, newestOn)}`])];
    const heading = one ? [] : [text([strong(name)])];
    return [...heading, ...detailBlocks(measured, since, words)];
  };
  return {
    language,
    title: [one ? words.titleOf(accountName(first, among, language)) : words.title()],
    blocks: [
      ...asked.flatMap((of, i) => [...(i === 0 ? [] : [rule]), ...section(of)]),
      rule,
      quiet([words.outcome()]),
      buttons(allInsightsButton(language)),
    ],
  };
}

function moreLine(among: readonly WatchedAccount[], { command, language }: CardReader): Line {
  const words = wording(language).insights;
  const typed = (say: string): Inline => code(`${command} ${say}`);
  const first = among[0] as WatchedAccount;
  return [
    words.more(),
    typed(words.sayNetwork(typedNetwork(first))),
    ' · ',
    typed(words.saySince()),
  ];
}

/** As many as a row of buttons holds everywhere; the others can be typed. */
const mostButtons = 5;

function networkButtons(among: readonly WatchedAccount[], language: Language): readonly Block[] {
  const words = wording(language).insights;
  const networks = among.filter(
    (account, i) => among.findIndex((a) => typedNetwork(a) === typedNetwork(account)) === i,
  );
  const row = networks
    .filter((account) => networkName(account).length <= 30)
    .slice(0, mostButtons)
    .map((account): Button => {
      const name = networkName(account);
      return {
        label: name,
        describes: words.oneDescribes(name),
        action: { verb: 'insights-of', watched: watchedAccountId(account.id) },
        typed: words.sayNetwork(typedNetwork(account)),
      };
    });
  return row.length === 0 ? [] : [buttons(...row)];
}

/** To the engagement of every network. */
export function allInsightsButton(language: Language): Button {
  const words = wording(language).insights;
  return {
    label: words.all(),
    action: { verb: 'insights' },
    typed: words.sayAll(),
    describes: words.allDescribes(),
  };
}

/** Where no figures are kept at all; how they come. */
export function noPostsCard({ language, organiser }: CardReader): Card {
  const words = wording(language).insights;
  return {
    language,
    title: [words.title()],
    blocks: [
      text([words.none()], [words.noneHow()]),
      ...(organiser ? [quiet([words.noneHint(), code(words.importExample()), '.'])] : []),
    ],
  };
}

/** Where no account is watched yet. */
export function nothingWatchedCard({ language, organiser }: CardReader): Card {
  const { followers, insights } = wording(language);
  return {
    language,
    title: [insights.title()],
    blocks: [text([insights.noAccounts()]), ...(organiser ? [quiet([followers.noneHint()])] : [])],
  };
}
