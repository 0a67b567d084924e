// Bolt's listeners: each turns its payload into what reached us, and hands it on with the way to answer.
import type { App, SlackActionMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Heed } from '../../chat/platform.ts';
import { attend } from './answer.ts';
import type { Home } from './home.ts';
import { describeError, withoutSecrets } from './logger.ts';
import {
  type CommandPayload,
  type EventPayload,
  type PressPayload,
  parseCommand,
  parseEvent,
  parsePress,
  parseUserChange,
  type Self,
  type UserChangePayload,
} from './parse.ts';
import {
  type HomePayload,
  parseShortcut,
  parseSubmission,
  parseVisit,
  type ShortcutPayload,
  type SubmissionPayload,
} from './parse-view.ts';
import { markOf } from './render.ts';
import type { AckResponse, AnswerParts, ViewAck } from './way.ts';
import { wording } from './wording.ts';

export interface ListenerParts extends AnswerParts {
  readonly self: Self;
  readonly heed: Heed;
  readonly home: Pick<Home, 'opened' | 'pressed'>;
  /** With its slash. */
  readonly command: string;
  /** Called when the workspace took the app away, with Slack's word for it. */
  readonly onGone: (why: string) => void;
}

/**
 * Listens to everything that Slack can send: what has no handler is acknowledged all the same, for Slack shows people a warning for what is not. Every kind has
 * one listener, since Bolt runs all that match and each would acknowledge.
 */
export function listen(app: App, parts: ListenerParts): void {
  const { self } = parts;

  const onCommand = ({ payload, ack, respond }: SlackCommandMiddlewareArgs): Promise<void> =>
    guarded('command', parts, async () => {
      if (payload.command !== parts.command) {
        const sentence = wording(parts.language).otherCommand(parts.command);
        await ack({ response_type: 'ephemeral', text: sentence });
        return;
      }
      const trigger = payload.trigger_id;
      const way = { kind: 'command', ack: (r?: AckResponse) => ack(r), respond, trigger } as const;
      await attend(parseCommand(payload satisfies CommandPayload, self), way, parts);
    });

  const onPress = (args: SlackActionMiddlewareArgs): Promise<void> =>
    guarded('action', parts, async () => {
      const { ack } = args;
      const payload = args.body as PressPayload;
      const incoming = parsePress(payload, self);
      const trigger = payload.trigger_id ?? '';
      if (payload.view !== undefined) {
        const { id, hash = '', type } = payload.view;
        const view = { id, hash, type: type === 'home' ? 'home' : 'modal' } as const;
        if (view.type === 'home') parts.home.pressed(incoming.account.user, hash);
        await attend(incoming, { kind: 'view-press', ack: () => ack(), view, trigger }, parts);
        return;
      }
      const respond = 'response_url' in args.body ? args.respond : undefined;
      const private_ = payload.container.is_ephemeral === true ? 'ephemeral' : 'direct';
      await attend(
        incoming,
        {
          kind: 'press',
          ack: () => ack(),
          respond,
          card: incoming.pressed === undefined ? private_ : 'shared',
          mark: markOf(payload.actions[0]?.block_id),
          trigger,
        },
        parts,
      );
    });

  // Bolt leads whatever comes past every listener. What people say and press, by thousands when registration opens, is taken before.
  app.use(async (args) => {
    if ('command' in args && args.command !== undefined)
      await onCommand(args as SlackCommandMiddlewareArgs);
    else if ('action' in args && args.action !== undefined)
      await onPress(args as SlackActionMiddlewareArgs);
    else await args.next();
  });

  const onWords = (body: unknown): Promise<void> =>
    guarded('event', parts, async () => {
      const payload = body as EventPayload;
      const incoming = parseEvent(payload, self);
      if (incoming === undefined) return;
      await attend(incoming, { kind: 'event', thread: payload.event.thread_ts }, parts);
    });
  app.event('app_mention', ({ body }) => onWords(body));
  app.event('message', ({ body }) => onWords(body));

  app.event('app_home_opened', ({ body }) =>
    guarded('event', parts, async () => {
      const payload = body as unknown as HomePayload;
      const visit = parseVisit(payload, self);
      if (visit !== undefined) parts.home.opened(visit.account.user, payload.event.view?.hash);
    }),
  );

  app.event('user_change', ({ body }) =>
    guarded('event', parts, async () => {
      const news = parseUserChange(body as UserChangePayload, self);
      if (news !== undefined) await parts.heed(news);
    }),
  );

  app.event('app_uninstalled', async () => parts.onGone('the app was uninstalled'));
  app.event('tokens_revoked', async ({ event }) => {
    // The lists hold user ids: only our own bot's token is our matter.
    if (event.tokens.bot?.includes(self.botUser)) parts.onGone('the bot token was revoked');
  });

  app.options(/.*/, ({ ack }) => guarded('options', parts, () => ack({ options: [] })));
  app.shortcut(/.*/, ({ ack, body }) =>
    guarded('shortcut', parts, async () => {
      const payload = body as ShortcutPayload;
      const trigger = payload.trigger_id;
      const way = { kind: 'view-press', ack: () => ack(), view: undefined, trigger } as const;
      await attend(parseShortcut(payload, self), way, parts);
    }),
  );
  app.view({ type: 'view_submission', callback_id: /.*/ }, ({ ack, body }) =>
    guarded('view', parts, async () => {
      const payload = body as SubmissionPayload;
      const { id, hash } = payload.view;
      const answer = (r?: ViewAck) => (r === undefined ? ack() : ack(r));
      const way = { kind: 'submit', ack: answer, view: { id, hash } } as const;
      await attend(parseSubmission(payload, self), way, parts);
    }),
  );
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) =>
    guarded('view', parts, () => ack()),
  );

  app.error(async (error) => {
    parts.log.error(describeError(error), 'slack: a fault in the SDK');
  });
}

/** Nothing leaves a listener: what fails before there is a way to answer is logged under a reference. */
async function guarded(
  kind: string,
  parts: ListenerParts,
  body: () => Promise<void>,
): Promise<void> {
  try {
    await body();
  } catch (error) {
    const reference = parts.machine.random(4);
    const facts = { reference, kind, ...describeError(error) };
    parts.log.error(facts, withoutSecrets('slack: what arrived could not be read'));
  }
}
