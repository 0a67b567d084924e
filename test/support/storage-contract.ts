// What every engine behind the storage port must do. An engine passes a descriptor and inherits the suite.
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Write } from '../../src/storage/database.ts';
import { groupingContract } from './storage-grouping.ts';
import {
  add,
  addOne,
  counting,
  failing,
  type Open,
  orphan,
  startProgram,
  valueIn,
} from './storage-programs.ts';

export interface StorageEngine {
  readonly name: string;
  readonly open: Open;
  /** The file of a second program that opens it (`obey`). */
  readonly second: string;
  /** Whether bodies run to their end before anything else does, grouped into commits. */
  readonly grouping: boolean;
  /** A fresh, empty place. */
  readonly place: () => Promise<{ readonly url: string; remove(): Promise<void> | void }>;
}

export function storageContract(engine: StorageEngine): void {
  describe(`the storage port on ${engine.name}`, () => {
    let database: Database;
    let url: string;
    let remove: () => Promise<void> | void;

    beforeEach(async () => {
      ({ url, remove } = await engine.place());
      database = await engine.open(url, counting);
    });
    afterEach(async () => {
      await database.close();
      await remove();
    });

    const value = (from = database) => from.read((read) => valueIn(read));
    it('answers with what the body returned, and keeps its changes', async () => {
      expect(await database.write(add(7))).toBe(7);
      expect(await value()).toBe(7);
    });

    it('tells how many rows a statement changed, also where it returns them', async () => {
      const counts = await database.write(async (tx) => [
        await tx.run(sql`UPDATE counters SET value = 1`),
        await tx.run(sql`UPDATE counters SET value = 2 WHERE name = 'nobody'`),
        await tx.run(sql`UPDATE counters SET value = 3 RETURNING name`),
        (await tx.all(sql`SELECT name FROM counters`)).length,
      ]);
      expect(counts).toEqual([2, 0, 2, 2]);
    });

    it('keeps instants, bytes and nothing as they are', async () => {
      const at = Date.UTC(2019, 6, 10, 16, 0, 0, 123);
      const content = new Uint8Array([0, 255, 7]);
      await database.write(async (tx) => {
        await tx.run(
          sql`INSERT INTO notes (id, counter, content, made_at) VALUES (1, ${null}, ${content}, ${at})`,
        );
      });
      const row = await database.read((read) =>
        read.get<{ counter: null; content: Uint8Array; made_at: number }>(
          sql`SELECT counter, content, made_at FROM notes WHERE id = 1`,
        ),
      );
      expect(row?.counter).toBeNull();
      expect(row?.made_at).toBe(at);
      expect([...(row?.content ?? [])]).toEqual([0, 255, 7]);
      expect(await database.read((read) => read.get(sql`SELECT 1 FROM notes WHERE id = 2`))).toBe(
        undefined,
      );
    });

    it('undoes a body that fails, and rejects with what it threw', async () => {
      await expect(database.write(failing)).rejects.toThrow('changed its mind');
      expect(await value()).toBe(0);
    });

    it('undoes a body that fails before it returns a promise', async () => {
      const write = database.write(() => {
        throw new Error('at once');
      });
      await expect(write).rejects.toThrow('at once');
      expect(await database.write(add(1))).toBe(1);
    });

    it('leaves the decisions beside a failing one whole', async () => {
      const outcomes = await Promise.allSettled([
        database.write(add(1)),
        database.write(failing),
        database.write(add(2)),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await value()).toBe(3);
    });

    it('fails a decision whose statement failed, even where the body caught it', async () => {
      const write = database.write(async (tx) => {
        await add(1)(tx);
        await tx.run(sql`INSERT INTO counters (name, value) VALUES ('one', 0)`).catch(() => 0);
        return 'all is well';
      });
      await expect(write).rejects.toMatchObject({ name: 'StorageError', kind: 'constraint' });
      expect(await value()).toBe(0);
    });

    it('keeps nothing where the commit fails, and goes on afterwards', async () => {
      await expect(database.write(orphan)).rejects.toMatchObject({ kind: 'commit' });
      expect(await database.read((read) => read.all(sql`SELECT id FROM notes`))).toEqual([]);
      await database.write(add(4));
      expect(await value()).toBe(4);
    });

    it('shows a reader only what is committed', async () => {
      let seen: Promise<number | undefined> | undefined;
      const undone = database.write(async (tx) => {
        await add(5)(tx);
        seen = value();
        expect(await valueIn(tx)).toBe(5);
        throw new Error('changed its mind');
      });
      await expect(undone).rejects.toThrow('changed its mind');
      expect(await seen).toBe(0);
    });

    it('ends a transaction with its body: later calls reject', async () => {
      let kept: Write | undefined;
      await database.write(async (tx) => {
        kept = tx;
      });
      await expect(kept?.run(sql`UPDATE counters SET value = 9`)).rejects.toThrow('has ended');
      expect(await value()).toBe(0);
    });

    it('finishes what was asked before it closes, and rejects what comes later', async () => {
      const asked = [database.write(add(1)), database.write(add(2)), value()];
      const closed = database.close();
      const late = [database.write(add(4)), database.read((read) => valueIn(read))];
      for (const call of late) await expect(call).rejects.toMatchObject({ kind: 'closed' });
      await Promise.all(asked);
      await closed;
      await database.close();
      const again = await engine.open(url, counting);
      expect(await value(again)).toBe(3);
      await again.close();
    });

    it('settles any mixture of decisions as each alone would be', async () => {
      const kinds = fc.array(fc.constantFrom('add', 'throw', 'break'), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(kinds, async (mixture) => {
          const before = (await value()) ?? 0;
          const outcomes = await Promise.allSettled(
            mixture.map((kind) =>
              database.write(async (tx) => {
                await add(1)(tx);
                if (kind === 'throw') throw new Error('no');
                if (kind === 'break') await add(1_000_000)(tx);
              }),
            ),
          );
          expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual(
            mixture.map((kind) => kind === 'add'),
          );
          expect(await value()).toBe(before + mixture.filter((kind) => kind === 'add').length);
        }),
        { numRuns: 25 },
      );
    });

    it('loses no update where two programs write at once', async () => {
      const programs = [1, 2].map(() => startProgram('add', engine.second, url, 200));
      for (const program of programs) expect(await program.said()).toBe('ready');
      for (const program of programs) program.go();
      for (let i = 0; i < 50; i++) await addOne(database);
      for (const program of programs) expect(await program.ended()).toBe(0);
      expect(await database.read((read) => valueIn(read, 'one'))).toBe(450);
      expect(await database.read((read) => valueIn(read, 'two'))).toBe(450);
    });
  });

  if (engine.grouping) groupingContract(engine);
}
