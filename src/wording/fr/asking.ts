// Help, near misses and other answers for which no word stands, in French.
import { numberText, plural } from '../dates.ts';
import type { asking as english } from '../en/asking.ts';

const n = (value: number) => numberText(value, 'fr');

export const asking: typeof english = {
  didYouMean: (typed) => `Vouliez-vous dire « ${typed} » ?`,
  welcome: () => 'Avec plaisir.',
  unknown: (typed) => `Je ne connais pas « ${typed} ».`,
  tryThese: (command) => `Essayez l’une de ces possibilités, ou tapez ${command} aide.`,
  helpButton: () => 'Aide',
  sayHelp: () => 'aide',
  sayFollowers: () => 'abonnés',
  sayLanguage: () => 'langue en',
  sayZone: () => 'fuseau Europe/Paris',
  sayLink: () => 'lier',
  sayDigest: () => 'résumé ici 09:00 lun-ven',
  sayOwnDigest: () => 'résumé ici 09:00',
  sayFollowersSet: () => 'abonnés définir instagram 412000 le 2019-08-01',
  oldButton: () => 'Ce bouton vient d’un ancien message et ne fonctionne plus. Rien n’a changé.',
  strangeButton: () => 'Ce bouton n’est pas de moi. Rien n’a changé.',
  oldForm: () =>
    'Ce formulaire date d’une version précédente et ne fonctionne plus. Rien n’a changé.',
  strangeForm: () => 'Ce formulaire n’est pas de moi. Rien n’a changé.',
  missing: () => 'Veuillez remplir ce champ.',
  tooShort: (atLeast) =>
    `Écrivez au moins ${plural(atLeast, 'fr', '1 caractère', `${n(atLeast)} caractères`)}.`,
  tooLong: (atMost) =>
    `Écrivez au plus ${plural(atMost, 'fr', '1 caractère', `${n(atMost)} caractères`)}.`,
  noNumber: () => 'Écrivez un nombre entier.',
  tooSmall: (atLeast) => `Écrivez ${n(atLeast)} ou plus.`,
  tooLarge: (atMost) => `Écrivez ${n(atMost)} ou moins.`,
  noSuchChoice: () => 'Ce choix n’est plus possible. Choisissez à nouveau.',
  noPerson: () => 'Choisissez une personne de cet espace.',
  tooManyPeople: (atMost) =>
    `Choisissez au plus ${plural(atMost, 'fr', 'une personne', `${n(atMost)} personnes`)}.`,
  noDate: () => 'Écrivez la date ainsi : 2019-07-10.',
  tooEarly: (day) => `Choisissez le ${day} ou une date ultérieure.`,
  tooLate: (day) => `Choisissez le ${day} ou une date antérieure.`,
  noTime: () => 'Écrivez l’heure ainsi : 18:30.',
  stranger: () =>
    'Je ne garde des places que pour les personnes de cet espace de travail. Adressez-vous à un collègue d’ici ou aux organisateurs.',
  bot: () => 'Je ne réponds qu’aux personnes.',
  organisersOnly: () => 'Seuls les organisateurs peuvent faire cela. Rien n’a changé.',
  fault: (reference) =>
    `Une erreur s’est produite de mon côté. Veuillez réessayer ; si elle se répète, donnez cette référence aux organisateurs : ${reference}.`,
  helpTitle: (series) => `Ce que je peux faire pour vous : ${series}`,
  helpIntro: (command) =>
    `Tapez ${command} et l’un de ces mots ; dans un message direct, le mot seul suffit. Vous seul voyez mes réponses.`,
  list: () => 'les conférences à venir et leurs places ; aussi « liste tout » et « liste passées »',
  show: () => 'une conférence : sujet, date, lieu',
  register: () => 'prendre une place, ou un rang sur la liste d’attente',
  cancel: () => 'rendre votre place ou votre rang',
  mine: () => 'votre page : vos places, la suite du programme et vos réglages',
  why: () => 'pourquoi vous en êtes là',
  accept: () => 'prendre la place qui vous est proposée',
  decline: () => 'laisser à quelqu’un d’autre la place qui vous est proposée',
  give: () => 'proposer votre place à un collègue',
  keep: () => 'garder votre place tout de même ; le collègue à qui vous la proposiez l’apprend',
  coming: () => 'répondre oui à « Venez-vous toujours ? »',
  remind: () => 'vos rappels avant une conférence et vos heures de silence',
  calendar: () =>
    'vos places, ou toutes les conférences, dans votre calendrier ; les changements suivent d’eux-mêmes',
  calendarTalk: () => 'une conférence pour votre calendrier',
  followers: () =>
    'le nombre d’abonnés des réseaux sociaux ; aussi « abonnés instagram », « abonnés depuis janvier » et « abonnés graphique »',
  insights: () =>
    'ce que les gens ont fait des publications sur les réseaux sociaux ; aussi « indicateurs instagram » et « indicateurs depuis janvier »',
  language: () => 'me faire répondre dans une autre langue',
  zone: () => 'montrer aussi les heures d’un autre fuseau',
  link: () => 'réunir vos comptes Slack et Mattermost ; « délier » pour l’annuler',
  help: () => 'cette page',
  organisersTitle: () => 'Pour les organisateurs',
  announce: () => 'publier la carte d’une conférence dans ce canal',
  capacity: () => 'changer le nombre de places d’une conférence',
  who: () => 'qui vient et qui attend',
  undelivered: () => 'ce qui n’a pas pu être remis, à renvoyer ou à abandonner',
  free: () => 'libérer la place de quelqu’un, par exemple d’un compte désactivé',
  ownDigest: () =>
    'dans un message direct : votre résumé quotidien ; aussi « résumé arrêt » et « résumé maintenant »',
  digest: () =>
    'un résumé quotidien dans ce canal ; aussi « résumé arrêt » et « résumé maintenant »',
  followersSet: () => 'saisir un nombre d’abonnés',
  talkNames: () =>
    'Une conférence se désigne par son numéro (9, #9), par « prochaine » ou par un mot de son titre.',
  account: (key) => `Votre compte : ${key}`,
};
