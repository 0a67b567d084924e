// `followers` for staff, `followers set` for organisers, the button of the same name, and the line that the digest shows.
import type { Card } from '../chat/card.ts';
import { type Reply, redraw, whisper } from '../chat/reply.ts';
import type { PressEntry, Reader, Word, WordCall } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { type Instant, type LocalDate, localDate, plusDays, type Zone } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import type { CardReader, CountedAccount } from './cards/counts.ts';
import { entryRefusedCard, organisersOnlyCard, questionRefusedCard } from './cards/refusals.ts';
import { answerText, enteredCard, followersCard, lineOf, noAccountsCard } from './cards.ts';
import { plotPressed, plotWords } from './commands/plots.ts';
import { cardReader } from './commands/reader.ts';
import { readPlot } from './rules/plots.ts';
import { asksToSet, type Question, readEntry, readQuestion } from './rules/typed.ts';
import { type Reading, standing } from './rules.ts';
import {
  keepReading,
  newestReadings,
  readingOn,
  readingsAround,
  seriesOf,
  watchedAccounts,
} from './store.ts';

/** The word `followers` with all that may follow it. */
export function followerWords(ports: Ports): readonly Word[] {
  return [
    {
      name: 'followers',
      spellings: { en: ['followers', 'follower'], fr: ['abonnés', 'abonné'] },
      audience: 'staff',
      changes: false,
      handle: (call) => {
        if (asksToSet(call.rest)) return enter(ports, call);
        const asked = readPlot(call.rest);
        return asked.plot
          ? plotWords(ports, call, asked.rest)
          : show(ports, call.reader, call.rest);
      },
    },
  ];
}

/** The buttons "All networks" and "Plot". */
export function followerPresses(ports: Ports): {
  readonly followers: PressEntry;
  readonly plot: PressEntry;
  readonly 'plot-account': PressEntry;
} {
  return {
    plot: { audience: 'staff', changes: false, handle: (call) => plotPressed(ports, call) },
    'plot-account': {
      audience: 'staff',
      changes: false,
      handle: (call) => plotPressed(ports, call),
    },
    followers: {
      audience: 'staff',
      changes: false,
      handle: async ({ reader }) => {
        const reply = await show(ports, reader, '');
        return redraw(reply.card);
      },
    },
  };
}

/** The counts in one line for the digest, with what changed since yesterday; undefined where nothing was read up to `now` (in the series' `zone`). */
export async function followersLine(
  read: Read,
  language: Language,
  now: Instant,
  zone: Zone,
): Promise<Line | undefined> {
  const today = localDate(now, zone);
  const yesterday = plusDays(today, -1);
  const counted: CountedAccount[] = [];
  for (const account of await watchedAccounts(read)) {
    const newest = await readingsAround(read, account.id, yesterday, today);
    counted.push({ account, readings: standing(newest, today) });
  }
  return lineOf(counted, today, language);
}

/** What somebody asks after `followers`: the card, and what it says in one sentence where it answers. */
export async function followersAnswer(
  ports: Ports,
  reader: Reader,
  rest: string,
): Promise<{ readonly card: Card; readonly said: string | undefined }> {
  const to = cardReader(ports, reader);
  return ports.database.read(async (read) => {
    const watched = await watchedAccounts(read);
    if (watched.length === 0) return { card: noAccountsCard(to), said: undefined };
    const question = readQuestion(rest, watched, to.today);
    if (!question.ok)
      return { card: questionRefusedCard(question.refusal, watched, to), said: undefined };
    const counted = await count(read, question.value, to.today);
    return {
      card: followersCard(counted, question.value, to),
      said: answerText(counted, question.value, to.language),
    };
  });
}

async function show(
  ports: Ports,
  reader: Reader,
  rest: string,
): Promise<Extract<Reply, { readonly kind: 'whisper' }>> {
  return { kind: 'whisper', card: (await followersAnswer(ports, reader, rest)).card };
}

async function count(
  read: Read,
  { accounts, since }: Question,
  today: LocalDate,
): Promise<readonly CountedAccount[]> {
  const counted: CountedAccount[] = [];
  for (const account of accounts) {
    const newest = await newestReadings(read, account.id, today);
    const around = since === undefined ? [] : await readingsAround(read, account.id, since, today);
    counted.push({ account, readings: standing([...newest, ...around], today) });
  }
  return counted;
}

async function enter(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  const to = cardReader(ports, reader);
  if (!reader.organiser) return whisper(organisersOnlyCard(to));
  // The router has already claimed an event for a word that mostly reads; claiming it again would look like a delivery answered before.
  const origin = incoming.event ? { job: 'followers-set' } : incoming;
  const card = await ports.transact(origin, async (tx) =>
    decided(await entered(tx, rest, reader.now, ports.newId, to)),
  );
  return whisper(card);
}

async function entered(tx: Write, rest: string, now: Instant, newId: NewId, to: CardReader) {
  const among = await watchedAccounts(tx);
  if (among.length === 0) return noAccountsCard(to);
  const read = readEntry(rest, among, to.today);
  if (!read.ok) return entryRefusedCard(read.refusal, among, to);
  const entry = read.value;
  const reading: Reading = {
    on: entry.on,
    origin: 'hand',
    source: '',
    value: entry.count.value,
    bound: entry.count.bound,
  };
  const account =
    entry.series === undefined || entry.series === entry.account.series
      ? entry.account
      : await seriesOf(tx, entry.account, entry.series, newId, now);
  const kept = await keepReading(tx, account.id, reading, now);
  const file = await readingOn(tx, account.id, entry.on, 'file');
  const differs = file && (file.value !== reading.value || file.bound !== reading.bound);
  return enteredCard(
    {
      entry: { ...entry, account },
      among: [...among, account],
      kept: kept.kind === 'replaced' ? kept.before : kept.kind,
      file: differs ? file : undefined,
    },
    to,
  );
}
