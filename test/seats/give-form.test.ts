// Giving a seat in a form: the way to it, what comes of sending it, and what is refused without changing anything.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormField, FormId, Submitted } from '../../src/chat/form.ts';
import { cardOf, type Reply } from '../../src/chat/reply.ts';
import {
  buttonsOf,
  type Conversation,
  conversation,
  linesOf,
  liveSeats,
  load,
  monday,
  outbox,
  type Program,
  pressing,
  program,
  submitting,
  talkNine,
  talkOf,
  talkTen,
  titleOf,
  typing,
  web,
} from './stage.ts';

let clock: { now: number };
let stage: Program;
let on: Conversation;

const nine = { ...talkNine, title: 'Beyond KPIs', dinner: false };

beforeEach(async () => {
  clock = { now: monday };
  stage = await program(clock);
  on = conversation(stage);
  await load(stage, [nine, talkTen]);
});

const id = async (number: number) => (await talkOf(stage, number)).id;
const types = (user: string, text: string): Promise<Reply> => on.receive(typing(web(user), text));
const send = (
  user: string,
  form: FormId,
  values: Readonly<Record<string, Submitted>>,
  delivery?: string,
) => on.receive(submitting(web(user), form, values, delivery));
const ofNine = async (): Promise<FormId> => ({ form: 'give-seat', talk: await id(9) });
const several: FormId = { form: 'give' };

const told = (reply: Reply) => {
  const card = cardOf(reply);
  return card === undefined ? 'silence' : titleOf(card);
};
const fields = (reply: Reply): readonly FormField[] =>
  reply.kind === 'form' ? reply.form.fields : [];
const keys = (reply: Reply) => fields(reply).map(({ key }) => key);
const wrong = (reply: Reply) => (reply.kind === 'errors' ? Object.fromEntries(reply.errors) : {});
const messages = async () => (await outbox(stage)).map(({ drawer, to }) => `${drawer} ${to}`);
const holders = async (number: number) =>
  (await liveSeats(stage, await id(number))).map(({ user }) => user);

