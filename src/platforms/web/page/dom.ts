// Small hands for the document: everything is built from nodes and text, never from markup.

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children; `true` is an attribute without value, `false` and undefined are none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** An element that index.html promises. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found as T;
}

/** Text for screen readers alone. */
export const unseen = (text: string): HTMLElement => el('span', { class: 'unseen' }, text);

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** A round sign for a person, in a colour of their own; for the bot, its ring. */
export function avatar(user: string, name: string): HTMLElement {
  if (user === 'bot') {
    return el(
      'span',
      { class: 'avatar bot', 'aria-hidden': 'true' },
      el('img', { src: '/web/icon.svg', alt: '' }),
    );
  }
  const hue = [...user].reduce((sum, sign) => (sum * 4 + sign.charCodeAt(0)) % 997, 0) % 6;
  return el('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initialsOf(name));
}

/** What survives a reload on this machine; quietly nothing where storage is forbidden. */
export const kept = {
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(`idea-circle:${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(`idea-circle:${key}`, value);
    } catch {
      // Nothing is lost but a convenience.
    }
  },
};
