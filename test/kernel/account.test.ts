// Accounts, inline text, languages, ids and refusals: the words that everything shares.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  accountKey,
  parseAccountKey,
  sameAccount,
} from '../../src/kernel/account.ts';
import { decided } from '../../src/kernel/facts.ts';
import { digestId, isId, linkId, personId, seatId, talkId } from '../../src/kernel/ids.ts';
import { code, link, person, plain, strong } from '../../src/kernel/inline.ts';
import { languageOf } from '../../src/kernel/language.ts';
import { never, ok, refuse } from '../../src/kernel/result.ts';

const ana: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };
const name = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);

describe('an account', () => {
  it('has the form that ORGANISERS takes, and is read back from it', () => {
    expect(accountKey(ana)).toBe('slack:T01/U01');
    expect(accountKey({ platform: 'web', workspace: '', user: 'olga' })).toBe('web:olga');
    fc.assert(
      fc.property(
        fc.constantFrom('slack', 'mattermost', 'web'),
        name,
        name,
        (platform, workspace, user) => {
          const account = {
            platform,
            workspace: platform === 'slack' ? workspace : '',
            user,
          } as const;
          expect(parseAccountKey(accountKey(account))).toEqual(account);
        },
      ),
    );
  });

  it.each([
    '',
    'olga',
    'web:',
    'slack:U01',
    'web:T01/olga',
    'irc:olga',
    'slack:T01/U01/x',
    'web:ol ga',
  ])('is not “%s”', (text) => {
    expect(parseAccountKey(text)).toBe(undefined);
  });

  it('is the same in all its parts or another', () => {
    expect(sameAccount(ana, { ...ana })).toBe(true);
    for (const other of [{ platform: 'web' as const }, { workspace: 'T02' }, { user: 'U02' }])
      expect(sameAccount(ana, { ...ana, ...other })).toBe(false);
  });
});

describe('inline text', () => {
  it('is plain words for a log or a screen reader', () => {
    const line = [
      'To ',
      strong('all'),
      ' ',
      code('x'),
      ' ',
      link('page', 'https://example.org'),
      ' ',
      person(ana, 'Ana'),
      ' ',
      { kind: 'mention', account: ana, name: 'Ana' } as const,
      ' ',
      { kind: 'moment', at: 0, zone: 'UTC', text: 'then' } as const,
    ];
    expect(plain(line)).toBe('To all x page Ana @Ana then');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//example.org', 'mailto:a@example.org', ''])(
    'has no link to %s',
    (url) => {
      expect(link('label', url)).toBe('label');
    },
  );
});

describe('the small words', () => {
  it('know the languages by a platform’s locale', () => {
    expect(
      ['fr', 'fr-CH', 'fr_FR', 'FR', 'en-US', 'de', 'french', '', undefined].map(languageOf),
    ).toEqual(['fr', 'fr', 'fr', 'fr', 'en', undefined, undefined, undefined, undefined]);
  });

  it('know an id by its shape', () => {
    expect(['k3f9', 'a'.repeat(20)].every(isId)).toBe(true);
    expect(['', 'abc', 'K3F9', 'a-b-c', 'a'.repeat(21), "x'; --"].some(isId)).toBe(false);
    expect([talkId, personId, seatId, digestId, linkId].map((make) => make('k3f9'))).toEqual(
      Array(5).fill('k3f9'),
    );
  });

  it('carry what went through, what was refused, and what follows', () => {
    expect([ok(1), refuse('no')]).toEqual([
      { ok: true, value: 1 },
      { ok: false, refusal: 'no' },
    ]);
    const fact = { kind: 'talk-changed', talk: talkId('k3f9') } as const;
    expect(decided(1, fact)).toEqual({ value: 1, facts: [fact] });
    expect(() => never('odd' as never)).toThrow('unforeseen case: "odd"');
  });
});
