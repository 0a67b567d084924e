// Asking the networks: when each account was asked and is due again, which network is to be left alone until when, readings that jump and wait for the next
// one to confirm them (apart from the good ones, so that nothing shows them), and tokens that a network gave in the place of a setting, beside a digest of
// what was set.
import type { Migration } from '../migration.ts';

export const followerAsks: Migration = {
  number: 190,
  name: 'follower asks',
  sql: `
    CREATE TABLE follower_asks (
      network text NOT NULL,
      handle text NOT NULL,
      what text NOT NULL CHECK (what IN ('counts', 'posts', 'totals')),
      asked_at instant NOT NULL,
      due_at instant NOT NULL,
      answered_at instant,
      outcome text,
      detail text NOT NULL,
      PRIMARY KEY (network, handle, what)
    );
    CREATE TABLE follower_pauses (
      network text NOT NULL PRIMARY KEY,
      until_at instant NOT NULL
    );
    CREATE TABLE follower_held_readings (
      account_id text NOT NULL PRIMARY KEY REFERENCES follower_accounts (id),
      read_on int NOT NULL CHECK (read_on BETWEEN 10000101 AND 99991231),
      followers int NOT NULL CHECK (followers >= 0),
      bound text NOT NULL CHECK (bound IN ('exact', 'floor3')),
      noted_at instant NOT NULL
    );
    CREATE TABLE follower_renewals (
      setting text NOT NULL PRIMARY KEY,
      given text NOT NULL,
      renewed text NOT NULL
    );
  `,
};
