// From what arrived to whoever answers it: guards, claims, and faults that become a sentence.
import { describe, expect, it } from 'vitest';
import { type ActionVerb, actionVerbs } from '../../src/chat/action.ts';
import type { Card } from '../../src/chat/card.ts';
import { noteClaimed } from '../../src/chat/claims.ts';
import { type Form, type FormName, formNames, textOf } from '../../src/chat/form.ts';
import type { Incoming, IncomingSubmit } from '../../src/chat/incoming.ts';
import { cardOf, openForm, redraw, silence, whisper } from '../../src/chat/reply.ts';
import {
  AlreadyAnswered,
  createRouter,
  type FormEntry,
  type PressEntry,
  type RouterParts,
  type Word,
  type WordCall,
} from '../../src/chat/router.ts';
import { talkId } from '../../src/kernel/ids.ts';
import { plain } from '../../src/kernel/inline.ts';
import { ok } from '../../src/kernel/result.ts';

const card = (title: string): Card => ({ language: 'en', title: [title], blocks: [] });
const secret = 'my secret wish';

const form: Form = {
  id: { form: 'choose-talk' },
  language: 'fr',
  title: 'Which?',
  submit: 'Go',
  intro: [],
  fields: [
    {
      kind: 'choice',
      key: 'talk',
      label: 'Talk',
      required: true,
      choices: [{ value: 'talk9', label: 'Talk 9' }],
    },
  ],
};
const drawn = openForm(form, card('which talk?')) as Extract<
  ReturnType<typeof openForm>,
  { kind: 'form' }
>;

