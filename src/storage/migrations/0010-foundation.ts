// What every part rests on: settings of this database, and the deliveries that were answered.
import type { Migration } from '../migration.ts';

export const foundation: Migration = {
  number: 10,
  name: 'foundation',
  sql: `
    CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL);
    CREATE TABLE claims (delivery text PRIMARY KEY, claimed_at instant NOT NULL);
    CREATE INDEX claims_by_age ON claims (claimed_at);
  `,
};
