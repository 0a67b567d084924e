// Announcing a talk, and who comes, on a real database with real delivery.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { sections } from '../../src/chat/card.ts';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { personId, seatId } from '../../src/kernel/ids.ts';
import { organisingWords } from '../../src/organising/commands.ts';
import { organisingDrawers } from '../../src/organising/jobs.ts';
import { saveProfile } from '../../src/people/store.ts';
import { insertSeat } from '../../src/seats/store.ts';
import { wording } from '../../src/wording/wording.ts';
import { general, linesOf, monday } from '../digests/stage.ts';
import { begin } from './desk.ts';

const direct = { conversation: { ...general, channel: 'D1' }, kind: 'direct' } as const;

describe('announce', () => {
  it('posts the talk’s card in the channel, and it follows the talk', async () => {
    const on = await begin();
    expect(await on.type('announce 9')).toEqual(['Talk 9 is announced in this channel.']);
    expect(on.posts().map((lines) => [lines[0], lines[3]])).toEqual([
      ['Talk 9: Robots at work', 'meter 1 / 4'],
    ]);
    await on.sit('ben');
    await on.quiet();
    expect(on.platform.edits().map((edit) => linesOf(edit.card)[3])).toEqual(['meter 2 / 4']);
    expect(await on.type('annoncer 9', { language: 'fr' })).toEqual([
      'La conférence 9 est annoncée dans ce canal.',
    ]);
    await on.sit('cleo');
    await on.quiet();
    // The older copy is no longer live.
    expect(on.platform.edits().map((edit) => edit.message)).toEqual(['m1', 'm2']);
  });

  it.each([
    ['8', 'Talk 8 is over: it cannot be announced. Nothing was posted.'],
    ['11', 'Talk 11 is cancelled: it cannot be announced. Nothing was posted.'],
    ['99', 'No talk “99”. Upcoming: 9, 10, 11, 12.'],
    ['', 'Which talk? Upcoming: 9, 10, 11, 12. You can also type “next” or a word of the title.'],
  ])('“announce %s” is refused', async (typed, sentence) => {
    const on = await begin();
    expect(await on.type(`announce ${typed}`)).toEqual([sentence]);
    expect(on.posts()).toEqual([]);
  });

  it('is for channels', async () => {
    const on = await begin();
    expect(await on.type('announce next', { place: direct })).toEqual([
      'A talk is announced in a channel. Type this in the channel where it should stand:',
      '/icdd announce next',
    ]);
    expect(on.posts()).toEqual([]);
  });

  it('asks where two talks are meant, and a button answers', async () => {
    const on = await begin();
    const card = await on.card('announce robots');
    expect(linesOf(card)).toEqual([
      '2 talks fit. Which one?',
      '- Talk 9: Robots at work',
      '- Talk 12: Robots at home',
      '[9] [12]',
    ]);
    const talk = await on.talk(12);
    const pressed = await on.press(on.presses.announce, 'announce', talk);
    expect(linesOf(pressed)).toEqual(['Talk 12 is announced in this channel.']);
    expect(on.posts()[0]?.[0]).toBe('Talk 12: Robots at home');
    const there = await on.press(on.presses.announce, 'announce', talk, { place: direct });
    expect(linesOf(there)[1]).toBe('/icdd announce 12');
    const gone = { ...talk, id: 'gone1' as typeof talk.id };
    expect(linesOf(await on.press(on.presses.announce, 'announce', gone))[0]).toBe(
      wording('en').seats.goneTalk(),
    );
  });

  it('says where it cannot write, or was not answered yet', async () => {
    const on = await begin();
    on.platform.answerNext('post', { kind: 'refused', why: 'not-a-member', detail: '' });
    expect(await on.type('announce 9')).toEqual([
      'I am not in this channel: invite me with /invite, then type it again.',
    ]);
    const hanging = on.platform.hangNext('post');
    expect(await on.type('announce 9')).toEqual([
      'The card of talk 9 is on its way to this channel.',
    ]);
    hanging.release();
  });

  it('is answered once however often it is delivered', async () => {
    const on = await begin();
    await on.type('announce 9', { delivery: 'twice' });
    await expect(on.type('announce 9', { delivery: 'twice' })).rejects.toThrow(AlreadyAnswered);
    expect(on.posts()).toHaveLength(1);
  });

  it('is dropped where the talk is gone', async () => {
    const on = await begin();
    const drawer = organisingDrawers(on.ports).get('announcement');
    const audience = {
      language: 'en',
      zone: 'Europe/Zurich',
      account: undefined,
      conversation: general,
      command: '/icdd',
    } as const;
    const drawing = { params: { talk: 'gone1' }, now: monday, superseded: false };
    expect(
      await on.database.read((read) => drawer?.(drawing, audience, read) ?? Promise.reject()),
    ).toEqual({ dropped: 'no such talk' });
  });
});

