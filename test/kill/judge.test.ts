// The judge of the kills is itself held against states that are wrong: a judge that finds nothing would prove nothing.
import { describe, expect, it } from 'vitest';
import { judgeSeats, type State, type ToldAnswer } from './judge.ts';
import { judgeNotices, noWindows } from './notices.ts';

const talk = { id: 't9', capacity: 1, elsewhere: 0, revision: 4 };
const row = (step: number, user: string, kind: string, detail = '') => ({
  talk: 't9',
  user,
  seat: `s${user}`,
  step,
  kind,
  detail,
});
/** Ana gets the seat, Ben and Cleo wait, Ana leaves, Ben is promoted and told. */
const good: State = {
  talks: [talk],
  ledger: [
    row(1, 'ana', 'registered'),
    row(2, 'ben', 'waiting', '1'),
    row(3, 'cleo', 'waiting', '2'),
    row(4, 'ana', 'cancelled'),
    row(4, 'ben', 'promoted'),
  ],
  seats: [
    { id: 'sana', talk: 't9', user: 'ana', state: 'ended' },
    { id: 'sben', talk: 't9', user: 'ben', state: 'confirmed' },
    { id: 'scleo', talk: 't9', user: 'cleo', state: 'waiting' },
  ],
  outbox: [
    { key: 'promoted:sben:4', state: 'sent', direct: 1 },
    { key: 'announce:1', state: 'lost', direct: 0 },
  ],
  claims: new Set(['d1', 'd2']),
};
const answer: ToldAnswer = {
  told: 'answer',
  delivery: 'd1',
  user: 'ana',
  talk: 't9',
  step: 1,
  kind: 'confirmed',
  line: 0,
};
const cut = (at: number, ...more: State['ledger']): State => ({
  ...good,
  ledger: [...good.ledger.slice(0, at), ...more, ...good.ledger.slice(at + 1)],
});

describe('the judge of seats', () => {
  it('finds nothing in a history that is right', () => {
    expect(judgeSeats(good, [answer, { told: 'notice', key: 'announce:1' }])).toEqual([]);
  });

  const wrong: readonly (readonly [string, State, readonly ToldAnswer[]])[] = [
    ['an answer that is not in the database', cut(0), [answer]],
    ['an answer without its claim', { ...good, claims: new Set<string>() }, [answer]],
    ['one delivery answered twice', good, [answer, { ...answer, step: 2, kind: 'waiting' }]],
    ['an answer from the future', good, [{ ...answer, step: 9 }]],
    ['a refusal without its reason', good, [{ ...answer, step: 3, kind: 'not-registered' }]],
    ['more people than seats', cut(1, row(2, 'ben', 'registered')), []],
    ['a wrong number in the line', cut(2, row(3, 'cleo', 'waiting', '1')), []],
    ['somebody who was passed over', cut(4, row(4, 'cleo', 'promoted')), []],
    ['a free seat while somebody waits', cut(4), []],
    ['two seats of one person', cut(2, row(3, 'ana', 'waiting', '2')), []],
    ['a seat without a history', { ...good, ledger: [] }, []],
  ];
  it.each(wrong)('finds %s', (_, state, told) => {
    expect(judgeSeats(state, told)).not.toEqual([]);
  });
});

describe('the judge of notices', () => {
  const key = 'promoted:sben:4';
  const begun = { ...noWindows(), notTaken: new Map([['announce:1', 1]]) };
  const judged = (
    taken: readonly (readonly [string, number])[],
    windows = begun,
    outbox = good.outbox,
  ) => judgeNotices({ ...good, outbox }, new Map(taken), windows, true);

  it('finds nothing where all was told', () => {
    expect(judged([[key, 1]])).toEqual([]);
    expect(judged([[key, 2]], { ...begun, taken: new Map([[key, 1]]) })).toEqual([]);
  });

  it.each([
    ['a notice marked as sent that nobody took', judged([])],
    ['one told twice without a kill in the window', judged([[key, 2]])],
    [
      'one in a channel told twice',
      judged([
        ['announce:1', 2],
        [key, 1],
      ]),
    ],
    [
      'one of nothing',
      judged([
        ['promoted:sana:1', 1],
        [key, 1],
      ]),
    ],
    ['one lost without a kill', judged([[key, 1]], noWindows())],
    ['one that is missing from the outbox', judged([], begun, good.outbox.slice(1))],
    [
      'one that holds and was dropped',
      judged([], begun, [{ key, state: 'dropped', direct: 1 }, ...good.outbox.slice(1)]),
    ],
    [
      'one that still waits',
      judged([], begun, [{ key, state: 'waiting', direct: 1 }, ...good.outbox.slice(1)]),
    ],
  ])('finds %s', (_, wrong) => {
    expect(wrong).not.toEqual([]);
  });
});
