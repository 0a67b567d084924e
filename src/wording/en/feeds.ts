// What calendars show, in English. Nothing of it stands on a card.

export const feeds = {
  cancelled: (heading: string) => `Cancelled: ${heading}`,
  offered: (heading: string) => `Offered to you: ${heading}`,
  waiting: (heading: string) => `Waiting list: ${heading}`,
  /** The name of a personal calendar. */
  mine: (series: string) => `My seats: ${series}`,
  mineDescription: () =>
    'The talks in which you have a seat or wait for one. Whoever knows this address sees them.',
  youSit: (typed: string) =>
    `You have a seat. If you can’t come, write “${typed}” to the bot, so that somebody else can.`,
  youAreOffered: (typed: string) =>
    `A seat is offered to you for a short time. To take it, write “${typed}” to the bot.`,
  youWait: (typed: string) =>
    `You are on the waiting list and have no seat yet. To leave it, write “${typed}” to the bot.`,
  speakers: (names: string) => `With ${names}`,
  page: (address: string) => `Event page: ${address}`,
  map: (address: string) => `Map: ${address}`,
};
