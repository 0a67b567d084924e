// The HTTP calls of Slack's SDK. Its own are made with fetch, whose streams cost two thirds of a call: thousands of reminders in one minute would leave little
// for whoever presses a button meanwhile.
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { FetchFunction } from '@slack/web-api';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/** The code of a call that was given up before there was a connection: nothing was sent. */
export const notConnected = 'NOT_CONNECTED';

/** A server closes idle connections without a word, commonly after five seconds, and a request that meets such a one is lost. Milliseconds. */
const idleMs = 4_000;

/** For a call to which the SDK sets no limit: an answer at a response address. Milliseconds. */
const longestSilenceMs = 60_000;

/**
 * As the global `fetch` for what the SDK asks of it: text goes out and text (UTF-8) comes back whole, connections are kept, no redirect is followed. Forms with
 * files are left to `fetch`. Rejects with the connection's error, with what ended the signal, or with the code above.
 */
export function createFetch(): FetchFunction {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: idleMs }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: idleMs }),
  };
  return async (to, init = {}) => {
    const { body = '', headers, method = 'GET', signal } = init;
    if (typeof body !== 'string') return fetch(to, init);
    const url = new URL(to);
    const secure = url.protocol === 'https:';
    const [agent, request] = secure
      ? [agents['https:'], requestHttps]
      : [agents['http:'], requestHttp];
    return new Promise((resolve, reject) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const timeout = longestSilenceMs;
      const options = { agent, method, headers: { ...headers, ...length }, signal, timeout };
      const sent = request(url, options, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          text += piece;
        });
        answer.once('end', () => resolve(responseOf(url, answer, text)));
        answer.on('error', reject);
      });
      let begun = false;
      const begin = () => {
        begun = true;
      };
      sent.once('socket', (socket) => {
        // Nothing is sent before a new connection stands, encrypted where it is to be.
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', begin);
        else begin();
      });
      sent.once('timeout', () => sent.destroy());
      sent.on('error', (error) => {
        // What the system refused has a code of its own.
        if (begun || 'syscall' in error) reject(error);
        else
          reject(
            Object.assign(new Error('no connection', { cause: error }), { code: notConnected }),
          );
      });
      // Where nothing else was said: a server that changes to another protocol closes the connection without an error.
      sent.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      sent.end(body);
    });
  };
}

function responseOf(url: URL, answer: IncomingMessage, text: string): FetchResponse {
  const status = answer.statusCode ?? 0;
  return {
    status,
    ok: status >= 200 && status < 300,
    statusText: answer.statusMessage ?? '',
    url: url.href,
    headers: {
      get: (name) => headerOf(answer, name) ?? null,
      entries: () =>
        Object.keys(answer.headers).map((name): [string, string] => [
          name,
          headerOf(answer, name) ?? '',
        ]),
    },
    text: () => Promise.resolve(text),
    json: async () => JSON.parse(text) as unknown,
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  };
}

function headerOf(answer: IncomingMessage, name: string): string | undefined {
  const value = answer.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}
