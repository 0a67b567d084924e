// A tiny app for the stand-in's own tests: keeps what it was sent and answers as it is told.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from './attachments.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
  /** For a form. */
  readonly form: URLSearchParams;
  /** For JSON; empty otherwise. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Said {
  readonly status?: number;
  /** application/json when left out; empty for none. */
  readonly type?: string;
  /** Written as it is. */
  readonly raw?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** No answer at all. */
  readonly silent?: boolean;
}

export interface TinyApp {
  readonly url: string;
  readonly received: Received[];
  /** What it says to the next requests, by a function or always the same. */
  says: Said | ((received: Received) => Said);
  readonly close: () => Promise<void>;
}

function parse(raw: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

export async function startTinyApp(): Promise<TinyApp> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString();
    const one: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      ),
      raw,
      form: new URLSearchParams(raw),
      json: parse(raw),
    };
    received.push(one);
    const said = typeof app.says === 'function' ? app.says(one) : app.says;
    if (said.silent === true) return;
    const type = said.type ?? 'application/json';
    response.writeHead(said.status ?? 200, {
      ...(type === '' ? {} : { 'Content-Type': type }),
      ...said.headers,
    });
    response.end(said.raw ?? JSON.stringify(said.json ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const app: TinyApp = {
    url: `http://127.0.0.1:${port}`,
    received,
    says: {},
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return app;
}

/** One attachment with a button, a menu and a field, as the app would send it. */
export function card(appUrl: string, text = 'Tuesday, 14:00'): Record<string, unknown> {
  const integration = (a: string): unknown => ({
    url: `${appUrl}/mattermost/action`,
    context: { a, k: 'secret' },
  });
  return {
    fallback: 'A talk',
    color: '#1e88e5',
    title: 'Bees',
    text,
    fields: [{ title: 'Seats', value: '3 of 10', short: true }],
    actions: [
      { id: 'reg', type: 'button', name: 'Register', integration: integration('reg') },
      {
        id: 'pick',
        type: 'select',
        name: 'Seats',
        options: [
          { text: 'One', value: '1' },
          { text: 'Two', value: '2' },
        ],
        integration: integration('pick'),
      },
    ],
  };
}
