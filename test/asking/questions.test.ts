// Which questions in plain words are understood, and how; and what must never be taken for one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organiserHelp, staffHelp } from '../../src/asking/cards.ts';
import { foldText } from '../../src/asking/rules/folding.ts';
import { readQuestions } from '../../src/asking/rules/reading.ts';
import { meantBy } from '../../src/asking/rules/slips.ts';
import { compile } from '../../src/asking/rules/templates.ts';
import { nearCommands } from '../../src/asking/rules.ts';
import { type Language, languages } from '../../src/kernel/language.ts';
import { goldenCards } from '../renderings/cards.ts';
import { english } from './questions/english.ts';
import { french } from './questions/french.ts';
import { inWords, type Understood, world } from './questions/in-words.ts';
import { nothingInEnglish, nothingInFrench } from './questions/nothing.ts';

const read = (typed: string, language: Language = 'en', today = world.today) =>
  inWords(readQuestions(typed, language, { ...world, today }));

const both: readonly (readonly [Language, readonly Understood[]])[] = [
  ['en', english],
  ['fr', french],
];
const all = both.flatMap(([language, table]) =>
  table.map(([typed, understood]) => [typed, understood, language] as const),
);

describe('a question in plain words', () => {
  it('is understood in many ways to put it', () => {
    expect(english.length).toBeGreaterThan(150);
    expect(french.length).toBeGreaterThan(130);
    expect(new Set(all.map(([typed]) => typed)).size).toBe(all.length);
  });

  it.each(english)('in English: “%s” is %s', (typed, understood) => {
    expect(read(typed)).toBe(understood);
  });

  it.each(french)('in French: “%s” is %s', (typed, understood) => {
    expect(read(typed, 'fr')).toBe(understood);
  });

  it('is understood whichever of the two languages its writer reads', () => {
    for (const [typed, understood, language] of all)
      expect(`${typed}: ${read(typed, language === 'en' ? 'fr' : 'en')}`).toBe(
        `${typed}: ${understood}`,
      );
  });

  it('may be in capitals, without accents, with other quotes and marks, spaced at will', () => {
    const plain = (typed: string) => typed.normalize('NFD').replace(/\p{M}/gu, '');
    for (const [typed, understood, language] of all)
      for (const other of [
        typed.toUpperCase(),
        plain(typed),
        typed.replaceAll("'", '’'),
        `  ${typed.replaceAll(' ', '   ')}  `,
        typed.replace(/ ?\?$/, ' ?!'),
        `${typed} 🙂`,
      ])
        expect(`${other}: ${read(other, language)}`).toBe(`${other}: ${understood}`);
  });

  it('is none with a word in it that has no place, wherever it stands', () => {
    for (const [typed, , language] of all) {
      const words = typed.split(' ');
      for (let at = 0; at <= words.length; at += 1) {
        const other = words.toSpliced(at, 0, 'xylophone').join(' ');
        expect(`${other}: ${read(other, language)}`).toBe(`${other}: nothing`);
      }
    }
  });

  it('is none where it is denied', () => {
    for (const [typed, , language] of all) {
      const words = typed.split(' ');
      const not = language === 'en' ? 'not' : 'pas';
      for (let at = 1; at < words.length; at += 1) {
        const other = words.toSpliced(at, 0, not).join(' ');
        expect(`${other}: ${read(other, language)}`).toBe(`${other}: nothing`);
      }
    }
  });
});

describe('what must not be understood', () => {
  it.each(nothingInEnglish)('in English: “%s”', (typed) => {
    expect(read(typed)).toBe('nothing');
  });

  it.each(nothingInFrench)('in French: “%s”', (typed) => {
    expect(read(typed, 'fr')).toBe('nothing');
  });

  it('are the words to type: every command that a button or the help shows', () => {
    const typed = languages.flatMap((language) => [
      ...[...staffHelp(language, 9), ...organiserHelp(language, 9)].map((entry) => entry.typed),
      ...goldenCards.flatMap(({ draw }) =>
        draw(language).blocks.flatMap((block) =>
          block.kind === 'buttons' ? block.buttons.map((button) => button.typed) : [],
        ),
      ),
    ]);
    expect(new Set(typed).size).toBeGreaterThan(40);
    for (const command of new Set(typed))
      expect(`${command}: ${read(command)}`).toBe(`${command}: nothing`);
  });

  it('is whatever else somebody types, which does no harm', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (typed) => {
        expect(typeof read(typed)).toBe('string');
      }),
    );
    expect(read(`when is ${'very '.repeat(80)}next?`)).toBe('nothing');
  });
});

