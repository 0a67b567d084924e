// What the platforms themselves say, in French: everything else that a person reads comes on a card.
import { remember } from '../../kernel/remember.ts';

const number = remember(() => new Intl.NumberFormat('fr'));

export const platforms = {
  /** Stands last on a card whose last sections a platform cannot take. */
  more: (left: number): string => `… et ${number().format(left)} de plus`,
  /** The answer to a slash command that is not ours. `command` is ours, with its slash. */
  otherCommand: (command: string): string => `Je réponds à ${command}. Essayez ${command} aide.`,
  /** Follows the talk's wall time where the platform itself writes the reader's own. */
  yourTime: (time: string): string => `(${time} chez vous)`,
  /** Over the days of a table; beside each stands what was last known on it. */
  asOf: (): string => 'État au',
  /** Before what to type instead of pressing a button, where there can be no button. */
  typed: (label: string): string => `${label} : tapez `,
  /** Where a decision takes longer than the platform waits for an answer. */
  follows: (): string => 'Un instant. La réponse suit en message direct.',
  /** A fault of ours; the operator finds the reference in the log. */
  fault: (reference: string): string =>
    `Un problème est survenu de mon côté. Veuillez réessayer ; si cela se reproduit, donnez cette référence aux organisateurs : ${reference}.`,
  /** A button that was not made for this channel, or not by this bot. */
  foreignButton: (command: string): string =>
    `Ce bouton n’est pas valable ici, et rien n’a été changé. Tapez plutôt ${command} liste.`,
  /** A button of somebody else's private answer. */
  othersButton: (command: string): string =>
    `Ce bouton a été fait pour quelqu’un d’autre, et rien n’a été changé. Tapez ${command} liste pour les vôtres.`,
  /** Over an answer in a window of its own; at most 24 bytes. */
  answer: (): string => 'Idea Circle Bot',
  close: (): string => 'Fermer',
  /** Beside the box of something that is switched on or off. */
  yes: (): string => 'Oui',
  /** In a window whose answer takes long. */
  waiting: (): string => 'Un instant…',
  /** A form that comes a second time. */
  sentBefore: (): string => 'Ce formulaire a déjà été envoyé. Rien de plus n’a été changé.',
  /** A form that was not made for this person, is too old, or is none of ours. `command` is ours, with its slash. */
  foreignForm: (command: string): string =>
    `Ce formulaire n’est pas valable ici, et rien n’a été changé. Tapez plutôt ${command} liste.`,
  oldForm: (command: string): string =>
    `Ce formulaire est resté ouvert trop longtemps, et rien n’a été changé. Tapez ${command} liste et recommencez.`,
  /** The program is not yet up, or about to stop. */
  notReady: (): string =>
    'Je suis en train de démarrer ou de m’arrêter. Veuillez réessayer dans une minute.',
};
