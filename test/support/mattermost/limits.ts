// What one release of the server allows, and the check of a post against it before it is ever sent.
import { attachmentsOf, decodeAttachments, isRecord, normalProps } from './attachments.ts';
import type { Action, Attachment, Props } from './types.ts';

export interface Profile {
  readonly name: 'current' | 'old';
  readonly version: string;
  /** The X-Version-Id header. */
  readonly versionId: string;
  /** Code points. */
  readonly maxPostSize: number;
  /** Code points of the stored props as JSON. */
  readonly maxProps: number;
  readonly triggerLifeMs: number;
  /** Commands carry a root_id field. */
  readonly rootId: boolean;
  /** A click's update gives back the reserved props that it left out. */
  readonly keepsFromBot: boolean;
  /** Values of attachment fields notify too. */
  readonly fieldMentions: boolean;
  /** The fields that newer sockets add to hello and broadcast. */
  readonly newSocketFields: boolean;
}

export const current: Profile = {
  name: 'current',
  version: '11.7.0',
  versionId: '11.7.0.26012345678.4b1e0c5d7a9f4e0db0c3a1f28e6d9b57.true',
  maxPostSize: 16_383,
  maxProps: 800_000,
  triggerLifeMs: 30_000,
  rootId: true,
  keepsFromBot: true,
  fieldMentions: true,
  newSocketFields: true,
};

export const old: Profile = {
  name: 'old',
  version: '5.37.0',
  versionId: '5.37.0..0a1b2c3d4e5f60718293a4b5c6d7e8f9.false',
  maxPostSize: 16_383,
  maxProps: 8_000,
  triggerLifeMs: 3_000,
  rootId: false,
  keepsFromBot: false,
  fieldMentions: false,
  newSocketFields: false,
};

export function profileOf(name: Profile['name'] = 'current'): Profile {
  return name === 'old' ? old : current;
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The server writes JSON with <, > and & escaped, and counts that. */
export function propsSize(props: Props): number {
  return codePoints(JSON.stringify(props).replace(/[<>&\u2028\u2029]/g, '\\u0000'));
}

export function liveActionId(id: string): boolean {
  return /^[A-Za-z0-9]+$/.test(id);
}

const ATTACHMENT_KEYS = new Set(
  'id fallback color pretext author_name author_link author_icon title title_link text fields image_url thumb_url footer footer_icon ts actions'.split(
    ' ',
  ),
);
const ACTION_KEYS = new Set(
  'id type name style tooltip data_source options default_option integration'.split(' '),
);
const STYLE = /^(default|primary|success|good|warning|danger|#[0-9a-fA-F]{6})$/;
const COLOR = /^(|good|warning|danger|#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6})$/;
const ADDRESS = /^(https?:\/\/[^\s/]|\/plugins\/)/;

function checkAction(action: Action, where: string): string[] {
  const found: string[] = [];
  const say = (what: string): number => found.push(`${where}: ${what}`);
  if (!liveActionId(action.id))
    say(`id '${action.id}' must be letters and digits, or the button is dead`);
  if (action.name.trim() === '') say('name is empty');
  if (action.type !== 'button' && action.type !== 'select')
    say(`type '${action.type}' is neither button nor select`);
  const source = action.data_source ?? '';
  if (action.type === 'button' && action.options !== undefined) say('a button has no options');
  if (action.type === 'select') {
    if (action.options === undefined && source !== 'users' && source !== 'channels')
      say('a select needs options, or the data_source users or channels');
    for (const option of action.options ?? [])
      if (option.text === '' || option.value === '') say('an option needs a text and a value');
  }
  if (action.style !== undefined && !STYLE.test(action.style))
    say(`style '${action.style}' is unknown`);
  if (action.integration === undefined) say('integration is missing, so the button is dead');
  else if (!ADDRESS.test(action.integration.url))
    say(`integration.url '${action.integration.url}' is no http address`);
  return found;
}

function checkAttachment(attachment: Attachment, where: string): string[] {
  const found: string[] = [];
  if (!COLOR.test(attachment.color)) found.push(`${where}.color '${attachment.color}' is unknown`);
  if (codePoints(attachment.footer) > 300) found.push(`${where}.footer is longer than 300`);
  for (const key of ['title_link', 'author_link', 'image_url', 'thumb_url'] as const)
    if (attachment[key] !== '' && !/^https?:\/\//.test(attachment[key]))
      found.push(`${where}.${key} is no http address`);
  if (attachment.ts !== null && typeof attachment.ts !== 'string')
    found.push(`${where}.ts is no string`);
  for (const [i, field] of (attachment.fields ?? []).entries())
    if (typeof field.value !== 'string') found.push(`${where}.fields[${i}].value is no string`);
  for (const [i, action] of (attachment.actions ?? []).entries())
    found.push(...checkAction(action, `${where}.actions[${i}]`));
  return found;
}

function unknownKeys(value: unknown, known: ReadonlySet<string>, where: string): string[] {
  if (!isRecord(value)) return [];
  return Object.keys(value)
    .filter((key) => !known.has(key))
    .map((key) => `${where}.${key} is unknown to the server`);
}

/** Everything that keeps a post from being shown whole and clickable; empty when all is well. */
export function validatePost(
  post: { readonly message?: string; readonly props?: Props },
  profile: Profile | Profile['name'] = 'current',
): string[] {
  const limits = typeof profile === 'string' ? profileOf(profile) : profile;
  const found: string[] = [];
  const message: unknown = post.message ?? '';
  if (typeof message !== 'string') found.push('message is no string');
  else if (codePoints(message) > limits.maxPostSize)
    found.push(
      `message has ${codePoints(message)} characters, more than the ${limits.maxPostSize} allowed`,
    );
  const props: unknown = post.props ?? {};
  if (!isRecord(props)) return [...found, 'props is no object'];
  const raw = props['attachments'];
  found.push(...decodeAttachments(raw).problems);
  for (const [i, attachment] of (Array.isArray(raw) ? raw : []).entries()) {
    found.push(...unknownKeys(attachment, ATTACHMENT_KEYS, `attachments[${i}]`));
    const actions: unknown = isRecord(attachment) ? attachment['actions'] : undefined;
    for (const [j, action] of (Array.isArray(actions) ? actions : []).entries())
      found.push(...unknownKeys(action, ACTION_KEYS, `attachments[${i}].actions[${j}]`));
  }
  const attachments = attachmentsOf(props);
  const ids = new Set<string>();
  for (const [i, attachment] of attachments.entries()) {
    found.push(...checkAttachment(attachment, `attachments[${i}]`));
    for (const action of attachment.actions ?? []) {
      if (ids.has(action.id)) found.push(`action id '${action.id}' is used twice`);
      ids.add(action.id);
    }
  }
  const size = propsSize({ ...normalProps(props).props, from_bot: 'true' });
  if (size > limits.maxProps)
    found.push(`props have ${size} characters, more than the ${limits.maxProps} allowed`);
  return found;
}
