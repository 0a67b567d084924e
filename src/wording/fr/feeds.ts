// What calendars show, in French.
import type { feeds as english } from '../en/feeds.ts';

export const feeds: typeof english = {
  cancelled: (heading) => `Annulée : ${heading}`,
  offered: (heading) => `Place proposée : ${heading}`,
  waiting: (heading) => `Liste d’attente : ${heading}`,
  mine: (series) => `Mes places : ${series}`,
  mineDescription: () =>
    'Les conférences où vous avez une place ou en attendez une. Quiconque connaît cette adresse les voit.',
  youSit: (typed) =>
    `Vous avez une place. En cas d’empêchement, écrivez « ${typed} » au bot : quelqu’un d’autre pourra venir.`,
  youAreOffered: (typed) =>
    `Une place vous est proposée pour un court délai. Pour la prendre, écrivez « ${typed} » au bot.`,
  youWait: (typed) =>
    `Vous êtes sur la liste d’attente et n’avez pas encore de place. Pour la quitter, écrivez « ${typed} » au bot.`,
  speakers: (names) => `Avec ${names}`,
  page: (address) => `Page de l’événement : ${address}`,
  map: (address) => `Plan : ${address}`,
};
