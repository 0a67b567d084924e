// One dialogue for every door: who does what, and what each of the three people sees of it.
import type { Answers, Person } from './doors/door.ts';

export type Deed =
  /** The slash command, in the channel; `{code}` stands for the newest code that the bot gave anybody. */
  | { readonly kind: 'types'; readonly text: string }
  /** The bot's name in the channel, then the text. */
  | { readonly kind: 'mentions'; readonly text: string }
  /** To the bot directly. */
  | { readonly kind: 'writes'; readonly text: string }
  /** A button of what an earlier exchange showed. */
  | { readonly kind: 'presses'; readonly of: string; readonly button: string }
  /** The form that stands open; a choice is named by its beginning. */
  | { readonly kind: 'sends'; readonly answers: Answers };

export interface Sight {
  readonly whose: Person | 'channel';
  /** One of its lines, its form's title, or what is wrong at a field holds this; left out, whatever comes. */
  readonly holds?: string;
}

export interface Exchange {
  /** Its place in the dialogue, and the name by which later presses find what it showed. */
  readonly name: string;
  readonly who: Person;
  readonly does: Deed;
  readonly sees: readonly Sight[];
}

const types = (who: Person, text: string, holds?: string, ...more: Sight[]): Exchange => ({
  name: `${who} types ${text === '' ? 'the bare command' : text}`,
  who,
  does: { kind: 'types', text },
  sees: [{ whose: who, ...(holds === undefined ? {} : { holds }) }, ...more],
});

const writes = (who: Person, text: string, holds: string): Exchange => ({
  name: `${who} writes ${text}`,
  who,
  does: { kind: 'writes', text },
  sees: [{ whose: who, holds }],
});

const presses = (
  who: Person,
  button: string,
  of: string,
  holds: string,
  ...more: Sight[]
): Exchange => ({
  name: `${who} presses ${button}`,
  who,
  does: { kind: 'presses', of, button },
  sees: [{ whose: who, holds }, ...more],
});

const sends = (who: Person, form: string, answers: Answers, holds: string): Exchange => ({
  name: `${who} sends ${form}`,
  who,
  does: { kind: 'sends', answers },
  sees: [{ whose: who, holds }],
});

const named = (name: string, exchange: Exchange): Exchange => ({ ...exchange, name });

