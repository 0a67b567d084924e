// Socket Mode: one connection to Slack, opened again at once whenever Slack closes it.
import { type App, type Logger, SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Log, Machine } from '../../chat/platform.ts';
import { describeError } from './logger.ts';

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly machine: Machine;
  readonly log: Log;
  readonly logger: Logger;
}

export interface Socket {
  readonly receiver: SocketModeReceiver;
  connected(): boolean;
  /** Resolves when Slack has said hello; rejects with what went wrong at the first attempt. */
  open(): Promise<void>;
  /** Resolves when the connection is closed on both sides. */
  close(): Promise<void>;
}

const callTimeoutMs = 10_000;
const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** A connection that held for less than this did not succeed. */
const steadyAfterMs = 10_000;

/**
 * The client's own reconnection waits `clientPingTimeout` (5 s) before it asks for a new address, at each of Slack's routine refreshes too, and is deaf in the
 * meantime (@slack/socket-mode 3.1.0, delayReconnectAttempt). A shorter time-out would also shorten its patience with pongs; so it is switched off and done here,
 * at once after a connection that held, with growing pauses after one that did not.
 */
export function createSocket(parts: SocketParts): Socket {
  const { machine, log } = parts;
  const receiver = new SocketModeReceiver({
    appToken: parts.appToken,
    logger: parts.logger,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        slackApiUrl: parts.apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: callTimeoutMs,
      },
    },
  });
  const { client } = receiver;
  const closing = new AbortController();
  let connected = false;
  let openedAt = 0;
  let lost = (): void => undefined;
  let keeping: Promise<void> = Promise.resolve();

  client.on('connected', () => {
    connected = true;
    openedAt = machine.now();
  });
  client.on('disconnected', () => {
    connected = false;
    lost();
  });

  /** Connects, and gives the promise of the connection's end. */
  const connect = async (): Promise<{ readonly ended: Promise<void> }> => {
    const ended = new Promise<void>((resolve) => {
      lost = resolve;
    });
    await client.start();
    return { ended };
  };

  const keep = async (first: { readonly ended: Promise<void> }): Promise<void> => {
    let connection: { readonly ended: Promise<void> } | undefined = first;
    let failures = 0;
    while (!closing.signal.aborted) {
      if (connection !== undefined) {
        await connection.ended;
        failures = machine.now() - openedAt >= steadyAfterMs ? 0 : failures + 1;
      }
      // The first time again at once: Slack may end a connection whenever it likes.
      if (failures > 1) await machine.sleep(pause(failures), closing.signal);
      if (closing.signal.aborted) return;
      try {
        connection = await connect();
        log.info({}, 'slack: the socket is open again');
      } catch (error) {
        connection = undefined;
        failures = Math.max(failures + 1, 2);
        log.warn({ failures, ...describeError(error) }, 'slack: the socket did not open');
        if (error instanceof WebAPIRateLimitedError)
          await machine.sleep(error.retryAfter * 1000, closing.signal);
      }
    }
  };

  return {
    receiver,
    connected: () => connected,
    async open() {
      keeping = keep(await connect());
    },
    async close() {
      closing.abort();
      // Not receiver.stop(): it resolves before the socket is closed.
      await client.disconnect();
      const kept = new AbortController();
      await Promise.race([keeping, machine.sleep(callTimeoutMs, kept.signal)]);
      kept.abort();
      // An opening that was under way has succeeded meanwhile.
      if (connected) await client.disconnect();
    },
  };
}

function pause(failures: number): number {
  return Math.min(firstPauseMs * 2 ** (failures - 2), longestPauseMs);
}

/** Slack's word for a refusal; undefined where it did not answer. */
export function refusal(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? String(error.data.error) : undefined;
}

/** Lets Bolt take in only while the gate is open, and knows what is under way. */
export function gate(app: App, admits: () => boolean): { settled(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const process = app.processEvent.bind(app);
  app.processEvent = (event) => {
    // Not acknowledged: Slack sends events again, to the next connection.
    if (!admits()) return Promise.resolve();
    const run = process(event);
    underWay.add(run);
    return run.finally(() => underWay.delete(run));
  };
  return {
    async settled() {
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
  };
}
