// Interactive dialogs: opened by a trigger, shown to one person, sent by that person's client to whatever address it says, and answered.
import type { Seen, SeenField, SeenForm } from '../seen.ts';
import { isRecord } from './attachments.ts';
import { deliver, type Line } from './call-app.ts';
import { decodeElement, type Element, validateDialog } from './dialog-rules.ts';
import { openTrigger } from './ids.ts';
import { readMarkdown } from './markdown.ts';
import { badBody } from './rest-core.ts';
import { noteSeen } from './transcript.ts';
import type { Channel, User } from './types.ts';
import { ApiError, forbidden, type World } from './world.ts';

export interface OpenDialog {
  readonly user: User;
  readonly url: string;
  readonly callbackId: string;
  readonly title: string;
  readonly introduction: string;
  readonly submitLabel: string;
  readonly notifyOnCancel: boolean;
  readonly state: string;
  readonly elements: readonly Element[];
  open: boolean;
}

function triggerError(kind: string, message: string): ApiError {
  return new ApiError(400, `interactive_message.decode_trigger_id.${kind}`, message);
}

/** Whom a trigger belongs to, while it lives; it may be used more than once. */
function triggered(world: World, triggerId: unknown): User {
  if (typeof triggerId !== 'string' || triggerId === '')
    throw triggerError('missing_data', 'Trigger ID missing required data for interactive dialog.');
  const opened = openTrigger(triggerId);
  const user = world.users.get(opened?.userId ?? '');
  if (opened === undefined || user === undefined)
    throw triggerError(
      'base64_decode_failed',
      'Failed to decode base64 for trigger ID for interactive dialog.',
    );
  if (world.now() - opened.at >= world.profile.triggerLifeMs)
    throw triggerError(
      'expired',
      `Trigger ID for interactive dialog is expired. Trigger IDs live for a maximum of ${world.profile.triggerLifeMs / 1000} seconds.`,
    );
  return user;
}

/** POST /actions/dialogs/open: needs no token; says OK of every dialog that can be read. */
export function openDialog(world: World, body: unknown): { readonly status: 'OK' } {
  const dialog = isRecord(body) ? body['dialog'] : undefined;
  if (!isRecord(body) || !isRecord(dialog)) throw badBody('dialog');
  const url = body['url'];
  if (typeof url !== 'string' || url === '') throw badBody('url');
  const user = triggered(world, body['trigger_id']);
  const raw = Array.isArray(dialog['elements']) ? dialog['elements'] : [];
  const opened: OpenDialog = {
    user,
    url,
    callbackId: String(dialog['callback_id'] ?? ''),
    title: String(dialog['title'] ?? ''),
    introduction: String(dialog['introduction_text'] ?? ''),
    submitLabel: String(dialog['submit_label'] ?? ''),
    notifyOnCancel: dialog['notify_on_cancel'] === true,
    state: String(dialog['state'] ?? ''),
    elements: raw.map(decodeElement),
    open: true,
  };
  for (const one of validateDialog(dialog, world.profile)) world.fault('dialog', one);
  for (const before of world.dialogs) if (before.user === user) before.open = false;
  world.dialogs.push(opened);
  const told = JSON.stringify({ trigger_id: body['trigger_id'], url, dialog });
  world.publish({ event: 'open_dialog', data: { dialog: told }, userId: user.id });
  showDialog(world, opened, 'posted');
  return { status: 'OK' };
}

function fieldOf(element: Element): SeenField {
  const { options } = element;
  return {
    key: element.name,
    label: element.display_name,
    hints: [element.help_text, element.placeholder]
      .filter((one) => one !== '')
      .map((one) => readMarkdown(one).join(' ')),
    required: !element.optional,
    initial: options?.find(({ value }) => value === element.default)?.text ?? element.default,
    choices: (options ?? []).map(({ text }) => text),
  };
}

function showDialog(
  world: World,
  dialog: OpenDialog,
  change: Seen['change'],
  errors: Readonly<Record<string, string>> = {},
  error = '',
): void {
  const form: SeenForm = {
    title: dialog.title,
    submit: dialog.submitLabel,
    fields: dialog.elements.map(fieldOf),
    errors,
  };
  const gone = change === 'deleted';
  const lines = [...readMarkdown(dialog.introduction), ...(error === '' ? [] : [error])];
  noteSeen(world, {
    where: 'window',
    change,
    reader: dialog.user.id,
    channel: '',
    messageId: '',
    lines: gone ? [] : lines,
    fields: [],
    buttons: [],
    ...(gone ? {} : { form }),
  });
}

export interface Sent {
  readonly user: User;
  readonly url: string;
  readonly callbackId: string;
  readonly state: string;
  readonly channel: Channel;
  readonly teamId: string;
  readonly submission: unknown;
  readonly cancelled: boolean;
}

function failed(): ApiError {
  return new ApiError(
    400,
    'api.post.do_action.action_integration.app_error',
    'Action integration error.',
  );
}

/** POST /actions/dialogs/submit: whatever the client says goes to whatever address it says; only `user_id` and `type` are the server's. */
export async function submitDialog(
  world: World,
  sent: Sent,
  line: Line,
  dialog?: OpenDialog,
): Promise<Record<string, unknown>> {
  if (!world.reads(sent.user.id, sent.channel)) throw forbidden();
  const answer = await deliver(
    world,
    'dialog',
    {
      url: sent.url,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'dialog_submission',
        callback_id: sent.callbackId,
        state: sent.state,
        user_id: sent.user.id,
        channel_id: sent.channel.id,
        team_id: sent.teamId,
        submission: sent.submission,
        cancelled: sent.cancelled,
      }),
    },
    line,
  );
  const fault = (detail: string): ApiError => {
    world.fault('dialog-answer', `a dialog was answered with ${detail}`);
    return failed();
  };
  if (answer === undefined) throw fault('nothing in time');
  if (answer.status !== 200) throw fault(`status ${answer.status}`);
  let value: unknown;
  try {
    value = answer.body.trim() === '' ? {} : JSON.parse(answer.body);
  } catch {
    throw fault('a body that is no JSON');
  }
  if (!isRecord(value)) throw fault('no JSON object');
  if (dialog !== undefined) applyAnswer(world, dialog, value);
  return value;
}

function applyAnswer(world: World, dialog: OpenDialog, value: Record<string, unknown>): void {
  const errors = isRecord(value['errors']) ? value['errors'] : {};
  const error = typeof value['error'] === 'string' ? value['error'] : '';
  const strange = Object.keys(errors).filter(
    (key) => !dialog.elements.some(({ name }) => name === key),
  );
  if (strange.length > 0) world.fault('dialog-answer', `errors at no element: ${strange.join()}`);
  if (error !== '' || Object.keys(errors).length > 0) {
    showDialog(world, dialog, 'replaced', errors as Record<string, string>, error);
    return;
  }
  dialog.open = false;
  showDialog(world, dialog, 'deleted');
}
