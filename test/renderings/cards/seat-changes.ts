// What comes by itself when a talk is moved, cancelled, or takes place after all.
import type { TalkPlan } from '../../../src/kernel/facts.ts';
import { hour } from '../../../src/kernel/time.ts';
import { planChangedCard } from '../../../src/seats/cards/changes.ts';
import type { Audience } from '../../../src/seats/cards.ts';
import { planChange } from '../../../src/seats/rules/changes.ts';
import type { MySeat } from '../../../src/seats/rules.ts';
import type { Talk } from '../../../src/talks/rules.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('seats/cards/changes.ts');
const day = 24 * hour;

/** What somebody knew of a talk, and what it is now. */
function changed(
  name: string,
  known: Partial<TalkPlan>,
  now: Partial<Talk>,
  mine: MySeat = f.confirmed,
  reader: (typeof f)['person'] = f.person,
): GoldenCard {
  return card(`changed-${name}`, 'planChangedCard', 'drawer plan-changed', (l) => {
    const [before, talk] = [
      { ...f.nine, ...known },
      { ...f.nine, ...now },
    ];
    const change = planChange(before, talk);
    if (change === undefined) throw new Error(`${name} is no change`);
    const audience: Audience = reader(l);
    return planChangedCard(talk, before, change, mine, audience);
  });
}

const moved = { startsAt: f.nine.startsAt + day, endsAt: f.nine.endsAt + day };
const place = '500-1-001';

export const seatChangeCards: readonly GoldenCard[] = [
  changed('place', {}, { place }),
  changed('date', {}, moved, f.waiting),
  changed('place-offered', {}, { place }, f.offered, f.abroad),
  changed('date-abroad', {}, moved, f.confirmed, f.abroad),
  changed('time', {}, { startsAt: f.nine.startsAt + hour, endsAt: f.nine.endsAt + hour }),
  changed('title', {}, { title: 'Dark matter' }),
  changed('everything', {}, { ...f.hostile, ...moved }, f.confirmed, f.abroad),
  changed('after-start', {}, { ...f.running, place }),
  changed('cancelled', {}, f.cancelled),
  changed('cancelled-long', {}, { cancelled: '<!channel> *ill* '.repeat(29).trim() }, f.waiting),
  changed('revived', { cancelled: 'A strike.' }, {}),
  changed('revived-moved', { cancelled: 'A strike.' }, { ...moved, place }, f.waiting),
];
