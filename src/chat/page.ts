// A page that a feature gives to the program's one HTTP server: what is answered, as plain data. `app/` speaks HTTP.
import type { Instant } from '../kernel/time.ts';

/** A text that stands at an address. */
export interface PageDocument {
  readonly kind: 'document';
  /** With its charset, e.g. `text/calendar; charset=utf-8`. */
  readonly type: string;
  readonly body: string;
  /** The name under which it is kept where somebody keeps it; letters, digits, `-` and `.`. */
  readonly fileName: string;
  /** When it last changed, on the series' clock; undefined where that is not known. */
  readonly changedAt: Instant | undefined;
  /** `one`: nobody but whoever has the address; no shared cache keeps it, no search engine lists it. */
  readonly readers: 'anybody' | 'one';
}

/** `not-found` is answered as any address that does not exist, so that nobody learns why. */
export type PageAnswer = PageDocument | { readonly kind: 'not-found' };

export interface Page {
  /** An exact path, or with a trailing `*` everything below it. */
  readonly path: string;
  /** `path` as it was asked for, undecoded and without its query. */
  readonly answer: (path: string) => Promise<PageAnswer>;
}
