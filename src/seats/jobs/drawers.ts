// How what people are told of their seats is drawn, from the state as it is when it is sent; what no longer holds is dropped.
import type { Card } from '../../chat/card.ts';
import type { Drawer, Unsaid } from '../../delivery/drawer.ts';
import { giftId, seatId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import { astray } from '../../people/store/activity.ts';
import { findAccount } from '../../people/store.ts';
import type { Read } from '../../storage/database.ts';
import { readTalk } from '../../talks/store.ts';
import { giftAnsweredCard, giftOfferedCard, giftWithdrawnCard } from '../cards/giving.ts';
import { offerExpiredCard, offeredCard, promotedCard, seatOpenCard } from '../cards/told.ts';
import type { Audience, TalkView } from '../cards.ts';
import { talkParam } from '../commands.ts';
import type { Gift } from '../rules/giving.ts';
import type { FreedBy } from '../rules/ledger.ts';
import { leadOf } from '../rules/waiting-list.ts';
import { freeOf } from '../rules.ts';
import { findGift } from '../store/gifts.ts';
import { seatHolder } from '../store.ts';
import { viewOf } from '../view.ts';
import { drawPlanChanged } from './changes.ts';

type Drawn = Card | Unsaid;
type Params = Parameters<Drawer>[0]['params'];

/** What every message about a talk needs: the talk as its reader meets it, and still to come. */
type Draw = (
  parts: { readonly view: TalkView; readonly params: Params; readonly now: Instant },
  a: Audience,
  read: Read,
) => Promise<Drawn>;

function ahead(draw: Draw): Drawer {
  return async ({ params, now }, { account, language, zone, command }, read) => {
    const talk = await readTalk(read, talkParam(params['talk']));
    if (!talk) return { dropped: 'no such talk' };
    if (talk.cancelled !== undefined) return { dropped: 'the talk is cancelled' };
    if (now >= talk.startsAt) return { dropped: 'the talk has started' };
    const seat = params['seat'] === undefined ? undefined : seatParam(params);
    const holder = seat && (await seatHolder(read, seat))?.person;
    const reader = account && (await findAccount(read, account));
    // Their accounts parted since it was left for one of them.
    if (holder !== undefined && holder !== reader?.person) {
      const elsewhere = await astray(read, account, holder);
      if (elsewhere) return elsewhere;
    }
    const view = await viewOf(read, talk, reader?.person);
    return draw({ view, params, now }, { language, zone, command, now }, read);
  };
}

const seatParam = (params: Params) => seatId(String(params['seat']));

const promoted: Draw = async ({ view, params }, a) =>
  view.mine?.id === seatParam(params) && view.mine.state === 'confirmed'
    ? promotedCard(view.talk, params['freedBy'] as FreedBy, a)
    : { dropped: 'the seat was given back' };

const offered: Draw = async ({ view, now }, a) => {
  const until = view.mine?.until;
  return until !== undefined && until > now
    ? offeredCard(view.talk, until, a)
    : { dropped: 'the seat is not offered any more' };
};

const expired: Draw = async ({ view, params }, a) =>
  view.mine
    ? { dropped: 'they have asked again' }
    : offerExpiredCard(view, Number(params['until']), a);

const open: Draw = async ({ view, now }, a) => {
  if (view.mine?.state !== 'waiting') return { dropped: 'they do not wait any more' };
  const free = leadOf(view.talk, now) === 'open' && freeOf(view.talk, view.counts) > 0;
  return free ? seatOpenCard(view, a) : { dropped: 'the seat was taken' };
};

function ofGift(draw: (view: TalkView, gift: Gift, a: Audience) => Drawn): Drawer {
  return ahead(async ({ view, params }, a, read) => {
    const gift = await findGift(read, giftId(String(params['gift'])));
    return gift ? draw(view, gift, a) : { dropped: 'no such gift' };
  });
}

/** Draws `plan-changed` as jobs/changes.ts says; `promoted`, `offered`, `offer-expired`, `seat-open` (params: talk, seat), and `gift-…` (params: talk, gift). */
export function seatDrawers(): ReadonlyMap<string, Drawer> {
  return new Map<string, Drawer>([
    ['plan-changed', drawPlanChanged],
    ['promoted', ahead(promoted)],
    ['offered', ahead(offered)],
    ['offer-expired', ahead(expired)],
    ['seat-open', ahead(open)],
    [
      'gift-offered',
      ofGift((view, gift, a) =>
        gift.state === 'open'
          ? giftOfferedCard(view, gift, a)
          : { dropped: 'the seat is not offered any more' },
      ),
    ],
    [
      'gift-withdrawn',
      ofGift((view, gift, a) =>
        gift.state === 'withdrawn' && view.mine?.state !== 'confirmed'
          ? giftWithdrawnCard(view, gift, a)
          : { dropped: 'it was not withdrawn, or they have a seat' },
      ),
    ],
    [
      'gift-answered',
      ofGift(
        (view, gift, a) => giftAnsweredCard(view, gift, a) ?? { dropped: 'the giver knows it' },
      ),
    ],
  ]);
}
