// What an engine must do that runs bodies to their end, one after the other, and commits many at once.
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Write } from '../../src/storage/database.ts';
import type { StorageEngine } from './storage-contract.ts';
import { add, counting, failing, orphan, valueIn } from './storage-programs.ts';

/** What a body may do; each gives what it saw. */
const deeds = ['add', 'count', 'note', 'note again', 'look', 'throw', 'break a rule'] as const;

function deciding(body: readonly (typeof deeds)[number][]) {
  const row = async (tx: Write) =>
    (await tx.get<{ next: number }>(sql`SELECT COUNT(*) + 1 AS next FROM notes`))?.next ?? 0;
  const act: Readonly<Record<(typeof deeds)[number], (tx: Write) => Promise<unknown>>> = {
    add: add(1),
    count: (tx) =>
      tx.all(sql`UPDATE counters SET value = value * 2 + 1 WHERE name = 'two' RETURNING value`),
    note: async (tx) =>
      tx.run(sql`INSERT INTO notes (id, counter) VALUES (${await row(tx)}, 'one')`),
    'note again': (tx) =>
      tx.run(
        sql`INSERT INTO notes (id, counter) VALUES (1, 'two') ON CONFLICT (id) DO UPDATE SET counter = 'two'`,
      ),
    look: (tx) => tx.all(sql`SELECT name, value FROM counters ORDER BY name`),
    throw: () => Promise.reject(new Error('changed its mind')),
    'break a rule': (tx) => tx.run(sql`UPDATE counters SET value = 1000000 WHERE name = 'one'`),
  };
  return async (tx: Write) => {
    const seen: unknown[] = [];
    for (const deed of body) seen.push(await act[deed](tx));
    return seen;
  };
}

