// None can be missing: every word, button and notice has golden cards, and so have every card function and every sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import { actionVerbs } from '../../src/chat/action.ts';
import type { Card } from '../../src/chat/card.ts';
import { formNames } from '../../src/chat/form.ts';
import { firstWord, fold } from '../../src/chat/words.ts';
import type { Ports } from '../../src/delivery/ports.ts';
import { languages } from '../../src/kernel/language.ts';
import { wording } from '../../src/wording/wording.ts';
import { goldenCards } from './cards.ts';
import { zone } from './fixtures.ts';
import { goldenForms } from './forms.ts';

const never = () => {
  throw new Error('nothing is done while the table is put together');
};
const ports: Ports = {
  database: { read: never, write: never, close: never },
  transact: never,
  now: never,
  newId: never,
  outcome: never,
  standing: never,
  seriesLanguage: 'en',
  seriesZone: zone,
  publicUrl: 'https://talks.example.org',
  signer: { sign: never, isSigned: never },
  log: { info: never, warn: never, error: never },
};
const features = assemble(ports, never);

const sources = fileURLToPath(new URL('../../src/', import.meta.url));

/** Every exported function whose name ends in Card or Form, by its file. */
function cardFunctions(): readonly string[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[a-z]+\/cards(?:\/[a-z-]+)?\.ts$/.test(file));
  return files.flatMap((file) =>
    [
      ...readFileSync(join(sources, file), 'utf8').matchAll(
        /^export (?:async )?function (\w+(?:Card|Form))\b/gm,
      ),
    ].map((found) => `${file}: ${found[1]}`),
  );
}

const buttonsOf = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

describe('the golden cards', () => {
  const answered = new Set([...goldenCards, ...goldenForms].flatMap(({ answers }) => answers));

  it('have names of their own', () => {
    const names = [...goldenCards, ...goldenForms].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
  });

  it('are there for every word, every button, every notice, and whatever has no handler', () => {
    const wanted = [
      ...features.words.map(({ name }) => `word ${name}`),
      ...actionVerbs.map((verb) => `press ${verb}`),
      ...[...features.drawers.keys()].map((drawer) => `drawer ${drawer}`),
      ...formNames.map((form) => `form ${form}`),
      ...Object.keys(features.otherwise).map((method) => `otherwise ${method}`),
      'fault',
      'visit',
    ];
    expect(Object.keys(features.presses).sort()).toEqual([...actionVerbs].sort());
    expect(Object.keys(features.forms).sort()).toEqual([...formNames].sort());
    expect([...answered].sort()).toEqual([...wanted].sort());
  });

  it('are there for every card and form function of every feature', () => {
    const all = cardFunctions();
    expect(all.length).toBeGreaterThan(30);
    const made = new Set([...goldenCards, ...goldenForms].map((golden) => golden.of));
    expect(all.filter((one) => !made.has(one))).toEqual([]);
  });

  it('press only what has a handler, and say in words that are known how to type it', () => {
    const spellings = new Set(
      features.words.flatMap(({ name, spellings: of }) =>
        [name, ...Object.values(of).flat()].map(fold),
      ),
    );
    const typed = goldenCards.flatMap(({ draw }) =>
      languages.flatMap((language) => buttonsOf(draw(language)).map((button) => button.typed)),
    );
    expect(typed.length).toBeGreaterThan(100);
    expect(typed.filter((words) => !spellings.has(fold(firstWord([words]).head)))).toEqual([]);
  });

  it('press every button that there is', () => {
    const pressed = new Set(
      goldenCards.flatMap(({ draw }) => buttonsOf(draw('en')).map(({ action }) => action.verb)),
    );
    expect(actionVerbs.filter((verb) => !pressed.has(verb))).toEqual([]);
  });
});

/** Said elsewhere than on a card: by the page, by the platforms themselves, and in calendars. */
const elsewhere = new Set(['web', 'platforms', 'feeds']);

type Sentences = Record<string, unknown>;

/** Calls `work` with every sentence of a language watched, and gives those that were not said. */
function unsaid(language: (typeof languages)[number], work: () => void): readonly string[] {
  const all = wording(language) as unknown as Readonly<Record<string, Sentences>>;
  const silent = new Set<string>();
  const undo: (() => void)[] = [];
  const watch = (sentences: Sentences, path: string) => {
    for (const [key, sentence] of Object.entries(sentences)) {
      const name = `${path}.${key}`;
      if (typeof sentence === 'object' && sentence !== null) watch(sentence as Sentences, name);
      if (typeof sentence !== 'function') continue;
      silent.add(name);
      undo.push(() => {
        sentences[key] = sentence;
      });
      sentences[key] = (...given: readonly unknown[]) => {
        silent.delete(name);
        return sentence(...given);
      };
    }
  };
  for (const [feature, sentences] of Object.entries(all))
    if (!elsewhere.has(feature)) watch(sentences, feature);
  try {
    work();
  } finally {
    for (const step of undo) step();
  }
  return [...silent].sort();
}

describe('every sentence', () => {
  it.each(languages)('stands on a golden card: %s', (language) => {
    expect(
      unsaid(language, () => {
        for (const { draw } of goldenCards) draw(language);
        for (const { draw, errors } of goldenForms) {
          draw(language);
          errors?.(language);
        }
      }),
    ).toEqual([]);
  });
});
