// The form of language and zone: what stands in it, what comes of it, and what it does not overwrite.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormId, Submitted } from '../../src/chat/form.ts';
import { cardOf, type Reply } from '../../src/chat/reply.ts';
import { preferencesMark } from '../../src/people/rules/preferences.ts';
import { findAccount, saveProfile } from '../../src/people/store.ts';
import {
  type Conversation,
  conversation,
  linesOf,
  monday,
  type Program,
  pressing,
  program,
  submitting,
  titleOf,
  typing,
  web,
} from '../seats/stage.ts';

let stage: Program;
let on: Conversation;

beforeEach(async () => {
  stage = await program();
  on = conversation(stage);
});

const formOf = (reply: Reply) => {
  if (reply.kind !== 'form') throw new Error('a form is expected');
  return reply.form;
};
const open = async (user: string, typed = 'language') =>
  formOf(await on.receive(typing(web(user), typed)));
const send = (
  user: string,
  form: FormId,
  values: Readonly<Record<string, Submitted>>,
  delivery?: string,
): Promise<Reply> => on.receive(submitting(web(user), form, values, delivery));
const told = (reply: Reply) => {
  const card = cardOf(reply);
  return card === undefined ? 'silence' : titleOf(card);
};
const wrong = (reply: Reply) => (reply.kind === 'errors' ? Object.fromEntries(reply.errors) : {});
const set = async (user: string) => {
  const known = await stage.database.read((read) => findAccount(read, web(user)));
  return [known?.preferredLanguage, known?.preferredZone];
};

describe('the form of language and zone', () => {
  it.each(['language', 'langue', 'zone', 'fuseau'])('is opened by “%s” alone', async (typed) => {
    expect((await open('ana', typed)).id).toEqual({ form: 'preferences', seen: 'autoauto' });
  });

  it('shows what is set, and what holds without it', async () => {
    const profile = { name: 'Ana', locale: 'fr-CH', zone: 'Asia/Kolkata' };
    await stage.database.write((tx) => saveProfile(tx, web('ana'), profile, monday));
    const automatic = await open('ana');
    expect(automatic).toMatchObject({ language: 'fr', title: 'Vos réglages' });
    expect(automatic.fields).toMatchObject([
      {
        initial: 'auto',
        choices: [
          { label: 'Comme dans votre messagerie (français)' },
          { label: 'English' },
          { label: 'Français' },
        ],
      },
      { hint: expect.stringContaining('(Asia/Kolkata)') },
    ]);
    await on.types('ana', 'language en');
    await on.types('ana', 'zone Paris');
    expect((await open('ana', 'zone')).fields).toMatchObject([
      { initial: 'en' },
      { initial: 'Europe/Paris', hint: expect.stringContaining('(Asia/Kolkata)') },
    ]);
  });

  it('is opened by its button too, and stands as a card where it cannot be', async () => {
    const reply = await on.receive(pressing(web('ana'), { verb: 'preferences' }));
    expect(formOf(reply).id.form).toBe('preferences');
    expect(linesOf(cardOf(reply) as never)).toEqual([
      'Your settings',
      'Language: English',
      'Time zone: Europe/Zurich, where it is 09:00 now',
      expect.stringContaining('/icdd language fr'),
      expect.stringContaining('/icdd zone Europe/Paris'),
      '[Language and zone: language]',
    ]);
  });

  it('sets both at once, and answers in the language that was chosen', async () => {
    const { id } = await open('ana');
    const reply = await send('ana', id, { language: 'fr', zone: 'new york' });
    expect(linesOf(cardOf(reply) as never).slice(0, 3)).toEqual([
      'Vos réglages sont enregistrés.',
      'Langue: Français',
      'Fuseau horaire: America/New_York, où il est maintenant 03:00',
    ]);
    expect(await set('ana')).toEqual(['fr', 'America/New_York']);
    // Empty, and “as in your chat”, take them away again.
    const again = await open('ana');
    await send('ana', again.id, { language: 'auto', zone: ' ' });
    expect(await set('ana')).toEqual([undefined, undefined]);
  });

  it('makes nobody a person who wants nothing of their own', async () => {
    const { id } = await open('ana');
    await send('ana', id, { language: 'auto', zone: 'auto' });
    expect(await stage.database.read((read) => findAccount(read, web('ana')))).toBe(undefined);
  });

  it.each<[string, Record<string, Submitted>, Record<string, string>]>([
    ['no language', { language: '' }, { language: 'Please fill this in.' }],
    [
      'another language',
      { language: 'klingon' },
      {
        language: 'This cannot be chosen any more. Please choose again.',
      },
    ],
    [
      'a place that is none',
      { zone: 'Atlantis' },
      {
        zone: 'I know no time zone or city “Atlantis”. Nothing was changed.',
      },
    ],
    [
      'more than a zone holds',
      { zone: 'x'.repeat(61) },
      {
        zone: expect.stringContaining('60') as unknown as string,
      },
    ],
  ])('with %s says so at the field, and changes nothing', async (_, values, errors) => {
    const { id } = await open('ana');
    const right = { language: 'en', zone: 'Europe/Rome' };
    expect(wrong(await send('ana', id, { ...right, ...values }, 'd1'))).toEqual(errors);
    expect(await set('ana')).toEqual([undefined, undefined]);
    expect(told(await send('ana', id, right, 'd1'))).toBe('Your settings are saved.');
    expect(await set('ana')).toEqual(['en', 'Europe/Rome']);
    expect(told(await send('ana', id, right, 'd1'))).toBe('silence');
  });

  it('that was opened before something was set otherwise overwrites nothing, and shows how it stands', async () => {
    const { id } = await open('ana');
    await on.types('ana', 'zone Asia/Kolkata');
    const reply = await send('ana', id, { language: 'fr', zone: '' });
    expect(linesOf(cardOf(reply) as never).slice(0, 3)).toEqual([
      'Your settings were changed since this form was opened, so it changed nothing. They stand as follows.',
      'Language: English',
      'Time zone: Asia/Kolkata, where it is 12:30 now',
    ]);
    const forged: FormId = { form: 'preferences', seen: 'x' };
    expect(told(await send('ana', forged, { language: 'fr' }))).toMatch(/changed nothing/);
    expect(await set('ana')).toEqual([undefined, 'Asia/Kolkata']);
  });
});

describe('its mark', () => {
  it('is another for every zone and language, in 40 letters at most', () => {
    const otherwise = { language: 'en', zone: 'UTC' } as const;
    const zones = [undefined, ...Intl.supportedValuesOf('timeZone'), 'Etc/GMT+5', 'Etc/GMT-5'];
    const marks = ([undefined, 'en', 'fr'] as const).flatMap((language) =>
      zones.map((zone) => preferencesMark({ language, zone, otherwise })),
    );
    expect(new Set(marks).size).toBe(marks.length);
    for (const mark of marks) expect(mark).toMatch(/^[a-z0-9]{1,40}$/);
  });
});
