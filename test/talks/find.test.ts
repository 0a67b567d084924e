// From what somebody typed to the talk that it means, on a real SQLite.
import { beforeAll, describe, expect, it } from 'vitest';
import { findTalk } from '../../src/talks/find.ts';
import {
  type Fields,
  load,
  monday,
  openProgram,
  type Program,
  program,
  talkNine,
  talkTen,
} from '../seats/stage.ts';

const talks: readonly Fields[] = [
  {
    ...talkNine,
    number: 7,
    starts: '2019-06-12 18:00',
    ends: '2019-06-12 19:00',
    title: 'Outreach before',
  },
  {
    ...talkNine,
    number: 8,
    starts: '2019-06-26 18:00',
    ends: '2019-06-26 19:00',
    title: 'Podcasts',
  },
  { ...talkNine, title: 'Beyond KPIs: success on Social Media?' },
  { ...talkTen, title: 'Social outreach, 100% open' },
  { ...talkTen, number: 11, title: 'L’Énergie_noire', cancelled: 'strike' },
];
const day = 86_400_000;

let stage: Program;
beforeAll(async () => {
  stage = await openProgram();
  await load(stage, talks);
  return () => stage.close();
});

const found = async (typed: string, now = monday) => {
  const result = await stage.database.read((read) => findTalk(read, typed, now));
  return result.ok ? result.value.number : result.refusal;
};

describe('a talk is found', () => {
  it.each([
    ['9', 9],
    ['#9', 9],
    ['ICDD#9', 9],
    ['icdd #10', 10],
    ['talk 8', 8],
    ['next', 9],
    ['prochaine', 9],
    ['KPIs', 9],
    ['kpis?', 9],
    ['social media', 9],
    ['podcast', 8],
    ['ENERGIE', 11],
    ['énergie', 11],
    ['_noire', 11],
  ])('by %s', async (typed, number) => {
    expect(await found(typed)).toBe(number);
  });

  it('among those to come before those that were', async () => {
    expect(await found('outreach')).toBe(10);
    expect(await found('before')).toBe(7);
  });

  it('as the next one that has not begun and is not cancelled', async () => {
    expect(await found('next', Date.UTC(2019, 6, 10, 16))).toBe(10);
    expect(await found('next', monday + 30 * day)).toEqual({ kind: 'none-upcoming' });
  });
});

describe('a question is asked', () => {
  it('where words fit two talks to come', async () => {
    expect(await found('social')).toMatchObject({
      kind: 'several',
      talks: [{ number: 9 }, { number: 10 }],
    });
  });

  it('where they fit two talks that were', async () => {
    const refusal = await found('social', monday + 30 * day);
    expect(refusal).toMatchObject({ kind: 'several', talks: [{ number: 9 }, { number: 10 }] });
  });

  it('of five talks at most', async () => {
    const many = await program();
    const titled = Array.from({ length: 8 }, (_, i) => ({
      ...talkNine,
      number: i + 1,
      title: `Same ${i}`,
    }));
    await load(many, titled);
    const result = await many.database.read((read) => findTalk(read, 'same', monday));
    expect(!result.ok && result.refusal.kind === 'several' && result.refusal.talks).toHaveLength(5);
  });
});

describe('no talk is found', () => {
  it.each(['my seat', 'me', 'ma place', ''])('by “%s”, which names none', async (typed) => {
    expect(await found(typed)).toEqual({ kind: 'nothing-named', upcoming: [9, 10, 11] });
  });

  it.each([
    '99',
    'Other#9',
    'gardening',
    '%%',
    '__',
    '_',
    '100%',
    'so',
    'KPI',
    'S%cial',
    "'; DROP TABLE talks; --",
    '\\',
  ])('by %s, and those to come are named', async (typed) => {
    expect(await found(typed)).toEqual({ kind: 'no-such-talk', typed, upcoming: [9, 10, 11] });
  });

  it('by nothing, and those to come are named', async () => {
    expect(await found('  ')).toEqual({ kind: 'nothing-named', upcoming: [9, 10, 11] });
  });

  it('in an empty season', async () => {
    const empty = await program();
    const find = (typed: string) => empty.database.read((read) => findTalk(read, typed, monday));
    expect(await find('next')).toEqual({ ok: false, refusal: { kind: 'none-upcoming' } });
    expect(await find('9')).toMatchObject({ refusal: { kind: 'no-such-talk', upcoming: [] } });
  });
});