describe('who', () => {
  it('names those who sit and those who wait, in their order', async () => {
    const on = await begin();
    for (const user of ['ana', 'ben', 'cleo', 'dan']) await on.sit(user);
    await on.database.write((tx) =>
      saveProfile(
        tx,
        { platform: 'web', workspace: '', user: 'ana' },
        { name: 'Ana Abel', locale: undefined, zone: undefined },
        monday,
      ),
    );
    const card = await on.card('who 9');
    expect(linesOf(card)).toEqual([
      'Who comes to talk 9',
      'Registered here: 3',
      'Waiting: 1',
      'On the event page: 1',
      'meter 4 / 4 · 1 waiting',
      'Talk 9: Robots at work',
      'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
      '---',
      'Registered',
      '- Ana Abel',
      '- ben',
      '- cleo',
      '---',
      'Waiting, in their order',
      '- 1 · dan',
    ]);
    expect(JSON.stringify(card)).not.toContain('mention');
  });

  it('divides a long list into sections of twenty', async () => {
    const on = await begin();
    const { id } = await on.talk(10);
    await on.database.write(async (tx) => {
      for (let n = 1; n <= 43; n += 1) {
        const key = `web:u${n}`;
        await tx.run(sql`INSERT INTO persons (id, created_at) VALUES (${`p${n}`}, 0)`);
        await tx.run(sql`INSERT INTO accounts (key, platform, workspace, user_id, person_id)
          VALUES (${key}, 'web', '', ${`u${n}`}, ${`p${n}`})`);
        await insertSeat(tx, {
          id: seatId(`s${n}`),
          talk: id,
          person: personId(`p${n}`),
          accountKey: key,
          state: n > 22 ? 'waiting' : 'confirmed',
          place: n,
          since: 0,
        });
      }
    });
    const card = await on.card('qui 10');
    const lines = linesOf(card);
    expect(sections(card)).toHaveLength(5);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Registered: 1–20 of 22',
        'Registered: 21–22 of 22',
        '- u22',
        'Waiting, in their order: 1–20 of 21',
        'Waiting, in their order: 21–21 of 21',
        '- 21 · u43',
      ]),
    );
  });

  it('says that nobody came yet, asks where two talks are meant, and works for a past talk', async () => {
    const on = await begin();
    expect(await on.type('who 8')).toContain('Nobody has registered here yet.');
    expect((await on.type('who robots')).at(-1)).toBe('[9] [12]');
    const talk = await on.talk(9);
    expect(linesOf(await on.press(on.presses.who, 'who', talk))[0]).toBe('Who comes to talk 9');
    const gone = { ...talk, id: 'gone1' as typeof talk.id };
    expect(linesOf(await on.press(on.presses.who, 'who', gone))[0]).toBe(
      wording('en').seats.goneTalk(),
    );
  });
});

it('the words are for organisers, and the buttons too', async () => {
  const on = await begin();
  expect(organisingWords(on.ports).map((word) => [word.name, word.audience, word.changes])).toEqual(
    [
      ['announce', 'organisers', true],
      ['capacity', 'organisers', true],
      ['who', 'organisers', false],
      ['free', 'organisers', true],
      ['undelivered', 'organisers', true],
    ],
  );
  const audiences = Object.values(on.presses).map((entry) => entry.audience);
  expect(new Set(audiences)).toEqual(new Set(['organisers']));
});
