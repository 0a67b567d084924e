// Which arrivals were claimed by the transaction that answered them: a platform may deliver an event again, and it is answered once.
import type { Incoming } from './incoming.ts';

const claimed = new WeakSet<Incoming>();

/** To be called when the transaction that claimed its delivery is committed. */
export const noteClaimed = (incoming: Incoming): void => void claimed.add(incoming);

export const wasClaimed = (incoming: Incoming): boolean => claimed.has(incoming);
