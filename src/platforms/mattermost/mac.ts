// Buttons that only we can have made: Mattermost signs no click, so each context carries a MAC over what it allows.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a button may be pressed for. */
export interface Sealed {
  /** As chat/action.ts encodes it. */
  readonly action: string;
  /** The channel in which the button stands. */
  readonly channel: string;
  /** The only person who may press it; empty for everybody in the channel. */
  readonly person: string;
}

const version = '1';

// Each part is preceded by its length, so that no two triples write the same text.
function digest(secret: string, { action, channel, person }: Sealed): string {
  const text = [version, action, channel, person].map((p) => `${p.length}:${p}`).join('|');
  return createHmac('sha256', secret).update(text, 'utf8').digest('base64url');
}

/** E.g. `1.<43 letters>`. */
export function seal(secret: string, sealed: Sealed): string {
  return `${version}.${digest(secret, sealed)}`;
}

/** Compares in a time that tells nothing of the texts. */
export function sameText(a: string, b: string): boolean {
  const key = 'compare';
  const hashed = (text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
  return timingSafeEqual(hashed(a), hashed(b));
}

/** `old`: sealed in a way that is no more. `secrets`: the one in use and those before it. */
export function checkSeal(
  mac: string,
  sealed: Sealed,
  secrets: readonly string[],
): 'good' | 'old' | 'forged' {
  const found = /^(\d{1,3})\.([A-Za-z0-9_-]{43})$/.exec(mac);
  if (!found) return 'forged';
  if (found[1] !== version) return 'old';
  const given = found[2] as string;
  // All are tried, so that the time does not say which of them fits.
  const fits = secrets.map((secret) => sameText(given, digest(secret, sealed)));
  return fits.includes(true) ? 'good' : 'forged';
}
