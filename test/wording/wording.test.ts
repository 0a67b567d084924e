// Every sentence stands in both languages, says something, and is in its own language.
import { describe, expect, it } from 'vitest';
import type { Inline } from '../../src/kernel/inline.ts';
import type { Language } from '../../src/kernel/language.ts';
import { plural } from '../../src/wording/dates.ts';
import { wording } from '../../src/wording/wording.ts';

type Node = string | ((...args: never[]) => unknown) | { readonly [key: string]: Node };

/** Every entry by its path, down to the last key. */
function entries(node: Node, path = ''): readonly (readonly [string, Node])[] {
  if (typeof node !== 'object') return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) =>
    entries(value, path === '' ? key : `${path}.${key}`),
  );
}
const keyed = (language: Language): ReadonlyMap<string, Node> =>
  new Map(entries(wording(language) as unknown as Node));
const [en, fr] = [keyed('en'), keyed('fr')];

const inline: Inline = { kind: 'strong', text: 'X' };
/** Arguments of all the kinds that sentences take; those that a sentence cannot take make it throw or say nothing of use. */
const samples: readonly (readonly unknown[])[] = [
  [2, 3, 4, 5],
  [1, 1, 1, 1],
  [0, 0, 0, 0],
  ['9', 'b', 'c', 'd'],
  [9, 'b', 'c', 'd'],
  ['b', 2, 3, 4],
  ['/icdd', '482913', inline],
  [inline, 'slack', inline],
  [inline, 'slack', 'yes', 'no'],
  ['2019-07-10', '2019-07-10', '2019-07-10'],
  ['slack', 'slack'],
  ['en', 'en'],
  ['icdd', ['Europe/Rome', 'UTC']],
  [['slack', 'web']],
  [
    [1, 2],
    [1, 2],
  ],
  [['a', 'b']],
  [[]],
  [9, undefined],
  [[1, 2], '09:00', 'Zurich'],
  ['a', '2019-07-10', 'b', '2019-08-10'],
  [3, '2019-07-10', 1, 2],
  ['a', 'b', '2019-07-10', 'c'],
  ['a', ['b'], '/icdd', 'c'],
  ['2019-07-10', '2019-07-11', '/icdd', 'x'],
  ['weekdays', '09:00', 'Zurich'],
  ['yes', 2, 'b', 'c'],
  ['no', 9, 'b', 3],
  ['no', 2, 3, 'b'],
  ['yes', 'b', 'c'],
  ['yes', [9], [10], [11]],
  [3, 4, ['X', 'Y']],
];

