// The records of the stand-in Mattermost server: people, channels, posts, commands, and what it writes down about the app.

export type Props = Record<string, unknown>;

export interface Integration {
  readonly url: string;
  readonly context?: Record<string, unknown>;
}

export interface ActionOption {
  readonly text: string;
  readonly value: string;
}

export interface Action {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly style?: string;
  readonly tooltip?: string;
  readonly data_source?: string;
  readonly options?: readonly ActionOption[];
  readonly default_option?: string;
  readonly integration?: Integration;
  readonly cookie?: string;
}

export interface Field {
  readonly title: string;
  readonly value: unknown;
  readonly short: boolean;
}

export interface Attachment {
  readonly id: number;
  readonly fallback: string;
  readonly color: string;
  readonly pretext: string;
  readonly author_name: string;
  readonly author_link: string;
  readonly author_icon: string;
  readonly title: string;
  readonly title_link: string;
  readonly text: string;
  readonly fields: readonly Field[] | null;
  readonly image_url: string;
  readonly thumb_url: string;
  readonly footer: string;
  readonly footer_icon: string;
  readonly ts: unknown;
  readonly actions?: readonly Action[];
}

export interface User {
  readonly id: string;
  username: string;
  firstName: string;
  lastName: string;
  locale: string;
  timezone: { useAutomaticTimezone: string; automaticTimezone: string; manualTimezone: string };
  isBot: boolean;
  isAdmin: boolean;
  online: boolean;
  createAt: number;
  updateAt: number;
  deleteAt: number;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  displayName: string;
  readonly createAt: number;
  readonly members: Set<string>;
}

export interface Channel {
  readonly id: string;
  readonly type: 'O' | 'P' | 'D';
  /** Empty for a direct channel. */
  readonly teamId: string;
  name: string;
  displayName: string;
  header: string;
  readonly creatorId: string;
  readonly createAt: number;
  updateAt: number;
  deleteAt: number;
  lastPostAt: number;
  readonly members: Set<string>;
}

export interface Post {
  readonly id: string;
  readonly createAt: number;
  updateAt: number;
  editAt: number;
  deleteAt: number;
  isPinned: boolean;
  readonly userId: string;
  readonly channelId: string;
  readonly rootId: string;
  message: string;
  readonly type: string;
  /** With `attachments` in their normal form, integrations included. */
  props: Props;
  fileIds: readonly string[];
}

export interface Command {
  readonly id: string;
  token: string;
  readonly teamId: string;
  readonly trigger: string;
  url: string;
  readonly creatorId: string;
  readonly createAt: number;
}

/** A `response_url` that was handed out with a command. */
export interface Hook {
  readonly id: string;
  readonly userId: string;
  readonly channelId: string;
  readonly rootId: string;
  readonly createAt: number;
  uses: number;
}

export interface Outgoing {
  readonly event: string;
  readonly data: Record<string, unknown>;
  readonly userId?: string;
  readonly channelId?: string;
  readonly teamId?: string;
}

/** A REST call that the server received. */
export interface Call {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Empty without a valid token. */
  readonly userId: string;
  readonly body: unknown;
  /** 0: no answer was given. */
  readonly status: number;
}

/** A request that the server made to the app. */
export interface Delivery {
  readonly at: number;
  readonly kind: 'command' | 'action' | 'dialog';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0: no answer. */
  readonly status: number;
  readonly answer: string;
}

/** An answer that hands the address and the context of our buttons to a person's client. */
export interface Leak {
  readonly at: number;
  readonly userId: string;
  readonly reason: 'in_channel' | 'props.attachments' | 'unknown response_type';
  readonly integrations: readonly Integration[];
}

/** Something that the app did wrong, even where a real server keeps silent about it. */
export interface Fault {
  readonly at: number;
  readonly kind:
    | 'buttons-written-back'
    | 'click-answer'
    | 'command-answer'
    | 'dead-button'
    /** A dialog that the person sees broken. */
    | 'dialog'
    | 'dialog-answer'
    | 'lost-text'
    | 'post'
    | 'socket';
  readonly detail: string;
}

/** People whom a post of the app notifies. */
export interface Ping {
  readonly at: number;
  readonly postId: string;
  readonly channel: string;
  /** What was written, in lower case: `@all`, `@ana`. */
  readonly words: readonly string[];
  readonly users: readonly string[];
}
