// Slack as a platform: Socket Mode where there is an app token, else signed HTTP requests on our own server.
import { App, HTTPReceiver, type Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { PlatformMemory } from '../../chat/memory.ts';
import type { FaultCard, HttpRoute, Log, Machine, Platform } from '../../chat/platform.ts';
import type { Language } from '../../kernel/language.ts';
import { createFetch } from './calls.ts';
import { createHome, type Home } from './home.ts';
import { acknowledgeAfterMs, bodyLimit, editsPerMinute, postSpacingMs } from './limits.ts';
import { describeError, sdkLogger } from './logger.ts';
import { botScopes } from './manifest.ts';
import type { FailedOutcome } from './outcome.ts';
import type { Self } from './parse.ts';
import { createPatience } from './patience.ts';
import { listen } from './receive.ts';
import { createSender, type Sender } from './send.ts';
import { createSocket, gate, refusal, type Socket } from './socket.ts';
import { createViews } from './views.ts';

export interface SlackOptions {
  /** SLACK_BOT_TOKEN. */
  readonly botToken: string;
  /** SLACK_APP_TOKEN: Socket Mode. Goes before the signing secret where both are given. */
  readonly appToken?: string | undefined;
  /** SLACK_SIGNING_SECRET: requests to POST /slack/events. */
  readonly signingSecret?: string | undefined;
  /** SLACK_API_URL, e.g. `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** Without its slash. */
  readonly command: string;
  /** Of the sentences to people of whom nothing is known. */
  readonly language: Language;
  readonly machine: Machine;
  readonly memory: PlatformMemory;
  readonly log: Log;
  readonly fault: FaultCard;
  /** After this long a call is given up, and nobody knows what came of it. Milliseconds; ten seconds when left out. */
  readonly callTimeoutMs?: number;
}

const callTimeoutMs = 10_000;
/** Between attempts to reach Slack at the start. */
const startPausesMs = [1000, 3000];
const eventsPath = '/slack/events';
/** How far ahead of ours Slack's clock may be. */
const signedAheadMs = 300_000;

/** Makes the platform; nothing is sent or opened before `start`. */
export function createSlack(options: SlackOptions): Platform {
  const { machine, log, memory } = options;
  const command = `/${options.command}`;
  const logger = sdkLogger(log);
  const apiUrl = options.apiUrl.endsWith('/') ? options.apiUrl : `${options.apiUrl}/`;
  const fetch = createFetch();
  const client = new WebClient(options.botToken, {
    slackApiUrl: apiUrl,
    fetch,
    logger,
    // The outbox decides what is sent again: a post whose answer was lost would stand there twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.callTimeoutMs ?? callTimeoutMs,
  });
  const socket =
    options.appToken === undefined
      ? undefined
      : createSocket({ ...options, appToken: options.appToken, apiUrl, logger });
  const http = socket === undefined ? createHttp(options.signingSecret, logger) : undefined;

  let running:
    | {
        readonly self: Self;
        readonly sender: Sender;
        readonly home: Home;
        readonly settled: () => Promise<void>;
      }
    | undefined;
  let admitting = false;
  let gone: string | undefined;

  const onGone = (why: string): void => {
    if (gone === undefined) log.error({ why }, 'slack: the workspace is closed to us');
    gone = why;
  };
  const notStarted: FailedOutcome = { kind: 'not-begun', detail: 'Slack is not started' };
  const requests = new Set<Promise<void>>();

  const routes: readonly HttpRoute[] =
    http === undefined
      ? []
      : [
          {
            method: 'POST',
            path: eventsPath,
            handle: (request, response) => {
              if (!admitting) {
                // Slack sends an event again after a 503.
                response.writeHead(503).end();
                return;
              }
              // Bolt refuses only what is too old; what lies five minutes ahead is no request of now either.
              const at = Number(request.headers['x-slack-request-timestamp']) * 1000;
              if (at > machine.now() + signedAheadMs) {
                response.writeHead(401).end();
                return;
              }
              const answered = new Promise<void>((resolve) => {
                response.once('close', resolve);
              });
              requests.add(answered);
              void answered.finally(() => requests.delete(answered));
              http.requestListener(request, response);
            },
          },
        ];

  return {
    name: 'slack',
    command,
    postSpacingMs,
    answersShowPictures: true,
    editsPerMinute,
    routes,
    workspace: () => running?.self.team ?? '',
    door: () =>
      socket === undefined ? `Slack (HTTP at POST ${eventsPath})` : 'Slack (Socket Mode)',

    async start(receive, heed) {
      const receiver = socket?.receiver ?? http;
      if (receiver === undefined) {
        throw new Error(
          'Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside SLACK_BOT_TOKEN.',
        );
      }
      const self = await patiently(() => identify(client, log), machine, 'SLACK_BOT_TOKEN', apiUrl);
      const sender = createSender({
        client,
        self,
        memory,
        machine,
        log,
        onDeadToken: (code) => onGone(`the bot token is refused (${code})`),
      });
      const app = new App({
        receiver,
        logger,
        convoStore: false,
        clientOptions: {
          slackApiUrl: apiUrl,
          fetch,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
        },
        authorize: () =>
          Promise.resolve({
            botToken: options.botToken,
            botId: self.botId,
            botUserId: self.botUser,
            teamId: self.team,
          }),
      });
      const { language, fault } = options;
      const team = self.team;
      const views = createViews({
        client,
        onDeadToken: (code) => onGone(`the bot token is refused (${code})`),
      });
      const home = createHome({ receive, views, self, machine, log });
      const patience = createPatience(machine, acknowledgeAfterMs);
      const answering = { receive, sender, views, machine, patience, log, fault, language, team };
      listen(app, { ...answering, heed, self, home, command, onGone });
      const { settled } = gate(app, () => socket === undefined || admitting);
      running = { self, sender, home, settled };
      admitting = true;
      try {
        if (socket !== undefined)
          await patiently(() => socket.open(), machine, 'SLACK_APP_TOKEN', apiUrl);
      } catch (error) {
        admitting = false;
        running = undefined;
        throw error;
      }
    },

    async stop() {
      admitting = false;
      await Promise.allSettled([...requests]);
      await running?.settled();
      await running?.home.stop();
      await socket?.close();
    },

    troubles: () => troublesOf(running !== undefined, admitting, gone, socket),

    openPages: () => running?.home.open() ?? 0,
    changed: (by) => running?.home.changed(by),

    openDirect: async (account) => running?.sender.openDirect(account) ?? notStarted,
    post: async (conversation, card, mark) =>
      running?.sender.post(conversation, card, mark) ?? notStarted,
    edit: async (conversation, message, card, mark) =>
      running?.sender.edit(conversation, message, card, mark) ?? notStarted,
    look: async (conversation, key, sinceMs, direct) =>
      running?.sender.look(conversation, key, sinceMs, direct) ?? {
        kind: 'unknown',
        detail: notStarted.detail,
      },
    describe: async (account) => running?.sender.describe(account),
  };
}

function createHttp(signingSecret: string | undefined, logger: Logger): HTTPReceiver | undefined {
  if (signingSecret === undefined) return undefined;
  return new HTTPReceiver({ signingSecret, logger, bodyLimit, endpoints: [eventsPath] });
}

function troublesOf(
  started: boolean,
  admitting: boolean,
  gone: string | undefined,
  socket: Socket | undefined,
): readonly string[] {
  if (!started) return ['Slack is not started'];
  if (!admitting) return ['Slack is stopping'];
  const troubles: string[] = [];
  if (gone !== undefined) troubles.push(`Slack: ${gone}`);
  if (socket !== undefined && !socket.connected())
    troubles.push('Slack: the socket is not connected');
  return troubles;
}

/** Who the bot token speaks for. */
async function identify(client: WebClient, log: Log): Promise<Self> {
  const answer = await client.auth.test();
  const { team_id: team, user_id: botUser, bot_id: botId } = answer;
  if (team === undefined || botUser === undefined || botId === undefined) {
    throw new Misconfigured(
      'SLACK_BOT_TOKEN is not the token of a bot: take the "Bot User OAuth Token" (xoxb-…).',
    );
  }
  const granted = answer.response_metadata?.scopes;
  const missing =
    granted === undefined ? [] : botScopes.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) log.warn({ missing }, 'slack: scopes are missing: install the app again');
  return { team, botUser, botId };
}

class Misconfigured extends Error {}

/** A token that is refused is told at once; a Slack that cannot be reached is asked again a few times. */
async function patiently<T>(
  call: () => Promise<T>,
  machine: Machine,
  variable: string,
  apiUrl: string,
): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Misconfigured) throw error;
      const refused = refusal(error);
      if (refused !== undefined) {
        throw new Error(`Slack refuses ${variable} (${refused}). ${adviceOn(variable)}`, {
          cause: error,
        });
      }
      const pause = startPausesMs[tried];
      if (pause === undefined) {
        const { message } = describeError(error);
        throw new Error(`Slack does not answer at ${apiUrl}: ${String(message)}`, { cause: error });
      }
      await machine.sleep(pause);
    }
  }
}

function adviceOn(variable: string): string {
  return variable === 'SLACK_APP_TOKEN'
    ? 'Take an app-level token (xapp-…) with the scope connections:write, and switch Socket Mode on.'
    : 'Take the "Bot User OAuth Token" (xoxb-…) of the installed app.';
}
