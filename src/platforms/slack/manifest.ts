// The Slack app as a manifest, to paste at api.slack.com/apps: what we ask for, and why.
import { stringify } from 'yaml';
import { registerShortcut } from './parse-view.ts';

export interface ManifestOptions {
  /** The slash command without its slash. */
  readonly command: string;
  /** For the HTTP variant: how Slack reaches us over https, e.g. `https://talks.example.org`. Left out: Socket Mode. */
  readonly publicUrl?: string | undefined;
}

/** What the bot may do; nothing reads what people write to one another. */
export const botScopes = [
  // Mentions of the bot.
  'app_mentions:read',
  // Cards, digests, private answers.
  'chat:write',
  // The slash command.
  'commands',
  // Direct messages to the bot; and looking there whether a message already stands.
  'im:history',
  // Opening a direct conversation to promote, offer, remind.
  'im:write',
  // A person's name, language and time zone, and whether the account is still in use.
  'users:read',
] as const;

/** The manifest as YAML; manifest.yml is the one for Socket Mode and the command `icdd`. */
export function manifest(options: ManifestOptions): string {
  const command = `/${options.command}`;
  const address =
    options.publicUrl === undefined
      ? undefined
      : `${options.publicUrl.replace(/\/+$/, '')}/slack/events`;
  const requestUrl = address === undefined ? {} : { request_url: address };
  const app = {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Idea Circle Bot',
      description:
        'Keeps the seats of a talk series: see what is on, register, wait, give your seat back.',
      background_color: '#1f3a5f',
    },
    features: {
      // A person's own page; and their conversation with the bot.
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Idea Circle Bot', always_online: true },
      shortcuts: [
        {
          name: 'Register for a talk',
          type: 'global',
          callback_id: registerShortcut,
          description: 'Choose a talk and take a seat, or a place on its waiting list',
        },
      ],
      slash_commands: [
        {
          command,
          ...(address === undefined ? {} : { url: address }),
          description: 'Talks, seats and waiting lists',
          usage_hint: '[list | show 9 | register 9 | cancel 9 | mine | help]',
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: {
        ...requestUrl,
        bot_events: [
          // A person's own page is drawn when they open it.
          'app_home_opened',
          'app_mention',
          'message.im',
          // Who left: their seats are told to the organisers.
          'user_change',
          'app_uninstalled',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
  const head =
    address === undefined
      ? '# Slack app for Socket Mode: needs an app-level token with the scope connections:write beside the bot token.\n'
      : '# Slack app over HTTP: needs the signing secret beside the bot token.\n';
  return head + stringify(app, { lineWidth: 0 });
}
