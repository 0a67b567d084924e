// The organiser's desk: the log of who did what.
import type { Migration } from '../migration.ts';

export const organising: Migration = {
  number: 90,
  name: 'organising',
  sql: `
    CREATE TABLE organising_log (
      id text NOT NULL PRIMARY KEY,
      person_id text NOT NULL REFERENCES persons (id),
      at instant NOT NULL,
      what text NOT NULL,
      talk_id text REFERENCES talks (id),
      detail text NOT NULL
    );
    CREATE INDEX organising_log_of_talk ON organising_log (talk_id, at);
    CREATE INDEX organising_log_of_person ON organising_log (person_id);
  `,
};
