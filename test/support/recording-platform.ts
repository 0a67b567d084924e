// A platform that keeps what it is sent, in memory or in a file that outlives a killed program, and answers as a test tells it.
import { appendFileSync } from 'node:fs';
import type { Card } from '../../src/chat/card.ts';
import type {
  LookOutcome,
  Platform,
  PostMark,
  Profile,
  Receive,
  SendOutcome,
} from '../../src/chat/platform.ts';
import type { Account, Conversation, PlatformName } from '../../src/kernel/account.ts';
import { followLines } from './lines.ts';

export interface Recorded {
  readonly what: 'post' | 'edit';
  readonly conversation: Conversation;
  readonly message: string;
  readonly card: Card;
  readonly mark: PostMark;
  /** On the clock that the options name; else 0. */
  readonly at: number;
}

export type Opened = Awaited<ReturnType<Platform['openDirect']>>;
type Method = 'post' | 'edit' | 'openDirect' | 'look';

export interface RecordingOptions {
  readonly name?: PlatformName;
  readonly workspace?: string;
  readonly postSpacingMs?: number;
  readonly editsPerMinute?: number;
  /** Default: they do. */
  readonly answersShowPictures?: boolean;
  /** Whether a conversation can be looked at; default: all can. */
  readonly canLook?: (conversation: Conversation, direct: boolean) => boolean;
  /** Lines of JSON, one for each post and edit; looked at again by every look. */
  readonly file?: string;
  /** Before the numbers of its messages: keeps them apart from those of another program with the same file. */
  readonly tag?: string;
  readonly now?: () => number;
  /** Waited for before a message is stored, and again before it is answered. */
  readonly latency?: () => Promise<void>;
  readonly profiles?: (account: Account) => Profile | undefined;
}

export interface RecordingPlatform extends Platform {
  /** Everything that stands or was changed there, in order. */
  readonly records: readonly Recorded[];
  posts(): readonly Recorded[];
  edits(): readonly Recorded[];
  /** How often each method was called, whatever it answered. */
  calls(method: Method): number;
  /** Hands something to whoever started it. */
  receive: Receive;
  /** The next `times` calls get this answer, and nothing is stored. */
  answerNext(method: 'post' | 'edit', answer: SendOutcome, times?: number): void;
  answerNextOpen(answer: Opened, times?: number): void;
  answerNextLook(answer: LookOutcome, times?: number): void;
  /** The next `times` calls are stored, and their answers lost (`unknown`). */
  loseNext(method: 'post' | 'edit', times?: number): void;
  /** The next call neither stores nor answers until released. */
  hangNext(method: 'post' | 'edit'): { release(): void };
  /** Runs in the middle of the next call, before it stores. */
  duringNext(method: 'post' | 'edit', act: () => Promise<void>): void;
  /** Somebody deleted it: edits of it answer `message-gone`. */
  removeMessage(message: string): void;
}

type Turn =
  | { readonly kind: 'answer'; readonly answer: SendOutcome | Opened | LookOutcome }
  | { readonly kind: 'lose' }
  | { readonly kind: 'wait'; readonly until: () => Promise<void> };

/** Everything that platforms with this file took so far, at each call. */
export const followRecords = (file: string): (() => readonly Recorded[]) =>
  followLines<Recorded>(file);

export function createRecordingPlatform(options: RecordingOptions = {}): RecordingPlatform {
  const name = options.name ?? 'web';
  const workspace = options.workspace ?? '';
  const records: Recorded[] = [];
  const removed = new Set<string>();
  const calls = new Map<Method, number>();
  const turns = new Map<Method, Turn[]>();
  const notStarted: Receive = () => Promise.reject(new Error('not started'));
  let receive = notStarted;

  const kept = options.file === undefined ? undefined : followRecords(options.file);
  const stored = (): readonly Recorded[] => kept?.() ?? records;
  let posted = 0;
  const plan = (method: Method, turn: Turn, times = 1) => {
    const planned = turns.get(method) ?? [];
    for (let n = 0; n < times; n += 1) planned.push(turn);
    turns.set(method, planned);
  };
  const next = (method: Method): Turn | undefined => {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    return turns.get(method)?.shift();
  };
  const store = (record: Omit<Recorded, 'at'>) => {
    const full: Recorded = { ...record, at: options.now?.() ?? 0 };
    records.push(full);
    // A kill may cut the line before it short.
    if (options.file) appendFileSync(options.file, `\n${JSON.stringify(full)}\n`);
  };
  const lost: SendOutcome = { kind: 'unknown', detail: 'the answer was lost' };

  async function take(
    method: 'post' | 'edit',
    record: () => Omit<Recorded, 'at'>,
    gone: () => boolean,
  ): Promise<SendOutcome> {
    const turn = next(method);
    if (turn?.kind === 'answer') return turn.answer as SendOutcome;
    if (turn?.kind === 'wait') await turn.until();
    await options.latency?.();
    if (gone()) return { kind: 'refused', why: 'message-gone', detail: 'removed' };
    const taken = record();
    store(taken);
    await options.latency?.();
    return turn?.kind === 'lose' ? lost : { kind: 'sent', message: taken.message };
  }

  return {
    name,
    workspace: () => workspace,
    door: () => `${name} (recorded)`,
    routes: [],
    command: '/icdd',
    answersShowPictures: options.answersShowPictures ?? true,
    postSpacingMs: options.postSpacingMs ?? 0,
    editsPerMinute: options.editsPerMinute,
    records,
    posts: () => stored().filter((record) => record.what === 'post'),
    edits: () => stored().filter((record) => record.what === 'edit'),
    calls: (method) => calls.get(method) ?? 0,
    async start(given) {
      receive = given;
    },
    async stop() {
      receive = notStarted;
    },
    receive: (incoming) => receive(incoming),
    troubles: () => [],
    openPages: () => 0,
    changed: () => undefined,
    async openDirect(account): Promise<Opened> {
      const turn = next('openDirect');
      if (turn?.kind === 'answer') return turn.answer as Opened;
      return {
        kind: 'open',
        conversation: { platform: name, workspace, channel: `D-${account.user}` },
      };
    },
    post: (conversation, card, mark) =>
      take(
        'post',
        () => {
          posted += 1;
          const message = `${options.tag ?? ''}m${posted}`;
          return { what: 'post', conversation, message, card, mark };
        },
        () => false,
      ),
    edit: (conversation, message, card, mark) =>
      take(
        'edit',
        () => ({ what: 'edit', conversation, message, card, mark }),
        () => removed.has(message),
      ),
    async look(conversation, key, _sinceMs, direct) {
      const turn = next('look');
      if (turn?.kind === 'answer') return turn.answer as LookOutcome;
      if (!(options.canLook?.(conversation, direct) ?? true)) return { kind: 'cannot-look' };
      const found = stored().find((r) => r.what === 'post' && r.mark.key === key);
      return found ? { kind: 'found', message: found.message } : { kind: 'absent' };
    },
    async describe(account) {
      return options.profiles?.(account);
    },
    answerNext: (method, answer, times) => plan(method, { kind: 'answer', answer }, times),
    answerNextOpen: (answer, times) => plan('openDirect', { kind: 'answer', answer }, times),
    answerNextLook: (answer, times) => plan('look', { kind: 'answer', answer }, times),
    loseNext: (method, times) => plan(method, { kind: 'lose' }, times),
    hangNext(method) {
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      plan(method, { kind: 'wait', until: () => released });
      return { release };
    },
    duringNext: (method, act) => plan(method, { kind: 'wait', until: act }),
    removeMessage: (message) => removed.add(message),
  };
}
