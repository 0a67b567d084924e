// The letters of a picture come from a package, never from the machine: the same picture everywhere, and never one without text.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The family of the font files, as they name themselves. */
export const ownFont = 'DejaVu Sans';

/** With what is as wide, for a browser that draws the SVG itself and has no DejaVu. */
export const font = `${ownFont}, Verdana, sans-serif`;

const { resolve } = createRequire(import.meta.url);

/** The font files: a renderer that has none draws no text, and says nothing. */
export async function fontFiles(): Promise<readonly Uint8Array[]> {
  return Promise.all(
    ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) =>
      readFile(resolve(`dejavu-fonts-ttf/ttf/${name}`)),
    ),
  );
}

/** The program that turns SVG into pixels. */
export async function rasteriser(): Promise<Uint8Array> {
  return readFile(resolve('@resvg/resvg-wasm/index_bg.wasm'));
}