describe('the form for giving a seat', () => {
  it('asks for the colleague alone where one has one seat', async () => {
    await on.types('ana', 'register 9');
    const reply = await types('ana', 'give');
    if (reply.kind !== 'form') throw new Error('a form is expected');
    expect(reply.form.id).toEqual(await ofNine());
    expect(keys(reply)).toEqual(['who']);
    expect(reply.form.intro[0]).toEqual(['Talk 9, Wed 10 Jul 2019: Beyond KPIs']);
  });

  it('asks for the talk too where one has several, but not for those that one is giving away', async () => {
    for (const typed of ['register 9', 'register 10']) await on.types('fritz', typed);
    const reply = await types('fritz', 'donner');
    expect(reply).toMatchObject({ kind: 'form', form: { id: several, title: 'Donner une place' } });
    const [talk, who] = fields(reply);
    expect(talk?.kind === 'choice' && talk.choices.map(({ label }) => label)).toEqual([
      'Conférence 9, mer. 10 juil. 2019 : Beyond KPIs',
      'Conférence 10, mer. 24 juil. 2019 : titre à venir',
    ]);
    expect(who).toMatchObject({ kind: 'people', label: 'Collègue', atMost: 1 });
    await on.types('fritz', 'donner 9 @ben');
    expect(await types('fritz', 'donner')).toMatchObject({
      form: { id: { form: 'give-seat', talk: await id(10) } },
    });
  });

  it.each(['give 9', 'give KPIs', 'give next', 'give 9 ben', 'give ben 9', 'give 9 to @nobody'])(
    'is opened for one talk by “%s”',
    async (typed) => {
      await on.types('ana', 'register 9');
      await on.types('ana', 'register 10');
      expect(await types('ana', typed)).toMatchObject({
        kind: 'form',
        form: { id: await ofNine() },
      });
    },
  );

  it.each([
    ['give 9', false],
    ['give KPIs to', false],
    ['give', false],
    ['give 9 ben', true],
    ['give 9 to @nobody', true],
    ['give @nobody', true],
  ])('says after “%s” whether whoever was named was not understood', async (typed, said) => {
    await on.types('ana', 'register 9');
    const intro = async () => {
      const reply = await types('ana', typed);
      return reply.kind === 'form' ? reply.form.intro.flat() : ['no form'];
    };
    const sentence = 'I did not understand to whom: choose the colleague here.';
    expect((await intro()).includes(sentence)).toBe(said);
    await on.types('ana', 'register 10');
    expect((await intro()).includes(sentence)).toBe(said);
  });

  it('is opened by the button of a seat, and stands as words and a button where it cannot be', async () => {
    const registered = await on.types('ana', 'register 9');
    const give = buttonsOf(registered).find(({ typed }) => typed === 'give 9');
    if (!give) throw new Error('a button is expected');
    const reply = await on.receive(pressing(web('ana'), give.action));
    expect(reply.kind).toBe('form');
    expect(linesOf(cardOf(reply) as never)).toEqual([
      'To whom? Name one colleague with an @. Nothing was changed.',
      'For example: /icdd give 9 @colleague',
      '[Choose a colleague: give 9]',
    ]);
    await on.types('ana', 'register 10');
    const any = await on.receive(pressing(web('ana'), { verb: 'give' }));
    expect(any).toMatchObject({ kind: 'form', form: { id: several } });
    expect(linesOf(cardOf(any) as never).at(-1)).toBe('[Choose a colleague: give]');
  });

  it('is not opened where there is nothing to give', async () => {
    expect(told(await types('ana', 'give'))).toBe(
      'You have no seat that you could give to a colleague now.',
    );
    expect(told(await types('ana', 'give 9'))).toBe(
      'You have no seat in talk 9 that you could give. Nothing was changed.',
    );
    expect(told(await types('ana', 'give 99'))).toBe('No talk “99”. Upcoming: 9, 10.');
    await on.types('ana', 'register 9');
    await on.types('ana', 'give 9 @ben');
    for (const typed of ['give 9', 'give 9 again'])
      expect(told(await types('ana', typed))).toMatch(
        /^You have offered your seat in talk 9 to ben/,
      );
    expect((await types('ana', 'give')).kind).toBe('whisper');
  });

  it('once sent offers the seat as the words would', async () => {
    for (const user of ['ana', 'cleo']) await on.types(user, 'register 9');
    const sent = await send('ana', await ofNine(), { who: 'ben' });
    const typed = await on.types('cleo', 'give 9 @dora');
    expect(linesOf(cardOf(sent) as never)).toEqual(
      linesOf(typed).map((line) => line.replace('dora', 'ben')),
    );
    expect(await messages()).toEqual(['gift-offered ben', 'gift-offered dora']);
    await on.types('ben', 'accept 9');
    expect(await holders(9)).toEqual(['cleo', 'ben']);
  });

  it('of several seats offers the chosen one', async () => {
    await on.types('ana', 'register 9');
    await on.types('ana', 'register 10');
    const reply = await send('ana', several, { talk: await id(10), who: ['ben'] });
    expect(told(reply)).toMatch(/^Your seat in talk 10 is offered to ben/);
    // Also where it is the only one left by then.
    await on.types('dan', 'register 9');
    expect(told(await send('dan', several, { talk: await id(9), who: 'eva' }))).toMatch(
      /^Your seat in talk 9 is offered to eva/,
    );
  });

  it('sent twice is answered once', async () => {
    await on.types('ana', 'register 9');
    const form = await ofNine();
    expect(told(await send('ana', form, { who: 'ben' }, 'd1'))).toMatch(/^Your seat in talk 9/);
    // Whether or not there is still something to give.
    expect(told(await send('ana', form, { who: 'cleo' }, 'd1'))).toMatch(/to ben, who has not/);
    expect(told(await send('ana', form, { who: 'cleo' }, 'd2'))).toMatch(/to ben, who has not/);
    expect(await messages()).toEqual(['gift-offered ben']);
  });

  describe('says at the colleague what is wrong, and changes nothing', () => {
    beforeEach(async () => {
      for (const user of ['ana', 'fritz', 'dora', 'giver']) await on.types(user, 'register 9');
      await on.types('giver', 'give 9 @taken');
    });

    it.each<[string, string, Submitted, string]>([
      ['nobody', 'ana', '', 'Please fill this in.'],
      ['two', 'ana', ['ben', 'cleo'], 'Please choose at most one person.'],
      ['a ping', 'ana', '<!channel>', 'Please choose a person of this workspace.'],
      ['oneself', 'ana', 'ana', 'That is you. Name a colleague. Nothing was changed.'],
      ['a bot', 'ana', 'bot1', 'That is a bot, and bots take no seat. Nothing was changed.'],
      [
        'somebody of another workspace',
        'ana',
        'stranger1',
        'I only keep seats for people of this workspace, and that person is of another. Nothing was changed.',
      ],
      [
        'a deactivated account',
        'ana',
        'gone1',
        'That account is deactivated: nobody would get your message. Nothing was changed.',
      ],
      [
        'an account that does not exist',
        'ana',
        'absent1',
        'There is nobody of that name here. Nothing was changed.',
      ],
      [
        'whoever has a seat',
        'ana',
        'dora',
        'That colleague has a seat in this talk already. Choose another.',
      ],
      [
        'whoever is given another',
        'ana',
        'taken',
        'That colleague is being offered another seat in this talk and has not answered yet. Choose another.',
      ],
      [
        'a bot, in French',
        'fritz',
        'bot1',
        'C’est un robot, et les robots ne prennent pas de place. Rien n’a changé.',
      ],
    ])('%s', async (_, user, who, sentence) => {
      const before = await messages();
      const reply = await send(user, await ofNine(), { who }, 'd1');
      expect(wrong(reply)).toEqual({ who: sentence });
      expect(await messages()).toEqual(before);
      // What was not taken was not claimed either.
      expect(told(await send(user, await ofNine(), { who: 'ben' }, 'd1'))).toMatch(/ben/);
      expect(await messages()).toEqual([...before, 'gift-offered ben']);
    });
  });

  it('that comes too late or was forged says why, and changes nothing', async () => {
    await on.types('ana', 'register 9');
    const form = await ofNine();
    const gone: FormId = { form: 'give-seat', talk: 'nosuch1' as never };
    expect(told(await send('ana', gone, { who: 'ben' }))).toBe(
      'This talk is no longer in the season.',
    );
    expect(told(await send('zoe', form, { who: 'ben' }))).toMatch(/^You have no seat in talk 9/);
    expect(told(await send('zoe', several, { talk: await id(9), who: 'ben' }))).toMatch(
      /^You have no seat that you could give/,
    );
    // Somebody else's talk in one's own form.
    expect(told(await send('ana', several, { talk: await id(10), who: 'ben' }))).toMatch(
      /^You have no seat in talk 10/,
    );
    expect(wrong(await send('ana', several, { talk: '<script>', who: 'ben' }))).toEqual({
      talk: 'This cannot be chosen any more. Please choose again.',
    });
    // Given back meanwhile.
    await on.types('ana', 'cancel 9');
    expect(told(await send('ana', form, { who: 'ben' }))).toMatch(/^You have no seat in talk 9/);
    await on.types('ana', 'register 9');
    clock.now = Date.UTC(2019, 6, 10, 16, 30);
    expect(told(await send('ana', form, { who: 'ben' }))).toMatch(/^Talk 9 has started/);
    expect(await messages()).toEqual([]);
    expect(await holders(9)).toEqual(['ana']);
  });
});
