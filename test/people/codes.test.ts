// The codes that are refused, each with its own sentence.
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/kernel/account.ts';
import { ada, adaThere, ben, benThere } from './accounts.ts';
import { ask, join, openStage, type Stage, titleOf, wordsOf } from './stage.ts';

describe('a code is refused', () => {
  const typed = async (stage: Stage, who: Account, words: string) =>
    titleOf(await stage.say(who, words));

  it('where nobody has it', async () => {
    const stage = await openStage();
    expect(wordsOf(await stage.say(adaThere, 'link 482913'))).toEqual([
      'No account has the code 482913. Please look at it again; nothing was changed.',
      'For a new code, type /icdd link on your other account.',
    ]);
  });

  it('where it is none', async () => {
    const stage = await openStage();
    for (const words of ['link 48291', 'link 4829133', 'link me', 'link constructor'])
      expect(await typed(stage, ada, words)).toBe(
        'A code has six digits. Type /icdd link on one account to get a code, and /icdd link 482913 with your own code on the other.',
      );
  });

  it('after ten minutes, and after a newer one', async () => {
    const stage = await openStage();
    stage.codes.push('111111', '222222');
    await stage.say(ada, 'link');
    await stage.say(ada, 'link');
    const out = 'That code has run out: a code is good for ten minutes.';
    expect(await typed(stage, adaThere, 'link 111111')).toBe(out);
    stage.pass(10);
    expect(await typed(stage, adaThere, 'link 222222')).toBe(out);
  });

  it('on the account that got it', async () => {
    const stage = await openStage();
    stage.codes.push('482913');
    await stage.say(ada, 'link');
    expect(await typed(stage, ada, 'link 482913')).toContain('That is this account’s own code.');
  });

  it('once it was used', async () => {
    const stage = await openStage();
    await ask(stage, ada, adaThere);
    const used = 'That code was used already: a code is good for one time.';
    expect(await typed(stage, benThere, 'link 482913')).toBe(used);
    await stage.say(adaThere, 'link no');
    expect(await typed(stage, adaThere, 'link 482913')).toBe(used);
  });

  it('where both are one person already', async () => {
    const stage = await openStage();
    await join(stage, ada, adaThere);
    stage.codes.push('555555');
    await stage.say(ada, 'link');
    expect(await typed(stage, adaThere, 'link 555555')).toBe(
      'The two accounts are one person already. Nothing was changed.',
    );
  });

  it('in the same workspace, also where a third account stands there', async () => {
    const stage = await openStage();
    const same =
      'That would make two accounts of one workspace the same person. A link joins, say, your Slack account with your Mattermost or web account. Nothing was changed.';
    stage.codes.push('111111');
    await stage.say(ada, 'link');
    expect(await typed(stage, ben, 'link 111111')).toBe(same);
    await join(stage, ada, adaThere, '333333');
    stage.codes.push('222222');
    await stage.say(ben, 'link');
    expect(await typed(stage, adaThere, 'link 222222')).toBe(same);
  });

  it('after five wrong ones within ten minutes, even the right one', async () => {
    const stage = await openStage();
    for (let i = 0; i < 5; i += 1)
      expect(await typed(stage, adaThere, `link 00000${i}`)).toContain('No account');
    stage.codes.push('482913', '482914');
    await stage.say(ada, 'link');
    expect(await typed(stage, adaThere, 'link 482913')).toBe(
      'Too many wrong codes. You can try again after Mon 8 Jul 2019, 09:10 (Zurich time).',
    );
    expect(await stage.notices()).toEqual([]);
    stage.pass(10);
    await stage.say(ada, 'link');
    expect(await typed(stage, adaThere, 'link 482914')).toContain('Are you also Ada Lovelace');
  });
});
