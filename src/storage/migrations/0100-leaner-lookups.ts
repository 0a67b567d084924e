// What a long history must not slow down: a talk is found by its number. And what every decision need not pay: claims are few, and forgotten by a walk.
import type { Migration } from '../migration.ts';

export const leanerLookups: Migration = {
  number: 100,
  name: 'leaner-lookups',
  sql: `
    CREATE INDEX talks_by_number ON talks (number, starts_at);
    DROP INDEX claims_by_age;
  `,
};
