// What was not delivered: seen, sent again, or let go. Each number is settled once, in one transaction, whoever presses how often and in how many programs.
import type { Incoming } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import type { PressCall, PressEntry, Reader, Word } from '../../chat/router.ts';
import { fold } from '../../chat/words.ts';
import type { Ports } from '../../delivery/ports.ts';
import {
  letGo,
  listUndelivered,
  sendAgain,
  sendAllAgain,
  sentAgain,
  type Undelivered,
} from '../../delivery/undelivered.ts';
import { type Account, accountKey, type Conversation } from '../../kernel/account.ts';
import { decided } from '../../kernel/facts.ts';
import { type FailureNumber, talkId } from '../../kernel/ids.ts';
import { never } from '../../kernel/result.ts';
import { ensurePerson, findAccountByKey } from '../../people/store.ts';
import { audienceOf } from '../../seats/commands.ts';
import type { Read, Write } from '../../storage/database.ts';
import { readTalk } from '../../talks/store.ts';
import * as cards from '../cards/undelivered.ts';
import { parseUndelivered } from '../rules/undelivered.ts';
import { type LogEntry, noteDone } from '../store.ts';

/** How long an organiser waits to hear whether it arrived this time. */
const patienceMs = 2_000;
/** So many fit every platform with their buttons. */
const shown = 10;

interface Call {
  readonly incoming: Incoming;
  readonly reader: Reader;
}

export function undeliveredWord(ports: Ports): Word {
  return {
    name: 'undelivered',
    spellings: { en: ['undelivered'], fr: ['non-remis', 'non-remises', 'nonremis'] },
    audience: 'organisers',
    changes: true,
    handle: async (call) => {
      const wish = parseUndelivered(call.rest, fold);
      if (!wish.ok) {
        await claim(ports, call);
        return whisper(cards.undeliveredMistakeCard(wish.refusal, audienceOf(call.reader)));
      }
      switch (wish.value.kind) {
        case 'list':
          return list(ports, call);
        case 'again':
          return again(ports, call, wish.value.number, wish.value.anyway);
        case 'all-again':
          return allAgain(ports, call);
        case 'let-go':
          return drop(ports, call, wish.value.number);
        default:
          return never(wish.value);
      }
    },
  };
}

type Verbs = 'undelivered' | 'send-again' | 'send-anyway' | 'let-go';

export function undeliveredPresses(ports: Ports): Readonly<Record<Verbs, PressEntry>> {
  const press = (handle: PressEntry['handle']): PressEntry => ({
    audience: 'organisers',
    changes: true,
    handle,
  });
  return {
    undelivered: press((call) => list(ports, call)),
    'send-again': press((call) => again(ports, call, failureOf(call), false)),
    'send-anyway': press((call) => again(ports, call, failureOf(call), true)),
    'let-go': press((call) => drop(ports, call, failureOf(call))),
  };
}

function failureOf({ action }: PressCall): FailureNumber {
  if ('failure' in action) return action.failure;
  throw new Error(`a button without its message: ${action.verb}`);
}

/** What changes nothing and came as an event is answered once all the same. */
const claim = (ports: Ports, { incoming }: Call) =>
  ports.transact(incoming, async () => decided(undefined));

async function list(ports: Ports, call: Call): Promise<Reply> {
  await claim(ports, call);
  const a = audienceOf(call.reader);
  return ports.database.read(async (read) => {
    const { newest, count } = await listUndelivered(read, shown);
    const views: cards.UndeliveredView[] = [];
    for (const notice of newest) views.push(await viewOf(read, notice, call));
    return whisper(cards.undeliveredCard(views, count, a));
  });
}

/** Puts it back into the line, and waits a moment for what becomes of it. */
async function again(
  ports: Ports,
  call: Call,
  number: FailureNumber,
  anyway: boolean,
): Promise<Reply> {
  const answer = (what: cards.SettledAnswer) =>
    whisper(cards.settledCard(number, what, audienceOf(call.reader)));
  const put = await ports.transact(call.incoming, async (tx) => {
    const done = await sendAgain(tx, number, anyway);
    if (done.kind === 'again') {
      const what = anyway ? 'send-anyway' : 'send-again';
      await note(tx, ports, call, what, { number, key: done.notice.key });
    }
    return decided(done);
  });
  if (put.kind === 'settled') return answer({ kind: 'settled-already' });
  if (put.kind === 'may-stand') {
    const one = await ports.database.read((read) => viewOf(read, put.notice, call));
    return answer({ kind: 'may-stand', one });
  }
  const { key } = put.notice;
  await ports.outcome(key, patienceMs);
  return ports.database.read(async (read) => answer(await becameOf(read, key, call)));
}

async function becameOf(read: Read, key: string, call: Call): Promise<cards.SettledAnswer> {
  const became = await sentAgain(read, key);
  switch (became) {
    case 'sent':
      return { kind: 'sent' };
    case 'waiting':
      return { kind: 'on-its-way' };
    case 'dropped':
      return { kind: 'no-longer-holds' };
    default:
      return { kind: 'failed-again', now: await viewOf(read, became, call) };
  }
}

async function allAgain(ports: Ports, call: Call): Promise<Reply> {
  const count = await ports.transact(call.incoming, async (tx) => {
    const sent = await sendAllAgain(tx);
    if (sent > 0) await note(tx, ports, call, 'send-all-again', { count: sent });
    return decided(sent);
  });
  return whisper(cards.allAgainCard(count, audienceOf(call.reader)));
}

async function drop(ports: Ports, call: Call, number: FailureNumber): Promise<Reply> {
  const gone = await ports.transact(call.incoming, async (tx) => {
    const notice = await letGo(tx, number, ports.now());
    if (notice) await note(tx, ports, call, 'let-go', { number, key: notice.key });
    return decided(notice);
  });
  const kind = gone ? 'let-go' : 'settled-already';
  return whisper(cards.settledCard(number, { kind }, audienceOf(call.reader)));
}

/** Who did it, for the organisers' log. */
async function note(
  tx: Write,
  ports: Ports,
  { incoming }: Call,
  what: LogEntry['what'],
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  const at = ports.now();
  const person = await ensurePerson(tx, incoming.account, ports.newId, at);
  const id = ports.newId();
  await noteDone(tx, { id, person, at, what, detail: JSON.stringify(detail) });
}

async function viewOf(
  read: Read,
  notice: Undelivered,
  { incoming, reader }: Call,
): Promise<cards.UndeliveredView> {
  const { number, drawer, reason, failedAt, params, to } = notice;
  const about = params['talk'];
  const talk = typeof about === 'string' ? await readTalk(read, talkId(about)) : undefined;
  return {
    number,
    drawer,
    talk: talk?.number,
    to: to.kind === 'account' ? await personOf(read, to.account) : channelOf(to, incoming),
    reason,
    failedAt,
    zone: reader.zone,
  };
}

async function personOf(read: Read, account: Account) {
  const known = await findAccountByKey(read, accountKey(account));
  return { kind: 'person', account, name: known?.name || account.user } as const;
}

function channelOf({ conversation }: { readonly conversation: Conversation }, incoming: Incoming) {
  const { platform, workspace, channel } = incoming.place.conversation;
  const here =
    conversation.platform === platform &&
    conversation.workspace === workspace &&
    conversation.channel === channel;
  return { kind: 'channel', conversation, here } as const;
}
