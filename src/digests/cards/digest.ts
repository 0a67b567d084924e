// The digest itself: a channel's, and a person's own.
import { type Block, type Card, quiet, rule, text } from '../../chat/card.ts';
import { code, type Line, strong } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { instantOf, type LocalDate, localDate, type Zone } from '../../kernel/time.ts';
import { type Audience, type TalkView, talkSection } from '../../seats/cards.ts';
import type { SeatState } from '../../seats/rules.ts';
import { phaseOf } from '../../talks/rules.ts';
import { dayText, moment, momentText, spanText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { News, Told } from '../rules/news.ts';

/** What is new about a talk; `before` is what was told of it, undefined for a new one. */
export interface TalkNews {
  readonly view: TalkView;
  readonly before: Told | undefined;
  readonly news: readonly News[];
}

export interface DigestContent {
  /** The day whose digest it is, in `zone`. */
  readonly on: LocalDate;
  readonly zone: Zone;
  readonly views: readonly TalkView[];
  readonly news: readonly TalkNews[];
  /** Round numbers of followers that were reached. */
  readonly milestones?: readonly Line[];
  readonly followers: Line | undefined;
  /** A newer digest stands below this one. */
  readonly superseded: boolean;
}

/** What is new, the talks of the next days with meter and buttons, then the followers. Its audience is a channel. */
export function digestCard(content: DigestContent, a: Audience): Card {
  const w = wording(a.language).digests;
  const { on, zone, news, milestones = [], followers } = content;
  return {
    language: a.language,
    title: [w.title(dayOf(on, zone, a.language))],
    blocks: [
      ...(content.superseded ? [text([w.newerBelow()])] : []),
      ...divided([
        newsBlocks(news, a),
        ...content.views.map((view) => talkBlocks(view, on, zone, a, false)),
        milestones.length > 0 ? [{ kind: 'list', items: milestones }] : [],
        followers ? [text([strong(w.followers()), ' ', ...followers])] : [],
      ]),
    ],
  };
}

export interface OwnDigest {
  readonly on: LocalDate;
  readonly zone: Zone;
  /** The talks in which the reader sits or waits. */
  readonly mine: readonly TalkView[];
  /** The other talks of the next days. */
  readonly ahead: readonly TalkView[];
  readonly news: readonly TalkNews[];
}

/** A person's own digest: their seats and places in line, what is new, and what else is on. */
export function ownDigestCard({ on, zone, mine, ahead, news }: OwnDigest, a: Audience): Card {
  const { digests: w, questions, seats } = wording(a.language);
  const numbers = (state: SeatState) =>
    mine.filter((view) => view.mine?.state === state).map(({ talk }) => talk.number);
  const said = questions.mine(
    undefined,
    numbers('confirmed'),
    numbers('offered'),
    numbers('waiting'),
  );
  const group = (title: string, views: readonly TalkView[]) =>
    views.map((view, i) => [
      ...(i === 0 ? [text([strong(title)])] : []),
      ...talkBlocks(view, on, zone, a, true),
    ]);
  return {
    language: a.language,
    title: [w.ownTitle(dayOf(on, zone, a.language))],
    blocks: divided([
      [text([said]), ...newsBlocks(news, a)],
      ...group(seats.mineTitle(), mine),
      ...group(mine.length > 0 ? w.alsoAhead() : w.ahead(), ahead),
      [quiet([w.toStop(), code(`${a.command} ${w.sayOff()}`)])],
    ]),
  };
}

const dayOf = (on: LocalDate, zone: Zone, language: Language): string =>
  dayText(instantOf(on, '12:00', zone), zone, language);

/** A rule between the parts that have something to say. */
function divided(parts: readonly (readonly Block[])[]): readonly Block[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, i) => (i === 0 ? part : [rule, ...part]));
}

function talkBlocks(
  view: TalkView,
  on: LocalDate,
  zone: Zone,
  a: Audience,
  isPrivate: boolean,
): readonly Block[] {
  return [...talkSection(view, a, isPrivate), ...closesToday(view, on, zone, a)];
}

/** Said while registration is open and closes on the digest's day. */
function closesToday({ talk }: TalkView, on: LocalDate, zone: Zone, a: Audience): readonly Block[] {
  const at = talk.closesAt;
  if (at === undefined || localDate(at, zone) !== on || phaseOf(talk, a.now) !== 'open') return [];
  const w = wording(a.language).digests;
  return [text([`${w.closesToday()} `, moment(at, talk.zone, a.language)])];
}

/** So many new talks are told one by one; more of them are a season, and told in one line. */
const fewTalks = 3;
/** So many lines of news; the rest is counted. */
const mostNews = 12;

function newsBlocks(all: readonly TalkNews[], a: Audience): readonly Block[] {
  if (all.length === 0) return [];
  const w = wording(a.language).digests;
  const added = all.filter(({ before }) => before === undefined);
  const inOne = added.length > fewTalks;
  const told = inOne ? all.filter(({ before }) => before !== undefined) : all;
  const lines: readonly Line[] = [
    ...(inOne ? [[w.newTalks(added.map(({ view }) => view.talk.number))]] : []),
    ...told.flatMap((one) => one.news.map((news) => newsLine(one, news, a))),
  ];
  const left = lines.length - mostNews;
  return [
    text([strong(w.newsTitle())]),
    { kind: 'list', items: lines.slice(0, mostNews) },
    ...(left > 0 ? [quiet([w.moreNews(left)])] : []),
  ];
}

function newsLine({ view, before }: TalkNews, news: News, a: Audience): Line {
  const { digests, talks } = wording(a.language);
  return [
    strong(talks.label(view.talk.number)),
    digests.ofTalk(newsText(view, before, news, a.language)),
  ];
}

function newsText(
  { talk, mine }: TalkView,
  before: Told | undefined,
  news: News,
  language: Language,
): string {
  const w = wording(language).digests.news;
  const at = momentText(talk.startsAt, talk.zone, language);
  switch (news) {
    case 'new':
      return w.added(at, talk.title);
    case 'cancelled':
      return w.cancelled(talk.cancelled ?? '');
    case 'revived':
      return w.revived(at);
    case 'moved': {
      const was = before ?? talk;
      return w.moved(
        spanText(was.startsAt, was.endsAt, was.zone, language),
        spanText(talk.startsAt, talk.endsAt, talk.zone, language),
      );
    }
    case 'place':
      return w.place(before?.place ?? '', talk.place);
    case 'title':
      return w.title(talk.title ?? '');
    case 'retitled':
      return w.retitled(talk.title ?? '');
    case 'speakers':
      return w.speakers(talk.speakers.length, talk.speakers.map((s) => s.name).join(', '));
    case 'seats':
      return w.seats(before?.capacity ?? 0, talk.capacity);
    case 'line':
      return w.line(before?.line ?? 0, mine?.line ?? 0);
    default:
      return never(news);
  }
}
