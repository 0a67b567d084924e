// The SQL of posts: at most one row an account, post and origin.
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Network } from '../followers/rules.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import {
  type Answered,
  type Figure,
  interactionKinds,
  kindsCounted,
  type Post,
  type PostOrigin,
} from './rules.ts';

type Wide = number | string;

interface PostRow extends Readonly<Record<Exclude<Figure, 'paidViews'>, Wide | null>> {
  readonly post: string;
  readonly origin: PostOrigin;
  readonly posted_at: Wide;
  readonly url: string | null;
  readonly paid_views: Wide | null;
}

const columns = sql`post, origin, posted_at, url, likes, comments, shares, quotes, saves, clicks, reach, views, paid_views`;

// PostgreSQL may give wide whole numbers as text.
const figure = (value: Wide | null): number | undefined =>
  value === null ? undefined : Number(value);

function postOf(row: PostRow): Post & { readonly origin: PostOrigin } {
  return {
    id: row.post,
    origin: row.origin,
    at: Number(row.posted_at),
    url: row.url ?? undefined,
    likes: figure(row.likes),
    comments: figure(row.comments),
    shares: figure(row.shares),
    quotes: figure(row.quotes),
    saves: figure(row.saves),
    clicks: figure(row.clicks),
    reach: figure(row.reach),
    views: figure(row.views),
    paidViews: figure(row.paid_views),
  };
}

/** The posts of an account from one instant (which belongs to it) to another, of all origins, in no promised order. */
export async function postsBetween(
  read: Read,
  account: string,
  from: Instant,
  until: Instant,
): Promise<readonly (Post & { readonly origin: PostOrigin })[]> {
  const rows = await read.all<PostRow>(sql`
    SELECT ${columns} FROM network_posts
    WHERE account_id = ${account} AND posted_at >= ${from} AND posted_at <= ${until}`);
  return rows.map(postOf);
}

/**
 * The same as `answeredOf` says of the posts that stand from one instant (which belongs to it) to another, added up where they lie: years of posts of many
 * accounts are looked at in one answer.
 */
export async function answeredBetween(
  read: Read,
  account: string,
  from: Instant,
  until: Instant,
): Promise<Pick<Answered, 'all' | 'kinds' | 'posts'>> {
  const within = (table: Sql) =>
    sql`${table}.account_id = ${account} AND ${table}.posted_at >= ${from} AND ${table}.posted_at <= ${until}`;
  // What a file says of a post stands before what the network says.
  const standing = sql`FROM network_posts AS told WHERE ${within(raw('told'))} AND (told.origin = 'file' OR NOT EXISTS (
    SELECT 1 FROM network_posts AS filed
    WHERE filed.post = told.post AND filed.origin = 'file' AND ${within(raw('filed'))}))`;
  const telling = await read.get<Readonly<Record<string, Wide>>>(sql`
    SELECT COUNT(*) AS posts, ${join(interactionKinds.map((kind) => raw(`COUNT(told.${kind}) AS ${kind}`)))} ${standing}`);
  const all = Number(telling?.['posts'] ?? 0);
  const kinds = kindsCounted(all, (kind) => Number(telling?.[kind] ?? 0));
  if (kinds.length === 0) return { all, kinds, posts: [] };
  const sum = join(
    kinds.map((kind) => raw(`told.${kind}`)),
    ' + ',
  );
  const rows = await read.all<Pick<PostRow, 'post' | 'posted_at' | 'url'> & { answers: Wide }>(sql`
    SELECT told.post, told.posted_at, told.url, ${sum} AS answers ${standing} AND ${sum} IS NOT NULL`);
  return {
    all,
    kinds,
    posts: rows.map((row) => ({
      id: row.post,
      at: Number(row.posted_at),
      url: row.url ?? undefined,
      interactions: Number(row.answers),
    })),
  };
}

/** When the newest post up to an instant was posted; undefined where there is none. */
export async function newestPostAt(
  read: Read,
  account: string,
  until: Instant,
): Promise<Instant | undefined> {
  const row = await read.get<{ newest: Wide | null }>(sql`
    SELECT MAX(posted_at) AS newest FROM network_posts
    WHERE account_id = ${account} AND posted_at <= ${until}`);
  return figure(row?.newest ?? null);
}

export type KeptPost = 'added' | 'changed' | 'same';

/** Keeps a post in the place of an earlier one of the same account, name and origin; `now` is when its figures were told. */
export async function keepPost(
  tx: Write,
  account: string,
  post: Post,
  origin: PostOrigin,
  now: Instant,
): Promise<KeptPost> {
  const told = (value: number | undefined) => value ?? null;
  const { likes, comments, shares, quotes, saves, clicks, reach, views, paidViews } = post;
  const added = await tx.run(sql`
    INSERT INTO network_posts (account_id, ${columns}, noted_at)
    VALUES (${account}, ${post.id}, ${origin}, ${post.at}, ${post.url ?? null}, ${told(likes)}, ${told(comments)},
      ${told(shares)}, ${told(quotes)}, ${told(saves)}, ${told(clicks)}, ${told(reach)}, ${told(views)},
      ${told(paidViews)}, ${now})
    ON CONFLICT (account_id, post, origin) DO NOTHING`);
  if (added === 1) return 'added';
  const changed = await tx.run(sql`
    UPDATE network_posts SET posted_at = ${post.at}, url = ${post.url ?? null}, likes = ${told(likes)},
      comments = ${told(comments)}, shares = ${told(shares)}, quotes = ${told(quotes)}, saves = ${told(saves)},
      clicks = ${told(clicks)}, reach = ${told(reach)}, views = ${told(views)}, paid_views = ${told(paidViews)},
      noted_at = ${now}
    WHERE account_id = ${account} AND post = ${post.id} AND origin = ${origin}
      AND (posted_at <> ${post.at} OR url IS DISTINCT FROM ${post.url ?? null}
        OR likes IS DISTINCT FROM ${told(likes)} OR comments IS DISTINCT FROM ${told(comments)}
        OR shares IS DISTINCT FROM ${told(shares)} OR quotes IS DISTINCT FROM ${told(quotes)}
        OR saves IS DISTINCT FROM ${told(saves)} OR clicks IS DISTINCT FROM ${told(clicks)}
        OR reach IS DISTINCT FROM ${told(reach)} OR views IS DISTINCT FROM ${told(views)}
        OR paid_views IS DISTINCT FROM ${told(paidViews)})`);
  if (changed === 1) return 'changed';
  // What a network told again is of now, also where it is the same: its terms may let it be kept for some days only.
  if (origin === 'network')
    await tx.run(sql`
      UPDATE network_posts SET noted_at = ${now}
      WHERE account_id = ${account} AND post = ${post.id} AND origin = ${origin}`);
  return 'same';
}

/** Deletes what a network told up to an instant; what came from a file is the operator's own. Returns how many posts. */
export async function forgetPosts(tx: Write, network: Network, until: Instant): Promise<number> {
  return tx.run(sql`
    DELETE FROM network_posts WHERE origin = 'network' AND noted_at <= ${until}
      AND account_id IN (SELECT id FROM follower_accounts WHERE network = ${network})`);
}
