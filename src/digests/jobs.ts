// The digest of each day falls due at its local time; and how digests are drawn.
import type { Drawer, Drawers, Params } from '../delivery/drawer.ts';
import { talkSubject } from '../delivery/notice.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { DueWork, Ports } from '../delivery/ports.ts';
import { type Decided, decided } from '../kernel/facts.ts';
import { type DigestId, digestId, talkId } from '../kernel/ids.ts';
import type { Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant, LocalDate, Zone } from '../kernel/time.ts';
import { viewById } from '../seats/view.ts';
import type { Read, Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { talksStarting } from '../talks/store.ts';
import { confirmationCard, digestCard, stoppedCard } from './cards.ts';
import { horizonOf, nextWindow, type Schedule, type Window, type Wish } from './rules.ts';
import {
  activeDigests,
  claimDay,
  type DayOutcome,
  type Digest,
  lastDay,
  lockDigest,
  readDigest,
} from './store.ts';

/** The follower counts in one line; undefined where there are none. `now` on the series' clock. */
export type FollowersLine = (
  read: Read,
  language: Language,
  now: Instant,
  zone: Zone,
) => Promise<Line | undefined>;

/** When a digest comes, the series' zone filled in. */
export function scheduleOf(digest: Digest, seriesZone: Zone): Schedule {
  const { at, days, setAt } = digest;
  return { at, days, setAt, zone: digest.zone ?? seriesZone };
}

/** A digest's next day that is not done with; it may lie in the past. */
export async function nextOf(read: Read, digest: Digest, seriesZone: Zone): Promise<Window> {
  return nextWindow(scheduleOf(digest, seriesZone), await lastDay(read, digest.id));
}

/** The talks that a digest of this moment shows. */
export function talksAhead(read: Read, now: Instant, zone: Zone): Promise<readonly Talk[]> {
  return talksStarting(read, now, horizonOf(now, zone));
}

export interface DigestPost {
  readonly key: string;
  readonly on: LocalDate;
  /** Useless after this. */
  readonly lastAt: Instant;
  readonly talks: readonly Talk[];
}

/** Leaves a digest in the outbox, as the channel's newest. */
export async function postDigest(
  tx: Write,
  to: Pick<Digest, 'conversation'> & Pick<Wish, 'zone' | 'language'>,
  post: DigestPost,
  now: Instant,
): Promise<void> {
  const { conversation, zone, language } = to;
  const ids = post.talks.map((talk) => talk.id);
  const notice = {
    key: post.key,
    drawer: 'digest',
    to: {
      kind: 'channel' as const,
      conversation,
      ...(language !== undefined && { language }),
      ...(zone !== undefined && { zone }),
    },
    params: { on: post.on, talks: ids.join(',') },
    uselessAt: post.lastAt,
    live: { subjects: ids.map(talkSubject), slot: 'digest', lastDrawing: true },
  };
  await enqueue(tx, notice, now);
}

/** Posts each channel's digest once a local day; a day that is missed is noted as skipped, and logged. */
export function digestDueWork(ports: Ports): DueWork {
  /** Does what the oldest open day of a digest asks for, in one transaction; undefined where none is due. */
  const step = (id: DigestId, now: Instant) =>
    ports.transact({ job: 'digests' }, async (tx): Promise<Decided<Done | undefined>> => {
      const digest = await lockDigest(tx, id);
      if (!digest?.active) return decided(undefined);
      const { on, at, lastAt } = await nextOf(tx, digest, ports.seriesZone);
      if (at > now) return decided(undefined);
      const talks = await talksAhead(tx, now, digest.zone ?? ports.seriesZone);
      const how = now > lastAt ? 'skipped' : talks.length > 0 ? 'sent' : 'empty';
      await claimDay(tx, id, on, how);
      if (how === 'sent')
        await postDigest(tx, digest, { key: `digest:${id}:${on}`, on, lastAt, talks }, now);
      return decided({ on, how });
    });
  return {
    name: 'digests',
    nextAt: (now) =>
      ports.database.read(async (read) => {
        let next: Instant | undefined;
        for (const digest of await activeDigests(read)) {
          const { at } = await nextOf(read, digest, ports.seriesZone);
          next = Math.min(at, next ?? at);
          if (next <= now) break;
        }
        return next;
      }),
    run: async (now) => {
      for (const { id } of await ports.database.read(activeDigests))
        for (let done = await step(id, now); done; done = await step(id, now))
          if (done.how === 'skipped') ports.log.warn({ digest: id, on: done.on }, 'digest skipped');
    },
  };
}

interface Done {
  readonly on: LocalDate;
  readonly how: DayOutcome;
}

/** Draws `digest` (params: on, talks) and `digest-set` (params: digest). */
export function digestDrawers(ports: Ports, followersLine: FollowersLine): Drawers {
  const digest: Drawer = async ({ params, now, superseded }, audience, read) => {
    const { language, zone, command } = audience;
    const found = [];
    for (const id of talksIn(params)) found.push(await viewById(read, id, undefined));
    const views = found.filter((view) => view !== undefined);
    if (views.length === 0) return { dropped: 'none of its talks is left' };
    const followers = await followersLine(read, language, now, ports.seriesZone);
    const content = { on: String(params['on']), zone, views, followers, superseded };
    return digestCard(content, { language, zone: undefined, command, now });
  };
  const confirmation: Drawer = async ({ params, now }, { language, command }, read) => {
    const found = await readDigest(read, digestId(String(params['digest'])));
    if (!found) return { dropped: 'no such digest' };
    const audience = { language, zone: undefined, command, now };
    if (!found.active) return stoppedCard(audience);
    const { at } = await nextOf(read, found, ports.seriesZone);
    return confirmationCard(scheduleOf(found, ports.seriesZone), at, audience);
  };
  return new Map([
    ['digest', digest],
    ['digest-set', confirmation],
  ]);
}

const talksIn = (params: Params) => String(params['talks']).split(',').map(talkId);
