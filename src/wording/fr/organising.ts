// What is said at the organiser's desk, in French.
import type { PlatformName } from '../../kernel/account.ts';
import { numberText, plural } from '../dates.ts';
import type { organising as english, UndeliveredReason } from '../en/organising.ts';

const n = (value: number) => numberText(value, 'fr');
const seats = (value: number) => `${n(value)} ${plural(value, 'fr', 'place', 'places')}`;

const platforms: Readonly<Record<PlatformName, string>> = {
  slack: 'Slack',
  mattermost: 'Mattermost',
  web: 'chat web',
};

const reasons: Readonly<Record<UndeliveredReason, string>> = {
  'not-a-member':
    'Je ne suis pas membre de ce canal : invitez-moi avec /invite, puis renvoyez le message.',
  'no-such-conversation': 'Ce canal n’existe plus.',
  archived: 'Ce canal est archivé.',
  'person-gone':
    'Ce compte est désactivé. La personne a peut-être encore une place : voyez « qui ».',
  'message-gone': 'Le message auquel il appartient n’existe plus.',
  'not-allowed':
    'La plateforme ne le permet pas : demandez à la personne qui fait tourner le bot de regarder « doctor ».',
  other:
    'La plateforme l’a refusé : demandez à la personne qui fait tourner le bot de regarder « doctor ».',
  'given-up': 'La plateforme est restée injoignable pendant un jour.',
  'cannot-look':
    'Il est peut-être déjà là : la réponse s’est perdue, et je ne peux pas lire ce canal.',
  'no-answer':
    'Il est peut-être déjà là : la réponse s’est perdue. Renvoyé, il est d’abord cherché.',
};

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
  offered: (count) =>
    `Une place est proposée par message direct à ${n(count)} ${plural(count, 'fr', 'personne qui attendait', 'personnes qui attendaient')}.`,
  openNow: () =>
    'Les places libres sont désormais ouvertes à tout le monde. Ceux qui attendent l’apprennent.',
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
  comingLabel: () => 'Ont dit venir toujours',
  coming: () => 'vient toujours',
  offeredLabel: () => 'Place proposée',
  waitingLabel: () => 'En attente',
  elsewhereLabel: () => 'Sur la page de l’événement',
  nobody: () => 'Personne ne s’est encore inscrit ici.',
  registeredPart: (from, to, all) =>
    from === 1 && to === all ? 'Inscrits' : `Inscrits : ${n(from)}–${n(to)} sur ${n(all)}`,
  offeredPart: (from, to, all) =>
    from === 1 && to === all
      ? 'Place proposée, avec l’échéance'
      : `Place proposée, avec l’échéance : ${n(from)}–${n(to)} sur ${n(all)}`,
  waitingPart: (from, to, all) =>
    from === 1 && to === all
      ? 'En attente, dans l’ordre'
      : `En attente, dans l’ordre : ${n(from)}–${n(to)} sur ${n(all)}`,
  undelivered: () => 'Non remis',
  undeliveredTitle: (count) =>
    `${n(count)} ${plural(count, 'fr', 'message n’a pas été remis', 'messages n’ont pas été remis')}`,
  allDelivered: () => 'Tout a été remis.',
  undeliveredOlder: (count) =>
    `… et ${n(count)} plus ${plural(count, 'fr', 'ancien, montré', 'anciens, montrés')} quand ceux-ci seront réglés`,
  undeliveredWhat: (drawer, talk) => {
    const the = talk === undefined ? 'une conférence' : `la conférence ${talk}`;
    const of = talk === undefined ? 'd’une conférence' : `de la conférence ${talk}`;
    const what: Readonly<Record<string, string>> = {
      announcement: `La carte ${of}`,
      promoted: `La nouvelle d’une place à ${the}`,
      offered: `L’offre d’une place à ${the}`,
      'offer-expired': `La nouvelle qu’une offre pour ${the} a pris fin`,
      'seat-open': `La nouvelle d’une place libre à ${the}`,
      'gift-offered': `L’offre de la place d’un collègue à ${the}`,
      'gift-withdrawn': `La nouvelle qu’une place à ${the} n’est plus offerte`,
      'gift-answered': `La réponse à une place offerte à ${the}`,
      'plan-changed': `La nouvelle d’un changement ${of}`,
      'still-coming': `La question de savoir qui vient toujours à ${the}`,
      'starts-soon': `Le rappel que ${the} commence bientôt`,
      digest: 'Un résumé',
      'digest-own': 'Le résumé d’une personne',
      'digest-set': 'La confirmation d’un résumé',
      plot: 'Une image des nombres d’abonnés',
      'account-gone': 'La nouvelle d’un compte désactivé',
      'seat-left': 'La nouvelle d’une place revenue à un compte désactivé',
      'seat-freed': `La nouvelle qu’une place à ${the} a été libérée`,
      'link-asked': 'Une question sur deux comptes d’une même personne',
      'link-done': 'La nouvelle que deux comptes sont d’une même personne',
    };
    return what[drawer] ?? (talk === undefined ? 'Un message' : `Un message au sujet ${of}`);
  },
  toThisChannel: () => 'pour ce canal',
  toChannel: (where) => `pour un canal (${platforms[where]}) : `,
  toPerson: () => 'pour ',
  onPlatform: (where) => ` (${platforms[where]})`,
  why: (reason) => reasons[reason] ?? reasons.other,
  failedSince: () => 'Depuis le ',
  sendAgain: () => 'Renvoyer',
  sendAgainDescribes: (number) => `Renvoyer le message ${number}`,
  saySendAgain: (number) => `non-remis renvoyer ${number}`,
  sendAnyway: () => 'Envoyer quand même',
  sendAnywayDescribes: (number) => `Envoyer le message ${number} bien qu’il soit peut-être déjà là`,
  saySendAnyway: (number) => `non-remis renvoyer ${number} oui`,
  letGo: () => 'Abandonner',
  standsThere: () => 'Il est bien là',
  letGoDescribes: (number) => `Régler le message ${number} : il ne sera plus envoyé`,
  sayLetGo: (number) => `non-remis abandonner ${number}`,
  sayUndelivered: () => 'non-remis',
  sayAllAgain: () => 'non-remis renvoyer tout',
  sentNow: (number) => `Le message ${number} a été envoyé.`,
  onItsWay: (number) => `Le message ${number} est de nouveau en route.`,
  noLongerHolds: (number) =>
    `Ce que dit le message ${number} n’est plus vrai : il n’a pas été envoyé, et l’affaire est réglée.`,
  failedAgain: (number, now) =>
    `Le message ${number} n’a pas été remis cette fois non plus. Il porte maintenant le numéro ${now}.`,
  mayStand: (number) =>
    `Le message ${number} est peut-être déjà là : regardez d’abord. Rien n’a été envoyé.`,
  settledAlready: (number) =>
    `Aucun message non remis ne porte le numéro ${number}. S’il y en a eu un, il a été renvoyé ou abandonné. Rien n’a changé.`,
  wasLetGo: (number) => `Le message ${number} est réglé : il ne sera plus envoyé.`,
  allAgain: (count) =>
    `${n(count)} ${plural(count, 'fr', 'message direct est', 'messages directs sont')} de nouveau en route.`,
  noneAgain: () => 'Aucun message direct n’attend d’être renvoyé. Rien n’a changé.',
  whichMessage: () => 'Quel message ? Son numéro est écrit devant lui. Rien n’a changé.',
  noSuchNumber: (typed) => `« ${typed} » n’est le numéro d’aucun message. Rien n’a changé.`,
  notWithUndelivered: (typed) =>
    `Je ne sais pas ce que « ${typed} » veut dire pour les messages non remis. Rien n’a changé.`,
};
