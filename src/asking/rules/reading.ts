// Reads a sentence as questions: each clause must be one of a language's phrases from its first word to its last.
import type { Language } from '../../kernel/language.ts';
import { type Clause, clausesOf, type Reference } from './clauses.ts';
import type { Days } from './days.ts';
import { english } from './english.ts';
import { foldText } from './folding.ts';
import { french } from './french.ts';
import type { PhraseBook, TalkReference } from './phrase-book.ts';
import {
  isOfTalk,
  type Manner,
  type Question,
  type TalkQuestion,
  type Topic,
  type Which,
  type World,
} from './questions.ts';

const books: Readonly<Record<Language, PhraseBook>> = { en: english, fr: french };

/** A sentence of more words is a letter, and no question of this grammar. */
const mostLetters = 300;
/** So many questions at once, all of one talk. */
const mostQuestions = 3;

/**
 * What a sentence asks, in either language, `first` before the other; undefined where any word of it has no place. Names of talks are looked for only where
 * nothing is understood without them.
 */
export function readQuestions(
  typed: string,
  first: Language,
  world: World,
): readonly Question[] | undefined {
  if (typed.length > mostLetters) return undefined;
  const folded = foldText(typed);
  const order = first === 'en' ? [books.en, books.fr] : [books.fr, books.en];
  for (const named of world.names.length > 0 ? [false, true] : [false])
    for (const book of order) {
      const read = readIn(book, folded, world, named);
      if (read) return read;
    }
  return undefined;
}

function readIn(
  book: PhraseBook,
  folded: string,
  world: World,
  named: boolean,
): readonly Question[] | undefined {
  const clauses = clausesOf(folded, book, world, named)?.filter(({ text }) => text !== '');
  if (clauses === undefined || clauses.length === 0) return undefined;
  const questions: Question[] = [];
  for (const clause of clauses) {
    const read = readClause(clause, book) ?? readBoth(clause, book);
    if (!read) return undefined;
    questions.push(...read);
  }
  return ofOneTalk(questions);
}

function readClause(clause: Clause, book: PhraseBook): readonly Question[] | undefined {
  // "On Wednesday, who speaks?", "is registration for talk 9 open?": which talk may be said anywhere.
  const named = clause.text.match(/@[DT]\d+ /g) ?? [];
  const turned = `${clause.text.replace(/@[DT]\d+ /g, '')}${named.join('')}`;
  for (const text of new Set([clause.text, turned])) {
    const words = text.split(' ').filter((word) => word !== '' && !word.startsWith('@'));
    for (const phrase of book.phrases) {
      if ((phrase.needsMark && !clause.asks) || !phrase.fits(text, words)) continue;
      const question = questionOf(phrase.topic, text, clause.references);
      return question && [question];
    }
  }
  return undefined;
}

/** Two questions in one clause: "when and where is it", "who speaks on Wednesday and is there a seat". */
function readBoth(clause: Clause, book: PhraseBook): readonly Question[] | undefined {
  const [before = '', after = '', ...more] = ` ${clause.text}`.split(book.and);
  if (after === '' || more.length > 0) return undefined;
  const part = (text: string): Clause => ({ ...clause, text: `${text.trim()} ` });
  const second = readClause(part(after), book);
  if (!second) return undefined;
  // "when and where is it": what follows belongs to both.
  const [, rest = ''] = /^\s*\S+ (.*)$/.exec(after) as RegExpExecArray;
  const first = readClause(part(before), book) ?? readClause(part(`${before} ${rest}`), book);
  return first && [...first, ...second];
}

/** Several questions are answered together where they are of one talk; "it" is the one that another named. */
function ofOneTalk(questions: readonly Question[]): readonly Question[] | undefined {
  if (questions.length === 1) return questions;
  if (questions.length > mostQuestions) return undefined;
  const ofTalk = questions.filter(isOfTalk);
  if (ofTalk.length < questions.length) return undefined;
  const named = ofTalk.map(({ which }) => which).filter(({ kind }) => kind !== 'it');
  const [which = { kind: 'it' } as const] = named;
  const same = named.every((one) => JSON.stringify(one) === JSON.stringify(which));
  return same ? ofTalk.map((question): TalkQuestion => ({ ...question, which })) : undefined;
}

function questionOf(
  topic: Topic,
  text: string,
  references: readonly Reference[],
): Question | undefined {
  const [about, as] = topic.split(':') as [Question['about'], Manner];
  const named = [...text.matchAll(/@[A-Z](\d+)/g)].map(([, at]) => references[Number(at)]);
  const all = named.filter((one) => one !== undefined);
  const days = all.flatMap((one) => (one.kind === 'D' ? [one.days] : []));
  switch (about) {
    case 'help':
    case 'guests':
    case 'past':
    case 'mine':
      return { about };
    case 'programme':
      return { about, as, days: days[0] };
    case 'followers':
      return {
        about,
        network: all.find((one) => one.kind === 'N')?.network,
        since: all.find((one) => one.kind === 'S')?.since,
      };
    default: {
      const which = whichOf(all, days);
      return which && { about, as, which };
    }
  }
}

/** Templates hold one talk by one name and one day at most. */
function whichOf(all: readonly Reference[], days: readonly Days[]): Which | undefined {
  const talks = all.filter((one) => one.kind === 'T');
  const [talk] = talks;
  const [on] = days;
  if (talk && 'talks' in talk) return { kind: 'titled', talks: talk.talks, on };
  return said(talk?.talk ?? { kind: 'this' }, talk?.bare ?? false, on);
}

function said(talk: TalkReference, bare: boolean, on: Days | undefined): Which {
  if (talk.kind === 'number')
    return { kind: 'number', number: Number(talk.digits), series: talk.series, bare, on };
  if (on !== undefined) return { kind: 'on', days: on, first: talk.kind === 'next' };
  return talk.kind === 'this' ? { kind: 'it' } : { kind: talk.kind };
}
