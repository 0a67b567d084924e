// A yes or a no that is typed alone: what may stand beside it, and which of the bot's questions it answers. Pure; time is an argument.
import type { TalkId } from '../../kernel/ids.ts';
import { type Instant, minute } from '../../kernel/time.ts';
import { foldText } from './folding.ts';

export type Answer = 'yes' | 'no';

/** What is said beside an answer without changing it; folded, its commas left out. */
const asides: Readonly<Record<Answer, RegExp>> = {
  yes: /^(?:please|thanks|thank you|sure|of course|still|i am|i will|i do|i am still|(?:i am |still |i am still )?coming|i will be there|merci|bien sur|volontiers|toujours|avec plaisir|je viens(?: toujours)?|je serai la)$/,
  no: /^(?:thanks|thank you|sorry|i am not|i am not coming|not coming|i can not(?: come| make it)?|i cannot(?: come| make it)?|not this time|merci|desolee?|pas cette fois|je ne viens (?:pas|plus)|je ne peux (?:pas|plus)(?: venir)?)$/,
};

/** What follows a yes or a no: nothing that matters, the number of a talk, or something else, which is then no answer at all. */
export function besideAnswer(
  answer: Answer,
  rest: string,
): { readonly kind: 'alone' } | { readonly kind: 'talk'; readonly typed: string } | undefined {
  const said = foldText(rest)
    .replace(/[,.!;:]+/g, ' ')
    .replace(/\bi'm\b/g, 'i am')
    .replace(/\bi'll\b/g, 'i will')
    .replace(/\bcan't\b/g, 'can not')
    .replace(/\s+/g, ' ')
    .trim();
  if (said === '' || asides[answer].test(said)) return { kind: 'alone' };
  return /^(?:[a-z][a-z0-9-]{0,30})?#?\d{1,6}$/.test(said)
    ? { kind: 'talk', typed: said }
    : undefined;
}

/** A question that the bot put to somebody, of a seat in a talk to come. */
export interface Asked {
  /** `coming`: "Still coming?"; `give-up`: whether they give their seat up although others wait; `offer`, `gift`: whether they take what is offered to them. */
  readonly about: 'coming' | 'give-up' | 'offer' | 'gift';
  readonly talk: TalkId;
  readonly at: Instant;
  /** They said that they come: asked again only where nothing else is open. */
  readonly answered: boolean;
}

/** A seat that is given up cannot be taken back: a yes counts for so long. */
const giveUpLasts = 10 * minute;

/**
 * The questions that may be meant: whether to give the seat up, right after it was asked; else each "Still coming?" and each offer that is open, or those that
 * were answered before and may be answered anew.
 */
export function answeredBy(asked: readonly Asked[], now: Instant): readonly Asked[] {
  const giveUp = asked.find(({ about }) => about === 'give-up');
  if (giveUp && now - giveUp.at <= giveUpLasts) return [giveUp];
  const others = asked.filter(
    ({ about, talk, at }) =>
      about !== 'give-up' &&
      !(about === 'coming' && giveUp && giveUp.talk === talk && giveUp.at >= at),
  );
  const open = others.filter(({ answered }) => !answered);
  return open.length > 0 ? open : others;
}
