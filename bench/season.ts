// Seasons to measure with: eight talks in the weeks to come unless more are wanted, and as many years of past ones as are wanted.
import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const day = 86_400_000;

/** Writes a talks file: talk 9 and those after it, two weeks apart from a fortnight hence, with so many seats each. */
export function writeSeason(path: string, capacity: number, talks = 8): void {
  const talk = (number: number) => {
    const on = new Date(Date.now() + (number - 8) * 14 * day).toISOString().slice(0, 10);
    return [
      `  - number: ${number}`,
      `    starts: ${on} 18:00`,
      `    ends: ${on} 19:00`,
      `    title: "Talk ${number}: how to speak of what one measures"`,
      '    speakers:',
      '      - name: Somebody of the Institute',
    ].join('\n');
  };
  writeFileSync(
    path,
    `series:
  key: bench
  title: A series to measure with
  description: Talks in the weeks to come.
  place: Room 1
  timeZone: Europe/Zurich
  capacity: ${capacity}
  dinner: true
  weekday: wednesday
  time: "18:00"
  waiting: {straightUntilHours: 24, openUntilHours: 2, offerHours: 4, from: "08:00", to: "20:00"}
talks:
${Array.from({ length: talks }, (_, n) => talk(n + 9)).join('\n')}
`,
  );
}

/** Nobody sits any more; claims and people stay. Beside a running program. */
export function clearSeats(databasePath: string): void {
  withDatabase(databasePath, (db) => {
    db.transaction(() => {
      db.exec("DELETE FROM ledger WHERE id < 'old-' OR id >= 'old.'");
      db.exec("DELETE FROM seats WHERE id < 'old-' OR id >= 'old.'");
    }).immediate();
  });
}

export interface SeatsNow {
  readonly confirmed: number;
  readonly waiting: number;
  readonly persons: number;
}

/** Who sits and waits for the coming talk of that number. */
export function seatsOf(databasePath: string, number: number): SeatsNow {
  return withDatabase(
    databasePath,
    (db) =>
      db
        .prepare(
          `SELECT COUNT(CASE WHEN state = 'confirmed' THEN 1 END) AS confirmed,
             COUNT(CASE WHEN state = 'waiting' THEN 1 END) AS waiting, COUNT(DISTINCT person_id) AS persons
           FROM seats WHERE state <> 'ended' AND (id < 'old-' OR id >= 'old.')
             AND talk_id = (SELECT id FROM talks WHERE number = ? ORDER BY starts_at DESC LIMIT 1)`,
        )
        .get(number) as SeatsNow,
  );
}

export function idOfTalk(databasePath: string, number: number): string {
  return withDatabase(databasePath, (db) => {
    const found = db
      .prepare('SELECT id FROM talks WHERE number = ? ORDER BY starts_at DESC LIMIT 1')
      .get(number) as { id: string };
    return found.id;
  });
}

const talksASeason = 12;

/**
 * Adds past talks, of so many earlier seasons of twelve, and fills every talk, the coming ones too, with a hundred people. The program does not run.
 */
