// Who is who: persons, the accounts that are theirs, and how two accounts say that they are one person.
// Of a link, `from` is the account that got the code, `to` the one on which it was typed.
import type { Migration } from '../migration.ts';

export const people: Migration = {
  number: 20,
  name: 'people',
  sql: `
    CREATE TABLE persons (
      id text NOT NULL PRIMARY KEY,
      language text CHECK (language IN ('en', 'fr')),
      zone text,
      created_at instant NOT NULL
    );

    CREATE TABLE accounts (
      key text NOT NULL PRIMARY KEY,
      platform text NOT NULL CHECK (platform IN ('slack', 'mattermost', 'web')),
      workspace text NOT NULL,
      user_id text NOT NULL,
      person_id text REFERENCES persons (id),
      name text,
      locale text,
      zone text,
      described_at instant
    );
    CREATE INDEX accounts_of_person ON accounts (person_id);

    CREATE TABLE account_links (
      id text NOT NULL PRIMARY KEY,
      code text NOT NULL,
      from_account text NOT NULL REFERENCES accounts (key),
      to_account text REFERENCES accounts (key),
      state text NOT NULL CHECK (state IN ('open', 'asked', 'done', 'refused')),
      from_yes int NOT NULL CHECK (from_yes IN (0, 1)),
      to_yes int NOT NULL CHECK (to_yes IN (0, 1)),
      created_at instant NOT NULL,
      expires_at instant NOT NULL,
      CHECK (to_account IS NOT NULL OR state = 'open')
    );
    CREATE INDEX account_links_by_code ON account_links (code, expires_at);
    CREATE INDEX account_links_from ON account_links (from_account, expires_at);
    CREATE INDEX account_links_to ON account_links (to_account, expires_at);

    CREATE TABLE link_tries (
      account text NOT NULL PRIMARY KEY REFERENCES accounts (key),
      since instant NOT NULL,
      wrong int NOT NULL CHECK (wrong >= 0)
    );
  `,
};