export function groupingContract(engine: StorageEngine): void {
  describe(`grouping on ${engine.name}`, () => {
    let database: Database;
    let remove: () => Promise<void> | void;
    let commits: number[];

    beforeEach(async () => {
      const place = await engine.place();
      remove = place.remove;
      commits = [];
      database = await engine.open(place.url, counting, (decisions) => commits.push(decisions));
      commits.length = 0;
    });
    afterEach(async () => {
      await database.close();
      await remove();
    });

    const value = () => database.read((read) => valueIn(read));

    describe('groups', () => {
      it('takes decisions that wait at the same moment into one commit', async () => {
        await Promise.all(Array.from({ length: 64 }, () => database.write(add(1))));
        expect(commits).toEqual([64]);
        expect(await value()).toBe(64);
      });

      it('takes what came during a commit into the next one', async () => {
        const hand = async () => {
          for (let i = 0; i < 3; i++) await database.write(add(1));
        };
        await Promise.all(Array.from({ length: 10 }, hand));
        expect(commits).toEqual([10, 10, 10]);
      });

      it('bounds a group', async () => {
        await Promise.all(Array.from({ length: 300 }, () => database.write(add(1))));
        expect(commits).toEqual([256, 44]);
      });

      it('commits nothing where every decision failed', async () => {
        await Promise.allSettled([database.write(failing), database.write(failing)]);
        expect(commits).toEqual([0]);
      });

      it('answers nobody before the commit', async () => {
        const told: string[] = [];
        const writes = [1, 2].map((n) =>
          database
            .write(async (tx) => {
              told.push(`body ${n}`);
              await add(1)(tx);
            })
            .then(() => told.push(`answer ${n}, commits ${commits.length}`)),
        );
        await Promise.all(writes);
        expect(told).toEqual(['body 1', 'body 2', 'answer 1, commits 1', 'answer 2, commits 1']);
      });

      it('gives what the same decisions give one after the other, whichever of them fail', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.array(fc.constantFrom(...deeds), { maxLength: 4 }), { maxLength: 12 }),
            async (bodies) => {
              const settled = async (together: boolean) => {
                const place = await engine.place();
                const own = await engine.open(place.url, counting);
                const outcomes: PromiseSettledResult<unknown>[] = [];
                if (together)
                  outcomes.push(
                    ...(await Promise.allSettled(bodies.map((body) => own.write(deciding(body))))),
                  );
                else
                  for (const body of bodies)
                    outcomes.push(...(await Promise.allSettled([own.write(deciding(body))])));
                const kept = await own.read(async (read) => [
                  await read.all(sql`SELECT name, value FROM counters ORDER BY name`),
                  await read.all(sql`SELECT id, counter FROM notes ORDER BY id`),
                ]);
                await own.close();
                await place.remove();
                return {
                  kept,
                  outcomes: outcomes.map((one) =>
                    one.status === 'fulfilled' ? one.value : String(one.reason),
                  ),
                };
              };
              expect(await settled(true)).toEqual(await settled(false));
            },
          ),
          { numRuns: 40 },
        );
      });

      it('fails every decision of a commit that failed, with the same cause', async () => {
        const outcomes = await Promise.allSettled([
          database.write(add(1)),
          database.write(orphan),
          database.write(failing),
          database.write(add(2)),
        ]);
        const reasons = outcomes.map((outcome) =>
          outcome.status === 'rejected' ? (outcome.reason as Error) : undefined,
        );
        expect(reasons.map((reason) => (reason as { kind?: string }).kind)).toEqual([
          'commit',
          'commit',
          undefined,
          'commit',
        ]);
        expect(reasons[2]?.message).toBe('changed its mind');
        expect(reasons[0]?.cause).toBeInstanceOf(Error);
        expect(reasons[0]?.cause).toBe(reasons[1]?.cause);
        expect(reasons[0]?.cause).toBe(reasons[3]?.cause);
        expect(await value()).toBe(0);
      });
    });

    describe('a body that lets go of the event loop', () => {
      const letGo: Record<string, () => Promise<unknown>> = {
        'for a timer': () => new Promise((resolve) => setTimeout(resolve, 0)),
        'for a turn': () => new Promise((resolve) => setImmediate(resolve)),
        'for a tick': () => new Promise((resolve) => process.nextTick(resolve)),
        'for another write': () => database.write(async () => 0),
        'for a read': () => value(),
        'for ever': () => new Promise(() => undefined),
      };

      it.each(Object.entries(letGo))('is failed and undone: %s', async (_, wait) => {
        let later: Promise<unknown> | undefined;
        const outcomes = await Promise.allSettled([
          database.write(add(1)),
          database.write(async (tx) => {
            await add(1000)(tx);
            later = wait().then(() => add(1000)(tx));
            later.catch(() => undefined);
            await later;
          }),
          database.write(add(2)),
        ]);
        expect(outcomes).toMatchObject([
          { value: 1 },
          { reason: { name: 'StorageError', kind: 'yielded' } },
          { value: 2 },
        ]);
        if (wait !== letGo['for ever']) {
          await expect(later).rejects.toMatchObject({ kind: 'yielded' });
        }
        expect(await value()).toBe(3);
        expect(commits[0]).toBe(2);
      });

      it('is failed in a read too, and the next read goes on', async () => {
        const read = database.read(async (tx) => {
          await new Promise((resolve) => setImmediate(resolve));
          return valueIn(tx);
        });
        await expect(read).rejects.toMatchObject({ kind: 'yielded' });
        expect(await value()).toBe(0);
      });

      it('is not mistaken for one that reads again and again', async () => {
        let turned = false;
        setImmediate(() => {
          turned = true;
        });
        while (!turned) await value();
        expect(turned).toBe(true);
      });

      it('may await as many promises as it likes that need no turn', async () => {
        const sum = await database.write(async (tx) => {
          for (let i = 0; i < 1000; i++) await Promise.resolve();
          return add(3)(tx);
        });
        expect(sum).toBe(3);
      });
    });
  });
}
