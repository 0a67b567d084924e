// Why typed words about follower counts were refused: one sentence each, with what to type instead.
import { buttons, type Card, text } from '../../chat/card.ts';
import { never } from '../../kernel/result.ts';
import { wording } from '../../wording/wording.ts';
import type { DayRefusal, EntryRefusal, NetworkRefusal } from '../rules/typed.ts';
import { networkName, type WatchedAccount } from '../rules.ts';
import { allNetworksButton, type CardReader, exampleEntry, typedNetwork } from './counts.ts';

function sentenceCard(sentence: string, reader: CardReader): Card {
  const words = wording(reader.language).followers;
  return {
    language: reader.language,
    title: [words.title()],
    blocks: [text([sentence]), buttons(allNetworksButton(reader.language))],
  };
}

/** For staff who would enter a reading. */
export function organisersOnlyCard(reader: CardReader): Card {
  return sentenceCard(wording(reader.language).followers.organisersOnly(reader.command), reader);
}

/** `watched` has at least one account. */
export function questionRefusedCard(
  refusal: DayRefusal | NetworkRefusal,
  watched: readonly WatchedAccount[],
  reader: CardReader,
): Card {
  const words = wording(reader.language).followers;
  const network = typedNetwork(watched[0] as WatchedAccount);
  const example = refusal.kind === 'unknown-network' ? words.sayNetwork(network) : words.saySince();
  return sentenceCard(refusalText(refusal, watched, example, reader), reader);
}

/** `watched` has at least one account. */
export function entryRefusedCard(
  refusal: EntryRefusal,
  watched: readonly WatchedAccount[],
  reader: CardReader,
): Card {
  const first = watched[0] as WatchedAccount;
  const account =
    'account' in refusal
      ? refusal.account
      : refusal.kind === 'which-account'
        ? (refusal.accounts[0] ?? first)
        : first;
  const example = exampleEntry(account, watched, reader);
  return sentenceCard(refusalText(refusal, watched, example, reader), reader);
}

function refusalText(
  refusal: EntryRefusal,
  watched: readonly WatchedAccount[],
  example: string,
  { language, command, today }: CardReader,
): string {
  const words = wording(language).followers;
  switch (refusal.kind) {
    case 'unknown-network': {
      const known = [...new Set(watched.map(networkName))];
      return words.unknownNetwork(refusal.typed, known, command, example);
    }
    case 'which-account': {
      const handles = refusal.accounts.map((a) => a.account);
      const network = networkName(refusal.accounts[0] as WatchedAccount);
      return words.whichAccount(network, handles, command, example);
    }
    case 'no-count':
      return words.noCount(command, example);
    case 'not-a-number':
      return words.notANumber(refusal.typed, command, example);
    case 'negative':
      return words.negative(refusal.typed, command, example);
    case 'not-whole':
      return words.notWhole(refusal.typed, command, example);
    case 'too-large':
      return words.tooLarge(refusal.typed, command, example);
    case 'no-day':
      return words.noDay(command, example);
    case 'not-a-day':
      return words.notADay(refusal.typed, command, example);
    case 'too-long-ago':
      return words.tooLongAgo(refusal.typed, command, example);
    case 'future':
      return words.future(refusal.on, today, command, example);
    default:
      return never(refusal);
  }
}
