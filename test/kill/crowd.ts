// People who type to the whole program, each one word after the other: `register`, `cancel … yes`, `register` …, and remember what they were told.
import { type Door, post } from '../../bench/load.ts';
import { command } from '../../bench/requests.ts';
import type { FakeSlack } from '../../bench/slack-fake.ts';
import type { LedgerRow } from './judge.ts';
import type { Chance } from './random.ts';

export const organiser = 'UOLGA';
const talks = [9, 10, 11];
const people = 24;

/** What the cards say, and the line of the ledger that must stand behind it. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/You have a seat in talk/, 'registered'],
  [/you are number .* on the waiting list/, 'waiting'],
  [/Your seat in talk .* is given back/, 'cancelled'],
  [/You left the waiting list/, 'left-line'],
];

interface Person {
  readonly user: string;
  readonly talk: number;
  /** The kinds of what they were told, in order. */
  told: string[];
  /** They asked, and the program died before it answered: it may have decided or not. */
  unanswered: boolean;
}

export interface Crowd {
  /** Everybody types until the program is gone or `stop` is called. */
  storm(door: Door, chance: Chance): Promise<void>;
  stop(): void;
  /** Holds what people were told against what the ledger has of them; afterwards they know what happened. */
  judge(ledger: readonly LedgerRow[]): readonly string[];
  answers(): number;
}

export function createCrowd(slack: FakeSlack): Crowd {
  let answers = 0;
  let stopped = false;
  const wrong: string[] = [];
  const crowd: Person[] = Array.from({ length: people }, (_, n) => ({
    user: `U${String(n).padStart(3, '0')}`,
    talk: talks[n % talks.length] as number,
    told: [],
    unanswered: false,
  }));

  const say = (door: Door, user: string, text: string) =>
    post(door.pool, command(slack.url, user, text)).catch(() => undefined);

  async function type(door: Door, person: Person): Promise<boolean> {
    const word = person.told.length % 2 === 0 ? 'register' : 'cancel';
    const text = `${word} ${person.talk}${word === 'cancel' ? ' yes' : ''}`;
    person.unanswered = true;
    const answer = await say(door, person.user, text);
    if (answer === undefined) return false;
    person.unanswered = false;
    answers += 1;
    const kind = sentences.find(([sentence]) => sentence.test(answer))?.[1];
    // Each asks for what they do not have: the answer cannot be a refusal.
    if (kind === undefined) wrong.push(`${person.user} asked to ${text}: ${answer.slice(0, 300)}`);
    person.told.push(kind ?? 'unknown');
    return true;
  }

  async function announce(door: Door, chance: Chance): Promise<void> {
    const talk = talks[chance.int(talks.length)];
    while (!stopped && (await say(door, organiser, `announce ${talk}`)) !== undefined);
  }

  return {
    async storm(door, chance) {
      stopped = false;
      const typing = crowd.map(async (person) => {
        while (!stopped && (await type(door, person)));
      });
      await Promise.all([announce(door, chance), ...typing]);
    },
    stop: () => {
      stopped = true;
    },
    judge(ledger) {
      for (const person of crowd) {
        const own = ledger.filter((row) => row.user === person.user && row.kind !== 'promoted');
        const kinds = own.map((row) => row.kind);
        const more = kinds.length - person.told.length;
        const same = person.told.every((kind, n) => kind === kinds[n]);
        if (!same || more < 0 || more > (person.unanswered ? 1 : 0))
          wrong.push(`${person.user} was told ${person.told.join()}; found: ${kinds.join()}`);
        person.told = kinds;
        person.unanswered = false;
      }
      return wrong.splice(0);
    },
    answers: () => answers,
  };
}
