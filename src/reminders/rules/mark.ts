// A mark of what somebody has set, by which a form tells what it showed from what was set otherwise since.
import type { QuietHours } from '../../people/rules/quiet-hours.ts';
import { type ReminderSettings, reminderKinds } from '../rules.ts';

/** E.g. `11` or `1022000700`: digits, the same as long as the settings are. */
export function remindersMark({
  wanted,
  quiet,
}: {
  readonly wanted: ReminderSettings;
  readonly quiet: QuietHours | undefined;
}): string {
  const kinds = reminderKinds.map((kind) => (wanted[kind] ? '1' : '0'));
  const hours = quiet ? [quiet.from, quiet.to] : [];
  return [...kinds, ...hours].join('').replaceAll(':', '');
}
