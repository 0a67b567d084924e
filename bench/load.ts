// The load: so many connections, each sending its next request when the last was answered; or all requests at one instant.
import { Client, type Dispatcher, Pool } from 'undici';
import type { Sent } from './requests.ts';

export const connections = 20;

export interface Door {
  readonly pool: Dispatcher;
  close(): Promise<void>;
}

const patience = { pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 };

export function openDoor(port: number, of = connections): Door {
  const pool = new Pool(`http://127.0.0.1:${port}`, { ...patience, connections: of });
  return { pool, close: () => pool.close() };
}

/** For somebody who comes once: a connection of their own, which is made with their first request. A pool of thousands looks through all of them for each. */
export function openOwnDoor(port: number): Door {
  const pool = new Client(`http://127.0.0.1:${port}`, patience);
  return { pool, close: () => pool.close() };
}

/** Sends one request; its answer's text. Throws where it is no 200. */
export async function post(pool: Dispatcher, sent: Sent): Promise<string> {
  const answer = await pool.request({
    method: 'POST',
    path: '/slack/events',
    headers: sent.headers,
    body: sent.body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${text}`);
  return text;
}

/** Requests per second of `count` calls of `one`, `connections` at a time. */
export async function rate(count: number, one: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    for (let n = next++; n < count; n = next++) await one(n);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (count * 1000) / (performance.now() - began);
}

export interface Rushed {
  readonly errors: number;
  /** Milliseconds from the sending of a request, which may wait for its connection, to its answer; the longest. */
  readonly slowest: number;
}

/** All at one instant. */
export async function rush(count: number, one: (n: number) => Promise<unknown>): Promise<Rushed> {
  let errors = 0;
  let slowest = 0;
  const timed = async (n: number) => {
    const began = performance.now();
    try {
      await one(n);
    } catch {
      errors += 1;
    }
    slowest = Math.max(slowest, performance.now() - began);
  };
  await Promise.all(Array.from({ length: count }, (_, n) => timed(n)));
  return { errors, slowest };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
