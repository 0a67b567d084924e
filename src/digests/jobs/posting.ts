// Leaves a digest in the outbox: what happened by ids, never rendered text.
import { talkSubject } from '../../delivery/notice.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { Account } from '../../kernel/account.ts';
import { hour, type Instant, instantOf, type LocalDate, plusDays } from '../../kernel/time.ts';
import { quietUntil } from '../../people/rules/quiet-hours.ts';
import { readerOf } from '../../people/rules.ts';
import { quietHoursOf } from '../../people/store/quiet-hours.ts';
import { findAccount } from '../../people/store.ts';
import type { Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import type { Since } from '../rules/news.ts';
import type { Wish } from '../rules.ts';
import type { Digest } from '../store.ts';

export interface DigestPost {
  readonly key: string;
  readonly on: LocalDate;
  /** Useless after this. */
  readonly lastAt: Instant;
  readonly talks: readonly Talk[];
  readonly since: Since;
  /** When the milestones were noted that it tells. */
  readonly milestones?: { readonly after: Instant; readonly until: Instant } | undefined;
}

/** Leaves a channel's digest in the outbox, as its newest. */
export async function postDigest(
  tx: Write,
  to: Pick<Digest, 'conversation'> & Pick<Wish, 'zone' | 'language'>,
  { key, on, lastAt, talks, since, milestones }: DigestPost,
  now: Instant,
): Promise<void> {
  const { conversation, zone, language } = to;
  const ids = talks.map((talk) => talk.id);
  await enqueue(
    tx,
    {
      key,
      drawer: 'digest',
      to: {
        kind: 'channel',
        conversation,
        ...(language !== undefined && { language }),
        ...(zone !== undefined && { zone }),
      },
      params: {
        on,
        talks: ids.join(','),
        since: JSON.stringify(since),
        ...(milestones && {
          milestonesAfter: milestones.after,
          milestonesUntil: milestones.until,
        }),
      },
      uselessAt: lastAt,
      live: {
        subjects: [...new Set([...ids, ...Object.keys(since)])].map(talkSubject),
        slot: 'digest',
        lastDrawing: true,
      },
    },
    now,
  );
}

/** Leaves a person's own digest in the outbox. Quiet hours hold it back: then it is of use for three hours after their end, on its own day. */
export async function postOwnDigest(
  tx: Write,
  ports: Pick<Ports, 'seriesLanguage' | 'seriesZone'>,
  digest: Digest & { readonly account: Account },
  { key, on, lastAt, since }: DigestPost,
  now: Instant,
): Promise<void> {
  const { account } = digest;
  const known = await findAccount(tx, account);
  const quiet = await quietHoursOf(tx, known?.person);
  const series = { language: ports.seriesLanguage, zone: ports.seriesZone };
  const wakes = quiet && quietUntil(quiet, readerOf(known, account, series).zone, now);
  const midnight = instantOf(plusDays(on, 1), '00:00', digest.zone ?? ports.seriesZone);
  const useful = wakes === undefined ? lastAt : Math.min(wakes + 3 * hour, midnight - 1);
  await enqueue(
    tx,
    {
      key,
      drawer: 'digest-own',
      to: { kind: 'account', account },
      params: { digest: digest.id, on, since: JSON.stringify(since) },
      uselessAt: Math.max(lastAt, useful),
      bulk: true,
    },
    now,
  );
}
