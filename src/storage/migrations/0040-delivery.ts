// What is to be told (outbox), what was told and stays live (live_copies), and what the platforms allow (holds, tokens).
// `…_at` of due, useless, enqueued and finished are on the series' clock; leases, holds, tries and tokens are on the machine's clock.
import type { Migration } from '../migration.ts';

export const delivery: Migration = {
  number: 40,
  name: 'delivery',
  sql: `
    CREATE TABLE outbox (
      notice_key text NOT NULL PRIMARY KEY,
      drawer text NOT NULL,
      params text NOT NULL,
      platform text NOT NULL,
      workspace text NOT NULL,
      recipient text,
      channel text,
      lane text NOT NULL,
      language text,
      zone text,
      slot text,
      subjects text,
      last_drawing int NOT NULL CHECK (last_drawing IN (0, 1)),
      enqueued_at instant NOT NULL,
      due_at instant NOT NULL,
      useless_at instant,
      queued_order int NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'under-way', 'sent', 'dropped', 'lost', 'dead')),
      holds_lane int NOT NULL CHECK (holds_lane IN (0, 1)),
      pending_id text,
      revision int NOT NULL,
      holder text,
      leased_until instant NOT NULL,
      not_before instant NOT NULL,
      attempts int NOT NULL,
      first_tried_at instant,
      begun_at instant,
      message text,
      refusal text,
      detail text,
      finished_at instant,
      CHECK (recipient IS NOT NULL OR channel IS NOT NULL),
      CHECK ((slot IS NULL) = (subjects IS NULL)),
      CHECK ((finished_at IS NULL) = (state IN ('waiting', 'under-way')))
    );
    CREATE INDEX outbox_lanes ON outbox (lane, due_at, queued_order) WHERE finished_at IS NULL;
    CREATE INDEX outbox_due ON outbox (platform, workspace, due_at, queued_order) WHERE finished_at IS NULL;
    CREATE INDEX outbox_held ON outbox (platform, workspace, not_before) WHERE finished_at IS NULL;
    CREATE INDEX outbox_order ON outbox (queued_order);
    CREATE INDEX outbox_finished ON outbox (state, finished_at);

    CREATE TABLE told_keys (notice_key text NOT NULL PRIMARY KEY);

    CREATE TABLE subject_changes (subject text NOT NULL PRIMARY KEY, revision int NOT NULL);

    CREATE TABLE live_copies (
      notice_key text NOT NULL PRIMARY KEY,
      drawer text NOT NULL,
      params text NOT NULL,
      platform text NOT NULL,
      workspace text NOT NULL,
      recipient text,
      channel text NOT NULL,
      lane text NOT NULL,
      language text,
      zone text,
      slot text NOT NULL,
      last_drawing int NOT NULL CHECK (last_drawing IN (0, 1)),
      closing int NOT NULL CHECK (closing IN (0, 1)),
      message text NOT NULL,
      pending_id text NOT NULL,
      drawn_hash text NOT NULL,
      revision int NOT NULL,
      wanted int NOT NULL,
      drawn int NOT NULL,
      dirty_since int,
      pressed int NOT NULL CHECK (pressed IN (0, 1)),
      holder text,
      leased_until instant NOT NULL,
      spaced_until instant NOT NULL,
      not_before instant NOT NULL,
      failures int NOT NULL,
      faulty int NOT NULL CHECK (faulty IN (0, 1)),
      CHECK ((dirty_since IS NULL) = (wanted = drawn))
    );
    CREATE UNIQUE INDEX live_copies_slot ON live_copies (platform, workspace, channel, slot) WHERE closing = 0;
    CREATE INDEX live_copies_dirty ON live_copies (platform, workspace, dirty_since) WHERE dirty_since IS NOT NULL;

    CREATE TABLE live_subjects (
      subject text NOT NULL,
      notice_key text NOT NULL REFERENCES live_copies (notice_key) ON DELETE CASCADE,
      PRIMARY KEY (subject, notice_key)
    );
    CREATE INDEX live_subjects_copy ON live_subjects (notice_key);

    CREATE TABLE delivery_holds (scope text NOT NULL PRIMARY KEY, until_at instant NOT NULL);

    CREATE TABLE edit_tokens (
      scope text NOT NULL,
      number int NOT NULL,
      free_at instant NOT NULL,
      PRIMARY KEY (scope, number)
    );
  `,
};
