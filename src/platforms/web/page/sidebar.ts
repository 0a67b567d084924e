// The left side: conversations with their unread marks, who one is, the colours, and on a phone its opening and closing.
import { avatar, byId, el, kept } from './dom.ts';
import type { WireChannel, WireState } from './wire.ts';
import { say, sayCount } from './words.ts';

export interface Sidebar {
  draw(state: WireState, open: string, unread: (channel: string) => number): void;
  close(): void;
}

export interface Choosing {
  readonly channel: (id: string) => void;
  readonly person: (user: string) => void;
}

export function createSidebar(choosing: Choosing): Sidebar {
  const sidebar = byId('sidebar');
  const main = byId('main');
  const opener = byId('menu-open');
  const picker = byId<HTMLSelectElement>('person');
  const narrow = window.matchMedia('(max-width: 760px)');

  function setOpen(open: boolean): void {
    document.body.classList.toggle('menu-is-open', open);
    opener.setAttribute('aria-expanded', String(open));
    // Where it covers the conversation, only one of the two can be walked through.
    sidebar.inert = narrow.matches && !open;
    main.inert = narrow.matches && open;
  }

  function close(): void {
    if (!document.body.classList.contains('menu-is-open')) return;
    setOpen(false);
    opener.focus();
  }

  opener.addEventListener('click', () => {
    setOpen(true);
    byId('menu-close').focus();
  });
  byId('menu-close').addEventListener('click', close);
  byId('veil').addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  narrow.addEventListener('change', () => setOpen(false));
  setOpen(false);
  picker.addEventListener('change', () => choosing.person(picker.value));
  setUpTheme();

  function channelItem(channel: WireChannel, open: string, unread: number): HTMLElement {
    const button = el(
      'button',
      {
        type: 'button',
        class: unread > 0 ? 'channel unread' : 'channel',
        'data-channel': channel.id,
        'aria-current': channel.id === open ? 'page' : undefined,
      },
      el('span', { class: 'channel-sign', 'aria-hidden': 'true' }, channel.direct ? '@' : '#'),
      el('span', { class: 'channel-name' }, channel.name),
    );
    if (unread > 0) {
      button.append(
        el('span', { class: 'badge', 'aria-hidden': 'true' }, unread > 99 ? '99+' : String(unread)),
        el('span', { class: 'unseen' }, `, ${sayCount('unread', unread)}`),
      );
    }
    button.addEventListener('click', () => choosing.channel(channel.id));
    return el('li', {}, button);
  }

  return {
    close,
    draw(state, open, unread) {
      const focused = (document.activeElement as HTMLElement | null)?.dataset['channel'];
      const items = (direct: boolean) =>
        state.channels
          .filter((c) => c.direct === direct)
          .map((c) => channelItem(c, open, c.id === open ? 0 : unread(c.id)));
      byId('channels').replaceChildren(...items(false));
      byId('directs').replaceChildren(...items(true));
      if (focused) sidebar.querySelector<HTMLElement>(`[data-channel="${focused}"]`)?.focus();

      picker.replaceChildren(
        ...state.people.map((p) =>
          el(
            'option',
            { value: p.user, selected: p.user === state.person.user },
            p.organiser ? say('organiserMark', { name: p.name }) : p.name,
          ),
        ),
      );
      picker.value = state.person.user;
      const sign = avatar(state.person.user, state.person.name);
      sign.id = 'you-avatar';
      byId('you-avatar').replaceWith(sign);
      drawSecondWindow(state);
      drawTheme();
    },
  };
}

/** Two windows side by side show what the other person sees. */
function drawSecondWindow(state: WireState): void {
  const at = state.people.findIndex((p) => p.user === state.person.user);
  const other = state.people[(at + 1) % state.people.length];
  const place = byId('second-window');
  place.replaceChildren();
  if (!other || other.user === state.person.user) return;
  const href = `/?person=${encodeURIComponent(other.user)}`;
  const name = say('secondWindow', { name: other.name });
  place.append(el('a', { href, target: '_blank', rel: 'noopener' }, name));
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? dark.matches : chosen === 'dark';
}

function drawTheme(): void {
  byId('theme').setAttribute('aria-label', say(isDark() ? 'themeToLight' : 'themeToDark'));
  byId('theme').title = say(isDark() ? 'themeToLight' : 'themeToDark');
}

function setUpTheme(): void {
  byId('theme').addEventListener('click', () => {
    const chosen = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = chosen;
    kept.set('theme', chosen);
    drawTheme();
  });
  dark.addEventListener('change', drawTheme);
}
