// What can be said of a talk at an instant, and how people name one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nextPhaseAt,
  type Phase,
  phaseOf,
  readTalkName,
  titleHolds,
} from '../../src/talks/rules.ts';

const [opensAt, closesAt, startsAt, endsAt] = [100, 200, 300, 400];
const plain = { cancelled: undefined, startsAt, endsAt, opensAt: undefined, closesAt: undefined };
const timed = { ...plain, opensAt, closesAt };

describe('the phase of a talk', () => {
  const cases: readonly [string, typeof timed | typeof plain, number, Phase][] = [
    ['is open as soon as it stands in the season', plain, 0, 'open'],
    ['is open until it starts', plain, 299, 'open'],
    ['is running from its start', plain, 300, 'running'],
    ['is running until its end', plain, 399, 'running'],
    ['is over from its end', plain, 400, 'over'],
    ['is not yet open before its own time', timed, 99, 'not-yet-open'],
    ['is open from its own time', timed, 100, 'open'],
    ['is closed from its own time', timed, 200, 'closed'],
    ['is running where it closed before', timed, 300, 'running'],
  ];
  it.each(cases)('%s', (_, talk, now, phase) => {
    expect(phaseOf(talk, now)).toBe(phase);
  });

  it('is cancelled at any time', () => {
    for (const now of [0, 150, 350, 500])
      expect(phaseOf({ ...timed, cancelled: 'strike' }, now)).toBe('cancelled');
  });

  it('is closed rather than not yet open where its times cross', () => {
    expect(phaseOf({ ...plain, opensAt: 250, closesAt: 200 }, 220)).toBe('closed');
  });
});

describe('the next phase', () => {
  it('comes at each time in turn, and then never again', () => {
    expect([0, 100, 200, 300, 400].map((now) => nextPhaseAt(timed, now))).toEqual([
      100,
      200,
      300,
      400,
      undefined,
    ]);
  });

  it('never comes for a cancelled talk', () => {
    expect(nextPhaseAt({ ...timed, cancelled: 'strike' }, 0)).toBe(undefined);
  });

  it('is never missed: between two of them the phase stays', () => {
    const time = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(
        time,
        time,
        fc.option(time, { nil: undefined }),
        fc.option(time, { nil: undefined }),
        (start, now, opens, closes) => {
          const talk = {
            ...plain,
            startsAt: start,
            endsAt: start + 60,
            opensAt: opens,
            closesAt: closes,
          };
          const next = nextPhaseAt(talk, now) ?? 1000;
          expect(phaseOf(talk, Math.max(now, next - 1))).toBe(phaseOf(talk, now));
        },
      ),
    );
  });
});

describe('a talk is named', () => {
  const numbers: readonly [string, number, string?][] = [
    ['9', 9],
    [' 9 ', 9],
    ['#9', 9],
    ['# 9', 9],
    ['9.', 9],
    ['9?', 9],
    ['talk 9', 9],
    ['Talk #9', 9],
    ['no 12', 12],
    ['No. 12', 12],
    ['n° 12', 12],
    ['conférence 9', 9],
    ['Conference 9', 9],
    ['numéro 9', 9],
    ['ICDD#9', 9, 'icdd'],
    ['icdd #9', 9, 'icdd'],
    ['Other#16', 16, 'other'],
    ['009', 9],
  ];
  it.each(numbers)('by its number: %s', (typed, number, series) => {
    const value = { kind: 'number', number, ...(series === undefined ? {} : { series }) };
    expect(readTalkName(typed)).toEqual({ ok: true, value });
  });

  it.each([
    'next',
    'Next',
    'next?',
    'the next one',
    'next talk',
    'prochain',
    'prochaine',
    'la prochaine',
    'suivante',
    'suivant',
  ])('as the next one: %s', (typed) => {
    expect(readTalkName(typed)).toEqual({ ok: true, value: { kind: 'next' } });
  });

  it.each([
    'KPIs',
    'measure success',
    'november 13',
    'nobody 9',
    '1234567',
    '9 10',
    '%',
    '_',
    '9a',
    '-9',
  ])('by words of its title: %s', (typed) => {
    expect(readTalkName(typed)).toEqual({ ok: true, value: { kind: 'words', words: typed } });
  });

  it.each([
    '',
    '   ',
    '?',
    '...',
    'me',
    'moi',
    'my seat',
    'My place!',
    'ma place',
    'mon inscription',
  ])('not at all: “%s”', (typed) => {
    expect(readTalkName(typed)).toEqual({ ok: false, refusal: { kind: 'nothing-named' } });
  });
});

describe('a title', () => {
  const title = 'Beyond KPIs: How does CERN measure success? L’Énergie, 100% open_source';
  it.each([
    'beyond',
    'kpis:',
    'beyo',
    'KPIs: how',
    'does c',
    'measure success',
    'ENERGIE',
    'énergie',
    '100% open',
    'open_s',
    '_source',
    'source',
  ])('holds %s', (typed) => {
    expect(titleHolds(title, typed)).toBe(true);
  });
  it.each(['me', 'su', 'how', 'KPI', 'a', 'b', '100%', '%', 'l’é', 'ce'])(
    'is not named by the short word “%s”',
    (typed) => {
      expect(titleHolds(title, typed)).toBe(false);
    },
  );
  it.each(['yond', 'ern', 'success measure', 'nergie', '00%', '%%', '__', 'C_RN', 'B%d', '', '  '])(
    'does not hold “%s”',
    (typed) => {
      expect(titleHolds(title, typed)).toBe(false);
    },
  );
});
