// Two accounts become one person and part again: what each types, presses and sees, on a real SQLite.
import { describe, expect, it } from 'vitest';
import { enqueue } from '../../src/delivery/outbox.ts';
import type { Account } from '../../src/kernel/account.ts';
import { accountsOf, ensurePerson, findAccount } from '../../src/people/store.ts';
import { ada, adaThere, adaWeb, ben, benThere } from './accounts.ts';
import { ask, join, openStage, type Stage, titleOf, wordsOf } from './stage.ts';

const personOf = async (stage: Stage, who: Account) =>
  (await stage.database.read((read) => findAccount(read, who)))?.person;
const makePerson = (stage: Stage, who: Account) =>
  stage.database.write((tx) => ensurePerson(tx, who, stage.ports.newId, stage.ports.now()));

const over = 'This question is no longer open, and nothing was changed.';

describe('link', () => {
  it('joins two accounts that both say yes', async () => {
    const stage = await openStage();
    const into = await makePerson(stage, ada);
    const from = await makePerson(stage, adaThere);
    stage.codes.push('482913');
    expect(wordsOf(await stage.say(ada, 'link'))).toEqual([
      'Your code is 482913',
      'On your other account, in Slack, Mattermost or the web chat, type /icdd link 482913 before Mon 8 Jul 2019, 09:10 (Zurich time). Then both accounts are asked once more.',
      'Give this code to nobody else: it is only for your own accounts. A new code ends an older one.',
    ]);

    stage.pass(5);
    const question = [
      'If both accounts say yes before Mon 8 Jul 2019, 09:15 (Zurich time), they become one person, with the same seats on either side. Where both hold a seat for one talk, the better one stays.',
      'Say no unless both accounts are your own.',
      '[Yes, both are mine: link yes 482913] [No: link no 482913]',
    ];
    expect(wordsOf(await stage.say(adaThere, 'link 482 913'))).toEqual([
      'Are you also Ada Lovelace on Slack? The code you typed comes from there.',
      ...question,
    ]);
    const [notice] = await stage.notices();
    if (!notice) throw new Error('no notice');
    expect(notice).toMatchObject({ to: 'slack:T1/U1', drawer: 'link-asked' });
    const asked = await stage.draw(notice);
    expect('dropped' in asked || wordsOf(asked)).toEqual([
      'Are you also ada.l on Mattermost? Your code was typed there.',
      ...question,
    ]);

    const link = notice.params.link;
    expect(titleOf(await stage.press(adaThere, 'link-yes', link))).toBe(
      'Noted. Now say yes as Ada Lovelace on Slack too, before Mon 8 Jul 2019, 09:15 (Zurich time).',
    );
    expect(stage.facts).toEqual([]);
    expect(wordsOf(await stage.press(ada, 'link-yes', link))).toEqual([
      'This account and ada.l on Mattermost are one person now.',
      'Your seats are the same on either side. To part them again, type /icdd unlink on the account that keeps the seats.',
    ]);
    expect(stage.facts).toEqual([{ kind: 'persons-merged', from, into }]);
    expect([await personOf(stage, ada), await personOf(stage, adaThere)]).toEqual([into, into]);

    const [, told, ...more] = await stage.notices();
    expect([told?.to, told?.drawer, more.length]).toEqual(['mattermost:m1', 'link-done', 0]);
    expect(told && titleOf(await stage.draw(told))).toBe(
      'This account and Ada Lovelace on Slack are one person now.',
    );
    expect(titleOf(await stage.draw(notice))).toBe('dropped: no longer asked');
  });

  it('makes the persons where neither account ever decided anything', async () => {
    const stage = await openStage();
    await join(stage, ada, adaThere);
    expect(stage.facts).toHaveLength(1);
    const person = await personOf(stage, ada);
    expect(person).not.toBe(undefined);
    expect(await personOf(stage, adaThere)).toBe(person);
  });

  it('works typed, in French too', async () => {
    const stage = await openStage();
    await stage.say(adaThere, 'langue fr');
    stage.codes.push('482913');
    await stage.say(adaThere, 'lier');
    const asked = await stage.say(ada, 'link 482-913');
    expect(asked.language).toBe('en');
    const [notice] = await stage.notices();
    const drawn = notice && (await stage.draw(notice));
    expect(drawn && !('dropped' in drawn) && wordsOf(drawn).at(-1)).toBe(
      '[Oui, les deux sont à moi: lier oui 482913] [Non: lier non 482913]',
    );
    expect(titleOf(await stage.say(adaThere, 'lier oui 482913'))).toContain('C’est noté.');
    expect(notice && titleOf(await stage.draw(notice))).toBe('dropped: answered already');
    expect(titleOf(await stage.say(ada, 'link yes'))).toContain('are one person now');
    expect(stage.facts).toHaveLength(1);
  });

  it('leaves both apart where one says no, and tells both', async () => {
    const stage = await openStage();
    const link = await ask(stage, ada, adaThere);
    await stage.press(ada, 'link-yes', link);
    expect(titleOf(await stage.say(adaThere, 'link no'))).toBe(
      'This account and Ada Lovelace on Slack stay apart. Nothing was changed.',
    );
    const told = (await stage.notices()).at(-1);
    expect([told?.to, told?.drawer]).toEqual(['slack:T1/U1', 'link-done']);
    expect(told && titleOf(await stage.draw(told))).toBe(
      'This account and ada.l on Mattermost stay apart. Nothing was changed.',
    );
    expect(titleOf(await stage.press(ada, 'link-yes', link))).toBe(over);
    expect(stage.facts).toEqual([]);
  });

  it('tells whoever presses late, again or as a third the same, and changes nothing', async () => {
    const stage = await openStage();
    const link = await ask(stage, ada, adaThere);
    const first = titleOf(await stage.press(ada, 'link-yes', link));
    expect(titleOf(await stage.press(ada, 'link-yes', link))).toBe(first);
    expect(titleOf(await stage.press(ben, 'link-yes', link))).toBe(over);
    expect(titleOf(await stage.press(ada, 'link-yes', 'nosuchlink'))).toBe(over);
    stage.pass(10);
    expect(titleOf(await stage.press(adaThere, 'link-yes', link))).toBe(over);
    expect(titleOf(await stage.say(adaThere, 'link yes 482913'))).toBe(over);
    expect(await stage.notices()).toHaveLength(1);
    expect(stage.facts).toEqual([]);
    expect(await personOf(stage, ada)).toBe(undefined);
  });

  it('says after it was done that it is done, as long as that holds', async () => {
    const stage = await openStage();
    const link = await join(stage, ada, adaThere);
    const again = 'This account and Ada Lovelace on Slack are one person now.';
    expect(titleOf(await stage.press(adaThere, 'link-yes', link))).toBe(again);
    expect(titleOf(await stage.press(adaThere, 'link-no', link))).toBe(again);
    await stage.say(ada, 'unlink');
    expect(titleOf(await stage.press(adaThere, 'link-yes', link))).toBe(over);
    const told = (await stage.notices()).at(-1);
    expect(told && titleOf(await stage.draw(told))).toBe('dropped: parted again');
    expect(stage.facts).toHaveLength(2);
  });

  it('shows the question again to whoever types the code again', async () => {
    const stage = await openStage();
    await ask(stage, ada, adaThere);
    const again = wordsOf(await stage.say(adaThere, 'link 482913'));
    expect(again[0]).toBe(
      'Are you also Ada Lovelace on Slack? The code you typed comes from there.',
    );
    expect(await stage.notices()).toHaveLength(1);
  });

  it('never gives two accounts the same code', async () => {
    const stage = await openStage();
    stage.codes.push('111111', '111111', '222222');
    await stage.say(ada, 'link');
    expect(titleOf(await stage.say(ben, 'link'))).toBe('Your code is 222222');
    stage.codes.push(...Array.from({ length: 10 }, () => '111111'));
    await expect(stage.say(adaThere, 'link')).rejects.toThrow('no free code');
  });
});

