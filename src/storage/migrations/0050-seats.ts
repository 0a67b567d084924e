// Seats are rows, never a counter. The database states the rule a second time: one person, one live seat per talk.
import type { Migration } from '../migration.ts';

export const seats: Migration = {
  number: 50,
  name: 'seats',
  sql: `
    CREATE TABLE seats (
      id text PRIMARY KEY,
      talk_id text NOT NULL REFERENCES talks (id),
      person_id text NOT NULL REFERENCES persons (id),
      account_key text NOT NULL REFERENCES accounts (key),
      state text NOT NULL CHECK (state IN ('confirmed', 'waiting', 'offered', 'ended')),
      place int NOT NULL,
      since instant NOT NULL,
      ended_at instant,
      CHECK ((state = 'ended') = (ended_at IS NOT NULL))
    );
    CREATE UNIQUE INDEX one_live_seat ON seats (talk_id, person_id) WHERE state <> 'ended';
    CREATE INDEX seats_in_line ON seats (talk_id, state, place);
    CREATE INDEX seats_of_person ON seats (person_id, state);
    CREATE TABLE ledger (
      id text PRIMARY KEY,
      talk_id text NOT NULL REFERENCES talks (id),
      person_id text NOT NULL REFERENCES persons (id),
      seat_id text REFERENCES seats (id),
      step int NOT NULL,
      kind text NOT NULL,
      at instant NOT NULL,
      detail text NOT NULL
    );
    CREATE INDEX ledger_of_person ON ledger (talk_id, person_id, step);
  `,
};
