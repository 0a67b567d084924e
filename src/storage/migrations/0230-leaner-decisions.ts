// What a decision writes lies where other decisions of the moment write too, so that a commit takes few pages to the disk: newcomers have the highest ids, so
// what is in the order of persons grows at its end, while what is in the order of talks grows everywhere.
import type { Migration } from '../migration.ts';

export const leanerDecisions: Migration = {
  number: 230,
  name: 'leaner-decisions',
  keyed: ['claims_kept', 'ledger_kept'],
  sql: `
    CREATE TABLE claims_kept (delivery text NOT NULL PRIMARY KEY, claimed_at instant NOT NULL);
    INSERT INTO claims_kept (delivery, claimed_at) SELECT delivery, claimed_at FROM claims;
    DROP TABLE claims;
    ALTER TABLE claims_kept RENAME TO claims;
    CREATE TABLE ledger_kept (
      id text NOT NULL,
      talk_id text NOT NULL REFERENCES talks (id),
      person_id text NOT NULL REFERENCES persons (id),
      seat_id text REFERENCES seats (id),
      step int NOT NULL,
      kind text NOT NULL,
      at instant NOT NULL,
      detail text NOT NULL,
      PRIMARY KEY (person_id, talk_id, step, id)
    );
    INSERT INTO ledger_kept (id, talk_id, person_id, seat_id, step, kind, at, detail)
      SELECT id, talk_id, person_id, seat_id, step, kind, at, detail FROM ledger ORDER BY person_id, talk_id, step, id;
    DROP TABLE ledger;
    ALTER TABLE ledger_kept RENAME TO ledger;
    DROP INDEX seats_of_person;
    DROP INDEX one_live_seat;
    CREATE UNIQUE INDEX one_live_seat ON seats (person_id, talk_id) WHERE state <> 'ended';
  `,
};
