// A CSV file of follower counts: network, account, on, value, bound, source, series; the same as readings of the followers file.
import { z } from 'zod';
import { ok, refuse } from '../../kernel/result.ts';
import { account, day, network, source } from '../files.ts';
import {
  allSeries,
  bounds,
  type FollowersFile,
  fitsBound,
  mostFollowers,
  type Series,
  usualSeries,
} from '../rules.ts';
import { rowMistakes, type TableKind, wholeNumber } from './table.ts';

/** Without a series the usual one of its network is meant. */
export type FiledReading = FollowersFile['readings'][number] & {
  readonly series: Series | undefined;
};

const value = z.string().transform((typed, context) => {
  const number = wholeNumber(typed);
  if (number !== undefined && number <= mostFollowers) return number;
  context.addIssue({
    code: 'custom',
    message:
      number === undefined
        ? `“${typed}” must be a whole number without dividers, like 412000`
        : 'is more than there are people',
    input: typed,
  });
  return z.NEVER;
});

const row = z
  .strictObject({
    network,
    account,
    on: day,
    value,
    bound: z.enum(bounds, `must be one of ${bounds.join(', ')}`).default('exact'),
    source,
    series: z.enum(allSeries, `must be one of ${allSeries.join(', ')}`).optional(),
  })
  .refine((reading) => fitsBound(reading), {
    path: ['value'],
    message: 'has more than three digits before its zeros, which floor3 cannot have',
  });

/** Without a bound a count is exact. */
export const readingsTable: TableKind<FiledReading> = {
  needed: ['network', 'account', 'on', 'value', 'source'],
  optional: ['bound', 'series'],
  read: (cells) => {
    const read = row.safeParse(cells, { reportInput: true });
    if (!read.success) return refuse(rowMistakes(read.error));
    const { series, ...reading } = read.data;
    return ok({ ...reading, series });
  },
  keyOf: (reading) =>
    `the reading of ${reading.network} ${reading.account.toLowerCase()}, ${reading.series ?? usualSeries(reading.network, reading.account)}, on ${reading.on}`,
};
