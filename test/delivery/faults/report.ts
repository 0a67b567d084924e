// The report of the fault table: one line for each case, and what they come to.
import { type Operation, type Outcome, operations, type SituationName } from './situations.ts';
import type { World } from './worlds.ts';

export interface Case {
  readonly platform: World['name'];
  readonly operation: Operation;
  readonly situation: SituationName;
  readonly outcome: Outcome;
}

/** As Markdown; the cases in the order in which they are given. */
export function reportText(cases: readonly Case[]): string {
  const count = (holds: (one: Case) => boolean) => cases.filter(holds).length;
  const lines = [
    '# What becomes of a message when a call fails',
    '',
    'Written by `test/delivery/faults/faults.test.ts` (`FAULTS=write` writes it anew). Each line is one call that failed, on the real client of a platform',
    'before its strict stand-in; `calls`: requests of this kind that were made, those that failed among them; `looks`: how often the message was looked for;',
    '`stands`: how often it stands there in the end.',
    '',
    `- ${cases.length} cases.`,
    `- ${count(({ outcome }) => outcome.state === 'sent' && outcome.stands === 1)} arrived, once.`,
    `- ${count(({ outcome }) => outcome.stands > 1)} stand there twice.`,
    `- ${count(({ outcome }) => outcome.state === 'lost')} are lost: their answer never came, and the conversation cannot be looked at. Of these ${count(({ outcome }) => outcome.state === 'lost' && outcome.stands === 1)} stand there, and ${count(({ outcome }) => outcome.stands === 0)} do not. An organiser is told of each.`,
  ];
  for (const operation of operations)
    for (const platform of ['slack', 'mattermost'] as const) {
      lines.push('', `## ${operation}, ${platform}`, '');
      lines.push(
        '| what fails | calls | looks | stands | became |',
        '| --- | --- | --- | --- | --- |',
      );
      for (const one of cases) {
        if (one.operation !== operation || one.platform !== platform) continue;
        const { calls, looks, stands, state } = one.outcome;
        lines.push(`| ${one.situation} | ${calls} | ${looks} | ${stands} | ${state} |`);
      }
    }
  return `${lines.join('\n')}\n`;
}
