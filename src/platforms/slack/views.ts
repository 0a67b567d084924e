// Slack's methods for views, each with what came of it.

import type { HomeView, ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { deadToken, type FailedOutcome, outcomeOf } from './outcome.ts';

/** A view as Slack has it: the hash changes with every drawing. */
export interface SeenView {
  readonly id: string;
  readonly hash: string;
}

export type ViewOutcome =
  | { readonly kind: 'shown'; readonly view: SeenView }
  /** The trigger is used up or three seconds old. */
  | { readonly kind: 'too-late' }
  /** Three modals stand on one another already. */
  | { readonly kind: 'too-deep' }
  /** Somebody drew it since. */
  | { readonly kind: 'changed' }
  /** The person closed it. */
  | { readonly kind: 'closed' }
  /** The app has no Home tab: its manifest is an old one. */
  | { readonly kind: 'no-home' }
  | FailedOutcome;

export interface Views {
  /** Within three seconds of what gave the trigger. */
  open(trigger: string, view: ModalView): Promise<ViewOutcome>;
  /** On top of the modal whose button gave the trigger. */
  push(trigger: string, view: ModalView): Promise<ViewOutcome>;
  /** `hash`: only where nobody drew it since. */
  update(id: string, view: ModalView, hash?: string): Promise<ViewOutcome>;
  /** A person's Home tab. */
  publish(user: string, view: HomeView, hash?: string): Promise<ViewOutcome>;
}

export interface ViewsParts {
  readonly client: WebClient;
  readonly onDeadToken: (code: string) => void;
}

// docs.slack.dev/reference/methods/views.open, views.push, views.update and views.publish, "Errors".
const known: Readonly<Record<string, 'too-late' | 'too-deep' | 'changed' | 'closed' | 'no-home'>> =
  {
    expired_trigger_id: 'too-late',
    exchanged_trigger_id: 'too-late',
    invalid_trigger_id: 'too-late',
    push_limit_reached: 'too-deep',
    hash_conflict: 'changed',
    not_found: 'closed',
    not_enabled: 'no-home',
  };

export function createViews({ client, onDeadToken }: ViewsParts): Views {
  const attempt = async (
    call: () => Promise<{ readonly view?: { readonly id?: string; readonly hash?: string } }>,
  ): Promise<ViewOutcome> => {
    try {
      const { view } = await call();
      return { kind: 'shown', view: { id: view?.id ?? '', hash: view?.hash ?? '' } };
    } catch (error) {
      const code = error instanceof WebAPIPlatformError ? String(error.data.error) : '';
      const kind = Object.hasOwn(known, code) ? known[code] : undefined;
      if (kind !== undefined) return { kind };
      const dead = deadToken(error);
      if (dead !== undefined) onDeadToken(dead);
      return outcomeOf(error, 'method');
    }
  };
  const guard = (hash: string | undefined) => (hash === undefined || hash === '' ? {} : { hash });
  return {
    open: (trigger_id, view) => attempt(() => client.views.open({ trigger_id, view })),
    push: (trigger_id, view) => attempt(() => client.views.push({ trigger_id, view })),
    update: (view_id, view, hash) =>
      attempt(() => client.views.update({ view_id, view, ...guard(hash) })),
    publish: (user_id, view, hash) =>
      attempt(() => client.views.publish({ user_id, view, ...guard(hash) })),
  };
}
