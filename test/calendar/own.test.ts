// A person's own calendar: what they hold and nothing else, for whoever has the address and for nobody else.
import { describe, expect, it } from 'vitest';
import { decided } from '../../src/kernel/facts.ts';
import { mergePersons } from '../../src/people/store.ts';
import { joins, leaves, personOf } from '../seats/deeds.ts';
import {
  buttonsOf,
  type Fields,
  linesOf,
  talkNine,
  talkOf,
  talkTen,
  titleOf,
  typing,
  web,
} from '../seats/stage.ts';
import { addressOf, publicUrl, stage } from './stage.ts';

const nine: Fields = { ...talkNine, title: 'Beyond KPIs', capacity: 1 };
const thursday = { starts: '2019-07-11 18:00', ends: '2019-07-11 19:00' };

async function seated() {
  const s = await stage([nine, talkTen, { ...talkTen, number: 11 }]);
  const [id9, id10] = [(await talkOf(s.p, 9)).id, (await talkOf(s.p, 10)).id];
  await joins(s.p, 'zoe', id9);
  await joins(s.p, 'ana', id9);
  await joins(s.p, 'ana', id10);
  return { ...s, id9, id10 };
}

/** Joins two accounts, as both Yes do. */
async function link(s: Awaited<ReturnType<typeof seated>>, fromUser: string, intoUser: string) {
  const [from, into] = [await personOf(s.p, fromUser), await personOf(s.p, intoUser)];
  await s.p.ports.transact({ job: 'link' }, async (tx) => {
    await mergePersons(tx, from, into);
    return decided(undefined, { kind: 'persons-merged', from, into });
  });
}

describe('the words', () => {
  it('give the two addresses, and how to use them', async () => {
    const s = await seated();
    const card = await s.types('ana', 'calendar');
    const own = addressOf(card);
    expect(own).toMatch(
      /^https:\/\/talks\.example\.org\/calendar\/people\/[a-z0-9]+\.1\.[\w-]{43}\.ics$/,
    );
    expect(linesOf(card)).toEqual([
      'Talks in your own calendar',
      `Your seats: ${own}`,
      `All talks: ${publicUrl}/calendar/series.ics`,
      'Copy one of the addresses and subscribe to it, once. Changes then follow by themselves.',
      'Outlook: Calendar › Add calendar › Subscribe from web',
      'Google Calendar, in a browser: Other calendars › + › From URL',
      'Apple Calendar: File › New Calendar Subscription',
      'Calendars look for changes when they please: within the hour, or once a day. What you must know at once I tell you here.',
      'The address of your seats is for you alone: whoever has it can see them. A new one, which ends the old: /icdd calendar renew',
    ]);
    expect(await s.own('ana')).toBe(own);
    expect(addressOf(await s.presses('ana', { verb: 'calendars' }))).toBe(own);
  });

  it('give one talk, by typing and by its button, and say when it is gone', async () => {
    const s = await seated();
    const typed = await s.types('ana', 'calendar 9');
    expect(linesOf(typed).slice(0, 5)).toEqual([
      'Talk 9 for your calendar',
      'Talk 9: Beyond KPIs',
      'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      'Where: IdeaSquare',
      'Open the calendar entry',
    ]);
    expect(addressOf(typed)).toBe(`${publicUrl}/calendar/talks/9.ics`);
    expect(await s.presses('ana', { verb: 'calendar', talk: s.id9 })).toEqual(typed);
    const gone = await s.presses('ana', { verb: 'calendar', talk: 'zzzz' as typeof s.id9 });
    expect(titleOf(gone)).toBe('This talk is no longer in the season.');
  });

  it('are understood in French, and a slip too', async () => {
    const s = await seated();
    expect(titleOf(await s.types('frida', 'calendrier'))).toBe(
      'Les conférences dans votre calendrier',
    );
    expect(titleOf(await s.types('frida', 'calendrier 9'))).toBe(
      'La conférence 9 pour votre calendrier',
    );
    expect(titleOf(await s.types('frida', 'calendrier renouveler'))).toBe(
      'Vos places ont une nouvelle adresse. L’ancienne ne fonctionne plus.',
    );
    const miss = await s.types('ana', 'calender 9');
    expect([titleOf(miss), buttonsOf(miss)[0]?.action]).toEqual([
      'Did you mean “calendar 9”?',
      { verb: 'calendar', talk: s.id9 },
    ]);
    const bare = await s.types('ana', 'calender');
    expect(buttonsOf(bare)[0]?.action).toEqual({ verb: 'calendars' });
  });

  it('ask which talk is meant, and change nothing where none is', async () => {
    const s = await seated();
    expect(titleOf(await s.types('ana', 'calendar 99'))).toMatch(/^No talk “99”/);
  });

  it('name a talk of an older series by its series', async () => {
    const s = await stage([nine]);
    const old = await talkOf(s.p, 9);
    await s.change([{ ...talkNine, starts: '2020-07-08 18:00', ends: '2020-07-08 19:00' }], {
      key: 'new',
    });
    const card = await s.presses('ana', { verb: 'calendar', talk: old.id });
    expect(addressOf(card)).toBe(`${publicUrl}/calendar/talks/icdd-9.ics`);
  });
});

