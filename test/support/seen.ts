// What a person sees, read back by a stand-in from what it received: the common form in which the platforms' transcripts are compared.

export interface SeenButton {
  readonly label: string;
  /** What the stand-in needs to press it: opaque to tests. */
  readonly press: unknown;
}

export interface Seen {
  /** `private`: shown to one person in a channel (ephemeral); `direct`: a message in the person's direct conversation with the bot. */
  readonly where: 'channel' | 'private' | 'direct';
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
}
