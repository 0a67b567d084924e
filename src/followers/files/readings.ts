// A CSV file of follower counts: network, account, on, value, bound, source; the same as readings of the followers file.
import { z } from 'zod';
import { ok, refuse } from '../../kernel/result.ts';
import { account, day, network, source } from '../files.ts';
import { bounds, type FollowersFile, fitsBound, mostFollowers } from '../rules.ts';
import { rowMistakes, type TableKind, wholeNumber } from './table.ts';

export type FiledReading = FollowersFile['readings'][number];

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
  })
  .refine((reading) => fitsBound(reading), {
    path: ['value'],
    message: 'has more than three digits before its zeros, which floor3 cannot have',
  });

/** Without a bound a count is exact. */
export const readingsTable: TableKind<FiledReading> = {
  needed: ['network', 'account', 'on', 'value', 'source'],
  optional: ['bound'],
  read: (cells) => {
    const read = row.safeParse(cells, { reportInput: true });
    return read.success ? ok(read.data) : refuse(rowMistakes(read.error));
  },
  keyOf: (reading) =>
    `the reading of ${reading.network} ${reading.account.toLowerCase()} on ${reading.on}`,
};
