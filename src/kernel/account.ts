// Who speaks, as a platform names them. One person may have several accounts; only an explicit link says so.

export const platformNames = ['slack', 'mattermost', 'web'] as const;
export type PlatformName = (typeof platformNames)[number];

export interface Account {
  readonly platform: PlatformName;
  /** Slack's team id; empty on Mattermost and in the web chat, whose user ids stand alone. */
  readonly workspace: string;
  readonly user: string;
}

/** What a platform says of an account that somebody named: a colleague, or no one who could have a seat; `nobody` where it knows no such account, `unknown` where it does not say. */
export type Standing = 'person' | 'bot' | 'stranger' | 'gone' | 'nobody' | 'unknown';

/** The form in which ORGANISERS names an account: `slack:T01/U01`, `mattermost:<user id>`, `web:olga`. */
export function accountKey(account: Account): string {
  return account.workspace === ''
    ? `${account.platform}:${account.user}`
    : `${account.platform}:${account.workspace}/${account.user}`;
}

/** Reads what `accountKey` writes; undefined where the text is no account. */
export function parseAccountKey(text: string): Account | undefined {
  const match = /^(slack|mattermost|web):(?:([A-Za-z0-9]+)\/)?([A-Za-z0-9._-]+)$/.exec(text.trim());
  if (!match) return undefined;
  const platform = match[1] as PlatformName;
  const workspace = match[2] ?? '';
  const user = match[3] as string;
  if ((platform === 'slack') !== (workspace !== '')) return undefined;
  return { platform, workspace, user };
}

export function sameAccount(a: Account, b: Account): boolean {
  return a.platform === b.platform && a.workspace === b.workspace && a.user === b.user;
}

/** Where messages of one conversation go: a channel, or a person's direct conversation with the bot. */
export interface Conversation {
  readonly platform: PlatformName;
  readonly workspace: string;
  /** The platform's channel id. */
  readonly channel: string;
}
