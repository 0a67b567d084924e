// Choosing a talk to register for: a form, and the buttons that stand in its place.
import { type Button, buttons, type Card } from '../../chat/card.ts';
import { type Form, formLimits } from '../../chat/form.ts';
import type { Language } from '../../kernel/language.ts';
import { dayText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import { type Audience, isFull, type TalkView, upcomingButton } from '../cards.ts';

/** The field of the chosen talk. */
export const talkField = 'talk';

/** As many as a card shows as buttons; the rest stands in the form. */
const buttonsShown = 5;

/** "Talk 9, Wed 10 Jul 2019: Dive into Deep Learning". */
function choiceText(view: TalkView, { language, now }: Audience): string {
  const { talk } = view;
  const day = dayText(talk.startsAt, talk.zone, language);
  return wording(language).seats.choice(talk.number, day, isFull(view, now), talk.title);
}

/** As much of it as an option takes, "…" where that is not all. */
function choiceLabel(view: TalkView, a: Audience): string {
  return optionText(choiceText(view, a));
}

export function optionText(label: string): string {
  const letters = [...label];
  return letters.length <= formLimits.choiceLength
    ? label
    : `${letters.slice(0, formLimits.choiceLength - 1).join('')}…`;
}

/** Of the talks for which the reader can register, soonest first. */
export function chooseTalkForm(views: readonly TalkView[], a: Audience): Form {
  const w = wording(a.language);
  const shown = views.slice(0, formLimits.choices);
  const more = views.length - shown.length;
  const next = views[shown.length]?.talk.number ?? 0;
  return {
    id: { form: 'choose-talk' },
    language: a.language,
    title: w.seats.chooseTitle(),
    submit: w.seats.register(),
    intro: more > 0 ? [[w.seats.more(more, `${a.command} ${w.seats.sayRegister(next)}`)]] : [],
    fields: [
      {
        kind: 'choice',
        key: talkField,
        label: w.seats.chooseLabel(),
        ...(shown.some((view) => isFull(view, a.now)) ? { hint: w.seats.chooseHint() } : {}),
        required: true,
        choices: shown.map((view) => ({
          value: view.talk.id,
          label: choiceLabel(view, a),
        })),
        lapsed: 'handled',
      },
    ],
  };
}

export function chooseTalkButton(language: Language): Button {
  const w = wording(language).seats;
  return { label: w.chooseTalk(), action: { verb: 'choose-talk' }, typed: w.sayChoose() };
}

/** Where no form can be opened: the next few as buttons, and the form for the others. */
export function chooseTalkCard(views: readonly TalkView[], a: Audience): Card {
  const w = wording(a.language);
  const shown = views.slice(0, buttonsShown);
  return {
    language: a.language,
    title: [w.talks.nothingNamed(views.slice(0, 8).map(({ talk }) => talk.number))],
    blocks: [
      { kind: 'list', items: shown.map((view) => [choiceText(view, a)]) },
      buttons(
        ...shown.map(
          ({ talk }): Button => ({
            label: w.talks.label(talk.number),
            describes: w.seats.registerDescribes(talk.number),
            action: { verb: 'register', talk: talk.id },
            typed: w.seats.sayRegister(talk.number),
          }),
        ),
        ...(views.length > shown.length ? [chooseTalkButton(a.language)] : []),
      ),
    ],
  };
}

/** There is no talk for which the reader could register now. */
export function nothingToChooseCard(a: Audience): Card {
  const w = wording(a.language).seats;
  return {
    language: a.language,
    title: [w.nothingToChoose()],
    blocks: [
      buttons(upcomingButton(a.language), {
        label: w.mineTitle(),
        action: { verb: 'mine' },
        typed: w.sayMine(),
      }),
    ],
  };
}
