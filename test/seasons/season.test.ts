// The season of data/ from June 2019 to March 2020 with two hundred people, on one program: every promise of what comes by itself and of how seats are offered,
// held against the record of what was sent. Both clock changes of Zurich lie inside, and one of Samoa. SEASON_SEED repeats a season.
//
// Proven: each message that the promises ask for came to whom it should, at the minute of the reader's own clock, once, and no other; each answer about a seat was
// the right one. The oracle is worked out from the promises, by a model of seats and wall clocks of its own. Not proven here: what cards look like (goldens), real
// platforms (stand-ins), the holidays' calendar, links between accounts, followers' milestones, and what an organiser does at the desk but announcing.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Done } from './deeds.ts';
import { drive, type History, seasonOf, seedOr } from './drive.ts';
import { judge } from './judge.ts';
import { oracle, type Verdict } from './oracle.ts';
import { begins, ends } from './plans.ts';
import { onOneProgram } from './programs.ts';
import type { Message } from './reading.ts';

const seed = seedOr(2019);
const season = seasonOf(seed, 200, ends);
let history: History;
let must: Verdict;

const judged = (changed: Partial<History>) => judge({ ...history, ...changed }, season.cast, must);

beforeAll(async () => {
  process.stdout.write(`a season: seed ${seed} (SEASON_SEED gives another)\n`);
  const opening = { now: begins, cast: season.cast };
  const programs = await onOneProgram(opening, season.files[0]?.text ?? '');
  try {
    history = await drive(programs, season);
  } finally {
    await programs.close();
  }
  must = oracle(history.done, season.cast, ends);
}, 300_000);

describe('a season of two hundred people', () => {
  it('tells everybody what was promised, when it was promised, once', () => {
    const { posts, done } = history;
    const put = [...must.put].map(([what, times]) => `${what}: ${times}`).sort();
    process.stdout.write(
      `a season: ${done.length} deeds, ${posts.length} messages; ${put.join(', ')}\n`,
    );
    expect(judged({})).toEqual([]);
  });

  it.each([
    'still-coming',
    'starts-soon',
    'no reminder to who came after it was due',
    'no reminder to who wants none',
    'no reminder of a cancelled talk',
    'a reminder held back by quiet hours',
    'a reminder useless after quiet hours',
    'promoted',
    'offered',
    'offer-expired',
    'seat-open',
    'gift-offered',
    'changed',
    'cancelled',
    'revived',
    'digest',
    'digest-set',
    'digest-own',
    'a digest with news',
    'a digest held back by quiet hours',
    'a day without a digest',
    'announcement',
  ])('puts to the test: %s', (what) => {
    expect(must.put.get(what) ?? 0).toBeGreaterThan(0);
  });

  it('keeps the local times of days on which clocks change', () => {
    const at = (channel: string) =>
      history.posts
        .filter(({ kind, to }) => kind === 'digest' && to === channel)
        .map((message) => new Date(message.at).toISOString());
    // 03:30 in Apia, which 29 September skips: 04:00 there.
    expect(at('#samoa')).toContain('2019-09-28T14:00:00.000Z');
    expect(at('#samoa')).toContain('2019-09-27T14:30:00.000Z');
    // 02:30 in Zurich, which comes twice on 27 October, and never on 29 March.
    expect(at('#night')).toContain('2019-10-27T00:30:00.000Z');
    expect(at('#night')).not.toContain('2019-10-27T01:30:00.000Z');
    expect(at('#night')).toContain('2020-03-29T01:00:00.000Z');
  });
});

/** The first message of a kind, and the record without it. */
function take(kind: string, fits: (message: Message) => boolean = () => true) {
  const index = history.posts.findIndex((one) => one.kind === kind && fits(one));
  const message = history.posts[index];
  if (!message) throw new Error(`no ${kind}`);
  return { message, put: (...instead: Message[]) => history.posts.toSpliced(index, 1, ...instead) };
}

const hour = 3_600_000;

/** Another person, of the same language. */
const other = ({ to, language }: Message): string =>
  season.cast.find((one) => one.user !== to && one.language === language)?.user ?? '';

/** Answers of the first who were told that they wait, as if there had been seats for them. */
function seatsForAll(): readonly Done[] {
  return history.done.map((one) =>
    one.answer?.startsWith('line') === true ? { ...one, answer: 'seat' } : one,
  );
}

