// How often what a person has set, or which accounts are theirs, was changed: by it another program sees that an open page is out of date.
import type { Migration } from '../migration.ts';

export const personChanges: Migration = {
  number: 174,
  name: 'person changes',
  sql: `
    ALTER TABLE persons ADD COLUMN changes int NOT NULL DEFAULT 0;
  `,
};