/** All that the entry says to the samples that it can take. */
function said(entry: Node): readonly string[] {
  if (typeof entry === 'string') return [entry];
  const say = entry as (...args: readonly unknown[]) => unknown;
  return samples.flatMap((args) => {
    try {
      const sentence = say(...args);
      const shown = JSON.stringify(sentence);
      return shown === undefined || /undefined|NaN|\[object|Invalid/.test(shown)
        ? []
        : [textOf(sentence)];
    } catch {
      return [];
    }
  });
}

function textOf(sentence: unknown): string {
  if (typeof sentence === 'string') return sentence;
  if (Array.isArray(sentence)) return sentence.map(textOf).join('');
  return Object.values(sentence as Record<string, unknown>)
    .filter((v) => typeof v === 'string')
    .join(' ');
}

describe('the wording', () => {
  it('has the same keys in both languages, all the way down', () => {
    expect([...fr.keys()]).toHaveLength(en.size);
    expect([...fr.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(250);
  });

  it('has the same kind of entry under each key, with as many arguments', () => {
    for (const [key, entry] of en) {
      const other = fr.get(key);
      const shape = (node: Node | undefined) =>
        typeof node === 'function' ? node.length : typeof node;
      const wanted = shape(entry);
      // A sentence may leave out what its language does not need, but never ask for more.
      if (typeof wanted === 'number')
        expect(`${key} ${Number(shape(other)) <= wanted}`).toBe(`${key} true`);
      else expect(`${key} ${shape(other)}`).toBe(`${key} ${wanted}`);
    }
  });

  it.each([...en.keys()])('says something in both languages: %s', (key) => {
    for (const language of [en, fr]) {
      const sentences = said(language.get(key) as Node);
      expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) expect(sentence.trim()).not.toBe('');
    }
  });

  it('leaves no English in French', () => {
    const english =
      /(?<!\p{L})(the|you|your|is|are|with|seat|seats|talk|talks|waiting|press|type|was|were|have|has|not|nothing|changed|this|that|and|who|when|where|register|cancel|upcoming|give|get|for|from|of|to)(?!\p{L})/iu;
    const found = [...fr].flatMap(([key, entry]) =>
      said(key === 'web.stemRegister' ? 'inscrire' : entry)
        .filter((sentence) => english.test(sentence.replace(/https?:\S+|\/\w+/g, '')))
        .map((sentence) => `${key}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  it('leaves no French in English', () => {
    const french =
      /(?<!\p{L})(vous|votre|vos|une|des|les|pour|avec|conférence|inscrit|annulée)(?!\p{L})/iu;
    const found = [...en].flatMap(([key, entry]) =>
      said(entry)
        .filter((sentence) => french.test(sentence))
        .map((sentence) => `${key}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  it('has labels of buttons that fit every platform', () => {
    for (const language of ['en', 'fr'] as const) {
      const w = wording(language).seats;
      const labels = [
        w.register,
        w.joinLine,
        w.cancel,
        w.leaveLine,
        w.cantCome,
        w.show,
        w.why,
        w.giveUp,
        w.keep,
        w.again,
        w.upcoming,
        w.mineTitle,
        w.listPastTitle,
        wording(language).asking.helpButton,
      ];
      for (const label of labels) expect(label().length).toBeLessThanOrEqual(30);
      const described = [
        w.registerDescribes,
        w.joinLineDescribes,
        w.cancelDescribes,
        w.leaveLineDescribes,
        w.showDescribes,
        w.whyDescribes,
        w.giveUpDescribes,
        w.keepDescribes,
      ];
      for (const describes of described) expect(describes(999_999).length).toBeLessThanOrEqual(75);
    }
  });
});

describe('plural forms', () => {
  it('are singular for one alone in English, and for none too in French', () => {
    const forms = (language: 'en' | 'fr') =>
      [0, 1, 2, 33].map((n) => plural(n, language, 'one', 'other'));
    expect(forms('en')).toEqual(['other', 'one', 'other', 'other']);
    expect(forms('fr')).toEqual(['one', 'one', 'other', 'other']);
  });

  it('stand in the sentences', () => {
    expect([1, 4].map((n) => wording('en').seats.askCancel(9, n))).toEqual([
      '1 is waiting for talk 9: your seat goes to that person, and you cannot take it back.',
      '4 are waiting for talk 9: your seat goes to the first of them, and you cannot take it back.',
    ]);
    expect([1, 4].map((n) => wording('fr').seats.askCancel(9, n))).toEqual([
      '1 personne attend pour la conférence 9 : votre place lui revient, et vous ne pourrez pas la reprendre.',
      '4 personnes attendent pour la conférence 9 : votre place revient à la première d’entre elles, et vous ne pourrez pas la reprendre.',
    ]);
    expect([1, 2].map((n) => wording('fr').seats.youWait(n))).toEqual([
      'Vous êtes 1er sur la liste d’attente.',
      'Vous êtes 2e sur la liste d’attente.',
    ]);
    expect([2, 5].map((n) => wording('en').talks.several(n))).toEqual([
      '2 talks fit. Which one?',
      '5 talks fit. Which one?',
    ]);
  });

  it('stand beside numbers that are written as the language writes them', () => {
    expect(wording('en').seats.meter(1033, 1045, 4, 0, 0)).toBe('1,033 / 1,045 · 4 waiting');
    expect(wording('en').seats.meter(47, 45, 0, 2, 0)).toBe('47 / 45 · 2 over');
    expect(wording('fr').seats.meter(33, 45, 4, 2, 1)).toBe(
      '33 / 45 · 4 en attente · 1 proposée · 2 en trop',
    );
  });
});
