// What each digest last said of every talk, so that the next one can say what is new; and the person whose own digest one is.
import type { Migration } from '../migration.ts';

export const digestNews: Migration = {
  number: 140,
  name: 'digest news',
  sql: `
    ALTER TABLE digests ADD COLUMN account_key text;
    CREATE TABLE digest_told (
      digest_id text NOT NULL REFERENCES digests (id),
      notice_key text NOT NULL,
      told_at instant NOT NULL,
      talks text NOT NULL,
      PRIMARY KEY (digest_id, notice_key)
    );
  `,
};
