// The demonstration's clock in the page: it runs on between what the server says, and offers the jumps.
import { byId, el } from './dom.ts';
import type { WireClock } from './wire.ts';
import { dayText, say, shortMoment, timeText, zoneText } from './words.ts';

export interface ClockFace {
  set(clock: WireClock | undefined): void;
  /** Draws it anew, in the language that holds now. */
  draw(): void;
}

const stopNames: Readonly<Record<string, string>> = {
  digest: 'nextDigest',
  reminder: 'nextReminder',
  offer: 'nextOfferEnd',
  talk: 'nextTalk',
};

/** `jump` goes to the next of a kind; `passed` is called when a stop has come by itself. */
export function createClockFace(jump: (to: string) => void, passed: () => void): ClockFace {
  let clock: WireClock | undefined;
  let setAt = 0;
  let drawnMinute = Number.NaN;

  const now = () => (clock ? clock.now + (performance.now() - setAt) : 0);

  function drawTime(): void {
    if (!clock) return;
    const at = now();
    drawnMinute = Math.floor(at / 60_000);
    const date = dayText(at, clock.zone);
    const time = timeText(at, clock.zone);
    const zone = zoneText(clock.zone);
    const iso = new Date(drawnMinute * 60_000).toISOString();
    const banner = byId('banner-clock');
    banner.textContent = say('clockText', { date, time, zone });
    banner.setAttribute('datetime', iso);
    const face = byId('clock-time');
    face.textContent = time;
    face.setAttribute('datetime', iso);
    byId('clock-day').textContent = `${date} · ${zone}`;
  }

  function drawStops(): void {
    const list = byId('stops');
    const note = byId('clock-note');
    if (!clock) return;
    const { zone, stops, jumping } = clock;
    byId('clock').classList.toggle('jumping', jumping);
    byId<HTMLButtonElement>('restart').disabled = jumping;
    note.textContent = jumping ? say('jumping') : stops.length === 0 ? say('noStops') : '';
    // While time passes the buttons stay, so that the focus stays on the one that was pressed.
    if (jumping) {
      for (const button of list.querySelectorAll('button'))
        button.setAttribute('aria-disabled', 'true');
      return;
    }
    const focused = (document.activeElement as HTMLElement | null)?.dataset['stop'];
    list.replaceChildren(
      ...stops.map((stop) => {
        const button = el(
          'button',
          { type: 'button', class: 'stop', 'data-stop': stop.kind },
          el('span', { class: 'stop-name' }, say(stopNames[stop.kind] ?? 'jumpTo')),
          ' ',
          el('time', { datetime: new Date(stop.at).toISOString() }, shortMoment(stop.at, zone)),
          ' ',
          el('span', { class: 'stop-label' }, stop.label),
        );
        button.addEventListener('click', () => {
          if (button.getAttribute('aria-disabled') !== 'true') jump(stop.kind);
        });
        return el('li', {}, button);
      }),
    );
    if (!focused) return;
    // The stop that was jumped to may have been the last of its kind: the focus stays near.
    const next = list.querySelector<HTMLElement>(`[data-stop="${focused}"]`);
    (next ?? list.querySelector<HTMLElement>('button') ?? byId('restart')).focus();
  }

  function draw(): void {
    byId('banner').hidden = !clock;
    byId('clock').hidden = !clock;
    drawTime();
    drawStops();
  }

  window.setInterval(() => {
    if (!clock || Math.floor(now() / 60_000) === drawnMinute) return;
    drawTime();
    if (clock.stops.some((stop) => stop.at <= now())) passed();
  }, 1_000);

  return {
    set(given) {
      clock = given;
      setAt = performance.now();
      draw();
    },
    draw,
  };
}
