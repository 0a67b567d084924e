// From what arrived to whoever answers it: one table, filled by the features and assembled in `app/`.

import type { Account } from '../kernel/account.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Action, ActionVerb } from './action.ts';
import type { Card } from './card.ts';
import { wasClaimed } from './claims.ts';
import type { FieldProblem, FormId, FormName, FormValues } from './form.ts';
import { readForm } from './form-values.ts';
import type {
  Incoming,
  IncomingPart,
  IncomingPress,
  IncomingSubmit,
  IncomingVisit,
  IncomingWords,
} from './incoming.ts';
import type { Log, Receive } from './platform.ts';
import { faulted, formErrors, type Reply, silence } from './reply.ts';
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
  /** Whether an answer can show this reader a picture; where not, it is sent by itself. */
  readonly seesPictures: boolean;
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
  /** A word that changes something claims its delivery inside its own transaction, where it comes to one; any other is claimed here where it came as an event. */
  readonly changes: boolean;
  readonly handle: (call: WordCall) => Promise<Reply>;
}

export interface PressEntry {
  readonly audience: 'staff' | 'organisers';
  readonly changes: boolean;
  readonly handle: (call: PressCall) => Promise<Reply>;
}

export type Presses = Partial<Record<ActionVerb, PressEntry>>;

export interface SubmitCall {
  readonly incoming: IncomingSubmit;
  readonly reader: Reader;
  readonly form: FormId;
  /** Read and held against the form as it stands now. */
  readonly values: FormValues;
  /** That form, e.g. for `formErrors`. */
  readonly drawn: Extract<Reply, { readonly kind: 'form' }>;
}

export interface FormEntry {
  readonly audience: 'staff' | 'organisers';
  readonly changes: boolean;
  /** The form as it stands now; what is no `form` is answered in its place: there is nothing to ask any more. */
  readonly draw: (call: { readonly reader: Reader; readonly form: FormId }) => Promise<Reply>;
  readonly handle: (call: SubmitCall) => Promise<Reply>;
}

export type Forms = Partial<Record<FormName, FormEntry>>;

export interface VisitCall {
  readonly incoming: IncomingVisit;
  readonly reader: Reader;
}

/** Answers for which no word, button or form stands: given by the last feature. */
export interface Otherwise {
  unknownWords(call: WordCall): Promise<Reply>;
  /** How to answer what somebody asks directly in plain words, even where its first one is a word of the table; undefined where it is no question. */
  question(call: WordCall): Promise<(() => Promise<Reply>) | undefined>;
  oldButton(reader: Reader, why: 'old' | 'malformed'): Promise<Reply>;
  stranger(reader: Reader, speaker: 'stranger' | 'bot'): Promise<Reply>;
  organisersOnly(reader: Reader): Promise<Reply>;
  /** A form of an older version, or none of ours. */
  oldForm(reader: Reader, why: 'old' | 'malformed'): Promise<Reply>;
  /** What is said at a field whose value is not taken. */
  fieldProblem(reader: Reader, problem: FieldProblem): string;
}

export interface RouterParts {
  readonly words: readonly Word[];
  readonly presses: Readonly<Record<ActionVerb, PressEntry>>;
  readonly forms: Readonly<Record<FormName, FormEntry>>;
  /** A person's own page. */
  readonly visit: (call: VisitCall) => Promise<Reply>;
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
      return faulted(parts.fault(language, reference));
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
  switch (incoming.kind) {
    case 'words':
      return answerWords(parts, bySpelling, incoming, reader);
    case 'press':
      return answerPress(parts, incoming, reader);
    case 'submit':
      return answerSubmit(parts, incoming, reader);
    case 'visit':
      // Changes nothing, and is drawn anew each time: one that comes twice does no harm.
      return [await parts.visit({ incoming, reader }), 'visit'];
    default:
      return never(incoming);
  }
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
  const asked = incoming.place.kind === 'direct' ? await parts.otherwise.question(call) : undefined;
  if (asked || word?.changes !== true) await claimEvent(parts, incoming);
  if (asked) return [await asked(), 'question'];
  if (!word) return [await parts.otherwise.unknownWords(call), 'unknown'];
  if (word.audience === 'organisers' && !reader.organiser) {
    if (word.changes) await claimEvent(parts, incoming);
    return [await parts.otherwise.organisersOnly(reader), word.name];
  }
  const reply = await word.handle(call);
  // It was answered without deciding anything: there is no talk 99, or a form asks which one.
  if (word.changes && !wasClaimed(incoming)) await claimEvent(parts, incoming);
  return [reply, word.name];
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

async function answerSubmit(
  parts: RouterParts,
  incoming: IncomingSubmit,
  reader: Reader,
): Promise<readonly [Reply, string]> {
  if (!incoming.form.ok)
    return [await parts.otherwise.oldForm(reader, incoming.form.refusal), 'old'];
  const form = incoming.form.value;
  const entry = parts.forms[form.form];
  if (entry.audience === 'organisers' && !reader.organiser)
    return [await parts.otherwise.organisersOnly(reader), form.form];
  const drawn = await entry.draw({ reader, form });
  if (drawn.kind !== 'form') return [drawn, form.form];
  const values = readForm(drawn.form, incoming.values, incoming.account);
  if (values.ok)
    return [await entry.handle({ incoming, reader, form, values: values.value, drawn }), form.form];
  const problems = [...values.refusal].map(
    ([key, problem]) => [key, parts.otherwise.fieldProblem(reader, problem)] as const,
  );
  return [formErrors(drawn, new Map(problems)), form.form];
}

async function claimEvent(parts: RouterParts, incoming: Incoming): Promise<void> {
  if (incoming.event && !(await parts.claim(incoming.delivery))) throw new AlreadyAnswered();
}