/** `digestAt`: a time of day that no door's run comes near. */
export function dialogue(digestAt: string): readonly Exchange[] {
  return [
    types('ana', 'help', 'What I can do for you'),
    types('olga', 'help', 'For organisers'),
    types('ana', '', 'Upcoming talks'),
    types('ana', 'list', 'Upcoming talks'),
    types('ana', 'show 9', 'Beyond KPIs'),
    types('ana', 'show next', 'Beyond KPIs'),
    types('ana', 'show KPIs', 'Beyond KPIs'),
    types('ana', 'register 9', 'You have a seat in talk 9.'),
    named('ana registers again', types('ana', 'register 9', 'You already have a seat in talk 9.')),
    types('ana', 'mine', 'My seats'),
    types('ana', 'why 9', 'Now you have a seat.'),
    types('ana', 'regsiter 10', 'Did you mean'),
    presses('ana', 'register 10', 'ana types regsiter 10', 'You have a seat in talk 10.'),
    types('ana', 'show 99', 'No talk “99”'),
    types('ana', 'frobnicate', 'I do not know'),
    types('olga', 'capacity 9 34', '45 → 34'),
    types('ben', 'register 9', 'Talk 9 is full: you are number 1'),
    types('ana', 'cancel 9', '1 is waiting'),
    presses('ana', 'Keep it', 'ana types cancel 9', 'You keep your seat'),
    named('ana cancels again', types('ana', 'cancel 9', '1 is waiting')),
    presses('ana', 'Give it up', 'ana cancels again', 'is given back', {
      whose: 'ben',
      holds: 'A seat became free',
    }),
    types('ben', 'why 9', 'you were first in line'),
    // A button of a seat that she has no more.
    presses('ana', 'Cancel my seat', 'ana types register 9', 'You have no seat in talk 9'),
    types('olga', 'capacity 9 60', '34 → 60'),
    types('olga', 'announce 9', 'this channel', { whose: 'channel', holds: '34 / 60' }),
    presses('ana', 'Register', 'olga types announce 9', 'You have a seat in talk 9.', {
      whose: 'channel',
      holds: '35 / 60',
    }),
    types('olga', 'who 9', 'Who comes to talk 9'),
    types('ana', 'who 9', 'Only organisers can do that'),
    types('ana', 'followers', 'X (then Twitter)'),
    types('ana', 'followers instagram', 'Instagram'),
    presses('ana', 'All networks', 'ana types followers instagram', 'Facebook'),
    types('olga', 'followers set instagram 412000 on 2019-08-01', 'Noted'),
    // Forms: what stands in them, what is not taken, and what comes of them.
    types('ana', 'remind', 'Your reminders'),
    sends(
      'ana',
      'reminders that end when they begin',
      { hour: false, quiet: true, from: '21:30', to: '21:30' },
      'would never end',
    ),
    sends(
      'ana',
      'her reminders',
      { hour: false, quiet: true, from: '21:30', to: '06:45' },
      'reminders are set',
    ),
    types('ana', 'register', 'Register for a talk'),
    sends('ana', 'the talk that she chose', { talk: 'Talk 11' }, 'You have a seat in talk 11.'),
    presses('ana', 'Give to a colleague', 'ana sends the talk that she chose', 'Give a seat'),
    sends('ana', 'herself as the colleague', { who: '@ana' }, 'That is you'),
    {
      ...sends('ana', 'the colleague', { who: '@ben' }, 'is offered to Ben'),
      sees: [
        { whose: 'ana', holds: 'is offered to' },
        { whose: 'ben', holds: 'offers you their seat in talk 11' },
      ],
    },
    types('ana', 'keep 11', 'You keep your seat in talk 11', {
      whose: 'ben',
      holds: 'no longer on offer',
    }),
    types('ana', 'zone', 'Your settings'),
    sends('ana', 'a zone that is none', { zone: 'Atlantis' }, 'no time zone'),
    sends('ana', 'her settings', { language: 'English', zone: 'Zurich' }, 'settings are saved'),
    writes('ana', `digest here ${digestAt}`, digestAt),
    writes('ana', 'digest off', 'Your own digest does not come'),
    types('ana', 'language fr', 'français'),
    types('ana', 'liste', 'Conférences à venir'),
    types('ana', 'langue en', 'English'),
    types('ana', 'zone Atlantis', 'no time zone'),
    types('ana', 'link', 'Your code is'),
    types('ana', 'link 12', 'A code has six digits'),
    types('ana', 'link {code}', 'own code'),
    types('ben', 'link {code}', 'two accounts of one workspace'),
    types('ana', 'unlink', 'stands alone'),
    types('olga', `digest here ${digestAt}`, digestAt, {
      whose: 'channel',
      holds: 'From now on',
    }),
    types('olga', 'digest', digestAt),
    types('olga', 'digest off', 'No digest comes'),
    types('ana', `digest here ${digestAt}`, 'Only organisers'),
    {
      name: 'ana mentions the bot: mine',
      who: 'ana',
      does: { kind: 'mentions', text: 'mine' },
      sees: [{ whose: 'ana', holds: 'My seats' }],
    },
    {
      name: 'ben writes show next',
      who: 'ben',
      does: { kind: 'writes', text: 'show next' },
      sees: [{ whose: 'ben', holds: 'Beyond KPIs' }],
    },
    writes('ana', 'when is the next one?', 'The next one is talk 9, on'),
    writes('ana', 'am I registered for talk 9?', 'Yes: you have a seat in talk 9'),
    writes('ana', 'how many followers do we have on Instagram?', 'Instagram: 412,000 followers'),
    writes('ana', 'combien de places reste-t-il ?', 'seats are free in talk 9'),
    writes('ana', 'will it rain on Wednesday?', 'I did not understand that'),
    {
      name: 'ben presses I can’t come, in his direct conversation',
      who: 'ben',
      does: { kind: 'presses', of: 'ana presses Give it up', button: 'I can’t come' },
      sees: [
        { whose: 'ben', holds: 'is given back' },
        { whose: 'channel', holds: '34 / 60' },
      ],
    },
  ];
}
