// A digest of what a talk says, by which a decision knows that it has read the talk before. NULL: to be read.
import type { Migration } from '../migration.ts';

export const talkMarks: Migration = {
  number: 170,
  name: 'talk marks',
  sql: `
    ALTER TABLE talks ADD COLUMN mark text;
  `,
};
