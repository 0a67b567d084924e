// What is said where a question about the engagement cannot be understood; nothing was asked of anybody.
import type { Card } from '../../chat/card.ts';
import { type CardReader, typedNetwork } from '../../followers/cards/counts.ts';
import type { DayRefusal, NetworkRefusal } from '../../followers/rules/typed.ts';
import { networkName, type WatchedAccount } from '../../followers/rules.ts';
import { never } from '../../kernel/result.ts';
import { wording } from '../../wording/wording.ts';

export type AskRefusal = DayRefusal | Extract<NetworkRefusal, { readonly kind: 'unknown-network' }>;

/** `watched` has at least one account. */
export function askRefusedCard(
  refusal: AskRefusal,
  watched: readonly WatchedAccount[],
  reader: CardReader,
): Card {
  const { language } = reader;
  return { language, title: [refusalText(refusal, watched, reader)], blocks: [] };
}

function refusalText(
  refusal: AskRefusal,
  watched: readonly WatchedAccount[],
  { language, command, today }: CardReader,
): string {
  const words = wording(language).insights;
  switch (refusal.kind) {
    case 'unknown-network': {
      const known = [...new Set(watched.map(networkName))];
      const example = words.sayNetwork(typedNetwork(watched[0] as WatchedAccount));
      return words.unknownNetwork(refusal.typed, known, command, example);
    }
    case 'no-day':
      return words.noDay(command, words.saySince());
    case 'not-a-day':
      return words.notADay(refusal.typed, command, words.saySince());
    case 'too-long-ago':
      return words.tooLongAgo(refusal.typed, command, words.saySince());
    case 'future':
      return words.future(refusal.on, today, command, words.saySince());
    default:
      return never(refusal);
  }
}
