// What is said of a deactivated account that holds a seat, and of seats that an organiser frees, in French.
import { numberText } from '../dates.ts';
import type { freeing as english } from '../en/freeing.ts';

const n = (value: number) => numberText(value, 'fr');
const rank = (value: number) => (value === 1 ? '1er' : `${n(value)}e`);

export const freeing: typeof english = {
  gone: (who) => [
    'Le compte de ',
    who,
    ' a été désactivé. Ce qu’il détient est gardé jusqu’à ce que vous le libériez.',
  ],
  gotSeat: (who) => [
    'Une place est revenue à ',
    who,
    ', dont le compte a été désactivé. Elle est gardée jusqu’à ce que vous la libériez.',
  ],
  holdsSeat: () => 'A une place.',
  isOffered: () => 'Une place lui est proposée.',
  holdsPlace: (line) => `Est ${rank(line)} sur la liste d’attente.`,
  mayComeBack: () =>
    'Si la personne doit revenir, ne faites rien : rien d’autre n’arrive tout seul.',
  freeSeat: () => 'Libérer la place',
  freePlace: () => 'Retirer de la liste',
  freeDescribes: (number, name) => `Libérer ce que détient ${name} à la conférence ${number}`,
  sayFree: (number, who) => `libérer ${number} ${who}`,
  sayFreeSure: (number, who) => `libérer ${number} ${who} oui`,
  freedSeat: (number, who) => [who, ` n’a plus de place à la conférence ${number}.`],
  freedPlace: (number, who) => [
    who,
    ` n’est plus sur la liste d’attente de la conférence ${number}.`,
  ],
  tellsThem: () => 'La personne en est avertie par message direct.',
  ask: (number, who) => [
    who,
    ` utilise encore son compte et voudra peut-être venir à la conférence ${number}.`,
  ],
  askTyped: () => 'Pour libérer quand même : ',
  ended: (number) =>
    `Cette place ou ce rang à la conférence ${number} a déjà été rendu. Rien n’a changé.`,
  noSuchSeat: () => 'Cette place n’existe plus. Rien n’a changé.',
  nobody: (number, typed) =>
    `Personne du nom de « ${typed} » n’a de place ni de rang à la conférence ${number}. Rien n’a changé.`,
  which: (count) => `${n(count)} personnes peuvent être visées. La place de qui ?`,
  mistakes: {
    'no-talk': () => 'Quelle conférence ? Nommez-la d’abord, puis la personne. Rien n’a changé.',
    'nobody-named': () =>
      'La place de qui ? Nommez la conférence, puis la personne. Rien n’a changé.',
    'several-people': () => 'Une personne à la fois, s’il vous plaît. Rien n’a changé.',
  },
  freedForYou: (number) =>
    `L’organisation a libéré votre place ou votre rang à la conférence ${number}.`,
  askThem: () =>
    'Si c’est une erreur, adressez-vous aux organisateurs ou inscrivez-vous à nouveau.',
};
