// What a Mattermost server takes, by its version, and how it counts.

export interface Limits {
  /** Code points of a message. */
  readonly message: number;
  /** Code points of the props as the server writes them. */
  readonly props: number;
  /** Whether dialogs have dates and selects for several (11.1). */
  readonly newFields: boolean;
}

// The server's model/integration_action.go counts bytes; an introduction of any length is shown, if one scrolls.
export const dialogLimits = {
  introduction: 4_000,
  selectsForPeople: 5,
} as const;

// The server's model/post.go: 800,000 since 6.0, of which senders have 760,000; 8,000 before. MaxPostSize is 65,535 bytes / 4.
const table = {
  current: { message: 16_383, props: 760_000 },
  old: { message: 16_383, props: 8_000 },
} as const;

// The server adds from_bot to the props of a bot's post.
const reserve = 40;

/** The first two numbers of an X-Version-Id such as `11.7.0.<build>.<hash>.true`; undefined where there is none. */
function versionOf(version: string | undefined): readonly [number, number] | undefined {
  const found = /^(\d+)\.(\d+)/.exec(version ?? '');
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

/** `version`: the X-Version-Id header; `maxPostSize`: of the client configuration, read with a token. */
export function limitsOf(version: string | undefined, maxPostSize: string | undefined): Limits {
  const [major, minor] = versionOf(version) ?? [6, 0];
  const newFields = major > 11 || (major === 11 && minor >= 1);
  const base = { ...(major < 6 ? table.old : table.current), newFields };
  const message = Number(maxPostSize);
  return Number.isInteger(message) && message > 0 ? { ...base, message } : base;
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// An attachment is stored with all of its keys (the server's model/slack_attachment.go omits none).
const storedKeys = {
  id: 0,
  fallback: '',
  color: '',
  pretext: '',
  author_name: '',
  author_link: '',
  author_icon: '',
  title: '',
  title_link: '',
  text: '',
  fields: null,
  image_url: '',
  thumb_url: '',
  footer: '',
  footer_icon: '',
  ts: null,
} as const;

/** What the server counts of props with these attachments. It writes <, > and & as six characters each. */
export function propsSize(props: object, attachments: readonly object[]): number {
  const stored = { ...props, attachments: attachments.map((one) => ({ ...storedKeys, ...one })) };
  return codePoints(JSON.stringify(stored).replace(/[<>&\u2028\u2029]/g, '\\u0000')) + reserve;
}
