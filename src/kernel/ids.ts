// Identifiers that cannot be mistaken for one another.

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type TalkId = Branded<string, 'talk'>;
export type PersonId = Branded<string, 'person'>;
export type SeatId = Branded<string, 'seat'>;
export type DigestId = Branded<string, 'digest'>;
export type LinkId = Branded<string, 'link'>;
/** The number of a message that could not be delivered: given once, never again. */
export type FailureNumber = Branded<string, 'failure'>;
export type GiftId = Branded<string, 'gift'>;
export type WatchedAccountId = Branded<string, 'watched account'>;

/** Makes a fresh id: lower-case letters and digits, so that it fits every platform's action ids. Given by `app/`. */
export type NewId = () => string;

/** The shape that `NewId` makes; anything else from outside is no id of ours. */
export function isId(text: string): boolean {
  return /^[a-z0-9]{4,20}$/.test(text);
}

export const talkId = (text: string): TalkId => text as TalkId;
export const personId = (text: string): PersonId => text as PersonId;
export const seatId = (text: string): SeatId => text as SeatId;
export const digestId = (text: string): DigestId => text as DigestId;
export const linkId = (text: string): LinkId => text as LinkId;

/** Undefined for what is no number that a failure can have. */
export const failureNumber = (text: string): FailureNumber | undefined =>
  /^[1-9]\d{0,8}$/.test(text) ? (text as FailureNumber) : undefined;
export const giftId = (text: string): GiftId => text as GiftId;
export const watchedAccountId = (text: string): WatchedAccountId => text as WatchedAccountId;