/** A reminder in the quiet hours of whoever gets it. */
function woken(): Message {
  const sleeper = season.cast.find(
    ({ zone, quiet }) => zone === 'Europe/Zurich' && quiet?.from === '09:00',
  );
  const { message } = take('still-coming', ({ at }) => new Date(at).getUTCHours() === 8);
  return { ...message, to: sleeper?.user ?? '', language: sleeper?.language ?? '' };
}

describe('the judge finds', () => {
  const controls: readonly (readonly [string, () => Partial<History>, RegExp])[] = [
    ['a message that is missing', () => ({ posts: take('still-coming').put() }), /^never came: /],
    [
      'one that came twice',
      () => {
        const { message, put } = take('starts-soon');
        return { posts: put(message, message) };
      },
      /^came twice: /,
    ],
    [
      'one a minute late',
      () => {
        const { message, put } = take('promoted');
        return { posts: put({ ...message, at: message.at + 60_000 }) };
      },
      /^due: .*promoted.*; came: /,
    ],
    [
      'one to somebody else',
      () => {
        const { message, put } = take('changed');
        return { posts: put({ ...message, to: other(message) }) };
      },
      /(?:^due: |came twice: |never came: ).*changed/,
    ],
    [
      'a wrong deadline',
      () => {
        const { message, put } = take('offered');
        const later = new Date(Date.parse(message.detail) + hour).toISOString();
        return { posts: put({ ...message, detail: later }) };
      },
      /offered/,
    ],
    [
      'an offer to the second in line',
      () => {
        const { message, put } = take('offered');
        return { posts: put({ ...message, to: other(message) }) };
      },
      /offered/,
    ],
    [
      'a change told to one whom it does not concern',
      () => {
        const { message } = take('cancelled');
        const told = history.posts.filter(({ kind }) => kind === 'cancelled').map(({ to }) => to);
        const stranger = season.cast.find(({ user }) => !told.includes(user))?.user ?? '';
        return { posts: [...history.posts, { ...message, to: stranger }] };
      },
      /^came and was not due: .*cancelled/,
    ],
    [
      'a digest of other talks',
      () => {
        const { message, put } = take('digest');
        return { posts: put({ ...message, detail: `${message.detail},99` }) };
      },
      /digest/,
    ],
    [
      'a second digest on a day',
      () => {
        const { message } = take('digest', ({ to }) => to === '#general');
        return { posts: [...history.posts, { ...message, at: message.at + hour }] };
      },
      /^a second digest on a day: /,
    ],
    [
      'a reminder in quiet hours',
      () => ({ posts: [...history.posts, woken()] }),
      /^in quiet hours/,
    ],
    [
      'a reminder of a cancelled talk',
      () => {
        const { message } = take('starts-soon');
        const at = Date.UTC(2019, 10, 13, 16);
        return { posts: [...history.posts, { ...message, talk: 16, at }] };
      },
      /^of a cancelled talk: /,
    ],
    [
      'a reminder after the talk began',
      () => {
        const { message, put } = take('starts-soon');
        return { posts: put({ ...message, at: message.at + 2 * hour }) };
      },
      /^not before its talk: /,
    ],
    [
      'another language',
      () => {
        const { message, put } = take('seat-open');
        const language = message.language === 'en' ? 'fr' : 'en';
        return { posts: put({ ...message, language }) };
      },
      /^in another language: /,
    ],
    [
      'a message that says nothing known',
      () => {
        const { message } = take('promoted');
        return { posts: [...history.posts, { ...message, kind: 'unknown', detail: 'Hello.' }] };
      },
      /^came and was not due: .*Hello\./,
    ],
    [
      'a message under the key of another',
      () => ({ keys: [...history.keys, history.keys[0] ?? ''] }),
      /^posted twice: /,
    ],
    [
      'a wrong place in the line',
      () => {
        const at = history.done.findIndex(({ answer }) => answer === 'line 2');
        return {
          done: history.done.map((one, n) => (n === at ? { ...one, answer: 'line 1' } : one)),
        };
      },
      /answered line 1, not line 2$/,
    ],
    ['more seats than there are', () => ({ done: seatsForAll() }), /^more seats than there are: /],
    [
      'a card that stays open',
      () => {
        const last = history.records.findLast(({ mark }) => mark.key.startsWith('announce'));
        const all = history.records.filter(({ message }) => message === last?.message);
        const open = all.filter(({ what }) => what === 'post');
        return { records: open };
      },
      /^a card that is not closed: /,
    ],
  ];
  it.each(controls)('%s', (_, change, found) => {
    const wrong = judged(change());
    expect(wrong.filter((one) => found.test(one))).not.toEqual([]);
  });
});
