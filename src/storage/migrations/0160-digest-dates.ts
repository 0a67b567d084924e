// When each digest comes next, so that the program need not work it out for all of them whenever it looks. NULL: to be worked out.
import type { Migration } from '../migration.ts';

export const digestDates: Migration = {
  number: 160,
  name: 'digest dates',
  sql: `
    ALTER TABLE digests ADD COLUMN due_at instant;
    CREATE INDEX digests_by_date ON digests (active, due_at);
  `,
};
