// The page's files, read once at the start: only what lay there then can be asked for.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { safeHeaders } from './guard.ts';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly etag: string;
}

export type Assets = ReadonlyMap<string, Asset>;

export function assetOf(type: string, bytes: Buffer): Asset {
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { type, bytes, etag: `"${digest}"` };
}

/** Reads the directory of the compiled page; rejects with a sentence for the operator where it is not there. */
export async function readAssets(directory: string): Promise<Assets> {
  const names = await readdir(directory).catch((): string[] => []);
  const assets = new Map<string, Asset>();
  for (const name of names) {
    // What two files of the page share is a chunk of its own, named with capitals.
    const type = types[/^[A-Za-z0-9-]+\.([a-z]+)$/.exec(name)?.[1] ?? ''];
    if (type) assets.set(name, assetOf(type, await readFile(join(directory, name))));
  }
  for (const needed of ['index.html', 'style.css', 'app.js']) {
    if (!assets.has(needed)) {
      throw new Error(`The web chat's page is not built: ${join(directory, needed)} is missing.`);
    }
  }
  return assets;
}

/** Answers with an asset, or 304 where the browser has it already. */
export function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  const headers = {
    ...safeHeaders,
    'content-type': asset.type,
    'cache-control': 'no-cache',
    etag: asset.etag,
  };
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(asset.etag)) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(200, { ...headers, 'content-length': asset.bytes.length });
  response.end(asset.bytes);
}
