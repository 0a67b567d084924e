// What is said of daily digests, in French.
import { numberText, plural, weekdayNames } from '../dates.ts';
import type { digests as english } from '../en/digests.ts';

const n = (value: number) => numberText(value, 'fr');

/** "du lundi au vendredi", "chaque lundi et mercredi", "tous les jours"; ISO weekdays 1–7 in order. */
function on(days: readonly number[]): string {
  const [first = 1, last = 7] = [days[0], days.at(-1)];
  if (days.length === 7) return 'tous les jours';
  if (days.length > 2 && last - first === days.length - 1)
    return `du ${weekdayNames([first], 'fr')} au ${weekdayNames([last], 'fr')}`;
  return `chaque ${weekdayNames(days, 'fr')}`;
}

export const digests: typeof english = {
  title: (day) => `Résumé du jour · ${day}`,
  newerBelow: () => 'Un résumé plus récent se trouve plus bas.',
  followers: () => 'Abonnés :',
  closesToday: () => 'Les inscriptions se terminent aujourd’hui :',
  newsTitle: () => 'Nouveau depuis le dernier résumé',
  ofTalk: (news) => ` : ${news}`,
  news: {
    added: (at, title) =>
      title === undefined ? `nouvelle, le ${at}` : `nouvelle, le ${at} : « ${title} »`,
    cancelled: (reason) => `annulée : ${reason}`,
    revived: (at) => `a finalement lieu, le ${at}`,
    moved: (before, after) => `déplacée : ${before} → ${after}`,
    place: (before, after) => `changement de lieu : ${before} → ${after}`,
    title: (title) => `le titre est « ${title} »`,
    retitled: (title) => `nouveau titre : « ${title} »`,
    speakers: (count, names) => `${plural(count, 'fr', 'intervenant', 'intervenants')} : ${names}`,
    seats: (before, after) => `davantage de places : ${n(before)} → ${n(after)}`,
    line: (before, after) => `votre rang sur la liste d’attente : ${n(before)} → ${n(after)}`,
  },
  newTalks: (numbers) =>
    `${n(numbers.length)} ${plural(numbers.length, 'fr', 'nouvelle conférence', 'nouvelles conférences')} : ${numbers.join(', ')}.`,
  moreNews: (left) => `… et ${n(left)} de plus`,
  ownTitle: (day) => `Votre résumé du jour · ${day}`,
  ahead: () => 'Dans les quatorze prochains jours',
  alsoAhead: () => 'Aussi dans les quatorze prochains jours',
  comes: (days, time, zone) => `${on(days)} à ${time} (${zone})`,
  setForYou: (days, time, zone) =>
    `Votre résumé personnel arrive ici ${digests.comes(days, time, zone)}.`,
  whatYoursShows: () =>
    'Il montre vos places, votre rang sur les listes d’attente, ce qui est nouveau et ce qui a lieu dans les quatorze prochains jours. Sans rien de nouveau ni de prévu, et les jours fériés, rien n’arrive ; vos heures de silence le retiennent.',
  offForYou: () => 'Votre résumé personnel n’arrive plus.',
  notSetForYou: () => 'Vous n’avez pas demandé de résumé personnel.',
  nothingForYou: () =>
    'Aucune conférence n’a lieu dans les quatorze prochains jours, et il n’y a rien de nouveau.',
  holidaysOnly: () =>
    'Tous ses jours de l’année à venir sont fériés dans cette installation : aucun n’arrivera.',
  confirmed: (days, time, zone) =>
    `Désormais, le résumé arrive dans ce canal ${on(days)} à ${time} (${zone}).`,
  set: (days, time, zone) => `Le résumé arrive dans ce canal ${on(days)} à ${time} (${zone}).`,
  firstOne: () => 'Le premier :',
  nextOne: () => 'Le prochain :',
  heldBack: () => 'Vos heures de silence le retiennent jusqu’à :',
  heldForGood: () =>
    'Vos heures de silence le retiennent et durent jusqu’au lendemain : il n’arrive pas.',
  inLanguage: (language) => `Sa langue : ${language}`,
  whatItShows: () =>
    'Il montre les conférences des quatorze prochains jours et ce qui est nouveau. Sans l’un ni l’autre, et les jours fériés, rien n’est publié.',
  pending: () => 'Ma confirmation est encore en route vers le canal.',
  off: () => 'Plus aucun résumé n’arrive dans ce canal.',
  notSet: () => 'Aucun résumé n’est prévu dans ce canal.',
  nothingChanged: () => 'Rien n’a changé.',
  posted: () => 'Le résumé est publié dans ce canal.',
  onItsWay: () => 'Le résumé est en route vers ce canal.',
  nothingToSay: () =>
    'Aucune conférence n’a lieu dans les quatorze prochains jours, et il n’y a rien de nouveau. Rien n’a été publié.',
  organisersOnly: () =>
    'Seuls les organisateurs règlent ou publient le résumé d’un canal. Dans un message direct, vous pouvez avoir le vôtre.',
  toSet: () => 'Pour choisir l’heure : ',
  toChoose: () => 'Avec un fuseau, des jours et une langue : ',
  toPost: () => 'Pour en publier un maintenant : ',
  toStop: () => 'Pour l’arrêter : ',
  sayHere: (time) => `résumé ici ${time}`,
  sayAll: () => 'résumé ici 09:00 Asia/Kolkata lun,mer fr',
  sayNow: () => 'résumé maintenant',
  sayOff: () => 'résumé arrêt',
  unknownWord: (typed) => `Je ne comprends pas « résumé ${typed} ». Rien n’a changé.`,
  noTime: () => 'À quelle heure le résumé doit-il arriver ? Rien n’a changé.',
  badTime: (typed) =>
    `« ${typed} » n’est pas une heure : écrivez par exemple 09:00 ou 17:30. Rien n’a changé.`,
  unknownZone: (typed) =>
    `Je ne connais aucun fuseau « ${typed} » : écrivez par exemple Europe/Zurich ou Asia/Kolkata. Rien n’a changé.`,
  severalZones: (typed, zones) =>
    `« ${typed} » peut être ${new Intl.ListFormat('fr-CH', { type: 'disjunction' }).format(zones)}. Écrivez l’un de ces noms en entier. Rien n’a changé.`,
  unknownDays: (typed) =>
    `Je ne connais pas les jours « ${typed} » : écrivez quotidien, ouvrables, lun-ven ou lun,mer. Rien n’a changé.`,
  unknownLanguage: (typed) =>
    `Je ne parle pas « ${typed} » : écrivez fr pour le français ou en pour l’anglais. Rien n’a changé.`,
  twice: (typed) =>
    `« ${typed} » est de trop : une heure, un seul fuseau, une seule série de jours et une seule langue. Rien n’a changé.`,
  notUnderstood: (typed) =>
    `Je ne comprends pas « ${typed} ». Après l’heure peuvent suivre un fuseau (Europe/Zurich), des jours (quotidien, ouvrables, lun-ven, lun,mer) et une langue (en, fr). Rien n’a changé.`,
};