describe('a day', () => {
  it.each([
    // On a Wednesday, the day itself; "next" is a week later, and no doubt.
    ['2019-07-10', 'who speaks on Wednesday?', 'speaker 2019-07-10'],
    ['2019-07-10', 'who speaks next Wednesday?', 'speaker 2019-07-17'],
    ['2019-07-11', 'who speaks next Wednesday?', 'speaker 2019-07-17'],
    ['2019-07-08', 'who speaks next Monday?', 'speaker 2019-07-15'],
    ['2019-07-10', 'who spoke last Wednesday?', 'speaker 2019-07-03'],
    ['2019-07-10', 'qui parle ce mercredi ?', 'speaker 2019-07-10'],
    ['2019-07-10', 'qui parle mercredi prochain ?', 'speaker 2019-07-17'],
    // The year is the one that brings it nearest.
    ['2019-12-20', 'is there a seat on 10 January?', 'seats? 2020-01-10'],
    ['2019-12-20', 'who spoke on 13 November?', 'speaker 2019-11-13'],
    ['2020-01-05', 'who spoke on 13 November?', 'speaker 2019-11-13'],
    ['2019-12-20', 'what is on in February?', 'programme 2020-02-01..2020-02-29'],
    ['2019-02-20', 'what was on in December?', 'programme 2018-12-01..2018-12-31'],
    ['2019-12-20', 'what is on next month?', 'programme 2020-01-01..2020-01-31'],
    ['2020-01-20', 'what was on last month?', 'programme 2019-12-01..2019-12-31'],
    ['2019-02-20', 'is there a seat on 29 February?', 'seats? 2020-02-29'],
    ['2019-07-08', 'is there a seat on 29 February 2019?', 'nothing'],
    ['2019-07-08', 'is there a seat on 24.7.2020?', 'seats? 2020-07-24'],
    ['2019-07-08', 'is there a seat on 24/7/19?', 'seats? 2019-07-24'],
    ['2019-07-08', 'is there a seat on 13/13?', 'nothing'],
    ['2019-07-08', 'is there a seat on 2019-13-40?', 'nothing'],
    // The end of a month, of a year, and a Sunday.
    ['2019-07-31', 'is there a talk tomorrow?', 'programme? 2019-08-01'],
    ['2019-12-31', 'is there a talk tomorrow?', 'programme? 2020-01-01'],
    ['2019-07-14', 'is there a talk this week?', 'programme? 2019-07-08..2019-07-14'],
    ['2019-07-14', 'is there a talk next week?', 'programme? 2019-07-15..2019-07-21'],
    ['2019-07-30', 'is there a seat on the 24th?', 'seats? 2019-08-24'],
    ['2019-08-31', 'reste-t-il une place le 31 ?', 'seats? 2019-08-31'],
    ['2019-09-01', 'reste-t-il une place le 31 ?', 'seats? 2019-10-31'],
  ])('on %s, “%s” is %s', (today, typed, understood) => {
    expect(read(typed, 'en', today)).toBe(understood);
  });
});

describe('a slip', () => {
  it.each([
    ['wehn', 'when'],
    ['saet', 'seat'],
    ['regsitered', 'registered'],
    ['registerd', 'registered'],
    ['waitting', 'waiting'],
    ['folowers', 'followers'],
    ['speeks', 'speaks'],
    ['conferance', 'conference'],
  ])('“%s” is put right: %s', (typed, meant) => {
    const known = ['when', 'seat', 'registered', 'waiting', 'followers', 'speaks', 'conference'];
    expect(meantBy(typed, known)).toBe(meant);
  });

  it.each(['walk', 'beat', 'text', 'plane', 'cancer', 'her', 'planes', 'nwo'])(
    'is not another word: “%s”',
    (typed) => {
      const known = ['talk', 'seat', 'next', 'place', 'cancel', 'here', 'places', 'now'];
      expect(meantBy(typed, known)).toBe(undefined);
    },
  );

  it('that can be two words is none', () => {
    expect(meantBy('plac', ['place', 'plack'])).toBe(undefined);
  });
});

describe('a template', () => {
  it('with a part that nobody wrote is refused when the program starts', () => {
    expect(() => compile('when is {NOTHING}', {})).toThrow(
      'no part of a template is named NOTHING',
    );
  });
});

describe('the commands that are near', () => {
  it.each([
    ['Are my seats by the window?', ['mine', 'list']],
    ['what do our fans like?', ['followers']],
    ['Puis-je amener un collègue ?', ['mine']],
    ['what is the meaning of life?', []],
  ])('to “%s” are %j', (typed, near) => {
    expect(nearCommands(foldText(typed))).toEqual(near);
  });
});
