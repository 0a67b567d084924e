// The few accounts that nobody can use any more are looked for at every turn of the due work.
import type { Migration } from '../migration.ts';

export const inactiveAccounts: Migration = {
  number: 240,
  name: 'inactive-accounts',
  sql: `
    CREATE INDEX account_activity_inactive ON account_activity (account_key) WHERE active = 0;
  `,
};
