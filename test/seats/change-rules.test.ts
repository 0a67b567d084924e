// What of a changed talk is worth a message: a table, and what holds for any two plans.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TalkPlan } from '../../src/kernel/facts.ts';
import { hour, instantOf, minute } from '../../src/kernel/time.ts';
import { mayBeTold, planChange, tellUntil } from '../../src/seats/rules/changes.ts';

const zone = 'Europe/Zurich';
const at = (on: string, time: string) => instantOf(on, time, zone);
const plan: TalkPlan = {
  startsAt: at('2019-07-10', '18:00'),
  endsAt: at('2019-07-10', '19:00'),
  zone,
  place: 'Room 3179-R-D05',
  title: 'Beyond KPIs: How does CERN measure success on Social Media?',
  cancelled: undefined,
};
const off = { cancelled: 'The speaker is ill.' };
const thursday = { startsAt: at('2019-07-11', '18:00'), endsAt: at('2019-07-11', '19:00') };

describe('what is told', () => {
  it.each<[string, Partial<TalkPlan>, readonly string[]]>([
    ['another day', thursday, ['date']],
    ['an hour later', { startsAt: plan.startsAt + hour, endsAt: plan.endsAt + hour }, ['time']],
    ['another end', { endsAt: plan.endsAt + 30 * minute }, ['time']],
    ['another room', { place: '500-1-001' }, ['place']],
    ['day and room', { ...thursday, place: '500-1-001' }, ['date', 'place']],
    ['another talk', { title: 'Dark matter' }, ['title']],
    [
      'all of it',
      { ...thursday, place: '500-1-001', title: 'Dark matter' },
      ['date', 'place', 'title'],
    ],
  ])('%s', (_, change, what) => {
    expect(planChange(plan, { ...plan, ...change })).toEqual({ kind: 'changed', what });
  });

  it.each<[string, Partial<TalkPlan>, Partial<TalkPlan>]>([
    ['nothing changed', {}, {}],
    ['the room is spelled otherwise', {}, { place: 'room 3179 R-D05 ' }],
    ['a slip in the title is mended', {}, { title: `${plan.title}!` }],
    [
      'a word is put right',
      {},
      { title: 'Beyond KPI: How does CERN measure success on Social Media' },
    ],
    ['a title is announced', { title: undefined }, { title: 'Dark matter' }],
    ['a title is taken back', {}, { title: undefined }],
    ['another zone shows the same instants', {}, { zone: 'Europe/Paris' }],
    ['a cancelled talk gets another reason', off, { cancelled: 'A strike.' }],
    ['a cancelled talk is moved', off, { ...off, ...thursday }],
  ])('nothing where %s', (_, before, after) => {
    expect(planChange({ ...plan, ...before }, { ...plan, ...after })).toBe(undefined);
  });

  it('that it is cancelled, with the reason, whatever else changed', () => {
    const after = { ...plan, ...off, ...thursday, place: '500-1-001' };
    expect(planChange(plan, after)).toEqual({ kind: 'cancelled', reason: 'The speaker is ill.' });
  });

  it('that it takes place after all, and what is new', () => {
    const before = { ...plan, ...off };
    expect(planChange(before, plan)).toEqual({ kind: 'revived', what: [] });
    expect(planChange(before, { ...plan, ...thursday })).toEqual({
      kind: 'revived',
      what: ['date'],
    });
  });

  it('a move across the night of a clock change by its date, within the day by its time', () => {
    const saturday = {
      ...plan,
      startsAt: at('2019-10-26', '18:00'),
      endsAt: at('2019-10-26', '19:00'),
    };
    const sunday = {
      ...plan,
      startsAt: at('2019-10-27', '18:00'),
      endsAt: at('2019-10-27', '19:00'),
    };
    expect(planChange(saturday, sunday)).toEqual({ kind: 'changed', what: ['date'] });
    const early = { ...sunday, startsAt: at('2019-10-27', '01:30') };
    expect(planChange(sunday, early)).toEqual({ kind: 'changed', what: ['time'] });
  });
});

const plans = fc.record({
  startsAt: fc.integer({ min: plan.startsAt, max: plan.startsAt + 5 }).map((n) => n * 1),
  endsAt: fc.constant(plan.endsAt),
  zone: fc.constant(zone),
  place: fc.constantFrom('A', 'B'),
  title: fc.constantFrom(undefined, 'One', 'Two'),
  cancelled: fc.constantFrom(undefined, 'ill', 'strike'),
});

describe('for any two plans', () => {
  it('a plan is never news to itself', () => {
    fc.assert(fc.property(plans, (one) => planChange(one, one) === undefined));
  });

  it('whatever is told may be told, and both plans are over when it is useless', () => {
    fc.assert(
      fc.property(plans, plans, (before, after) => {
        if (planChange(before, after)) expect(mayBeTold(before, after)).toBe(true);
        expect(tellUntil(before, after)).toBe(Math.max(before.endsAt, after.endsAt));
      }),
    );
  });

  it('a step that may not be told changes nothing of what is told in the end', () => {
    fc.assert(
      fc.property(plans, plans, plans, (known, before, after) => {
        fc.pre(known.title === before.title && before.title === after.title);
        if (!mayBeTold(before, after) && before.cancelled === after.cancelled)
          expect(planChange(known, after)).toEqual(planChange(known, before));
      }),
    );
  });
});
