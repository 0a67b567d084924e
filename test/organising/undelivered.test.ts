// What was not delivered, at the organiser's desk: seen, sent again, looked for, let go; once, whoever presses how often.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { fold } from '../../src/chat/words.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import type { FailureNumber } from '../../src/kernel/ids.ts';
import { languages } from '../../src/kernel/language.ts';
import { hour } from '../../src/kernel/time.ts';
import { parseUndelivered } from '../../src/organising/rules/undelivered.ts';
import { saveProfile } from '../../src/people/store.ts';
import { wording } from '../../src/wording/wording.ts';
import { general, linesOf, monday } from '../digests/stage.ts';
import { begin } from './desk.ts';

type Desk = Awaited<ReturnType<typeof begin>>;

const number = (n: number) => String(n) as FailureNumber;
const refused = (why: 'not-a-member' | 'person-gone' | 'not-allowed') =>
  ({ kind: 'refused', why, detail: why }) as const;
const states = sql`SELECT notice_key, state, failure FROM outbox ORDER BY queued_order`;
const log = sql`SELECT person_id, what, talk_id, detail FROM organising_log ORDER BY id`;

/** Cleo waits for talk 9, which is full; Ana's seat becomes hers, and the news of it does not arrive. */
async function untold(on: Desk, why: 'person-gone' | 'not-allowed' = 'not-allowed'): Promise<void> {
  for (const user of ['ana', 'ben', 'bob', 'cleo']) await on.sit(user);
  await on.database.write((tx) =>
    saveProfile(
      tx,
      { platform: 'web', workspace: '', user: 'cleo' },
      { name: 'Cleo Claude', locale: undefined, zone: undefined },
      monday,
    ),
  );
  on.platform.answerNext('post', refused(why));
  await on.type('capacity 9 5');
  await on.quiet();
}

describe('“undelivered”', () => {
  it('says that everything was delivered', async () => {
    const on = await begin();
    expect(await on.type('undelivered')).toEqual(['Everything was delivered.']);
    expect(await on.type('non-remis', { language: 'fr' })).toEqual(['Tout a été remis.']);
    expect(await on.type('Non-remis !', { language: 'fr' })).toEqual(['Tout a été remis.']);
  });

  it('lists the newest first: about what, for whom, why, since when, and nothing of the text', async () => {
    const on = await begin();
    await untold(on);
    on.series.now += hour;
    on.platform.answerNext('post', refused('not-a-member'));
    await on.type('announce 10', {
      place: { conversation: { ...general, channel: 'talks' }, kind: 'channel' },
    });
    expect(await on.type('undelivered')).toEqual([
      '2 messages were not delivered',
      '2 · The card of talk 10, for a channel on the web chat: talks',
      'I am not a member there: invite me with /invite, then send it again.',
      'Since Mon 8 Jul 2019, 10:00 (Zurich time)',
      '[Send again] [Let it go]',
      '---',
      '1 · The news of a seat in talk 9, for Cleo Claude on the web chat',
      'The platform does not allow it: tell whoever runs this bot to look at “doctor”.',
      'Since Mon 8 Jul 2019, 09:00 (Zurich time)',
      '[Send again] [Let it go]',
    ]);
    const french = await on.type('non-remis', { language: 'fr', zone: 'Asia/Kolkata' });
    expect(french.slice(5)).toEqual([
      '---',
      '1 · La nouvelle d’une place à la conférence 9, pour Cleo Claude (chat web)',
      'La plateforme ne le permet pas : demandez à la personne qui fait tourner le bot de regarder « doctor ».',
      'Depuis le lun. 8 juil. 2019, 12:30 (heure de Kolkata)',
      '[Renvoyer] [Abandonner]',
    ]);
  });

  it('shows ten, and says how many more there are', async () => {
    const on = await begin();
    on.platform.answerNext('post', refused('not-allowed'), 12);
    await on.database.write(async (tx) => {
      for (let n = 0; n < 12; n += 1) {
        const to = {
          kind: 'account',
          account: { platform: 'web', workspace: '', user: `u${n}` },
        } as const;
        await enqueue(tx, { key: `gone:${n}`, drawer: 'announcement', to, params: {} }, monday);
        await tx.run(sql`UPDATE outbox SET params = '{"talk":"id000002"}'`);
      }
    });
    await on.quiet();
    const lines = await on.type('undelivered');
    expect(lines[0]).toBe('12 messages were not delivered');
    expect(lines.filter((line) => line.startsWith('['))).toHaveLength(10);
    expect(lines.at(-1)).toBe('… and 2 older ones, shown once these are settled');
  });
});

