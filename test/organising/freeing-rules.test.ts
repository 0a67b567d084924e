// Whose seat an organiser frees: what can be typed, who is meant, and whether it may be done.
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/kernel/account.ts';
import { hour } from '../../src/kernel/time.ts';
import { decideFree, meantBy, parseFree, type Whom } from '../../src/organising/rules/freeing.ts';

const slack = (user: string): Account => ({ platform: 'slack', workspace: 'T01', user });
const ben = { account: slack('U02'), name: 'ben' };

describe('what is typed after free', () => {
  it.each<readonly [string, readonly (typeof ben)[], string, Whom, boolean]>([
    ['9 @ben', [ben], '9', { kind: 'account', ...ben }, false],
    ['9 @ben yes', [ben], '9', { kind: 'account', ...ben }, true],
    ['next @ben', [ben], 'next', { kind: 'account', ...ben }, false],
    [
      '9 @Ben Yes',
      [{ ...ben, name: 'Ben Yes' }],
      '9',
      { kind: 'account', ...ben, name: 'Ben Yes' },
      false,
    ],
    [
      '9 @Ben Yes yes',
      [{ ...ben, name: 'Ben Yes' }],
      '9',
      { kind: 'account', ...ben, name: 'Ben Yes' },
      true,
    ],
    ['9 Ben O', [], '9', { kind: 'words', words: 'Ben O' }, false],
    ['9 Ben Okafor', [], '9', { kind: 'words', words: 'Ben Okafor' }, false],
    ['9 Ben Okafor oui', [], '9', { kind: 'words', words: 'Ben Okafor' }, true],
    ['#9 slack:T01/U02', [], '#9', { kind: 'words', words: 'slack:T01/U02' }, false],
    // An @ that the platform does not know: of a deactivated account.
    ['9 @ben.okafor', [], '9', { kind: 'words', words: 'ben.okafor' }, false],
  ])('“%s”', (typed, people, talk, whom, sure) => {
    // As they come from a platform: with a kind of their own.
    const named = people.map((one) => ({ kind: 'person', ...one }));
    expect(parseFree(typed, named)).toEqual({ ok: true, value: { talk, whom, sure } });
  });

  it.each<readonly [string, readonly (typeof ben)[], string]>([
    ['', [], 'no-talk'],
    ['@ben', [ben], 'no-talk'],
    ['@ben 9', [ben], 'no-talk'],
    ['9', [], 'nobody-named'],
    ['9 yes', [], 'nobody-named'],
    ['9 @', [], 'nobody-named'],
    ['9 @ben @cho', [ben, { account: slack('U03'), name: 'cho' }], 'several-people'],
  ])('refuses “%s”', (typed, people, kind) => {
    expect(parseFree(typed, people)).toEqual({ ok: false, refusal: { kind } });
  });
});

describe('who is meant', () => {
  const holders = [
    { account: slack('U02'), name: 'Ben Okafor' },
    { account: slack('U03'), name: 'Benoît Müller' },
    { account: slack('U04'), name: 'Reuben' },
    { account: slack('U05'), name: undefined },
    { account: slack('U06'), name: 'U05 imitator' },
  ];
  const meant = (words: string) =>
    meantBy({ kind: 'words', words }, holders).map(({ account }) => account.user);

  it.each([
    ['Ben Okafor', ['U02']],
    ['ben  OKAFOR', ['U02']],
    ['benoit', ['U03']],
    ['muller', ['U03']],
    ['ben', ['U02', 'U03']],
    ['slack:T01/U04', ['U04']],
    // A whole id goes before what begins a name.
    ['u05', ['U05']],
    ['euben', []],
    ['nobody', []],
  ])('by “%s”', (words, users) => {
    expect(meant(words)).toEqual(users);
  });

  it('by an account, that account alone', () => {
    const by = (user: string) =>
      meantBy({ kind: 'account', account: slack(user), name: 'Ben' }, holders);
    expect(by('U02').map(({ name }) => name)).toEqual(['Ben Okafor']);
    expect(by('U99')).toEqual([]);
  });
});

describe('a seat may be freed', () => {
  const startsAt = Date.UTC(2019, 6, 10, 16);
  const talk = {
    startsAt,
    endsAt: startsAt + hour,
    cancelled: undefined as string | undefined,
    opensAt: undefined,
    closesAt: undefined,
  };
  const now = startsAt - hour;

  it.each([
    ['of a deactivated account, at once', talk, 'confirmed', false, false, now, 'free'],
    ['a place in the line too', talk, 'waiting', false, false, now, 'free'],
    ['of somebody who may still come, once asked', talk, 'confirmed', true, false, now, 'ask'],
    ['and answered', talk, 'confirmed', true, true, now, 'free'],
    ['not twice', talk, 'ended', false, true, now, 'ended'],
    ['not once the talk has started', talk, 'confirmed', false, true, startsAt, 'started'],
    ['not once it is over', talk, 'confirmed', false, true, startsAt + hour, 'over'],
    [
      'not of a cancelled talk',
      { ...talk, cancelled: 'Ill.' },
      'confirmed',
      false,
      true,
      now,
      'cancelled',
    ],
    [
      'also when registration has closed',
      { ...talk, closesAt: now - 1 },
      'confirmed',
      false,
      false,
      now,
      'free',
    ],
  ] as const)('%s', (_, of, state, active, sure, at, outcome) => {
    const decision = decideFree(of, state, active, sure, at);
    expect(decision.ok ? decision.value : decision.refusal.kind).toBe(outcome);
  });
});
