// An expected refusal is a value; a fault is an exception.

export type Result<T, R> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

/** What went through. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** What was refused, and why: a `kind` with its facts, never a sentence. */
export function refuse<R>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}

/** Closes a switch over a union: the compiler proves that no case is left. */
export function never(value: never): never {
  throw new Error(`unforeseen case: ${JSON.stringify(value)}`);
}
