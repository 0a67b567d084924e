// Small slips of the finger in the words of a question: which known word was meant.

/** Words of fewer letters are taken as they stand: too many others lie near them. */
const shortest = 4;
/** From this length on, one letter in the place of another is a slip; in a shorter word it makes another word ("walk" is no "talk", "planes" are no "places"). */
const longEnough = 7;
/** From this length on, one vowel in the place of another. */
const longEnoughForVowels = 6;
const vowels = 'aeiouy';

/** The one known word from which a typed one differs by a slip; undefined where there is none, or more than one. Both folded. */
export function meantBy(typed: string, known: Iterable<string>): string | undefined {
  if (typed.length < shortest) return undefined;
  let meant: string | undefined;
  for (const word of known) {
    if (word.length < shortest || !isSlip(typed, word)) continue;
    if (meant !== undefined) return undefined;
    meant = word;
  }
  return meant;
}

/** Two letters swapped, one left out or one too many, the first letter right; in a long word also one letter for another. */
function isSlip(typed: string, word: string): boolean {
  const longer = typed.length - word.length;
  if (longer < -1 || longer > 1) return false;
  let at = 0;
  while (at < word.length && typed[at] === word[at]) at += 1;
  const rest = (text: string, from: number) => text.slice(at + from);
  if (longer === 0) {
    const swapped = typed[at] === word[at + 1] && typed[at + 1] === word[at];
    if (swapped && rest(typed, 2) === rest(word, 2)) return true;
    const vowel = vowels.includes(typed[at] as string) && vowels.includes(word[at] as string);
    const least = vowel ? longEnoughForVowels : longEnough;
    return at > 0 && word.length >= least && rest(typed, 1) === rest(word, 1);
  }
  if (at === 0) return false;
  return longer === 1 ? rest(typed, 1) === rest(word, 0) : rest(typed, 0) === rest(word, 1);
}
