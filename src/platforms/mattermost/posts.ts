// What people write to the bot: direct messages, and mentions of it in channels.
import { z } from 'zod';
import type { IncomingWords } from '../../chat/incoming.ts';
import type { PlatformMemory } from '../../chat/memory.ts';
import type { Receive } from '../../chat/platform.ts';
import { cardOf } from '../../chat/reply.ts';
import {
  type Bot,
  type Desk,
  languageFor,
  noteFault,
  sentenceCard,
  speakerOf,
  tell,
  tellDirectly,
} from './desk.ts';
import type { Known } from './directory.ts';
import { namesBot, namesIn, peopleIn, withoutBot } from './mentions.ts';
import { account, conversation } from './options.ts';
import { platformWords } from './words.ts';

const postSchema = z.object({
  id: z.string().min(1),
  user_id: z.string(),
  channel_id: z.string(),
  root_id: z.string().catch(''),
  message: z.string(),
  type: z.string(),
  create_at: z.number(),
  delete_at: z.number().catch(0),
  props: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** A post, as far as it is looked at. */
export type SeenPost = z.infer<typeof postSchema>;

/** A post in its channel: `O`, `P`, `D` or `G`. */
export interface PostInChannel {
  readonly post: SeenPost;
  readonly channelType: string;
}

const eventSchema = z.object({
  channel_type: z.string(),
  post: z.string(),
  mentions: z.string().catch('[]'),
});

export function parsePost(value: unknown): SeenPost | undefined {
  return postSchema.safeParse(value).data;
}

/** Reads the data of a `posted` event, with the ids of those whom the server notified; undefined where it is none. */
export function parsePosted(
  data: unknown,
): (PostInChannel & { readonly mentioned: readonly string[] }) | undefined {
  try {
    const event = eventSchema.parse(data);
    const post = parsePost(JSON.parse(event.post));
    const mentioned = z.array(z.string()).catch([]).parse(JSON.parse(event.mentions));
    return post && { post, channelType: event.channel_type, mentioned };
  } catch {
    return undefined;
  }
}

/**
 * Whether a post speaks to the bot: in its direct channel, or by its name. Its own posts, those of the server and those of webhooks do not: a webhook would
 * speak in the name of the person who made it. Being notified is not enough: @channel notifies the bot too.
 */
export function speaksTo(bot: Bot, { post, channelType }: PostInChannel): boolean {
  if (post.user_id === bot.id || post.type !== '' || post.delete_at > 0) return false;
  const webhook = post.props?.['from_webhook'];
  if (webhook === true || webhook === 'true') return false;
  return channelType === 'D' || namesBot(post.message, bot.username);
}

// Each name is one call to the server.
const mostNames = 10;

async function wordsOf(desk: Desk, bot: Bot, { post, channelType }: PostInChannel) {
  const text = withoutBot(post.message, bot.username, channelType !== 'D');
  // A server that does not answer leaves the names as text: the person is told that nobody was named.
  const known = await desk.directory
    .byUsername(namesIn(text, mostNames))
    .catch((): ReadonlyMap<string, Known> => new Map());
  return peopleIn(text, new Map([...known].map(([name, { id }]) => [name, id])));
}

/** Two bots that answer each other would never end: each is answered once. */
async function isFirstOfBot(memory: PlatformMemory, user: string): Promise<boolean> {
  const key = `mattermost:told-bot:${user}`;
  if ((await memory.recall(key)) !== undefined) return false;
  await memory.remember(key, '1');
  return true;
}

interface Listening {
  readonly desk: Desk;
  readonly memory: PlatformMemory;
  readonly receive: Receive;
  readonly bot: Bot;
}

async function answerPost(listening: Listening, seen: PostInChannel): Promise<void> {
  const { desk, memory, receive, bot } = listening;
  const { post, channelType } = seen;
  const speaker = account(post.user_id);
  const delivery = `mattermost:post:${post.id}`;
  // Props can be forged by anybody; only the server knows who is a bot.
  const known = await desk.directory.user(post.user_id).catch(() => undefined);
  const say = (card: Parameters<typeof tellDirectly>[2]) =>
    channelType === 'D' && card !== undefined
      ? tell(desk, conversation(post.channel_id), card, delivery, post.root_id)
      : tellDirectly(desk, speaker, card, delivery);
  try {
    if (known?.profile.bot === true && !(await isFirstOfBot(memory, post.user_id))) return;
    const incoming: IncomingWords = {
      kind: 'words',
      account: speaker,
      speaker: speakerOf(known),
      place: {
        conversation: conversation(post.channel_id),
        kind: channelType === 'D' ? 'direct' : 'channel',
      },
      delivery,
      event: true,
      text: await wordsOf(desk, bot, seen),
    };
    const card = cardOf(await receive(incoming));
    if (card !== undefined) await say(card);
  } catch (error) {
    const language = languageFor(desk, known);
    const sentence = platformWords(language).fault(noteFault(desk, error, 'post'));
    await say(sentenceCard(language, sentence));
  }
}

export interface Listener {
  /** Answers a post that speaks to the bot, after what the same person wrote there before it. Never rejects. */
  hear(seen: PostInChannel): Promise<void>;
}

export function createListener(listening: Listening): Listener {
  const lines = new Map<string, Promise<void>>();
  return {
    hear: (seen) => {
      const line = `${seen.post.channel_id}:${seen.post.user_id}`;
      const before = lines.get(line) ?? Promise.resolve();
      const mine = before
        .then(() => answerPost(listening, seen))
        .catch((error: unknown) => void noteFault(listening.desk, error, 'post'))
        .finally(() => {
          if (lines.get(line) === mine) lines.delete(line);
        });
      lines.set(line, mine);
      return mine;
    },
  };
}
