// A demonstration: its people, its clock with the jumps, what it begins with, and the way back to the start.
import sql, { raw } from 'sql-template-tag';
import { organiserHelp, staffHelp } from '../asking/cards.ts';
import { talkSubject } from '../delivery/notice.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Ports } from '../delivery/ports.ts';
import { nextDueAt } from '../delivery/rows.ts';
import { digestForeseen } from '../digests/jobs/foreseen.ts';
import type { IsHoliday } from '../digests/rules.ts';
import { setDigest } from '../digests/store.ts';
import type { Conversation } from '../kernel/account.ts';
import { decided } from '../kernel/facts.ts';
import type { Language } from '../kernel/language.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  hour,
  type Instant,
  instantOf,
  localDate,
  plusDays,
  weekdayOf,
  type Zone,
} from '../kernel/time.ts';
import type {
  Demonstration,
  Stop,
  StopKind,
  WebCompletion,
  WebPerson,
} from '../platforms/web/options.ts';
import { nextReminder } from '../reminders/store.ts';
import { firstOfferEnds } from '../seats/store/offers.ts';
import type { Database } from '../storage/database.ts';
import { readTalk, upcomingTalks } from '../talks/store.ts';
import { wording } from '../wording/wording.ts';
import type { SeriesClock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';
import { forgetSetting, writeSetting } from './settings.ts';

export const webPeople: readonly WebPerson[] = [
  { user: 'ana', name: 'Ana', language: 'en', zone: 'Europe/Zurich' },
  { user: 'ben', name: 'Ben', language: 'en', zone: 'Europe/Zurich' },
  { user: 'cleo', name: 'Cleo', language: 'fr', zone: 'Europe/Paris' },
  { user: 'olga', name: 'Olga', language: 'en', zone: 'Europe/Zurich', organiser: true },
];

export const webChannel = { id: 'general', name: 'general' };

const channel: Conversation = { platform: 'web', workspace: '', channel: webChannel.id };

/** Monday 09:00 of the week of an instant, in a zone: two days before a talk on Wednesday. */
export function mondayBefore(firstTalk: Instant, zone: Zone): Instant {
  const on = localDate(firstTalk, zone);
  const monday = instantOf(plusDays(on, 1 - weekdayOf(on)), '09:00', zone);
  return monday <= firstTalk ? monday : firstTalk - hour;
}

/** What can be typed, for the completion, with today's next talk as the example. */
export function completions(database: Database, now: () => Instant) {
  return async (language: Language): Promise<readonly WebCompletion[]> => {
    const next = (await database.read((read) => upcomingTalks(read, now(), 1)))[0]?.number ?? 9;
    return [
      ...staffHelp(language, next).map((e) => ({
        typed: e.typed,
        meaning: e.means,
        organisers: false,
      })),
      ...organiserHelp(language, next).map((e) => ({
        typed: e.typed,
        meaning: e.means,
        organisers: true,
      })),
    ];
  };
}

/** Begins a fresh demonstration: the next talk's card in the channel, and a digest each morning there. Twice changes nothing. */
export async function begin(ports: Ports): Promise<void> {
  await ports.transact({ job: 'demonstration' }, async (tx) => {
    const now = ports.now();
    const [next] = await upcomingTalks(tx, now, 1);
    const first =
      next !== undefined &&
      (await enqueue(
        tx,
        {
          key: `demonstration:announcement:${next.id}`,
          drawer: 'announcement',
          to: { kind: 'channel', conversation: channel },
          params: { talk: next.id },
          live: {
            subjects: [talkSubject(next.id)],
            slot: `announcement:${next.id}`,
            lastDrawing: false,
          },
        },
        now,
      ));
    if (!first) return decided(undefined);
    // Set a minute ago, so that the digest of this very morning is the first.
    await setDigest(
      tx,
      {
        conversation: channel,
        account: undefined,
        at: '09:00',
        zone: undefined,
        language: undefined,
        days: [1, 2, 3, 4, 5],
      },
      ports.newId,
      now - 60_000,
    );
    return decided(undefined);
  });
}

export interface StageParts {
  readonly ports: Ports;
  readonly clock: SeriesClock;
  readonly scheduler: () => Scheduler;
  /** Resolves when nothing that is due remains to be sent or drawn. */
  readonly idle: () => Promise<void>;
  readonly startAt: () => Promise<Instant>;
  /** Whatever was remembered of what the database held is forgotten. */
  readonly forget: () => void;
  /** Loads the season and the followers again. */
  readonly load: () => Promise<void>;
  readonly isHoliday: IsHoliday;
}

export function createDemonstration(parts: StageParts): Demonstration {
  const { ports, clock } = parts;

  async function stops(language: Language): Promise<readonly Stop[]> {
    const now = clock.now();
    const { isHoliday } = parts;
    const rhythm = { seriesZone: ports.seriesZone, isHoliday };
    const digest = await ports.database.read((read) => digestForeseen(read, rhythm, now));
    const talk = (await ports.database.read((read) => upcomingTalks(read, now, 20))).find(
      (t) => t.startsAt > now && t.cancelled === undefined,
    );
    const found: Stop[] = [...(await reminderStop(now, language)), ...(await offerStop(language))];
    if (digest !== undefined) {
      const whose = webPeople.find(({ user }) => `web:${user}` === digest.own)?.name;
      const label =
        digest.own === undefined
          ? `#${webChannel.name}`
          : wording(language).web.digestOf.replace('{name}', () => whose ?? digest.own ?? '');
      found.push({ kind: 'digest', at: digest.at, label });
    }
    if (talk)
      found.push({
        kind: 'talk',
        at: talk.startsAt,
        label: wording(language).talks.heading(talk.number, talk.title),
      });
    return found.sort((a, b) => a.at - b.at);
  }

  /** What is held back by somebody's quiet hours comes at their end. */
  async function reminderStop(now: Instant, language: Language): Promise<readonly Stop[]> {
    const w = wording(language).reminders;
    return ports.database.read(async (read) => {
      const next = await nextReminder(read, now);
      const heldUntil = await nextDueAt(read, now);
      if (heldUntil !== undefined && heldUntil < (next?.dueAt ?? Number.POSITIVE_INFINITY))
        return [{ kind: 'reminder', at: heldUntil, label: w.quietLabel() }];
      const talk = next && (await readTalk(read, next.talk));
      return talk
        ? [{ kind: 'reminder', at: next.dueAt, label: w.nextKind[next.kind](talk.number) }]
        : [];
    });
  }

  /** An offer that ended is settled as its time comes: none lies behind. */
  async function offerStop(language: Language): Promise<readonly Stop[]> {
    return ports.database.read(async (read) => {
      const [first] = await firstOfferEnds(read);
      const talk = first && (await readTalk(read, first.talk));
      const { label } = wording(language).talks;
      return first && talk ? [{ kind: 'offer', at: first.at, label: label(talk.number) }] : [];
    });
  }

  async function moveTo(at: Instant): Promise<void> {
    clock.set(at);
    await saveNow(ports.database, clock);
    await comeToRest(at);
  }

  /** Does and sends all that is due at an instant. */
  async function comeToRest(at: Instant): Promise<void> {
    await parts.scheduler().runDue(at);
    await parts.idle();
  }

  return {
    now: () => clock.now(),
    zone: ports.seriesZone,
    nextStops: stops,
    jump: async (to: StopKind): Promise<Result<Instant, 'nothing-left'>> => {
      // What is due here and not sent yet would be too late there. What fails here, and is logged, must not keep the clock from moving.
      await comeToRest(clock.now()).catch(() => undefined);
      const target = (await stops('en')).find((s) => s.kind === to)?.at;
      if (target === undefined) return refuse('nothing-left');
      // From one due instant to the next, so that everything happens in its order and at its time.
      for (let last = clock.now(); ; ) {
        const due = await parts.scheduler().nextAt(last);
        if (due === undefined || due >= target || due <= last) break;
        await moveTo(due);
        last = due;
      }
      await moveTo(target);
      parts.scheduler().wake();
      return ok(target);
    },
    restart: async () => {
      await empty(ports.database);
      parts.forget();
      const at = await parts.startAt();
      clock.set(at);
      await saveNow(ports.database, clock);
      await parts.load();
      clock.set(at);
      await begin(ports);
      await comeToRest(clock.now());
      parts.scheduler().wake();
    },
  };
}

/** Keeps where the clock stands, so that the next start goes on from there. */
export async function saveNow(database: Database, clock: SeriesClock): Promise<void> {
  await database.write((tx) => writeSetting(tx, 'clock-now', String(clock.now())));
}

// In an order that foreign keys allow. Counters and settings stay.
const tables = [
  'live_subjects',
  'live_copies',
  'outbox',
  'told_keys',
  'subject_changes',
  'delivery_holds',
  'edit_tokens',
  'reminder_plans',
  'reminder_settings',
  'quiet_hours',
  'account_activity',
  'digest_told',
  'digest_days',
  'digests',
  'organising_log',
  'calendar_feeds',
  'calendar_entries',
  'plan_changes',
  'ledger',
  'seat_gifts',
  'seats_opened',
  'give_up_questions',
  'seats',
  'network_posts',
  'follower_renewals',
  'follower_pauses',
  'follower_asks',
  'follower_held_readings',
  'follower_milestones',
  'follower_readings',
  'follower_accounts',
  'account_links',
  'link_tries',
  'accounts',
  'persons',
  'file_values',
  'talk_locks',
  'talks',
  'series',
  'claims',
  'web_posts',
  'direct_channels',
  'platform_notes',
];

async function empty(database: Database): Promise<void> {
  await database.write(async (tx) => {
    for (const table of tables) await tx.run(sql`DELETE FROM ${raw(table)}`);
    for (const file of ['season-file', 'followers-file'] as const) await forgetSetting(tx, file);
  });
}
