// What a platform remembers over a restart.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformMemory, RememberedPost } from '../../src/chat/memory.ts';
import type { Account } from '../../src/kernel/account.ts';
import { platformMemory } from '../../src/storage/migrations/0080-platform-memory.ts';
import { createPlatformMemory } from '../../src/storage/platform-memory.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { memoryDatabase } from '../support/sqlite.ts';

let database: SqliteDatabase;
let memory: PlatformMemory;
beforeEach(async () => {
  database = await memoryDatabase([platformMemory]);
  memory = createPlatformMemory(database);
});
afterEach(() => database.close());

const ana: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };
const hello: Omit<RememberedPost, 'id' | 'version'> = {
  channel: 'general',
  reader: '',
  author: 'bot',
  at: Date.UTC(2019, 6, 10),
  body: '{"blocks":[]}',
  key: 'k1',
};

describe('the memory of a platform', () => {
  it('keeps the newest direct channel of an account', async () => {
    expect(await memory.directChannel(ana)).toBeUndefined();
    await memory.rememberDirectChannel(ana, 'D01');
    await memory.rememberDirectChannel(ana, 'D02');
    await memory.rememberDirectChannel({ ...ana, workspace: 'T02' }, 'D03');
    expect(await memory.directChannel(ana)).toBe('D02');
    expect(await memory.directChannel({ ...ana, workspace: 'T02' })).toBe('D03');
    expect(await memory.directChannel({ ...ana, user: 'U02' })).toBeUndefined();
  });

  it('keeps the newest note under a key', async () => {
    expect(await memory.recall('read/c1')).toBeUndefined();
    await memory.remember('read/c1', '10');
    await memory.remember('read/c1', '20');
    expect(await memory.recall('read/c1')).toBe('20');
  });

  it('numbers posts and versions as they come, also at the same moment', async () => {
    const posts = await Promise.all([1, 2, 3].map(() => memory.appendPost(hello)));
    expect(posts.map(({ id, version }) => [id, version])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(posts[0]).toEqual({ ...hello, id: 1, version: 1 });
    expect(await memory.newestVersion()).toBe(3);
  });

  it('gives a changed post the newest version', async () => {
    await memory.appendPost(hello);
    await memory.appendPost({ ...hello, key: 'k2' });
    expect(await memory.changePost(1, '"new"')).toEqual({
      ...hello,
      id: 1,
      version: 3,
      body: '"new"',
    });
    expect(await memory.changePost(9, '"gone"')).toBeUndefined();
    expect((await memory.postsSince(0, 10, 'ana')).map(({ id }) => id)).toEqual([2, 1]);
  });

  it('finds a post by its key, and none by the empty key', async () => {
    await memory.appendPost({ ...hello, key: '' });
    const post = await memory.appendPost(hello);
    expect(await memory.postByKey('k1')).toEqual(post);
    expect(await memory.postByKey('k2')).toBeUndefined();
    expect(await memory.postByKey('')).toBeUndefined();
  });

  it('finds a post by its id', async () => {
    const post = await memory.appendPost(hello);
    expect(await memory.post(post.id)).toEqual(post);
    expect(await memory.post(99)).toBeUndefined();
  });

  it('shows nobody what is for another reader', async () => {
    await memory.appendPost({ ...hello, key: '', reader: 'ana' });
    await memory.appendPost({ ...hello, key: '', reader: 'ben' });
    await memory.appendPost({ ...hello, key: '', reader: '' });
    const ids = async (reader: string) =>
      (await memory.postsSince(0, 10, reader)).map(({ id }) => id);
    expect(await ids('ana')).toEqual([1, 3]);
    expect(await ids('ben')).toEqual([2, 3]);
  });

  it('tells what changed after a version, the oldest change first, at most the newest few', async () => {
    expect(await memory.newestVersion()).toBe(0);
    for (let i = 0; i < 5; i++) await memory.appendPost(hello);
    const versions = async (after: number, limit: number) =>
      (await memory.postsSince(after, limit, 'ana')).map(({ version }) => version);
    expect(await versions(3, 10)).toEqual([4, 5]);
    expect(await versions(0, 3)).toEqual([3, 4, 5]);
    expect(await versions(5, 3)).toEqual([]);
  });
});
