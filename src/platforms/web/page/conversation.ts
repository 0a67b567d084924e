// The messages of the open conversation: drawn in order, changed in place, and never scrolled away under the reader.
import { avatar, byId, el } from './dom.ts';
import { drawCard, type Press, redrawCard } from './draw.ts';
import type { WirePerson, WirePost } from './wire.ts';
import { dayText, say, sayCount, timeText } from './words.ts';

export interface Conversation {
  /** Shows a channel: from its start, or from its end. */
  show(channel: string, from: 'start' | 'end'): void;
  /** Keeps a post and draws it where it belongs; `live` when the person may be watching. */
  take(post: WirePost, live: boolean): void;
  of(channel: string): readonly WirePost[];
  clear(): void;
}

export interface Reading {
  readonly person: () => WirePerson;
  readonly people: () => readonly WirePerson[];
  /** What stands above the first message. */
  readonly intro: (channel: string) => HTMLElement | undefined;
  readonly press: (post: WirePost, button: HTMLButtonElement, action: string) => void;
}

/** Nearer to the end than this, the reader follows what comes. */
const nearEnd = 80;

export function createConversation(reading: Reading): Conversation {
  const scroller = byId('scroller');
  const list = byId('posts');
  const newBelow = byId<HTMLButtonElement>('new-below');
  const posts = new Map<number, WirePost>();
  // Read by the keyboard alone, it must take the arrow keys.
  scroller.tabIndex = 0;
  let open = '';
  let unseenBelow = 0;

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
  const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight });
  const nodeOf = (id: number) => list.querySelector<HTMLElement>(`[data-post="${id}"]`);

  function setBelow(count: number): void {
    unseenBelow = count;
    newBelow.hidden = count === 0;
    newBelow.textContent = count === 0 ? '' : `${sayCount('newBelow', count)} ↓`;
  }

  scroller.addEventListener('scroll', () => {
    if (unseenBelow > 0 && atEnd()) setBelow(0);
  });
  newBelow.addEventListener('click', () => {
    toEnd();
    scroller.focus({ preventScroll: true });
  });
  // A phone's keyboard, a turned screen: the last message stays in sight.
  let wasAtEnd = false;
  scroller.addEventListener('scroll', () => {
    wasAtEnd = atEnd();
  });
  new ResizeObserver(() => {
    if (wasAtEnd) toEnd();
  }).observe(scroller);

  const pressOf =
    (id: number): Press =>
    (button, action) => {
      const post = posts.get(id);
      if (post) reading.press(post, button, action);
    };

  function drawPost(post: WirePost): HTMLElement {
    const { zone } = reading.person();
    const name =
      post.author === 'bot'
        ? say('botName')
        : (reading.people().find((p) => p.user === post.author)?.name ?? post.author);
    const own = post.author === reading.person().user;
    const whispered = post.private && !post.channel.startsWith('direct-');
    const node = el('li', {
      class: ['post', own && 'own', whispered && 'private', post.author === 'bot' && 'by-bot']
        .filter(Boolean)
        .join(' '),
      'data-post': post.id,
    });
    const head = el(
      'p',
      { class: 'post-head' },
      el('span', { class: 'post-author' }, name),
      ' ',
      el('time', { datetime: new Date(post.at).toISOString() }, timeText(post.at, zone)),
    );
    if (whispered) head.append(' ', el('span', { class: 'only-you' }, say('onlyYou')));
    const body = post.card
      ? drawCard(post.card, pressOf(post.id))
      : el('p', { class: post.text?.startsWith('/') ? 'said typed' : 'said' }, post.text ?? '');
    node.append(avatar(post.author, name), el('div', { class: 'post-body' }, head, body));
    return node;
  }

  function dayLine(post: WirePost): HTMLElement {
    const day = dayText(post.at, reading.person().zone);
    return el('li', { class: 'day', 'data-day': day }, el('span', {}, day));
  }

  function append(post: WirePost): HTMLElement {
    const day = dayText(post.at, reading.person().zone);
    const last = [...list.querySelectorAll<HTMLElement>('.day')].at(-1);
    if (last?.dataset['day'] !== day) list.append(dayLine(post));
    const node = drawPost(post);
    list.append(node);
    return node;
  }

  function change(node: HTMLElement, old: WirePost, post: WirePost): void {
    const card = node.querySelector<HTMLElement>('.card');
    const follow = atEnd();
    if (card && old.card && post.card) redrawCard(card, old.card, post.card, pressOf(post.id));
    else node.replaceWith(drawPost(post));
    if (follow) toEnd();
  }

  function arrive(post: WirePost): void {
    const follow = atEnd();
    const forMe = post.private || post.author === reading.person().user;
    const node = append(post);
    node.classList.add('arrived');
    if (!follow && !forMe) {
      setBelow(unseenBelow + 1);
      return;
    }
    // A long answer is read from its beginning.
    const top = node.offsetTop - 12;
    scroller.scrollTo({ top: Math.min(top, scroller.scrollHeight - scroller.clientHeight) });
  }

  function ofChannel(channel: string): WirePost[] {
    return [...posts.values()].filter((p) => p.channel === channel).sort((a, b) => a.id - b.id);
  }

  return {
    of: ofChannel,

    show(channel, from) {
      open = channel;
      setBelow(0);
      list.replaceChildren();
      const intro = reading.intro(channel);
      if (intro) list.append(intro);
      for (const post of ofChannel(channel)) append(post);
      if (from === 'end') toEnd();
      else scroller.scrollTo({ top: 0 });
      wasAtEnd = atEnd();
    },

    take(post, live) {
      const old = posts.get(post.id);
      if (old && old.version >= post.version) return;
      posts.set(post.id, post);
      if (!live || post.channel !== open) return;
      const node = nodeOf(post.id);
      if (node && old) change(node, old, post);
      else arrive(post);
    },

    clear() {
      posts.clear();
      list.replaceChildren();
      setBelow(0);
    },
  };
}
