// What SQL adds up of an account's posts beside what the rules say of the same posts.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFollowers, watchedAccounts } from '../../src/followers/store.ts';
import {
  answeredOf,
  interactionKinds,
  noFigures,
  type Post,
  type PostOrigin,
  standingPosts,
} from '../../src/insights/rules.ts';
import { answeredBetween, keepPost, postsBetween } from '../../src/insights/store.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { memoryDatabase } from '../support/sqlite.ts';

let database: SqliteDatabase;
let made = 0;
beforeAll(async () => {
  database = await memoryDatabase();
});
afterAll(() => database.close());

async function newAccount() {
  made += 1;
  const name = `A${made}`;
  const newId = () => `f${String(made).padStart(5, '0')}`;
  await database.write((tx) =>
    loadFollowers(tx, { accounts: [{ network: 'x', account: name }], readings: [] }, newId, 0),
  );
  const account = (await database.read(watchedAccounts)).find((one) => one.account === name);
  if (!account) throw new Error('an account that was loaded is watched');
  return account;
}

const told = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined });
const kept = fc.record({
  // Few names and instants, so that both origins tell of one post, within and beyond the window.
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  at: fc.integer({ min: 0, max: 12 }),
  origin: fc.constantFrom<PostOrigin>('file', 'network'),
  figures: fc.record(Object.fromEntries(interactionKinds.map((kind) => [kind, told]))),
});

describe('what people did with posts', () => {
  it('is the same added up where it lies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(kept, { maxLength: 12 }), async (posts) => {
        const account = await newAccount();
        await database.write(async (tx) => {
          for (const { id, at, origin, figures } of posts) {
            const post: Post = { ...noFigures, ...figures, id, at, url: undefined };
            await keepPost(tx, account.id, post, origin, 20);
          }
        });
        const [from, until] = [2, 10];
        const [all, answered] = await database.read(async (read) => [
          await postsBetween(read, account.id, from, until),
          await answeredBetween(read, account.id, from, until),
        ]);
        const rule = answeredOf({ account, readings: [], zone: 'UTC', posts: standingPosts(all) });
        const inOrder = (list: typeof rule.posts) =>
          list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect({ ...answered, posts: inOrder(answered.posts) }).toEqual({
          all: rule.all,
          kinds: rule.kinds,
          posts: inOrder(rule.posts),
        });
      }),
      { numRuns: 60 },
    );
  });
});
