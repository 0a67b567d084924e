// Cards of the question whether two accounts are one person.
import { type Block, type Button, buttons, type Card, quiet, text } from '../chat/card.ts';
import { accountKey } from '../kernel/account.ts';
import { type Inline, type Line, person } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import { moment } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import {
  type CodeRefusal,
  type JoinRefusal,
  type KnownAccount,
  type Link,
  nameOf,
} from './rules.ts';

/** Whoever reads a private card. */
export interface PeopleReader {
  readonly language: Language;
  readonly zone: Zone;
  /** The slash command as typed there, e.g. `/icdd`. */
  readonly command: string;
}

const words = (reader: PeopleReader) => wording(reader.language).people;

const card = (reader: PeopleReader, title: Line, ...blocks: readonly Block[]): Card => ({
  language: reader.language,
  title,
  blocks,
});

const who = (known: KnownAccount): Inline => person(known.account, nameOf(known));
const at = (reader: PeopleReader, when: Instant): Inline =>
  moment(when, reader.zone, reader.language);
/** A fresh code, and how to type it on the other account. */
export function codeCard(reader: PeopleReader, code: string, expiresAt: Instant): Card {
  const w = words(reader);
  return card(
    reader,
    w.code(code),
    text(w.codeHow(reader.command, code, at(reader, expiresAt))),
    quiet([w.codeSecret()]),
  );
}

/** The question to one side of a link; `other` is the account on the other side. */
export function askedCard(reader: PeopleReader, link: Link, other: KnownAccount): Card {
  const w = words(reader);
  const { platform } = other.account;
  const title =
    accountKey(other.account) === link.owner
      ? w.ownerAsks(who(other), platform)
      : w.typistAsks(who(other), platform);
  const yes: Button = {
    label: w.yes(),
    describes: w.yesDescribes(),
    action: { verb: 'link-yes', link: link.id },
    typed: w.typedYes(link.code),
    style: 'primary',
  };
  const no: Button = {
    label: w.no(),
    describes: w.noDescribes(),
    action: { verb: 'link-no', link: link.id },
    typed: w.typedNo(link.code),
  };
  return card(
    reader,
    title,
    text(w.askMeans(at(reader, link.expiresAt))),
    quiet([w.askCaution()]),
    buttons(yes, no),
  );
}

export type LinkAnswer =
  | { readonly kind: CodeRefusal | JoinRefusal | 'code-shape' | 'over' | 'no-question' }
  | { readonly kind: 'too-many-tries'; readonly until: Instant }
  | { readonly kind: 'waits'; readonly other: KnownAccount; readonly until: Instant }
  | { readonly kind: 'joined' | 'not-joined'; readonly other: KnownAccount }
  | { readonly kind: 'several'; readonly links: readonly (readonly [Link, KnownAccount])[] };

/** What came of a typed code, a Yes or a No. `typed` is the code as typed. */
export function linkCard(reader: PeopleReader, answer: LinkAnswer, typed = ''): Card {
  const w = words(reader);
  const again = text(w.newCode(reader.command));
  switch (answer.kind) {
    case 'unknown-code':
      return card(reader, w.unknownCode(typed), again);
    case 'expired':
      return card(reader, w.expiredCode(), again);
    case 'own-code':
      return card(reader, w.ownCode());
    case 'used':
      return card(reader, w.usedCode(), again);
    case 'already-one':
      return card(reader, w.alreadyOne());
    case 'same-place':
      return card(reader, w.samePlace());
    case 'too-many-tries':
      return card(reader, w.tooManyTries(at(reader, answer.until)));
    case 'code-shape':
      return card(reader, w.codeShape(reader.command));
    case 'over':
      return card(reader, w.over(), again);
    case 'no-question':
      return card(reader, w.noQuestion(), again);
    case 'several':
      return card(reader, w.severalQuestions(), {
        kind: 'list',
        items: answer.links.map(([link, other]) => {
          const type = (words: string) => `${reader.command} ${words}`;
          const { platform } = other.account;
          return w.question(
            who(other),
            platform,
            type(w.typedYes(link.code)),
            type(w.typedNo(link.code)),
          );
        }),
      });
    case 'waits':
      return card(
        reader,
        w.noted(who(answer.other), answer.other.account.platform, at(reader, answer.until)),
      );
    case 'joined':
      return card(
        reader,
        w.joined(who(answer.other), answer.other.account.platform),
        text(w.joinedMeans(reader.command)),
      );
    case 'not-joined':
      return card(reader, w.notJoined(who(answer.other), answer.other.account.platform));
    default:
      return never(answer);
  }
}

/** What came of parting an account from the others of its person; none where it stood alone. */
export function partedCard(reader: PeopleReader, others: readonly KnownAccount[]): Card {
  const w = words(reader);
  if (others.length === 0) return card(reader, w.alone(), text(w.aloneHow(reader.command)));
  return card(
    reader,
    w.parted(others.map((one) => one.account.platform)),
    text(w.partedMeans(reader.command)),
  );
}
