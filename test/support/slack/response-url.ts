// Response URLs over HTTP: no token, five uses, and the planned misbehaviour under the name `response_url`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerModes } from './answer-modes.ts';
import { answerResponseUrl, type UrlAnswer } from './answers.ts';
import { isRecord, parseJson } from './json.ts';
import { readBody } from './web-api.ts';
import type { World } from './world.ts';

/** Undefined: the connection stays open without an answer, or is cut. */
function answerIn(
  world: World,
  mode: ReturnType<AnswerModes['next']>,
  path: string,
  payload: unknown,
): UrlAnswer | undefined {
  switch (mode?.kind) {
    case 'cut':
      return undefined;
    case 'lose-reply':
      answerResponseUrl(world, path, payload);
      return undefined;
    case 'hang':
      if (mode.after === true) answerResponseUrl(world, path, payload);
      return undefined;
    case 'server-error':
      if (mode.after === true) answerResponseUrl(world, path, payload);
      return { status: mode.status ?? 500, body: '' };
    case 'rate-limited':
      return { status: 429, body: '' };
    case 'error':
      return { status: 404, body: mode.error };
    default:
      return answerResponseUrl(world, path, payload);
  }
}

export async function handleResponseUrl(
  world: World,
  modes: AnswerModes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const payload = parseJson(await readBody(request));
  const mode = modes.next('response_url');
  if (mode?.kind === 'wait') await mode.until;
  const answer = answerIn(world, mode, path, payload);
  world.journal.call({
    at: world.now(),
    method: 'response_url',
    team: world.responseUrls.get(path)?.team ?? '',
    args: isRecord(payload) ? payload : {},
    status: answer?.status ?? 0,
    ok: answer?.status === 200,
    error: answer?.status === 200 ? '' : (answer?.body ?? ''),
  });
  if (answer !== undefined)
    response.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
  else if (mode?.kind !== 'hang') request.socket.destroy();
}
