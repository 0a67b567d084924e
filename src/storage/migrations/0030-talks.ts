// What is on: series and talks. Numbers and times of a talk that the file leaves out are the series'.
import type { Migration } from '../migration.ts';

export const talks: Migration = {
  number: 30,
  name: 'talks',
  sql: `
    CREATE TABLE series (
      id text PRIMARY KEY,
      series_key text NOT NULL UNIQUE,
      facts text NOT NULL,
      zone text NOT NULL
    );
    CREATE TABLE talks (
      id text PRIMARY KEY,
      series_id text NOT NULL REFERENCES series (id),
      number int NOT NULL,
      zone text NOT NULL,
      starts_at instant NOT NULL,
      ends_at instant NOT NULL,
      starts_local text NOT NULL,
      ends_local text NOT NULL,
      title text,
      abstract text,
      speakers text NOT NULL,
      place text NOT NULL,
      capacity int NOT NULL CHECK (capacity >= 0),
      elsewhere int NOT NULL CHECK (elsewhere >= 0),
      dinner int NOT NULL CHECK (dinner IN (0, 1)),
      cancelled text,
      opens_at instant,
      closes_at instant,
      survey text,
      page text,
      revision int NOT NULL,
      phase text NOT NULL,
      UNIQUE (series_id, number),
      CHECK (ends_at > starts_at)
    );
    CREATE INDEX talks_by_end ON talks (ends_at);
    CREATE INDEX talks_by_phase ON talks (phase, starts_at);
    CREATE TABLE file_values (
      subject text NOT NULL,
      field text NOT NULL,
      value text NOT NULL,
      PRIMARY KEY (subject, field)
    );
  `,
};