describe('sending again', () => {
  it('sends what still holds, once, and notes who did it', async () => {
    const on = await begin();
    await untold(on);
    expect(await on.type('undelivered again 1')).toEqual(['Message 1 was sent.']);
    expect(on.posts()).toHaveLength(1);
    expect(on.posts()[0]?.[0]).toContain('seat');
    expect(await on.type('undelivered')).toEqual(['Everything was delivered.']);
    expect(await on.rows(log)).toMatchObject([
      { what: 'capacity' },
      {
        what: 'send-again',
        talk_id: null,
        detail: expect.stringMatching(/^\{"number":"1","key":"promoted:/),
      },
    ]);
  });

  it('pressed twice at once sends once', async () => {
    const on = await begin();
    await untold(on);
    const press = () =>
      on.act(on.presses['send-again'], { verb: 'send-again', failure: number(1) });
    const [one, two] = (await Promise.all([press(), press()])).map(linesOf);
    const answers = [one?.[0], two?.[0]].sort();
    expect(answers).toEqual([
      'Message 1 was sent.',
      'There is no undelivered message 1. If there was one, it was sent again or let go. Nothing was changed.',
    ]);
    await on.quiet();
    expect(on.posts()).toHaveLength(1);
    expect(await on.rows(sql`SELECT 1 FROM organising_log WHERE what = 'send-again'`)).toHaveLength(
      1,
    );
  });

  it('is answered once however often it is delivered', async () => {
    const on = await begin();
    await untold(on);
    await on.type('undelivered again 1', { delivery: 'twice' });
    await expect(on.type('undelivered again 1', { delivery: 'twice' })).rejects.toThrow(
      AlreadyAnswered,
    );
    expect(on.posts()).toHaveLength(1);
  });

  it('sends nothing that no longer holds', async () => {
    const on = await begin();
    await untold(on);
    await on.database.write((tx) =>
      tx.run(
        sql`UPDATE seats SET state = 'ended', ended_at = ${monday} WHERE account_key = 'web:cleo'`,
      ),
    );
    expect(await on.type('undelivered again 1')).toEqual([
      'What message 1 says no longer holds: it was not sent, and is settled.',
    ]);
    expect(on.posts()).toEqual([]);
    expect(await on.type('undelivered')).toEqual(['Everything was delivered.']);
  });

  it('that fails again gives it a new number, and the old one never means another message', async () => {
    const on = await begin();
    await untold(on);
    on.platform.answerNext('post', refused('person-gone'));
    expect(await on.type('undelivered again #1')).toEqual([
      'Message 1 was not delivered this time either. It is number 2 now.',
      '2 · The news of a seat in talk 9, for Cleo Claude on the web chat',
      'That account is deactivated. Its person may still hold a seat: see “who”.',
      'Since Mon 8 Jul 2019, 09:00 (Zurich time)',
      '[Send again] [Let it go]',
    ]);
    expect((await on.type('undelivered again 1'))[0]).toMatch(/^There is no undelivered message/);
    expect(await on.type('undelivered again 2')).toEqual(['Message 2 was sent.']);
  });

  it('says that it is on its way where the platform takes its time', async () => {
    const on = await begin();
    await untold(on);
    const hanging = on.platform.hangNext('post');
    expect(await on.type('non-remis renvoyer 1', { language: 'fr' })).toEqual([
      'Le message 1 est de nouveau en route.',
    ]);
    hanging.release();
    await on.quiet();
    expect(on.posts()).toHaveLength(1);
  });

  it('of all direct messages leaves channels alone', async () => {
    const on = await begin();
    await untold(on);
    on.platform.answerNext('post', refused('not-a-member'));
    await on.type('announce 10');
    expect(await on.type('undelivered again all')).toEqual([
      '1 direct message is on its way again.',
      '[Not delivered]',
    ]);
    await on.quiet();
    expect(on.posts()).toHaveLength(1);
    expect((await on.type('undelivered'))[1]).toBe('2 · The card of talk 10, for this channel');
    expect((await on.type('undelivered again all'))[0]).toBe(
      'No direct message waits to be sent again. Nothing was changed.',
    );
  });
});

describe('what may stand there already', () => {
  const lost = async () => {
    const on = await begin({ canLook: () => false });
    on.platform.loseNext('post');
    await on.type('announce 9');
    await on.quiet();
    expect(on.posts()).toHaveLength(1);
    return on;
  };

  it('is not sent again before somebody looked, and insists', async () => {
    const on = await lost();
    expect(await on.type('undelivered again 1')).toEqual([
      'Message 1 may stand there already: look first. Nothing was sent.',
      '1 · The card of talk 9, for this channel',
      'It may stand there already: its answer was lost, and I cannot look into that channel.',
      'Since Mon 8 Jul 2019, 09:00 (Zurich time)',
      '[Send it anyway] [It stands there]',
    ]);
    const pressed = await on.act(on.presses['send-again'], {
      verb: 'send-again',
      failure: number(1),
    });
    expect(linesOf(pressed)[0]).toMatch(/may stand there already/);
    expect(on.posts()).toHaveLength(1);
    expect(await on.type('undelivered again 1 yes')).toEqual(['Message 1 was sent.']);
    expect(on.posts()).toHaveLength(2);
    expect(await on.rows(log)).toMatchObject([{ what: 'send-anyway' }]);
  });

  it('is settled by saying that it stands there', async () => {
    const on = await lost();
    const action = { verb: 'let-go', failure: number(1) } as const;
    expect(linesOf(await on.act(on.presses['let-go'], action))).toEqual([
      'Message 1 is settled: nobody sends it any more.',
    ]);
    expect(linesOf(await on.act(on.presses['let-go'], action))[0]).toMatch(
      /^There is no undelivered message/,
    );
    expect(await on.rows(states)).toMatchObject([{ state: 'dropped', failure: null }]);
    expect(await on.rows(log)).toMatchObject([{ what: 'let-go' }]);
  });

  it('and could not be looked at for a day is looked for, and sent only where it is missing', async () => {
    const on = await begin();
    for (const stands of [true, false]) {
      if (stands) on.platform.loseNext('post');
      else on.platform.answerNext('post', { kind: 'unknown', detail: 'time-out' });
      const posts = on.posts().length;
      await on.type(stands ? 'announce 9' : 'announce 10');
      await on.database.write((tx) =>
        tx.run(sql`UPDATE outbox SET state = 'lost', refusal = 'no-answer', failure = 77,
          holder = NULL, leased_until = 0, finished_at = ${monday} WHERE state = 'under-way'`),
      );
      expect((await on.type('undelivered'))[2]).toMatch(/Sent again, it is looked for first/);
      const looks = on.platform.calls('look');
      expect(await on.type('undelivered again 77')).toEqual(['Message 77 was sent.']);
      expect(on.platform.calls('look')).toBe(looks + 1);
      expect(on.posts()).toHaveLength(posts + 1);
    }
  });
});

it('what was typed after the word and is none of what it takes changes nothing', async () => {
  const on = await begin();
  await untold(on);
  const before = await on.rows(states);
  for (const [typed, said] of [
    ['again', 'Which message? Its number stands in front of it. Nothing was changed.'],
    ['drop', 'Which message? Its number stands in front of it. Nothing was changed.'],
    ['again seven', '“seven” is no number of a message. Nothing was changed.'],
    ['again 0', '“0” is no number of a message. Nothing was changed.'],
    ['drop all', '“all” is no number of a message. Nothing was changed.'],
    [
      'please',
      'I do not know what “please” is to do with messages that were not delivered. Nothing was changed.',
    ],
  ] as const) {
    expect(await on.type(`undelivered ${typed}`)).toEqual([
      said,
      '/icdd undelivered',
      '/icdd undelivered again 17',
      '/icdd undelivered drop 17',
      '/icdd undelivered again all',
    ]);
  }
  expect((await on.type('undelivered again 99'))[0]).toMatch(/^There is no undelivered message 99/);
  expect((await on.type('undelivered drop 99'))[0]).toMatch(/^There is no undelivered message 99/);
  expect(await on.rows(states)).toEqual(before);
});

it.each([
  ['', { kind: 'list' }],
  ['again 17', { kind: 'again', number: '17', anyway: false }],
  ['Again #17 yes!', { kind: 'again', number: '17', anyway: true }],
  ['resend 3', { kind: 'again', number: '3', anyway: false }],
  ['renvoyer 3 oui', { kind: 'again', number: '3', anyway: true }],
  ['encore tout', { kind: 'all-again' }],
  ['again all', { kind: 'all-again' }],
  ['drop 3', { kind: 'let-go', number: '3' }],
  ['abandonner 3', { kind: 'let-go', number: '3' }],
])('“undelivered %s” is understood', (typed, wish) => {
  expect(parseUndelivered(typed, fold)).toEqual({ ok: true, value: wish });
});

it('every kind of message that there is has a name here, in both languages', () => {
  const never = () => {
    throw new Error('nothing is done while the table is put together');
  };
  const { drawers } = assemble(
    {
      database: { read: never, write: never, close: never },
      transact: never,
      now: never,
      newId: never,
      outcome: never,
      standing: never,
      seriesLanguage: 'en',
      seriesZone: 'Europe/Zurich',
      publicUrl: '',
      signer: { sign: never, isSigned: never },
      log: { info: never, warn: never, error: never },
    },
    never,
  );
  for (const language of languages) {
    const { undeliveredWhat } = wording(language).organising;
    const nameless = [undeliveredWhat('none', undefined), undeliveredWhat('none', 9)];
    for (const drawer of drawers.keys())
      for (const talk of [undefined, 9])
        expect(nameless, drawer).not.toContain(undeliveredWhat(drawer, talk));
  }
});
