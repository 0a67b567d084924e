// How somebody can be answered: what Slack gives with each kind of arrival.
import type { ModalView } from '@slack/types';
import type { FaultCard, Log, Machine, Receive } from '../../chat/platform.ts';
import type { Language } from '../../kernel/language.ts';
import type { Patience } from './patience.ts';
import type { BlockMark, SlackMessage } from './render.ts';
import type { Sender } from './send.ts';
import type { SeenView, Views } from './views.ts';

/** What the acknowledgement of a slash command takes. */
export interface AckResponse extends SlackMessage {
  readonly response_type: 'ephemeral';
}

/** What the acknowledgement of a sent form takes. */
export type ViewAck =
  /** By the ids of input blocks. */
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

/** What a response address takes: everything said, since Slack's defaults differ by what is answered. */
export interface Response extends SlackMessage {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
}

export type Respond = (response: Response) => Promise<unknown>;

/** The view in which something was pressed. */
export interface PressedView extends SeenView {
  readonly type: 'home' | 'modal';
}

/** How this person can be answered. A trigger opens a view, once and within three seconds. */
export type Way =
  /** A slash command: the acknowledgement carries the answer. */
  | {
      readonly kind: 'command';
      readonly ack: (response?: AckResponse) => Promise<void>;
      readonly respond: Respond;
      readonly trigger: string;
    }
  /** A press in a message: an empty acknowledgement, then the response address. */
  | {
      readonly kind: 'press';
      readonly ack: () => Promise<void>;
      readonly respond: Respond | undefined;
      /** Whether the pressed card is the presser's alone: then a redraw takes its place. */
      readonly card: 'shared' | 'ephemeral' | 'direct';
      /** Of the pressed message: a redrawn direct message stays the message that it was. */
      readonly mark: BlockMark | undefined;
      readonly trigger: string;
    }
  /** A press in a view, or a global shortcut, which stands nowhere: there is no response address. */
  | {
      readonly kind: 'view-press';
      readonly ack: () => Promise<void>;
      readonly view: PressedView | undefined;
      readonly trigger: string;
    }
  /** A sent form: the acknowledgement says what becomes of its view. */
  | {
      readonly kind: 'submit';
      readonly ack: (answer?: ViewAck) => Promise<void>;
      readonly view: SeenView;
    }
  /** A mention in a channel, or a direct message: acknowledged by Bolt before we see it. */
  | { readonly kind: 'event'; readonly thread: string | undefined };

export interface AnswerParts {
  readonly receive: Receive;
  readonly sender: Sender;
  readonly views: Views;
  readonly machine: Machine;
  readonly patience: Patience;
  readonly log: Log;
  readonly fault: FaultCard;
  /** Of sentences to people of whom nothing is known. */
  readonly language: Language;
  readonly team: string;
}
