// A CSV file of posts to plain values: network, account, post, at, and the figures that are known.
import { z } from 'zod';
import { rowMistakes, type TableKind, wholeNumber } from '../followers/files/table.ts';
import { account, network } from '../followers/files.ts';
import { ok, refuse } from '../kernel/result.ts';
import { type Instant, instantOf, isLocalDate, isLocalTime, type Zone } from '../kernel/time.ts';
import { type FiledPost, noFigures } from './rules.ts';

/** No post was ever shown as often: a larger number is a slip. */
const mostOfAnything = 1_000_000_000_000;

const figure = z
  .string()
  .transform((typed, context) => {
    const number = wholeNumber(typed);
    if (number !== undefined && number <= mostOfAnything) return number;
    context.addIssue({
      code: 'custom',
      message:
        number === undefined
          ? `“${typed}” must be a whole number without dividers, like 412000; leave it empty where it is not known`
          : `“${typed}” is more than anything was ever counted`,
      input: typed,
    });
    return z.NEVER;
  })
  .optional();

const post = z
  .string()
  .max(300, 'must have at most 300 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters')
  .refine(
    (id) => !/^\d(?:[.,]\d+)?E\+\d+$/i.test(id),
    'a spreadsheet has cut this number; format its column as text and fill it in again',
  );

const url = z
  .string()
  .max(500, 'must have at most 500 characters')
  .regex(/^https?:\/\/[^\s\p{Cc}]+$/iu, 'must be an address that begins with https://')
  .optional();

const moment = (zone: Zone) =>
  z.string().transform((typed, context) => {
    const at = readInstant(typed, zone);
    if (at !== undefined) return at;
    context.addIssue({
      code: 'custom',
      message: `“${typed}” must be a day like 2019-07-08, with its time if you have it: 2019-07-08 18:00`,
      input: typed,
    });
    return z.NEVER;
  });

const rowOf = (zone: Zone) =>
  z
    .strictObject({
      network,
      account,
      post,
      at: moment(zone),
      url,
      likes: figure,
      comments: figure,
      shares: figure,
      quotes: figure,
      saves: figure,
      clicks: figure,
      reach: figure,
      views: figure,
      paid_views: figure,
    })
    .refine(({ views, paid_views }) => paid_views === undefined || paid_views <= (views ?? -1), {
      path: ['paid_views'],
      message: 'is more than views, of which it is a part',
    });

/** Times without an offset are wall times of `zone`, and a day alone is its noon. */
export function postsTable(zone: Zone): TableKind<FiledPost> {
  const row = rowOf(zone);
  return {
    needed: ['network', 'account', 'post', 'at'],
    optional: [
      'url',
      'likes',
      'comments',
      'shares',
      'quotes',
      'saves',
      'clicks',
      'reach',
      'views',
      'paid_views',
    ],
    read: (cells) => {
      const read = row.safeParse(cells, { reportInput: true });
      if (!read.success) return refuse(rowMistakes(read.error));
      const {
        network: of,
        account: named,
        post: id,
        at,
        url: seen,
        paid_views,
        ...told
      } = read.data;
      return ok({
        account: { network: of, account: named },
        post: { ...noFigures, ...told, paidViews: paid_views, id, at, url: seen },
      });
    },
    keyOf: ({ account: { network: of, account: named }, post: { id } }) =>
      `the post ${id} of ${of} ${named.toLowerCase()}`,
  };
}

/** `2019-07-08`, `2019-07-08 18:00`, `2019-07-08T18:00:05+0200`, `8.7.2019 18:00`; undefined where it is none of these, or before 2000. */
export function readInstant(typed: string, zone: Zone): Instant | undefined {
  const written =
    /^(2\d{3}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::([0-5]\d)(?:\.\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      typed.replace(
        // Day before month, as in Geneva; with a slash nobody could tell.
        /^(\d{1,2})\.(\d{1,2})\.(2\d{3})\b/,
        (_, day: string, month: string, year: string) =>
          `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
      ),
    );
  const [, on = '', clock = '12:00', seconds = '00', offset] = written ?? [];
  const time = clock.padStart(5, '0');
  if (!isLocalDate(on) || !isLocalTime(time)) return undefined;
  if (offset === undefined) return instantOf(on, time, zone) + Number(seconds) * 1_000;
  const at = Date.parse(
    `${on}T${time}:${seconds}${offset.toUpperCase().replace(/(\d{2})(\d{2})$/, '$1:$2')}`,
  );
  return Number.isNaN(at) ? undefined : at;
}
