// What is said of follower counts, in English.
import type { LocalDate } from '../../kernel/time.ts';
import { dateText, numberText, plural } from '../dates.ts';

const number = (value: number) => numberText(value, 'en');
const date = (on: LocalDate) => dateText(on, 'en');
const signed = (value: number) =>
  value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : '0';

export const followers = {
  title: () => 'Followers',
  titleSince: (on: LocalDate) => `Followers since ${date(on)}`,
  thenTwitter: () => 'X (then Twitter)',

  number,
  followers: (value: number) => `${number(value)} ${plural(value, 'en', 'follower', 'followers')}`,
  fans: (value: number) => `${number(value)} ${plural(value, 'en', 'fan', 'fans')}`,
  stars: (value: number) => `${number(value)} ${plural(value, 'en', 'star', 'stars')}`,
  atLeast: (count: string) => `more than ${count}`,
  atMost: (count: string) => `nearly ${count}`,
  approximately: (count: string) => `about ${count}`,
  floor3: (count: string) => `${count} (rounded down)`,

  noReading: () => 'no reading yet',
  byHand: () => 'entered by hand',
  fromNetwork: (network: string) => `read from ${network}`,
  ofSeries: (name: string, series: string) => `${name} (${series})`,
  series: { followers: () => 'followers', fans: () => 'fans' },
  answer: (name: string, said: string) => `${name}: ${said}`,
  onDay: (on: LocalDate) => date(on),

  overWeek: () => 'Over a week',
  overMonth: () => 'Over a month',
  overBoth: () => 'Over a week and a month',
  sinceThen: () => 'Change',
  unchanged: () => 'no change',
  exactly: (by: number) => signed(by),
  between: (low: number, high: number) => `between ${signed(low)} and ${signed(high)}`,
  changeAtLeast: (by: number) => `at least ${signed(by)}`,
  changeAtMost: (by: number) => `at most ${signed(by)}`,
  fromTo: (change: string, from: LocalDate, to: LocalDate) =>
    `${change} (${date(from)} to ${date(to)})`,
  sinceYesterday: (change: string) => `${change} since yesterday`,
  changed: (count: string, change: string) => `${count} (${change})`,
  floor3Changed: (count: string, change: string) => `${count} (rounded down, ${change})`,
  single: () => 'cannot be said, there is only one reading',
  noneNear: (wanted: LocalDate, nearestOn: LocalDate) =>
    `cannot be said, no reading near ${date(wanted)}; the nearest other one is of ${date(nearestOn)}`,
  noneSince: (newestOn: LocalDate) => `cannot be said, the newest reading is of ${date(newestOn)}`,
  bounds: (earlier: string, from: LocalDate, later: string, to: LocalDate) =>
    `cannot be said from “${earlier}” (${date(from)}) and “${later}” (${date(to)})`,

  sparkline: (readings: number, from: LocalDate, lowest: number, highest: number) =>
    `${number(readings)} readings since ${date(from)}, from ${number(lowest)} to ${number(highest)}`,
  sparklineBounded: () => 'bounds are drawn at their number',

  none: () => 'No follower counts are kept yet.',
  noneHint: () =>
    'The operator names the accounts to watch in the followers file (FOLLOWERS_FILE), which is read at start.',
  all: () => 'All networks',
  allDescribes: () => 'Show the follower counts of all networks',
  more: () => 'More: ',
  enterHint: () => 'Enter a reading: ',
  sayNetwork: (network: string) => `followers ${network}`,
  saySince: () => 'followers since january',
  sayAll: () => 'followers',
  sayEntry: (network: string, account: string, value: string, on: LocalDate) =>
    `followers set ${network} ${account === '' ? '' : `${account} `}${value} on ${on}`,

  milestone: () => 'Milestone',
  reached: (count: number) => `${number(count)} reached`,
  aheadOn: (count: number, on: LocalDate) => `${number(count)} about ${date(on)} at this pace`,
  aheadBetween: (count: string, from: LocalDate, to: LocalDate) =>
    `${count} between ${date(from)} and ${date(to)} at this pace`,
  aheadFrom: (count: number, from: LocalDate) =>
    `${number(count)} not before ${date(from)} at this pace`,
  passed: (count: string, on: LocalDate) => ` has reached ${count} (${date(on)})`,

  plot: () => 'Plot',
  plotOf: (handle: string) => `Plot ${handle}`,
  plotDescribes: () => 'Plot the follower counts as a picture',
  sayPlot: () => 'followers plot',
  sayPlotOf: (network: string) => `followers ${network} plot`,
  plotTitleOf: (name: string) => `${name} followers`,
  unit: { followers: () => 'Followers', fans: () => 'Fans', stars: () => 'Stars' },
  logUnit: (unit: string) => `${unit} (equal steps multiply)`,
  plotNote: () => '▲ more than, ▼ nearly; band: rounded',
  plotted: (name: string, count: string, on: LocalDate, change: string) =>
    `${name}: ${count} on ${date(on)}; ${change}`,
  plotApart: () => 'The picture comes in our direct conversation.',
  nothingToPlot: (from: LocalDate) =>
    `Nothing can be plotted: that takes two readings of an account since ${date(from)}.`,
  notPlotted: (names: string, from: LocalDate) =>
    `Not plotted, with fewer than two readings since ${date(from)}: ${names}.`,
  plotLeft: (left: number) =>
    `${number(left)} more ${plural(left, 'en', 'account is', 'accounts are')} not in the pictures; name a network to see it.`,

  noted: (name: string, count: string, on: LocalDate) => `Noted: ${name}, ${count} on ${date(on)}.`,
  replaced: (name: string, count: string, on: LocalDate, before: string) =>
    `Replaced: ${name}, ${count} on ${date(on)}. The earlier entry for that day was ${before}.`,
  same: (name: string, count: string, on: LocalDate) =>
    `That is already noted, nothing was changed: ${name}, ${count} on ${date(on)}.`,
  beforeFile: (count: string) =>
    `It stands before what the followers file says of that day: ${count}.`,
  shortened: (typed: string) =>
    `Taken as exactly this number. If ${typed} is rounded, enter it again with ~ (about) or > (more than): `,

  organisersOnly: (command: string) =>
    `Only organisers can enter follower counts; nothing was changed. Type ${command} followers to see the counts.`,
  unknownNetwork: (typed: string, known: readonly string[], command: string, example: string) =>
    typed === ''
      ? `Which network? Known: ${known.join(', ')}. Type for example ${command} ${example}.`
      : `No follower counts are kept for “${typed}”. Known: ${known.join(', ')}. Type for example ${command} ${example}.`,
  whichAccount: (network: string, accounts: readonly string[], command: string, example: string) =>
    `${network} has several accounts: ${accounts.join(', ')}. Name one, for example ${command} ${example}.`,
  noCount: (command: string, example: string) =>
    `How many? Nothing was changed. Type for example ${command} ${example}.`,
  notANumber: (typed: string, command: string, example: string) =>
    `“${typed}” is no count that I understand; nothing was changed. Write it as 412000, 412k, 2.5M, > 400000 (more than) or ~412000 (about), for example ${command} ${example}.`,
  negative: (typed: string, command: string, example: string) =>
    `A count cannot be below zero (“${typed}”); nothing was changed. Type for example ${command} ${example}.`,
  notWhole: (typed: string, command: string, example: string) =>
    `“${typed}” is no whole number; nothing was changed. Type for example ${command} ${example}.`,
  tooLarge: (typed: string, command: string, example: string) =>
    `“${typed}” is more than there are people; nothing was changed. Type for example ${command} ${example}.`,
  noDay: (command: string, example: string) =>
    `Since when? Type a month, a day or a year, for example ${command} ${example}.`,
  notADay: (typed: string, command: string, example: string) =>
    `“${typed}” is no date that I understand. Write it as 2019-01-31, for example ${command} ${example}.`,
  tooLongAgo: (typed: string, command: string, example: string) =>
    `No count is as old as “${typed}”. Type for example ${command} ${example}.`,
  future: (on: LocalDate, today: LocalDate, command: string, example: string) =>
    `${date(on)} is still to come: today is ${date(today)}. Type for example ${command} ${example}.`,
};
