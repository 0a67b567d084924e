// A door as the dialogue meets it: what three people do there, and what each of them sees.
import type { Seen, SeenButton } from '../../support/seen.ts';

export const people = ['ana', 'ben', 'olga'] as const;
export type Person = (typeof people)[number];

/** A view, and whose it is: a person's own, or everybody's in the channel. */
export interface Sighting extends Omit<Seen, 'reader' | 'channel' | 'messageId'> {
  readonly whose: Person | 'channel';
}

/** By the keys of the fields: choices as they are read, colleagues by an @ before their name. */
export type Answers = Readonly<Record<string, string | boolean>>;

/** The answers with people as a door names them. */
export function answersAt(answers: Answers, idOf: (who: Person) => string): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([key, value]) => {
      const who = people.find((one) => value === `@${one}`);
      return [key, who === undefined ? value : idOf(who)];
    }),
  );
}

export interface Door {
  readonly name: string;
  /** The slash command, with its slash. */
  readonly command: string;
  /** The bot's name as it is mentioned, with its @. */
  readonly bot: string;
  /** Types the slash command in the shared channel. */
  type(who: Person, text: string): Promise<void>;
  /** Writes in the shared channel, the bot's name first. */
  mention(who: Person, text: string): Promise<void>;
  /** Writes to the bot directly. */
  write(who: Person, text: string): Promise<void>;
  press(who: Person, button: SeenButton): Promise<void>;
  /** Sends the form that stands open before a person, with these answers in its fields and the others as they stand. */
  send(who: Person, answers: Answers): Promise<void>;
  /** All that was seen so far; grows at its end. */
  sightings(): readonly Sighting[];
  /** Resolves as soon as it holds; looks whenever something was seen. */
  settled(holds: () => boolean, what: string): Promise<void>;
  /** What the bot did that a real service would refuse. */
  faults(): readonly string[];
  close(): Promise<void>;
}

/** Generous, for a machine that is busy with other things. */
export const patienceMs = 30_000;
