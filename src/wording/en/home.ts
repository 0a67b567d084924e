// What is said on a person's own page, in English: most of it is said by the features that it shows.
import { code, type Line } from '../../kernel/inline.ts';

export const home = {
  /** Below the reader's own seats and places. */
  others: () => 'Other upcoming talks',
  settings: () => 'My settings',
  /** `when`: the day before, one hour before. */
  reminder: (when: string) => `Reminder, ${when.charAt(0).toLowerCase()}${when.slice(1)}`,
  language: () => 'Language',
  zone: () => 'Time zone',
  digest: () => 'My daily digest',
  how: (): Line => [
    'For a digest of your own, write ',
    code('digest here 09:00'),
    ' to me directly.',
  ],
  howToStop: (typed: string): Line => [
    'To stop your daily digest, write ',
    code(typed),
    ' to me directly.',
  ],
};
