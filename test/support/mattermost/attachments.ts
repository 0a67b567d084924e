// Attachments as the server decodes, stores and shows them: what has the wrong type is lost, integrations never leave the server.
import type { Action, ActionOption, Attachment, Field, Integration, Post, Props } from './types.ts';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Decoded {
  readonly attachments: readonly Attachment[];
  /** One line for each attachment that could not be decoded and was dropped. */
  readonly problems: readonly string[];
}

class Mismatch extends Error {}

function text(from: Record<string, unknown>, key: string, where: string): string {
  const value = from[key];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new Mismatch(`${where}.${key} is no string`);
  return value;
}

function list(from: Record<string, unknown>, key: string, where: string): readonly unknown[] {
  const value = from[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Mismatch(`${where}.${key} is no list`);
  return value;
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (!isRecord(value)) throw new Mismatch(`${where} is no object`);
  return value;
}

function decodeField(value: unknown, where: string): Field {
  const from = record(value, where);
  const short = from['short'];
  return {
    title: text(from, 'title', where),
    value: from['value'] ?? '',
    short: short === true || short === 'true',
  };
}

function decodeIntegration(value: unknown, where: string): Integration {
  const from = record(value, where);
  const context = from['context'];
  const url = text(from, 'url', where);
  if (context === undefined || context === null) return { url };
  return { url, context: record(context, `${where}.context`) };
}

function decodeOption(value: unknown, where: string): ActionOption {
  const from = record(value, where);
  return { text: text(from, 'text', where), value: text(from, 'value', where) };
}

function decodeAction(value: unknown, where: string): Action {
  const from = record(value, where);
  const options = list(from, 'options', where);
  const optional = (key: string): Record<string, string> => {
    const found = text(from, key, where);
    return found === '' ? {} : { [key]: found };
  };
  const integration = from['integration'];
  return {
    id: text(from, 'id', where),
    type: text(from, 'type', where),
    name: text(from, 'name', where),
    ...optional('style'),
    ...optional('tooltip'),
    ...optional('data_source'),
    ...(options.length > 0
      ? { options: options.map((option, i) => decodeOption(option, `${where}.options[${i}]`)) }
      : {}),
    ...optional('default_option'),
    ...optional('cookie'),
    ...(integration === undefined || integration === null
      ? {}
      : { integration: decodeIntegration(integration, `${where}.integration`) }),
  };
}

function decodeAttachment(value: unknown, where: string): Attachment {
  const from = record(value, where);
  const id = from['id'] ?? 0;
  if (typeof id !== 'number') throw new Mismatch(`${where}.id is no number`);
  const fields = list(from, 'fields', where);
  const actions = list(from, 'actions', where);
  return {
    id,
    fallback: text(from, 'fallback', where),
    color: text(from, 'color', where),
    pretext: text(from, 'pretext', where),
    author_name: text(from, 'author_name', where),
    author_link: text(from, 'author_link', where),
    author_icon: text(from, 'author_icon', where),
    title: text(from, 'title', where),
    title_link: text(from, 'title_link', where),
    text: text(from, 'text', where),
    fields:
      from['fields'] === undefined || from['fields'] === null
        ? null
        : fields.map((field, i) => decodeField(field, `${where}.fields[${i}]`)),
    image_url: text(from, 'image_url', where),
    thumb_url: text(from, 'thumb_url', where),
    footer: text(from, 'footer', where),
    footer_icon: text(from, 'footer_icon', where),
    ts: from['ts'] ?? null,
    ...(actions.length > 0
      ? { actions: actions.map((action, i) => decodeAction(action, `${where}.actions[${i}]`)) }
      : {}),
  };
}

export function decodeAttachments(value: unknown): Decoded {
  if (value === undefined || value === null) return { attachments: [], problems: [] };
  if (!Array.isArray(value)) return { attachments: [], problems: ['attachments is no list'] };
  const attachments: Attachment[] = [];
  const problems: string[] = [];
  for (const [i, item] of value.entries()) {
    try {
      attachments.push(decodeAttachment(item, `attachments[${i}]`));
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      problems.push(error.message);
    }
  }
  return { attachments, problems };
}

/** Props as they are stored: attachments in their normal form. */
export function normalProps(props: Props): { props: Props; problems: readonly string[] } {
  if (!('attachments' in props)) return { props: { ...props }, problems: [] };
  const { attachments, problems } = decodeAttachments(props['attachments']);
  return { props: { ...props, attachments }, problems };
}

/** The attachments of stored props. */
export function attachmentsOf(props: Props): readonly Attachment[] {
  return decodeAttachments(props['attachments']).attachments;
}

export function actionsOf(post: Pick<Post, 'props'>): readonly Action[] {
  return attachmentsOf(post.props).flatMap((attachment) => attachment.actions ?? []);
}

export function integrationsOf(attachments: readonly Attachment[]): readonly Integration[] {
  return attachments.flatMap((attachment) =>
    (attachment.actions ?? []).flatMap((action) => action.integration ?? []),
  );
}

export function strip(
  attachments: readonly Attachment[],
  cookie?: (action: Action) => string,
): readonly Attachment[] {
  return attachments.map((attachment) => {
    if (attachment.actions === undefined) return attachment;
    const actions = attachment.actions.map((action) => {
      const { integration, ...rest } = action;
      return integration !== undefined && cookie !== undefined
        ? { ...rest, cookie: cookie(action) }
        : rest;
    });
    return { ...attachment, actions };
  });
}

/** Props as clients see them. */
export function shownProps(props: Props): Props {
  if (!('attachments' in props)) return { ...props };
  return { ...props, attachments: strip(attachmentsOf(props)) };
}
