// What comes before a talk to those who have a seat, and what is answered to those who set it.
import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Field,
  quiet,
  text,
} from '../chat/card.ts';
import { code, type Line, strong } from '../kernel/inline.ts';
import { never } from '../kernel/result.ts';
import type { Zone } from '../kernel/time.ts';
import type { QuietHours } from '../people/rules/quiet-hours.ts';
import { cancelRefusalCard, comingFields, keptCard } from '../seats/cards/answers.ts';
import { type Audience, showButton, upcomingButton } from '../seats/cards.ts';
import type { Counts } from '../seats/rules.ts';
import type { Talk } from '../talks/rules.ts';
import { momentText, timeText, zoneName } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import type { ReminderRefusal } from './rules/typed.ts';
import {
  type ComingRefusal,
  dayBeforeAt,
  type ReminderKind,
  type ReminderSettings,
  type Upcoming,
} from './rules.ts';

/** Whoever reads a private card: quiet hours count in their zone. */
export type ReminderReader = Audience & { readonly zone: Zone };

/**
 * Gives the reader's seat up. Where others wait, the card has said what that means, and a press is the answer; else it is asked should somebody wait by
 * then.
 */
function giveUpButton(talk: Talk, waiting: number, a: Audience): Button {
  const { reminders: w, seats } = wording(a.language);
  return {
    label: w.giveUp(),
    describes: w.giveUpDescribes(talk.number),
    action: { verb: waiting > 0 ? 'give-up' : 'cancel', talk: talk.id },
    typed: waiting > 0 ? seats.sayCancelSure(talk.number) : seats.sayCancel(talk.number),
  };
}

/** "Still coming?", on the day before. */
export function stillComingCard(
  talk: Talk,
  { waiting }: Pick<Counts, 'waiting'>,
  a: Audience,
): Card {
  const w = wording(a.language).reminders;
  return {
    language: a.language,
    title: [w.stillComing(talk.number)],
    blocks: [
      comingFields(talk, a),
      ...(waiting > 0 ? [text([w.goesToOthers(waiting)])] : []),
      buttons(
        {
          label: w.yes(),
          describes: w.yesDescribes(talk.number),
          action: { verb: 'still-coming', talk: talk.id },
          typed: w.sayComing(talk.number),
          style: 'primary',
        },
        giveUpButton(talk, waiting, a),
        remindersButton(a),
      ),
    ],
  };
}

/** One hour before: when, and where to go. */
export function soonCard(talk: Talk, a: Audience): Card {
  const { reminders: w, seats } = wording(a.language);
  const time = `${timeText(talk.startsAt, talk.zone)} (${zoneName(talk.zone, a.language)})`;
  return {
    language: a.language,
    title: [w.startsAt(talk.number, time)],
    blocks: [
      comingFields(talk, a),
      buttons(
        {
          label: seats.cantCome(),
          describes: seats.cancelDescribes(talk.number),
          action: { verb: 'cancel', talk: talk.id },
          typed: seats.sayCancel(talk.number),
        },
        showButton(talk, a.language),
        remindersButton(a),
      ),
    ],
  };
}

/** To what the reader has set, and how to set it otherwise. */
export function remindersButton({ language }: Pick<Audience, 'language'>): Button {
  const w = wording(language).reminders;
  return { label: w.title(), action: { verb: 'remind' }, typed: w.say.show() };
}

/** After Yes. */
export function seeYouCard(talk: Talk, a: Audience): Card {
  const { reminders: w, seats } = wording(a.language);
  return {
    language: a.language,
    title: [w.seeYou(talk.number)],
    blocks: [
      comingFields(talk, a),
      text([w.changedMind(`${a.command} ${seats.sayCancel(talk.number)}`)]),
      buttons(giveUpButton(talk, 0, a)),
    ],
  };
}

/** After Yes, where there is no seat to say it of. */
export function comingRefusalCard(
  talk: Talk,
  counts: Counts,
  refusal: ComingRefusal,
  a: Audience,
): Card {
  switch (refusal.kind) {
    case 'waiting':
      return keptCard(talk, refusal.mine, a);
    case 'cancelled':
    case 'started':
    case 'over':
    case 'not-registered':
      return cancelRefusalCard({ talk, counts, mine: undefined }, refusal, a);
    default:
      return never(refusal);
  }
}

export interface SetReminders {
  readonly wanted: ReminderSettings;
  readonly quiet: QuietHours | undefined;
  /** The next ones for the reader's seats, in order. */
  readonly next: readonly (Upcoming & { readonly talk: Talk })[];
}

export type ReminderAnswer =
  | { readonly kind: 'now' | 'saved' | 'changed-meanwhile' }
  | { readonly kind: 'switched'; readonly what: readonly ReminderKind[]; readonly on: boolean }
  | { readonly kind: 'quiet' };

