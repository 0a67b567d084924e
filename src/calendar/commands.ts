// The word `calendar` and its buttons: one talk for a calendar, or the addresses to subscribe to.

import type { Incoming } from '../chat/incoming.ts';
import { type Reply, whisper } from '../chat/reply.ts';
import type { PressCall, PressEntry, Reader, Word, WordCall } from '../chat/router.ts';
import { fold } from '../chat/words.ts';
import type { Ports } from '../delivery/ports.ts';
import { type Decided, decided } from '../kernel/facts.ts';
import type { TalkId } from '../kernel/ids.ts';
import { ensurePerson } from '../people/store.ts';
import { goneTalkCard } from '../seats/cards.ts';
import { audienceOf } from '../seats/commands.ts';
import type { Read } from '../storage/database.ts';
import { findRefusalCard } from '../talks/cards.ts';
import { findTalk } from '../talks/find.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk } from '../talks/store.ts';
import { addressesCard, asksCalendar, talkCalendarCard } from './cards.ts';
import { type FeedLink, linkPurpose, personPath, seriesPath, signedText } from './rules.ts';
import { endLinks, ensureLink } from './store.ts';
import { pathOf } from './view.ts';

const renewing = new Set(['renew', 'new', 'renouveler', 'renouvelle', 'nouveau', 'nouvelle']);

export function calendarWords(ports: Ports): readonly Word[] {
  return [
    {
      name: 'calendar',
      spellings: { en: ['calendar', 'calendars', 'ics'], fr: ['calendrier', 'agenda'] },
      audience: 'staff',
      changes: true,
      handle: (call) => calendar(ports, call),
    },
  ];
}

export function calendarPresses(ports: Ports): {
  readonly calendar: PressEntry;
  readonly calendars: PressEntry;
} {
  return {
    calendar: {
      audience: 'staff',
      changes: false,
      handle: (call) =>
        ports.database.read((read) => talkById(ports, read, talkOf(call), call.reader)),
    },
    calendars: {
      audience: 'staff',
      changes: true,
      handle: ({ incoming, reader }) => addresses(ports, incoming, reader, false),
    },
  };
}

function talkOf({ action }: PressCall): TalkId {
  if ('talk' in action) return action.talk;
  throw new Error(`a button without a talk: ${action.verb}`);
}

async function calendar(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  const wish = fold(rest);
  if (wish === '' || renewing.has(wish))
    return addresses(ports, incoming, reader, renewing.has(wish));
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const found = await findTalk(tx, rest, reader.now);
    const asks = asksCalendar(reader.language);
    if (!found.ok) return decided(whisper(findRefusalCard(found.refusal, reader.language, asks)));
    return decided(await talkAnswer(ports, tx, found.value, reader));
  });
}

async function talkById(ports: Ports, read: Read, id: TalkId, reader: Reader): Promise<Reply> {
  const talk = await readTalk(read, id);
  return talk ? talkAnswer(ports, read, talk, reader) : whisper(goneTalkCard(audienceOf(reader)));
}

async function talkAnswer(ports: Ports, read: Read, talk: Talk, reader: Reader): Promise<Reply> {
  const address = `${ports.publicUrl}${await pathOf(read, talk)}`;
  return whisper(talkCalendarCard(talk, address, audienceOf(reader)));
}

/** Whispers the addresses; the first time, and when `renew` is asked for, the person's own is made. */
async function addresses(
  ports: Ports,
  incoming: Incoming,
  reader: Reader,
  renew: boolean,
): Promise<Reply> {
  const link = await ports.transact(incoming, async (tx): Promise<Decided<FeedLink>> => {
    const person = await ensurePerson(tx, incoming.account, ports.newId, ports.now());
    if (renew) await endLinks(tx, person);
    return decided(await ensureLink(tx, person));
  });
  const mark = ports.signer.sign(linkPurpose, signedText(link));
  const shown = {
    mine: `${ports.publicUrl}${personPath(link, mark)}`,
    series: `${ports.publicUrl}${seriesPath}`,
  };
  return whisper(addressesCard(shown, renew, audienceOf(reader)));
}
