// Typed words: folded, split and compared.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/chat/incoming.ts';
import { distance, firstWord, fold } from '../../src/chat/words.ts';

const ben = {
  kind: 'person',
  account: { platform: 'web', workspace: '', user: 'ben' },
  name: 'Ben Bova',
} as const;

describe('folding', () => {
  it.each([
    ['Register', 'register'],
    ['RÉSUMÉ!', 'resume'],
    ['abonnés', 'abonnes'],
    ['re\u0301sume\u0301', 'resume'],
    ['/list', 'list'],
    ['“help”', 'help'],
    ['« aide »', 'aide'],
    ["'mine'", 'mine'],
    ['register:', 'register'],
    ['help...', 'help'],
    ['9?', '9'],
    ['s’inscrire', 's’inscrire'],
    ['#9', '#9'],
    ['   ', ''],
    ['?!', ''],
    ['list-past', 'list-past'],
  ])('makes of “%s” “%s”', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });

  it('of what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('the first word', () => {
  it.each([
    ['register 9', 'register', '9'],
    ['  register   9  ', 'register', '9'],
    ['register\n9 please', 'register', '9 please'],
    ['list', 'list', ''],
    ['', '', ''],
    ['   ', '', ''],
    ['give\u00a09', 'give', '9'],
  ])('of “%s” is “%s”, and “%s” follows', (typed, head, rest) => {
    expect(firstWord([typed])).toEqual({ head, rest, people: [] });
  });

  it('leaves people as people, and their names in the text', () => {
    expect(firstWord(['give 9 ', ben, ' thanks'])).toEqual({
      head: 'give',
      rest: '9 @Ben Bova thanks',
      people: [ben],
    });
    expect(wordsOf(['give 9 ', ben])).toBe('give 9 @Ben Bova');
  });
});

describe('the distance of two words', () => {
  it.each([
    ['list', 'list', 0],
    ['lst', 'list', 1],
    ['listt', 'list', 1],
    ['lost', 'list', 1],
    ['lsit', 'list', 1],
    ['regsiter', 'register', 1],
    ['rgister', 'registre', 2],
    ['help', 'list', 3],
    ['a', 'abcdef', 3],
    ['', 'ab', 2],
    ['', '', 0],
  ])('%s – %s is %i', (a, b, far) => {
    expect([distance(a, b), distance(b, a)]).toEqual([far, far]);
  });

  it('counts no further than it is told', () => {
    expect([distance('abcdef', 'uvwxyz', 4), distance('abcdef', 'uvwxyz', 9)]).toEqual([5, 6]);
  });

  it('is one where one letter is dropped, put in, changed or swapped with its neighbour', () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    fc.assert(
      fc.property(word, fc.nat(20), fc.constantFrom('é', 'ü'), (text, at, letter) => {
        const i = at % text.length;
        const [before, after] = [text.slice(0, i), text.slice(i + 1)];
        expect(distance(text, before + after)).toBe(1);
        expect(distance(text, before + letter + text.slice(i))).toBe(1);
        expect(distance(text, before + letter + after)).toBe(1);
        const swapped = before + (text[i + 1] ?? '') + (text[i] ?? '') + text.slice(i + 2);
        if (text[i + 1] !== undefined) expect(distance(text, swapped)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
