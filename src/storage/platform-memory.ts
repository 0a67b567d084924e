// The SQL behind chat/memory.ts: what a platform remembers over a restart.
import sql, { raw } from 'sql-template-tag';
import type { PlatformMemory, RememberedPost } from '../chat/memory.ts';
import type { Account } from '../kernel/account.ts';
import { atMost, type Database, type Write } from './database.ts';

interface PostRow {
  readonly id: number;
  readonly version: number;
  readonly channel: string;
  readonly reader: string;
  readonly author: string;
  readonly posted_at: number;
  readonly body: string;
  readonly outbox_key: string;
}

const columns = raw('id, version, channel, reader, author, posted_at, body, outbox_key');

function postOf(row: PostRow): RememberedPost {
  const { posted_at: at, outbox_key: key, ...rest } = row;
  return { ...rest, at, key };
}

/** Remembers in the tables of migration 0080; every call is a transaction of its own. */
export function createPlatformMemory(database: Database): PlatformMemory {
  return {
    directChannel: (account) =>
      database.read(async (read) => {
        const row = await read.get<{ channel: string }>(sql`
          SELECT channel FROM direct_channels
          WHERE platform = ${account.platform} AND workspace = ${account.workspace} AND account = ${account.user}`);
        return row?.channel;
      }),

    rememberDirectChannel: (account, channel) =>
      database.write((tx) => keepDirectChannel(tx, account, channel)),

    recall: (key) =>
      database.read(async (read) => {
        const row = await read.get<{ content: string }>(
          sql`SELECT content FROM platform_notes WHERE note = ${key}`,
        );
        return row?.content;
      }),

    remember: (key, value) =>
      database.write(async (tx) => {
        await tx.run(sql`
          INSERT INTO platform_notes (note, content) VALUES (${key}, ${value})
          ON CONFLICT (note) DO UPDATE SET content = excluded.content`);
      }),

    appendPost: (post) =>
      database.write(async (tx) => {
        const { newest_post: id, newest_version: version } = await count(tx, 1);
        await tx.run(sql`
          INSERT INTO web_posts (${columns}) VALUES (${id}, ${version}, ${post.channel}, ${post.reader},
            ${post.author}, ${post.at}, ${post.body}, ${post.key})`);
        return { ...post, id, version };
      }),

    changePost: (id, body) =>
      database.write(async (tx) => {
        const { newest_version: version } = await count(tx, 0);
        const row = await tx.get<PostRow>(sql`
          UPDATE web_posts SET body = ${body}, version = ${version} WHERE id = ${id} RETURNING ${columns}`);
        return row && postOf(row);
      }),

    postByKey: (key) =>
      database.read(async (read) => {
        // The empty key means "no outbox row", which many posts share.
        const row = await read.get<PostRow>(sql`
          SELECT ${columns} FROM web_posts WHERE outbox_key = ${key} AND outbox_key <> ''
          ORDER BY id LIMIT 1`);
        return row && postOf(row);
      }),

    post: (id) =>
      database.read(async (read) => {
        const row = await read.get<PostRow>(sql`SELECT ${columns} FROM web_posts WHERE id = ${id}`);
        return row && postOf(row);
      }),

    postsSince: (version, limit, reader) =>
      database.read(async (read) => {
        const rows = await read.all<PostRow>(sql`
          SELECT ${columns} FROM web_posts WHERE version > ${version} AND reader IN ('', ${reader})
          ORDER BY version DESC ${atMost(limit)}`);
        return rows.map(postOf).reverse();
      }),

    newestVersion: () =>
      database.read(async (read) => {
        const row = await read.get<{ newest_version: number }>(
          sql`SELECT newest_version FROM web_counters WHERE single = 1`,
        );
        return row?.newest_version ?? 0;
      }),
  };
}

async function keepDirectChannel(tx: Write, account: Account, channel: string): Promise<void> {
  await tx.run(sql`
    INSERT INTO direct_channels (platform, workspace, account, channel)
    VALUES (${account.platform}, ${account.workspace}, ${account.user}, ${channel})
    ON CONFLICT (platform, workspace, account) DO UPDATE SET channel = excluded.channel`);
}

/** Takes the next version, and the next id for each new post. It locks the row, so that posts become visible in the order of their versions. */
async function count(
  tx: Write,
  posts: 0 | 1,
): Promise<{ readonly newest_post: number; readonly newest_version: number }> {
  const row = await tx.get<{ newest_post: number; newest_version: number }>(sql`
    UPDATE web_counters SET newest_post = newest_post + ${posts}, newest_version = newest_version + 1
    WHERE single = 1 RETURNING newest_post, newest_version`);
  if (row === undefined) throw new Error('the row of web_counters is missing');
  return row;
}
