// What a dialog's state says. It goes through the person's client and comes back from it: believed only by its MAC, once, and not for ever.
import { createHmac } from 'node:crypto';
import { sameText } from './mac.ts';

export interface DialogState {
  /** As chat/form.ts encodes it. */
  readonly form: string;
  /** Where it was asked for: what the client says of its channel is where the person looks now. */
  readonly channel: string;
  /** Whether that is the person's own conversation with the bot. */
  readonly direct: boolean;
  /** The only person who may send it. */
  readonly person: string;
  /** On the machine's clock. */
  readonly until: number;
  /** Random: what is sent twice is decided once. */
  readonly nonce: string;
}

/** Shorter than claims are kept, so that none is forgotten while its dialog still counts. */
export const dialogsLastMs = 30 * 60_000;

const version = '1';

const place = ({ direct, channel }: DialogState) => `${direct ? 'd' : 'c'}${channel}`;

// Each part is preceded by its length, so that no two states write the same text.
function digest(secret: string, state: DialogState): string {
  const parts = [
    'dialog',
    version,
    state.form,
    place(state),
    state.person,
    String(state.until),
    state.nonce,
  ];
  const text = parts.map((part) => `${part.length}:${part}`).join('|');
  return createHmac('sha256', secret).update(text, 'utf8').digest('base64url');
}

/** E.g. `1.c<channel>.<until>.<nonce>.<43 letters>`: the form is named by the callback_id, the person by the server. */
export function writeState(secret: string, state: DialogState): string {
  return [version, place(state), state.until.toString(36), state.nonce, digest(secret, state)].join(
    '.',
  );
}

export type StateCheck =
  | { readonly kind: 'good'; readonly state: DialogState }
  | { readonly kind: 'expired' }
  /** Never ours, another person's, or of another form. */
  | { readonly kind: 'foreign' };

/** `secrets`: the one in use and those before it. */
export function readState(
  written: string,
  sent: Pick<DialogState, 'form' | 'person'>,
  now: number,
  secrets: readonly string[],
): StateCheck {
  const found =
    /^(\d{1,3})\.([cd])([a-z0-9]{1,40})\.([a-z0-9]{1,12})\.([a-z0-9]{8,64})\.([A-Za-z0-9_-]{43})$/.exec(
      written,
    );
  if (!found) return { kind: 'foreign' };
  const [, made, kind, channel = '', until = '', nonce = '', mac = ''] = found;
  const state: DialogState = {
    ...sent,
    channel,
    direct: kind === 'd',
    until: Number.parseInt(until, 36),
    nonce,
  };
  // All are tried, so that the time does not say which of them fits.
  const fits = secrets.map((secret) => sameText(mac, digest(secret, state)));
  if (made !== version || !fits.includes(true)) return { kind: 'foreign' };
  return state.until > now ? { kind: 'good', state } : { kind: 'expired' };
}
