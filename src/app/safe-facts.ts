// What may stand in the operator's log: tokens, message texts and people's names are taken out, and what is deep or long is cut. Loads nothing, for whoever only
// tells what is wrong with the configuration.

/** What LOG_LEVEL may be, from the most said to nothing. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What stands in the place of what was taken out. */
export const hidden = '[redacted]';
/** Far deeper and longer than any fact that we log ourselves. */
const deepest = 6;
const longest = 4_000;
const most = 100;
/** What somebody else's error drags along can be a whole connection. */
const mostValues = 1_000;

/** Keys under which a person's words, a person's name or a secret stands, whatever its shape. */
const hiddenKeys = new Set(
  (
    'token tokens secret secrets authorization cookie password passwd text name names body payload ' +
    'ticket userName displayName realName fullName nickname firstName lastName email'
  )
    .split(' ')
    .map(plain),
);
/** `SLACK_BOT_TOKEN`, `signingSecret`, `apiKey` and their kin. */
const secretKey = /(?:token|secret|password|authorization|apikey|privatekey|cookie)s?$/;

/** A fault's own name is its class, and says what went wrong. */
const faultClass = /^[A-Z][A-Za-z]*(?:Error|Exception)$/;

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}

/** Takes out of any text what looks like a token, and the parts of addresses that carry one. */
export function withoutSecrets(text: string): string {
  return (
    text
      // Slack's tokens, whatever follows their first letters; `xoxe.xoxb-…` is a rotated one.
      .replace(/\bx(?:ox[a-z]|app)(?:\.x(?:ox[a-z]|app))?-[^\s"'`,;)\]}<>\\]+/gi, hidden)
      .replace(/\b(Bearer)(?:\s+|%20|:\s*)[^\s"'`,;)\]}<>\\]{3,}/gi, `$1 ${hidden}`)
      // Other schemes are common words too: only what is long enough to be a credential.
      .replace(/\b(Basic|Token)\s+[\w.~+/=-]{16,}/gi, `$1 ${hidden}`)
      // The user part of an address (`postgres://bot:word@host`).
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, `$1${hidden}@`)
      // Addresses that are themselves a secret, or that carry one as a parameter.
      .replace(/(\/\/hooks\.[^\s/"']+\/)[^\s"'<>)]+/gi, `$1${hidden}`)
      .replace(/(\/calendar\/people\/)[^\s"'<>)]+/gi, `$1${hidden}`)
      .replace(/([?&](?:ticket|token|secret|code|sig|signature|key)=)[^&\s"'<>)]+/gi, `$1${hidden}`)
      // `token=…`, `"secret": "…"`, `SLACK_SIGNING_SECRET: …` in a message that somebody else made.
      .replace(
        /((?:token|secret|password|passwd|authorization|api[_-]?key)s?\\?["']?\s*[=:]\s*\\?["']?)(?:(?:Bearer|Basic|Token)\s+)?(?!\[redacted\])[^\s"'`,;)\]}<>\\&]+/gi,
        `$1${hidden}`,
      )
  );
}

/** Any text as it may stand in the log. */
export function clipped(text: string): string {
  const clean = withoutSecrets(text);
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

/** How many values a line may still take. */
interface Room {
  left: number;
}

function faultFacts(fault: Error, depth: number, room: Room): Record<string, unknown> {
  const facts: Record<string, unknown> = {
    class: faultClass.test(fault.name) ? fault.name : fault.constructor.name,
    message: clipped(fault.message),
    stack: clipped(
      (fault.stack ?? '')
        .split('\n')
        .filter((row) => /^\s+at /.test(row))
        .map((row) => row.trim())
        .join('\n'),
    ),
  };
  for (const [key, value] of Object.entries(fault)) {
    if (!(key in facts)) facts[key] = safeFact(key, value, depth + 1, room);
  }
  if (fault.cause !== undefined) facts['cause'] = safe(fault.cause, depth + 1, room);
  if (fault instanceof AggregateError) facts['errors'] = safe(fault.errors, depth + 1, room);
  return facts;
}

function safeFact(key: string, value: unknown, depth: number, room: Room): unknown {
  const bare = plain(key);
  if (!hiddenKeys.has(bare) && !secretKey.test(bare)) return safe(value, depth, room);
  // Whether there is one is no secret.
  return value === undefined || value === null || typeof value === 'boolean' ? value : hidden;
}

function safe(value: unknown, depth: number, room: Room): unknown {
  if (typeof value === 'string') return clipped(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  room.left -= 1;
  if (depth > deepest || room.left < 0) return '…';
  if (value instanceof Error) return faultFacts(value, depth, room);
  if (value instanceof URL) return clipped(value.href);
  if (value instanceof Date) return Number.isNaN(value.valueOf()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `${value.byteLength} bytes`;
  if (value instanceof Set) return safe([...value], depth, room);
  if (value instanceof Map) return safe(Object.fromEntries(value), depth, room);
  if (Array.isArray(value))
    return value.slice(0, most).map((entry) => safe(entry, depth + 1, room));
  return safeFacts(value as Readonly<Record<string, unknown>>, depth + 1, room);
}

/** An event's facts as they may stand in the log; those past so many, or deeper, are left out. */
export function safeFacts(
  facts: Readonly<Record<string, unknown>>,
  depth = 0,
  room: Room = { left: mostValues },
): Readonly<Record<string, unknown>> {
  const clean: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(facts).slice(0, most)) {
    // A key may be anything that somebody else chose.
    clean[withoutSecrets(key)] = safeFact(key, value, depth, room);
  }
  return clean;
}
