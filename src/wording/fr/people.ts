// What is said of who somebody is, in French.
import type { PlatformName } from '../../kernel/account.ts';
import { code } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { listText } from '../dates.ts';
import type { people as english } from '../en/people.ts';

const platforms: Readonly<Record<PlatformName, string>> = {
  slack: 'Slack',
  mattermost: 'Mattermost',
  web: 'le chat web',
};
const names: Readonly<Record<Language, string>> = { en: 'anglais', fr: 'français' };
/** As their own speakers write them, for whoever looks for theirs. */
const ownNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };
const list = (parts: readonly string[]) => listText(parts, 'fr');

export const people: typeof english = {
  languageName: (language) => names[language],
  languageNow: (language) => [`Je vous parle ${names[language]}.`],
  languageSet: (language) => [`Désormais, je vous parle ${names[language]}.`],
  languageAuto: (language) => [
    `Je suis à nouveau le réglage de votre messagerie : ${names[language]}.`,
  ],
  languageUnknown: (typed) => [
    `Je ne parle pas « ${typed} », mais anglais et français. Rien n’a changé.`,
  ],
  languageHow: (command) => [
    'Pour choisir, écrivez ',
    code(`${command} langue fr`),
    ' ou ',
    code(`${command} langue en`),
    ' ; ',
    code(`${command} langue auto`),
    ' suit le réglage de votre messagerie.',
  ],

  zoneNow: (zone, time) => [
    `Votre heure est celle du fuseau ${zone}, où il est maintenant ${time}.`,
  ],
  zoneSet: (zone, time) => [
    `Désormais, votre heure est celle du fuseau ${zone}, où il est maintenant ${time}.`,
  ],
  zoneAuto: (zone, time) => [
    `Je suis à nouveau le réglage de votre messagerie : ${zone}, où il est maintenant ${time}.`,
  ],
  zoneUnknown: (typed) => [
    `Je ne connais ni fuseau ni ville du nom de « ${typed} ». Rien n’a changé.`,
  ],
  zoneSeveral: (typed, zones) => [
    `« ${typed} » peut désigner ${list(zones)}. Écrivez l’un de ces noms en entier.`,
  ],
  zoneHow: (command) => [
    'Pour choisir, écrivez une région et une ville, par exemple ',
    code(`${command} fuseau Europe/Paris`),
    ', ou une ville seule ; ',
    code(`${command} fuseau auto`),
    ' suit le réglage de votre messagerie.',
  ],

  preferencesTitle: () => 'Vos réglages',
  preferencesSaved: () => ['Vos réglages sont enregistrés.'],
  preferencesChanged: () => [
    'Vos réglages ont changé depuis l’ouverture de ce formulaire, qui n’a donc rien changé. Les voici.',
  ],
  change: () => 'Langue et fuseau',
  changeDescribes: () => 'Changer votre langue et votre fuseau horaire',
  sayLanguage: () => 'langue',
  save: () => 'Enregistrer',
  languageLabel: () => 'Langue',
  languageOwnName: (language) => ownNames[language],
  languageAsInChat: (language) => `Comme dans votre messagerie (${names[language]})`,
  zoneLabel: () => 'Fuseau horaire',
  zoneValue: (zone, time) => `${zone}, où il est maintenant ${time}`,
  zoneHint: (zone) =>
    `Une région et une ville (Europe/Paris), ou une ville. Vide : comme dans votre messagerie (${zone}).`,

  code: (digits) => ['Votre code est ', code(digits)],
  codeHow: (command, digits, until) => [
    'Sur votre autre compte, dans Slack, Mattermost ou le chat web, écrivez ',
    code(`${command} lier ${digits}`),
    ' avant ',
    until,
    '. La question sera ensuite posée aux deux comptes.',
  ],
  codeSecret: () =>
    'Ne donnez ce code à personne : il ne sert qu’à vos propres comptes. Un nouveau code annule le précédent.',
  codeShape: (command) => [
    'Un code a six chiffres. Écrivez ',
    code(`${command} lier`),
    ' sur un compte pour recevoir un code, puis ',
    code(`${command} lier 482913`),
    ' avec votre code sur l’autre.',
  ],

  ownerAsks: (who, where) => [
    'Êtes-vous aussi ',
    who,
    ` sur ${platforms[where]} ? Le code que vous avez écrit vient de là.`,
  ],
  typistAsks: (who, where) => [
    'Êtes-vous aussi ',
    who,
    ` sur ${platforms[where]} ? Votre code y a été écrit.`,
  ],
  askMeans: (until) => [
    'Si les deux comptes disent oui avant ',
    until,
    ', ils deviennent une seule personne, avec les mêmes places des deux côtés. Si les deux ont une place pour la même conférence, la meilleure reste.',
  ],
  askCaution: () => 'Dites non si les deux comptes ne sont pas à vous.',
  yes: () => 'Oui, les deux sont à moi',
  yesDescribes: () => 'Oui, les deux comptes sont à moi : en faire une seule personne',
  no: () => 'Non',
  noDescribes: () => 'Non, laisser les deux comptes séparés',
  typedYes: (digits) => `lier oui ${digits}`,
  typedNo: (digits) => `lier non ${digits}`,

  unknownCode: (digits) => [`Aucun compte n’a le code ${digits}. Vérifiez-le ; rien n’a changé.`],
  expiredCode: () => ['Ce code n’est plus valable : un code sert pendant dix minutes.'],
  ownCode: () => [
    'C’est le code de ce compte-ci. Écrivez-le sur votre autre compte, dans Slack, Mattermost ou le chat web.',
  ],
  usedCode: () => ['Ce code a déjà servi : un code ne sert qu’une fois.'],
  alreadyOne: () => ['Les deux comptes sont déjà une seule personne. Rien n’a changé.'],
  samePlace: () => [
    'Deux comptes d’un même espace deviendraient la même personne. Un lien réunit, par exemple, votre compte Slack et votre compte Mattermost ou web. Rien n’a changé.',
  ],
  tooManyTries: (until) => ['Trop de codes erronés. Vous pourrez réessayer après ', until, '.'],
  newCode: (command) => [
    'Pour un nouveau code, écrivez ',
    code(`${command} lier`),
    ' sur votre autre compte.',
  ],

  noted: (who, where, until) => [
    'C’est noté. Dites oui aussi en tant que ',
    who,
    ` sur ${platforms[where]}, avant `,
    until,
    '.',
  ],
  joined: (who, where) => [
    'Ce compte et ',
    who,
    ` sur ${platforms[where]} sont maintenant une seule personne.`,
  ],
  joinedMeans: (command) => [
    'Vos places sont les mêmes des deux côtés. Pour les séparer, écrivez ',
    code(`${command} délier`),
    ' sur le compte qui garde les places.',
  ],
  notJoined: (who, where) => [
    'Ce compte et ',
    who,
    ` sur ${platforms[where]} restent séparés. Rien n’a changé.`,
  ],
  over: () => ['Cette question n’est plus ouverte, et rien n’a changé.'],
  noQuestion: () => ['Aucune question n’attend votre réponse. Rien n’a changé.'],
  severalQuestions: () => ['Plusieurs questions attendent votre réponse. Laquelle ?'],
  question: (who, where, yes, no) => [
    who,
    ` sur ${platforms[where]} : `,
    code(yes),
    ' ou ',
    code(no),
  ],

  alone: () => ['Ce compte est seul : il n’y a rien à séparer.'],
  aloneHow: (command) => [
    'Pour en faire une seule personne avec un autre de vos comptes, écrivez ',
    code(`${command} lier`),
    '.',
  ],
  parted: (others) => [
    others.length === 1
      ? `C’est fait. Vos places restent ici ; votre compte sur ${platforms[others[0] as PlatformName]} est de nouveau une personne à part.`
      : `C’est fait. Vos places restent ici ; vos comptes sur ${list(others.map((one) => platforms[one]))} sont de nouveau des personnes à part.`,
  ],
  partedMeans: (command) => [
    'La langue ou le fuseau que vous avez choisis restent ici aussi. ',
    code(`${command} lier`),
    ' réunit de nouveau des comptes. L’adresse de vos places pour un calendrier ne fonctionne plus ; ',
    code(`${command} calendrier`),
    ' en donne une nouvelle.',
  ],
};
