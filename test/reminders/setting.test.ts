// The word `remind`: what is set, and how, in both languages; bad input changes nothing.
import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/chat/incoming.ts';
import { setReminders } from '../../src/reminders/decide.ts';
import { load, monday, talkNine, talkTen, typing, web } from '../seats/stage.ts';
import { type Stage, stage } from './stage.ts';

async function season(): Promise<Stage> {
  const on = await stage();
  await load(on, [talkNine, talkTen]);
  await on.describe('franz', 'Europe/Paris', 'fr');
  return on;
}

describe('remind', () => {
  it('shows somebody new that both are on, and what to type', async () => {
    const on = await season();
    expect(await on.types('ana', 'remind')).toEqual([
      'Your reminders',
      'The day before: on: “Still coming?” at 10:00 in the talk’s time zone',
      'One hour before: on: where to go',
      'Quiet hours: none',
      'What you can type',
      '/icdd remind day off: do not ask me on the day before',
      '/icdd remind hour off: do not remind me one hour before',
      '/icdd remind off: no reminders at all',
      '/icdd remind quiet 22:00-07:00: hold them back in these hours of your day',
      'In quiet hours reminders and your own digest wait for their end; what is of no use by then is not sent. A seat that you get, an offer or a change of the talk is told at once.',
      '[Change: remind]',
      '[Upcoming talks: list]',
    ]);
  });

  it('shows what comes next for the seats that one has', async () => {
    const on = await season();
    await on.types('franz', 'inscrire 9');
    await on.types('franz', 'inscrire 10');
    await on.types('franz', 'rappels silence 16h-20h');
    expect((await on.types('franz', 'rappels')).slice(0, 9)).toEqual([
      'Vos rappels',
      'La veille: oui : « Venez-vous toujours ? » à 10:00, dans le fuseau de la conférence',
      'Une heure avant: oui : où aller',
      'Heures de silence: 16:00–20:00 (heure de Paris)',
      'À venir',
      'mar. 9 juil. 2019, 10:00 (heure de Zurich) : conférence 9, « Venez-vous toujours ? »',
      'mer. 10 juil. 2019, 17:00 (heure de Zurich) : conférence 9, une heure avant – pas envoyé, à cause de vos heures de silence',
      'mar. 23 juil. 2019, 10:00 (heure de Zurich) : conférence 10, « Venez-vous toujours ? »',
      'mer. 24 juil. 2019, 17:00 (heure de Zurich) : conférence 10, une heure avant – pas envoyé, à cause de vos heures de silence',
    ]);
  });

  it.each<readonly [string, readonly (readonly [string, string, readonly string[]])[]]>([
    [
      'ana',
      [
        ['remind day off', 'The question on the day before is off.', ['off', 'on', 'none']],
        ['remind hour off', 'The reminder one hour before is off.', ['off', 'off', 'none']],
        ['remind day on', 'The question on the day before is on.', ['on', 'off', 'none']],
        ['remind on', 'Both reminders are on.', ['on', 'on', 'none']],
        ['remind off', 'Both reminders are off.', ['off', 'off', 'none']],
        ['remind off', 'Both reminders are off.', ['off', 'off', 'none']],
        [
          'remind quiet 22:00-07:00',
          'Your quiet hours are 22:00–07:00 (Zurich time).',
          ['off', 'off', '22:00–07:00'],
        ],
        ['remind quiet off', 'You have no quiet hours.', ['off', 'off', 'none']],
      ],
    ],
    [
      'franz',
      [
        [
          'rappels veille non',
          'La question de la veille est désactivée.',
          ['non', 'oui', 'aucune'],
        ],
        ['rappels heure non', 'Le rappel une heure avant est désactivé.', ['non', 'non', 'aucune']],
        ['rappels heure oui', 'Le rappel une heure avant est activé.', ['non', 'oui', 'aucune']],
        ['rappels oui', 'Les deux rappels sont activés.', ['oui', 'oui', 'aucune']],
        ['rappels non', 'Les deux rappels sont désactivés.', ['non', 'non', 'aucune']],
        [
          'rappels silence 22h-7h',
          'Vos heures de silence : 22:00–07:00 (heure de Paris).',
          ['non', 'non', '22:00–07:00'],
        ],
        ['rappels silence non', 'Vous n’avez pas d’heures de silence.', ['non', 'non', 'aucune']],
      ],
    ],
  ])('sets them one by one, and says how it stands: %s', async (who, steps) => {
    const on = await season();
    for (const [typed, title, values] of steps) {
      const [said, ...lines] = await on.types(who, typed);
      expect(said).toBe(title);
      const shown = lines.slice(0, 3).map((line) => line.split(': ')[1]?.split(' ')[0]);
      expect(shown).toEqual(values);
    }
  });

  it('by its button shows the same', async () => {
    const on = await season();
    expect(await on.presses('ana', { verb: 'remind' })).toEqual(await on.types('ana', 'remind'));
  });

  it.each([
    ['ana', 'remind them', 'I do not know “them” of reminders. Nothing was changed.'],
    ['ana', 'remind day', 'The day before: on or off? Nothing was changed.'],
    ['ana', 'remind hour 17:00', 'One hour before: on or off? Nothing was changed.'],
    [
      'ana',
      'remind quiet',
      'Quiet hours need a beginning and an end, like 22:00-07:00. Nothing was changed.',
    ],
    [
      'ana',
      'remind quiet 25:00-07:00',
      '“25:00” is no time of the day; write it like 22:00. Nothing was changed.',
    ],
    [
      'ana',
      'remind quiet 22:00-22:00',
      'Quiet hours that end when they begin would never end. Nothing was changed.',
    ],
    ['franz', 'rappels eux', 'Je ne connais pas « eux » à propos des rappels. Rien n’a changé.'],
    ['franz', 'rappels veille', 'La veille : oui ou non ? Rien n’a changé.'],
    ['franz', 'rappels heure peut-être', 'Une heure avant : oui ou non ? Rien n’a changé.'],
    [
      'franz',
      'rappels silence',
      'Donnez le début et la fin des heures de silence, comme 22:00-07:00. Rien n’a changé.',
    ],
    [
      'franz',
      'rappels silence 22h-soir',
      '« soir » n’est pas une heure de la journée ; écrivez-la comme 22:00. Rien n’a changé.',
    ],
    [
      'franz',
      'rappels silence 8h-8h',
      'Des heures de silence qui finissent quand elles commencent ne finiraient jamais. Rien n’a changé.',
    ],
  ])('%s: “%s” is answered clearly and changes nothing', async (who, typed, sentence) => {
    const on = await season();
    await on.types(who, who === 'ana' ? 'remind day off' : 'rappels veille non');
    await on.types(who, who === 'ana' ? 'remind quiet 1-5' : 'rappels silence 1-5');
    const before = await on.types(who, 'remind');
    const answer = await on.types(who, typed);
    expect(answer[0]).toBe(sentence);
    expect(answer[1]).toContain(who === 'ana' ? '/icdd remind day on' : '/icdd rappels veille oui');
    expect(await on.types(who, 'remind')).toEqual(before);
  });

  it('a hostile wish is shown short and as data', async () => {
    const on = await season();
    const [title] = await on.types('ana', `remind ${'<!channel>'.repeat(30)}`);
    expect(title).toBe(
      'I do not know “<!channel><!channel><!channel><!channel…” of reminders. Nothing was changed.',
    );
  });

  it('quiet hours count in the zone that somebody prefers', async () => {
    const on = await season();
    await on.types('ana', 'zone Pacific/Apia');
    expect((await on.types('ana', 'remind quiet 22:00-07:00'))[0]).toBe(
      'Your quiet hours are 22:00–07:00 (Apia time).',
    );
  });

  it('the same delivery twice is answered once', async () => {
    const on = await season();
    const incoming: Incoming = typing(web('ana'), 'remind off', 'the-same');
    const set = await setReminders(on.ports, incoming, { day: false });
    expect(set).toEqual({ wanted: { day: false, hour: true }, quiet: undefined });
    await expect(setReminders(on.ports, incoming, { day: true })).rejects.toThrow();
    expect((await on.types('ana', 'remind'))[1]).toBe('The day before: off');
  });

  it('everything at once, as a form sets it', async () => {
    const on = await season();
    const at = on.clock.now;
    expect(at).toBe(monday);
    const quiet = { from: '20:00', to: '06:30' };
    const incoming = typing(web('ana'), 'a form');
    expect(await setReminders(on.ports, incoming, { day: false, hour: false, quiet })).toEqual({
      wanted: { day: false, hour: false },
      quiet,
    });
  });
});
