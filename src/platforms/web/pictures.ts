// The pictures of the page's charts, as SVG: named by what they show, and drawn when a browser asks for one.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { drawSvg } from '../../drawing/drawing.ts';
import type { Chart } from '../../kernel/chart.ts';
import { type Asset, assetOf, sendAsset } from './assets.ts';

const prefix = '/web/charts/';
/** Charts that can be asked for, and pictures that are kept: those of the posts that somebody scrolls through. */
const mostCharts = 500;
const mostPictures = 50;

const charts = new Map<string, Chart>();
const pictures = new Map<string, Promise<Asset>>();

/** Puts an entry at the end, and lets the oldest go. */
function keep<T>(table: Map<string, T>, key: string, value: T, most: number): void {
  table.delete(key);
  table.set(key, value);
  const oldest = table.keys().next().value;
  if (table.size > most && oldest !== undefined) table.delete(oldest);
}

/**
 * The address of a chart, without its theme; from now on it can be asked for. The same chart has the same address in every run. `post` is the post that shows
 * it, if one does: by it the chart is found again when this program knows it no more.
 */
export function pictureOf(chart: Chart, post: number | undefined): string {
  const name = createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 32);
  keep(charts, name, chart, mostCharts);
  return `${prefix}${post ?? 0}-${name}`;
}

const address = /^\/web\/charts\/(\d{1,15})-([0-9a-f]{32})-(light|dark)[.]svg$/;

/** The post that shows the picture at this path; undefined where none does. */
export function postOfPicture(path: string): number | undefined {
  return Number(address.exec(path)?.[1] ?? 0) || undefined;
}

/** Answers with the picture at a path; false where there is none. */
export async function sendPicture(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const [, , name = '', theme] = address.exec(path) ?? [];
  const chart = charts.get(name);
  if (!chart || (theme !== 'light' && theme !== 'dark')) return false;
  const key = `${name}-${theme}`;
  const drawn =
    pictures.get(key) ??
    drawSvg(chart, theme).then((svg) => assetOf('image/svg+xml', Buffer.from(svg)));
  keep(pictures, key, drawn, mostPictures);
  drawn.catch(() => pictures.delete(key));
  sendAsset(request, response, await drawn);
  return true;
}
