// Cards that the tests of this platform draw.
import type { Button, Card } from '../../../src/chat/card.ts';
import { buttons, line, quiet, rule, text } from '../../../src/chat/card.ts';
import type { Account } from '../../../src/kernel/account.ts';
import { talkId } from '../../../src/kernel/ids.ts';
import { code, link, strong } from '../../../src/kernel/inline.ts';

export const team = 'T01ACME';
export const ben: Account = { platform: 'slack', workspace: team, user: 'U02BEN' };
export const talk = talkId('k3f9a1');

export const register: Button = {
  label: 'Register',
  action: { verb: 'register', talk },
  typed: 'register 9',
  describes: 'Register for talk 9',
  style: 'primary',
};
export const cancel: Button = {
  label: 'Cancel',
  action: { verb: 'cancel', talk },
  typed: 'cancel 9',
};

/** 18:00 in Zurich on 10 July 2019. */
export const startsAt = Date.UTC(2019, 6, 10, 16, 0);

export const talkCard: Card = {
  language: 'en',
  title: line('Talk 9: Beyond KPIs'),
  blocks: [
    text(line('With ', strong('Ana & Co'), ', type ', code('/icdd show 9')), line('Second line')),
    {
      kind: 'fields',
      fields: [
        {
          label: 'When',
          value: [
            {
              kind: 'moment',
              at: startsAt,
              zone: 'Europe/Zurich',
              text: 'Wed 10 July, 18:00 (Europe/Zurich)',
            },
          ],
        },
        { label: 'Where', value: line('Room <3179>') },
      ],
    },
    { kind: 'meter', taken: 33, capacity: 45, caption: line('33 / 45 · 4 waiting') },
    {
      kind: 'list',
      items: [line(link('Event page', 'https://indico.cern.ch/event/833254')), line('Survey')],
    },
    rule,
    { kind: 'list', ordered: true, items: [line('first'), line('second')] },
    quiet(line('Small print')),
    buttons(register, cancel),
  ],
};

export const plainCard = (words: string, ...more: Button[]): Card => ({
  language: 'en',
  title: line(words),
  blocks: more.length === 0 ? [] : [buttons(...more)],
});
