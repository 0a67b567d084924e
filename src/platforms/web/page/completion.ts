// What the typed beginning may become: the words of the slash command, and people after an @. A listbox under the field's control.
import { byId, el } from './dom.ts';
import type { WireCompletion, WirePerson } from './wire.ts';
import { say, sayCount } from './words.ts';

export interface Choice {
  /** The whole text of the field once chosen. */
  readonly whole: string;
  readonly shown: string;
  readonly meaning: string;
}

/** The list scrolls; more than this nobody reads. */
const most = 40;

/** The choices for a text; none where there is nothing to complete. */
export function choicesFor(
  text: string,
  direct: boolean,
  command: string,
  words: readonly WireCompletion[],
  people: readonly WirePerson[],
): readonly Choice[] {
  const at = /(^|\s)@([\p{L}\p{N}._-]*)$/u.exec(text);
  if (at) {
    const begun = (at[2] ?? '').toLowerCase();
    const before = text.slice(0, text.length - begun.length - 1);
    const known = people.map((p) => ({
      user: p.user,
      meaning: say('completionPerson', { name: p.name }),
    }));
    const bot = { user: 'bot', meaning: say('botName') };
    return [...known, ...(direct ? [] : [bot])]
      .filter((p) => p.user.startsWith(begun) && p.user !== begun)
      .map((p) => ({ whole: `${before}@${p.user} `, shown: `@${p.user}`, meaning: p.meaning }));
  }
  const lower = text.toLowerCase().replace(/^\s+/, '');
  const slashed = lower.startsWith('/');
  if (!slashed && (!direct || lower === '')) return [];
  if (slashed && !lower.startsWith(`${command} `) && !`${command} `.startsWith(lower)) return [];
  const begun = slashed ? lower.slice(command.length).trimStart() : lower;
  const lead = slashed ? `${command} ` : '';
  return words
    .filter((w) => w.typed.toLowerCase().startsWith(begun) && w.typed.toLowerCase() !== begun)
    .slice(0, most)
    .map((w) => ({ whole: lead + w.typed, shown: lead + w.typed, meaning: w.meaning }));
}

export interface CompletionList {
  offer(choices: readonly Choice[]): void;
  close(): void;
  /** Whether it is shown. */
  open(): boolean;
  move(by: 1 | -1): void;
  /** The choice marked by the arrow keys. */
  marked(): Choice | undefined;
  first(): Choice | undefined;
}

export function createCompletionList(
  field: HTMLInputElement,
  announce: (text: string) => void,
  choose: (choice: Choice) => void,
): CompletionList {
  const box = byId('completions');
  let choices: readonly Choice[] = [];
  let marked = -1;

  function mark(at: number): void {
    marked = at;
    [...box.children].forEach((node, i) => {
      node.setAttribute('aria-selected', String(i === at));
      if (i === at) node.scrollIntoView({ block: 'nearest' });
    });
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `completion-${at}`);
  }

  function drawChoice(choice: Choice, at: number): HTMLElement {
    const node = el(
      'div',
      { id: `completion-${at}`, role: 'option', 'aria-selected': 'false' },
      el('span', { class: 'completion-typed' }, choice.shown),
      ' ',
      el('span', { class: 'completion-meaning' }, choice.meaning),
    );
    // The field keeps the focus while a choice is pressed.
    node.addEventListener('pointerdown', (event) => event.preventDefault());
    node.addEventListener('click', () => choose(choice));
    return node;
  }

  function close(): void {
    choices = [];
    box.hidden = true;
    box.replaceChildren();
    field.setAttribute('aria-expanded', 'false');
    mark(-1);
  }

  return {
    offer(offered) {
      if (offered.length === 0) return close();
      const same =
        offered.length === choices.length && offered.every((c, i) => c.whole === choices[i]?.whole);
      choices = offered;
      box.replaceChildren(...offered.map(drawChoice));
      box.hidden = false;
      field.setAttribute('aria-expanded', 'true');
      mark(-1);
      if (!same) announce(sayCount('completion', offered.length));
    },
    close,
    open: () => choices.length > 0,
    move(by) {
      const count = choices.length;
      if (count > 0) mark(marked < 0 && by < 0 ? count - 1 : (marked + by + count) % count);
    },
    marked: () => choices[marked],
    first: () => choices[0],
  };
}
