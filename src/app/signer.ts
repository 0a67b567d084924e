// Signs what is given out and comes back, such as the address of a personal calendar: a key for each purpose, all from one secret.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Signer } from '../delivery/ports.ts';

const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8');

/** `secret` is ACTION_SECRET, or the one that this database keeps. */
export function createSigner(secret: string): Signer {
  const keyOf = (purpose: string) => mac(secret, `key for ${purpose}`).digest();
  const sign = (purpose: string, text: string) => mac(keyOf(purpose), text).digest('base64url');
  return {
    sign,
    // Hashed once more, so that both are of one length and the time of comparing tells nothing of either.
    isSigned: (purpose, text, mark) => {
      const key = keyOf('comparing');
      const hashed = (one: string) => mac(key, one).digest();
      return timingSafeEqual(hashed(mark), hashed(sign(purpose, text)));
    },
  };
}
