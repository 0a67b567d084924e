// What people were promised before a talk changed, and what calendars must know of every change.
// A row of plan_changes is a talk's plan as it was before the change that this revision of the talk brought. Of a personal feed, `person_id` is whose link it
// is and `owner_id` whose seats it shows: another person once two accounts became one.
import type { Migration } from '../migration.ts';

export const changesAndCalendars: Migration = {
  number: 120,
  name: 'changes-and-calendars',
  sql: `
    CREATE TABLE plan_changes (
      talk_id text NOT NULL REFERENCES talks (id),
      revision int NOT NULL,
      starts_at instant NOT NULL,
      ends_at instant NOT NULL,
      zone text NOT NULL,
      place text NOT NULL,
      title text,
      cancelled text,
      PRIMARY KEY (talk_id, revision)
    );
    CREATE TABLE calendar_entries (
      talk_id text NOT NULL PRIMARY KEY REFERENCES talks (id),
      sequence int NOT NULL CHECK (sequence >= 0),
      shown text NOT NULL,
      changed_at instant NOT NULL
    );
    CREATE TABLE calendar_feeds (
      person_id text NOT NULL PRIMARY KEY REFERENCES persons (id),
      owner_id text NOT NULL REFERENCES persons (id),
      number int NOT NULL CHECK (number >= 1)
    );
    CREATE INDEX calendar_feeds_of_owner ON calendar_feeds (owner_id);
  `,
};
