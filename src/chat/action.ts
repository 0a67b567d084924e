// What a button does: a closed union with a codec. Database ids only, never state; versioned, since buttons outlive releases and restarts.
import {
  type FailureNumber,
  failureNumber,
  type GiftId,
  giftId,
  isId,
  type LinkId,
  linkId,
  type SeatId,
  seatId,
  type TalkId,
  talkId,
  type WatchedAccountId,
  watchedAccountId,
} from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export const talkVerbs = [
  'register',
  'cancel',
  'give-up',
  'keep',
  'accept',
  'decline',
  'show',
  'why',
  'calendar',
  'announce',
  'who',
  'still-coming',
  'give-seat',
] as const;
export const plainVerbs = [
  'list',
  'list-past',
  'mine',
  'choose-talk',
  'give',
  'followers',
  'insights',
  'plot',
  'remind',
  'preferences',
  'calendars',
  'help',
  'undelivered',
] as const;
export const linkVerbs = ['link-yes', 'link-no'] as const;
export const failureVerbs = ['send-again', 'send-anyway', 'let-go'] as const;
export const giftVerbs = ['gift-accept', 'gift-decline'] as const;
export const seatVerbs = ['free'] as const;
export const watchedVerbs = ['insights-of', 'plot-account'] as const;

export type Action =
  | { readonly verb: (typeof talkVerbs)[number]; readonly talk: TalkId }
  | { readonly verb: (typeof plainVerbs)[number] }
  | { readonly verb: (typeof linkVerbs)[number]; readonly link: LinkId }
  | { readonly verb: (typeof failureVerbs)[number]; readonly failure: FailureNumber }
  | { readonly verb: (typeof giftVerbs)[number]; readonly gift: GiftId }
  | { readonly verb: (typeof seatVerbs)[number]; readonly seat: SeatId }
  | { readonly verb: (typeof watchedVerbs)[number]; readonly watched: WatchedAccountId };

export type ActionVerb = Action['verb'];

export const actionVerbs: readonly ActionVerb[] = [
  ...talkVerbs,
  ...plainVerbs,
  ...linkVerbs,
  ...failureVerbs,
  ...giftVerbs,
  ...seatVerbs,
  ...watchedVerbs,
];

const version = '1';

/** E.g. `1:register:k3f9…`; at most 60 characters of letters, digits, `-` and `:`. */
export function encodeAction(action: Action): string {
  if ('talk' in action) return `${version}:${action.verb}:${action.talk}`;
  if ('link' in action) return `${version}:${action.verb}:${action.link}`;
  if ('failure' in action) return `${version}:${action.verb}:${action.failure}`;
  if ('gift' in action) return `${version}:${action.verb}:${action.gift}`;
  if ('seat' in action) return `${version}:${action.verb}:${action.seat}`;
  if ('watched' in action) return `${version}:${action.verb}:${action.watched}`;
  return `${version}:${action.verb}`;
}

/** Reads what `encodeAction` wrote. `old`: of another version, or a verb that is no more; `malformed`: never ours. */
export function decodeAction(encoded: string): Result<Action, 'old' | 'malformed'> {
  const match = /^(\d{1,4}):([a-z-]{2,20})(?::([a-z0-9]{1,40}))?$/.exec(encoded);
  if (!match) return refuse('malformed');
  const [, found, verb = '', id = ''] = match;
  if (found !== version) return refuse('old');
  const plainVerb = plainVerbs.find((v) => v === verb);
  if (plainVerb) return id === '' ? ok({ verb: plainVerb }) : refuse('malformed');
  const talkVerb = talkVerbs.find((v) => v === verb);
  if (talkVerb) return isId(id) ? ok({ verb: talkVerb, talk: talkId(id) }) : refuse('malformed');
  const linkVerb = linkVerbs.find((v) => v === verb);
  if (linkVerb) return isId(id) ? ok({ verb: linkVerb, link: linkId(id) }) : refuse('malformed');
  const failureVerb = failureVerbs.find((v) => v === verb);
  const failure = failureNumber(id);
  if (failureVerb) return failure ? ok({ verb: failureVerb, failure }) : refuse('malformed');
  const giftVerb = giftVerbs.find((v) => v === verb);
  if (giftVerb) return isId(id) ? ok({ verb: giftVerb, gift: giftId(id) }) : refuse('malformed');
  const seatVerb = seatVerbs.find((v) => v === verb);
  if (seatVerb) return isId(id) ? ok({ verb: seatVerb, seat: seatId(id) }) : refuse('malformed');
  const watchedVerb = watchedVerbs.find((v) => v === verb);
  if (watchedVerb)
    return isId(id)
      ? ok({ verb: watchedVerb, watched: watchedAccountId(id) })
      : refuse('malformed');
  return refuse('old');
}
