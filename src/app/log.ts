// The operator's log: one JSON line for each event, with safe facts only.
import { type DestinationStream, pino } from 'pino';
import type { Log } from '../chat/platform.ts';
import { clipped, hidden, safeFacts } from './safe-facts.ts';

/**
 * Lines go to `stream`, to stdout when left out, each written before the call returns: the last ones before a crash are there.
 * `secrets` are the operator's own: taken out wherever they stand, whatever they look like.
 */
export function createLog(
  level: string,
  stream?: DestinationStream,
  secrets: readonly string[] = [],
): Log {
  // A short one would take away half of every line.
  const known = secrets.filter((secret) => secret.length >= 8).map(escaped);
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) =>
          known.reduce((said, secret) => said.replaceAll(secret, hidden), line),
      },
    },
    stream ?? pino.destination({ dest: 1, sync: true }),
  );
  return {
    info: (facts, event) => logger.info(safeFacts(facts), clipped(event)),
    warn: (facts, event) => logger.warn(safeFacts(facts), clipped(event)),
    error: (facts, event) => logger.error(safeFacts(facts), clipped(event)),
  };
}

/** As it stands inside a line of JSON. */
function escaped(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}