describe('the button', () => {
  it.each([
    ['a talk’s card', 'show 10'],
    ['a confirmation', 'register 11'],
  ])('stands on %s', async (_, typed) => {
    const s = await seated();
    const labels = buttonsOf(await s.types('ana', typed)).map(({ label }) => label);
    expect(labels).toContain('Add to calendar');
  });

  it('stands on no list, and not beside a place on the waiting list', async () => {
    const s = await seated();
    for (const typed of ['list', 'mine', 'register 9']) {
      const labels = buttonsOf(await s.types('ben', typed)).map(({ label }) => label);
      expect([typed, labels.includes('Add to calendar')]).toEqual([typed, false]);
    }
  });
});

describe('the feed of one’s own seats', () => {
  it('has what one holds, for certain or not, and nothing else', async () => {
    const s = await seated();
    const { name, events } = await s.feed(await s.own('ana'));
    expect(name).toBe('My seats: Idea Circle Dinner Discussions');
    expect(
      events.map(({ summary, status, transparency }) => [summary, status, transparency]),
    ).toEqual([
      ['Waiting list: Talk 9: Beyond KPIs', 'TENTATIVE', 'TRANSPARENT'],
      ['Talk 10: title to be announced', 'CONFIRMED', 'OPAQUE'],
    ]);
    expect(events[0]?.description).toMatch(/^You are on the waiting list and have no seat yet\./);
    expect(events[1]?.description).toMatch(
      /^You have a seat\. If you can’t come, write “cancel 10”/,
    );
  });

  it('has an offer as tentative, and the seat once it is taken', async () => {
    const s = await seated();
    const own = await s.own('ana');
    // Eight hours before the talk.
    s.clock.now = Date.UTC(2019, 6, 10, 8);
    await leaves(s.p, 'zoe', s.id9);
    const [offered] = (await s.feed(own)).events;
    expect(offered).toMatchObject({
      summary: 'Offered to you: Talk 9: Beyond KPIs',
      status: 'TENTATIVE',
    });
    await s.types('ana', 'accept 9');
    const [taken] = (await s.feed(own)).events;
    expect(taken).toMatchObject({ summary: 'Talk 9: Beyond KPIs', status: 'CONFIRMED' });
    expect(taken?.sequence).toBeGreaterThan(offered?.sequence ?? 99);
  });

  it('is a calendar also where one holds nothing', async () => {
    const s = await seated();
    const own = await s.own('newcomer');
    expect((await s.feed(own)).events).toEqual([]);
    expect(await (await s.get(own)).text()).toContain('BEGIN:VTIMEZONE');
  });

  it('follows every change of one’s own: the same entry, a higher sequence', async () => {
    const s = await seated();
    const own = await s.own('ana');
    const known: string[] = [];
    const now = async () => {
      const answer = await s.get(own, known[0] === undefined ? {} : { 'if-none-match': known[0] });
      expect(answer.status).toBe(200);
      known.unshift(answer.headers.get('etag') as string);
      expect((await s.get(own, { 'if-none-match': known[0] as string })).status).toBe(304);
      return (await s.feed(own)).events.find(({ summary }) => summary.includes('Talk 9'));
    };
    const waiting = await now();
    await leaves(s.p, 'zoe', s.id9);
    const seat = await now();
    await s.change([{ ...nine, ...thursday }, talkTen]);
    const moved = await now();
    await s.change([{ ...nine, ...thursday, cancelled: 'ill' }, talkTen]);
    const cancelled = await now();
    expect(
      [waiting, seat, moved, cancelled].map((e) => [e?.uid, e?.status, e?.start.slice(0, 10)]),
    ).toEqual([
      [waiting?.uid, 'TENTATIVE', '2019-07-10'],
      [waiting?.uid, 'CONFIRMED', '2019-07-10'],
      [waiting?.uid, 'CONFIRMED', '2019-07-11'],
      [waiting?.uid, 'CANCELLED', '2019-07-11'],
    ]);
    const sequences = [waiting, seat, moved, cancelled].map((e) => e?.sequence ?? -1);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    await s.change([{ ...nine, ...thursday }, talkTen]);
    await leaves(s.p, 'ana', s.id9);
    expect(await now()).toBe(undefined);
    await joins(s.p, 'ana', s.id9);
    expect((await now())?.sequence).toBeGreaterThan(Math.max(...sequences));
  });

  it('is written in the language of its person', async () => {
    const s = await seated();
    await joins(s.p, 'frida', s.id9);
    await s.types('frida', 'langue fr');
    const { name, events } = await s.feed(await s.own('frida'));
    expect(name).toBe('Mes places : Idea Circle Dinner Discussions');
    expect(events[0]?.summary).toBe('Liste d’attente : Conférence 9 : Beyond KPIs');
  });

  it('is kept by no shared cache and listed nowhere', async () => {
    const s = await seated();
    const { headers } = await s.get(await s.own('ana'));
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  });
});

