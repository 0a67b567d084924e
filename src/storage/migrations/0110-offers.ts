// A free seat that is offered with a deadline, a seat that somebody gives to a colleague, and the instants from which free seats are open to anyone.
import type { Migration } from '../migration.ts';

export const offers: Migration = {
  number: 110,
  name: 'offers',
  sql: `
    ALTER TABLE seats ADD COLUMN offered_until instant CHECK ((state = 'offered') = (offered_until IS NOT NULL));
    CREATE INDEX offers_by_end ON seats (offered_until) WHERE state = 'offered';
    CREATE TABLE seat_gifts (
      id text NOT NULL PRIMARY KEY,
      talk_id text NOT NULL REFERENCES talks (id),
      from_person text NOT NULL REFERENCES persons (id),
      from_account text NOT NULL REFERENCES accounts (key),
      to_person text NOT NULL REFERENCES persons (id),
      to_account text NOT NULL REFERENCES accounts (key),
      state text NOT NULL CHECK (state IN ('open', 'taken', 'declined', 'withdrawn', 'lapsed')),
      step int NOT NULL,
      given_at instant NOT NULL,
      ended_at instant,
      CHECK ((state = 'open') = (ended_at IS NULL)),
      CHECK (state <> 'open' OR from_person <> to_person)
    );
    CREATE UNIQUE INDEX one_open_gift_from ON seat_gifts (talk_id, from_person) WHERE state = 'open';
    CREATE UNIQUE INDEX one_open_gift_to ON seat_gifts (talk_id, to_person) WHERE state = 'open';
    CREATE INDEX gifts_by_giver ON seat_gifts (from_person, state);
    CREATE INDEX gifts_by_colleague ON seat_gifts (to_person, state);
    CREATE TABLE seats_opened (
      talk_id text NOT NULL PRIMARY KEY REFERENCES talks (id),
      opened_at instant NOT NULL
    );
  `,
};