/** A router whose handlers say what reached them. */
function stage(organiser = false) {
  const claimed = new Set<string>();
  const claims: string[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  const counted: string[] = [];
  const claim = (delivery: string) => {
    claims.push(delivery);
    if (claimed.has(delivery)) return false;
    claimed.add(delivery);
    return true;
  };
  const says = (name: string) => async (call: WordCall) =>
    whisper(card(`${name}: ${call.rest} ${call.people.map((p) => p.name).join()}`.trim()));
  const word = (name: string, more: Partial<Word> = {}): Word => ({
    name,
    spellings: { en: [name], fr: [`${name}é`] },
    audience: 'staff',
    changes: false,
    handle: says(name),
    ...more,
  });
  const press = (verb: ActionVerb): PressEntry => ({
    audience: verb === 'who' ? 'organisers' : 'staff',
    changes: false,
    handle: async () => redraw(card(`pressed ${verb}`)),
  });
  const asking = (name: FormName): FormEntry => ({
    audience: name === 'give' ? 'organisers' : 'staff',
    changes: true,
    draw: async ({ reader }) =>
      reader.account.user === 'late' ? whisper(card('too late')) : drawn,
    handle: async ({ incoming, values }) => {
      if (!claim(incoming.delivery)) throw new AlreadyAnswered();
      return whisper(card(`chose ${textOf(values, 'talk')}`));
    },
  });
  const parts: RouterParts = {
    words: [
      word('list'),
      word('who', { audience: 'organisers' }),
      word('open', { audience: 'organisers', changes: true }),
      word('change', {
        changes: true,
        handle: async ({ incoming }) => {
          if (!claim(incoming.delivery)) throw new AlreadyAnswered();
          noteClaimed(incoming);
          return whisper(card('changed'));
        },
      }),
      word('ask', { changes: true, handle: says('which one?') }),
      word('break', {
        handle: async () => {
          throw new Error('disk full');
        },
      }),
    ],
    presses: Object.fromEntries(
      actionVerbs.map((verb) => [verb, press(verb)]),
    ) as RouterParts['presses'],
    forms: Object.fromEntries(
      formNames.map((name) => [name, asking(name)]),
    ) as RouterParts['forms'],
    visit: async ({ reader }) => whisper(card(`page of ${reader.name}`)),
    otherwise: {
      unknownWords: async (call) => whisper(card(`unknown, then “${call.rest}”`)),
      question: async ({ rest }) =>
        rest === 'asked' ? async () => whisper(card('answered')) : undefined,
      oldButton: async (_, why) => whisper(card(`button ${why}`)),
      stranger: async (_, speaker) => whisper(card(`no ${speaker}s`)),
      organisersOnly: async () => whisper(card('organisers only')),
      oldForm: async (_, why) => whisper(card(`form ${why}`)),
      fieldProblem: (_, problem) => problem.kind,
    },
    readerOf: async ({ account }) => {
      if (account.user === 'nobody') throw new Error('no such reader');
      return {
        account,
        person: undefined,
        name: account.user,
        language: 'fr',
        zone: 'UTC',
        organiser,
        command: '/icdd',
        seesPictures: true,
        now: 0,
      };
    },
    claim: async (delivery) => claim(delivery),
    bareWord: 'list',
    fault: (language, reference) => card(`fault ${language} ${reference}`),
    faultLanguage: 'en',
    newReference: () => 'r1',
    log: { info: () => {}, warn: () => {}, error: (facts) => logged.push(facts) },
    count: ({ kind, word: counting, outcome }) => counted.push(`${kind} ${counting} ${outcome}`),
  };
  const receive = createRouter(parts);
  const told = async (incoming: Incoming): Promise<string> => {
    const reply = await receive(incoming);
    return plain(cardOf(reply)?.title ?? ['silence']);
  };
  return { receive, told, claims, logged, counted };
}

const arrived = (delivery = 'd1', event = false, user = 'ana') =>
  ({
    account: { platform: 'web', workspace: '', user },
    speaker: 'person',
    place: { conversation: { platform: 'web', workspace: '', channel: 'c' }, kind: 'channel' },
    delivery,
    event,
  }) as const;
const words = (text: string, delivery?: string, event = false, user?: string): Incoming => ({
  ...arrived(delivery, event, user),
  kind: 'words',
  text: [text],
});
const press = (verb: 'show' | 'who'): Incoming => ({
  ...arrived(),
  kind: 'press',
  action: { ok: true, value: { verb, talk: talkId('k3f9') } },
  pressed: undefined,
});

const submit = (values: Readonly<Record<string, string>>): IncomingSubmit => ({
  ...arrived(),
  kind: 'submit',
  form: { ok: true, value: form.id },
  values: new Map(Object.entries(values)),
});

describe('typed words', () => {
  it.each([
    ['list', 'list:'],
    ['LIST!', 'list:'],
    ['listé all', 'list: all'],
    ['', 'list:'],
    ['   ', 'list:'],
    ['dance 9', 'unknown, then “9”'],
  ])('“%s” reach their handler, the bare command its own', async (typed, answer) => {
    expect(await stage().told(words(typed))).toBe(answer);
  });

  it('reach their handler with the people named in them', async () => {
    const ben = { kind: 'person', account: arrived().account, name: 'Ben' } as const;
    const incoming: Incoming = { ...arrived(), kind: 'words', text: ['list ', ben] };
    expect(await stage().told(incoming)).toBe('list: @Ben Ben');
  });

  it('that ask something directly are answered before any word, and once', async () => {
    const on = stage();
    const directly = (typed: string): Incoming => {
      const incoming = words(typed, 'e1', true);
      return { ...incoming, place: { ...incoming.place, kind: 'direct' } };
    };
    for (const typed of ['list asked', 'change asked', 'who asked', 'dance asked']) {
      const each = stage();
      expect(await each.told(directly(typed))).toBe('answered');
      expect(await each.told(directly(typed))).toBe('silence');
      expect(each.counted).toEqual(['words question whisper', 'words - again']);
    }
    expect(await on.told(directly('list all'))).toBe('list: all');
    expect(await stage().told(words('list asked'))).toBe('list: asked');
  });

  it('for organisers are answered to organisers, and with one sentence to others', async () => {
    for (const typed of ['who 9', 'open 9'])
      expect(await stage().told(words(typed))).toBe('organisers only');
    expect(await stage(true).told(words('who 9'))).toBe('who: 9');
  });
});

describe('a button', () => {
  it('reaches its handler', async () => {
    const on = stage();
    expect(await on.receive(press('show'))).toEqual(redraw(card('pressed show')));
    expect(on.counted).toEqual(['press show redraw']);
  });

  it('for organisers is answered to organisers alone', async () => {
    expect(await stage().told(press('who'))).toBe('organisers only');
    expect(await stage(true).told(press('who'))).toBe('pressed who');
  });

  it.each(['old', 'malformed'] as const)('that is %s gets a sentence', async (refusal) => {
    const incoming: Incoming = {
      ...arrived(),
      kind: 'press',
      action: { ok: false, refusal },
      pressed: undefined,
    };
    expect(await stage().told(incoming)).toBe(`button ${refusal}`);
  });
});

describe('a form', () => {
  it('reaches its handler with what was typed, once', async () => {
    const on = stage();
    expect(await on.told(submit({ talk: 'talk9' }))).toBe('chose talk9');
    expect(await on.told(submit({ talk: 'talk9' }))).toBe('silence');
    expect(on.counted).toEqual(['submit choose-talk whisper', 'submit - again']);
  });

  it('that is not filled in stays open and claims nothing, so that it can be sent again', async () => {
    const on = stage();
    const reply = await on.receive(submit({}));
    expect(reply).toMatchObject({ kind: 'errors', form, errors: new Map([['talk', 'missing']]) });
    expect(cardOf(reply)).toMatchObject({
      title: ['which talk?'],
      blocks: [{ kind: 'list', items: [['Talk: missing']] }],
    });
    expect(on.claims).toEqual([]);
    expect(await on.told(submit({ talk: 'talk9' }))).toBe('chose talk9');
  });

  it('that offers nothing any more is answered by what is said instead', async () => {
    const late = { ...submit({ talk: 'talk9' }), account: arrived('d1', false, 'late').account };
    expect(await stage().told(late)).toBe('too late');
  });

  it('for organisers is answered to organisers alone', async () => {
    const incoming: Incoming = { ...submit({ talk: 'talk9' }), form: ok({ form: 'give' }) };
    expect(await stage().told(incoming)).toBe('organisers only');
    expect(await stage(true).told(incoming)).toBe('chose talk9');
  });

  it.each(['old', 'malformed'] as const)('that is %s gets a sentence', async (refusal) => {
    const incoming: Incoming = { ...submit({}), form: { ok: false, refusal } };
    expect(await stage().told(incoming)).toBe(`form ${refusal}`);
  });
});

describe('a person’s own page', () => {
  it('is given to whoever looks at it', async () => {
    expect(await stage().told({ ...arrived(), kind: 'visit' })).toBe('page of ana');
  });
});

describe('strangers and bots', () => {
  it.each(['stranger', 'bot'] as const)(
    'get one sentence, whatever they do: %s',
    async (speaker) => {
      const on = stage(true);
      const visit: Incoming = { ...arrived(), kind: 'visit' };
      const all = [words('list'), words('change'), press('show'), submit({}), visit];
      for (const incoming of all)
        expect(await on.told({ ...incoming, speaker })).toBe(`no ${speaker}s`);
      const event = { ...words('list', 'e1', true), speaker };
      expect([await on.told(event), await on.told(event)]).toEqual([`no ${speaker}s`, 'silence']);
    },
  );
});

describe('a delivery', () => {
  it('that is an event is answered once, whatever it asks', async () => {
    for (const typed of ['list', 'dance', 'who', 'open', 'change', 'ask']) {
      const on = stage();
      expect(await on.told(words(typed, 'e1', true))).not.toBe('silence');
      expect(await on.receive(words(typed, 'e1', true))).toEqual(silence);
      expect(on.claims).toEqual(['e1', 'e1']);
      expect(on.counted.at(-1)).toBe('words - again');
    }
  });

  it('that changes nothing and is no event is not claimed', async () => {
    const on = stage();
    for (const typed of ['list', 'dance', 'who', 'open']) await on.told(words(typed));
    expect(on.claims).toEqual([]);
  });

  it('that changes something is claimed by its own transaction alone', async () => {
    const on = stage();
    expect([await on.told(words('change')), await on.told(words('change'))]).toEqual([
      'changed',
      'silence',
    ]);
    expect(on.claims).toEqual(['d1', 'd1']);
    expect(on.logged).toEqual([]);
  });
});

describe('a fault', () => {
  it('is told with its reference in the reader’s language, and logged without what was typed', async () => {
    const on = stage();
    expect(await on.told(words(`break ${secret}`))).toBe('fault fr r1');
    expect(on.logged).toMatchObject([
      { reference: 'r1', kind: 'words', platform: 'web', err: { message: 'disk full' } },
    ]);
    expect(JSON.stringify(on.logged)).not.toContain(secret);
    expect(JSON.stringify(on.logged)).not.toContain('ana');
    expect(on.counted).toEqual(['words - fault']);
  });

  it('before anything is known of the reader is told in the series’ language', async () => {
    expect(await stage().told(words('list', 'd1', false, 'nobody'))).toBe('fault en r1');
  });
});
