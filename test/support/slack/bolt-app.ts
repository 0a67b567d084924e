// Small real Bolt apps for the tests of the stand-in itself.
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Slack } from './index.ts';

export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** A client that gives up at once, unless told to try again so many times. */
export function client(slack: Slack, token = slack.botToken, retries = 0): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logger: silent,
    retryConfig: { retries, minTimeout: 1, maxTimeout: 2 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
  });
}

export interface Running {
  readonly app: App;
  stop(): Promise<unknown>;
}

type Setup = (app: App) => void;

function appWith(slack: Slack, receiver: HTTPReceiver | SocketModeReceiver): App {
  const clientOptions = { slackApiUrl: slack.apiUrl, logger: silent };
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: silent });
  app.error(async () => undefined);
  return app;
}

export async function overHttp(slack: Slack, setup: Setup): Promise<Running> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    logger: silent,
    bodyLimit: 20_000,
  });
  const app = appWith(slack, receiver);
  setup(app);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the app has no port');
  slack.useHttp(`http://127.0.0.1:${address.port}/slack/events`);
  return { app, stop: () => app.stop() };
}

export async function overSocket(slack: Slack, setup: Setup): Promise<Running> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: silent,
    clientPingTimeout: 1500,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = appWith(slack, receiver);
  setup(app);
  const before = slack.socket.open();
  await app.start();
  await slack.connected(before + 1);
  return { app, stop: () => app.stop() };
}

export function section(text: string, blockId?: string) {
  return {
    type: 'section' as const,
    ...(blockId === undefined ? {} : { block_id: blockId }),
    text: { type: 'mrkdwn' as const, text },
  };
}

export function actions(blockId: string, ...labels: string[]) {
  return {
    type: 'actions' as const,
    block_id: blockId,
    elements: labels.map((label) => ({
      type: 'button' as const,
      action_id: label.toLowerCase().replaceAll(' ', '-'),
      text: { type: 'plain_text' as const, text: label },
      value: '42',
    })),
  };
}

/** The error of a refused call, with what it tells beside it. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    const data: unknown = (error as { data?: unknown }).data;
    if (typeof data === 'object' && data !== null) return { ...data };
    throw error;
  }
  throw new Error('the call was not refused');
}
