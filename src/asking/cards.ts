// Help, and the answers for which no word stands.
import { addressesButton } from '../calendar/cards.ts';
import { type Button, buttons, type Card, quiet, rule, text } from '../chat/card.ts';
import type { FieldProblem } from '../chat/form.ts';
import type { Reader } from '../chat/router.ts';
import { accountKey } from '../kernel/account.ts';
import { code, type Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import { remindersButton } from '../reminders/cards.ts';
import { giftButtons, offerButtons } from '../seats/cards/standing.ts';
import { type Audience, showButton, upcomingButton } from '../seats/cards.ts';
import type { Gift } from '../seats/rules/giving.ts';
import { findRefusalCard } from '../talks/cards.ts';
import type { Talk } from '../talks/rules.ts';
import { dateText } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import type { NearCommand } from './rules.ts';

/** The buttons that lead anywhere from nowhere. */
export function nearestCommands(language: Language): readonly Button[] {
  const w = wording(language);
  return [
    upcomingButton(language),
    { label: w.seats.mineTitle(), action: { verb: 'mine' }, typed: w.seats.sayMine() },
    { label: w.asking.helpButton(), action: { verb: 'help' }, typed: w.asking.sayHelp() },
  ];
}

/** "Did you mean register 9?" with a button where one button can do it. */
export function didYouMeanCard(typed: string, button: Button | undefined, reader: Reader): Card {
  const w = wording(reader.language).asking;
  return {
    language: reader.language,
    title: [w.didYouMean(typed)],
    blocks: button ? [buttons(button)] : [text([code(`${reader.command} ${typed}`)])],
  };
}

/** `sentence`: more than a command was typed, where questions in plain words are not answered. */
export function unknownCard(typed: string, reader: Reader, sentence = false): Card {
  const { asking: w, questions } = wording(reader.language);
  return {
    language: reader.language,
    title: [w.unknown(typed)],
    blocks: [
      text([w.tryThese(reader.command)]),
      buttons(...nearestCommands(reader.language)),
      ...(sentence ? [quiet([questions.askDirectly()])] : []),
    ],
  };
}

/** What was asked directly and not understood: the nearest commands, the talk that was named among them, never a guess. */
export function notUnderstoodCard(
  near: readonly NearCommand[],
  talk: Talk | undefined,
  language: Language,
): Card {
  const { seats, questions: w, asking } = wording(language);
  const [list, mine, help] = nearestCommands(language) as readonly [Button, Button, Button];
  const followers: Button = {
    label: w.followersButton(),
    action: { verb: 'followers' },
    typed: asking.sayFollowers(),
  };
  const insights: Button = {
    label: w.insightsButton(),
    action: { verb: 'insights' },
    typed: wording(language).insights.sayAll(),
  };
  const all: Readonly<Record<NearCommand, Button>> = {
    list,
    mine,
    followers,
    insights,
    remind: remindersButton({ language }),
    calendars: addressesButton(language),
  };
  const meant = near.length > 0 ? near : (['list', 'mine'] as const);
  const named: readonly Button[] = talk
    ? [
        {
          label: seats.sayShow(talk.number),
          describes: seats.showDescribes(talk.number),
          action: { verb: 'show', talk: talk.id },
          typed: seats.sayShow(talk.number),
        },
      ]
    : [];
  return {
    language,
    title: [w.notUnderstood()],
    blocks: [buttons(...named, ...meant.map((name) => all[name]), help), quiet([w.examples()])],
  };
}

/** A question of the bot that a yes or a no may answer. */
export interface QuestionMeant {
  readonly about: 'coming' | 'give-up' | 'offer' | 'gift';
  readonly talk: Talk;
  /** What a colleague is giving, where it is about that. */
  readonly gift: Gift | undefined;
}

/** Several questions are open, and a yes or a no says not which: a question with buttons, never a guess. */
export function whichQuestionCard(
  meant: readonly QuestionMeant[],
  said: 'yes' | 'no',
  a: Audience,
): Card {
  const w = wording(a.language);
  const talks = meant.map(({ talk }) => talk);
  const several = findRefusalCard({ kind: 'several', talks }, a.language, (talk) =>
    showButton(talk, a.language),
  );
  const row = meant.map(
    (one): Button => ({
      ...answerButton(one, said, a),
      label: w.talks.label(one.talk.number),
    }),
  );
  return {
    ...several,
    blocks: [...several.blocks.filter(({ kind }) => kind !== 'buttons'), buttons(...row)],
  };
}

function answerButton({ about, talk, gift }: QuestionMeant, said: 'yes' | 'no', a: Audience) {
  const w = wording(a.language);
  const { id, number } = talk;
  const [accept, decline] =
    about === 'gift' && gift ? giftButtons(talk, gift, a) : offerButtons(talk, a);
  if (about === 'offer' || about === 'gift') return (said === 'yes' ? accept : decline) as Button;
  return said === 'yes'
    ? {
        describes: w.reminders.yesDescribes(number),
        action: { verb: 'still-coming', talk: id } as const,
        typed: w.reminders.sayComing(number),
      }
    : {
        describes: w.reminders.giveUpDescribes(number),
        action: { verb: 'cancel', talk: id } as const,
        typed: w.seats.sayCancel(number),
      };
}

export function sentenceCard(
  language: Language,
  sentence: string,
  ...row: readonly Button[]
): Card {
  return { language, title: [sentence], blocks: row.length > 0 ? [buttons(...row)] : [] };
}

interface HelpEntry {
  readonly typed: string;
  readonly means: string;
}

/** What staff may type, with examples from today's talks. */
export function staffHelp(language: Language, example: number): readonly HelpEntry[] {
  const { asking: w, calendar, insights, offers, reminders, seats } = wording(language);
  return [
    { typed: seats.sayList(), means: w.list() },
    { typed: seats.sayShow(example), means: w.show() },
    { typed: seats.sayRegister(example), means: w.register() },
    { typed: seats.sayCancel(example), means: w.cancel() },
    { typed: seats.sayMine(), means: w.mine() },
    { typed: seats.sayWhy(example), means: w.why() },
    { typed: offers.sayAccept(example), means: w.accept() },
    { typed: offers.sayDecline(example), means: w.decline() },
    { typed: offers.sayGive(example), means: w.give() },
    { typed: offers.sayKeep(example), means: w.keep() },
    { typed: reminders.sayComing(example), means: w.coming() },
    { typed: reminders.say.show(), means: w.remind() },
    { typed: calendar.sayCalendar(), means: w.calendar() },
    { typed: calendar.sayTalk(example), means: w.calendarTalk() },
    { typed: w.sayFollowers(), means: w.followers() },
    { typed: insights.sayAll(), means: w.insights() },
    { typed: w.sayOwnDigest(), means: w.ownDigest() },
    { typed: w.sayLanguage(), means: w.language() },
    { typed: w.sayZone(), means: w.zone() },
    { typed: w.sayLink(), means: w.link() },
    { typed: w.sayHelp(), means: w.help() },
  ];
}

export function organiserHelp(language: Language, example: number): readonly HelpEntry[] {
  const { asking: w, freeing, organising } = wording(language);
  return [
    { typed: organising.sayAnnounce(example), means: w.announce() },
    { typed: organising.sayCapacity(example, 60), means: w.capacity() },
    { typed: organising.sayWho(example), means: w.who() },
    { typed: freeing.sayFree(example, '@ben'), means: w.free() },
    { typed: organising.sayUndelivered(), means: w.undelivered() },
    { typed: w.sayDigest(), means: w.digest() },
    { typed: w.sayFollowersSet(), means: w.followersSet() },
  ];
}

export function helpCard(reader: Reader, example: Talk | undefined, series: string): Card {
  const { asking: w, questions } = wording(reader.language);
  const number = example?.number ?? 9;
  const items = (entries: readonly HelpEntry[]): Line[] =>
    entries.map((e) => [code(e.typed), `: ${e.means}`]);
  return {
    language: reader.language,
    title: [w.helpTitle(series)],
    blocks: [
      text([w.helpIntro(reader.command)]),
      { kind: 'list', items: items(staffHelp(reader.language, number)) },
      text([w.talkNames()], [questions.examples()]),
      ...(reader.organiser
        ? [
            rule,
            text([{ kind: 'strong', text: w.organisersTitle() } as const]),
            { kind: 'list', items: items(organiserHelp(reader.language, number)) } as const,
          ]
        : []),
      buttons(...nearestCommands(reader.language).slice(0, 2)),
      quiet([w.account(accountKey(reader.account))]),
    ],
  };
}

/** What is said at a field whose value is not taken. */
export function problemText(problem: FieldProblem, language: Language): string {
  const w = wording(language).asking;
  switch (problem.kind) {
    case 'missing':
      return w.missing();
    case 'too-short':
      return w.tooShort(problem.atLeast);
    case 'too-long':
      return w.tooLong(problem.atMost);
    case 'no-number':
      return w.noNumber();
    case 'too-small':
      return w.tooSmall(problem.atLeast);
    case 'too-large':
      return w.tooLarge(problem.atMost);
    case 'no-such-choice':
      return w.noSuchChoice();
    case 'no-person':
      return w.noPerson();
    case 'too-many-people':
      return w.tooManyPeople(problem.atMost);
    case 'no-date':
      return w.noDate();
    case 'too-early':
      return w.tooEarly(dateText(problem.atLeast, language));
    case 'too-late':
      return w.tooLate(dateText(problem.atMost, language));
    case 'no-time':
      return w.noTime();
    default:
      return never(problem);
  }
}
