// What people read: each posted card to what it says, in either language, by its sentences. Nothing of the product's rules or drawers is asked.
import type { Action } from '../../src/chat/action.ts';
import type { Card } from '../../src/chat/card.ts';
import { plain } from '../../src/kernel/inline.ts';
import type { Recorded } from '../support/recording-platform.ts';
import { linesOf } from '../support/speaking.ts';

export interface Message {
  readonly kind: string;
  /** 0 where it is about none, or about several. */
  readonly talk: number;
  /** What else matters: a deadline, a giver, what changed, which talks. */
  readonly detail: string;
  /** On the series' clock. */
  readonly at: number;
  /** A person's user id, or `#` and a channel. */
  readonly to: string;
  readonly language: string;
  readonly actions: readonly Action[];
}

type Detail = (card: Card, match: RegExpExecArray) => string;

/** The instants that a title names. */
const moments: Detail = ({ title }) =>
  title
    .map((part) =>
      typeof part === 'object' && part.kind === 'moment' ? new Date(part.at).toISOString() : '',
    )
    .join('');

const people: Detail = ({ title }) =>
  title
    .map((part) => (typeof part === 'object' && part.kind === 'person' ? part.account.user : ''))
    .join('');

const news: readonly (readonly [RegExp, string])[] = [
  [/a new date|une nouvelle date/, 'date'],
  [/a new time|un nouvel horaire/, 'time'],
  [/a new place|un nouveau lieu/, 'place'],
  [/a new title|un nouveau titre/, 'title'],
];
const whatChanged: Detail = ({ title }) =>
  news
    .filter(([words]) => words.test(plain(title)))
    .map(([, what]) => what)
    .join(' ');

/** The talks that a digest heads a part with, or tells news of. */
const talks: Detail = (card) =>
  [
    ...new Set(
      linesOf(card).flatMap(
        (line) => /^(?:Talk|Conférence|La conférence) (\d+)/.exec(line)?.[1] ?? [],
      ),
    ),
  ]
    .map(Number)
    .sort((a, b) => a - b)
    .join();

const sentences: readonly (readonly [string, RegExp, RegExp, Detail?])[] = [
  [
    'still-coming',
    /^Still coming to talk (\d+)\?$/,
    /^Venez-vous toujours à la conférence (\d+) \?$/,
  ],
  ['starts-soon', /^Talk (\d+) starts at /, /^La conférence (\d+) commence à /],
  [
    'promoted',
    /^(?:A seat became free: you now|There are more seats now: you) have a seat in talk (\d+)\.$/,
    /^(?:Une place s’est libérée|Il y a davantage de places) : vous avez une place à la conférence (\d+)\.$/,
  ],
  [
    'offered',
    /^A seat in talk (\d+) is offered to you until /,
    /^Une place à la conférence (\d+) vous est proposée jusqu’au /,
    moments,
  ],
  [
    'offer-expired',
    /^The seat that was offered to you in talk (\d+) was not accepted in time\./,
    /^La place qui vous était proposée à la conférence (\d+) n’a pas été acceptée à temps\./,
  ],
  ['seat-open', /^A seat in talk (\d+) is free: /, /^Une place est libre à la conférence (\d+) : /],
  [
    'gift-offered',
    / offers you their seat in talk (\d+)\.$/,
    / vous propose sa place à la conférence (\d+)\.$/,
    people,
  ],
  [
    'gift-taken',
    / has accepted your seat in talk (\d+)\./,
    / a accepté votre place à la conférence (\d+)\./,
    people,
  ],
  [
    'gift-declined',
    / has declined your seat in talk (\d+)\./,
    / a décliné votre place à la conférence (\d+)\./,
    people,
  ],
  [
    'gift-lapsed',
    / does not need your seat in talk (\d+) any more\./,
    / n’a plus besoin de votre place à la conférence (\d+)\./,
    people,
  ],
  [
    'gift-withdrawn',
    /offered you in talk (\d+) is no longer on offer\.$/,
    /^La place .*conférence (\d+).*plus proposée/,
    people,
  ],
  ['cancelled', /^Talk (\d+) is cancelled\.$/, /^La conférence (\d+) est annulée\.$/],
  ['revived', /^Talk (\d+) takes place after all\.$/, /^La conférence (\d+) a finalement lieu\.$/],
  ['changed', /^Talk (\d+) has a new /, /^La conférence (\d+) a une? nouve/, whatChanged],
  ['digest', /^Daily digest · /, /^Résumé du jour · /, talks],
  ['digest-own', /^Your daily digest · /, /^Votre résumé du jour · /],
  [
    'digest-set',
    /^From now on the digest comes to this channel /,
    /^Désormais, le résumé arrive dans ce canal /,
  ],
  ['announcement', /^Talk (\d+): /, /^Conférence (\d+) : /],
];

/** What a posted card says; `unknown` with its title where no sentence fits. */
export function readMessage({ card, conversation, at }: Recorded): Message {
  const title = plain(card.title);
  const to = conversation.channel.startsWith('D-')
    ? conversation.channel.slice(2)
    : `#${conversation.channel}`;
  const actions = card.blocks.flatMap((block) =>
    block.kind === 'buttons' ? block.buttons.map(({ action }) => action) : [],
  );
  for (const [kind, en, fr, detailOf] of sentences) {
    const english = en.exec(title);
    const match = english ?? fr.exec(title);
    if (!match) continue;
    const detail = detailOf?.(card, match) ?? '';
    const language = english ? 'en' : 'fr';
    return { kind, talk: Number(match[1] ?? 0), detail, at, to, language, actions };
  }
  return { kind: 'unknown', talk: 0, detail: title, at, to, language: card.language, actions };
}

const answers: readonly (readonly [string, RegExp, RegExp])[] = [
  ['seat', /^You have a seat in talk \d+\.$/, /^Vous avez une place à la conférence \d+\.$/],
  [
    'line',
    /^Talk \d+ is full: you are number (\d+) on /,
    /^La conférence \d+ est complète : vous êtes (\d+)/,
  ],
  ['accepted', /^You have accepted: /, /^C’est accepté : /],
  ['declined', /^You have declined the seat in talk /, /^Vous avez décliné la place à la /],
  [
    'freed',
    /^Your seat in talk \d+ is given back\.$/,
    /^Votre place à la conférence \d+ est rendue\.$/,
  ],
  ['left-line', /^You left the waiting list /, /^Vous avez quitté la liste d’attente /],
  [
    'given',
    /^Your seat in talk \d+ is offered to /,
    /^Votre place à la conférence \d+ est proposée à /,
  ],
  [
    'taken',
    /^You have a seat in talk \d+: you took over /,
    /^Vous avez une place à la conférence \d+ : c’est celle /,
  ],
  ['gift-declined', /^You have declined the seat of /, /^Vous avez décliné la place de /],
  ['coming', /^See you there: talk \d+\.$/, /^À bientôt : conférence \d+\.$/],
];

/** What an answer says: something happened, or `refused`. */
export function readAnswer(title: string): string {
  for (const [kind, en, fr] of answers) {
    const match = en.exec(title) ?? fr.exec(title);
    if (match) return match[1] === undefined ? kind : `${kind} ${match[1]}`;
  }
  return 'refused';
}
