// The web chat: the third door, built in, behind the same port as Slack and Mattermost. A demonstration lives in it.
import type { Platform, Receive } from '../../chat/platform.ts';
import type { Account } from '../../kernel/account.ts';
import { createAnswers } from './answers.ts';
import { type Assets, readAssets } from './assets.ts';
import { createClock } from './clock.ts';
import { createWindows, type Windows } from './events.ts';
import { isLoopback } from './guard.ts';
import type { WebOptions } from './options.ts';
import { createOwnPages } from './own-pages.ts';
import { createPosts, directChannel, directReader } from './posts.ts';
import { createRoutes } from './routes.ts';

export type {
  Demonstration,
  Stop,
  StopKind,
  WebCompletion,
  WebOptions,
  WebPerson,
} from './options.ts';

/** Between looks whether what was under way is answered, while stopping. */
const settleMs = 20;
/** After this, stopping does not wait any longer. */
const settleLimitMs = 10_000;

/** The web chat as a platform. Nothing is read or written before `start`. */
export function createWeb(options: WebOptions): Platform {
  const { machine, memory, log, people, demonstration } = options;
  let receive: Receive | undefined;
  let assets: Assets | undefined;
  let stopping = false;
  let underWay = 0;

  const now = () => (demonstration ? demonstration.now() : machine.now());
  const posts = createPosts(
    memory,
    now,
    () => machine.random(8),
    () => windows.wake(),
  );
  const windows: Windows = createWindows(posts, machine, log);
  const received = (): Receive => {
    if (!receive) throw new Error('the web chat has not started');
    return receive;
  };
  const ownPages = createOwnPages(windows, received, machine, log);
  const clock = createClock(demonstration, people, posts, windows, log, () => ownPages.changed());
  const answers = createAnswers(options, posts, received, (user) => ownPages.draw(user));

  const routes = createRoutes({
    options,
    posts,
    windows,
    answers,
    clock,
    ownPages,
    assets: () => assets,
    enter: () => {
      if (stopping || !receive) return false;
      underWay += 1;
      return true;
    },
    leave: () => {
      underWay -= 1;
    },
  });

  const personOf = (account: Account) =>
    account.platform === 'web' ? people.find((p) => p.user === account.user) : undefined;

  /** Whether a conversation is one of ours, and who alone reads it: empty for everybody. */
  function readerOf(channel: string): string | undefined {
    if (channel === options.channel.id) return '';
    const reader = directReader(channel);
    return people.some((p) => p.user === reader) ? reader : undefined;
  }

  return {
    name: 'web',
    command: `/${options.command}`,
    answersShowPictures: true,
    postSpacingMs: 0,
    editsPerMinute: undefined,
    routes,
    workspace: () => '',
    door: () => `web chat ${options.publicUrl}`,

    async start(receives) {
      if (!isLoopback(options.host)) {
        throw new Error(
          `The web chat has no passwords, so it listens on a loopback address only: HOST is ${options.host}; use 127.0.0.1, or WEB_CHAT=off.`,
        );
      }
      assets = await readAssets(options.pageDirectory);
      receive = receives;
      stopping = false;
    },

    async stop() {
      stopping = true;
      windows.closeAll();
      ownPages.stop();
      for (let waited = 0; underWay > 0 && waited < settleLimitMs; waited += settleMs) {
        await machine.sleep(settleMs);
      }
    },

    troubles: () => (receive && !stopping ? [] : ['the web chat is not started']),

    openPages: () => windows.count(),
    changed: () => ownPages.changed(),

    async openDirect(account) {
      const person = personOf(account);
      if (!person) return { kind: 'refused', why: 'person-gone', detail: 'nobody of this name' };
      const channel = directChannel(person.user);
      return { kind: 'open', conversation: { platform: 'web', workspace: '', channel } };
    },

    async post(conversation, card, mark) {
      const reader = readerOf(conversation.channel);
      if (reader === undefined) {
        return { kind: 'refused', why: 'no-such-conversation', detail: 'no such channel' };
      }
      const kept = await posts.say(conversation.channel, reader, card, mark.key);
      return { kind: 'sent', message: String(kept.id) };
    },

    async edit(_conversation, message, card) {
      const kept = /^\d{1,15}$/.test(message)
        ? await posts.redraw(Number(message), card)
        : undefined;
      if (kept) return { kind: 'sent', message };
      return { kind: 'refused', why: 'message-gone', detail: 'no such message' };
    },

    async look(conversation, key) {
      const post = await posts.byKey(key);
      return post?.channel === conversation.channel
        ? { kind: 'found', message: String(post.id) }
        : { kind: 'absent' };
    },

    async describe(account) {
      const person = personOf(account);
      return person
        ? { name: person.name, locale: person.language, zone: person.zone, bot: false }
        : 'nobody';
    },
  };
}
