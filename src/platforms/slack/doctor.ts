// Tries the tokens and scopes without opening a connection: an open one would be given presses that belong to the running program.
import { WebClient } from '@slack/web-api';
import type { Log } from '../../chat/platform.ts';
import { sdkLogger } from './logger.ts';
import { botScopes } from './manifest.ts';

export interface SlackFinding {
  readonly ok: boolean;
  readonly sentence: string;
}

export interface SlackExamined {
  readonly botToken: string;
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly log: Log;
}

/** Never rejects: what cannot be asked is a finding. */
export async function examineSlack(options: SlackExamined): Promise<readonly SlackFinding[]> {
  const findings: SlackFinding[] = [];
  const client = (token: string) =>
    new WebClient(token, {
      slackApiUrl: options.apiUrl.endsWith('/') ? options.apiUrl : `${options.apiUrl}/`,
      logger: sdkLogger(options.log),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
    });
  try {
    const me = await client(options.botToken).auth.test();
    findings.push({ ok: true, sentence: `SLACK_BOT_TOKEN is accepted (workspace ${me.team_id}).` });
    const granted = me.response_metadata?.scopes;
    const missing = granted === undefined ? [] : botScopes.filter((s) => !granted.includes(s));
    if (missing.length > 0)
      findings.push({
        ok: false,
        sentence: `The Slack app lacks the scopes ${missing.join(', ')}: update it from the manifest, then install it to the workspace again.`,
      });
  } catch (error) {
    findings.push({ ok: false, sentence: `SLACK_BOT_TOKEN: ${reasonOf(error, options.apiUrl)}` });
  }
  if (options.appToken === undefined) {
    findings.push(
      options.publicUrl.startsWith('https://')
        ? {
            ok: true,
            sentence: `Slack must send its requests to ${options.publicUrl}/slack/events.`,
          }
        : {
            ok: false,
            sentence: `PUBLIC_URL: Slack sends requests to https addresses only, not to ${options.publicUrl}.`,
          },
    );
    return findings;
  }
  try {
    // Asks for an address and leaves it unused.
    await client(options.appToken).apps.connections.open({});
    findings.push({ ok: true, sentence: 'SLACK_APP_TOKEN is accepted (Socket Mode).' });
  } catch (error) {
    findings.push({ ok: false, sentence: `SLACK_APP_TOKEN: ${reasonOf(error, options.apiUrl)}` });
  }
  return findings;
}

function reasonOf(error: unknown, apiUrl: string): string {
  const code = (error as { readonly data?: { readonly error?: string } }).data?.error;
  return code === undefined
    ? `${apiUrl} could not be asked (${(error as { code?: string }).code ?? 'no answer'}).`
    : `Slack refuses it (${code}).`;
}