describe('link yes', () => {
  it('says so where no question is open', async () => {
    const stage = await openStage();
    for (const words of ['link yes', 'link no 482913'])
      expect(titleOf(await stage.say(ada, words))).toBe(
        'No question is waiting for your answer. Nothing was changed.',
      );
  });

  it('does not tell whether somebody else’s code exists', async () => {
    const stage = await openStage();
    await ask(stage, ada, adaThere, '111111');
    stage.codes.push('222222');
    await stage.say(ada, 'link');
    const answers = [];
    for (const code of ['111111', '222222', '333333'])
      answers.push(titleOf(await stage.say(benThere, `link yes ${code}`)));
    expect(new Set(answers).size).toBe(1);
  });

  it('asks which where several are open', async () => {
    const stage = await openStage();
    await ask(stage, ada, adaThere, '111111');
    stage.pass(1);
    await ask(stage, ada, benThere, '222222');
    expect(wordsOf(await stage.say(ada, 'link yes'))).toEqual([
      'More than one question waits for your answer. Which one?',
      'ben.b on Mattermost: /icdd link yes 222222 or /icdd link no 222222',
      'ada.l on Mattermost: /icdd link yes 111111 or /icdd link no 111111',
    ]);
    expect(titleOf(await stage.say(ada, 'link yes 111111'))).toContain('say yes as ada.l');
  });

  it('joins nothing that met in a workspace meanwhile, and tells both', async () => {
    const stage = await openStage();
    const first = await ask(stage, ada, adaThere, '111111');
    const second = await ask(stage, ada, benThere, '222222');
    for (const who of [ada, adaThere]) await stage.press(who, 'link-yes', first);
    await stage.press(benThere, 'link-yes', second);
    expect(titleOf(await stage.press(ada, 'link-yes', second))).toContain(
      'two accounts of one workspace',
    );
    const told = (await stage.notices()).at(-1);
    expect(told?.to).toBe('mattermost:m2');
    expect(told && titleOf(await stage.draw(told))).toContain('stay apart');
    expect(stage.facts).toHaveLength(1);
  });

  it('is content where both became one person on another way meanwhile', async () => {
    const stage = await openStage();
    const first = await ask(stage, ada, adaThere, '111111');
    const second = await ask(stage, adaThere, ada, '222222');
    for (const who of [ada, adaThere]) await stage.press(who, 'link-yes', first);
    for (const who of [ada, adaThere])
      expect(titleOf(await stage.press(who, 'link-yes', second))).toMatch(
        /Noted|are one person now/,
      );
    expect(stage.facts).toHaveLength(1);
  });
});

