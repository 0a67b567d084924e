// What the platforms remember: direct conversations, small notes, and the posts of the built-in web chat.
import type { Migration } from '../migration.ts';

export const platformMemory: Migration = {
  number: 80,
  name: 'platform-memory',
  sql: `
    CREATE TABLE direct_channels (
      platform text NOT NULL,
      workspace text NOT NULL,
      account text NOT NULL,
      channel text NOT NULL,
      PRIMARY KEY (platform, workspace, account)
    );
    CREATE TABLE platform_notes (note text PRIMARY KEY, content text NOT NULL);
    CREATE TABLE web_posts (
      id int PRIMARY KEY,
      version int NOT NULL,
      channel text NOT NULL,
      reader text NOT NULL,
      author text NOT NULL,
      posted_at instant NOT NULL,
      body text NOT NULL,
      outbox_key text NOT NULL
    );
    CREATE UNIQUE INDEX web_posts_by_version ON web_posts (version);
    CREATE INDEX web_posts_by_outbox_key ON web_posts (outbox_key) WHERE outbox_key <> '';
    CREATE TABLE web_counters (
      single int PRIMARY KEY CHECK (single = 1),
      newest_post int NOT NULL,
      newest_version int NOT NULL
    );
    INSERT INTO web_counters (single, newest_post, newest_version) VALUES (1, 0, 0);
  `,
};
