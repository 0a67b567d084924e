// What no record of a season may show, read off the record alone: no reminder in somebody's quiet hours, nor of a talk that is cancelled, moved or begun; no more
// seats told of than there are; no deadline outside the hours that count; no language but the reader's; no second digest on a day.
import { plain } from '../../src/kernel/inline.ts';
import { linesOf } from '../support/speaking.ts';
import type { Member, QuietHours } from './cast.ts';
import type { Done } from './deeds.ts';
import type { History } from './drive.ts';
import { type FiledTalk, zone as seriesZone } from './files.ts';
import type { Message } from './reading.ts';
import { dateIn, minuteIn, quietEnd, timeIn } from './wall.ts';

const hour = 3_600_000;

type Shown = Pick<History, 'done' | 'posts' | 'records'>;

export function neverShown(history: Shown, cast: readonly Member[]): readonly string[] {
  const members = new Map(cast.map((member) => [member.user, member]));
  const talkAt = talksOf(history.done);
  const quietAt = quietOf(history.done);
  return [
    ...history.posts.flatMap((message) => [
      ...wrongReminder(message, talkAt, quietAt, members.get(message.to)),
      ...wrongOffer(message, talkAt),
      ...wrongLanguage(message, members.get(message.to)),
    ]),
    ...digestsTwice(history.posts),
    ...tooManySeats(history),
    ...openCards(history),
  ];
}

const line = ({ at, to, kind, talk }: Message) =>
  `${minuteIn(seriesZone, at)} ${to} ${kind} ${talk}`;

/** A talk as the newest file said it then. */
type TalkAt = (number: number, at: number) => FiledTalk | undefined;

function talksOf(done: readonly Done[]): TalkAt {
  const files = done.flatMap(({ deed }) => (deed.kind === 'file' ? [deed.file] : []));
  return (number, at) =>
    files.findLast((file) => file.at <= at)?.talks.find((talk) => talk.number === number);
}

/** The quiet hours that somebody had set by then. */
type QuietAt = (who: string, at: number) => QuietHours | undefined;

function quietOf(done: readonly Done[]): QuietAt {
  const set = done.flatMap(({ deed, at }) => (deed.kind === 'quiet' ? [{ ...deed, at }] : []));
  return (who, at) => set.findLast((one) => one.who === who && one.at < at);
}

function wrongReminder(
  message: Message,
  talkAt: TalkAt,
  quietAt: QuietAt,
  member: Member | undefined,
): readonly string[] {
  const { kind, at, to } = message;
  if (!['still-coming', 'starts-soon', 'digest-own'].includes(kind)) return [];
  const wrong: string[] = [];
  if (member && quietEnd(quietAt(to, at), member.zone, at) !== undefined)
    wrong.push(`in quiet hours: ${line(message)}`);
  if (kind === 'digest-own') return wrong;
  const talk = talkAt(message.talk, at);
  const soonest = kind === 'still-coming' ? 36 * hour : hour;
  const before = (talk?.startsAt ?? 0) - at;
  if (!talk || talk.cancelled) wrong.push(`of a cancelled talk: ${line(message)}`);
  else if (before <= 0 || before > soonest) wrong.push(`not before its talk: ${line(message)}`);
  return wrong;
}

/** Between 24 h and 2 h before the talk, for at most four of the hours from 08:00 to 20:00. */
function wrongOffer(message: Message, talkAt: TalkAt): readonly string[] {
  if (message.kind !== 'offered') return [];
  const talk = talkAt(message.talk, message.at);
  const until = Date.parse(message.detail);
  const starts = talk?.startsAt ?? 0;
  let counted = 0;
  for (let at = message.at; at < until; at += 60_000) {
    const time = timeIn(seriesZone, at);
    if (time >= '08:00' && time < '20:00') counted += 1;
  }
  const fits = until <= starts - 2 * hour && message.at >= starts - 24 * hour;
  return fits && counted > 0 && counted <= 240 ? [] : [`a wrong deadline: ${line(message)}`];
}

function wrongLanguage(message: Message, member: Member | undefined): readonly string[] {
  return member && message.language !== member.language
    ? [`in another language: ${line(message)}`]
    : [];
}

function digestsTwice(posts: readonly Message[]): readonly string[] {
  const zones: Readonly<Record<string, string>> = {
    '#pune': 'Asia/Kolkata',
    '#samoa': 'Pacific/Apia',
  };
  const seen = new Set<string>();
  return posts.flatMap((message) => {
    if (message.kind !== 'digest') return [];
    const day = `${message.to} ${dateIn(zones[message.to] ?? seriesZone, message.at)}`;
    if (seen.has(day)) return [`a second digest on a day: ${line(message)}`];
    seen.add(day);
    return [];
  });
}

/** Whoever was told of a seat has it until they were told otherwise: never more of them than seats, unless there were fewer seats from then on. */
function tooManySeats({ done, posts }: Shown): readonly string[] {
  const wrong: string[] = [];
  const talkAt = talksOf(done);
  const holders = new Map<number, Set<string>>();
  const told = (talk: number, who: string, has: boolean, at: number) => {
    const all = holders.get(talk) ?? new Set<string>();
    holders.set(talk, all);
    if (!has) all.delete(who);
    if (!has || all.has(who)) return;
    all.add(who);
    const filed = talkAt(talk, at);
    if (filed && all.size + filed.elsewhere > filed.capacity)
      wrong.push(`more seats than there are: talk ${talk}, ${minuteIn(seriesZone, at)} ${who}`);
  };
  let heard = 0;
  // What different people are told in one minute comes in no order: whoever has a seat no more makes room first.
  const hear = (until: number) => {
    const some = posts.slice(heard, until);
    heard = Math.max(heard, until);
    const frees = ({ kind }: Message) =>
      ['offer-expired', 'gift-taken', 'cancelled'].includes(kind);
    const inOrder = some.sort((a, b) => a.at - b.at || Number(frees(b)) - Number(frees(a)));
    for (const { kind, talk, to, at } of inOrder) {
      if (kind === 'promoted' || kind === 'offered') told(talk, to, true, at);
      if (kind === 'offer-expired' || kind === 'gift-taken') told(talk, to, false, at);
      if (kind === 'cancelled') holders.delete(talk);
    }
  };
  for (const { at, deed, answer, heard: before } of done) {
    hear(Math.min(before, posts.length));
    if (!('talk' in deed) || deed.kind === 'announce') continue;
    if (['seat', 'accepted', 'taken'].includes(answer ?? '')) {
      // A colleague's seat was never free: where fewer seats are left than are taken, it may go on.
      if (deed.from !== undefined && holders.get(deed.talk)?.delete(deed.from))
        holders.get(deed.talk)?.add(deed.who);
      else told(deed.talk, deed.who, true, at);
    }
    if (['freed', 'declined'].includes(answer ?? '')) told(deed.talk, deed.who, false, at);
  }
  hear(posts.length);
  return wrong;
}

/** In the end each announcement says that its talk is over, or cancelled. */
function openCards({ records }: Shown): readonly string[] {
  const last = new Map<string, (typeof records)[number]>();
  for (const record of records)
    if (record.mark.key.startsWith('announce')) last.set(record.message, record);
  return [...last.values()].flatMap(({ card }) =>
    linesOf(card).some((one) => /The talk is over|Cancelled: /.test(one))
      ? []
      : [`a card that is not closed: ${plain(card.title)}`],
  );
}
