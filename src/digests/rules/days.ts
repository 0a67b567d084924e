// Weekdays as people type them, in English and French.

/** Monday to Friday. */
export const workdays: readonly number[] = [1, 2, 3, 4, 5];

const sets: ReadonlyMap<string, readonly number[]> = new Map([
  ...['daily', 'everyday', 'quotidien', 'quotidiennement'].map(
    (word) => [word, [1, 2, 3, 4, 5, 6, 7]] as const,
  ),
  ...['weekdays', 'workdays', 'ouvrables', 'ouvres', 'semaine'].map(
    (word) => [word, workdays] as const,
  ),
]);

/** By ISO weekday, Monday first. No name begins as another weekday's name does in its first three letters. */
const names: readonly (readonly string[])[] = [
  ['monday', 'lundi'],
  ['tuesday', 'mardi'],
  ['wednesday', 'mercredi'],
  ['thursday', 'jeudi'],
  ['friday', 'vendredi'],
  ['saturday', 'samedi'],
  ['sunday', 'dimanche'],
];

/** `mon`, `Tues.`, `lundis`, as an ISO weekday; the typed word is folded already. */
function weekday(typed: string): number | undefined {
  const word = typed.replace(/\.$/, '').replace(/(day|di)s$/, '$1');
  if (word.length < 3) return undefined;
  const at = names.findIndex((forms) => forms.some((form) => form.startsWith(word)));
  return at < 0 ? undefined : at + 1;
}

/** `daily`, `weekdays`, `mon-fri`, `mon,wed`, `fri-mon,wed`, folded; ISO weekdays in order, undefined where it names no days. */
export function parseDays(folded: string): readonly number[] | undefined {
  const set = sets.get(folded);
  if (set) return set;
  const found = new Set<number>();
  for (const part of folded.split(',')) {
    const [first, last = first, more] = part.split('-') as [string, string?, string?];
    const from = weekday(first);
    const to = weekday(last);
    if (more !== undefined || from === undefined || to === undefined) return undefined;
    // Across the week's end: fri-mon.
    const length = ((to - from + 7) % 7) + 1;
    for (let n = 0; n < length; n += 1) found.add(((from - 1 + n) % 7) + 1);
  }
  return [...found].sort((a, b) => a - b);
}
