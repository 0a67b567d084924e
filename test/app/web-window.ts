// A person in the web chat without a browser: says a line, presses a button, and reads what the bot answers.
import { randomUUID } from 'node:crypto';
import type { WireBlock, WireCard, WireLine, WirePost } from '../../src/platforms/web/page/wire.ts';
import { type Listener, listen } from '../platforms/web/listening.ts';
import { until } from './running.ts';

export interface Refused {
  readonly status: number;
  readonly text: string;
}

export interface Window {
  readonly person: string;
  readonly listener: Listener;
  /** The newest state of each post that the person may read, oldest first. */
  posts(): readonly WirePost[];
  /** Types a line, in the shared channel when left out, and gives the bot's answer as text. */
  say(text: string, channel?: string): Promise<string>;
  /** Presses the first button of a card with this typed twin or label, and gives the answer. */
  press(post: WirePost, name: string): Promise<string>;
  /** Sends anything to the chat. */
  send(path: string, body: unknown): Promise<Refused>;
  close(): void;
}

export function lineText(line: WireLine): string {
  return line
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'link') return part.label;
      return 'text' in part ? part.text : part.name;
    })
    .join('');
}

function blockLines(block: WireBlock): readonly string[] {
  switch (block.kind) {
    case 'text':
      return block.lines.map(lineText);
    case 'fields':
      return block.fields.map((field) => `${field.label}: ${lineText(field.value)}`);
    case 'meter':
      return [lineText(block.caption)];
    case 'chart':
      return block.numbers.map(lineText);
    case 'list':
      return block.items.map(lineText);
    case 'buttons':
      return block.buttons.map((button) => `[${button.label}]`);
    case 'rule':
      return [];
  }
}

/** A card as a person reads it, a line for each part. */
export const cardText = (card: WireCard): string =>
  [lineText(card.title), ...card.blocks.flatMap(blockLines)].join('\n');

export const postText = (post: WirePost): string => (post.card ? cardText(post.card) : '');

export const shared = 'general';
export const directOf = (person: string) => `direct-${person}`;

export async function openWindow(url: string, person: string): Promise<Window> {
  const listener = await listen(url, person);
  const posts = (): readonly WirePost[] =>
    [...new Map(listener.posts().map((post) => [post.id, post])).values()].sort(
      (a, b) => a.id - b.id,
    );
  async function send(path: string, body: unknown): Promise<Refused> {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  }
  /** The answer is a private post, or an older one drawn again. */
  async function answered(path: string, body: Readonly<Record<string, unknown>>): Promise<string> {
    const from = listener.posts().length;
    const request = randomUUID();
    const sent = await send(path, { person, request, ...body });
    if (sent.status !== 200) throw new Error(`${sent.status}: ${sent.text}`);
    const fresh = () =>
      listener
        .posts()
        .slice(from)
        .find((post) => post.private && post.author === 'bot');
    await until(() => fresh() !== undefined, `an answer to ${JSON.stringify(body).slice(0, 200)}`);
    return postText(fresh() as WirePost);
  }
  return {
    person,
    listener,
    posts,
    send,
    say: (text, channel = shared) => answered('/web/words', { channel, text }),
    press: (post, name) => {
      const buttons = (post.card?.blocks ?? []).flatMap((b) =>
        b.kind === 'buttons' ? b.buttons : [],
      );
      const button = buttons.find((b) => b.typed === name || b.label === name);
      if (!button) throw new Error(`no button ${name} on:\n${postText(post)}`);
      return answered('/web/press', { message: post.id, action: button.action });
    },
    close: () => listener.close(),
  };
}
