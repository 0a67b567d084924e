// The live line to the server: it resumes after the last version seen, and comes back by itself.
import type { WireClock, WirePage, WirePost } from './wire.ts';

export interface Hearing {
  post(post: WirePost): void;
  /** All that was kept has been told; what comes from now on is new. */
  ready(): void;
  /** The conversation was emptied. */
  reset(epoch: string): void;
  clock(clock: WireClock): void;
  /** The person's own page. */
  page(page: WirePage): void;
  /** Whether the server is there. */
  there(is: boolean): void;
}

export interface Live {
  close(): void;
}

/** Between tries, growing; the first is soon, since a restart takes a moment only. */
const waits = [500, 1_000, 2_000, 4_000];

export function listen(person: string, epoch: string, hearing: Hearing): Live {
  let source: EventSource | undefined;
  let since = 0;
  let run = epoch;
  let tries = 0;
  let timer: number | undefined;
  let closed = false;

  const read = <T>(event: Event): T => JSON.parse((event as MessageEvent<string>).data) as T;

  function connect(): void {
    const query = new URLSearchParams({ person, since: String(since), epoch: run });
    const line = new EventSource(`/web/events?${query}`);
    source = line;
    line.addEventListener('open', () => {
      tries = 0;
      hearing.there(true);
    });
    line.addEventListener('post', (event) => {
      const post = read<WirePost>(event);
      since = Math.max(since, post.version);
      hearing.post(post);
    });
    line.addEventListener('ready', (event) => {
      since = Math.max(since, read<{ version: number }>(event).version);
      hearing.ready();
    });
    line.addEventListener('reset', (event) => {
      run = read<{ epoch: string }>(event).epoch;
      since = 0;
      hearing.reset(run);
    });
    line.addEventListener('clock', (event) => hearing.clock(read<WireClock>(event)));
    line.addEventListener('page', (event) => hearing.page(read<WirePage>(event)));
    // The browser would come back by itself, but not after an answer that is no stream, and not to the newest version.
    line.addEventListener('error', () => {
      line.close();
      if (closed || source !== line) return;
      hearing.there(false);
      const wait = waits[Math.min(tries, waits.length - 1)];
      tries += 1;
      timer = window.setTimeout(connect, wait);
    });
  }

  connect();
  return {
    close() {
      closed = true;
      window.clearTimeout(timer);
      source?.close();
    },
  };
}
