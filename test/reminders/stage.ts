// A stage for what comes by itself before a talk: the whole bot on a real SQLite, with real delivery to a platform that records, people in any zone, and a
// clock that stops at everything that falls due.
import sql from 'sql-template-tag';
import { onTestFinished } from 'vitest';
import type { Scheduler } from '../../src/app/scheduler.ts';
import type { Action } from '../../src/chat/action.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Incoming, IncomingPart } from '../../src/chat/incoming.ts';
import type { Log } from '../../src/chat/platform.ts';
import { cardOf } from '../../src/chat/reply.ts';
import type { Delivery } from '../../src/delivery/delivery.ts';
import type { Account } from '../../src/kernel/account.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { saveProfile } from '../../src/people/store.ts';
import { type Clock, createBot, monday, openProgram, type Program } from '../support/bot.ts';
import { createManualMachine, settle } from '../support/manual-machine.ts';
import { createRecordingPlatform, type RecordingPlatform } from '../support/recording-platform.ts';
import { linesOf, pressing, typing, web } from '../support/speaking.ts';
import { freshDirectory, putMigrated } from '../support/sqlite.ts';

export interface Sent {
  readonly to: string;
  /** On the series' clock. */
  readonly at: Instant;
  readonly lines: readonly string[];
}

export interface One extends Program {
  readonly scheduler: Scheduler;
  readonly delivery: Delivery;
  readonly platform: RecordingPlatform;
  /** Who `types`; a name alone is somebody of the web chat. */
  readonly types: (who: string | Account, text: string) => Promise<readonly string[]>;
  /** The same, said to the bot directly. */
  readonly asks: (who: string | Account, text: string) => Promise<readonly string[]>;
  /** Words in which people may be called with an @. */
  readonly says: (who: string, text: readonly IncomingPart[]) => Promise<readonly string[]>;
  readonly presses: (who: string | Account, action: Action) => Promise<readonly string[]>;
}

export interface Stage extends One {
  readonly clock: Clock;
  readonly logged: { readonly event: string; readonly facts: Record<string, unknown> }[];
  /** A second program on the same database. */
  another(): Promise<One>;
  /** What the platform says of somebody: from then on they have this zone and language. */
  describe(who: string | Account, zone: string, locale?: string): Promise<void>;
  /** Time passes, stopping at each instant at which something is due; all programs run. */
  until(at: Instant): Promise<void>;
  /** As `until`, but nothing ran meanwhile: all programs were down. */
  leap(at: Instant): Promise<void>;
  /** Direct messages, in their order. */
  sent(): readonly Sent[];
  outbox(): Promise<
    readonly { readonly key: string; readonly state: string; readonly detail: string | null }[]
  >;
}

export const accountFor = (who: string | Account): Account =>
  typeof who === 'string' ? web(who) : who;

/** `organisers`: names of people of the web chat. */
export async function stage(start = monday, organisers: readonly string[] = []): Promise<Stage> {
  const directory = freshDirectory();
  const url = `file:${directory.path}/test.db`;
  await putMigrated(`${directory.path}/test.db`);
  const clock: Clock = { now: start };
  const machine = createManualMachine();
  const posts = `${directory.path}/posts`;
  const logged: { event: string; facts: Record<string, unknown> }[] = [];
  const write = (facts: Readonly<Record<string, unknown>>, event: string) =>
    void logged.push({ event, facts });
  const log: Log = { info: write, warn: write, error: write };
  const programs: One[] = [];

  async function open(name: string): Promise<One> {
    const program = await openProgram(url, clock, name);
    const platform = createRecordingPlatform({ now: () => clock.now, file: posts, tag: name });
    const bot = createBot({ program, platform, machine, log, organisers });
    const answer = async (incoming: Incoming): Promise<readonly string[]> => {
      const card: Card | undefined = cardOf(await bot.receive(incoming));
      bot.delivery.wake();
      return card ? linesOf(card) : [];
    };
    bot.delivery.start();
    const one: One = {
      ...program,
      ...bot,
      platform,
      says: (who, text) => answer({ ...typing(accountFor(who), ''), text }),
      types: (who, text) => answer(typing(accountFor(who), text)),
      asks: (who, text) => {
        const typed = typing(accountFor(who), text);
        return answer({ ...typed, place: { ...typed.place, kind: 'direct' } });
      },
      presses: (who, action) => answer(pressing(accountFor(who), action)),
    };
    programs.push(one);
    return one;
  }

  onTestFinished(async () => {
    const stopping = programs.map((one) => one.delivery.stop());
    await machine.advance(60_000);
    await Promise.all(stopping);
    for (const one of programs) await one.close();
    directory.remove();
  });

  /** Sends all that is due now. */
  async function quiet(): Promise<void> {
    for (const one of programs) {
      let done = false;
      void one.delivery.idle().then(() => {
        done = true;
      });
      for (let tries = 0; !done; tries += 1) {
        if (tries > 2_000) throw new Error('it never came to rest');
        await settle();
        if (!done) await machine.advance(100);
      }
    }
  }

  async function runAll(): Promise<void> {
    await Promise.all(programs.map((one) => one.scheduler.runDue(clock.now)));
    await quiet();
  }

  const first = await open('a');
  return {
    ...first,
    clock,
    logged,
    another: () => open('b'),
    async describe(who, zone, locale) {
      const account = accountFor(who);
      const profile = { name: account.user, locale, zone };
      await first.database.write((tx) => saveProfile(tx, account, profile, clock.now));
    },
    async until(at) {
      await runAll();
      for (;;) {
        const due = await first.scheduler.nextAt(clock.now);
        if (due === undefined || due > at || due <= clock.now) break;
        clock.now = due;
        await runAll();
      }
      clock.now = Math.max(clock.now, at);
      await runAll();
    },
    async leap(at) {
      clock.now = at;
      await runAll();
    },
    sent: () =>
      first.platform
        .posts()
        .filter((post) => post.conversation.channel.startsWith('D-'))
        .map((post) => ({
          to: post.conversation.channel.slice(2),
          at: post.at,
          lines: linesOf(post.card),
        })),
    outbox: () =>
      first.database.read((read) =>
        read.all(sql`
          SELECT notice_key AS key, state, detail FROM outbox WHERE drawer IN ('still-coming', 'starts-soon')
          ORDER BY queued_order`),
      ),
  };
}

/** E.g. `ana 2019-07-09T08:00Z Still coming to talk 9?` for each message, in order. */
export function told(sent: readonly Sent[]): readonly string[] {
  return sent.map(
    ({ to, at, lines }) => `${to} ${new Date(at).toISOString().slice(0, 16)}Z ${lines[0]}`,
  );
}
