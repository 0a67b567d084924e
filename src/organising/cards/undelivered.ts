// What was not delivered, and what came of sending it again. No message's text is shown: what it is about, for whom, and why it did not arrive.
import { type Block, type Button, buttons, type Card, quiet, rule, text } from '../../chat/card.ts';
import type { Account, Conversation } from '../../kernel/account.ts';
import type { FailureNumber } from '../../kernel/ids.ts';
import { code, type Line, person, strong } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import type { Instant, Zone } from '../../kernel/time.ts';
import type { Audience } from '../../seats/cards.ts';
import { moment } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { UndeliveredMistake } from '../rules/undelivered.ts';

/** A message that was not delivered, as far as an organiser may see it. */
export interface UndeliveredView {
  readonly number: FailureNumber;
  readonly drawer: string;
  /** The number of the talk that it is about. */
  readonly talk: number | undefined;
  readonly to:
    | { readonly kind: 'person'; readonly account: Account; readonly name: string }
    | { readonly kind: 'channel'; readonly conversation: Conversation; readonly here: boolean };
  readonly reason: Parameters<ReturnType<typeof wording>['organising']['why']>[0];
  readonly failedAt: Instant;
  /** Where `failedAt` is told. */
  readonly zone: Zone;
}

const sentence = (said: string, a: Audience, ...blocks: Block[]): Card => ({
  language: a.language,
  title: [said],
  blocks,
});

const say = (a: Audience, what: string): Line => [code(`${a.command} ${what}`)];

/** The list: the newest, and how many there are in all. */
export function undeliveredCard(
  newest: readonly UndeliveredView[],
  count: number,
  a: Audience,
): Card {
  const w = wording(a.language).organising;
  if (count === 0) return sentence(w.allDelivered(), a);
  const older = count - newest.length;
  return sentence(
    w.undeliveredTitle(count),
    a,
    ...newest.flatMap((one, i) => [...(i === 0 ? [] : [rule]), ...itemBlocks(one, a.language)]),
    ...(older > 0 ? [rule, quiet([w.undeliveredOlder(older)])] : []),
  );
}

function itemBlocks(one: UndeliveredView, language: Language): readonly Block[] {
  const w = wording(language).organising;
  return [
    text(
      [
        strong(one.number),
        ` · ${w.undeliveredWhat(one.drawer, one.talk)}, `,
        ...whither(one, language),
      ],
      [w.why(one.reason)],
    ),
    quiet([w.failedSince(), moment(one.failedAt, one.zone, language)]),
    buttons(...settling(one, language)),
  ];
}

function whither({ to }: UndeliveredView, language: Language): Line {
  const w = wording(language).organising;
  if (to.kind === 'person')
    return [w.toPerson(), person(to.account, to.name), w.onPlatform(to.account.platform)];
  if (to.here) return [w.toThisChannel()];
  return [w.toChannel(to.conversation.platform), code(to.conversation.channel)];
}

/** Its two buttons: once more, or never. */
function settling(one: UndeliveredView, language: Language): readonly Button[] {
  const w = wording(language).organising;
  const { number: failure, reason } = one;
  const letGo: Button = {
    label: reason === 'cannot-look' ? w.standsThere() : w.letGo(),
    describes: w.letGoDescribes(failure),
    action: { verb: 'let-go', failure },
    typed: w.sayLetGo(failure),
  };
  if (reason === 'cannot-look')
    return [
      {
        label: w.sendAnyway(),
        describes: w.sendAnywayDescribes(failure),
        action: { verb: 'send-anyway', failure },
        typed: w.saySendAnyway(failure),
      },
      letGo,
    ];
  return [
    {
      label: w.sendAgain(),
      describes: w.sendAgainDescribes(failure),
      action: { verb: 'send-again', failure },
      typed: w.saySendAgain(failure),
    },
    letGo,
  ];
}

const listButton = (language: Language): Button => {
  const w = wording(language).organising;
  return { label: w.undelivered(), action: { verb: 'undelivered' }, typed: w.sayUndelivered() };
};

export type SettledAnswer =
  | { readonly kind: 'sent' | 'on-its-way' | 'no-longer-holds' }
  /** It is undelivered again, under a number of its own. */
  | { readonly kind: 'failed-again'; readonly now: UndeliveredView }
  /** It may stand there, and only a person can look. */
  | { readonly kind: 'may-stand'; readonly one: UndeliveredView }
  | { readonly kind: 'let-go' }
  | { readonly kind: 'settled-already' };

/** After "send again" or "let it go". */
export function settledCard(number: FailureNumber, answer: SettledAnswer, a: Audience): Card {
  const w = wording(a.language).organising;
  const list = buttons(listButton(a.language));
  switch (answer.kind) {
    case 'sent':
      return sentence(w.sentNow(number), a);
    case 'on-its-way':
      return sentence(w.onItsWay(number), a);
    case 'no-longer-holds':
      return sentence(w.noLongerHolds(number), a);
    case 'failed-again': {
      const { now } = answer;
      return sentence(w.failedAgain(number, now.number), a, ...itemBlocks(now, a.language));
    }
    case 'may-stand':
      return sentence(w.mayStand(number), a, ...itemBlocks(answer.one, a.language));
    case 'let-go':
      return sentence(w.wasLetGo(number), a);
    case 'settled-already':
      return sentence(w.settledAlready(number), a, list);
    default:
      return never(answer);
  }
}

/** After "send all again". */
export function allAgainCard(count: number, a: Audience): Card {
  const w = wording(a.language).organising;
  const list = buttons(listButton(a.language));
  return count === 0 ? sentence(w.noneAgain(), a, list) : sentence(w.allAgain(count), a, list);
}

/** What was typed after the word is none of what it takes. */
export function undeliveredMistakeCard(mistake: UndeliveredMistake, a: Audience): Card {
  const w = wording(a.language).organising;
  const said = (what: string) =>
    sentence(
      what,
      a,
      text(
        say(a, w.sayUndelivered()),
        say(a, w.saySendAgain('17')),
        say(a, w.sayLetGo('17')),
        say(a, w.sayAllAgain()),
      ),
    );
  switch (mistake.kind) {
    case 'no-number':
      return said(w.whichMessage());
    case 'not-a-number':
      return said(w.noSuchNumber(mistake.typed.slice(0, 60)));
    case 'unknown':
      return said(w.notWithUndelivered(mistake.typed.slice(0, 60)));
    default:
      return never(mistake);
  }
}
