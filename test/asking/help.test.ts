// Help, bare talk names, and the answers for which no word stands.
import { beforeEach, describe, expect, it } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import type { Card } from '../../src/chat/card.ts';
import { cardOf } from '../../src/chat/reply.ts';
import { fold } from '../../src/chat/words.ts';
import { plain } from '../../src/kernel/inline.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  linesOf,
  load,
  monday,
  type Program,
  program,
  talkNine,
  talkTen,
  titleOf,
  typing,
  web,
} from '../seats/stage.ts';

let clock: { now: number };
let stage: Program;
let on: Conversation;
beforeEach(async () => {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, [{ ...talkNine, title: 'Beyond KPIs' }, talkTen]);
});

const typedIn = (card: Card): readonly string[] =>
  card.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map((item) => plain(item.slice(0, 1))) : [],
  );

describe('help', () => {
  it('shows staff only what staff may do, and organisers the rest too', async () => {
    const staff = typedIn(await on.types('ana', 'help'));
    const organisers = typedIn(await on.types('olga', 'help'));
    expect(staff).toContain('register 9');
    expect(staff.join()).not.toMatch(/announce|capacity|who|mon-fri|followers set/);
    expect(organisers.slice(0, staff.length)).toEqual(staff);
    expect(organisers.slice(staff.length)).toEqual([
      'announce 9',
      'capacity 9 60',
      'who 9',
      'free 9 @ben',
      'undelivered',
      'digest here 09:00 mon-fri',
      'followers set instagram 412000 on 2019-08-01',
    ]);
  });

  it.each(['ana', 'fred', 'olga'])('teaches words that are understood: %s', async (user) => {
    const known = new Set(
      assemble(stage.ports, () => '123456').words.flatMap((w) =>
        Object.values(w.spellings).flat().map(fold),
      ),
    );
    for (const typed of typedIn(await on.types(user, 'help')))
      expect(known).toContain(fold(typed.split(' ')[0] ?? ''));
  });

  it('takes its examples from the talks to come', async () => {
    expect(typedIn(await on.types('ana', 'help'))).toContain('show 9');
    clock.now = Date.UTC(2019, 6, 12);
    expect(typedIn(await on.types('ana', 'help'))).toContain('show 10');
  });

  it('ends with the account as ORGANISERS takes it', async () => {
    expect(linesOf(await on.types('ana', '?')).at(-1)).toBe('Your account: web:ana');
    expect(linesOf(await on.types('fred', 'aide')).at(-1)).toBe('Votre compte : web:fred');
    expect(linesOf(await on.presses('ana', { verb: 'help' })).at(-1)).toBe('Your account: web:ana');
  });

  it('is the same in words as behind its button', async () => {
    expect(await on.presses('ana', { verb: 'help' })).toEqual(await on.types('ana', 'help'));
  });
});

describe('a talk named alone', () => {
  it.each(['9', '#9', 'ICDD#9', 'next', 'prochaine', 'talk 9', 'icdd #9', '9?', 'the next one'])(
    'shows its card: %s',
    async (typed) => {
      expect(titleOf(await on.types('ana', typed))).toBe('Talk 9: Beyond KPIs');
    },
  );

  it('that is none says so', async () => {
    expect(titleOf(await on.types('ana', '99'))).toBe('No talk “99”. Upcoming: 9, 10.');
  });
});

describe('what has no handler', () => {
  it('gets the nearest commands, labelled in the reader’s language', async () => {
    expect(linesOf(await on.types('ana', 'gardening'))).toEqual([
      'I do not know “gardening”.',
      'Try one of these, or type /icdd help.',
      '[Upcoming talks: list]',
      '[My seats and places: mine]',
      '[Help: help]',
    ]);
    expect(linesOf(await on.types('fred', 'jardinage')).slice(2)).toEqual([
      '[Conférences à venir: liste]',
      '[Mes places: moi]',
      '[Aide: aide]',
    ]);
  });

  it('is quoted only so far', async () => {
    expect(titleOf(await on.types('ana', 'x'.repeat(5000))).length).toBeLessThan(80);
  });

  it('that is a sentence is not taken for a slip of the finger', async () => {
    const typed = 'how many followers do we have on Instagram?';
    expect(titleOf(await on.types('ana', typed))).toBe('I do not know “how”.');
  });

  it('that is an old or a strange button gets a sentence and a way on', async () => {
    for (const refusal of ['old', 'malformed'] as const) {
      const { text: _, ...arrived } = typing(web('ana'), '');
      const reply = await on.receive({
        ...arrived,
        kind: 'press',
        action: { ok: false, refusal },
        pressed: undefined,
      });
      const card = cardOf(reply) as Card;
      expect(titleOf(card)).toMatch(/Nothing was changed/);
      expect(buttonsOf(card)).toHaveLength(3);
    }
  });

  it('that is an old or a strange form gets a sentence and a way on', async () => {
    for (const refusal of ['old', 'malformed'] as const) {
      const { text: _, ...arrived } = typing(web('ana'), '');
      const form = { ok: false, refusal } as const;
      const reply = await on.receive({ ...arrived, kind: 'submit', form, values: new Map() });
      const card = cardOf(reply) as Card;
      expect(titleOf(card)).toMatch(/^That form .* Nothing was changed\.$/);
      expect(buttonsOf(card)).toHaveLength(3);
    }
  });

  it.each([
    ['stranger', /^I only keep seats for people of this workspace/],
    ['bot', /^I only answer people/],
  ] as const)('by a %s gets one sentence', async (speaker, sentence) => {
    const reply = await on.receive({ ...typing(web('ana'), 'register 9'), speaker });
    const card = cardOf(reply) as Card;
    expect(card).toMatchObject({ blocks: [] });
    expect(titleOf(card)).toMatch(sentence);
  });

  it('that is for organisers gets one sentence', async () => {
    expect(linesOf(await on.types('ana', 'announce 9'))).toEqual([
      'Only organisers can do that. Nothing was changed.',
    ]);
  });
});
