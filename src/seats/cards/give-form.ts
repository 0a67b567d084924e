// The forms in which a seat is given: whose talk it is where there are several, and the colleague.
import { type Form, type FormField, formLimits } from '../../chat/form.ts';
import { never } from '../../kernel/result.ts';
import type { Talk } from '../../talks/rules.ts';
import { dayText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { GiveRefusal } from '../rules/giving.ts';
import { optionText, talkField } from './choosing.ts';
import type { Audience } from './standing.ts';

/** The field of the colleague. */
export const whoField = 'who';

function seatText({ number, startsAt, zone, title }: Talk, { language }: Audience): string {
  return wording(language).seats.choice(number, dayText(startsAt, zone, language), false, title);
}

const who = ({ language }: Audience): FormField => ({
  kind: 'people',
  key: whoField,
  label: wording(language).offers.giveWhoLabel(),
  hint: wording(language).offers.giveWhoHint(),
  required: true,
  atMost: 1,
});

/** Said first where a name was typed that is no mention of anybody. */
const notUnderstood = (unread: boolean, { language }: Audience): Form['intro'] =>
  unread ? [[wording(language).offers.giveUnread()]] : [];

/** Of several seats, soonest first. `unread`: whoever was named was not understood. */
export function giveForm(talks: readonly Talk[], a: Audience, unread = false): Form {
  const w = wording(a.language).offers;
  return {
    id: { form: 'give' },
    language: a.language,
    title: w.giveTitle(),
    submit: w.giveSubmit(),
    intro: [...notUnderstood(unread, a), [w.giveFormMeans()]],
    fields: [
      {
        kind: 'choice',
        key: talkField,
        label: w.giveTalkLabel(),
        required: true,
        choices: talks
          .slice(0, formLimits.choices)
          .map((talk) => ({ value: talk.id, label: optionText(seatText(talk, a)) })),
        lapsed: 'handled',
      },
      who(a),
    ],
  };
}

/** Of the seat in one talk. */
export function giveSeatForm(talk: Talk, a: Audience, unread = false): Form {
  const w = wording(a.language).offers;
  return {
    id: { form: 'give-seat', talk: talk.id },
    language: a.language,
    title: w.giveTitle(),
    submit: w.giveSubmit(),
    intro: [...notUnderstood(unread, a), [seatText(talk, a)], [w.giveFormMeans()]],
    fields: [who(a)],
  };
}

/** What is said at the colleague; undefined where another colleague would be refused as well. */
export function colleagueProblem(refusal: GiveRefusal, { language }: Audience): string | undefined {
  const w = wording(language).offers;
  switch (refusal.kind) {
    case 'to-yourself':
      return w.giveYourself();
    case 'not-a-colleague':
      return {
        bot: w.giveBot,
        stranger: w.giveStranger,
        gone: w.giveGone,
        nobody: w.giveNobody,
      }[refusal.standing]();
    case 'has-a-seat':
      return w.giveFieldHasSeat();
    case 'gets-another':
      return w.giveFieldGetsAnother();
    case 'cancelled':
    case 'started':
    case 'over':
    case 'no-seat':
    case 'only-waiting':
    case 'only-offered':
    case 'giving-already':
      return undefined;
    default:
      return never(refusal);
  }
}
