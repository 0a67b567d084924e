// A person's own page: what they hold, what else is on, what they have set, and the followers.
import { addressesButton } from '../calendar/cards.ts';
import { type Block, buttons, type Card, quiet, rule, text } from '../chat/card.ts';
import { allNetworksButton } from '../followers/cards/counts.ts';
import { type Line, strong } from '../kernel/inline.ts';
import type { LocalTime, Zone } from '../kernel/time.ts';
import { preferencesButton } from '../people/cards/preferences.ts';
import {
  type ReminderReader,
  reminderFields,
  remindersButton,
  type SetReminders,
} from '../reminders/cards.ts';
import { mineCard, noUpcomingCard, type TalkView, talkSection } from '../seats/cards.ts';
import type { Talk } from '../talks/rules.ts';
import { zoneName } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';

/** What a person has set. */
export interface OwnSettings extends Pick<SetReminders, 'wanted' | 'quiet'> {
  /** Their own digest: its days and time, in its zone; undefined where none is set. */
  readonly digest:
    | { readonly days: readonly number[]; readonly at: LocalTime; readonly zone: Zone }
    | undefined;
}

export interface OwnPage {
  /** The talks in which the reader sits, is offered a seat or waits, the next first. */
  readonly mine: readonly TalkView[];
  /** How many such talks there are beside these. */
  readonly moreMine: number;
  /** The next of the talks in which they have nothing. */
  readonly others: readonly TalkView[];
  readonly moreOthers: number;
  /** Where nothing is to come: the talk that is held right now, and the last one that ended. */
  readonly running: Talk | undefined;
  readonly last: Talk | undefined;
  readonly settings: OwnSettings;
  /** The counts in one line; undefined where there are none. */
  readonly followers: Line | undefined;
}

/** The page as one card: its sections are what a platform leaves out from the end where it takes less. */
export function homeCard(page: OwnPage, a: ReminderReader): Card {
  const { language } = a;
  const { mine, others } = page;
  const isOn = mine.length + others.length + page.moreOthers > 0;
  const held = mineCard(mine, a);
  const parts: readonly (readonly Block[])[] = [
    [...(mine.length > 0 ? held.blocks : []), ...more(page.moreMine, a)],
    ...(isOn ? othersParts(page, a) : [nothingOn(page, a)]),
    settingsBlocks(page.settings, a),
    followersBlocks(page.followers, a),
  ];
  return {
    language,
    title: held.title,
    blocks: parts
      .filter((part) => part.length > 0)
      .flatMap((part, i) => (i === 0 ? part : [rule, ...part])),
  };
}

/** "… and 5 more: type /icdd list." */
function more(count: number, a: ReminderReader): readonly Block[] {
  const w = wording(a.language).seats;
  return count > 0 ? [quiet([w.more(count, `${a.command} ${w.sayList()}`)])] : [];
}

/** What else is on, a part each. */
function othersParts({ mine, others, moreOthers }: OwnPage, a: ReminderReader) {
  const w = wording(a.language);
  const title = text([strong(mine.length > 0 ? w.home.others() : w.seats.listTitle())]);
  if (others.length === 0) return moreOthers > 0 ? [[title, ...more(moreOthers, a)]] : [];
  return others.map((view, i): readonly Block[] => [
    ...(i === 0 ? [title] : []),
    ...talkSection(view, a, true),
    ...(i === others.length - 1 ? more(moreOthers, a) : []),
  ]);
}

function nothingOn({ last, running }: OwnPage, a: ReminderReader): readonly Block[] {
  const card = noUpcomingCard(last, a, running);
  return [text(card.title), ...card.blocks];
}

function settingsBlocks({ digest, ...set }: OwnSettings, a: ReminderReader): readonly Block[] {
  const { home: w, digests, people, reminders } = wording(a.language);
  const comes = digest && digests.comes(digest.days, digest.at, zoneName(digest.zone, a.language));
  return [
    text([strong(w.settings())]),
    {
      kind: 'fields',
      fields: [
        { label: w.language(), value: [people.languageName(a.language)] },
        { label: w.zone(), value: [a.zone] },
        ...reminderFields(set, a, w.reminder),
        { label: w.digest(), value: [comes ?? reminders.off()] },
      ],
    },
    quiet(digest ? w.howToStop(digests.sayOff()) : w.how()),
    buttons(remindersButton(a), preferencesButton(a.language), addressesButton(a.language)),
  ];
}

function followersBlocks(followers: Line | undefined, { language }: ReminderReader) {
  if (!followers) return [];
  return [
    text([strong(wording(language).digests.followers()), ' ', ...followers]),
    buttons(allNetworksButton(language)),
  ];
}
