// A sample conversation as a page shows it, `ana> register 9` and below it `bot> You have a seat in talk 9.`, held with the running program.
import { type Door, type Person, people } from './doors/door.ts';

export interface Turn {
  readonly who: Person;
  readonly says: string;
  /** The titles of what that person then sees. */
  readonly answers: readonly string[];
}

/** The blocks of a page that are marked as conversations, in order. */
export function conversationsIn(page: string): readonly string[] {
  return [...page.matchAll(/^```conversation\n([\s\S]*?)^```$/gm)].map(
    (found) => found[1] as string,
  );
}

/** Reads a conversation; throws at a line that is neither somebody's words nor an answer. */
export function readConversation(block: string): readonly Turn[] {
  const turns: { who: Person; says: string; answers: string[] }[] = [];
  for (const line of block.split('\n').filter((one) => one.trim() !== '')) {
    const [, speaker = '', said = ''] = /^(\w+)> (.+)$/.exec(line) ?? [];
    const who = people.find((one) => one === speaker);
    const last = turns.at(-1);
    if (who !== undefined) turns.push({ who, says: said.trim(), answers: [] });
    else if (speaker === 'bot' && last !== undefined) last.answers.push(said.trim());
    else throw new Error(`no line of a conversation: ${line}`);
  }
  return turns;
}

/**
 * Holds it, and gives it as it went: the same form, so that the two can be compared. The words are typed after the slash command in the channel, where every
 * answer is private: what comes by itself comes into the direct conversations, and cannot be taken for an answer.
 */
export async function holdConversation(
  door: Door,
  turns: readonly Turn[],
): Promise<readonly Turn[]> {
  const held: Turn[] = [];
  for (const { who, says, answers } of turns) {
    const from = door.sightings().length;
    const titles = () =>
      door
        .sightings()
        .slice(from)
        .filter((seen) => seen.whose === who && seen.where === 'private')
        .map((seen) => seen.lines[0] ?? '');
    await door.type(who, says);
    await door.settled(() => titles().length >= Math.max(1, answers.length), `${who}> ${says}`);
    held.push({ who, says, answers: titles().slice(0, Math.max(1, answers.length)) });
  }
  return held;
}