/** What is set, as it is after the word, with what to type. */
export function remindersCard(set: SetReminders, answer: ReminderAnswer, a: ReminderReader): Card {
  const w = wording(a.language).reminders;
  return {
    language: a.language,
    title: [answerText(set, answer, a)],
    blocks: [
      { kind: 'fields', fields: reminderFields(set, a) },
      ...nextBlocks(set, a),
      text([strong(w.how())]),
      usage(set, a),
      quiet([w.quietMeans()]),
      buttons(changeButton(a), upcomingButton(a.language)),
    ],
  };
}

/** What is set, a field each; `label`: how a reminder is called where more than reminders is shown. */
export function reminderFields(
  { wanted, quiet }: Pick<SetReminders, 'wanted' | 'quiet'>,
  a: ReminderReader,
  label = (when: string) => when,
): readonly Field[] {
  const w = wording(a.language).reminders;
  return [
    { label: label(w.dayLabel()), value: [wanted.day ? w.dayOn(dayBeforeAt) : w.off()] },
    { label: label(w.hourLabel()), value: [wanted.hour ? w.hourOn() : w.off()] },
    { label: w.quietLabel(), value: [quiet ? hoursText(quiet, a) : w.none()] },
  ];
}

/** To the form of all that is set. */
function changeButton({ language }: Audience): Button {
  const w = wording(language).reminders;
  return {
    label: w.change(),
    describes: w.changeDescribes(),
    action: { verb: 'remind' },
    typed: w.say.show(),
  };
}

function answerText(set: SetReminders, answer: ReminderAnswer, a: ReminderReader): string {
  const w = wording(a.language).reminders;
  switch (answer.kind) {
    case 'now':
      return w.title();
    case 'saved':
      return w.saved();
    case 'changed-meanwhile':
      return w.changedMeanwhile();
    case 'switched': {
      const [only, ...more] = answer.what;
      const which = only === undefined || more.length > 0 ? 'both' : only;
      return w.switched[which](answer.on);
    }
    case 'quiet':
      return set.quiet ? w.quietSet(hoursText(set.quiet, a)) : w.quietOff();
    default:
      return never(answer);
  }
}

function hoursText({ from, to }: QuietHours, { zone, language }: ReminderReader): string {
  return `${from}–${to} (${zoneName(zone, language)})`;
}

function nextBlocks(set: SetReminders, a: ReminderReader): readonly Block[] {
  const [head, ...items] = nextLines(set, a);
  return head ? [text(head), { kind: 'list', items }] : [];
}

/** What comes next, a line each below a heading; nothing where nothing does. */
export function nextLines(
  { next }: SetReminders,
  { language }: ReminderReader,
  atMost = next.length,
): readonly Line[] {
  if (next.length === 0) return [];
  const w = wording(language).reminders;
  const items = next.slice(0, atMost).map(({ talk, kind, at, dueAt }): Line => {
    const when = momentText(at ?? dueAt, talk.zone, language);
    const what = w.nextKind[kind](talk.number);
    return [w.nextItem(when, at === undefined ? `${what} – ${w.notInQuiet()}` : what)];
  });
  return [[strong(w.next())], ...items];
}

/** What to type for what is not yet so. */
function usage({ wanted, quiet }: Pick<SetReminders, 'wanted' | 'quiet'>, a: Audience): Block {
  const w = wording(a.language).reminders;
  const item = (typed: string, means: string): Line => [
    code(`${a.command} ${typed}`),
    `: ${means}`,
  ];
  const all = !(wanted.day || wanted.hour);
  return {
    kind: 'list',
    items: [
      item(w.say.day(!wanted.day), w.howDay(!wanted.day)),
      item(w.say.hour(!wanted.hour), w.howHour(!wanted.hour)),
      item(w.say.all(all), w.howAll(all)),
      item(w.say.quiet(), w.howQuiet()),
      ...(quiet ? [item(w.say.quietOff(), w.howQuietOff())] : []),
    ],
  };
}

/** What was typed was not understood; `set` as it stands. */
export function reminderRefusalCard(
  refusal: ReminderRefusal,
  set: Pick<SetReminders, 'wanted' | 'quiet'>,
  a: Audience,
): Card {
  return {
    language: a.language,
    title: [refusalText(refusal, a)],
    blocks: [usage(set, a)],
  };
}

function refusalText(refusal: ReminderRefusal, a: Audience): string {
  const w = wording(a.language).reminders;
  switch (refusal.kind) {
    case 'unknown-word':
      return w.unknownWord(shortened(refusal.typed));
    case 'on-or-off':
      return w.onOrOff[refusal.what]();
    case 'quiet':
      switch (refusal.refusal.kind) {
        case 'no-times':
          return w.noTimes();
        case 'bad-time':
          return w.badTime(shortened(refusal.refusal.typed));
        case 'same-time':
          return w.sameTime();
        default:
          return never(refusal.refusal);
      }
    default:
      return never(refusal);
  }
}

/** A title has room for so much of what somebody typed. */
const shortened = (typed: string): string => (typed.length > 40 ? `${typed.slice(0, 39)}…` : typed);
