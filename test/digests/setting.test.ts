// How organisers set, stop and ask for a channel's digest, on a real database with real delivery.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { digestWords } from '../../src/digests/commands.ts';
import { setDigest } from '../../src/digests/store.ts';
import { hour } from '../../src/kernel/time.ts';
import { begin, tuesday9, workingDays } from './channel.ts';
import { general, monday } from './stage.ts';

describe('digest here', () => {
  it('confirms in the channel and says when the first one comes', async () => {
    const on = await begin();
    expect(await on.type('digest here 09:00')).toEqual([
      'The digest comes to this channel Monday to Friday at 09:00 (Zurich time).',
      'The first one: Tue 9 Jul 2019, 09:00 (Zurich time)',
      'It shows the talks of the next fourteen days and what is new. On a day without either, and on holidays, nothing is posted.',
      'To stop it: /icdd digest off',
    ]);
    expect(on.posts()).toEqual([
      [
        'From now on the digest comes to this channel Monday to Friday at 09:00 (Zurich time).',
        'The first one: Tue 9 Jul 2019, 09:00 (Zurich time)',
      ],
    ]);
    expect(on.platform.posts()[0]?.conversation).toEqual(general);
    expect(await on.work.nextAt(monday)).toBe(tuesday9);
  });

  it('speaks the channel’s language and zone, and answers in the organiser’s', async () => {
    const on = await begin();
    const answer = await on.type('digest here 17:00 Asia/Kolkata lun,mer fr');
    expect(answer[0]).toBe(
      'The digest comes to this channel on Monday and Wednesday at 17:00 (Kolkata time).',
    );
    expect(answer[1]).toBe('The first one: Mon 8 Jul 2019, 17:00 (Kolkata time)');
    expect(answer[2]).toBe('Its language: French');
    expect(on.posts()[0]).toEqual([
      'Désormais, le résumé arrive dans ce canal chaque lundi et mercredi à 17:00 (heure de Kolkata).',
      'Le premier : lun. 8 juil. 2019, 17:00 (heure de Kolkata)',
    ]);
    expect(await on.type('résumé', { language: 'fr' })).toEqual([
      'Le résumé arrive dans ce canal chaque lundi et mercredi à 17:00 (heure de Kolkata).',
      'Le prochain : lun. 8 juil. 2019, 17:00 (heure de Kolkata)',
      'Sa langue : français',
      '- Pour choisir l’heure : /icdd résumé ici 09:00',
      '- Avec un fuseau, des jours et une langue : /icdd résumé ici 09:00 Asia/Kolkata lun,mer fr',
      '- Pour en publier un maintenant : /icdd résumé maintenant',
      '- Pour l’arrêter : /icdd résumé arrêt',
    ]);
  });

  it('sets nothing where the bot cannot write', async () => {
    const on = await begin();
    on.platform.answerNext('post', { kind: 'refused', why: 'not-a-member', detail: '' });
    expect(await on.type('digest here 09:00')).toEqual([
      'I am not in this channel: invite me with /invite, then type it again. Nothing was changed.',
    ]);
    expect(await on.work.nextAt(monday)).toBeUndefined();
    expect((await on.type('digest'))[0]).toBe('No digest is set in this channel.');
  });

  it('leaves what was set before where the bot cannot write any more', async () => {
    const on = await begin();
    await on.type('digest here 09:00 daily');
    on.platform.answerNext('post', { kind: 'refused', why: 'not-a-member', detail: '' });
    await on.type('digest here 17:00');
    expect((await on.type('digest')).slice(0, 2)).toEqual([
      'The digest comes to this channel every day at 09:00 (Zurich time).',
      'The next one: Tue 9 Jul 2019, 09:00 (Zurich time)',
    ]);
  });

  it('takes nothing back that somebody set meanwhile', async () => {
    const on = await begin();
    const outcome = async () => {
      on.series.now += 1_000;
      const wish = { at: '17:00', zone: undefined, language: undefined, days: [1] };
      await on.database.write((tx) =>
        setDigest(
          tx,
          { ...wish, conversation: general, account: undefined },
          on.ports.newId,
          on.series.now,
        ),
      );
      return { kind: 'refused', why: 'not-a-member' } as const;
    };
    await on.stage.type(digestWords({ ...on.ports, outcome }, workingDays), 'digest here 09:00');
    expect((await on.type('digest'))[0]).toBe(
      'The digest comes to this channel on Monday at 17:00 (Zurich time).',
    );
  });

  it('is set while the channel has not answered yet', async () => {
    const on = await begin();
    const hanging = on.platform.hangNext('post');
    expect(await on.type('digest here 09:00')).toContain(
      'My confirmation is still on its way to the channel.',
    );
    hanging.release();
    await on.quiet();
    expect(on.posts()).toHaveLength(1);
    expect(await on.work.nextAt(monday)).toBe(tuesday9);
  });

  it('says so in the channel where it was stopped before the line was posted', async () => {
    const on = await begin();
    on.platform.answerNext('post', { kind: 'later', afterMs: 60_000, limits: 'server' });
    await on.type('digest here 09:00');
    await on.type('digest off');
    await on.quiet();
    expect(on.posts()).toEqual([['No digest comes to this channel any more.']]);
  });

  it('is answered once however often it is delivered', async () => {
    const on = await begin();
    await on.type('digest here 09:00', { delivery: 'twice' });
    await expect(on.type('digest here 10:00', { delivery: 'twice' })).rejects.toThrow(
      AlreadyAnswered,
    );
    await on.type('digest here 25:99', { delivery: 'wrong' });
    await expect(on.type('digest here 25:99', { delivery: 'wrong' })).rejects.toThrow(
      AlreadyAnswered,
    );
    expect(on.posts()).toHaveLength(1);
  });

  it.each([
    ['here', 'At what time should the digest come? Nothing was changed.'],
    [
      'here 25:99',
      '“25:99” is no time of day: write it as 09:00 or 17:30, with 24 hours. Nothing was changed.',
    ],
    [
      'here 09:00 Mars/Phobos',
      'I know no time zone “Mars/Phobos”: write it like Europe/Zurich or Asia/Kolkata. Nothing was changed.',
    ],
    [
      'here 09:00 someday',
      'I know no days “someday”: write daily, weekdays, mon-fri or mon,wed. Nothing was changed.',
    ],
    [
      'here 09:00 de',
      'I do not speak “de”: write en for English or fr for French. Nothing was changed.',
    ],
    [
      'here 09:00 en fr',
      '“fr” is one too many: a time, one zone, one set of days and one language. Nothing was changed.',
    ],
    [
      'here 09:00 gibberish',
      'I do not understand “gibberish”. After the time may follow a zone (Europe/Zurich), days (daily, weekdays, mon-fri, mon,wed) and a language (en, fr). Nothing was changed.',
    ],
    ['tomorrow', 'I do not understand “digest tomorrow”. Nothing was changed.'],
    [
      `x${'y'.repeat(100)}`,
      `I do not understand “digest x${'y'.repeat(58)}…”. Nothing was changed.`,
    ],
  ])('“digest %s” is refused with a sentence and examples', async (typed, sentence) => {
    const on = await begin();
    const answer = await on.type(`digest ${typed}`);
    expect(answer[0]).toBe(sentence);
    expect(answer).toContain('- To set the time: /icdd digest here 09:00');
    expect(on.posts()).toEqual([]);
    expect(await on.rows(sql`SELECT id FROM digests`)).toEqual([]);
  });

  it('is for organisers in a channel', async () => {
    const on = await begin();
    expect(await on.type('digest here 09:00', { organiser: false })).toEqual([
      'Only organisers can change or post the digest of a channel. In a direct message to me you can have one of your own.',
    ]);
    expect(on.posts()).toEqual([]);
  });
});

