// What a handler answers: a value. The platform performs it.
import type { Card } from './card.ts';

export type Reply =
  /** Shown to the person alone. */
  | { readonly kind: 'whisper'; readonly card: Card }
  /** Takes the place of the private card whose button was pressed; after typed words, or where a platform cannot, the same as a whisper. */
  | { readonly kind: 'redraw'; readonly card: Card }
  /** Nothing to say: the same delivery was answered before. */
  | { readonly kind: 'silence' };

export const whisper = (card: Card): Reply => ({ kind: 'whisper', card });
export const redraw = (card: Card): Reply => ({ kind: 'redraw', card });
export const silence: Reply = { kind: 'silence' };
