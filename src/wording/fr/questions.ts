// The sentences that answer a question in plain words, in French.
import { listText, numberText, plural } from '../dates.ts';
import type { questions as english } from '../en/questions.ts';

const n = (value: number) => numberText(value, 'fr');
const seats = (value: number) => `${n(value)} ${plural(value, 'fr', 'place', 'places')}`;
const list = (parts: readonly string[]) => listText(parts, 'fr');
const talks = (numbers: readonly number[], one: string, other: string) =>
  `${plural(numbers.length, 'fr', one, other)} ${list(numbers.map(String))}`;
const rank = (value: number) => (value === 1 ? '1er' : `${n(value)}e`);

type Answer = 'yes' | 'no' | undefined;
const heads = { yes: 'Oui : ', no: 'Non : ' } as const;
const said = (answer: Answer, clause: string) =>
  answer === undefined
    ? `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
    : `${heads[answer]}${clause}`;

export const questions: typeof english = {
  isOn: (answer, number, at) => said(answer, `la conférence ${number} a lieu le ${at}.`),
  isNext: (number, at) => `La prochaine est la conférence ${number}, le ${at}.`,
  isRunning: (answer, number, until) =>
    said(answer, `la conférence ${number} a lieu en ce moment, jusqu’à ${until}.`),
  wasOn: (number, at) => `La conférence ${number} a eu lieu le ${at}.`,
  notOnThatDay: (number, days, at) =>
    `La conférence ${number} n’a pas lieu ${days}, mais le ${at}.`,
  isCancelled: (answer, number, reason) =>
    said(answer, `la conférence ${number} est annulée : ${reason}`),
  place: (number, place) => `La conférence ${number} a lieu ici : ${place}.`,
  placeWas: (number, place) => `La conférence ${number} a eu lieu ici : ${place}.`,
  speaks: (count, names, number, at) =>
    `${names} ${plural(count, 'fr', 'intervient', 'interviennent')} à la conférence ${number}, le ${at}.`,
  spoke: (names, number, at) => `Avec ${names} : la conférence ${number} a eu lieu le ${at}.`,
  noSpeaker: (number, at) =>
    `On ne sait pas encore qui interviendra à la conférence ${number}, le ${at}.`,
  noSpeakerWas: (number, at) => `Aucun nom n’a été annoncé pour la conférence ${number}, le ${at}.`,
  noTopicWas: (number, at) => `Aucun titre n’a été annoncé pour la conférence ${number}, le ${at}.`,
  topic: (number, title, at) => `Conférence ${number}, le ${at} : « ${title} ».`,
  noTopic: (number, at) =>
    `Le titre de la conférence ${number}, le ${at}, n’est pas encore annoncé.`,
  dinner: (number) => `Oui : un dîner léger est servi aux inscrits de la conférence ${number}.`,
  noDinner: (number) => `Non : il n’y a pas de dîner à la conférence ${number}.`,
  free: (answer, free, number, at) =>
    said(
      answer,
      `il reste ${seats(free)} ${plural(free, 'fr', 'libre', 'libres')} à la conférence ${number}, le ${at}.`,
    ),
  freeOf: (free, capacity, number, at) =>
    `Il reste ${n(free)} ${plural(free, 'fr', 'place libre', 'places libres')} sur ${n(capacity)} à la conférence ${number}, le ${at}.`,
  full: (answer, number, at) => said(answer, `la conférence ${number}, le ${at}, est complète.`),
  keptForLine: (answer, number, at) =>
    said(
      answer,
      `les places libres de la conférence ${number}, le ${at}, sont gardées pour ceux qui attendent.`,
    ),
  canWait: () => 'Vous pouvez rejoindre la liste d’attente.',
  taken: (taken, capacity, number, at) =>
    `${n(taken)} ${plural(taken, 'fr', 'place est prise', 'places sont prises')} sur ${n(capacity)} à la conférence ${number}, le ${at}.`,
  takenWas: (taken, capacity, number, at) =>
    `${n(taken)} ${plural(taken, 'fr', 'place était prise', 'places étaient prises')} sur ${n(capacity)} à la conférence ${number}, le ${at}.`,
  namesForOrganisers: () => 'Seuls les organisateurs voient de qui il s’agit.',
  waiting: (answer, waiting, number) =>
    said(
      answer,
      waiting === 0
        ? `personne n’attend pour la conférence ${number}.`
        : `${n(waiting)} ${plural(waiting, 'fr', 'personne attend', 'personnes attendent')} pour la conférence ${number}.`,
    ),
  mySeat: (number, at) => `Oui : vous avez une place à la conférence ${number}, le ${at}.`,
  myPlace: (line, number) =>
    `Pas encore : vous êtes ${rank(line)} sur la liste d’attente de la conférence ${number}.`,
  myOffer: (number, until) =>
    `Pas encore : une place à la conférence ${number} vous est proposée jusqu’au ${until}. Elle est à vous si vous l’acceptez d’ici là.`,
  canDecline: (answer, number) =>
    said(answer, `vous pouvez décliner la place qui vous est proposée à la conférence ${number}.`),
  mineWas: (had, number, at) =>
    had
      ? `Oui : vous aviez une place à la conférence ${number}, le ${at}.`
      : `Non : vous n’aviez pas de place à la conférence ${number}, le ${at}.`,
  myNothing: (number, at) =>
    `Non : vous n’avez pas de place à la conférence ${number}, le ${at}, et n’en attendez pas.`,
  myLine: (line, number) =>
    `Vous êtes ${rank(line)} sur la liste d’attente de la conférence ${number}.`,
  noNeedToWait: (number) =>
    `Vous n’attendez pas pour la conférence ${number} : vous avez une place.`,
  notInLine: (number) => `Vous n’êtes pas sur la liste d’attente de la conférence ${number}.`,
  mine: (answer, held, offered, waited) => {
    const inTalks = (numbers: readonly number[]) =>
      talks(numbers, 'à la conférence', 'aux conférences');
    const ofLine = talks(waited, 'de la conférence', 'des conférences');
    const parts = [
      ...(held.length > 0 ? [`vous avez une place ${inTalks(held)}`] : []),
      ...(offered.length > 0 ? [`une place vous est proposée ${inTalks(offered)}`] : []),
      ...(waited.length > 0 ? [`vous êtes sur la liste d’attente ${ofLine}`] : []),
    ];
    if (parts.length === 0)
      return said(answer && 'no', 'vous n’avez aucune place et n’en attendez aucune.');
    const clause = `${list(parts)}.`;
    if (answer === undefined) return said(undefined, clause);
    return held.length > 0 ? said('yes', clause) : `Pas encore : ${clause}`;
  },
  canCancel: (answer, number, until) =>
    said(
      answer,
      `vous pouvez rendre votre place à la conférence ${number} jusqu’à son début, le ${until}.`,
    ),
  canLeave: (answer, number) =>
    said(
      answer,
      `vous pouvez quitter la liste d’attente de la conférence ${number} à tout moment.`,
    ),
  nothingToCancel: (number) =>
    `Vous n’avez pas de place à la conférence ${number} et n’en attendez pas : il n’y a rien à rendre.`,
  canCancelEach: (answer) =>
    said(answer, 'vous pouvez rendre chacune de ces places jusqu’au début de sa conférence.'),
  started: (answer, number) => said(answer, `la conférence ${number} a commencé.`),
  over: (answer, number) => said(answer, `la conférence ${number} est terminée.`),
  open: (answer, number, until, free) =>
    said(
      answer,
      `les inscriptions à la conférence ${number} sont ouvertes jusqu’au ${until}, et il reste ${seats(free)}.`,
    ),
  openToWait: (answer, number, until) =>
    said(
      answer,
      `les inscriptions à la conférence ${number} sont ouvertes jusqu’au ${until} ; toutes les places sont prises, mais vous pouvez rejoindre la liste d’attente.`,
    ),
  opens: (answer, number, at) =>
    said(answer, `les inscriptions à la conférence ${number} ouvrent le ${at}.`),
  closed: (answer, number) =>
    said(answer, `les inscriptions à la conférence ${number} sont closes.`),
  alreadyIn: (number) => `Vous avez déjà une place à la conférence ${number}.`,
  onDay: (day) => `le ${day}`,
  fromTo: (from, to) => `du ${from} au ${to}`,
  either: (one, other) => `${one} ou ${other}`,
  noneThen: (answer, days) => said(answer, `aucune conférence n’a lieu ${days}.`),
  someThen: (answer, count, days) =>
    said(
      answer,
      `${n(count)} ${plural(count, 'fr', 'conférence a', 'conférences ont')} lieu ${days}.`,
    ),
  toCome: (answer, count) =>
    said(
      answer,
      `${n(count)} ${plural(count, 'fr', 'conférence est', 'conférences sont')} encore à venir.`,
    ),
  lastWas: (number, at) => `La dernière était la conférence ${number}, le ${at}.`,
  guests: () =>
    'Chaque place est pour une personne. Un collègue s’inscrit ici comme vous ; pour quelqu’un d’ailleurs, adressez-vous aux organisateurs.',
  notUnderstood: () => 'Je n’ai pas compris. Peut-être l’une de ces possibilités ?',
  askDirectly: () =>
    'Dans un message direct, vous pouvez aussi me poser une question, comme « quand est la prochaine ? ».',
  examples: () =>
    'Dans un message direct, vous pouvez aussi poser une question : « quand est la prochaine ? », « reste-t-il une place le 24 juillet ? », « combien d’abonnés avons-nous sur Instagram ? ».',
  insightsButton: () => 'Engagement',
  followersButton: () => 'Abonnés',
};
