// Answers that cost much and never change are kept: a bounded table that forgets everything when it is full.

const most = 5000;

/** A function of texts and numbers that works each answer out once; its answers must depend on its arguments alone. */
export function remember<A extends readonly (string | number)[], T>(
  work: (...given: A) => T,
): (...given: A) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (...given) => {
    const key = given.join('|');
    const found = known.get(key);
    if (found) return found.answer;
    const answer = work(...given);
    if (known.size >= most) known.clear();
    known.set(key, { answer });
    return answer;
  };
}
