// Words, buttons and the form about who somebody is: language, zone, and two accounts that become one person or part again.
import type { Forms, PressEntry, Word } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import { link, pressed, unlink } from './commands/linking.ts';
import { language, preferences, preferencesEntry, zone } from './commands/preferences.ts';

/** The words of this feature. `newCode` makes six random digits. */
export function peopleWords(ports: Ports, newCode: () => string): readonly Word[] {
  const word = (name: string, fr: readonly string[], handle: Word['handle']): Word => ({
    name,
    spellings: { en: [name], fr },
    audience: 'staff',
    changes: true,
    handle,
  });
  return [
    word('language', ['langue'], (call) => language(ports, call)),
    word('zone', ['fuseau'], (call) => zone(ports, call)),
    word('link', ['lier'], (call) => link(ports, newCode, call)),
    word('unlink', ['délier'], (call) => unlink(ports, call)),
  ];
}

/** The buttons of the question whether two accounts are one person, and the way to what somebody prefers. */
export function peoplePresses(ports: Ports): {
  readonly 'link-yes': PressEntry;
  readonly 'link-no': PressEntry;
  readonly preferences: PressEntry;
} {
  const entry = (answer: 'yes' | 'no'): PressEntry => ({
    audience: 'staff',
    changes: true,
    handle: (call) => pressed(ports, call, answer),
  });
  return {
    'link-yes': entry('yes'),
    'link-no': entry('no'),
    preferences: {
      audience: 'staff',
      changes: false,
      handle: ({ reader }) => preferences(ports, reader),
    },
  };
}

export function peopleForms(ports: Ports): Required<Pick<Forms, 'preferences'>> {
  return { preferences: preferencesEntry(ports) };
}
