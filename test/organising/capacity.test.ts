// More seats and fewer, on a real database with real delivery.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { personId } from '../../src/kernel/ids.ts';
import { organisingListen } from '../../src/organising/jobs.ts';
import { doneTo } from '../../src/organising/store.ts';
import { findAccount } from '../../src/people/store.ts';
import { countSeats } from '../../src/seats/store.ts';
import { linesOf, monday } from '../digests/stage.ts';
import { begin } from './desk.ts';

describe('capacity', () => {
  it('gives those who wait a seat, tells them, and draws the cards again', async () => {
    const on = await begin();
    for (const user of ['ana', 'ben', 'cleo', 'dan', 'eva']) await on.sit(user);
    await on.type('announce 9');
    expect(await on.type('capacity 9 6')).toEqual([
      'Talk 9: 4 → 6 seats.',
      'meter 6 / 6',
      '2 people who waited have a seat now and are told by a direct message.',
      '[Details]',
    ]);
    await on.quiet();
    expect(
      on.platform
        .posts()
        .slice(1)
        .map((post) => [post.conversation.channel, linesOf(post.card)[0]]),
    ).toEqual([
      ['D-dan', 'There are more seats now: you have a seat in talk 9.'],
      ['D-eva', 'There are more seats now: you have a seat in talk 9.'],
    ]);
    expect(
      linesOf(on.platform.edits()[0]?.card ?? { language: 'en', title: [], blocks: [] }),
    ).toContain('meter 6 / 6');
    const { id } = await on.talk(9);
    const olga = await on.database.read((read) =>
      findAccount(read, { platform: 'web', workspace: '', user: 'olga' }),
    );
    expect(await on.database.read((read) => doneTo(read, id))).toEqual([
      { person: olga?.person, at: monday, what: 'capacity', detail: '{"before":4,"after":6}' },
    ]);
  });

  it('asks before it sinks beneath what is taken, and takes nobody’s seat', async () => {
    const on = await begin();
    for (const user of ['ana', 'ben', 'cleo', 'dan']) await on.sit(user);
    expect(await on.type('capacity 9 2')).toEqual([
      'Talk 9: 4 seats are taken. Nobody loses a seat, the card will say “2 over”.',
      'To do it: /icdd capacity 9 2 yes',
    ]);
    expect((await on.talk(9)).capacity).toBe(4);
    expect(await on.type('capacity 9 2 yes')).toEqual([
      'Talk 9: 4 → 2 seats.',
      'meter 4 / 2 · 1 waiting · 2 over',
      '2 over: nobody loses a seat, and none is given until there is room.',
      '[Details]',
    ]);
    expect(await on.type('places 9 3 oui', { language: 'fr' })).toEqual([
      'Conférence 9 : 2 → 3 places.',
      'meter 4 / 3 · 1 en attente · 1 en trop',
      '1 en trop : personne ne perd sa place, et aucune n’est attribuée tant que la salle est pleine.',
      '[Détails]',
    ]);
    const { id } = await on.talk(9);
    expect(await on.database.read((read) => countSeats(read, id))).toMatchObject({
      confirmed: 3,
      waiting: 1,
    });
  });

  it.each([
    ['9 4', ['Talk 9 already has 4 seats. Nothing was changed.']],
    ['8 60', ['Talk 8 is over: its seats are not changed any more.']],
    ['11 60', ['Talk 11 is cancelled: its seats are not changed any more.']],
    ['99 60', ['No talk “99”. Upcoming: 9, 10, 11, 12.']],
    [
      '9',
      [
        'How many seats? Name the talk, then the number. Nothing was changed.',
        'For example: /icdd capacity 9 60',
      ],
    ],
    [
      '9 many',
      [
        '“many” is no whole number of seats. Nothing was changed.',
        'For example: /icdd capacity 9 60',
      ],
    ],
    [
      '9 -1',
      [
        '“-1” is less than none: a talk has 0 seats or more. Nothing was changed.',
        'For example: /icdd capacity 9 60',
      ],
    ],
    [
      '9 100001',
      [
        '“100001” is too many: a talk has at most 100,000 seats. Nothing was changed.',
        'For example: /icdd capacity 9 60',
      ],
    ],
    [
      'robots 60',
      [
        '2 talks fit. Which one?',
        '- Talk 9: Robots at work: /icdd capacity 9 60',
        '- Talk 12: Robots at home: /icdd capacity 12 60',
      ],
    ],
  ])('“capacity %s” is refused', async (typed, lines) => {
    const on = await begin();
    expect(await on.type(`capacity ${typed}`)).toEqual(lines);
    expect((await on.talk(9)).capacity).toBe(4);
    expect(await on.rows(sql`SELECT id FROM organising_log`)).toEqual([]);
  });

  it('is done once however often it is delivered', async () => {
    const on = await begin();
    await on.type('capacity 9 6', { delivery: 'twice' });
    await expect(on.type('capacity 9 7', { delivery: 'twice' })).rejects.toThrow(AlreadyAnswered);
    expect((await on.talk(9)).capacity).toBe(6);
  });

  it('stays with the person that two accounts become', async () => {
    const on = await begin();
    await on.type('capacity 9 6');
    await on.type('capacity 9 7', { user: 'oscar' });
    const { id } = await on.talk(9);
    const [second, first] = await on.database
      .read((read) => doneTo(read, id))
      .then((all) => all.map((entry) => entry.person).sort());
    const from = second ?? personId('');
    const into = first ?? personId('');
    await on.database.write((tx) =>
      organisingListen(tx, on.ports, { kind: 'persons-merged', from, into }),
    );
    expect(
      (await on.database.read((read) => doneTo(read, id))).map((entry) => entry.person),
    ).toEqual([into, into]);
    expect(
      await on.database.write((tx) =>
        organisingListen(tx, on.ports, { kind: 'talk-changed', talk: id }),
      ),
    ).toEqual([]);
  });
});
