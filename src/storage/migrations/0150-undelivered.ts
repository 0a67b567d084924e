// What could not be delivered gets a number by which organisers name it; what may wait stands behind what may not; and the columns by which the worker finds
// its next message without walking over the whole outbox.
import type { Migration } from '../migration.ts';

export const undelivered: Migration = {
  number: 150,
  name: 'undelivered',
  sql: `
    ALTER TABLE outbox ADD COLUMN bulk int NOT NULL DEFAULT 0 CHECK (bulk IN (0, 1));
    ALTER TABLE outbox ADD COLUMN opens int NOT NULL DEFAULT 0 CHECK (opens IN (0, 1));
    ALTER TABLE outbox ADD COLUMN failure int;

    UPDATE outbox SET opens = 1
    WHERE finished_at IS NULL AND recipient IS NOT NULL AND channel IS NULL AND NOT EXISTS (
      SELECT 1 FROM direct_channels d
      WHERE d.platform = outbox.platform AND d.workspace = outbox.workspace
        AND d.account = outbox.recipient);
    UPDATE outbox SET refusal = 'cannot-look' WHERE state = 'lost';
    UPDATE outbox SET failure = (
      SELECT COUNT(*) FROM outbox o
      WHERE o.state IN ('lost', 'dead') AND (o.finished_at < outbox.finished_at
        OR (o.finished_at = outbox.finished_at AND o.notice_key <= outbox.notice_key)))
    WHERE state IN ('lost', 'dead');

    CREATE TABLE outbox_counters (
      single int PRIMARY KEY CHECK (single = 1),
      newest_failure int NOT NULL
    );
    INSERT INTO outbox_counters (single, newest_failure)
    SELECT 1, COALESCE(MAX(o.failure), 0) FROM outbox o;

    DROP INDEX outbox_due;
    CREATE INDEX outbox_line ON outbox (platform, workspace, bulk, due_at, queued_order, opens)
      WHERE finished_at IS NULL;
    CREATE INDEX outbox_useless ON outbox (useless_at)
      WHERE finished_at IS NULL AND useless_at IS NOT NULL;
    CREATE UNIQUE INDEX outbox_failures ON outbox (failure) WHERE failure IS NOT NULL;
    CREATE INDEX delivery_holds_until ON delivery_holds (until_at);
  `,
};
