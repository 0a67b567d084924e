// How digests are drawn, from the state as it is when they are sent.
import type { Drawer, Drawers, Params } from '../../delivery/drawer.ts';
import type { Ports } from '../../delivery/ports.ts';
import { milestoneLine } from '../../followers/cards/milestones.ts';
import { milestonesNoted } from '../../followers/milestone-store.ts';
import { watchedAccounts } from '../../followers/store.ts';
import { digestId, type PersonId, type TalkId, talkId } from '../../kernel/ids.ts';
import type { Line } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { type Instant, instantOf, plusDays, type Zone } from '../../kernel/time.ts';
import { quietUntil } from '../../people/rules/quiet-hours.ts';
import { isActive } from '../../people/store/activity.ts';
import { quietHoursOf } from '../../people/store/quiet-hours.ts';
import { personOf } from '../../people/store.ts';
import type { Audience, TalkView } from '../../seats/cards.ts';
import { mySeats } from '../../seats/store.ts';
import { viewById } from '../../seats/view.ts';
import type { Read } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import { digestCard, type OwnDigest, ownDigestCard, type TalkNews } from '../cards/digest.ts';
import { confirmationCard, stoppedCard } from '../cards.ts';
import { newsOf, type Since, toldOf } from '../rules/news.ts';
import { hasToSay, type IsHoliday } from '../rules.ts';
import { readDigest } from '../store.ts';
import { nextOf, scheduleOf, talksAhead } from './schedule.ts';

/** The follower counts in one line; undefined where there are none. `now` on the series' clock. */
export type FollowersLine = (
  read: Read,
  language: Language,
  now: Instant,
  zone: Zone,
) => Promise<Line | undefined>;

/** Draws `digest` (params: on, talks, since), `digest-own` (params: digest, on, since) and `digest-set` (params: digest). */
export function digestDrawers(
  ports: Ports,
  followersLine: FollowersLine,
  isHoliday: IsHoliday,
): Drawers {
  const rhythm = { seriesZone: ports.seriesZone, isHoliday };
  const digest: Drawer = async ({ params, now, superseded }, audience, read) => {
    const { language, zone, command } = audience;
    const views = await viewsOf(read, talksIn(params), undefined);
    const news = await newsIn(read, params, undefined, now);
    const reached = await milestonesNoted(
      read,
      Number(params['milestonesAfter'] ?? 0),
      Number(params['milestonesUntil'] ?? 0),
    );
    if (views.length + news.length + reached.length === 0)
      return { dropped: 'nothing is left to say' };
    const on = String(params['on']);
    // A digest that is drawn again on a later day stays one of its own day: what it says of yesterday would be wrong.
    const asOf = Math.min(now, instantOf(plusDays(on, 1), '00:00', ports.seriesZone) - 1);
    const followers = await followersLine(read, language, asOf, ports.seriesZone);
    const among = reached.length > 0 ? await watchedAccounts(read) : [];
    const milestones = reached.map((one) => milestoneLine(one, among, language));
    const content = { on, zone, views, news, milestones, followers, superseded };
    return digestCard(content, { language, zone: undefined, command, now });
  };
  const own: Drawer = async ({ params, now }, audience, read) => {
    const found = await readDigest(read, digestId(String(params['digest'])));
    const { account } = audience;
    if (!found?.active || !account) return { dropped: 'it was stopped' };
    if (!(await isActive(read, account))) return { dropped: 'the account is deactivated' };
    const person = await personOf(read, account);
    const quiet = await quietHoursOf(read, person);
    const laterAt = quiet && quietUntil(quiet, audience.zone, now);
    if (laterAt !== undefined) return { dropped: 'quiet hours', laterAt };
    const zone = found.zone ?? ports.seriesZone;
    const content = await ownDigest(read, person, await talksAhead(read, now, zone), {
      on: String(params['on']),
      zone,
      news: await newsIn(read, params, person, now),
      now,
    });
    if (!content) return { dropped: 'nothing is left to say' };
    const { command } = audience;
    const language = found.language ?? audience.language;
    return ownDigestCard(content, { language, zone: audience.zone, command, now });
  };
  const confirmation: Drawer = async ({ params, now }, { language, command }, read) => {
    const found = await readDigest(read, digestId(String(params['digest'])));
    if (!found) return { dropped: 'no such digest' };
    const audience: Audience = { language, zone: undefined, command, now };
    if (!found.active) return stoppedCard(audience);
    const first = await nextOf(read, found, rhythm);
    return confirmationCard(scheduleOf(found, ports.seriesZone), first?.at, audience);
  };
  return new Map([
    ['digest', digest],
    ['digest-own', own],
    ['digest-set', confirmation],
  ]);
}

/** What a person's own digest shows; undefined where there is nothing to say. */
export async function ownDigest(
  read: Read,
  person: PersonId | undefined,
  ahead: readonly Talk[],
  { on, zone, news, now }: Pick<OwnDigest, 'on' | 'zone' | 'news'> & { readonly now: Instant },
): Promise<OwnDigest | undefined> {
  if (!hasToSay(ahead, news)) return undefined;
  const held = person === undefined ? [] : await mySeats(read, person, now);
  const ids = held.map(({ talk }) => talk);
  const mine = await viewsOf(read, ids, person);
  const others = ahead.map(({ id }) => id).filter((id) => !ids.includes(id));
  return { on, zone, mine, ahead: await viewsOf(read, others, person), news };
}

async function viewsOf(
  read: Read,
  talks: readonly TalkId[],
  person: PersonId | undefined,
): Promise<readonly TalkView[]> {
  const views: TalkView[] = [];
  for (const id of talks) {
    const view = await viewById(read, id, person);
    if (view) views.push(view);
  }
  return views;
}

/** What is still new when it is drawn: the talks as they are now beside what was told of them. */
export async function newsOfTalks(
  read: Read,
  since: Since,
  person: PersonId | undefined,
  now: Instant,
): Promise<readonly TalkNews[]> {
  const all: TalkNews[] = [];
  for (const [id, before] of Object.entries(since)) {
    const view = await viewById(read, talkId(id), person);
    if (!view || view.talk.endsAt <= now) continue;
    const news = newsOf(before ?? undefined, toldOf(view.talk, view.mine));
    if (news.length > 0) all.push({ view, before: before ?? undefined, news });
  }
  return all.sort((a, b) => a.view.talk.startsAt - b.view.talk.startsAt);
}

/** A row of an earlier release tells of no news. */
const newsIn = (read: Read, params: Params, person: PersonId | undefined, now: Instant) =>
  newsOfTalks(read, JSON.parse(String(params['since'] ?? '{}')) as Since, person, now);

const talksIn = (params: Params): readonly TalkId[] =>
  String(params['talks'])
    .split(',')
    .filter((id) => id !== '')
    .map(talkId);
