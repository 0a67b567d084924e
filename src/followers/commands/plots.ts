// `followers plot` and its buttons: the picture in the answer, or by a message of its own where an answer cannot hold one.
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import type { PressCall, Reader, WordCall } from '../../chat/router.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import { decided } from '../../kernel/facts.ts';
import type { LocalDate } from '../../kernel/time.ts';
import type { Read } from '../../storage/database.ts';
import type { CountedAccount } from '../cards/counts.ts';
import { isDrawable, plotCard } from '../cards/plots.ts';
import { questionRefusedCard } from '../cards/refusals.ts';
import { noAccountsCard } from '../cards.ts';
import { plotFrom } from '../rules/plots.ts';
import { readQuestion } from '../rules/typed.ts';
import { standing, type WatchedAccount } from '../rules.ts';
import { readingsBetween, watchedAccounts } from '../store.ts';
import { cardReader } from './reader.ts';

/** `rest` is what was typed beside the word for a picture. */
export async function plotWords(ports: Ports, call: WordCall, rest: string): Promise<Reply> {
  const to = cardReader(ports, call.reader);
  const watched = await ports.database.read(watchedAccounts);
  if (watched.length === 0) return whisper(noAccountsCard(to));
  const asked = readQuestion(rest, watched, to.today);
  if (!asked.ok) return whisper(questionRefusedCard(asked.refusal, watched, to));
  return whisper(
    await plotted(ports, call, asked.value.accounts, plotFrom(asked.value.since, to.today)),
  );
}

export async function plotPressed(ports: Ports, call: PressCall): Promise<Reply> {
  const to = cardReader(ports, call.reader);
  const watched = await ports.database.read(watchedAccounts);
  if (watched.length === 0) return redraw(noAccountsCard(to));
  const { action } = call;
  const own = 'watched' in action ? watched.filter((one) => one.id === action.watched) : [];
  const accounts = own.length > 0 ? own : watched;
  return redraw(await plotted(ports, call, accounts, plotFrom(undefined, to.today)));
}

async function plotted(
  ports: Ports,
  { incoming, reader }: Pick<WordCall, 'reader'> & Pick<WordCall | PressCall, 'incoming'>,
  accounts: readonly WatchedAccount[],
  from: LocalDate,
) {
  const { today } = cardReader(ports, reader);
  const counted = await ports.database.read((read) => countedFrom(read, accounts, from, today));
  const shown = reader.seesPictures ? 'here' : 'apart';
  if (shown === 'apart' && isDrawable(counted)) {
    // The router has already claimed an event for a word that mostly reads.
    const origin = incoming.event ? { job: 'plot' } : incoming;
    await ports.transact(origin, async (tx) => {
      await enqueue(tx, plotNotice(ports, reader, accounts, from), reader.now);
      return decided(undefined);
    });
  }
  return plotCard(counted, { from, shown }, reader.language);
}

function plotNotice(
  ports: Ports,
  reader: Reader,
  accounts: readonly WatchedAccount[],
  from: LocalDate,
) {
  return {
    key: `plot:${ports.newId()}`,
    drawer: 'plot',
    params: { accounts: accounts.map(({ id }) => id).join(' '), from },
    to: { kind: 'account' as const, account: reader.account },
  };
}

/** What was read of these accounts from a day on. */
export async function countedFrom(
  read: Read,
  accounts: readonly WatchedAccount[],
  from: LocalDate,
  today: LocalDate,
): Promise<readonly CountedAccount[]> {
  const counted: CountedAccount[] = [];
  for (const account of accounts) {
    const readings = await readingsBetween(read, account.id, from, today);
    counted.push({ account, readings: standing(readings, today) });
  }
  return counted;
}
