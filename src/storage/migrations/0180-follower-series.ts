// What of an account is counted: Facebook gives fans and followers, which are two series. Until now it counted fans alone.
import type { Migration } from '../migration.ts';

export const followerSeries: Migration = {
  number: 180,
  name: 'follower series',
  sql: `
    ALTER TABLE follower_accounts ADD COLUMN series text NOT NULL DEFAULT 'followers'
      CHECK (series IN ('followers', 'fans', 'stars'));
    UPDATE follower_accounts SET series = 'fans' WHERE network = 'facebook';
    DROP INDEX follower_accounts_handle;
    CREATE UNIQUE INDEX follower_accounts_series ON follower_accounts (network, handle, series);
  `,
};
