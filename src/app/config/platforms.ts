// Slack and Mattermost as the environment configures them: one mistake gives one problem.
import type { Reading } from './reading.ts';

export interface SlackConfig {
  readonly botToken: string;
  /** Socket Mode; one of the two is there. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly apiUrl: string;
}

export interface MattermostConfig {
  /** Without a slash at its end. */
  readonly url: string;
  readonly botToken: string;
  readonly commandTokens: readonly string[];
}

/** Whether any of these is set at all: enough to say that a platform is wanted, so that one mistake gives one problem. */
const anySet = (reading: Reading, names: readonly string[]): boolean =>
  names.some((name) => reading.text(name) !== undefined);

const slackNames = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;
const mattermostNames = [
  'MATTERMOST_URL',
  'MATTERMOST_BOT_TOKEN',
  'MATTERMOST_COMMAND_TOKENS',
] as const;

/** Undefined where nothing of Slack is set. */
export function readSlack(reading: Reading): SlackConfig | undefined {
  const api = reading.address('SLACK_API_URL', 'https://slack.com/api/');
  if (!anySet(reading, slackNames)) return undefined;
  const botToken = reading.secret('SLACK_BOT_TOKEN', {
    head: 'xoxb-',
    what: 'the "Bot User OAuth Token" of the app\'s page "OAuth & Permissions"',
  });
  const appToken = reading.secret('SLACK_APP_TOKEN', {
    head: 'xapp-',
    what: 'the app-level token of the app\'s page "Basic Information", with the scope connections:write',
  });
  const signingSecret = reading.secret('SLACK_SIGNING_SECRET');
  if (reading.text('SLACK_BOT_TOKEN') === undefined) {
    reading.problem(
      'SLACK_BOT_TOKEN',
      'it is missing beside the other Slack variables; write the bot token (xoxb-…), or take the others out',
    );
  } else if (!anySet(reading, ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'])) {
    reading.problem(
      'SLACK_BOT_TOKEN',
      'it needs SLACK_APP_TOKEN (xapp-…, Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it; write one of them',
    );
  }
  const path = api?.href ?? 'https://slack.com/api/';
  return {
    botToken: botToken ?? '',
    ...(appToken === undefined ? {} : { appToken }),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    apiUrl: path.endsWith('/') ? path : `${path}/`,
  };
}

/** Undefined where nothing of Mattermost is set. */
export function readMattermost(reading: Reading): MattermostConfig | undefined {
  if (!anySet(reading, mattermostNames)) return undefined;
  const url = reading.address('MATTERMOST_URL', 'https://chat.example.org');
  const botToken = reading.secret('MATTERMOST_BOT_TOKEN');
  if (reading.text('MATTERMOST_URL') === undefined) {
    reading.problem(
      'MATTERMOST_URL',
      "it is missing beside the other Mattermost variables; write the server's address, or take the others out",
    );
  }
  if (reading.text('MATTERMOST_BOT_TOKEN') === undefined) {
    reading.problem(
      'MATTERMOST_BOT_TOKEN',
      "it is missing beside the other Mattermost variables; write the bot account's access token, or take the others out",
    );
  }
  const tokens = (reading.text('MATTERMOST_COMMAND_TOKENS') ?? '').split(',').map((t) => t.trim());
  if (tokens.some((token) => /\s/.test(token))) {
    reading.problem(
      'MATTERMOST_COMMAND_TOKENS',
      'a token holds a space; write them with a comma between, one for each team',
    );
  }
  return {
    url: (url?.href ?? '').replace(/\/+$/, ''),
    botToken: botToken ?? '',
    commandTokens: tokens.filter((token) => token !== ''),
  };
}
