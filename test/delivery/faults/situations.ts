// Every way in which a call fails, and what section 5 of the house's plan wants of each: nothing lost, nothing doubled but where nobody can look.
import type { Fault } from './line.ts';
import { gateway, nonsense, type Words, type World } from './worlds.ts';

export interface Situation {
  /** What the client gets in place of the answer; undefined where nobody listens at all. */
  readonly gets: ((words: Words) => Fault['gets']) | undefined;
  /** Whether the platform carried it out before. */
  readonly done: boolean;
  /** So many calls in a row. */
  readonly times: number;
  /** What the program knows from it: that it must wait, that nothing was begun, or nothing. */
  readonly tells: 'wait' | 'not begun' | 'nothing';
  /** Seconds that the platform asked for; undefined where it did not say. */
  readonly seconds?: number;
}

const before = (gets: (words: Words) => Fault['gets']): Situation => ({
  gets,
  done: false,
  times: 1,
  tells: 'nothing',
});
const after = (gets: (words: Words) => Fault['gets']): Situation => ({
  ...before(gets),
  done: true,
});

export const situations = {
  '429 with Retry-After': { ...before((words) => words.limited(7)), tells: 'wait', seconds: 7 },
  '429 without Retry-After': { ...before((words) => words.limited(undefined)), tells: 'wait' },
  '500, nothing done': before((words) => words.fault),
  '500, though it was done': after((words) => words.fault),
  'a proxy’s 502, nothing done': before(() => gateway),
  'a proxy’s 502, though it was done': after(() => gateway),
  'no answer, nothing done': before(() => 'nothing'),
  'no answer, though it was done': after(() => 'nothing'),
  'the answer dropped after it was done': after(() => 'end'),
  'the connection closed before anything was done': before(() => 'end'),
  'the connection reset before anything was done': before(() => 'reset'),
  'the connection reset after it was done': after(() => 'reset'),
  'no JSON, nothing done': before(() => nonsense),
  'no JSON, though it was done': after(() => nonsense),
  'the token revoked, three times': {
    ...before((words) => words.refusedToken),
    times: 3,
    tells: 'not begun',
  },
  'nobody listens': { gets: undefined, done: false, times: 1, tells: 'not begun' },
} as const satisfies Readonly<Record<string, Situation>>;

export type SituationName = keyof typeof situations;
export const situationNames = Object.keys(situations) as readonly SituationName[];

/** What is done when it fails. */
export const operations = [
  'a post in a channel',
  'a direct message',
  'opening',
  'an edit',
  'looking',
] as const;
export type Operation = (typeof operations)[number];

export interface Outcome {
  /** Requests that came to the platform, those that failed among them. */
  readonly calls: number;
  /** How often it was looked for. */
  readonly looks: number;
  /** How often the message stands there in the end. */
  readonly stands: number;
  readonly state: 'sent' | 'lost';
}

/** Whether a platform lets us look into its channels. */
export const channelsCanBeLookedAt = (name: World['name']): boolean => name === 'mattermost';

/** What is to become of it. */
export function wanted(name: SituationName, operation: Operation, of: World['name']): Outcome {
  const { tells, times, done, gets } = situations[name] as Situation;
  // A refused connection never comes to the platform.
  const failed = gets === undefined ? 0 : times;
  const again = { calls: failed + 1, looks: 0, stands: 1, state: 'sent' } as const;
  switch (operation) {
    case 'a post in a channel':
    case 'a direct message':
      if (tells !== 'nothing') return again;
      if (operation === 'a post in a channel' && !channelsCanBeLookedAt(of))
        return { calls: 1, looks: 0, stands: done ? 1 : 0, state: 'lost' };
      return { calls: done ? 1 : 2, looks: 1, stands: 1, state: 'sent' };
    case 'opening':
    case 'an edit':
      return again;
    case 'looking':
      // The post itself was done and its answer dropped; then looking failed.
      return { calls: failed + 1, looks: failed + 1, stands: 1, state: 'sent' };
    default:
      return operation satisfies never;
  }
}
