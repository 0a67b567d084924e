// Follower counts as pictures, and beside each picture the same in words.
import { type Block, type Button, buttons, type Card, quiet, text } from '../../chat/card.ts';
import type { Chart, ChartSeries } from '../../kernel/chart.ts';
import { watchedAccountId } from '../../kernel/ids.ts';
import type { Line } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { wording } from '../../wording/wording.ts';
import { pictures, scaleOf, seriesOf } from '../rules/plots.ts';
import { type Reading, sayChange, type WatchedAccount } from '../rules.ts';
import {
  accountName,
  allNetworksButton,
  type CountedAccount,
  countText,
  severalOf,
  spanText,
  typedNetwork,
} from './counts.ts';

/** How many accounts get a button of their own where several of one network were asked for. */
const mostButtons = 4;

/** To the plot of what a card shows: all networks together, or each account; none where nothing could be drawn. */
export function plotButtons(
  counted: readonly CountedAccount[],
  named: boolean,
  language: Language,
): readonly Button[] {
  const words = wording(language).followers;
  const drawable = counted.filter(({ readings }) => readings.length > 1);
  if (drawable.length === 0) return [];
  if (!named)
    return [
      {
        label: words.plot(),
        action: { verb: 'plot' },
        typed: words.sayPlot(),
        describes: words.plotDescribes(),
      },
    ];
  const among = counted.map(({ account }) => account);
  return drawable.slice(0, mostButtons).map(({ account }) => ({
    label: severalOf(account, among) ? words.plotOf(shortOf(account.account)) : words.plot(),
    action: { verb: 'plot-account', watched: watchedAccountId(account.id) },
    typed: words.sayPlotOf(typedNetwork(account)),
    describes: words.plotDescribes(),
  }));
}

/** Leaves room for the rest of a label of thirty characters. */
function shortOf(handle: string): string {
  return handle.length <= 18 ? handle : `${handle.slice(0, 17)}…`;
}

/** What is drawn, and where it is shown. */
export interface Plotted {
  /** From this day on. */
  readonly from: LocalDate;
  /** `apart`: the picture comes by itself, in the direct conversation, and the answer has the numbers. */
  readonly shown: 'here' | 'apart';
}

/** Whether there is anything to draw. */
export function isDrawable(counted: readonly CountedAccount[]): boolean {
  return counted.some(({ readings }) => readings.length > 1);
}

/** The pictures of these accounts, and what could not be drawn. Of each account the readings from a day on, as `standing` gives them. */
export function plotCard(
  counted: readonly CountedAccount[],
  { from, shown }: Plotted,
  language: Language,
): Card {
  const words = wording(language).followers;
  const among = counted.map(({ account }) => account);
  const lines = new Map<ChartSeries, CountedAccount>();
  for (const one of counted) {
    const series = seriesOf(accountName(one.account, among, language), one.readings);
    if (series) lines.set(series, one);
  }
  const { drawn, left } = pictures([...lines.keys()]);
  const bare = counted.filter(({ readings }) => readings.length < 2);
  const names = bare.map(({ account }) => accountName(account, among, language));
  const only = counted.length === 1 ? among[0] : undefined;
  return {
    language,
    title: [only ? words.plotTitleOf(accountName(only, among, language)) : words.title()],
    blocks: [
      ...drawn.map((series): Block => {
        const shows = series.map((one) => lines.get(one) as CountedAccount);
        const numbers = shows.map((one) => numbersOf(one, among, language));
        return shown === 'apart'
          ? text(...numbers)
          : { kind: 'chart', chart: chartOf(series, shows, language), numbers };
      }),
      ...(drawn.length === 0 ? [text([words.nothingToPlot(from)])] : []),
      ...(shown === 'apart' && drawn.length > 0 ? [text([words.plotApart()])] : []),
      ...(drawn.length > 0 && names.length > 0
        ? [quiet([words.notPlotted(names.join(', '), from)])]
        : []),
      ...(left > 0 ? [quiet([words.plotLeft(left)])] : []),
      buttons(allNetworksButton(language)),
    ],
  };
}

function chartOf(
  series: readonly ChartSeries[],
  shows: readonly CountedAccount[],
  language: Language,
): Chart {
  const words = wording(language).followers;
  const units = new Set(shows.map(({ account }) => account.series));
  const unit = [...units].map((one) => words.unit[one]()).join(', ');
  const scale = scaleOf(series);
  const bounded = series.some(({ points }) => points.some((p) => p.open ?? p.between));
  return {
    language,
    title: series.length === 1 ? `${series[0]?.name}` : words.title(),
    ...(bounded ? { note: words.plotNote() } : {}),
    unit,
    ...(scale === 'log' ? { axisTitle: words.logUnit(unit) } : {}),
    scale,
    series,
  };
}

/** "X: 2,505,343 followers on 2 Aug 2019; +5,206 (24 Jun 2019 to 2 Aug 2019)". */
function numbersOf(
  { account, readings }: CountedAccount,
  among: readonly WatchedAccount[],
  language: Language,
): Line {
  const words = wording(language).followers;
  const from = readings[0] as Reading;
  const to = readings.at(-1) as Reading;
  const change = sayChange(from, to);
  return [
    words.plotted(
      accountName(account, among, language),
      countText(to, account.series, language),
      to.on,
      spanText(change ? { kind: 'said', from, to, change } : { kind: 'bounds', from, to }, words),
    ),
  ];
}
