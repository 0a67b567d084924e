// A database from before there were offers: its seats stay what they were, and the database holds the rule of offers from then on.
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../src/storage/migrations/index.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';

it('keeps the seats of a database that is older than offers', async () => {
  const directory = freshDirectory();
  onTestFinished(directory.remove);
  const url = `file:${join(directory.path, 'old.db')}`;
  const before = migrations.filter(({ number }) => number < 110);
  const old = await openSqlite(sqliteOptions(url, before));
  await old.write(async (tx) => {
    await tx.run(
      sql`INSERT INTO series (id, series_key, facts, zone) VALUES ('s1', 'icdd', '{}', 'UTC')`,
    );
    await tx.run(sql`
      INSERT INTO talks (id, series_id, number, zone, starts_at, ends_at, starts_local, ends_local, speakers, place, capacity, elsewhere, dinner, revision, phase)
      VALUES ('t1', 's1', 9, 'UTC', 1000, 2000, '', '', '[]', 'Here', 1, 0, 0, 3, 'open')`);
    for (const [i, state] of ['confirmed', 'waiting', 'ended'].entries()) {
      const key = `web:u${i}`;
      await tx.run(sql`INSERT INTO persons (id, created_at) VALUES (${`p${i}`}, 1)`);
      await tx.run(sql`
        INSERT INTO accounts (key, platform, workspace, user_id, person_id) VALUES (${key}, 'web', '', ${`u${i}`}, ${`p${i}`})`);
      await tx.run(sql`
        INSERT INTO seats (id, talk_id, person_id, account_key, state, place, since, ended_at)
        VALUES (${`seat${i}`}, 't1', ${`p${i}`}, ${key}, ${state}, ${i}, 1, ${state === 'ended' ? 5 : null})`);
    }
  });
  await old.close();

  const database = await openSqlite(sqliteOptions(url, migrations));
  onTestFinished(() => database.close());
  const rows = () =>
    database.read((read) => read.all(sql`SELECT id, state, offered_until FROM seats ORDER BY id`));
  const kept = [
    { id: 'seat0', state: 'confirmed', offered_until: null },
    { id: 'seat1', state: 'waiting', offered_until: null },
    { id: 'seat2', state: 'ended', offered_until: null },
  ];
  expect(await rows()).toEqual(kept);
  for (const wrong of [
    sql`UPDATE seats SET state = 'offered' WHERE id = 'seat1'`,
    sql`UPDATE seats SET offered_until = 9 WHERE id = 'seat0'`,
    sql`INSERT INTO seat_gifts VALUES ('g1', 't1', 'p0', 'web:u0', 'p0', 'web:u0', 'open', 4, 1, NULL)`,
  ])
    await expect(database.write((tx) => tx.run(wrong))).rejects.toMatchObject({
      kind: 'constraint',
    });
  expect(await rows()).toEqual(kept);
});
