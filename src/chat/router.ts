// From what arrived to whoever answers it: one table, filled by the features and assembled in `app/`.
import type { Account } from '../kernel/account.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Action, ActionVerb } from './action.ts';
import type { Card } from './card.ts';
import type { Incoming, IncomingPart, IncomingPress, IncomingWords } from './incoming.ts';
import type { Log, Receive } from './platform.ts';
import { type Reply, silence, whisper } from './reply.ts';
import { firstWord, fold } from './words.ts';

/** Whoever is answered, as far as known. */
export interface Reader {
  readonly account: Account;
  /** Undefined for somebody who has never decided anything here. */
  readonly person: PersonId | undefined;
  readonly name: string;
  readonly language: Language;
  readonly zone: Zone;
  readonly organiser: boolean;
  /** The slash command as typed on the reader's platform, e.g. `/icdd`. */
  readonly command: string;
  /** On the series' clock. */
  readonly now: Instant;
}

export interface WordCall {
  readonly incoming: IncomingWords;
  readonly reader: Reader;
  /** What follows the word, people as their names. */
  readonly rest: string;
  /** The people named in it. */
  readonly people: readonly Exclude<IncomingPart, string>[];
}

export interface PressCall {
  readonly incoming: IncomingPress;
  readonly reader: Reader;
  readonly action: Action;
}

export interface Word {
  readonly name: string;
  readonly spellings: Readonly<Record<Language, readonly string[]>>;
  readonly audience: 'staff' | 'organisers';
  /** A word that changes something claims its delivery inside its own transaction; any other is claimed here where it came as an event. */
  readonly changes: boolean;
  readonly handle: (call: WordCall) => Promise<Reply>;
}

export interface PressEntry {
  readonly audience: 'staff' | 'organisers';
  readonly changes: boolean;
  readonly handle: (call: PressCall) => Promise<Reply>;
}

export type Presses = Partial<Record<ActionVerb, PressEntry>>;

/** Answers for which no word or button stands: given by the last feature. */
export interface Otherwise {
  unknownWords(call: WordCall): Promise<Reply>;
  oldButton(reader: Reader, why: 'old' | 'malformed'): Promise<Reply>;
  stranger(reader: Reader, speaker: 'stranger' | 'bot'): Promise<Reply>;
  organisersOnly(reader: Reader): Promise<Reply>;
}

export interface RouterParts {
  readonly words: readonly Word[];
  readonly presses: Readonly<Record<ActionVerb, PressEntry>>;
  readonly otherwise: Otherwise;
  /** Never waits more than 300 ms for a platform. */
  readonly readerOf: (incoming: Incoming) => Promise<Reader>;
  /** False where this delivery was answered before. */
  readonly claim: (delivery: string) => Promise<boolean>;
  /** The word that the bare command stands for. */
  readonly bareWord: string;
  readonly fault: (language: Language, reference: string) => Card;
  readonly faultLanguage: Language;
  readonly newReference: () => string;
  readonly log: Log;
  /** Counts what was answered, for /metrics. */
  readonly count: (facts: {
    platform: string;
    kind: string;
    word: string;
    outcome: string;
  }) => void;
}

/** Thrown by a transaction whose delivery was claimed before: the router answers with silence. */
export class AlreadyAnswered extends Error {
  override name = 'AlreadyAnswered';
}

/** The one way in: finds the handler, guards it, and turns a fault into a sentence with a reference. */
export function createRouter(parts: RouterParts): Receive {
  const bySpelling = new Map<string, Word>();
  for (const word of parts.words)
    for (const spelling of [word.name, ...Object.values(word.spellings).flat()])
      bySpelling.set(fold(spelling), word);

  return async (incoming) => {
    const seen = { platform: incoming.account.platform, kind: incoming.kind, word: '-' };
    let language = parts.faultLanguage;
    try {
      const reader = await parts.readerOf(incoming);
      language = reader.language;
      const [reply, word] = await answer(parts, bySpelling, incoming, reader);
      parts.count({ ...seen, word, outcome: reply.kind });
      return reply;
    } catch (error) {
      if (error instanceof AlreadyAnswered) {
        parts.count({ ...seen, outcome: 'again' });
        return silence;
      }
      const reference = parts.newReference();
      parts.count({ ...seen, outcome: 'fault' });
      parts.log.error(
        { reference, err: error, kind: incoming.kind, platform: seen.platform },
        'fault',
      );
      return whisper(parts.fault(language, reference));
    }
  };
}

async function answer(
  parts: RouterParts,
  bySpelling: ReadonlyMap<string, Word>,
  incoming: Incoming,
  reader: Reader,
): Promise<readonly [Reply, string]> {
  if (incoming.speaker !== 'person') {
    await claimEvent(parts, incoming);
    return [await parts.otherwise.stranger(reader, incoming.speaker), 'stranger'];
  }
  return incoming.kind === 'words'
    ? answerWords(parts, bySpelling, incoming, reader)
    : answerPress(parts, incoming, reader);
}

async function answerWords(
  parts: RouterParts,
  bySpelling: ReadonlyMap<string, Word>,
  incoming: IncomingWords,
  reader: Reader,
): Promise<readonly [Reply, string]> {
  const { head, rest, people } = firstWord(incoming.text);
  const word = bySpelling.get(fold(head === '' ? parts.bareWord : head));
  const call: WordCall = { incoming, reader, rest, people };
  if (word?.changes !== true) await claimEvent(parts, incoming);
  if (!word) return [await parts.otherwise.unknownWords(call), 'unknown'];
  if (word.audience === 'organisers' && !reader.organiser) {
    if (word.changes) await claimEvent(parts, incoming);
    return [await parts.otherwise.organisersOnly(reader), word.name];
  }
  return [await word.handle(call), word.name];
}

async function answerPress(
  parts: RouterParts,
  incoming: IncomingPress,
  reader: Reader,
): Promise<readonly [Reply, string]> {
  if (!incoming.action.ok)
    return [await parts.otherwise.oldButton(reader, incoming.action.refusal), 'old'];
  const action = incoming.action.value;
  const entry = parts.presses[action.verb];
  if (entry.audience === 'organisers' && !reader.organiser)
    return [await parts.otherwise.organisersOnly(reader), action.verb];
  return [await entry.handle({ incoming, reader, action }), action.verb];
}

async function claimEvent(parts: RouterParts, incoming: Incoming): Promise<void> {
  if (incoming.event && !(await parts.claim(incoming.delivery))) throw new AlreadyAnswered();
}
