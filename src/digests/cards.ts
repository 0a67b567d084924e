// The digest itself, and what is answered to those who set it.
import { type Block, type Card, quiet, rule, text } from '../chat/card.ts';
import type { SendRefusal } from '../chat/platform.ts';
import { code, type Line, strong } from '../kernel/inline.ts';
import { never } from '../kernel/result.ts';
import { type Instant, instantOf, type LocalDate, localDate, type Zone } from '../kernel/time.ts';
import { type Audience, type TalkView, talkSection } from '../seats/cards.ts';
import { phaseOf } from '../talks/rules.ts';
import { dayText, moment, zoneName } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import { refusedText } from './cards/posting.ts';
import type { DigestRefusal, Wish } from './rules.ts';

export interface DigestContent {
  /** The day whose digest it is, in `zone`. */
  readonly on: LocalDate;
  readonly zone: Zone;
  readonly views: readonly TalkView[];
  readonly followers: Line | undefined;
  /** A newer digest stands below this one. */
  readonly superseded: boolean;
}

/** The talks of the next days with meter and buttons, then the followers. Its audience is a channel. */
export function digestCard(content: DigestContent, a: Audience): Card {
  const w = wording(a.language).digests;
  const { on, zone, followers } = content;
  const parts: (readonly Block[])[] = content.views.map((view) => [
    ...talkSection(view, a, false),
    ...closesToday(view, on, zone, a),
  ]);
  if (followers) parts.push([text([strong(w.followers()), ' ', ...followers])]);
  return {
    language: a.language,
    title: [w.title(dayText(instantOf(on, '12:00', zone), zone, a.language))],
    blocks: [
      ...(content.superseded ? [text([w.newerBelow()])] : []),
      ...parts.flatMap((part, i) => (i === 0 ? part : [rule, ...part])),
    ],
  };
}

/** Said while registration is open and closes on the digest's day. */
function closesToday({ talk }: TalkView, on: LocalDate, zone: Zone, a: Audience): readonly Block[] {
  const at = talk.closesAt;
  if (at === undefined || localDate(at, zone) !== on || phaseOf(talk, a.now) !== 'open') return [];
  const w = wording(a.language).digests;
  return [text([`${w.closesToday()} `, moment(at, talk.zone, a.language)])];
}

/** What is set, as sentences need it; `zone` is where its time counts. */
export type SetDigest = Pick<Wish, 'at' | 'days'> & { readonly zone: Zone };

/** Posted in the channel when its digest is set; it also finds out whether the bot can write there. */
export function confirmationCard(set: SetDigest, first: Instant, a: Audience): Card {
  const w = wording(a.language).digests;
  return {
    language: a.language,
    title: [w.confirmed(set.days, set.at, zoneName(set.zone, a.language))],
    blocks: [text([`${w.firstOne()} `, moment(first, set.zone, a.language)])],
  };
}

/** The same line where the digest was stopped before it could be posted. */
export function stoppedCard(a: Audience): Card {
  return sentence(wording(a.language).digests.off(), a);
}

export type DigestAnswer =
  | { readonly kind: 'direct' }
  | { readonly kind: 'organisers-only' }
  | { readonly kind: 'refused'; readonly refusal: DigestRefusal }
  | {
      readonly kind: 'set';
      readonly set: SetDigest;
      readonly next: Instant;
      readonly sent: boolean;
    }
  /** `cannot-write`: so the digest was not set. */
  | { readonly kind: 'cannot-write' | 'cannot-post'; readonly why: SendRefusal }
  | { readonly kind: 'off' }
  | { readonly kind: 'not-set' }
  | { readonly kind: 'status'; readonly set: SetDigest; readonly next: Instant }
  | { readonly kind: 'none-yet' }
  | { readonly kind: 'posted' }
  | { readonly kind: 'on-its-way' }
  | { readonly kind: 'nothing-to-say' };

/** What whoever typed `digest …` is told, privately. */
export function answerCard(answer: DigestAnswer, a: Audience): Card {
  const w = wording(a.language).digests;
  const say = (what: string): Line => [code(`${a.command} ${what}`)];
  switch (answer.kind) {
    case 'direct':
      return sentence(w.direct(), a, text(say(w.sayHere('09:00'))));
    case 'organisers-only':
      return sentence(w.organisersOnly(), a);
    case 'refused':
      return sentence(refusalText(answer.refusal, a), a, usage(a));
    case 'set':
      return sentence(
        setText(answer.set, a),
        a,
        text([`${w.firstOne()} `, moment(answer.next, answer.set.zone, a.language)]),
        ...(answer.sent ? [] : [text([w.pending()])]),
        quiet([w.whatItShows()], [w.toStop(), ...say(w.sayOff())]),
      );
    case 'cannot-write':
      return sentence(`${refusedText(answer.why, a.language)} ${w.nothingChanged()}`, a);
    case 'cannot-post':
      return sentence(refusedText(answer.why, a.language), a);
    case 'off':
      return sentence(w.off(), a, quiet([w.toSet(), ...say(w.sayHere('09:00'))]));
    case 'not-set':
      return sentence(`${w.notSet()} ${w.nothingChanged()}`, a, usage(a));
    case 'status':
      return sentence(
        setText(answer.set, a),
        a,
        text([`${w.nextOne()} `, moment(answer.next, answer.set.zone, a.language)]),
        usage(a),
      );
    case 'none-yet':
      return sentence(w.notSet(), a, usage(a));
    case 'posted':
      return sentence(w.posted(), a);
    case 'on-its-way':
      return sentence(w.onItsWay(), a);
    case 'nothing-to-say':
      return sentence(w.nothingToSay(), a);
    default:
      return never(answer);
  }
}

function sentence(said: string, a: Audience, ...blocks: Block[]): Card {
  return { language: a.language, title: [said], blocks };
}

function setText(set: SetDigest, a: Audience): string {
  return wording(a.language).digests.set(set.days, set.at, zoneName(set.zone, a.language));
}

function usage(a: Audience): Block {
  const w = wording(a.language).digests;
  const say = (what: string) => code(`${a.command} ${what}`);
  return {
    kind: 'list',
    items: [
      [w.toSet(), say(w.sayHere('09:00'))],
      [w.toChoose(), say(w.sayAll())],
      [w.toPost(), say(w.sayNow())],
      [w.toStop(), say(w.sayOff())],
    ],
  };
}

function refusalText(refusal: DigestRefusal, a: Audience): string {
  const w = wording(a.language).digests;
  switch (refusal.kind) {
    case 'no-time':
      return w.noTime();
    case 'several-zones':
      return w.severalZones(shortened(refusal.typed), refusal.zones);
    case 'unknown-word':
      return w.unknownWord(shortened(refusal.typed));
    case 'bad-time':
      return w.badTime(shortened(refusal.typed));
    case 'unknown-zone':
      return w.unknownZone(shortened(refusal.typed));
    case 'unknown-days':
      return w.unknownDays(shortened(refusal.typed));
    case 'unknown-language':
      return w.unknownLanguage(shortened(refusal.typed));
    case 'twice':
      return w.twice(shortened(refusal.typed));
    case 'not-understood':
      return w.notUnderstood(shortened(refusal.typed));
    default:
      return never(refusal);
  }
}

/** A title has room for so much of what somebody typed. */
const shortened = (typed: string): string => (typed.length > 60 ? `${typed.slice(0, 59)}…` : typed);
