// Who was asked last whether they give up their seat although others wait: a yes or no that is typed alone answers it.
import type { Migration } from '../migration.ts';

export const giveUpQuestions: Migration = {
  number: 172,
  name: 'give-up questions',
  sql: `
    CREATE TABLE give_up_questions (
      person_id text NOT NULL PRIMARY KEY REFERENCES persons (id),
      talk_id text NOT NULL REFERENCES talks (id),
      asked_at instant NOT NULL
    );
  `,
};
