// What is said at the organiser's desk, in French.
import { numberText, plural } from '../dates.ts';
import type { organising as english } from '../en/organising.ts';

const n = (value: number) => numberText(value, 'fr');
const seats = (value: number) => `${n(value)} ${plural(value, 'fr', 'place', 'places')}`;

export const organising: typeof english = {
  announced: (number) => `La conférence ${number} est annoncée dans ce canal.`,
  announcing: (number) => `La carte de la conférence ${number} est en route vers ce canal.`,
  channelOnly: () => 'Une conférence s’annonce dans un canal. Tapez ceci dans le canal voulu :',
  sayAnnounce: (number) => `annoncer ${number}`,
  announceDescribes: (number) => `Annoncer la conférence ${number} dans ce canal`,
  cannotAnnounceCancelled: (number) =>
    `La conférence ${number} est annulée : elle ne peut pas être annoncée. Rien n’a été publié.`,
  cannotAnnounceOver: (number) =>
    `La conférence ${number} est terminée : elle ne peut pas être annoncée. Rien n’a été publié.`,
  capacityChanged: (number, before, after) =>
    `Conférence ${number} : ${n(before)} → ${seats(after)}.`,
  promoted: (count) =>
    `${n(count)} ${plural(count, 'fr', 'personne qui attendait a maintenant une place et en est avertie', 'personnes qui attendaient ont maintenant une place et en sont averties')} par message direct.`,
  over: (over) =>
    `${n(over)} en trop : personne ne perd sa place, et aucune n’est attribuée tant que la salle est pleine.`,
  askLower: (number, taken, over) =>
    `Conférence ${number} : ${seats(taken)} ${plural(taken, 'fr', 'est prise', 'sont prises')}. Personne ne perd sa place, la carte dira « ${n(over)} en trop ».`,
  askTyped: () => 'Pour le faire : ',
  sayCapacity: (talk, capacity) => `places ${talk} ${capacity}`,
  sayCapacitySure: (number, capacity) => `places ${number} ${capacity} oui`,
  capacitySame: (number, capacity) =>
    `La conférence ${number} a déjà ${seats(capacity)}. Rien n’a changé.`,
  noCapacity: () => 'Combien de places ? Nommez la conférence, puis le nombre. Rien n’a changé.',
  notANumber: (typed) => `« ${typed} » n’est pas un nombre entier de places. Rien n’a changé.`,
  negative: (typed) =>
    `« ${typed} » est moins que rien : une conférence a 0 place ou plus. Rien n’a changé.`,
  tooMany: (typed, most) =>
    `« ${typed} » est trop : une conférence a au plus ${n(most)} places. Rien n’a changé.`,
  capacityCancelled: (number) =>
    `La conférence ${number} est annulée : ses places ne changent plus.`,
  capacityOver: (number) => `La conférence ${number} est terminée : ses places ne changent plus.`,
  example: () => 'Par exemple : ',
  whoTitle: (number) => `Qui vient à la conférence ${number}`,
  whoDescribes: (number) => `Qui vient à la conférence ${number} ?`,
  sayWho: (number) => `qui ${number}`,
  registeredLabel: () => 'Inscrits ici',
  waitingLabel: () => 'En attente',
  elsewhereLabel: () => 'Sur la page de l’événement',
  nobody: () => 'Personne ne s’est encore inscrit ici.',
  registeredPart: (from, to, all) =>
    from === 1 && to === all
      ? `Inscrits : ${n(all)}`
      : `Inscrits : ${n(from)}–${n(to)} sur ${n(all)}`,
  waitingPart: (from, to, all) =>
    from === 1 && to === all
      ? `En attente, dans l’ordre : ${n(all)}`
      : `En attente, dans l’ordre : ${n(from)}–${n(to)} sur ${n(all)}`,
};
