// The Mattermost platform: REST to speak, a socket to listen, and three addresses that the server calls.
import { z } from 'zod';
import type { Heed, Platform, Receive } from '../../chat/platform.ts';
import { type CatchUp, createCatchUp, createReadMark, type ReadMark } from './catch-up.ts';
import { clickRoute } from './click.ts';
import { createRest, describeFailure, failureOf } from './client.ts';
import { commandRoute } from './command.ts';
import type { Bot, Desk } from './desk.ts';
import { createDirectory } from './directory.ts';
import { type Limits, limitsOf } from './limits.ts';
import {
  account,
  actionPath,
  bare,
  dialogPath,
  type MattermostOptions,
  usualPace,
} from './options.ts';
import {
  createListener,
  type Listener,
  type PostInChannel,
  parsePosted,
  speaksTo,
} from './posts.ts';
import { createSender } from './send.ts';
import { createSocket, type Socket, type SocketEvent } from './socket.ts';
import { dialogRoute } from './submit.ts';

// A server that starts beside us needs a moment.
const startTries = 4;
const helloWithinMs = 10_000;

interface Running {
  readonly receive: Receive;
  readonly bot: Bot;
  readonly socket: Socket;
  readonly end: AbortController;
}

const userUpdated = z.object({
  user: z.object({
    id: z.string(),
    update_at: z.number().optional(),
    delete_at: z.number().optional(),
  }),
});

