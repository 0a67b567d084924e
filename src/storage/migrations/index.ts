// Every migration, in the order of their numbers.
import type { Migration } from '../migration.ts';
import { foundation } from './0010-foundation.ts';
import { people } from './0020-people.ts';
import { talks } from './0030-talks.ts';
import { delivery } from './0040-delivery.ts';
import { seats } from './0050-seats.ts';
import { followers } from './0060-followers.ts';
import { digests } from './0070-digests.ts';
import { platformMemory } from './0080-platform-memory.ts';
import { organising } from './0090-organising.ts';
import { leanerLookups } from './0100-leaner-lookups.ts';
import { offers } from './0110-offers.ts';
import { changesAndCalendars } from './0120-changes-and-calendars.ts';
import { reminders } from './0130-reminders.ts';
import { accountActivity } from './0135-account-activity.ts';
import { digestNews } from './0140-digest-news.ts';
import { undelivered } from './0150-undelivered.ts';
import { digestDates } from './0160-digest-dates.ts';
import { talkMarks } from './0170-talk-marks.ts';
import { giveUpQuestions } from './0172-give-up-questions.ts';
import { personChanges } from './0174-person-changes.ts';
import { followerSeries } from './0180-follower-series.ts';
import { followerAsks } from './0190-follower-asks.ts';
import { networkPosts } from './0200-network-posts.ts';
import { followerMilestones } from './0220-follower-milestones.ts';
import { leanerDecisions } from './0230-leaner-decisions.ts';
import { inactiveAccounts } from './0240-inactive-accounts.ts';
import { talkLocks } from './0250-talk-locks.ts';

export const migrations: readonly Migration[] = [
  foundation,
  people,
  talks,
  delivery,
  seats,
  followers,
  digests,
  platformMemory,
  organising,
  leanerLookups,
  offers,
  changesAndCalendars,
  reminders,
  accountActivity,
  digestNews,
  undelivered,
  digestDates,
  talkMarks,
  giveUpQuestions,
  personChanges,
  followerSeries,
  followerAsks,
  networkPosts,
  followerMilestones,
  leanerDecisions,
  inactiveAccounts,
  talkLocks,
];