describe('unlink', () => {
  it('leaves person and seats to the account that typed it', async () => {
    const stage = await openStage();
    await join(stage, ada, adaThere);
    const person = await personOf(stage, ada);
    expect(wordsOf(await stage.say(adaThere, 'délier'))).toEqual([
      'Parted. Your seats stay here; your account on Slack is a person of its own again.',
      'A language or zone that you chose stays here too. /icdd link joins accounts again. An address of your seats for a calendar works no more; /icdd calendar gives a new one.',
    ]);
    expect(await personOf(stage, adaThere)).toBe(person);
    expect(await personOf(stage, ada)).toBe(undefined);
  });

  it('parts all the others', async () => {
    const stage = await openStage();
    await join(stage, ada, adaThere, '111111');
    await join(stage, adaThere, adaWeb, '222222');
    const person = await personOf(stage, adaWeb);
    if (!person) throw new Error('no person');
    expect(await stage.database.read((read) => accountsOf(read, person))).toHaveLength(3);
    expect(titleOf(await stage.say(ada, 'unlink'))).toBe(
      'Parted. Your seats stay here; your accounts on Mattermost and the web chat are persons of their own again.',
    );
  });

  it('says so where the account stands alone', async () => {
    const stage = await openStage();
    const alone = 'This account stands alone: there is nothing to part.';
    expect(titleOf(await stage.say(ada, 'unlink'))).toBe(alone);
    await makePerson(stage, ada);
    expect(titleOf(await stage.say(ada, 'unlink'))).toBe(alone);
  });
});

describe('a notice', () => {
  it('of a link that is gone or not decided is dropped', async () => {
    const stage = await openStage();
    const link = await ask(stage, ada, adaThere);
    const told = { key: 'x', to: 'slack:T1/U1', params: { link } };
    const nobody = { ...told, params: { link: 'nosuchlink' } };
    const all = [
      { ...told, drawer: 'link-done' },
      { ...nobody, drawer: 'link-done' },
      { ...nobody, drawer: 'link-asked' },
    ];
    const drawn = [];
    for (const one of all) drawn.push(titleOf(await stage.draw(one)));
    expect(drawn).toEqual([
      'dropped: not decided',
      'dropped: no such link',
      'dropped: no such link',
    ]);
  });

  it('has a key that every platform carries', async () => {
    const stage = await openStage();
    const link = await ask(stage, ada, adaThere);
    const key = `link-asked:${link}`;
    const to = { kind: 'account', account: ada } as const;
    const again = { key, drawer: 'link-asked', to, params: { link } };
    expect(await stage.database.write((tx) => enqueue(tx, again, stage.ports.now()))).toBe(false);
  });
});
