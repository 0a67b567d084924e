// What every test file of the stand-in starts from: a server, a tiny app, and clients that are ended after each test.
import mattermost from '@mattermost/client';
import { afterEach } from 'vitest';
import { type Mattermost, type MattermostOptions, startMattermost } from './index.ts';
import { startTinyApp, type TinyApp } from './tiny-app.ts';

export type Client = InstanceType<typeof mattermost.Client4>;

const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Closed after the test. */
export function ending<T extends { close: () => Promise<void> }>(thing: T): T {
  open.push(thing);
  return thing;
}

export function clientOf(server: Mattermost, token = server.botToken): Client {
  const client = new mattermost.Client4();
  client.setUrl(server.url);
  client.setToken(token);
  return client;
}

export interface Setup {
  readonly server: Mattermost;
  readonly app: TinyApp;
  readonly bot: Client;
  /** The channel in which most tests happen. */
  readonly channelId: string;
}

export async function setup(options: MattermostOptions = {}): Promise<Setup> {
  const app = ending(await startTinyApp());
  const server = ending(await startMattermost({ appUrl: app.url, ...options }));
  return { server, app, bot: clientOf(server), channelId: server.channel('idea-circle').id };
}

/** What Client4 throws, as far as tests ask. */
export interface Refusal {
  readonly status_code?: number;
  readonly server_error_id?: string;
  readonly message: string;
}

export async function refusal(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error as Error & Refusal;
    throw error;
  }
  throw new Error('it was not refused');
}
