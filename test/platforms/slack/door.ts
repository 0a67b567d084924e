// The platform, started against the stand-in over either transport.
import type { AccountNews, Incoming } from '../../../src/chat/incoming.ts';
import type { Machine, Platform } from '../../../src/chat/platform.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createSlack, type SlackOptions } from '../../../src/platforms/slack/slack.ts';
import { type Slack, startSlack } from '../../support/slack/index.ts';
import { plainCard } from './cards.ts';
import { type LogLine, memory, mount, readableLog, realMachine, receiver } from './parts.ts';

export type Transport = 'Socket Mode' | 'HTTP';
export const transports: readonly Transport[] = ['Socket Mode', 'HTTP'];

export interface Door {
  readonly slack: Slack;
  readonly platform: Platform;
  readonly arrived: readonly Incoming[];
  /** What Slack said of accounts. */
  readonly news: readonly AccountNews[];
  readonly log: readonly LogLine[];
  /** Ends the program, and begins another one. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly machine?: Machine;
  readonly slack?: Parameters<typeof startSlack>[0];
  readonly platform?: Partial<SlackOptions>;
}

export async function openDoor(
  transport: Transport,
  answer: (incoming: Incoming) => Reply | Promise<Reply>,
  options: DoorOptions = {},
): Promise<Door> {
  const slack = await startSlack(options.slack ?? {});
  const log = readableLog();
  const { arrived, receive } = receiver(answer);
  const news: AccountNews[] = [];
  const kept = memory();
  const begin = async () => {
    const platform = createSlack({
      botToken: slack.botToken,
      ...(transport === 'HTTP'
        ? { signingSecret: slack.signingSecret }
        : { appToken: slack.appToken }),
      apiUrl: slack.apiUrl,
      command: 'icdd',
      language: 'en',
      machine: options.machine ?? realMachine,
      memory: kept,
      log,
      fault: (_, reference) => plainCard(`Something went wrong (${reference})`),
      ...options.platform,
    });
    const server = await mount(platform.routes);
    if (transport === 'HTTP') slack.useHttp(`${server.url}/slack/events`);
    await platform.start(receive, async (one) => void news.push(one));
    return { platform, server };
  };
  let running = await begin();
  const end = async () => {
    await running.platform.stop();
    await running.server.close();
  };
  return {
    slack,
    get platform() {
      return running.platform;
    },
    arrived,
    news,
    log: log.lines,
    async restart() {
      await end();
      running = await begin();
    },
    async close() {
      await end();
      await slack.close();
    },
  };
}

/** Faults that a test provokes. */
export function forget(door: Door, ...kinds: readonly string[]): void {
  const { faults } = door.slack.world.journal;
  faults.splice(0, faults.length, ...faults.filter((one) => !kinds.includes(one.kind)));
}
