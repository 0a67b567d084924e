// A yes or a no that is typed after a word and its talk: taken for what it says, never for a part of a name.
import { beforeEach, expect, it } from 'vitest';
import { withoutAnswer } from '../../src/seats/commands/naming.ts';
import {
  type Conversation,
  conversation,
  linesOf,
  load,
  program,
  talkNine,
  titleOf,
} from './stage.ts';

it.each([
  ['9 yes', '9', 'yes'],
  ['9 Oui!', '9', 'yes'],
  ['next no', 'next', 'no'],
  ['#9 non', '#9', 'no'],
  ['beyond kpis yes', 'beyond kpis', 'yes'],
  // It may be a word of the title.
  ['beyond no', 'beyond no', undefined],
  ['no', 'no', undefined],
  ['9', '9', undefined],
  ['', '', undefined],
] as const)('“%s” names “%s”, and says %s', (typed, rest, said) => {
  expect(withoutAnswer(typed)).toEqual({ rest, said });
});

let on: Conversation;
const which = 'Which talk? Upcoming: 9. You can also type “next” or a word of the title.';

beforeEach(async () => {
  const stage = await program();
  on = conversation(stage);
  await load(stage, [{ ...talkNine, title: 'Beyond KPIs', capacity: 1 }]);
  for (const who of ['ana', 'ben']) await on.types(who, 'register 9');
});

it.each([
  ['ana', 'cancel 9 no', 'You keep your seat in talk 9.'],
  [
    'ben',
    'cancel 9 no',
    'You are already on the waiting list of talk 9: number 1. Nothing was changed.',
  ],
  ['ana', 'cancel 9 yes', 'Your seat in talk 9 is given back.'],
  ['ana', 'coming 9 yes', 'See you there: talk 9.'],
  [
    'ana',
    'coming 9 no',
    '1 is waiting for talk 9: your seat goes to that person, and you cannot take it back.',
  ],
  ['ana', 'keep 9 yes', 'You keep your seat in talk 9.'],
  ['ana', 'keep 9 no', '“keep 9 no” says both yes and no. Nothing was changed.'],
  ['cleo', 'register 9 no', '“register 9 no” says both yes and no. Nothing was changed.'],
  ['cleo', 'register 9 yes', 'Talk 9 is full: you are number 2 on the waiting list.'],
  ['cleo', 'decline 9 no', '“decline 9 no” says both yes and no. Nothing was changed.'],
  ['cleo', 'decline 9 yes', 'No seat in talk 9 is offered to you. Nothing was changed.'],
  ['cleo', 'accept 9 gift yes', 'No seat in talk 9 is offered to you. Nothing was changed.'],
  ['fred', 'accepter 9 non', '« accepter 9 non » dit à la fois oui et non. Rien n’a changé.'],
])('%s types “%s”: %s', async (who, typed, said) => {
  expect(titleOf(await on.types(who, typed))).toBe(said);
});

it.each([
  ['ana', 'cancel', ['[Talk 9: cancel 9]']],
  ['ana', 'cancel my seat, please', ['[Talk 9: cancel 9]']],
  ['ana', 'keep it', ['[Talk 9: keep 9]']],
  ['ana', 'coming', ['[Talk 9: coming 9]']],
  ['ben', 'leave the list', ['[Talk 9: cancel 9]']],
  ['ben', 'why', ['[Talk 9: why 9]']],
  // Nothing of it is theirs.
  ['ben', 'keep', []],
  ['ben', 'accept, please', []],
  ['cleo', 'cancel', []],
] as const)(
  '%s types “%s”, and is asked which talk, of what is theirs',
  async (who, typed, buttons) => {
    expect(linesOf(await on.types(who, typed))).toEqual([which, ...buttons]);
  },
);

it('a courtesy names no talk', async () => {
  expect(titleOf(await on.types('cleo', 'register 9, please'))).toContain('number 2');
  expect(titleOf(await on.types('fred', 'annuler 9 s’il vous plaît'))).toContain('conférence 9');
  expect(titleOf(await on.types('fred', 'merci !'))).toBe('Avec plaisir.');
});
