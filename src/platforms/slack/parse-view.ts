// Slack's payloads around views, already verified: a form that was sent, a shortcut, a Home tab that is looked at.
import type { Action } from '../../chat/action.ts';
import { decodeForm, type Submitted } from '../../chat/form.ts';
import type { IncomingPress, IncomingSubmit, IncomingVisit } from '../../chat/incoming.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { directPlace, type Self, speaker } from './parse.ts';
import type { SeenView } from './views.ts';

interface Sender {
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
}

/** A field's state; which of these keys there is depends on its element. */
interface FieldState {
  readonly value?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
  readonly selected_user?: string | null;
  readonly selected_users?: readonly string[] | null;
  readonly selected_date?: string | null;
  readonly selected_time?: string | null;
}

export interface SubmissionPayload extends Sender {
  readonly view: SeenView & {
    readonly callback_id: string;
    readonly state?: {
      readonly values?: Readonly<Record<string, Readonly<Record<string, FieldState>>>>;
    };
  };
}

export interface ShortcutPayload extends Sender {
  readonly callback_id: string;
  readonly trigger_id: string;
}

export interface HomePayload {
  readonly event_id: string;
  readonly event: {
    readonly user: string;
    readonly tab?: string;
    readonly view?: { readonly hash?: string };
  };
}

/** The callback_id of the global shortcut "Register for a talk". */
export const registerShortcut = 'register-for-a-talk';

/** What each shortcut of the manifest does, by its callback_id. */
export const shortcuts: Readonly<Record<string, Action>> = {
  [registerShortcut]: { verb: 'choose-talk' },
};

/** A sent form. What is not taken of it comes again from the same view. */
export function parseSubmission(payload: SubmissionPayload, self: Self): IncomingSubmit {
  const { user, team, view } = payload;
  const values = new Map<string, Submitted>();
  for (const [key, elements] of Object.entries(view.state?.values ?? {}))
    for (const state of Object.values(elements)) {
      const submitted = submittedOf(state);
      if (submitted !== undefined) values.set(key, submitted);
    }
  return {
    kind: 'submit',
    ...speaker(user.id, user.team_id ?? team?.id, self),
    place: directPlace(self),
    delivery: `slack:${self.team}:view:${user.id}:${view.id}:${view.hash}`,
    event: false,
    form: decodeForm(view.callback_id),
    values,
  };
}

function submittedOf(state: FieldState): Submitted | undefined {
  const many = state.selected_users ?? state.selected_options?.map(({ value }) => value ?? '');
  if (many !== undefined) return many;
  const one =
    state.value ??
    state.selected_option?.value ??
    state.selected_user ??
    state.selected_date ??
    state.selected_time;
  return one ?? undefined;
}

/** A global shortcut, as the button that does the same. */
export function parseShortcut(payload: ShortcutPayload, self: Self): IncomingPress {
  const { user, team, callback_id, trigger_id } = payload;
  const action = Object.hasOwn(shortcuts, callback_id) ? shortcuts[callback_id] : undefined;
  return {
    kind: 'press',
    ...speaker(user.id, user.team_id ?? team?.id, self),
    place: directPlace(self),
    delivery: `slack:${self.team}:shortcut:${trigger_id}`,
    event: false,
    action: action === undefined ? refuse('old') : ok(action),
    pressed: undefined,
  };
}

/** Undefined where it is not the Home tab that was opened. */
export function parseVisit(payload: HomePayload, self: Self): IncomingVisit | undefined {
  const { event, event_id } = payload;
  if (event.tab !== 'home') return undefined;
  return visitOf(event.user, `slack:${self.team}:event:${event_id}`, true, self);
}

/** Somebody's page, drawn anew without their asking. */
export function visitOf(user: string, delivery: string, event: boolean, self: Self): IncomingVisit {
  return {
    kind: 'visit',
    ...speaker(user, self.team, self),
    place: directPlace(self),
    delivery,
    event,
  };
}
