// Reads the app's answer to a slash command as the server decodes it: what does not fit its types fails whole.
import { decodeAttachments, isRecord } from './attachments.ts';
import type { Attachment, Props } from './types.ts';

export interface CommandAnswer {
  readonly responseType: string;
  readonly text: string;
  readonly channelId: string;
  readonly type: string;
  readonly gotoLocation: string;
  readonly props: Props | undefined;
  readonly attachments: readonly Attachment[];
  readonly rawAttachments: unknown;
  readonly skipSlackParsing: boolean;
  readonly username: string;
  readonly iconUrl: string;
  readonly extra: readonly CommandAnswer[];
}

const EMPTY: CommandAnswer = {
  responseType: '',
  text: '',
  channelId: '',
  type: '',
  gotoLocation: '',
  props: undefined,
  attachments: [],
  rawAttachments: undefined,
  skipSlackParsing: false,
  username: '',
  iconUrl: '',
  extra: [],
};

/** A sentence when the value does not fit. */
function fromJson(value: unknown): CommandAnswer | string {
  if (value === null) return EMPTY;
  if (!isRecord(value)) return 'the answer is no JSON object';
  for (const key of [
    'response_type',
    'text',
    'username',
    'channel_id',
    'icon_url',
    'type',
    'goto_location',
    'trigger_id',
  ]) {
    const given = value[key];
    if (given !== undefined && given !== null && typeof given !== 'string')
      return `${key} is no string`;
  }
  const word = (key: string): string => {
    const given = value[key];
    return typeof given === 'string' ? given : '';
  };
  const skip = value['skip_slack_parsing'] ?? false;
  if (typeof skip !== 'boolean') return 'skip_slack_parsing is no boolean';
  const props = value['props'] ?? undefined;
  if (props !== undefined && !isRecord(props)) return 'props is no object';
  const { attachments, problems } = decodeAttachments(value['attachments']);
  const [problem] = problems;
  if (problem !== undefined) return problem;
  const given = value['extra_responses'] ?? [];
  if (!Array.isArray(given)) return 'extra_responses is no list';
  const extra: CommandAnswer[] = [];
  for (const item of given) {
    const answer = fromJson(item);
    if (typeof answer === 'string') return `extra_responses: ${answer}`;
    extra.push(answer);
  }
  return {
    responseType: word('response_type'),
    text: word('text'),
    channelId: word('channel_id'),
    type: word('type'),
    gotoLocation: word('goto_location'),
    props,
    attachments,
    rawAttachments: value['attachments'],
    skipSlackParsing: skip,
    username: word('username'),
    iconUrl: word('icon_url'),
    extra,
  };
}

/** `application/json` must parse; anything else is text to be shown. */
export function readCommandAnswer(contentType: string, body: string): CommandAnswer | string {
  if (contentType.split(';')[0]?.trim() !== 'application/json') return { ...EMPTY, text: body };
  if (body.trim() === '') return 'an empty body is no JSON';
  try {
    return fromJson(JSON.parse(body));
  } catch {
    return 'the body is no JSON';
  }
}
