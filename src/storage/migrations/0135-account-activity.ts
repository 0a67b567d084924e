// Whether an account is in use, as its platform last said. No row: nothing was ever said, so it is in use. `heard_at` is on the platform's clock.
import type { Migration } from '../migration.ts';

export const accountActivity: Migration = {
  number: 135,
  name: 'account-activity',
  sql: `
    CREATE TABLE account_activity (
      account_key text NOT NULL PRIMARY KEY REFERENCES accounts (key),
      active int NOT NULL CHECK (active IN (0, 1)),
      heard_at instant NOT NULL
    );
  `,
};
