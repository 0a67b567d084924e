// What people did with single posts of the accounts that are watched. A figure that is not known is NULL and never 0.
import type { Migration } from '../migration.ts';

export const networkPosts: Migration = {
  number: 200,
  name: 'network-posts',
  sql: `
    CREATE TABLE network_posts (
      account_id text NOT NULL REFERENCES follower_accounts (id),
      post text NOT NULL,
      origin text NOT NULL CHECK (origin IN ('file', 'network')),
      posted_at instant NOT NULL,
      url text,
      likes int CHECK (likes >= 0),
      comments int CHECK (comments >= 0),
      shares int CHECK (shares >= 0),
      quotes int CHECK (quotes >= 0),
      saves int CHECK (saves >= 0),
      clicks int CHECK (clicks >= 0),
      reach int CHECK (reach >= 0),
      views int CHECK (views >= 0),
      paid_views int CHECK (paid_views >= 0 AND paid_views <= views),
      noted_at instant NOT NULL,
      PRIMARY KEY (account_id, post, origin)
    );
    CREATE INDEX network_posts_by_time ON network_posts (account_id, posted_at);
  `,
};
