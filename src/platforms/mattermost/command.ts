// The slash command: a form that the server posts to us, answered to its person alone.
import { z } from 'zod';
import type { IncomingPart, IncomingWords } from '../../chat/incoming.ts';
import type { HttpRoute } from '../../chat/platform.ts';
import { cardOf } from '../../chat/reply.ts';
import type { Language } from '../../kernel/language.ts';
import {
  type Decision,
  type Desk,
  decide,
  isOwnDirect,
  languageFor,
  noteFault,
  roomFor,
  speakerOf,
  triggerKey,
} from './desk.ts';
import { escapeText } from './escape.ts';
import { answer, type HttpAnswer, refusal, respond } from './http.ts';
import { sameText } from './mac.ts';
import { peopleIn } from './mentions.ts';
import { account, commandPath, conversation } from './options.ts';
import { drawPost, pinged } from './render.ts';
import { openForm } from './submit.ts';
import { platformWords } from './words.ts';

const id = z.string().regex(/^[a-z0-9]{26}$/);
const fieldsSchema = z.object({
  channel_id: id,
  channel_name: z.string().default(''),
  user_id: id,
  text: z.string().default(''),
  trigger_id: z.string().min(1),
});

export interface TypedCommand extends z.infer<typeof fieldsSchema> {
  /** User names to ids, as the server found them in the text. */
  readonly mentioned: ReadonlyMap<string, string>;
}

/** Reads the form of a slash command; undefined where it is none. */
export function parseCommand(form: URLSearchParams): TypedCommand | undefined {
  const parsed = fieldsSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return undefined;
  const ids = form.getAll('user_mentions_ids');
  // In no fixed order, but parallel.
  const pairs = form.getAll('user_mentions').flatMap((name, i) => {
    const user = id.safeParse(ids[i]);
    return user.success ? [[name.toLowerCase(), user.data] as const] : [];
  });
  return { ...parsed.data, mentioned: new Map(pairs) };
}

export function wordsOfCommand(typed: TypedCommand): readonly IncomingPart[] {
  return peopleIn(typed.text.trim(), typed.mentioned);
}

// Without skip_slack_parsing the server would rewrite what looks like Slack's links and pings.
const plainAnswer = (text: string) =>
  answer({ response_type: 'ephemeral', text, skip_slack_parsing: true });

async function draw(
  desk: Desk,
  decision: Decision,
  typed: TypedCommand,
  direct: boolean,
  language: Language,
): Promise<HttpAnswer> {
  if (decision === 'late') return plainAnswer(platformWords(language).follows());
  const asked = {
    trigger: typed.trigger_id,
    channel: typed.channel_id,
    direct,
    person: typed.user_id,
  };
  // The trigger counts before the command is answered, too.
  if (decision.kind === 'form' && (await openForm(desk, decision.form, asked))) return answer({});
  const card = cardOf(decision);
  if (card === undefined) return answer({});
  const usernames = await desk.directory.usernames(pinged(card));
  const room = roomFor(desk, typed.channel_id, typed.user_id, usernames);
  const { message, attachments } = drawPost(card, room);
  return answer({
    // Never in_channel: its buttons' contexts would be shown to the person's client.
    response_type: 'ephemeral',
    text: message,
    ...(attachments.length > 0 ? { attachments } : {}),
    skip_slack_parsing: true,
  });
}

async function answerCommand(desk: Desk, body: string): Promise<HttpAnswer> {
  const form = new URLSearchParams(body);
  const token = form.get('token') ?? '';
  // All are compared, so that the time does not say which of them fits.
  const known = desk.commandTokens.map((one) => sameText(one, token)).includes(true);
  if (token === '' || !known) {
    desk.log.warn({}, 'mattermost-command-refused');
    return refusal(401, 'this token is not among MATTERMOST_COMMAND_TOKENS');
  }
  const typed = parseCommand(form);
  if (typed === undefined) return refusal(400, 'this is no slash command');
  const open = desk.open();
  if (open === undefined)
    return plainAnswer(escapeText(platformWords(desk.seriesLanguage).notReady()));
  const user = await desk.directory.userWithin(typed.user_id, desk.pace.describeMs);
  const language = languageFor(desk, user);
  const direct =
    isOwnDirect(typed.channel_name, typed.user_id, open.bot.id) ||
    desk.sender.isDirectOf(typed.channel_id, typed.user_id);
  const incoming: IncomingWords = {
    kind: 'words',
    account: account(typed.user_id),
    speaker: speakerOf(user),
    place: {
      conversation: conversation(typed.channel_id),
      kind: direct ? 'direct' : 'channel',
    },
    delivery: triggerKey('command', typed.trigger_id),
    event: false,
    text: wordsOfCommand(typed),
  };
  try {
    return await draw(desk, await decide(desk, open.receive, incoming), typed, direct, language);
  } catch (error) {
    return plainAnswer(
      escapeText(platformWords(language).fault(noteFault(desk, error, 'command'))),
    );
  }
}

/** POST /mattermost/command. A call without one of our tokens is refused with 401, and nothing else is looked at. */
export function commandRoute(desk: Desk): HttpRoute {
  return {
    method: 'POST',
    path: commandPath,
    handle: (request, response) =>
      desk.track(
        respond(request, response, 'application/x-www-form-urlencoded', (body) =>
          answerCommand(desk, body),
        ),
      ),
  };
}
