// A card as a person sees it. A changed card is drawn into the old one block by block, so that bars move and the focus stays.
import { el } from './dom.ts';
import type {
  WireBlock,
  WireButton,
  WireCard,
  WireChart,
  WireInline,
  WireLine,
  WireMeter,
} from './wire.ts';

/** Pressed: the button and what it carries. */
export type Press = (button: HTMLButtonElement, action: string) => void;

/** More seats than this are drawn as one bar, not seat by seat. */
const seatsDrawn = 80;

export function plainLine(line: WireLine): string {
  return line
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'link') return part.label;
      if ('text' in part) return part.text;
      return part.kind === 'mention' ? `@${part.name}` : part.name;
    })
    .join('');
}

export function drawCard(card: WireCard, press: Press): HTMLElement {
  const body = el('div', { class: 'card', lang: card.language });
  body.append(el('h2', { class: 'card-title' }, ...drawLine(card.title)));
  for (const block of card.blocks) body.append(drawBlock(block, press));
  return body;
}

/** Draws what differs between two states of a card into its element. */
export function redrawCard(body: HTMLElement, old: WireCard, card: WireCard, press: Press): void {
  const focused = body.contains(document.activeElement) ? document.activeElement : undefined;
  const action = focused instanceof HTMLElement ? focused.dataset['action'] : undefined;
  body.lang = card.language;
  const title = body.firstElementChild as HTMLElement;
  if (differs(old.title, card.title)) title.replaceChildren(...drawLine(card.title));
  const nodes = [...body.children].slice(1) as HTMLElement[];
  for (const [at, block] of card.blocks.entries()) {
    const node = nodes[at];
    const before = old.blocks[at];
    if (node && before && !differs(before, block)) continue;
    if (node && before?.kind === 'meter' && block.kind === 'meter') {
      setMeter(node, block);
      continue;
    }
    const fresh = drawBlock(block, press);
    fresh.classList.add('changed');
    if (node) node.replaceWith(fresh);
    else body.append(fresh);
  }
  for (const node of nodes.slice(card.blocks.length)) node.remove();
  if (!focused || body.contains(focused)) return;
  const again = [...body.querySelectorAll<HTMLElement>('button')];
  // The button may have become another one (Register, then Cancel): the focus stays in the card.
  (again.find((button) => button.dataset['action'] === action) ?? again[0] ?? title).focus();
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

export function drawBlock(block: WireBlock, press: Press): HTMLElement {
  switch (block.kind) {
    case 'text':
      return el(
        'div',
        { class: block.quiet ? 'lines quiet' : 'lines' },
        ...block.lines.map((line) => el('p', {}, ...drawLine(line))),
      );
    case 'fields':
      return el(
        'dl',
        { class: 'fields' },
        ...block.fields.map((field) =>
          el('div', {}, el('dt', {}, field.label), el('dd', {}, ...drawLine(field.value))),
        ),
      );
    case 'meter':
      return drawMeter(block);
    case 'chart':
      return drawChart(block);
    case 'list':
      return el(
        block.ordered ? 'ol' : 'ul',
        { class: 'list' },
        ...block.items.map((item) => el('li', {}, ...drawLine(item))),
      );
    case 'rule':
      return el('hr', { class: 'rule' });
    case 'buttons':
      return el('div', { class: 'buttons' }, ...block.buttons.map((b) => drawButton(b, press)));
  }
}

/** The picture for light and for dark; the one that is not shown is not fetched. One that cannot be had leaves the numbers, until `seekPictures`. */
function drawChart(chart: WireChart): HTMLElement {
  const numbers = chart.numbers.map(plainLine).join('; ');
  const pictures = ['light', 'dark'].map((theme) => {
    const picture = el('img', {
      class: `picture ${theme}`,
      src: `${chart.picture}-${theme}.svg`,
      alt: `${chart.title}: ${numbers}`,
      loading: 'lazy',
    });
    picture.addEventListener('error', () => {
      picture.hidden = true;
    });
    return picture;
  });
  const words = chart.numbers.map((line) => el('p', {}, ...drawLine(line)));
  return el('figure', { class: 'chart' }, ...pictures, el('figcaption', {}, ...words));
}

/** Asks again for the pictures that could not be had: the server is there again. */
export function seekPictures(): void {
  for (const picture of document.querySelectorAll<HTMLImageElement>('img.picture[hidden]')) {
    picture.hidden = false;
    picture.src = picture.getAttribute('src') ?? '';
  }
}

function drawMeter(meter: WireMeter): HTMLElement {
  const bar = el(
    'div',
    { class: 'bar', role: 'progressbar', 'aria-valuemin': 0 },
    el('div', { class: 'bar-fill' }),
  );
  const node = el('div', { class: 'meter' }, bar, el('p', { class: 'meter-words' }));
  setMeter(node, meter);
  return node;
}

function setMeter(node: HTMLElement, meter: WireMeter): void {
  const bar = node.firstElementChild as HTMLElement;
  const words = node.lastElementChild as HTMLElement;
  const share = meter.capacity > 0 ? Math.min(1, meter.taken / meter.capacity) : 1;
  const state =
    meter.taken > meter.capacity ? 'over' : share >= 1 ? 'full' : share >= 0.85 ? 'nearly' : 'free';
  node.dataset['state'] = state;
  bar.style.setProperty('--share', String(share));
  bar.style.setProperty('--seats', String(meter.capacity));
  bar.classList.toggle('seat-by-seat', meter.capacity > 0 && meter.capacity <= seatsDrawn);
  bar.setAttribute('aria-valuemax', String(Math.max(meter.capacity, 1)));
  bar.setAttribute('aria-valuenow', String(Math.min(meter.taken, Math.max(meter.capacity, 1))));
  bar.setAttribute('aria-valuetext', plainLine(meter.caption));
  bar.setAttribute('aria-label', plainLine(meter.caption));
  words.replaceChildren(...drawLine(meter.caption));
}

/** What a screen reader says, where that is more than the label. Whoever speaks to the machine says what they see: the label is a part of it. */
function nameOf({ label, describes }: WireButton): string | undefined {
  if (describes === undefined || describes === label) return undefined;
  return describes.toLowerCase().includes(label.toLowerCase())
    ? describes
    : `${label}: ${describes}`;
}

function drawButton(button: WireButton, press: Press): HTMLButtonElement {
  const node = el(
    'button',
    {
      type: 'button',
      class: button.style ? `button ${button.style}` : 'button',
      'data-action': button.action,
      title: button.typed,
      'aria-label': nameOf(button),
    },
    button.label,
  );
  node.addEventListener('click', () => press(node, button.action));
  return node;
}

export function drawLine(line: WireLine): Node[] {
  return line.map(drawInline);
}

function drawInline(part: WireInline): Node {
  if (typeof part === 'string') return document.createTextNode(part);
  switch (part.kind) {
    case 'strong':
      return el('strong', {}, part.text);
    case 'code':
      return el('code', {}, part.text);
    case 'link':
      return el('a', { href: part.url, target: '_blank', rel: 'noopener noreferrer' }, part.label);
    case 'person':
      return el('span', { class: 'person' }, part.name);
    case 'mention':
      return el('span', { class: 'mention' }, `@${part.name}`);
    case 'moment':
      return el('time', { datetime: part.at }, part.text);
  }
}
