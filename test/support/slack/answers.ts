// What the app answers to a command in its acknowledgement, or later at a response URL: checked and shown.
import { isRecord, type Json, stringAt } from './json.ts';
import { TIMING } from './limits.ts';
import {
  type Body,
  blockProblems,
  checkText,
  deleteMessage,
  editMessage,
  isBlockList,
  postMessage,
  removeWhisper,
  replaceWhisper,
  whisper,
} from './publish.ts';
import { showNotice } from './transcript.ts';
import type { Workspace } from './workspace.ts';
import type { ResponseUrl, World } from './world.ts';

interface Place {
  readonly workspace: Workspace;
  readonly channel: string;
  readonly user: string;
}

/** Undefined when the blocks or their absence make it no message. */
function bodyOf(world: World, answer: Json, from: string): Body | undefined {
  const blocks = answer['blocks'] ?? [];
  const text = stringAt(answer, 'text');
  if (blockProblems(world, blocks, from).length > 0 || !isBlockList(blocks)) return undefined;
  if (text.trim() === '' && blocks.length === 0) return undefined;
  checkText(world, { text, blocks }, from);
  return { text, blocks };
}

function show(world: World, place: Place, type: string, body: Body): void {
  const { workspace, channel, user } = place;
  if (type === 'in_channel') postMessage(world, workspace, workspace.channel(channel), body);
  else whisper(world, workspace, channel, user, body);
}

/** Tells the person that a command failed, in Slackbot's words. */
export function showFailure(world: World, place: Place, command: string, error: string): void {
  const line = `${command} failed with the error "${error}"`;
  showNotice(world, place.workspace, place.channel, place.user, line);
}

/** The body of an acknowledged command: nothing, a text, or a message. The app never learns of a bad one. */
export function showCommandAnswer(
  world: World,
  place: Place,
  command: string,
  answer: unknown,
): void {
  const from = `the answer to ${command}`;
  if (answer === undefined || answer === '') return;
  if (typeof answer === 'string') {
    show(world, place, 'ephemeral', { text: answer, blocks: [] });
    return;
  }
  if (isRecord(answer) && Object.keys(answer).length === 0) return;
  const type = stringAt(answer, 'response_type') || 'ephemeral';
  const body = isRecord(answer) ? bodyOf(world, answer, from) : undefined;
  if (body !== undefined && ['ephemeral', 'in_channel'].includes(type)) {
    show(world, place, type, body);
    return;
  }
  world.journal.fault('answer', `${from} cannot be shown`);
  showFailure(world, place, command, 'invalid_command_response');
}

export interface UrlAnswer {
  readonly status: number;
  readonly body: string;
}

function refusedUrl(error: string): UrlAnswer {
  return { status: 404, body: JSON.stringify({ ok: false, error }) };
}

/** A POST to a response URL. */
export function answerResponseUrl(world: World, path: string, payload: unknown): UrlAnswer {
  const fault = (detail: string): void => world.journal.fault('response-url', detail);
  const link = world.responseUrls.get(path);
  if (link === undefined) return refusedUrl('unknown_url');
  if (world.now() - link.createdAt >= TIMING.responseUrlMs) {
    fault('used after half an hour');
    return refusedUrl('expired_url');
  }
  if (link.uses >= TIMING.responseUrlUses) {
    fault(`used more than ${TIMING.responseUrlUses} times`);
    return refusedUrl('used_url');
  }
  link.uses += 1;
  if (!isRecord(payload)) {
    fault('the body is not JSON');
    return { status: 400, body: 'invalid_payload' };
  }
  return applyToUrl(world, link, payload);
}

function applyToUrl(world: World, link: ResponseUrl, payload: Json): UrlAnswer {
  const fault = (detail: string): void => world.journal.fault('response-url', detail);
  const place = { workspace: world.workspace(link.team), channel: link.channel, user: link.user };
  const ok = { status: 200, body: 'ok' };
  const original = originalOf(world, link);
  if (payload['delete_original'] === true) {
    if (original === undefined) {
      fault('delete_original, but there is no original');
      return { status: 404, body: 'message_not_found' };
    }
    original.remove();
    return ok;
  }
  const body = bodyOf(world, payload, 'a response URL');
  if (body === undefined) {
    fault('nothing that can be shown');
    return { status: 400, body: 'invalid_payload' };
  }
  const type = stringAt(payload, 'response_type');
  if (payload['replace_original'] === true) {
    if (original !== undefined) {
      original.replace(body);
      return ok;
    }
    fault('replace_original, but there is no original');
    if (link.from === 'action') return { status: 404, body: 'message_not_found' };
  } else {
    if (!['ephemeral', 'in_channel'].includes(type)) fault('no response_type is said');
    if (link.from === 'action' && payload['replace_original'] !== false)
      fault('neither replace_original nor delete_original is said');
  }
  show(world, place, type, body);
  return ok;
}

interface Original {
  replace(body: Body): void;
  remove(): void;
}

function originalOf(world: World, link: ResponseUrl): Original | undefined {
  const workspace = world.workspace(link.team);
  if (link.original === undefined) return undefined;
  const { ts, ephemeral } = link.original;
  if (ephemeral) {
    const one = workspace.ephemerals.get(ts);
    if (one === undefined || one.gone) return undefined;
    return {
      replace: (body) => replaceWhisper(world, workspace, one, body, 'replace_original'),
      remove: () => removeWhisper(world, workspace, one),
    };
  }
  const message = workspace.message(link.channel, ts);
  if (message === undefined) return undefined;
  return {
    replace: (body) => editMessage(world, workspace, message, body, 'replace_original'),
    remove: () => deleteMessage(world, workspace, message),
  };
}
