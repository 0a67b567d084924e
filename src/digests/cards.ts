// What is answered to those who set a digest, and posted where it is set.
import { type Block, type Card, quiet, text } from '../chat/card.ts';
import type { SendRefusal } from '../chat/platform.ts';
import { code, type Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Audience } from '../seats/cards.ts';
import { moment, zoneName } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import { refusedText } from './cards/posting.ts';
import type { DigestRefusal, Wish } from './rules.ts';

/** What is set, as sentences need it; `zone` is where its time counts, `language` the one that was typed. */
export type SetDigest = Pick<Wish, 'at' | 'days'> & {
  readonly zone: Zone;
  readonly language?: Language | undefined;
};

/** What the reader's quiet hours do to the next one of their own: it comes when they end, unless they last into the next day. */
export interface HeldBack {
  readonly until: Instant;
  readonly comes: boolean;
}

/** Posted in the channel when its digest is set; it also finds out whether the bot can write there. */
export function confirmationCard(set: SetDigest, first: Instant | undefined, a: Audience): Card {
  const w = wording(a.language).digests;
  return {
    language: a.language,
    title: [w.confirmed(set.days, set.at, zoneName(set.zone, a.language))],
    blocks: comes(w.firstOne(), first, set.zone, a),
  };
}

/** When the next one comes; undefined where all its days of a year are holidays. */
function comes(
  what: string,
  at: Instant | undefined,
  zone: Zone,
  a: Audience,
  ...more: readonly Line[]
): readonly Block[] {
  const w = wording(a.language).digests;
  const line: Line =
    at === undefined ? [w.holidaysOnly()] : [`${what} `, moment(at, zone, a.language)];
  return [text(line, ...more)];
}

/** What else whoever set it must know: what their quiet hours do to it, and its language where one was typed. */
function besides(
  { set, held }: Extract<DigestAnswer, { kind: 'set' | 'status' }>,
  a: Audience,
): readonly Line[] {
  const { digests: w, people } = wording(a.language);
  return [
    ...(held === undefined
      ? []
      : [
          held.comes
            ? [`${w.heldBack()} `, moment(held.until, set.zone, a.language)]
            : [w.heldForGood()],
        ]),
    ...(set.language === undefined ? [] : [[w.inLanguage(people.languageName(set.language))]]),
  ];
}

/** The same line where the digest was stopped before it could be posted. */
export function stoppedCard(a: Audience): Card {
  return sentence(wording(a.language).digests.off(), a);
}

export type DigestAnswer =
  | { readonly kind: 'organisers-only' }
  | { readonly kind: 'refused'; readonly refusal: DigestRefusal }
  | {
      readonly kind: 'set';
      readonly set: SetDigest;
      readonly next: Instant | undefined;
      readonly sent: boolean;
      readonly own: boolean;
      readonly held?: HeldBack | undefined;
    }
  /** `cannot-write`: so the digest was not set. */
  | { readonly kind: 'cannot-write' | 'cannot-post'; readonly why: SendRefusal }
  | { readonly kind: 'off' | 'not-set' | 'none-yet' | 'nothing-to-say'; readonly own: boolean }
  | {
      readonly kind: 'status';
      readonly set: SetDigest;
      readonly next: Instant | undefined;
      readonly own: boolean;
      readonly held?: HeldBack | undefined;
    }
  | { readonly kind: 'posted' }
  | { readonly kind: 'on-its-way' };

/** What whoever typed `digest …` is told, privately. */
export function answerCard(answer: DigestAnswer, a: Audience): Card {
  const w = wording(a.language).digests;
  const say = (what: string): Line => [code(`${a.command} ${what}`)];
  switch (answer.kind) {
    case 'organisers-only':
      return sentence(w.organisersOnly(), a);
    case 'refused':
      return sentence(refusalText(answer.refusal, a), a, usage(a));
    case 'set':
      return sentence(
        setText(answer.set, answer.own, a),
        a,
        ...comes(w.firstOne(), answer.next, answer.set.zone, a, ...besides(answer, a)),
        ...(answer.sent ? [] : [text([w.pending()])]),
        quiet(
          [answer.own ? w.whatYoursShows() : w.whatItShows()],
          [w.toStop(), ...say(w.sayOff())],
        ),
      );
    case 'cannot-write':
      return sentence(`${refusedText(answer.why, a.language)} ${w.nothingChanged()}`, a);
    case 'cannot-post':
      return sentence(refusedText(answer.why, a.language), a);
    case 'off':
      return sentence(
        answer.own ? w.offForYou() : w.off(),
        a,
        quiet([w.toSet(), ...say(w.sayHere('09:00'))]),
      );
    case 'not-set':
      return sentence(`${noneSet(answer.own, a)} ${w.nothingChanged()}`, a, usage(a));
    case 'status':
      return sentence(
        setText(answer.set, answer.own, a),
        a,
        ...comes(w.nextOne(), answer.next, answer.set.zone, a, ...besides(answer, a)),
        usage(a),
      );
    case 'none-yet':
      return sentence(noneSet(answer.own, a), a, usage(a));
    case 'posted':
      return sentence(w.posted(), a);
    case 'on-its-way':
      return sentence(w.onItsWay(), a);
    case 'nothing-to-say':
      return sentence(answer.own ? w.nothingForYou() : w.nothingToSay(), a);
    default:
      return never(answer);
  }
}

function sentence(said: string, a: Audience, ...blocks: Block[]): Card {
  return { language: a.language, title: [said], blocks };
}

function setText(set: SetDigest, own: boolean, a: Audience): string {
  const w = wording(a.language).digests;
  const zone = zoneName(set.zone, a.language);
  return own ? w.setForYou(set.days, set.at, zone) : w.set(set.days, set.at, zone);
}

function noneSet(own: boolean, a: Audience): string {
  const w = wording(a.language).digests;
  return own ? w.notSetForYou() : w.notSet();
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