describe('digest off', () => {
  it('stops it, once', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    expect((await on.type('digest off'))[0]).toBe('No digest comes to this channel any more.');
    expect(await on.work.nextAt(monday)).toBeUndefined();
    await on.at(tuesday9);
    expect(on.posts()).toHaveLength(1);
    expect((await on.type('digest off'))[0]).toBe(
      'No digest is set in this channel. Nothing was changed.',
    );
  });
});

describe('digest now', () => {
  it('posts and does not count', async () => {
    const on = await begin();
    await on.type('digest here 10:00 fr');
    expect(await on.type('digest now')).toEqual(['The digest is posted in this channel.']);
    expect(on.posts()[1]?.[0]).toBe('Résumé du jour · lun. 8 juil. 2019');
    expect(await on.days()).toEqual([]);
    await on.at(monday + hour);
    expect(on.posts()).toHaveLength(3);
  });

  it('speaks the series’ language where none is set, and posts nothing without talks', async () => {
    const on = await begin();
    await on.type('digest now');
    expect(on.posts()[0]?.[0]).toBe('Daily digest · Mon 8 Jul 2019');
    on.series.now = Date.UTC(2019, 8, 2, 7);
    expect(await on.type('digest now')).toEqual([
      'No talk takes place in the next fourteen days, and nothing is new. Nothing was posted.',
    ]);
    expect(on.posts()).toHaveLength(1);
  });

  it('says where it cannot write, or was not answered yet', async () => {
    const on = await begin();
    on.platform.answerNext('post', { kind: 'refused', why: 'not-a-member', detail: '' });
    expect(await on.type('digest now')).toEqual([
      'I am not in this channel: invite me with /invite, then type it again.',
    ]);
    const hanging = on.platform.hangNext('post');
    expect(await on.type('digest now')).toEqual(['The digest is on its way to this channel.']);
    hanging.release();
  });
});
