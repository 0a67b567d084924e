// What is said of talks, in French.

import { numberText, plural } from '../dates.ts';
import type { talks as english } from '../en/talks.ts';

const list = (numbers: readonly number[]) => numbers.join(', ');

export const talks: typeof english = {
  toBeAnnounced: () => 'Titre à venir',
  heading: (number, title) => `Conférence ${number} : ${title ?? 'titre à venir'}`,
  label: (number) => `Conférence ${number}`,
  speakers: () => 'Avec',
  place: () => 'Où',
  time: () => 'Quand',
  map: () => 'plan',
  dinner: () => 'Dîner léger pour les inscrits',
  aboutSpeaker: (name) => `À propos de ${name}`,
  eventPage: () => 'page de l’événement',
  survey: () => 'sondage',
  surveyOpen: () => 'un sondage est ouvert',
  group: () => 'groupe Facebook',
  eGroup: () => 'e-group',
  yourTime: () => 'à votre heure',
  cancelledBecause: (reason) => `Annulée : ${reason}`,
  opensAt: () => 'Ouverture des inscriptions',
  closesAt: () => 'Clôture des inscriptions',
  closed: () => 'Les inscriptions sont closes',
  running: () => 'La conférence a commencé',
  over: () => 'La conférence est terminée',
  open: () => 'Les inscriptions sont ouvertes',
  nothingNamed: (upcoming) =>
    upcoming.length === 0
      ? 'Quelle conférence ? Aucune n’est prévue.'
      : `Quelle conférence ? À venir : ${list(upcoming)}. Vous pouvez aussi écrire « prochaine » ou un mot du titre.`,
  noSuchTalk: (typed, upcoming) =>
    upcoming.length === 0
      ? `Pas de conférence « ${typed} ». Aucune n’est prévue.`
      : `Pas de conférence « ${typed} ». À venir : ${list(upcoming)}.`,
  noneUpcoming: () => 'Aucune conférence n’est prévue.',
  onlyRunning: (number, until) =>
    `La conférence ${number} a lieu en ce moment, jusqu’à ${until}. Aucune autre n’est prévue.`,
  several: (count) =>
    `${numberText(count, 'fr')} ${plural(count, 'fr', 'conférence correspond', 'conférences correspondent')}. Laquelle ?`,
};
