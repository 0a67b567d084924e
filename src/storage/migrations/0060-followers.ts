// Follower counts: the accounts that are watched, and what was read of each on a day.
// `handle` is the account in lower case; `read_on` is the day as a number (20190708), which orders alike under every collation.
import type { Migration } from '../migration.ts';

export const followers: Migration = {
  number: 60,
  name: 'followers',
  sql: `
    CREATE TABLE follower_accounts (
      id text NOT NULL PRIMARY KEY,
      network text NOT NULL,
      handle text NOT NULL,
      account text NOT NULL,
      place int NOT NULL,
      noted_at instant NOT NULL
    );
    CREATE UNIQUE INDEX follower_accounts_handle ON follower_accounts (network, handle);

    CREATE TABLE follower_readings (
      account_id text NOT NULL REFERENCES follower_accounts (id),
      read_on int NOT NULL CHECK (read_on BETWEEN 10000101 AND 99991231),
      origin text NOT NULL CHECK (origin IN ('hand', 'network', 'file')),
      followers int NOT NULL CHECK (followers >= 0),
      bound text NOT NULL CHECK (bound IN ('exact', 'atLeast', 'atMost', 'approximately', 'floor3')),
      source text NOT NULL,
      noted_at instant NOT NULL,
      PRIMARY KEY (account_id, read_on, origin)
    );
  `,
};
