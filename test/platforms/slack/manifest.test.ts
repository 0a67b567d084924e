// The manifest against Slack's rules for it, as far as they are written down in its manifest reference.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { shortcuts } from '../../../src/platforms/slack/parse-view.ts';

const address = z.url({ protocol: /^https$/ });
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .optional(),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: z.string().min(1).max(80),
      always_online: z.boolean(),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['global', 'message']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .min(2)
            .max(32)
            .regex(/^\/[a-z0-9_-]+$/),
          url: address.optional(),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().max(1000).optional(),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string().regex(/^[a-z_.:]+$/)).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: address.optional(),
      bot_events: z.array(z.string()).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: address.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

const read = (yaml: string) => schema.parse(parse(yaml));

describe('the manifest', () => {
  it('at the top of the repository is the one for Socket Mode', () => {
    const file = new URL('../../../manifest.yml', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(manifest({ command: 'icdd' }));
  });

  it('for Socket Mode names no address', () => {
    const app = read(manifest({ command: 'icdd' }));
    expect(app.settings.socket_mode_enabled).toBe(true);
    expect(manifest({ command: 'icdd' })).not.toMatch(/url:/);
  });

  it('for HTTP names ours everywhere', () => {
    const app = read(manifest({ command: 'talks', publicUrl: 'https://talks.example.org/' }));
    const url = 'https://talks.example.org/slack/events';
    expect(app.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url },
      interactivity: { request_url: url },
    });
    expect(app.features.slash_commands).toMatchObject([{ command: '/talks', url }]);
  });

  it('offers no shortcut that the bot does not know', () => {
    const app = read(manifest({ command: 'icdd' }));
    expect(app.features.shortcuts.map((one) => one.callback_id)).toEqual(Object.keys(shortcuts));
  });

  it('asks for what the bot uses and no more', () => {
    const app = read(manifest({ command: 'icdd' }));
    expect(app.oauth_config.scopes.bot).toEqual([
      'app_mentions:read',
      'chat:write',
      'commands',
      'im:history',
      'im:write',
      'users:read',
    ]);
    expect(app.settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'app_mention',
      'message.im',
      'user_change',
      'app_uninstalled',
      'tokens_revoked',
    ]);
    expect(app.features).toMatchObject({
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      shortcuts: [{ type: 'global', name: 'Register for a talk' }],
      slash_commands: [{ should_escape: true }],
    });
  });
});