/** The platform for one Mattermost server. Its routes answer before the start too, and say that they are not ready. */
export function createMattermost(options: MattermostOptions): Platform {
  const { machine, log, memory } = options;
  if (options.actionSecret.length < 32) throw new Error('ACTION_SECRET needs 32 characters');
  const url = bare(options.url);
  const pace = { ...usualPace, ...options.pace };
  const rest = createRest({ url, token: options.botToken, machine, deadlineMs: pace.restMs });
  const directory = createDirectory(rest, machine);
  const underWay = new Set<Promise<unknown>>();
  let limits: Limits = limitsOf(undefined, undefined);
  let running: Running | undefined;
  let bot: Bot | undefined;

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    const forget = () => underWay.delete(work);
    work.then(forget, forget);
    return work;
  };
  const actionUrl = `${bare(options.publicUrl)}${actionPath}`;
  const command = `/${options.command}`;
  const sender = createSender({
    rest,
    directory,
    memory,
    machine,
    log,
    bot: () => bot?.id ?? '',
    limits: () => limits,
    actionUrl,
    secret: options.actionSecret,
    command,
  });
  const desk: Desk = {
    machine,
    log,
    pace,
    command,
    commandTokens: options.commandTokens.filter((token) => token !== ''),
    secrets: [options.actionSecret, ...(options.previousSecrets ?? [])],
    actionUrl,
    dialogUrl: `${bare(options.publicUrl)}${dialogPath}`,
    openDialog: rest.openDialog,
    seriesLanguage: options.language ?? 'en',
    directory,
    sender,
    limits: () => limits,
    open: () => running,
    track,
  };

  const whoAmI = async (): Promise<Bot> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const me = await rest.api.getMe();
        if (!me.is_bot) log.warn({}, 'mattermost-token-of-a-person');
        return { id: me.id, username: me.username };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'answered' && failure.status === 401)
          throw new Error(
            'Mattermost refuses the token: check MATTERMOST_BOT_TOKEN, and that the bot account is enabled.',
          );
        if (tries >= startTries)
          throw new Error(
            `Mattermost at ${url} does not answer as it should (${describeFailure(failure)}): check MATTERMOST_URL.`,
          );
        await machine.sleep(pace.reconnectMs * 2 ** (tries - 1));
      }
    }
  };

  /** Events come from the socket and from catching up; both go the same way. */
  const take = async (
    me: Bot,
    seen: PostInChannel,
    mark: ReadMark,
    listener: Listener,
  ): Promise<void> => {
    if (speaksTo(me, seen)) await mark.during(seen.post.create_at, () => listener.hear(seen));
    else await mark.passed(seen.post.create_at);
  };

  const onEvent = (
    event: SocketEvent,
    me: Bot,
    mark: ReadMark,
    listener: Listener,
    heed: Heed,
  ): void => {
    if (event.event === 'user_updated') {
      const updated = userUpdated.safeParse(event.data).data?.user;
      if (updated === undefined) log.warn({}, 'mattermost-event-unreadable');
      else {
        directory.forget(updated.id);
        const active = (updated.delete_at ?? 0) === 0;
        const at = updated.update_at || machine.now();
        void track(heed({ account: account(updated.id), active, at }));
      }
    }
    if (event.event !== 'posted') return;
    const posted = parsePosted(event.data);
    if (posted === undefined) {
      log.warn({}, 'mattermost-event-unreadable');
      return;
    }
    // In code, or written by somebody whom the server gives no mentions: the name is there, but nobody was called.
    const called = posted.channelType === 'D' || posted.mentioned.includes(me.id);
    const work = called ? take(me, posted, mark, listener) : mark.passed(posted.post.create_at);
    void track(
      work.catch((error: unknown) => log.error({ error: String(error) }, 'mattermost-event')),
    );
  };

  const start = async (receive: Receive, heed: Heed): Promise<void> => {
    const me = await whoAmI();
    bot = me;
    const config = await rest.api.getClientConfig().catch(() => undefined);
    limits = limitsOf(rest.version(), config?.MaxPostSize);
    const mark = await createReadMark(memory);
    const listener = createListener({ desk, memory, receive, bot: me });
    const end = new AbortController();
    const catchUp: CatchUp = createCatchUp({
      rest,
      machine,
      log,
      mark,
      handle: (seen) => take(me, seen, mark, listener),
      end: end.signal,
    });
    const socket = createSocket({
      url,
      token: options.botToken,
      machine,
      log,
      pingMs: pace.pingMs,
      reconnectMs: pace.reconnectMs,
      onEvent: (event) => onEvent(event, me, mark, listener, heed),
      onMissed: () => void track(catchUp.run()),
      // A refused token closes the socket without a word: only REST says it.
      onLost: () => void rest.api.getMe().catch(() => undefined),
    });
    running = { receive, bot: me, socket, end };
    // The socket first, so that nothing falls between what is read and what is heard; the mark stays until the first reading is done.
    const release = mark.hold();
    socket.open();
    if (!(await socket.ready(helloWithinMs))) log.warn({ url }, 'mattermost-socket-not-open');
    void track(catchUp.run().then(() => (end.signal.aborted ? undefined : release())));
  };

  return {
    name: 'mattermost',
    command,
    openPages: () => 0,
    changed: () => undefined,
    answersShowPictures: false,
    postSpacingMs: 0,
    editsPerMinute: undefined,
    routes: [commandRoute(desk), clickRoute(desk), dialogRoute(desk)],
    workspace: () => '',
    door: () => `Mattermost ${url}${bot === undefined ? '' : ` (@${bot.username})`}`,
    start,
    stop: async () => {
      const last = running;
      running = undefined;
      last?.end.abort();
      last?.socket.close();
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
    troubles: () => {
      if (running === undefined) return [`Mattermost ${url}: not started`];
      const found: string[] = [];
      if (rest.tokenRefused()) found.push(`Mattermost ${url}: the bot token is refused`);
      if (!running.socket.alive())
        found.push(`Mattermost ${url}: no connection for events, it is opened again by itself`);
      return found;
    },
    describe: async (account) =>
      directory.user(account.user).then(
        (known) => known?.profile ?? 'nobody',
        () => undefined,
      ),
    openDirect: sender.openDirect,
    post: sender.post,
    edit: sender.edit,
    look: sender.look,
  };
}
