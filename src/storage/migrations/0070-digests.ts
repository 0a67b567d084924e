// Daily digests: one setting for each channel, and what became of each of its local days, so that no day ever has two.
import type { Migration } from '../migration.ts';

export const digests: Migration = {
  number: 70,
  name: 'digests',
  sql: `
    CREATE TABLE digests (
      id text NOT NULL PRIMARY KEY,
      platform text NOT NULL CHECK (platform IN ('slack', 'mattermost', 'web')),
      workspace text NOT NULL,
      channel text NOT NULL,
      zone text,
      language text CHECK (language IN ('en', 'fr')),
      at_local text NOT NULL,
      days text NOT NULL,
      set_at instant NOT NULL,
      active int NOT NULL CHECK (active IN (0, 1)),
      UNIQUE (platform, workspace, channel)
    );
    CREATE TABLE digest_days (
      digest_id text NOT NULL REFERENCES digests (id),
      local_date text NOT NULL,
      how text NOT NULL CHECK (how IN ('sent', 'empty', 'skipped')),
      PRIMARY KEY (digest_id, local_date)
    );
  `,
};
