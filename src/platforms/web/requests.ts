// What the page may ask for in a POST, read field by field: nothing reaches the chat that has not this shape.

import type { Submitted } from '../../chat/form.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Refused } from './guard.ts';
import { type StopKind, stopKinds } from './options.ts';

/** The longest line that a person may type, in characters. */
export const textLimit = 4_000;

type Body = Readonly<Record<string, unknown>>;

export interface WordsRequest {
  readonly person: string;
  readonly channel: string;
  readonly text: string;
  readonly request: string | undefined;
}

export interface SubmitRequest {
  readonly person: string;
  readonly channel: string;
  /** As chat/form.ts encodes it. */
  readonly form: string;
  readonly values: ReadonlyMap<string, Submitted>;
  /** Whether it was opened from the person's own page, where its answer then stands. */
  readonly page: boolean;
  readonly request: string | undefined;
}

export interface PressRequest {
  readonly person: string;
  readonly message: number;
  readonly action: string;
  readonly request: string | undefined;
}

export type PagePressRequest = Omit<PressRequest, 'message'>;

/** The window's own id of a request: undefined where it gave none, null where it is none. */
function requestId(body: Body): string | undefined | null {
  const { request } = body;
  if (request === undefined) return undefined;
  return typeof request === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(request) ? request : null;
}

export function wordsRequest(body: Body): Result<WordsRequest, Refused> {
  const { person, channel, text } = body;
  const request = requestId(body);
  if (typeof person !== 'string') return refuse('unknown-person');
  if (typeof channel !== 'string') return refuse('unknown-channel');
  if (
    typeof text !== 'string' ||
    text.trim() === '' ||
    text.length > textLimit ||
    request === null
  ) {
    return refuse('bad-request');
  }
  return ok({ person, channel, text: text.trim(), request });
}

export function pressRequest(body: Body): Result<PressRequest, Refused> {
  const { person, message } = body;
  if (typeof person !== 'string') return refuse('unknown-person');
  if (!/^\d{1,15}$/.test(String(message))) return refuse('unknown-message');
  const pressed = pagePressRequest(body);
  return pressed.ok ? ok({ ...pressed.value, message: Number(message) }) : pressed;
}

export function pagePressRequest(body: Body): Result<PagePressRequest, Refused> {
  const { person, action } = body;
  const request = requestId(body);
  if (typeof person !== 'string') return refuse('unknown-person');
  if (typeof action !== 'string') return refuse('unknown-action');
  if (request === null) return refuse('bad-request');
  return ok({ person, action, request });
}

/** More fields, or longer lists, no form has. */
const mostFields = 50;

export function submitRequest(body: Body): Result<SubmitRequest, Refused> {
  const { person, channel, form, values, page = false } = body;
  const request = requestId(body);
  if (typeof person !== 'string') return refuse('unknown-person');
  if (typeof channel !== 'string') return refuse('unknown-channel');
  if (typeof form !== 'string') return refuse('unknown-form');
  const entries =
    typeof values === 'object' && values !== null && !Array.isArray(values)
      ? Object.entries(values as Record<string, unknown>)
      : undefined;
  if (entries === undefined || entries.length > mostFields || request === null)
    return refuse('bad-request');
  if (typeof page !== 'boolean') return refuse('bad-request');
  const read = new Map<string, Submitted>();
  for (const [key, value] of entries) {
    if (!isSubmitted(value)) return refuse('bad-request');
    read.set(key, value);
  }
  return ok({ person, channel, form, values: read, page, request });
}

function isSubmitted(value: unknown): value is Submitted {
  if (Array.isArray(value))
    return value.length <= mostFields && value.every((one) => typeof one === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}

export function jumpRequest(body: Body): Result<{ person: string; to: StopKind }, Refused> {
  const { person, to } = body;
  if (typeof person !== 'string') return refuse('unknown-person');
  const kind = stopKinds.find((one) => one === to);
  return kind ? ok({ person, to: kind }) : refuse('bad-request');
}

export function personRequest(body: Body): Result<{ person: string }, Refused> {
  const { person } = body;
  return typeof person === 'string' ? ok({ person }) : refuse('unknown-person');
}
