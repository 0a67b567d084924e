// The round numbers that each account has reached for certain: once each and for ever, also after a dip.
import type { Migration } from '../migration.ts';

export const followerMilestones: Migration = {
  number: 220,
  name: 'follower milestones',
  sql: `
    CREATE TABLE follower_milestones (
      account_id text NOT NULL REFERENCES follower_accounts (id),
      milestone int NOT NULL CHECK (milestone > 0),
      reached_on int NOT NULL,
      noted_at instant NOT NULL,
      PRIMARY KEY (account_id, milestone)
    );
    CREATE INDEX follower_milestones_noted ON follower_milestones (noted_at);
  `,
};
