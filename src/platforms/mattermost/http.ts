// Requests of the Mattermost server to us: their bodies within limits, and answers that are always JSON objects.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a request is answered with. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: object;
}

export const answer = (json: object): HttpAnswer => ({ status: 200, json });
export const refusal = (status: number, error: string): HttpAnswer => ({ status, json: { error } });

// A message of 16,383 characters of four bytes each, percent-encoded, with its mentions.
const largestBody = 256 * 1024;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed at the limit: the refusal goes back on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > largestBody) {
      request.resume();
      return undefined;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function write(response: ServerResponse, { status, json }: HttpAnswer): void {
  if (response.destroyed || response.writableEnded) return;
  const body = Buffer.from(JSON.stringify(json), 'utf8');
  // What was not read to its end would be taken for the next request.
  if (status === 413) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

/** Reads a body of one content type, lets `decide` answer it, and writes the answer. Nothing is decided on a body that is too large or of another type. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  contentType: string,
  decide: (body: string) => Promise<HttpAnswer>,
): Promise<void> {
  const given = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (given !== contentType) {
    request.resume();
    write(response, refusal(415, `the body must be ${contentType}`));
    return;
  }
  let body: string | undefined;
  try {
    body = await readBody(request);
  } catch {
    // The caller went away while it was sending.
    response.destroy();
    return;
  }
  if (body === undefined) write(response, refusal(413, `the body is over ${largestBody} bytes`));
  else write(response, await decide(body));
}
