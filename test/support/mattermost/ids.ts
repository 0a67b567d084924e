// Ids, signed trigger ids and sealed cookies, in the shapes that Mattermost gives them.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const ALPHABET = 'ybndrfg8ejkmcpqxot1uwisza345h769';
const key = randomBytes(32);

/** 26 characters of [a-z0-9]. */
export function newId(): string {
  let id = '';
  for (const byte of randomBytes(26)) id += ALPHABET.charAt(byte & 31);
  return id;
}

export function isId(text: string): boolean {
  return /^[a-z0-9]{26}$/.test(text);
}

function sign(text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}

export interface Trigger {
  /** What the person's client is told. */
  readonly clientId: string;
  /** What the app is told. */
  readonly triggerId: string;
}

export function newTrigger(userId: string, at: number): Trigger {
  const clientId = newId();
  const body = `${clientId}:${userId}:${at}`;
  return {
    clientId,
    triggerId: Buffer.from(`${body}:${sign(body)}`).toString('base64'),
  };
}

export interface OpenedTrigger {
  readonly clientId: string;
  readonly userId: string;
  readonly at: number;
}

export function openTrigger(triggerId: string): OpenedTrigger | undefined {
  const parts = Buffer.from(triggerId, 'base64').toString().split(':');
  const [clientId, userId, at, signature] = parts;
  if (!clientId || !userId || !at || !signature) return undefined;
  const wanted = Buffer.from(sign(`${clientId}:${userId}:${at}`));
  const given = Buffer.from(signature);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
  return { clientId, userId, at: Number(at) };
}

/** The cookie of a button on an ephemeral post: opaque to every client, and good for whoever has it. */
export function seal(value: unknown): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

export function unseal(cookie: string): unknown {
  try {
    const bytes = Buffer.from(cookie, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