export function addHistory(databasePath: string, pastTalks: number, persons: number): void {
  withDatabase(databasePath, (db) => {
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -200000');
    db.pragma('temp_store = MEMORY');
    const now = Date.now();
    const from = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)`;
    db.transaction(() => {
      db.prepare(
        `${from} INSERT INTO series (id, series_key, facts, zone)
         SELECT 'old-s' || i, 'old-' || i, (SELECT facts FROM series LIMIT 1), 'Europe/Zurich' FROM n`,
      ).run(Math.ceil(pastTalks / talksASeason));
      db.prepare(
        `${from} INSERT INTO talks (id, series_id, number, zone, starts_at, ends_at, starts_local, ends_local, title,
           speakers, place, capacity, elsewhere, dinner, phase)
         SELECT 'old-t' || i, 'old-s' || (i / ${talksASeason}), 1 + i % ${talksASeason}, 'Europe/Zurich',
           ${now} - (i + 2) * 3600000, ${now} - (i + 1) * 3600000, '2019-01-01T18:00', '2019-01-01T19:00',
           'Past talk ' || i, '[]', 'Room 1', 100, 0, 1, 'over' FROM n`,
      ).run(pastTalks);
      db.prepare(
        `${from} INSERT INTO talk_locks (talk_id, revision) SELECT 'old-t' || i, 100 FROM n`,
      ).run(pastTalks);
      db.prepare(
        `${from} INSERT INTO persons (id, created_at) SELECT 'old-p' || i, ${now} FROM n`,
      ).run(persons);
      db.prepare(
        `${from} INSERT INTO accounts (key, platform, workspace, user_id, person_id, name, locale, zone, described_at)
         SELECT 'slack:T1/UOLD' || i, 'slack', 'T1', 'UOLD' || i, 'old-p' || i, 'person ' || i, 'en-US', 'Europe/Zurich', ${now}
         FROM n`,
      ).run(persons);
      fillSeats(db, persons, now);
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** People of several workspaces, described, with a seat in a talk each, and with a direct conversation that is known. The program does not run. */
export function addPeopleWithSeats(
  databasePath: string,
  talk: string,
  teams: readonly string[],
  inEach: number,
): void {
  withDatabase(databasePath, (db) => {
    const now = Date.now();
    const person = db.prepare('INSERT INTO persons (id, created_at) VALUES (?, ?)');
    const account = db.prepare(
      `INSERT INTO accounts (key, platform, workspace, user_id, person_id, name, locale, zone, described_at)
       VALUES (?, 'slack', ?, ?, ?, ?, 'en-US', 'Europe/Zurich', ?)`,
    );
    const seat = db.prepare(
      `INSERT INTO seats (id, talk_id, person_id, account_key, state, place, since)
       VALUES (?, ?, ?, ?, 'confirmed', ?, ?)`,
    );
    const line = db.prepare(
      `INSERT INTO ledger (id, talk_id, person_id, seat_id, step, kind, at, detail)
       VALUES (?, ?, ?, ?, ?, 'registered', ?, '')`,
    );
    const direct = db.prepare(
      "INSERT INTO direct_channels (platform, workspace, account, channel) VALUES ('slack', ?, ?, ?)",
    );
    db.transaction(() => {
      for (let n = 0; n < teams.length * inEach; n += 1) {
        // In turn, so that neither workspace has its messages first.
        const team = teams[n % teams.length] as string;
        const [user, id] = [`UDUE${n}`, `due${n}`];
        const key = `slack:${team}/${user}`;
        person.run(id, now);
        account.run(key, team, user, id, `person ${n}`, now);
        seat.run(id, talk, id, key, n, now);
        line.run(id, talk, id, id, n, now);
        direct.run(team, user, `D${user}`);
      }
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** Adds accounts that were read every day, the last time today: some growing, some of one count that comes and goes. The program does not run. */
export function addReadings(databasePath: string, accounts: number, days: number): void {
  withDatabase(databasePath, (db) => {
    const now = Date.now();
    const account = db.prepare(
      `INSERT INTO follower_accounts (id, network, handle, account, place, noted_at, series)
       VALUES (?, 'mastodon', ?, ?, ?, ?, 'followers')`,
    );
    const reading = db.prepare(
      `INSERT INTO follower_readings (account_id, read_on, origin, followers, bound, source, noted_at)
       VALUES (?, ?, 'network', ?, 'exact', '', ?)`,
    );
    db.transaction(() => {
      for (let n = 0; n < accounts; n += 1) {
        const id = `read-${n}`;
        account.run(id, id, id, 100 + n, now);
        for (let ago = 0; ago < days; ago += 1) {
          const on = new Date(now - ago * day).toISOString().slice(0, 10);
          reading.run(id, Number(on.replaceAll('-', '')), 500_000 + n * 1000 - ago * 20, now);
        }
      }
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** When the reminder of the day before a talk falls due. */
export function reminderDueAt(databasePath: string, talk: string): number {
  return withDatabase(databasePath, (db) => {
    const found = db
      .prepare("SELECT due_at FROM reminder_plans WHERE talk_id = ? AND kind = 'day'")
      .get(talk) as { due_at: number };
    return found.due_at;
  });
}

/** A hundred seats for each talk; who sits where goes round. In the order of each tree, and indexed afterwards: a million one by one would take longest of all. */
function fillSeats(db: Database.Database, persons: number, now: number): void {
  const indexes = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'seats' AND sql IS NOT NULL`,
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  const who = `(row_number() OVER (ORDER BY t.id, n.i) - 1)`;
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99),
       taken AS (SELECT ${who} AS seat, t.id AS talk, n.i AS place FROM talks t CROSS JOIN n)
     INSERT INTO seats (id, talk_id, person_id, account_key, state, place, since)
     SELECT printf('old-%08d', seat), talk, 'old-p' || (seat % CAST(:persons AS INTEGER)), 'slack:T1/UOLD' || (seat % CAST(:persons AS INTEGER)), 'confirmed', place, ${now} FROM taken ORDER BY seat`,
  ).run({ persons });
  db.exec(
    `INSERT INTO ledger (id, talk_id, person_id, seat_id, step, kind, at, detail)
     SELECT id, talk_id, person_id, id, place, 'registered', since, '' FROM seats ORDER BY person_id, talk_id, place, id`,
  );
  for (const { sql } of indexes) db.exec(sql);
}

function withDatabase<T>(path: string, body: (db: Database.Database) => T): T {
  const db = new Database(path, { timeout: 5000 });
  // What is filled in and taken out here is whole; to look for what refers to each seat would cost a walk through a million lines.
  db.pragma('foreign_keys = OFF');
  try {
    return body(db);
  } finally {
    db.close();
  }
}
