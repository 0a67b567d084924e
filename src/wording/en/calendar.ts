// What is said of calendars on cards, in English.

export const calendar = {
  // Buttons, and what to type instead.
  add: () => 'Add to calendar',
  addDescribes: (number: number) => `Put talk ${number} into your own calendar`,
  all: () => 'Calendar addresses',
  sayCalendar: () => 'calendar',
  sayTalk: (number: number) => `calendar ${number}`,
  sayRenew: () => 'calendar renew',
  // One talk.
  talkTitle: (number: number) => `Talk ${number} for your calendar`,
  open: () => 'Open the calendar entry',
  fileStays: () =>
    'This is the talk as it is now. An entry that you add does not change by itself: open it again after a change, or subscribe to one of the calendar addresses.',
  // The addresses.
  title: () => 'Talks in your own calendar',
  mine: () => 'Your seats',
  series: () => 'All talks',
  how: () =>
    'Copy one of the addresses and subscribe to it, once. Changes then follow by themselves.',
  outlook: () => 'Outlook: Calendar › Add calendar › Subscribe from web',
  google: () => 'Google Calendar, in a browser: Other calendars › + › From URL',
  apple: () => 'Apple Calendar: File › New Calendar Subscription',
  slow: () =>
    'Calendars look for changes when they please: within the hour, or once a day. What you must know at once I tell you here.',
  secret: (typed: string) =>
    `The address of your seats is for you alone: whoever has it can see them. A new one, which ends the old: ${typed}`,
  renewed: () => 'Your seats have a new address. The old one no longer works.',
};
