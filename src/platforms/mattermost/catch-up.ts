// How far the channels were read, over restarts; and what was written while nobody listened.
import type { PlatformMemory } from '../../chat/memory.ts';
import type { Log, Machine } from '../../chat/platform.ts';
import { describeFailure, failureOf, type Rest } from './client.ts';
import { type PostInChannel, parsePost } from './posts.ts';

const memoryKey = 'mattermost:read-until';
// Claims are kept for an hour: what is older could be acted on a second time.
const windowMs = 55 * 60_000;
// Events of different channels do not come in the order of their instants.
const overlapMs = 60_000;
const postsPerChannel = 200;
// Posts that are nothing to us move the mark too, but are not worth a write each.
const quietStepMs = 60_000;

/** The instant, on the server's clock, before which every post was handled. */
export interface ReadMark {
  /** A post is being handled: the mark stays before it until it is done. */
  during<T>(at: number, work: () => Promise<T>): Promise<T>;
  /** A post came that needs no answer. */
  passed(at: number): Promise<void>;
  /** While held, nothing is written: something older may still be unread. */
  hold(): () => Promise<void>;
  recall(): Promise<number | undefined>;
}

export async function createReadMark(memory: PlatformMemory): Promise<ReadMark> {
  const stored = Number(await memory.recall(memoryKey));
  const known = Number.isFinite(stored) && stored > 0 ? stored : undefined;
  const under = new Map<number, number>();
  let highest = known ?? 0;
  let written = known ?? 0;
  let holds = 0;

  const write = async (step: number): Promise<void> => {
    if (holds > 0) return;
    const until = under.size > 0 ? Math.min(highest, Math.min(...under.keys()) - 1) : highest;
    if (until < written + step) return;
    written = until;
    await memory.remember(memoryKey, String(until));
  };
  const leave = (at: number): void => {
    const others = (under.get(at) ?? 1) - 1;
    if (others > 0) under.set(at, others);
    else under.delete(at);
  };
  return {
    during: async (at, work) => {
      under.set(at, (under.get(at) ?? 0) + 1);
      try {
        return await work();
      } finally {
        leave(at);
        highest = Math.max(highest, at);
        await write(1);
      }
    },
    passed: async (at) => {
      highest = Math.max(highest, at);
      await write(quietStepMs);
    },
    hold: () => {
      holds += 1;
      let held = true;
      return async () => {
        if (!held) return;
        held = false;
        holds -= 1;
        await write(1);
      };
    },
    recall: async () => (written > 0 ? written : undefined),
  };
}

interface CatchUpOptions {
  readonly rest: Rest;
  readonly machine: Machine;
  readonly log: Log;
  readonly mark: ReadMark;
  /** Handles a post that may have been handled before. */
  readonly handle: (seen: PostInChannel) => Promise<void>;
  /** Aborted at the stop. */
  readonly end: AbortSignal;
}

export interface CatchUp {
  /** Reads what may have been missed; asked again while it reads, it reads once more. Never rejects. */
  run(): Promise<void>;
}

async function channelsOf({ api }: Rest) {
  try {
    return await api.getAllTeamsChannels();
  } catch (error) {
    const failure = failureOf(error);
    // Servers before 6.1 list the channels of one team at a time, direct ones among them.
    if (failure.kind !== 'answered' || failure.status !== 404) throw error;
    const teams = await api.getMyTeams();
    const lists = await Promise.all(teams.map((team) => api.getMyChannels(team.id)));
    return [...new Map(lists.flat().map((channel) => [channel.id, channel])).values()];
  }
}

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { rest, machine, log, mark, handle, end } = options;
  let running: Promise<void> | undefined;
  let again = false;

  const readChannel = async (id: string, channelType: string, from: number): Promise<void> => {
    const list = await rest.api.getPostsSince(id, from, false);
    // The list is in the order of the server, newest first.
    const posts = list.order
      .flatMap((one) => parsePost(list.posts[one]) ?? [])
      .filter((post) => post.create_at >= from)
      .reverse();
    if (posts.length > postsPerChannel)
      log.warn({ channel: id, left: posts.length - postsPerChannel }, 'mattermost-catch-up-cut');
    for (const post of posts.slice(-postsPerChannel)) await handle({ post, channelType });
  };

  const readAll = async (): Promise<void> => {
    const until = machine.now();
    const readTo = await mark.recall();
    // The first start of all: what was written before is not ours to answer.
    if (readTo !== undefined) {
      const from = Math.max(readTo - overlapMs, until - windowMs);
      for (const channel of await channelsOf(rest)) {
        if (end.aborted) return;
        if (channel.last_post_at > from) await readChannel(channel.id, channel.type, from);
      }
    }
    await mark.passed(until - overlapMs);
  };

  const persist = async (): Promise<void> => {
    const release = mark.hold();
    for (let tries = 0; !end.aborted; tries += 1) {
      try {
        again = false;
        await readAll();
        if (again) continue;
        break;
      } catch (error) {
        log.warn({ tries, error: describeFailure(failureOf(error)) }, 'mattermost-catch-up-failed');
        await machine.sleep(Math.min(60_000, 500 * 2 ** Math.min(tries, 7)), end);
      }
    }
    // Stopped before the end: the mark stays where it was, and the next start reads from there.
    if (!end.aborted) await release();
  };

  return {
    run: () => {
      again = true;
      running ??= persist()
        .catch((error: unknown) => log.error({ error: String(error) }, 'mattermost-catch-up'))
        .finally(() => {
          running = undefined;
        });
      return running;
    },
  };
}
