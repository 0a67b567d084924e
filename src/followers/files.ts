// data/followers.yaml to plain values. A file with a mistake is refused whole: line, what is wrong.
import { isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isLocalDate } from '../kernel/time.ts';
import {
  bounds,
  type FollowersFile,
  fitsBound,
  mostFollowers,
  type Network,
  networkOf,
  networks,
} from './rules.ts';

/** What is wrong, ready to print: `data/followers.yaml:12: …`. */
export interface FileMistake {
  readonly line: number;
  readonly message: string;
}

const knownNetworks = `must be one of ${networks.join(', ')} (twitter is understood for x)`;
/** In the file, what is counted elsewhere stands under that word. */
const networkNamed = (name: string): Network | undefined =>
  name.trim().toLowerCase() === 'elsewhere' ? 'elsewhere' : networkOf(name);
export const network = z.string().transform((name, context) => {
  const known = networkNamed(name);
  if (known) return known;
  context.addIssue({ code: 'custom', message: knownNetworks });
  return z.NEVER;
});
export const account = z
  .string()
  .trim()
  .regex(
    /^@?[\p{L}\p{N}][\p{L}\p{N}._@/-]{0,79}$/u,
    'must be an account without spaces, such as CERN',
  )
  .transform((name) => name.replace(/^@/, ''));
export const day = z
  .string()
  .refine(
    (on) => /^2/.test(on) && isLocalDate(on),
    'must be a day of the calendar like 2019-07-08',
  );
const count = z
  .number('must be a whole number without dividers, like 412000')
  .int('must be a whole number')
  .min(0, 'must not be below zero')
  .max(mostFollowers, 'is more than there are people');
export const source = z
  .string()
  .trim()
  .min(1, 'must say where the count comes from')
  .max(200, 'must have at most 200 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

const fileSchema = z.strictObject({
  accounts: z.record(z.string(), z.array(account)),
  readings: z
    .array(
      z
        .strictObject({
          network,
          account,
          on: day,
          value: count,
          bound: z.enum(bounds, `must be one of ${bounds.join(', ')}`),
          source,
        })
        .refine((reading) => fitsBound(reading), {
          path: ['value'],
          message: 'has more than three digits before its zeros, which floor3 cannot have',
        }),
    )
    .optional(),
});

/** Whether the text looks like a followers file (and not a talks file): it has `accounts` and no `series`. */
export function looksLikeFollowers(text: string): boolean {
  return /^accounts:/m.test(text) && !/^series:/m.test(text);
}

/** Reads a followers file. All mistakes are told at once, each with its line. */
export function readFollowers(text: string): Result<FollowersFile, readonly FileMistake[]> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: counter.linePos(pos[0]).line,
    message,
  }));
  // A few aliases of aliases make a small file endless, and this one needs none.
  visit(document, {
    Alias: (_, { source: name, range }) => {
      const line = counter.linePos(range?.[0] ?? 0).line;
      mistakes.push({ line, message: `*${name}: write the value out, aliases are not read` });
    },
  });
  if (mistakes.length > 0) return refuse(mistakes);
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const key = keyNode(document.getIn(path.slice(0, length - 1), true), path[length - 1]);
      const range = (key ?? (document.getIn(path.slice(0, length), true) as Node | null))?.range;
      if (range) return counter.linePos(range[0]).line;
    }
    return 1;
  };
  const read = fileSchema.safeParse(document.toJS(), { reportInput: true });
  if (!read.success)
    return refuse(
      read.error.issues.map((issue) => ({ line: lineOf(pathOf(issue)), message: sentence(issue) })),
    );
  return sorted(read.data, lineOf);
}

type Parsed = z.infer<typeof fileSchema>;

/** What no single value shows: networks that are none, accounts and readings that stand twice, readings of accounts that are not watched. */
function sorted(
  { accounts, readings = [] }: Parsed,
  lineOf: (path: readonly PropertyKey[]) => number,
): Result<FollowersFile, readonly FileMistake[]> {
  const mistakes: FileMistake[] = [];
  const lines = new Map<string, number>();
  const once = (key: string, path: readonly PropertyKey[], what: string): void => {
    const first = lines.get(key);
    const line = lineOf(path);
    if (first === undefined) lines.set(key, line);
    else mistakes.push({ line, message: `${what} stands twice, first in line ${first}` });
  };
  const watched = Object.entries(accounts).flatMap(([name, list]) => {
    const found = networkNamed(name);
    if (!found)
      mistakes.push({ line: lineOf(['accounts', name]), message: `“${name}” ${knownNetworks}` });
    return list.flatMap((handle, i) => {
      if (!found) return [];
      once(`${found} ${handle.toLowerCase()}`, ['accounts', name, i], `${name} ${handle}`);
      return [{ network: found, account: handle }];
    });
  });
  readings.forEach((reading, i) => {
    const key = `${reading.network} ${reading.account.toLowerCase()}`;
    if (!lines.has(key))
      mistakes.push({
        line: lineOf(['readings', i, 'account']),
        message: `${reading.network} ${reading.account} is not among the accounts`,
      });
    once(
      `${key} ${reading.on}`,
      ['readings', i, 'on'],
      `the reading of ${reading.network} ${reading.account} on ${reading.on}`,
    );
  });
  if (mistakes.length > 0) return refuse(mistakes);
  return ok({ accounts: watched, readings });
}

function keyNode(parent: unknown, key: PropertyKey | undefined): Node | undefined {
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
  return pair && isScalar(pair.key) ? pair.key : undefined;
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path;
}

function sentence(issue: z.core.$ZodIssue): string {
  const where =
    issue.path.map((p) => (typeof p === 'number' ? `${p + 1}` : String(p))).join(' › ') ||
    'the file';
  if (issue.code === 'unrecognized_keys')
    return `${where}: there is no “${issue.keys.join('”, “')}” here`;
  if (issue.input === undefined) return `${where} is missing`;
  return `${where}: ${issue.message.replace(/^Invalid input: /, '')}`;
}
