// What travels between the server and the page: plain JSON. The server imports these types too, so that both sides agree.

export type WireInline =
  | string
  | { readonly kind: 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'person' | 'mention'; readonly user: string; readonly name: string }
  /** `at` in ISO 8601, UTC, for `<time datetime>`; `text` is what is read. */
  | { readonly kind: 'moment'; readonly at: string; readonly text: string };

export type WireLine = readonly WireInline[];

export interface WireButton {
  readonly label: string;
  /** The encoded action: handed back as it is. */
  readonly action: string;
  readonly typed: string;
  readonly describes?: string;
  readonly style?: 'primary' | 'danger';
}

export interface WireMeter {
  readonly kind: 'meter';
  readonly taken: number;
  readonly capacity: number;
  readonly caption: WireLine;
}

export interface WireChart {
  readonly kind: 'chart';
  /** The address of its SVG, before the theme: `<picture>-dark.svg`. */
  readonly picture: string;
  readonly title: string;
  /** The same in words. */
  readonly numbers: readonly WireLine[];
}

export type WireBlock =
  | { readonly kind: 'text'; readonly lines: readonly WireLine[]; readonly quiet: boolean }
  | {
      readonly kind: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: WireLine }[];
    }
  | WireMeter
  | WireChart
  | { readonly kind: 'list'; readonly items: readonly WireLine[]; readonly ordered: boolean }
  | { readonly kind: 'rule' }
  | { readonly kind: 'buttons'; readonly buttons: readonly WireButton[] };

export interface WireCard {
  readonly language: string;
  readonly title: WireLine;
  readonly blocks: readonly WireBlock[];
}

interface WireAsked {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
}

export type WireField =
  | (WireAsked & {
      readonly kind: 'line' | 'paragraph';
      readonly initial: string;
      readonly atMost: number;
    })
  | (WireAsked & {
      readonly kind: 'number';
      readonly initial: string;
      readonly atLeast?: number;
      readonly atMost?: number;
    })
  | (WireAsked & {
      readonly kind: 'choice';
      readonly initial: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    })
  | (WireAsked & { readonly kind: 'people'; readonly atMost: number })
  | (WireAsked & {
      readonly kind: 'date';
      readonly initial: string;
      readonly atLeast?: string;
      readonly atMost?: string;
    })
  | (WireAsked & { readonly kind: 'time'; readonly initial: string })
  | (WireAsked & { readonly kind: 'toggle'; readonly initial: boolean });

export interface WireForm {
  /** Handed back as it is. */
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly submit: string;
  readonly intro: readonly WireLine[];
  readonly fields: readonly WireField[];
}

/** A person's own page. `drawn` grows with every drawing: of two the one that was begun later is true. */
export interface WirePage extends WireCard {
  readonly drawn: number;
}

/** The answer of a POST that was done: a form to open, what is wrong with the one that was sent, or what to show on the person's own page. */
export interface WireDone {
  readonly done: true;
  readonly form?: WireForm;
  /** What stands on the person's own page, where something was pressed in it. */
  readonly answer?: WireCard;
  /** That page as it is after the press. */
  readonly page?: WirePage;
  /** By the keys of the fields: the form stays open. */
  readonly errors?: Readonly<Record<string, string>>;
}

export interface WirePost {
  readonly id: number;
  readonly version: number;
  readonly channel: string;
  /** Whether only this reader sees it. */
  readonly private: boolean;
  /** `bot`, or a person's user id. */
  readonly author: string;
  /** UTC milliseconds on the clock of the series. */
  readonly at: number;
  /** The bot's card; else `text` is what a person typed. */
  readonly card?: WireCard;
  readonly text?: string;
}

export interface WirePerson {
  readonly user: string;
  readonly name: string;
  readonly language: string;
  readonly zone: string;
  readonly organiser: boolean;
}

export interface WireChannel {
  readonly id: string;
  readonly name: string;
  readonly direct: boolean;
}

export interface WireStop {
  readonly kind: string;
  readonly at: number;
  readonly label: string;
}

/** The clock of a demonstration. */
export interface WireClock {
  readonly now: number;
  readonly zone: string;
  readonly stops: readonly WireStop[];
  /** A jump is under way. */
  readonly jumping: boolean;
}

export interface WireCompletion {
  readonly typed: string;
  readonly meaning: string;
}

/** The answer of `GET /web/state?person=…`. */
export interface WireState {
  readonly person: WirePerson;
  readonly people: readonly WirePerson[];
  readonly channels: readonly WireChannel[];
  /** The slash command as typed, e.g. `/icdd`. */
  readonly command: string;
  readonly completions: readonly WireCompletion[];
  /** Every sentence of the page, in the person's language. */
  readonly words: Readonly<Record<string, string>>;
  /** Changes when the conversation was emptied: versions then begin anew. */
  readonly epoch: string;
  /** Absent where the real clock runs. */
  readonly clock?: WireClock;
}

/** Why a request was refused, with a sentence for people. */
export interface WireRefusal {
  readonly refused: string;
  readonly sentence: string;
}