describe('an address that is not one’s own', () => {
  it('answers as one that never was: forged, cut, old, of somebody else, of another secret', async () => {
    const s = await seated();
    const own = await s.own('ana');
    const zoe = await s.own('zoe');
    const old = await s.own('ben');
    const renewed = await s.own('ben', 'calendar renew');
    expect(renewed).not.toBe(old);
    expect((await s.get(renewed)).status).toBe(200);
    const [, person = '', number = '', mark = ''] =
      /people\/(\w+)\.(\d+)\.([\w-]+)\.ics$/.exec(own) ?? [];
    const zoesMark = /([\w-]{43})\.ics$/.exec(zoe)?.[1] ?? '';
    const zoesPerson = /people\/(\w+)\./.exec(zoe)?.[1] ?? '';
    const at = (...parts: readonly string[]) => `/calendar/people/${parts.join('.')}`;
    const other = mark.startsWith('A') ? 'B' : 'A';
    const forged: Readonly<Record<string, string>> = {
      'old after a renewal': old,
      'of a number to come': at(person, String(Number(number) + 1), mark, 'ics'),
      'with a letter changed': at(person, number, `${other}${mark.slice(1)}`, 'ics'),
      'with the mark of somebody else': at(person, number, zoesMark, 'ics'),
      'of somebody else with one’s own mark': at(zoesPerson, number, mark, 'ics'),
      'of nobody': at('nobody00', number, mark, 'ics'),
      'signed for another purpose': at(
        person,
        number,
        s.p.ports.signer.sign('button', `${person}.${number}`),
        'ics',
      ),
      'cut short': own.slice(0, -10),
      'without its ending': own.replace('.ics', ''),
      'with an empty mark': at(person, number, '', 'ics'),
      'with something after it': `${own}/x`,
      'in capitals': at(person.toUpperCase(), number, mark, 'ics'),
      encoded: own.replace('.ics', '%2eics'),
      'the folder alone': '/calendar/people/',
      'very long': at(person, number, 'A'.repeat(5_000), 'ics'),
    };
    const whole = async (address: string) => {
      const answer = await s.get(address);
      const { date, ...headers } = Object.fromEntries(answer.headers);
      return { status: answer.status, headers, body: await answer.text() };
    };
    const never = await whole('/calendar/nothing-here');
    expect(never).toMatchObject({ status: 404, body: '{"error":"not found"}\n' });
    for (const [name, address] of Object.entries(forged))
      expect([name, await whole(address)]).toEqual([name, never]);
    expect((await s.get(own)).status).toBe(200);
  });

  it('is not made twice by a renewal that arrives twice', async () => {
    const s = await seated();
    await s.own('ana');
    const arriving = typing(web('ana'), 'calendar renew', 'once');
    const [first, second] = [await s.receive(arriving), await s.receive(arriving)];
    expect([first.kind, second.kind]).toEqual(['whisper', 'silence']);
    expect(await s.own('ana')).toMatch(/\.2\./);
  });
});

describe('two accounts that become one person', () => {
  it('keep both addresses, which show all that the person holds', async () => {
    const s = await seated();
    const [from, into] = [await s.own('ana'), await s.own('zoe')];
    await link(s, 'ana', 'zoe');
    for (const address of [from, into])
      expect((await s.feed(address)).events.map(({ summary }) => summary)).toEqual([
        'Talk 9: Beyond KPIs',
        'Talk 10: title to be announced',
      ]);
    expect(await s.own('ana')).toBe(into);
  });

  it('end both by a renewal', async () => {
    const s = await seated();
    const [from, into] = [await s.own('ana'), await s.own('zoe')];
    await link(s, 'ana', 'zoe');
    const renewed = await s.own('ana', 'calendar renew');
    for (const address of [from, into]) expect((await s.get(address)).status).toBe(404);
    expect((await s.feed(renewed)).events).toHaveLength(2);
  });

  it('end both when they part again: neither shows what the other knew', async () => {
    const s = await seated();
    const [from, into] = [await s.own('ana'), await s.own('zoe')];
    await link(s, 'ana', 'zoe');
    const parted = await s.types('zoe', 'unlink');
    expect(linesOf(parted).join(' ')).toContain(
      'An address of your seats for a calendar works no more',
    );
    for (const address of [from, into]) expect((await s.get(address)).status).toBe(404);
    expect((await s.feed(await s.own('zoe'))).events).toHaveLength(2);
    expect((await s.feed(await s.own('ana'))).events).toEqual([]);
  });

  it('of three, pass every address on', async () => {
    const s = await seated();
    await joins(s.p, 'ben', s.id10);
    const all = [await s.own('ana'), await s.own('zoe'), await s.own('ben')];
    await link(s, 'ana', 'zoe');
    await link(s, 'zoe', 'ben');
    for (const address of all) expect((await s.feed(address)).events).toHaveLength(2);
  });
});
