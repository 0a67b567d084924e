// The form of what comes before a talk: which reminders, and the quiet hours.
import type { Form } from '../../chat/form.ts';
import type { QuietHours } from '../../people/rules/quiet-hours.ts';
import { zoneName } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import { nextLines, type ReminderReader, type SetReminders } from '../cards.ts';
import { remindersMark } from '../rules/mark.ts';
import { dayBeforeAt, reminderKinds } from '../rules.ts';

/** The fields, beside one for each kind of reminder. */
export const quietField = 'quiet';
export const fromField = 'from';
export const toField = 'to';

/** Stands in the times of whoever has no quiet hours yet. */
const usualQuiet: QuietHours = { from: '22:00', to: '07:00' };
/** As many of what comes next as stand above the fields. */
const nextShown = 2;

/** All that is set, to be changed at once. */
export function remindersForm(set: SetReminders, a: ReminderReader): Form {
  const w = wording(a.language).reminders;
  const { wanted, quiet } = set;
  const hint = w.timeHint(zoneName(a.zone, a.language));
  const { from, to } = quiet ?? usualQuiet;
  const labels = { day: w.dayLabel(), hour: w.hourLabel() };
  const hints = { day: w.dayHint(dayBeforeAt), hour: w.hourHint() };
  return {
    id: { form: 'remind', seen: remindersMark(set) },
    language: a.language,
    title: w.title(),
    submit: w.submit(),
    intro: nextLines(set, a, nextShown),
    fields: [
      ...reminderKinds.map((kind) => ({
        kind: 'toggle' as const,
        key: kind,
        label: labels[kind],
        hint: hints[kind],
        required: false,
        initial: wanted[kind],
      })),
      {
        kind: 'toggle',
        key: quietField,
        label: w.quietLabel(),
        hint: w.quietHint(),
        required: false,
        initial: quiet !== undefined,
      },
      {
        kind: 'time',
        key: fromField,
        label: w.fromLabel(),
        hint,
        required: false,
        initial: from,
      },
      { kind: 'time', key: toField, label: w.toLabel(), hint, required: false, initial: to },
    ],
  };
}
