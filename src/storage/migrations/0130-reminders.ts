// Quiet hours of persons; which reminders they want; and for each talk when its reminders fall due, so that none is sent twice or anew after a move.
import type { Migration } from '../migration.ts';

export const reminders: Migration = {
  number: 130,
  name: 'reminders',
  sql: `
    CREATE TABLE quiet_hours (
      person_id text NOT NULL PRIMARY KEY REFERENCES persons (id),
      from_local text NOT NULL,
      to_local text NOT NULL,
      CHECK (from_local <> to_local)
    );
    CREATE TABLE reminder_settings (
      person_id text NOT NULL PRIMARY KEY REFERENCES persons (id),
      day_before int NOT NULL CHECK (day_before IN (0, 1)),
      hour_before int NOT NULL CHECK (hour_before IN (0, 1))
    );
    CREATE TABLE reminder_plans (
      talk_id text NOT NULL REFERENCES talks (id),
      kind text NOT NULL CHECK (kind IN ('day', 'hour')),
      starts_at instant NOT NULL,
      due_at instant NOT NULL,
      state text NOT NULL CHECK (state IN ('open', 'sent', 'passed', 'dropped')),
      done_place int NOT NULL,
      done_seat text NOT NULL,
      PRIMARY KEY (talk_id, kind, starts_at)
    );
    CREATE INDEX reminder_plans_due ON reminder_plans (due_at) WHERE state = 'open';
    CREATE INDEX outbox_next ON outbox (due_at) WHERE finished_at IS NULL;
  `,
};
