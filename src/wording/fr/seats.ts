// What is said of seats, in French.
import { listText, numberText, plural } from '../dates.ts';
import type { seats as english } from '../en/seats.ts';

const n = (value: number) => numberText(value, 'fr');
const rank = (value: number) => (value === 1 ? '1er' : `${n(value)}e`);
const both = (parts: readonly string[]) => listText(parts, 'fr');

export const seats: typeof english = {
  register: () => 'S’inscrire',
  registerDescribes: (number) => `S’inscrire à la conférence ${number}`,
  joinLine: () => 'Rejoindre la liste d’attente',
  joinLineDescribes: (number) => `Rejoindre la liste d’attente de la conférence ${number}`,
  cancel: () => 'Annuler ma place',
  cancelDescribes: (number) => `Rendre votre place à la conférence ${number}`,
  leaveLine: () => 'Quitter la liste d’attente',
  leaveLineDescribes: (number) => `Quitter la liste d’attente de la conférence ${number}`,
  cantCome: () => 'Je ne peux pas venir',
  show: () => 'Détails',
  showDescribes: (number) => `Détails de la conférence ${number}`,
  why: () => 'Pourquoi ?',
  whyDescribes: (number) => `Pourquoi cette place à la conférence ${number} ?`,
  giveUp: () => 'La rendre',
  giveUpDescribes: (number) => `Rendre votre place à la conférence ${number}`,
  keep: () => 'La garder',
  keepDescribes: (number) => `Garder votre place à la conférence ${number}`,
  again: () => 'S’inscrire à nouveau',
  chooseTalk: () => 'Choisir parmi toutes',
  upcoming: () => 'Conférences à venir',
  sayList: () => 'liste',
  sayListPast: () => 'liste passées',
  sayMine: () => 'moi',
  sayShow: (number) => `voir ${number}`,
  sayRegister: (number) => `inscrire ${number}`,
  sayCancel: (number) => `annuler ${number}`,
  sayCancelSure: (number) => `annuler ${number} oui`,
  sayWhy: (number) => `pourquoi ${number}`,
  sayChoose: () => 'inscrire',
  chooseTitle: () => 'S’inscrire',
  chooseLabel: () => 'Conférence',
  chooseHint: () => 'Si elle est complète, vous rejoignez sa liste d’attente.',
  choice: (number, day, full, title) =>
    `Conférence ${number}, ${day}${full ? ' (complète)' : ''} : ${title ?? 'titre à venir'}`,
  nothingToChoose: () => 'Il n’y a pas d’autre conférence ouverte aux inscriptions.',
  meter: (taken, capacity, waiting, over, offered) =>
    [
      `${n(taken)} / ${n(capacity)}`,
      ...(waiting > 0 ? [`${n(waiting)} en attente`] : []),
      ...(offered > 0 ? [`${n(offered)} ${plural(offered, 'fr', 'proposée', 'proposées')}`] : []),
      ...(over > 0 ? [`${n(over)} en trop`] : []),
    ].join(' · '),
  fullHint: () => 'Toutes les places sont prises : le bouton inscrit sur la liste d’attente.',
  youHaveSeat: () => 'Vous avez une place.',
  youHadSeat: () => 'Vous aviez une place.',
  youWaited: () => 'Vous étiez sur la liste d’attente.',
  wasTaken: (taken, capacity) =>
    `${n(taken)} ${plural(taken, 'fr', 'place sur', 'places sur')} ${n(capacity)} ${plural(taken, 'fr', 'était prise', 'étaient prises')}.`,
  youWait: (line) => `Vous êtes ${rank(line)} sur la liste d’attente.`,
  listTitle: () => 'Conférences à venir',
  listAllTitle: () => 'Toutes les conférences',
  listPastTitle: () => 'Conférences passées',
  noUpcoming: () => 'Aucune conférence à venir.',
  lastWas: (number, day) => `La dernière était la ${number} (${day}) : `,
  noPast: () => 'Aucune conférence n’a encore eu lieu.',
  more: (count, typed) => `… et ${n(count)} de plus : tapez ${typed}.`,
  mineTitle: () => 'Mes places',
  mineNone: () => 'Vous n’avez aucune place et n’en attendez aucune.',
  registered: (number) => `Vous avez une place à la conférence ${number}.`,
  waiting: (number, line) =>
    `La conférence ${number} est complète : vous êtes ${rank(line)} sur la liste d’attente.`,
  whatNextWaiting: () =>
    'Dès qu’une place se libère, la première personne de la liste la reçoit et en est avertie par message direct.',
  dinner: () => 'Un dîner léger est servi aux inscrits.',
  howToCancel: (typed) =>
    `Un empêchement ? Utilisez le bouton ou tapez ${typed}, jusqu’au début de la conférence.`,
  howToLeave: (typed) => `Vous ne voulez plus attendre ? Utilisez le bouton ou tapez ${typed}.`,
  elsewhere: () => 'Déjà inscrit sur la page de l’événement ? Alors rendez cette place.',
  freed: (number) => `Votre place à la conférence ${number} est rendue.`,
  leftLine: (number) => `Vous avez quitté la liste d’attente de la conférence ${number}.`,
  askCancel: (number, waiting) =>
    `${n(waiting)} ${plural(waiting, 'fr', 'personne attend', 'personnes attendent')} pour la conférence ${number} : ${plural(waiting, 'fr', 'votre place lui revient', 'votre place revient à la première d’entre elles')}, et vous ne pourrez pas la reprendre.`,
  askTyped: (typed) => `Ou tapez ${typed}.`,
  kept: (number) => `Vous gardez votre place à la conférence ${number}.`,
  unclear: (typed) => `« ${typed} » dit à la fois oui et non. Rien n’a changé.`,
  alreadyRegistered: (number) =>
    `Vous avez déjà une place à la conférence ${number}. Rien n’a changé.`,
  alreadyWaiting: (number, line) =>
    `Vous êtes déjà sur la liste d’attente de la conférence ${number}, en position ${n(line)}. Rien n’a changé.`,
  notRegistered: (number) =>
    `Vous n’avez pas de place à la conférence ${number} et n’en attendez pas. Rien n’a changé.`,
  talkCancelled: (number, reason) => `La conférence ${number} est annulée : ${reason}`,
  notYetOpen: (number) => `Les inscriptions à la conférence ${number} ouvrent plus tard, le `,
  registerThen: (typed) => `Rien n’a changé. À partir de ce moment, tapez ${typed}.`,
  closed: (number) =>
    `Les inscriptions à la conférence ${number} sont closes. Adressez-vous aux organisateurs si vous souhaitez encore venir.`,
  started: (number) => `La conférence ${number} a commencé : les places ne changent plus.`,
  over: (number) => `La conférence ${number} est terminée.`,
  goneTalk: () => 'Cette conférence n’est plus au programme.',
  promoted: (number) => `Une place s’est libérée : vous avez une place à la conférence ${number}.`,
  promotedMore: (number) =>
    `Il y a davantage de places : vous avez une place à la conférence ${number}.`,
  changed: (number, news) => `La conférence ${number} a ${both(news)}.`,
  news: {
    date: () => 'une nouvelle date',
    time: () => 'un nouvel horaire',
    place: () => 'un nouveau lieu',
    title: () => 'un nouveau titre',
  },
  takesPlace: (number) => `La conférence ${number} a finalement lieu.`,
  talkIsCancelled: (number) => `La conférence ${number} est annulée.`,
  reason: (reason) => `Motif : ${reason}`,
  nothingToDo: () => 'Vous n’avez rien à faire.',
  seatStays: () => 'Vous gardez votre place.',
  placeStays: (line) => `Vous restez ${rank(line)} sur la liste d’attente.`,
  whyTitle: (number) => `Votre place à la conférence ${number}`,
  whyNothing: (number) => `Vous n’avez jamais demandé de place à la conférence ${number}.`,
  ledgerRegistered: () => 'vous vous êtes inscrit et avez reçu une place',
  ledgerWaiting: (line) => `vous avez rejoint la liste d’attente en position ${line}`,
  ledgerPromoted: (because) => `vous avez reçu une place, ${because}`,
  ledgerCancelled: () => 'vous avez rendu votre place',
  ledgerLeftLine: () => 'vous avez quitté la liste d’attente',
  ledgerMerged: () =>
    'vos deux comptes ont été réunis : vous avez gardé la meilleure de vos deux places',
  ledgerStillComing: () => 'vous avez dit que vous venez',
  ledgerFreedByOrganiser: () => 'la place a été libérée par l’organisation',
  nowSeat: () => 'Vous avez maintenant une place.',
  nowWaiting: (line) => `Vous êtes maintenant ${rank(line)} sur la liste d’attente.`,
  nowNothing: () => 'Vous n’avez maintenant aucune place et n’en attendez aucune.',
};
