// Language and zone as people type them, on a real SQLite.
import { describe, expect, it } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { findAccount, saveProfile } from '../../src/people/store.ts';
import { ada, monday } from './accounts.ts';
import { openStage, titleOf, wordsOf } from './stage.ts';

describe('language', () => {
  it('says which one is spoken, and how to choose', async () => {
    const stage = await openStage();
    expect(wordsOf(await stage.say(ada, 'language'))).toEqual([
      'I speak English with you.',
      'To choose, type /icdd language fr or /icdd language en; /icdd language auto follows your chat’s own setting.',
      '[Language and zone: language]',
    ]);
  });

  it('is answered in the language chosen, from either language’s word', async () => {
    const stage = await openStage();
    const french = await stage.say(ada, 'language français');
    expect([french.language, titleOf(french)]).toEqual([
      'fr',
      'Désormais, je vous parle français.',
    ]);
    expect(titleOf(await stage.say(ada, 'langue'))).toBe('Je vous parle français.');
    expect(titleOf(await stage.say(ada, 'langue anglais'))).toBe(
      'From now on I speak English with you.',
    );
  });

  it('follows the platform again', async () => {
    const stage = await openStage();
    const profile = { name: 'Ada', locale: 'fr-FR', zone: undefined };
    await stage.database.write((tx) => saveProfile(tx, ada, profile, monday));
    await stage.say(ada, 'language en');
    expect(titleOf(await stage.say(ada, 'language reset'))).toBe(
      'Je suis à nouveau le réglage de votre messagerie : français.',
    );
  });

  it('makes nobody a person who only looks, errs or resets', async () => {
    const stage = await openStage();
    const unknown = await stage.say(ada, 'language klingon');
    expect(titleOf(unknown)).toBe(
      'I do not speak “klingon”; I speak English and French. Nothing was changed.',
    );
    for (const words of ['language', 'langue auto', 'zone', 'zone auto', 'zone nowhere'])
      await stage.say(ada, words);
    const known = await stage.database.read((read) => findAccount(read, ada));
    expect(known?.person).toBe(undefined);
  });

  it('shortens what was typed, however long', async () => {
    const stage = await openStage();
    const title = titleOf(await stage.say(ada, `language ${'x'.repeat(5_000)}`));
    expect(title.length).toBeLessThan(120);
  });

  it('answers one delivery once', async () => {
    const stage = await openStage();
    await stage.say(ada, 'language fr', 'twice');
    await expect(stage.say(ada, 'language en', 'twice')).rejects.toThrow(AlreadyAnswered);
    expect(titleOf(await stage.say(ada, 'language'))).toBe('Je vous parle français.');
  });
});

describe('zone', () => {
  it('says which one is shown, and what time it is there', async () => {
    const stage = await openStage();
    expect(wordsOf(await stage.say(ada, 'zone'))).toEqual([
      'Your own time is shown for Europe/Zurich, where it is 09:00 now.',
      'To choose, type an area and a city, such as /icdd zone Europe/Paris, or a city alone; /icdd zone auto follows your chat’s own setting.',
      '[Language and zone: language]',
    ]);
  });

  it('takes a zone or a city, and goes back', async () => {
    const stage = await openStage();
    expect(titleOf(await stage.say(ada, 'zone Asia/Kolkata'))).toBe(
      'From now on your own time is shown for Asia/Kolkata, where it is 12:30 now.',
    );
    expect(titleOf(await stage.say(ada, 'fuseau new york'))).toBe(
      'From now on your own time is shown for America/New_York, where it is 03:00 now.',
    );
    expect(titleOf(await stage.say(ada, 'zone auto'))).toBe(
      'I follow your chat’s own setting again: Europe/Zurich, where it is 09:00 now.',
    );
  });

  it('says what to type where it knows no such place', async () => {
    const stage = await openStage();
    expect(wordsOf(await stage.say(ada, 'zone Atlantis'))).toEqual([
      'I know no time zone or city “Atlantis”. Nothing was changed.',
      'To choose, type an area and a city, such as /icdd zone Europe/Paris, or a city alone; /icdd zone auto follows your chat’s own setting.',
    ]);
  });
});
