// A person's own page beside the conversation: a column on a wide screen, else behind a button. What somebody presses in it is answered at its top.
import { byId, el } from './dom.ts';
import { drawBlock, drawCard, drawLine, type Press, plainLine } from './draw.ts';
import type { WireBlock, WireCard, WirePage } from './wire.ts';
import { say } from './words.ts';

export interface OwnPage {
  /** Shows the page as it is now; what stands there already stays, and keeps the focus. */
  show(page: WirePage): void;
  /**
   * Shows what was answered to a press, until it is closed, the next one comes, or what the person can do is no longer as it was after it. `after`: the page
   * after that press; undefined where the press did not get through.
   */
  answer(card: WireCard, after: WirePage | undefined): void;
  /** The server is there again: what was said of its being away goes. */
  reached(): void;
  /** Somebody else sits here now. */
  clear(): void;
  /** Writes its button in the reader's language. */
  redrawWords(): void;
}

/** From here on there is room for it beside the conversation; own-page.css says the same. */
const wide = window.matchMedia('(min-width: 1340px)');

export function createOwnPage(press: Press): OwnPage {
  const column = byId('own-page');
  const opener = byId<HTMLButtonElement>('own-open');
  const parts = byId('own-parts');
  const answered = byId('own-answer');
  // Read by the keyboard alone, it must take the arrow keys.
  parts.tabIndex = 0;
  const behind = [byId('main'), byId('sidebar')];
  let page: WirePage | undefined;
  let open = false;
  /** What could be done after the press that is answered; undefined where it did not get through. */
  let standing: string | undefined;
  let wasInert: readonly boolean[] = [];

  const isShown = (): boolean => wide.matches || open;

  function setOpen(next: boolean): void {
    if (next === open) return;
    open = next;
    document.body.classList.toggle('own-is-open', open);
    // It covers the conversation: only one of the two can be walked through.
    if (open) {
      wasInert = behind.map((one) => one.inert);
      for (const one of behind) one.inert = true;
    } else {
      behind.forEach((one, i) => {
        one.inert = wasInert[i] ?? false;
      });
    }
    draw();
  }

  function close(): void {
    if (!open) return;
    setOpen(false);
    opener.focus();
  }

  opener.addEventListener('click', () => {
    setOpen(true);
    byId('own-close').focus();
  });
  byId('own-close').addEventListener('click', close);
  byId('own-veil').addEventListener('click', close);
  column.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (!answered.hidden) closeAnswer();
    else close();
  });
  wide.addEventListener('change', () => {
    if (wide.matches) setOpen(false);
    draw();
  });

  function closeAnswer(): void {
    const hadFocus = answered.contains(document.activeElement);
    answered.hidden = true;
    answered.replaceChildren();
    if (hadFocus) byId('own-title').focus();
  }

  function draw(): void {
    column.hidden = !isShown();
    opener.setAttribute('aria-expanded', String(open));
    if (!isShown() || page === undefined) parts.replaceChildren();
    else drawParts(parts, page, press);
  }

  return {
    show(next) {
      // Begun before what stands here: it may be older than the press that was answered.
      if (page !== undefined && next.drawn < page.drawn) return;
      page = next;
      if (!answered.hidden && standing !== undefined && standing !== standingOf(next))
        closeAnswer();
      draw();
    },
    answer(card, after) {
      standing = after && standingOf(after);
      if (after) {
        page = after;
        draw();
      }
      const closing = el(
        'button',
        { type: 'button', class: 'icon-button close-button', 'aria-label': say('ownAnswerClose') },
        '×',
      );
      closing.addEventListener('click', closeAnswer);
      const drawn = el('div', { class: 'own-answer-card' }, drawCard(card, press));
      answered.replaceChildren(drawn, closing);
      answered.hidden = false;
      // What was pressed may stand in the answer before this one, which is gone.
      if (document.activeElement === document.body) closing.focus();
    },
    reached() {
      if (standing === undefined) closeAnswer();
    },
    clear() {
      page = undefined;
      closeAnswer();
      setOpen(false);
      draw();
    },
    redrawWords: draw,
  };
}

/** What the person can do: others' seats change the numbers of a page, and not this. */
const standingOf = (card: WireCard): string =>
  JSON.stringify([
    card.title,
    card.blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons.map(({ action }) => action) : [],
    ),
  ]);

/** A part of the page: its heading, and what stands below it. */
interface Part {
  readonly heading: WireBlock | undefined;
  readonly blocks: readonly WireBlock[];
}

function partsOf(card: WireCard): readonly Part[] {
  const sections: WireBlock[][] = [[]];
  for (const block of card.blocks) {
    if (block.kind === 'rule') sections.push([]);
    else sections.at(-1)?.push(block);
  }
  return sections
    .filter((section) => section.length > 0)
    .map((section) => {
      const [first, ...rest] = section;
      return first !== undefined && rest.length > 0 && isHeading(first)
        ? { heading: first, blocks: rest }
        : { heading: undefined, blocks: section };
    });
}

/** One strong line alone is a heading. */
function isHeading(block: WireBlock): boolean {
  if (block.kind !== 'text' || block.lines.length !== 1) return false;
  const [only, ...more] = block.lines[0] ?? [];
  return more.length === 0 && typeof only === 'object' && only.kind === 'strong';
}

/** Draws the page anew, taking over what is as it was, so that nothing flickers and the focus stays. */
function drawParts(place: HTMLElement, card: WireCard, press: Press): void {
  const focused = place.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset['action']
    : undefined;
  const before = new Map<string, HTMLElement[]>();
  for (const node of place.querySelectorAll<HTMLElement>('[data-part]')) {
    const key = node.dataset['part'] ?? '';
    before.set(key, [...(before.get(key) ?? []), node]);
  }
  const isFirst = before.size === 0;
  const title = el('h3', { class: 'own-heading' }, ...drawLine(card.title));
  const nodes: HTMLElement[] = [title];
  for (const { heading, blocks } of partsOf(card)) {
    if (heading?.kind === 'text')
      nodes.push(el('h3', { class: 'own-heading' }, plainLine(heading.lines[0] ?? [])));
    const key = JSON.stringify(blocks);
    const old = before.get(key)?.shift();
    if (old) nodes.push(old);
    else {
      const fresh = el('section', { class: 'card', 'data-part': key });
      fresh.append(...blocks.map((block) => drawBlock(block, press)));
      if (!isFirst) fresh.classList.add('changed');
      nodes.push(fresh);
    }
  }
  place.lang = card.language;
  place.replaceChildren(...nodes);
  if (focused !== undefined) focusAgain(place, focused, title);
}

/** The same button, else another one of the same talk, else the beginning: whoever walks by the keyboard stays where they were. */
function focusAgain(place: HTMLElement, action: string, title: HTMLElement): void {
  const all = [...place.querySelectorAll<HTMLElement>('button')];
  const subject = action.split(':')[2];
  const again =
    all.find((button) => button.dataset['action'] === action) ??
    all.find((button) => subject && button.dataset['action']?.endsWith(`:${subject}`));
  title.tabIndex = -1;
  (again ?? title).focus({ preventScroll: again !== undefined });
}
