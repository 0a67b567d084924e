// What stands above the first message: a welcome with three things to try, or what this conversation is.
import { el } from './dom.ts';
import type { WireState } from './wire.ts';
import { say } from './words.ts';

/** `act` does what a suggestion says, as if it had been typed. */
export function welcome(state: WireState, act: (text: string) => void): HTMLElement {
  const tries = ['List', 'Register', 'Followers', 'Help']
    .map((what) => ({ name: say(`try${what}`), typed: completionFor(state, say(`stem${what}`)) }))
    .filter((suggested) => suggested.typed !== undefined)
    .slice(0, 3)
    .map(({ name, typed }) => {
      const text = `${state.command} ${typed}`;
      const button = el(
        'button',
        { type: 'button', class: 'try' },
        el('span', { class: 'try-name' }, name),
        ' ',
        el('code', {}, text),
      );
      button.addEventListener('click', () => act(text));
      return el('li', {}, button);
    });
  return el(
    'li',
    { class: 'welcome' },
    el('h2', {}, say('welcomeTitle')),
    el('p', {}, say('welcomeText')),
    el('ul', { class: 'tries' }, ...tries),
  );
}

/** The first of the offered words that begins with one of the stems. */
function completionFor(state: WireState, stems: string): string | undefined {
  for (const stem of stems.split('|')) {
    const found = state.completions.find((c) => c.typed === stem || c.typed.startsWith(`${stem} `));
    if (found) return found.typed;
  }
  return undefined;
}

export const directIntro = (): HTMLElement =>
  el('li', { class: 'intro' }, el('p', {}, say('directIntro')));
