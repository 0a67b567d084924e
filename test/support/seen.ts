// What a person sees, read back by a stand-in from what it received: the common form in which the platforms' transcripts are compared.

export interface SeenButton {
  readonly label: string;
  /** What the stand-in needs to press it: opaque to tests. */
  readonly press: unknown;
}

/** A field of a form as the person finds it. */
export interface SeenField {
  readonly key: string;
  readonly label: string;
  /** Small print, and what an empty field says. */
  readonly hints: readonly string[];
  readonly required: boolean;
  /** What stands in it at first; empty where nothing does. */
  readonly initial: string;
  /** What can be chosen, as it is read. */
  readonly choices: readonly string[];
}

export interface SeenForm {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly SeenField[];
  /** By the keys of the fields, while it stands open with mistakes. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface Seen {
  /**
   * `private`: shown to one person in a channel (ephemeral); `direct`: a message in the person's direct conversation with the bot; `window`: a modal or a
   * dialog; `page`: the person's own page.
   */
  readonly where: 'channel' | 'private' | 'direct' | 'window' | 'page';
  /** `replaced`: an earlier private answer was overwritten. */
  readonly change: 'posted' | 'edited' | 'replaced' | 'deleted';
  /** The user id of the only reader; empty for a channel. */
  readonly reader: string;
  readonly channel: string;
  /** Empty for an ephemeral answer. */
  readonly messageId: string;
  /** Every line of text in reading order, marks removed and entities decoded; links as "label <url>"; dates as their printed text. */
  readonly lines: readonly string[];
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly buttons: readonly SeenButton[];
  /** Where it asks for something. */
  readonly form?: SeenForm;
}
