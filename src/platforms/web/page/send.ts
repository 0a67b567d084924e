// What the page asks of the server.
import type { WireDone, WireRefusal, WireState } from './wire.ts';

export type Sent =
  | { readonly kind: 'done'; readonly answer: WireDone }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'away' };

/** An id by which a request that is sent again is known. `randomUUID` exists in secure contexts only. */
export function newRequest(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function post(path: string, body: Readonly<Record<string, unknown>>): Promise<Sent> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.ok) return { kind: 'done', answer: (await answer.json()) as WireDone };
    if (answer.status === 502 || answer.status === 503) return { kind: 'away' };
    const refusal = (await answer.json()) as WireRefusal;
    return { kind: 'refused', sentence: refusal.sentence };
  } catch {
    return { kind: 'away' };
  }
}

/** The state for a person, or for the first one; undefined where the server is away, or knows no such person. */
export async function fetchState(
  person: string | undefined,
): Promise<WireState | 'unknown' | undefined> {
  const query = person === undefined ? '' : `?person=${encodeURIComponent(person)}`;
  try {
    const answer = await fetch(`/web/state${query}`);
    if (answer.status === 400) return 'unknown';
    return answer.ok ? ((await answer.json()) as WireState) : undefined;
  } catch {
    return undefined;
  }
}
