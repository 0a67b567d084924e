// Which known word somebody probably meant, over the whole table of words.
import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import { nearest } from '../../src/asking/rules.ts';
import type { Word } from '../../src/chat/router.ts';
import { distance, fold } from '../../src/chat/words.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  linesOf,
  load,
  openProgram,
  type Program,
  talkNine,
  talkTen,
  titleOf,
} from '../seats/stage.ts';

let stage: Program;
let words: readonly Word[];
let on: Conversation;
beforeAll(async () => {
  stage = await openProgram();
  words = assemble(stage.ports, () => '123456').words;
  on = conversation(stage);
  await load(stage, [{ ...talkNine, title: 'Beyond KPIs' }, talkTen]);
  return () => stage.close();
});
const near = (typed: string) => nearest(typed, words, { fold, distance });

describe('a near miss', () => {
  it.each([
    ['regsiter', 'register', 'register'],
    ['registre', 'register', 'register'],
    ['registr', 'register', 'register'],
    ['rgister', 'register', 'register'],
    ['reigster', 'register', 'register'],
    ['Regsiter!', 'register', 'register'],
    ['reg', 'register', 'register'],
    ['inscire', 'register', 'inscrire'],
    ['inscrir', 'register', 'inscrire'],
    ['insrcire', 'register', 'inscrire'],
    ['rése', 'register', 'réserver'],
    ['sho', 'show', 'show'],
    ['dés', 'cancel', 'désinscrire'],
    ['pou', 'why', 'pourquoi'],
    ['don', 'give', 'donner'],
    ['cal', 'calendar', 'calendar'],
    ['rap', 'remind', 'rappels'],
    ['abo', 'followers', 'abonnés'],
    ['fus', 'zone', 'fuseau'],
    ['reservre', 'register', 'réserver'],
    ['canel', 'cancel', 'cancel'],
    ['cancle', 'cancel', 'cancel'],
    ['cacnel', 'cancel', 'cancel'],
    ['cancell', 'cancel', 'cancel'],
    ['anuler', 'cancel', 'annuler'],
    ['annler', 'cancel', 'annuler'],
    ['desinscrir', 'cancel', 'désinscrire'],
    ['unregster', 'cancel', 'unregister'],
    ['lst', 'list', 'list'],
    ['lsit', 'list', 'list'],
    ['litse', 'list', 'liste'],
    ['upcomming', 'list', 'upcoming'],
    ['shwo', 'show', 'show'],
    ['shw', 'show', 'show'],
    ['vior', 'show', 'voir'],
    ['confrence', 'show', 'conférence'],
    ['detials', 'show', 'details'],
    ['wyh', 'why', 'why'],
    ['porquoi', 'why', 'pourquoi'],
    ['purquoi', 'why', 'pourquoi'],
    ['mien', 'mine', 'mine'],
    ['folowers', 'followers', 'followers'],
    ['follwers', 'followers', 'followers'],
    ['abones', 'followers', 'abonnés'],
    ['abonné', 'followers', 'abonné'],
    ['hlep', 'help', 'help'],
    ['hepl', 'help', 'help'],
    ['aied', 'help', 'aide'],
    ['bonjuor', 'help', 'bonjour'],
    ['langauge', 'language', 'language'],
    ['lnague', 'language', 'langue'],
    ['zoen', 'zone', 'zone'],
    ['fusaeu', 'zone', 'fuseau'],
    ['unlnik', 'unlink', 'unlink'],
    ['delier', 'unlink', 'délier'],
    ['digset', 'digest', 'digest'],
    ['anounce', 'announce', 'announce'],
    ['capactiy', 'capacity', 'capacity'],
  ])('“%s” is %s, spelled %s', (typed, name, spelling) => {
    expect(near(typed)).toEqual({ name, spelling });
  });

  it.each(['x', 'li', 'lisk', 'whu', 'gardening', 'banana', '9', 'res', 'when', 'thing'])(
    'is nothing for “%s”, which is as near to none or to two',
    (typed) => {
      expect(near(typed)).toBe(undefined);
    },
  );

  it('that begins two words is the one of the reader’s language', () => {
    const read = (typed: string, language?: 'en' | 'fr') =>
      nearest(typed, words, { fold, distance }, language)?.spelling;
    expect([read('ins'), read('ins', 'fr'), read('ins', 'en')]).toEqual([
      undefined,
      'inscrire',
      'insights',
    ]);
    expect(read('res', 'en')).toBe(undefined);
  });

  it('of a word for organisers is told to organisers alone', async () => {
    expect(titleOf(await on.types('olga', 'anounce 9'))).toBe('Did you mean “announce 9”?');
    expect(titleOf(await on.types('ana', 'anounce 9'))).toBe('I do not know “anounce”.');
  });
});

describe('the table of words', () => {
  it('gives each spelling to one word', () => {
    const owners = new Map<string, string>();
    for (const word of words)
      for (const spelling of [word.name, ...Object.values(word.spellings).flat()]) {
        const owner = owners.get(fold(spelling)) ?? word.name;
        expect(`${spelling}: ${owner}`).toBe(`${spelling}: ${word.name}`);
        owners.set(fold(spelling), word.name);
      }
  });
});

describe('what is asked back', () => {
  it('has a button that does it, and what to type', async () => {
    const card = await on.types('ana', 'regsiter 9');
    expect(linesOf(card)).toEqual(['Did you mean “register 9”?', '[register 9: register 9]']);
    const [button] = buttonsOf(card);
    if (!button) throw new Error('no button');
    expect(titleOf(await on.presses('ana', button.action))).toBe('You have a seat in talk 9.');
  });

  it('is in the reader’s language', async () => {
    expect(linesOf(await on.types('fred', 'anuler kpis'))).toEqual([
      'Vouliez-vous dire « annuler kpis » ?',
      '[annuler kpis: annuler kpis]',
    ]);
  });

  it('has a button for a word that needs no talk', async () => {
    expect(linesOf(await on.types('ana', 'hlep'))).toEqual([
      'Did you mean “help”?',
      '[help: help]',
    ]);
    expect(linesOf(await on.types('ana', 'lsit past'))).toEqual([
      'Did you mean “list past”?',
      '/icdd list past',
    ]);
  });

  it('says what to type where no one button does it', async () => {
    for (const typed of ['regsiter 99', 'langauge fr', 'canel 9 yes'])
      expect(buttonsOf(await on.types('ana', typed))).toEqual([]);
    expect(linesOf(await on.types('ana', 'langauge fr'))[1]).toBe('/icdd language fr');
  });

  it('has a label that fits, however long the words', async () => {
    const card = await on.types('ana', `regsiter ${'beyond kpis'.padEnd(11)}`);
    for (const { label } of buttonsOf(card)) expect(label.length).toBeLessThanOrEqual(30);
  });
});
