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

describe('the last talk', () => {
  it('while it runs is said to be on, not gone', async () => {
    await season({ ...nine, dinner: true });
    await on.types('ana', 'register 9');
    clock.now = Date.UTC(2019, 6, 10, 16, 30);
    const running = 'Talk 9 is on right now, until 19:00 (Zurich time). No other is coming up.';
    expect(await seen('ben', 'show next')).toEqual([running]);
    expect((await seen('ben', 'mine')).slice(0, 3)).toEqual([
      'You have no seat and wait for none.',
      running,
      '[Details: show 9]',
    ]);
    expect((await seen('fred', 'moi'))[1]).toBe(
      'La conférence 9 a lieu en ce moment, jusqu’à 19:00 (heure de Zurich). Aucune autre n’est prévue.',
    );
    expect(await seen('ana', 'mine')).toContain('The talk has started');
    for (const asked of ['when is the next one?', 'what is on?', 'are there more talks?'])
      expect(linesOf(await on.asks('ben', asked))[0]).toBe(running);
  });

  it('when it is over is spoken of as past', async () => {
    await season({ ...nine, dinner: true, capacity: 1 });
    for (const who of ['ana', 'ben']) await on.types(who, 'register 9');
    clock.now = Date.UTC(2019, 6, 11);
    const past = ['1 of 1 seat was taken.', 'You had a seat.'];
    expect((await seen('ana', 'list past')).slice(-3)).toEqual([...past, '[Details: show 9]']);
    const shown = await seen('ana', 'show 9');
    expect(shown.slice(4)).toEqual(['The talk is over', ...past, '[Why?: why 9]']);
    expect(await seen('ana', 'why 9')).toContain('You had a seat.');
    expect(await seen('ben', 'show 9')).toContain('You were on the waiting list.');
    expect((await seen('fred', 'voir 9')).slice(4)).toEqual([
      'La conférence est terminée',
      '1 place sur 1 était prise.',
    ]);
    for (const [who, asked, said] of [
      ['ana', 'am I registered for talk 9?', 'Yes: you had a seat in talk 9, on '],
      ['cleo', 'am I registered for talk 9?', 'No: you had no seat in talk 9, on '],
      ['ana', 'how many people are registered for talk 9?', '1 of 1 seat was taken in talk 9, on '],
    ] as const)
      expect(linesOf(await on.asks(who, asked))[0]).toContain(said);
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
