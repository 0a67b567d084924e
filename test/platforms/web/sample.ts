// Cards as the features make them, and a bot that plays one small scene with them.
import { buttons, type Card, line, quiet, rule, text } from '../../../src/chat/card.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { wordsOf } from '../../../src/chat/incoming.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { type Reply, redraw, whisper } from '../../../src/chat/reply.ts';
import { talkId } from '../../../src/kernel/ids.ts';
import { code, type Inline, link, strong } from '../../../src/kernel/inline.ts';
import type { Running } from './support.ts';

export const nine = talkId('talk9');
const ten = talkId('talk10');

export const moment: Inline = {
  kind: 'moment',
  at: Date.UTC(2019, 6, 10, 16, 0),
  zone: 'Europe/Zurich',
  text: 'Wednesday 10 July, 18:00–19:00 (Zurich)',
};

export function talkCard(taken: number, waiting = 0): Card {
  return {
    language: 'en',
    title: line('Talk 9: Beyond KPIs: How does CERN measure success on Social Media?'),
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: 'When', value: line(moment) },
          { label: 'Where', value: line('IdeaSquare (3179-R-D05)') },
          { label: 'Speaker', value: line('Loïc Bommersbach') },
          { label: 'Dinner', value: line('Light dinner for registered participants') },
        ],
      },
      {
        kind: 'meter',
        taken,
        capacity: 45,
        caption: line(`${taken} / 45${waiting ? ` · ${waiting} waiting` : ''}`),
      },
      text(
        line(
          'With more than 2.5 million followers on Twitter, nearly 700,000 fans on Facebook and more than 400,000 followers on Instagram, CERN has built a large community on social media. But is that enough?',
        ),
      ),
      quiet(
        line('Registration is open. ', link('Event page', 'https://indico.cern.ch/event/833254')),
      ),
      buttons(
        {
          label: taken < 45 ? 'Register' : 'Join the waiting list',
          action: { verb: 'register', talk: nine },
          typed: 'register 9',
          describes: 'Register for talk 9',
          style: 'primary',
        },
        { label: 'Why', action: { verb: 'why', talk: nine }, typed: 'why 9' },
      ),
    ],
  };
}

export const digest: Card = {
  language: 'en',
  title: line('Monday 8 July: the next fourteen days'),
  blocks: [
    text(line(strong('Talk 9'), ' · Beyond KPIs · ', moment)),
    { kind: 'meter', taken: 33, capacity: 45, caption: line('33 / 45') },
    buttons({
      label: 'Register',
      action: { verb: 'register', talk: nine },
      typed: 'register 9',
      describes: 'Register for talk 9',
      style: 'primary',
    }),
    rule,
    text(line(strong('Talk 10'), ' · to be announced')),
    { kind: 'meter', taken: 45, capacity: 45, caption: line('45 / 45 · 4 waiting') },
    buttons({
      label: 'Join the waiting list',
      action: { verb: 'register', talk: ten },
      typed: 'register 10',
      describes: 'Join the waiting list of talk 10',
    }),
    rule,
    quiet(line('Followers: X 2.5 million · Facebook 700,000 · Instagram 400,000')),
  ],
};

export const seatCard: Card = {
  language: 'en',
  title: line('You have a seat in talk 9'),
  blocks: [
    text(line('Wednesday 10 July, 18:00 in Zurich, at IdeaSquare. A light dinner is served.')),
    quiet(line('Give it back with ', code('/icdd cancel 9'), '.')),
    buttons({
      label: 'Give it back',
      action: { verb: 'cancel', talk: nine },
      typed: 'cancel 9',
      style: 'danger',
    }),
  ],
};

export const goneCard: Card = {
  language: 'en',
  title: line('Your seat in talk 9 is free again'),
  blocks: [
    buttons({
      label: 'Register again',
      action: { verb: 'register', talk: nine },
      typed: 'register 9',
    }),
  ],
};

export const listCard: Card = {
  language: 'en',
  title: line('Upcoming talks'),
  blocks: [
    {
      kind: 'list',
      ordered: false,
      items: [line(strong('9'), ' Beyond KPIs · 10 July'), line(strong('10'), ' to be announced')],
    },
    quiet(line('Say ', code('show 9'), ' for more.')),
  ],
};

export const puzzled: Card = {
  language: 'en',
  title: line('I did not understand that.'),
  blocks: [],
};

/** Lets the bot play: registering draws the shared card again, cancelling redraws the private one. */
export async function playScene(running: Running): Promise<{ readonly shared: string }> {
  let taken = 33;
  const shared = await running.post(talkCard(taken), 'announcement-9');
  const drawShared = (web: Platform) =>
    web.edit({ platform: 'web', workspace: '', channel: 'general' }, shared, talkCard(taken), {
      key: 'announcement-9',
      revision: taken,
      pendingId: 'p',
    });
  running.answer = async (incoming: Incoming, web): Promise<Reply> => {
    const wish =
      incoming.kind === 'words'
        ? wordsOf(incoming.text)
        : incoming.kind === 'press' && incoming.action.ok
          ? incoming.action.value.verb
          : 'old';
    if (wish.startsWith('register')) {
      taken += 1;
      await drawShared(web);
      return whisper(seatCard);
    }
    if (wish.startsWith('cancel')) {
      taken -= 1;
      await drawShared(web);
      return redraw(goneCard);
    }
    if (wish === 'list' || wish === '') return whisper(listCard);
    return whisper(puzzled);
  };
  return { shared };
}
