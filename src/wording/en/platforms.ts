// What the platforms themselves say, in English: everything else that a person reads comes on a card.
import { remember } from '../../kernel/remember.ts';

const number = remember(() => new Intl.NumberFormat('en'));

export const platforms = {
  /** Stands last on a card whose last sections a platform cannot take. */
  more: (left: number): string => `… and ${number().format(left)} more`,
  /** The answer to a slash command that is not ours. `command` is ours, with its slash. */
  otherCommand: (command: string): string => `I answer to ${command}. Try ${command} help.`,
  /** Follows the talk's wall time where the platform itself writes the reader's own. */
  yourTime: (time: string): string => `(${time} your time)`,
  /** Over the days of a table; beside each stands what was last known on it. */
  asOf: (): string => 'As of',
  /** Before what to type instead of pressing a button, where there can be no button. */
  typed: (label: string): string => `${label}: type `,
  /** Where a decision takes longer than the platform waits for an answer. */
  follows: (): string => 'This takes a moment. The answer follows as a direct message.',
  /** A fault of ours; the operator finds the reference in the log. */
  fault: (reference: string): string =>
    `Something went wrong on my side. Please try again; if it happens again, tell the organisers this reference: ${reference}.`,
  /** A button that was not made for this channel, or not by this bot. */
  foreignButton: (command: string): string =>
    `This button is not valid here, and nothing was changed. Type ${command} list instead.`,
  /** A button of somebody else's private answer. */
  othersButton: (command: string): string =>
    `This button was made for somebody else, and nothing was changed. Type ${command} list for your own.`,
  /** Over an answer in a window of its own; at most 24 bytes. */
  answer: (): string => 'Idea Circle Bot',
  close: (): string => 'Close',
  /** Beside the box of something that is switched on or off. */
  yes: (): string => 'Yes',
  /** In a window whose answer takes long. */
  waiting: (): string => 'One moment…',
  /** A form that comes a second time. */
  sentBefore: (): string => 'This form was already sent. Nothing was changed again.',
  /** A form that was not made for this person, is too old, or is none of ours. `command` is ours, with its slash. */
  foreignForm: (command: string): string =>
    `This form is not valid here, and nothing was changed. Type ${command} list instead.`,
  oldForm: (command: string): string =>
    `This form was open for too long, and nothing was changed. Type ${command} list and try again.`,
  /** The program is not yet up, or about to stop. */
  notReady: (): string => 'I am just starting or stopping. Please try again in a minute.',
};
