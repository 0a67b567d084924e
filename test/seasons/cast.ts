// The people of a simulated season: who they are, where they live, and what they set for themselves.
import { chanceFor } from './chance.ts';

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface Member {
  readonly user: string;
  readonly language: 'en' | 'fr';
  readonly zone: string;
  readonly quiet: QuietHours | undefined;
  /** What of the reminders they switch off. */
  readonly without: 'day' | 'hour' | undefined;
  /** Their own digest, at a time of their own zone. */
  readonly digest: { readonly at: string; readonly days: 'mon' | 'daily' } | undefined;
}

export const organiser = 'olga';

const zones = ['Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia'] as const;

/** Hours in which something is due for people of a zone, so that they hold it back or make it useless. */
const quietHours: Readonly<Record<string, readonly QuietHours[]>> = {
  'Europe/Zurich': [
    { from: '22:00', to: '07:00' },
    { from: '09:00', to: '12:15' },
    { from: '16:30', to: '18:30' },
  ],
  'Asia/Kolkata': [
    { from: '20:00', to: '08:00' },
    { from: '12:00', to: '14:45' },
  ],
  'America/St_Johns': [{ from: '22:00', to: '07:30' }],
  'Pacific/Apia': [{ from: '19:30', to: '06:45' }],
};

/** Of those who want a digest of their own in the early morning. */
const asleep: QuietHours = { from: '22:00', to: '07:00' };

/** So many people, always the same for a seed; the last of them is the organiser. */
export function castOf(seed: number, size: number): readonly Member[] {
  const people = Array.from({ length: size }, (_, n): Member => {
    const user = `u${String(n).padStart(3, '0')}`;
    const chance = chanceFor(seed, 'member', user);
    const zone = chance.percent(70) ? 'Europe/Zurich' : chance.pick(zones);
    return {
      user,
      zone,
      language: chance.percent(35) ? 'fr' : 'en',
      quiet:
        n % 40 === 3
          ? asleep
          : chance.percent(35)
            ? chance.pick(quietHours[zone] ?? [])
            : undefined,
      without: chance.percent(10) ? chance.pick(['day', 'hour'] as const) : undefined,
      digest:
        n % 20 === 3
          ? { at: '06:30', days: n === 143 ? ('daily' as const) : ('mon' as const) }
          : undefined,
    };
  });
  return [
    ...people,
    {
      user: organiser,
      zone: 'Europe/Zurich',
      language: 'en',
      quiet: undefined,
      without: undefined,
      digest: undefined,
    },
  ];
}
