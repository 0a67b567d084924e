// Words that nobody should type: each gets a sentence that says what was wrong, and changes nothing.
import { directOf } from '../web-window.ts';
import type { BadInput, Stage } from './stage.ts';

type Who = 'ana' | 'ben' | 'olga';

const say = (
  who: Who,
  text: string,
  says: BadInput['says'],
  more: Partial<BadInput> & { readonly direct?: boolean } = {},
): BadInput => ({
  what: `${who}${more.direct ? ', directly' : ''}: ${JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)}`,
  send: async (stage: Stage) => ({
    text: more.direct
      ? await stage[who].say(text, directOf(who))
      : await stage[who].say(`/icdd ${text}`),
  }),
  says,
  typed: text,
  ...more,
});

const noTalk = (typed: string) => `No talk “${typed}”. Upcoming: 9, 10, 11.`;
const unknown = /I do not know “|Did you mean “/;
const unchanged = 'Nothing was changed.';

export const badWords: readonly BadInput[] = [
  // What no word stands for.
  say('ana', 'frobnicate the seats', 'I do not know “frobnicate”.'),
  say('ana', 'regsiter 9', 'Did you mean “register 9”?'),
  say('ana', '💥🎉🧑‍🚀', unknown),
  say('ana', '‮9 retsiger', unknown),
  say('ana', '\u0000\u0007 register\u001b[31m 9', unknown),
  say('ana', '<script>alert(1)</script>', unknown),
  say('ana', "'; DROP TABLE seats; --", 'What I can do for you'),
  say('ana', 'DROP TABLE seats; --', unknown),
  say('ana', `${'very '.repeat(600)}long`, unknown),
  say('ana', '__proto__', unknown),
  say('ana', 'constructor 9', unknown),
  // Talks that there are not.
  say('ana', 'cancel', 'Which talk? Upcoming: 9, 10, 11.'),
  say('ana', 'show 99', noTalk('99')),
  say('ana', 'register 0', noTalk('0')),
  say('ana', 'register -1', noTalk('-1')),
  say('ana', 'register 9.5', noTalk('9.5')),
  say('ana', `register ${'9'.repeat(40)}`, noTalk('9'.repeat(40))),
  say('ana', 'register ９', /No talk|already have a seat/),
  say('ana', 'register 9 OR 1=1', noTalk('9 OR 1=1')),
  say('ana', "show ' UNION SELECT value FROM settings --", /No talk/),
  say('ana', 'show %', /No talk|Which talk/),
  say('ana', 'show _', /No talk|Which talk/),
  say('ana', 'cancel 💥', noTalk('💥')),
  say('ana', 'why 99', noTalk('99')),
  say('ana', `show ${'x'.repeat(3900)}`, /No talk/),
  // What is so already, or is not.
  say('ana', 'register 9', 'You already have a seat in talk 9. Nothing was changed.'),
  say('ben', 'cancel 9', 'You have no seat in talk 9 and wait for none. Nothing was changed.'),
  say('ben', 'cancel 9 yes', 'You have no seat in talk 9'),
  // What only organisers may.
  say('ana', 'capacity 9 60', 'Only organisers can do that. Nothing was changed.'),
  say('ana', 'who 9', 'Only organisers can do that.'),
  say('ana', 'announce 9', 'Only organisers can do that.'),
  say('ana', 'digest here 09:00', 'Only organisers can change or post the digest of a channel.'),
  say('ana', 'followers set instagram 1', 'Only organisers can enter follower counts'),
  // What organisers may, said wrongly.
  say('olga', 'capacity 9', 'How many seats? Name the talk, then the number.'),
  say('olga', 'capacity 9 many', '“many” is no whole number of seats. Nothing was changed.'),
  say('olga', 'capacity 9 -5', '“-5” is less than none'),
  say('olga', 'capacity 9 1e9', '“1e9” is no whole number of seats.'),
  say('olga', 'capacity 9 1000000', '“1000000” is too many'),
  say('olga', 'capacity 9 12', 'Nobody loses a seat'),
  say('olga', 'capacity 9 45', 'Talk 9 already has 45 seats. Nothing was changed.'),
  say('olga', 'capacity 99 60', /No talk “99”/),
  say('olga', 'who 99', noTalk('99')),
  say('olga', 'announce 99', noTalk('99')),
  say('olga', 'announce 9', 'A talk is announced in a channel.', { direct: true }),
  say('olga', 'digest here 25:00', '“25:00” is no time of day'),
  say('olga', 'digest here 09:00 Mars/Phobos', 'I know no time zone “Mars/Phobos”'),
  say('olga', 'digest here 09:00 daily daily', unchanged),
  say('olga', 'digest here tomorrow', unchanged),
  say('olga', 'digest off', 'No digest is set in this channel.'),
  say('ana', 'digest here 25:00', '“25:00” is no time of day', { direct: true }),
  say('ana', 'digest off', 'You have set no digest of your own.', { direct: true }),
  say('olga', 'followers set myspace 4', 'No follower counts are kept for “myspace”.'),
  say('olga', 'followers set instagram lots', '“lots” is no count that I understand'),
  say('olga', 'followers set instagram -4', /cannot be below zero/),
  say('olga', 'followers set instagram 99999999999999', 'is more than there are people'),
  say('olga', 'followers set instagram 4 on 2999-01-01', 'is still to come'),
  say('olga', 'followers set instagram 4 on 2019-02-30', '“2019-02-30” is no date'),
  say('ana', 'followers since yesterweek', /is no date that I understand/),
  say('ana', 'followers friendster', 'No follower counts are kept for “friendster”.'),
  // Who one is.
  say('ana', 'language klingon', /klingon/),
  say('ana', 'zone Atlantis', /Atlantis/),
  say('ana', 'link 123456', 'No account has the code 123456.', {
    leaves: ['link_tries', 'a wrong code is counted, so that nobody tries them all'],
  }),
  say('ana', 'link 12', /code/),
  say('ana', 'unlink', /./),
];
