// What a handler answers: a value. The platform performs it.
import { never } from '../kernel/result.ts';
import type { Card } from './card.ts';
import type { Form } from './form.ts';

export type Reply =
  /** Shown to the person alone. `fault`: nothing could be answered, and the card says so; what stands somewhere by itself stays, and is drawn later. */
  | { readonly kind: 'whisper'; readonly card: Card; readonly fault?: true }
  /** Takes the place of the private card whose button was pressed; after typed words, or where a platform cannot, the same as a whisper. */
  | { readonly kind: 'redraw'; readonly card: Card }
  /** Opens a form; where none can be opened, or it comes too late, `instead` is shown to the person alone: a sentence with a button or with words to type. */
  | { readonly kind: 'form'; readonly form: Form; readonly instead: Card }
  /**
   * Keeps the form open that was sent, with a sentence for each field that is not taken. Only given before the delivery is claimed, since the corrected form
   * comes under the same key.
   */
  | {
      readonly kind: 'errors';
      readonly form: Form;
      readonly errors: ReadonlyMap<string, string>;
      readonly instead: Card;
    }
  /** Nothing to say: the same delivery was answered before. */
  | { readonly kind: 'silence' };

export const whisper = (card: Card): Reply => ({ kind: 'whisper', card });
export const faulted = (card: Card): Reply => ({ kind: 'whisper', card, fault: true });
/** Whether a reply says no more than that something went wrong. */
export const isFault = (reply: Reply): boolean => reply.kind === 'whisper' && reply.fault === true;
export const redraw = (card: Card): Reply => ({ kind: 'redraw', card });
export const silence: Reply = { kind: 'silence' };
export const openForm = (form: Form, instead: Card): Reply => ({ kind: 'form', form, instead });

/** `errors` by the keys of the form's fields. Where the form is no longer open, they are told above what stands instead of it. */
export function formErrors(
  { form, instead }: { readonly form: Form; readonly instead: Card },
  errors: ReadonlyMap<string, string>,
): Reply {
  const lines = form.fields.flatMap(({ key, label }) => {
    const sentence = errors.get(key);
    return sentence === undefined ? [] : [[`${label}: ${sentence}`]];
  });
  const told: Card = { ...instead, blocks: [{ kind: 'list', items: lines }, ...instead.blocks] };
  return { kind: 'errors', form, errors, instead: told };
}

/** The card of a reply where no form can be shown; undefined where there is nothing to say. */
export function cardOf(reply: Reply): Card | undefined {
  switch (reply.kind) {
    case 'whisper':
    case 'redraw':
      return reply.card;
    case 'form':
    case 'errors':
      return reply.instead;
    case 'silence':
      return undefined;
    default:
      return never(reply);
  }
}
