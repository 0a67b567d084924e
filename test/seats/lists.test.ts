// Lists of talks, and buttons that do what their typed twins do.
import { beforeEach, describe, expect, it } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import type { Card } from '../../src/chat/card.ts';
import { fold } from '../../src/chat/words.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  type Fields,
  linesOf,
  load,
  monday,
  type Program,
  program,
  talkNine,
  talkTen,
} from './stage.ts';

const nine: Fields = { ...talkNine, title: 'Beyond KPIs', speakers: [{ name: 'Loïc' }] };
let clock: { now: number };
let stage: Program;
let on: Conversation;

async function season(...talks: readonly Fields[]): Promise<void> {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, talks);
}
beforeEach(() => season({ ...nine, takenElsewhere: 33 }, talkTen));

const seen = async (user: string, typed: string) => linesOf(await on.types(user, typed));
const when = 'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)';

describe('lists', () => {
  it('show each talk to come with its numbers, my state and what I can do', async () => {
    await on.types('ana', 'register 9');
    expect(await seen('ana', 'list')).toEqual([
      'Upcoming talks',
      'Talk 9: Beyond KPIs',
      'With Loïc',
      when,
      'IdeaSquare',
      'You have a seat.',
      '34 / 45',
      '[Cancel my seat: cancel 9]',
      '[Give to a colleague: give 9]',
      '[Details: show 9]',
      '---',
      'Talk 10: title to be announced',
      'Wed 24 Jul 2019, 18:00–19:00 (Zurich time)',
      'IdeaSquare',
      '0 / 45',
      '[Register: register 10]',
      '[Details: show 10]',
    ]);
    expect(await seen('ana', '')).toEqual(await seen('ana', 'list'));
  });

  it('say what was last where nothing is to come', async () => {
    clock.now = Date.UTC(2019, 7, 1);
    expect(await seen('ana', 'list')).toEqual([
      'No upcoming talks.',
      'The last was 10 (Wed 24 Jul 2019): /icdd list past',
      '[Past talks: list past]',
    ]);
    expect((await seen('fred', 'liste passées')).filter((l) => l.startsWith('Conf'))).toHaveLength(
      3,
    );
    expect(await seen('ana', 'list past')).toEqual(
      linesOf(await on.presses('ana', { verb: 'list-past' })),
    );
    await season();
    expect([await seen('ana', 'list'), await seen('ana', 'list past')]).toEqual([
      ['No upcoming talks.'],
      ['No talk has ended yet.'],
    ]);
  });

  it('say how many are left out, and what to type for them', async () => {
    await season(...Array.from({ length: 14 }, (_, i) => ({ ...talkTen, number: i + 1 })));
    expect((await seen('ana', 'list')).at(-1)).toMatch(/^… and 2 more: type \/icdd show \d+\.$/);
    expect((await seen('fred', 'liste tout')).at(-1)).toBe(
      '… et 2 de plus : tapez /icdd liste passées.',
    );
  });
});

describe('every button', () => {
  it.each(['ana', 'fred'])(
    'has a typed twin that does the same, in the reader’s words: %s',
    async (user) => {
      await season({ ...nine, capacity: 1 }, talkTen);
      const table = assemble(stage.ports, () => '123456').words;
      const language = user === 'fred' ? 'fr' : 'en';
      const cards: Card[] = [];
      for (const typed of [
        'list',
        'show 9',
        'why 9',
        'cancel 9',
        'register 9',
        'show 9',
        'cancel 9',
        'register 9',
        'mine',
      ])
        cards.push(await on.types(user, typed));
      await on.types('ben', 'register 9');
      cards.push(await on.types(user, 'cancel 9'), await on.types(user, 'dance'));
      const verbs: Readonly<Record<string, string>> = {
        'give-up': 'cancel',
        'list-past': 'list',
        calendars: 'calendar',
        'give-seat': 'give',
        preferences: 'language',
      };
      for (const { label, describes, typed, action: does } of cards.flatMap(buttonsOf)) {
        const word = table.find((w) =>
          w.spellings[language].map(fold).includes(fold(typed.split(' ')[0] ?? '')),
        );
        expect(`${label}: ${word?.name}`).toBe(`${label}: ${verbs[does.verb] ?? does.verb}`);
        expect(label.length).toBeLessThanOrEqual(30);
        expect(describes?.length ?? 0).toBeLessThanOrEqual(75);
      }
    },
  );
});
