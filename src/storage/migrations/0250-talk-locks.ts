// What every decision writes of a talk, and what it reads of it, in a narrow row of its own: to write the whole talk anew for a number took longer and filled more
// pages than all else of a decision. And conditions of seats that SQLite need not build a list for at every insert, which took as long as an index.
import type { Migration } from '../migration.ts';

export const talkLocks: Migration = {
  number: 250,
  name: 'talk-locks',
  keyed: ['talk_locks', 'ledger_kept'],
  sql: `
    CREATE TABLE talk_locks (
      talk_id text NOT NULL PRIMARY KEY REFERENCES talks (id),
      revision int NOT NULL,
      mark text
    );
    INSERT INTO talk_locks (talk_id, revision) SELECT id, revision FROM talks;
    ALTER TABLE talks DROP COLUMN revision;
    ALTER TABLE talks DROP COLUMN mark;
    CREATE TABLE seats_kept (
      id text NOT NULL PRIMARY KEY,
      talk_id text NOT NULL REFERENCES talks (id),
      person_id text NOT NULL REFERENCES persons (id),
      account_key text NOT NULL REFERENCES accounts (key),
      state text NOT NULL CHECK (state = 'confirmed' OR state = 'waiting' OR state = 'offered' OR state = 'ended'),
      place int NOT NULL,
      since instant NOT NULL,
      ended_at instant CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
      offered_until instant CHECK ((state = 'offered') = (offered_until IS NOT NULL))
    );
    INSERT INTO seats_kept (id, talk_id, person_id, account_key, state, place, since, ended_at, offered_until)
      SELECT id, talk_id, person_id, account_key, state, place, since, ended_at, offered_until FROM seats ORDER BY id;
    CREATE TABLE ledger_kept (
      id text NOT NULL,
      talk_id text NOT NULL REFERENCES talks (id),
      person_id text NOT NULL REFERENCES persons (id),
      seat_id text REFERENCES seats_kept (id),
      step int NOT NULL,
      kind text NOT NULL,
      at instant NOT NULL,
      detail text NOT NULL,
      PRIMARY KEY (person_id, talk_id, step, id)
    );
    INSERT INTO ledger_kept (id, talk_id, person_id, seat_id, step, kind, at, detail)
      SELECT id, talk_id, person_id, seat_id, step, kind, at, detail FROM ledger ORDER BY person_id, talk_id, step, id;
    DROP TABLE ledger;
    DROP TABLE seats;
    ALTER TABLE seats_kept RENAME TO seats;
    ALTER TABLE ledger_kept RENAME TO ledger;
    CREATE UNIQUE INDEX one_live_seat ON seats (person_id, talk_id) WHERE state <> 'ended';
    CREATE INDEX seats_in_line ON seats (talk_id, state, place);
    CREATE INDEX offers_by_end ON seats (offered_until) WHERE state = 'offered';
  `,
};
