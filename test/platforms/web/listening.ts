// A window without a browser: it reads the event stream as the page does, and tells what it saw.
import { request } from 'node:http';
import type { WirePost } from '../../../src/platforms/web/page/wire.ts';

export interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

export interface Listener {
  readonly told: Told[];
  posts(): WirePost[];
  /** Waits until something of this kind was told. */
  until(wanted: (told: readonly Told[]) => boolean): Promise<void>;
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens the stream for a person and waits until all that was kept is told. */
export async function listen(
  address: string,
  person: string,
  headers: Readonly<Record<string, string>> = {},
  query = '',
): Promise<Listener> {
  const stop = new AbortController();
  const answer = await fetch(`${address}/web/events?person=${person}${query}`, {
    headers,
    signal: stop.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`no stream: ${answer.status}`);
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  const reader = answer.body.getReader();
  const ended = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
          if (field('event') === '') continue;
          told.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) });
        }
        for (const wake of waiting) wake();
      }
    } catch {
      // Closed by us.
    }
  })();
  const listener: Listener = {
    told,
    posts: () => told.filter((t) => t.event === 'post').map((t) => t.data as unknown as WirePost),
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`never told; told: ${JSON.stringify(told)}`)),
          5_000,
        );
        const look = () => {
          if (!wanted(told)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    ended,
    close: () => stop.abort(),
  };
  await listener.until((all) => all.some((t) => t.event === 'ready'));
  return listener;
}

/** A request with any headers and any path, just as they are: `fetch` would correct them. */
export function raw(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
