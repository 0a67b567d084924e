// What an engine must do that runs bodies to their end, one after the other, and commits many at once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import type { StorageEngine } from './storage-contract.ts';
import { add, counting, failing, orphan, valueIn } from './storage-programs.ts';

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
