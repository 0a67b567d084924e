// Reads what a person's own page shows, and draws it.

import type { Card } from '../chat/card.ts';
import type { Reader } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import { scheduleOf } from '../digests/jobs/schedule.ts';
import { ownDigestOf } from '../digests/store.ts';
import { followersLine } from '../followers/commands.ts';
import { remindersOf } from '../reminders/decide.ts';
import { audienceOf } from '../seats/commands.ts';
import { talksHeld, viewsOfTalks } from '../seats/view.ts';
import type { Read } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { countToCome, pastTalks, runningTalk, talksToCome } from '../talks/store.ts';
import { homeCard, type OwnPage, type OwnSettings } from './cards.ts';
import { type Room, sharesOf } from './rules.ts';

/** Somebody's own page as it is now; whoever is not known yet has one too. */
export function drawOwnPage(ports: Ports, reader: Reader, room: Room): Promise<Card> {
  return ports.database.read(async (read) =>
    homeCard(await ownPage(ports, read, reader, room), {
      ...audienceOf(reader),
      zone: reader.zone,
    }),
  );
}

async function ownPage(ports: Ports, read: Read, reader: Reader, room: Room): Promise<OwnPage> {
  const { person, now, language } = reader;
  const held = person === undefined ? [] : await talksHeld(read, person, now);
  const shares = sharesOf(held.length, room);
  const others = await otherTalks(read, held, shares.others, now);
  const views = await viewsOfTalks(
    ports.database,
    read,
    [...held.slice(0, shares.mine), ...others.shown],
    person,
  );
  const isOn = held.length + others.shown.length > 0;
  return {
    mine: views.slice(0, shares.mine),
    moreMine: held.length - shares.mine,
    others: views.slice(shares.mine),
    moreOthers: others.more,
    running: isOn ? undefined : await runningTalk(read, now),
    last: isOn ? undefined : (await pastTalks(read, now, 1))[0],
    settings: await settingsOf(ports, read, reader),
    followers: await followersLine(read, language, now, ports.seriesZone),
  };
}

/** The next talks in which the reader has nothing, and how many more of them there are. */
async function otherTalks(read: Read, held: readonly Talk[], most: number, now: number) {
  const mine = new Set(held.map(({ id }) => id));
  // Were all that is held to come first, so many would still be left.
  const next = await talksToCome(read, now, most + held.length);
  const shown = next.filter(({ id }) => !mine.has(id)).slice(0, most);
  const ahead = held.filter((talk) => talk.startsAt > now && talk.cancelled === undefined).length;
  const inAll = (await countToCome(read, now)) - ahead;
  return { shown, more: inAll - shown.length };
}

async function settingsOf(ports: Ports, read: Read, reader: Reader): Promise<OwnSettings> {
  const digest = await ownDigestOf(read, reader.account);
  return {
    ...(await remindersOf(read, reader.person)),
    digest: digest && scheduleOf(digest, ports.seriesZone),
  };
}
