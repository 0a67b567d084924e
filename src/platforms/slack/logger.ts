// The SDK's log lines into ours: warnings and errors alone, without tokens, addresses that carry one, or payloads.
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../chat/platform.ts';

/** Takes out what an SDK may print beside its message: tokens, tickets of sockets, response addresses. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bx(?:ox[a-z]|app)(?:\.[a-z]+)?-[A-Za-z0-9-]+/g, '[token]')
    .replace(/\b(?:https?|wss?):\/\/[^\s"'<>)]+/g, (address) => {
      const host = /^[a-z]+:\/\/[^/?#\s]+/.exec(address)?.[0] ?? '';
      return `${host}/…`;
    });
}

/** What may be logged of something thrown. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: withoutSecrets(String(error)) };
  return {
    error: error.name,
    ...('code' in error ? { code: String(error.code) } : {}),
    message: withoutSecrets(error.message).slice(0, 500),
    at: withoutSecrets(error.stack ?? '')
      .split('\n')
      .filter((row) => /^\s+at /.test(row))
      .slice(0, 6)
      .map((row) => row.trim()),
  };
}

/** A logger for Bolt, the web client and the socket. */
export function sdkLogger(log: Log): Logger {
  const say = (level: 'warn' | 'error', said: readonly unknown[]): void => {
    const [first] = said;
    const message = first instanceof Error ? first.message : String(first);
    log[level]({ sdk: withoutSecrets(message).slice(0, 300) }, 'slack: from the SDK');
  };
  return {
    // Its debug lines hold whole payloads and its info lines say nothing that ours do not.
    debug: () => undefined,
    info: () => undefined,
    warn: (...said: unknown[]) => say('warn', said),
    error: (...said: unknown[]) => say('error', said),
    setLevel: () => undefined,
    setName: () => undefined,
    getLevel: () => LogLevel.WARN,
  };
}
