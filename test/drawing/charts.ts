// Charts as features give them: one line, a staircase with its band, open numbers, many lines at once.
import type { Chart, ChartPoint } from '../../src/kernel/chart.ts';
import { plusDays } from '../../src/kernel/time.ts';

const first = '2019-06-24';
const points = (count: number, at: (i: number) => Omit<ChartPoint, 'on'>): readonly ChartPoint[] =>
  Array.from({ length: count }, (_, i) => ({ on: plusDays(first, i), ...at(i) }));
const rising = (name: string, from: number, step: number, count = 40) => ({
  name,
  steps: false,
  points: points(count, (i) => ({ value: Math.round(from + step * (i + 3 * Math.sin(i))) })),
});
const rounded = {
  name: 'YouTube',
  steps: true,
  points: points(40, (i) => {
    const value = Math.floor((151_000 + 120 * i) / 1000) * 1000;
    return { value, between: [value, value + 999] as const };
  }),
};

export const oneLine: Chart = {
  language: 'en',
  title: 'X <b>&amp; "friends"</b>',
  unit: 'Followers',
  scale: 'linear',
  series: [rising('X', 2_500_000, 137)],
};

export const staircase: Chart = {
  ...oneLine,
  language: 'fr',
  title: 'YouTube',
  note: '▲ plus de, ▼ près de ; bande : arrondi',
  unit: 'Abonnés',
  series: [rounded],
};

export const openNumbers: Chart = {
  ...oneLine,
  title: 'Instagram',
  series: [
    {
      name: 'Instagram',
      steps: false,
      points: [
        { on: '2019-02-03', value: 350_000, open: 'above' },
        { on: '2019-07-08', value: 400_000, open: 'above' },
        { on: '2019-08-01', value: 412_000, between: [391_400, 432_600] },
        { on: '2019-09-01', value: 420_000, open: 'below' },
      ],
    },
  ],
};

export const sixLines: Chart = {
  language: 'fr',
  title: 'Abonnés',
  unit: 'Abonnés',
  axisTitle: 'Abonnés (pas égaux = même facteur)',
  scale: 'log',
  series: [
    rising('X', 2_500_000, 137),
    rising('Facebook', 700_000, 50),
    rising('Instagram', 412_000, 900),
    rounded,
    rising('LinkedIn', 98_000, 70),
    rising('Mastodon CERN@mastodon.example', 4100, 20),
  ],
};

/** Ten years. */
export const longLine: Chart = {
  ...oneLine,
  title: 'Facebook',
  series: [
    {
      name: 'Facebook',
      steps: false,
      points: Array.from({ length: 120 }, (_, i) => ({
        on: plusDays('2009-07-10', i * 30),
        value: 5_000 + i * 5_800,
      })),
    },
  ],
};

/** Two readings that say the same. */
export const flatLine: Chart = {
  ...oneLine,
  title: 'GitHub',
  series: [{ name: 'GitHub', steps: false, points: points(2, () => ({ value: 0 })) }],
};

export const charts = { oneLine, staircase, openNumbers, sixLines, longLine, flatLine };
