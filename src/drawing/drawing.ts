// Charts to pictures: SVG by Vega, PNG by resvg. Both are loaded when the first chart is drawn, and not before: most days nobody asks for one.
import type { Chart } from '../kernel/chart.ts';
import type { Theme } from './colours.ts';
import { fontFiles, ownFont, rasteriser } from './letters.ts';
import { planOf } from './plan.ts';

/** The chart as an SVG document. Its text is text; the same chart gives the same document on every machine, in every zone. */
export async function drawSvg(chart: Chart, theme: Theme): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec } = compile(planOf(chart, theme));
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Pixels a logical pixel: sharp on a telephone, and large enough on a desk. */
const zoom = 3;

/** The chart as PNG, 930 pixels wide. */
export async function drawPng(chart: Chart, theme: Theme): Promise<Uint8Array> {
  return rasterise(await drawSvg(chart, theme));
}

/** An SVG document as PNG, with our letters. */
export async function rasterise(svg: string): Promise<Uint8Array> {
  const { Resvg, fonts } = await ready();
  const document = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: {
      loadSystemFonts: false,
      fontBuffers: [...fonts],
      defaultFontFamily: ownFont,
      sansSerifFamily: ownFont,
    },
  });
  try {
    const image = document.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    document.free();
  }
}

interface Ready {
  readonly Resvg: typeof import('@resvg/resvg-wasm').Resvg;
  readonly fonts: readonly Uint8Array[];
}

let readied: Promise<Ready> | undefined;

/** Once a process, as the package wants it; a failure is not kept, so that the next picture tries anew. */
function ready(): Promise<Ready> {
  readied ??= readyNow().catch((error: unknown) => {
    readied = undefined;
    throw error;
  });
  return readied;
}

async function readyNow(): Promise<Ready> {
  const [{ initWasm, Resvg }, wasm, fonts] = await Promise.all([
    import('@resvg/resvg-wasm'),
    rasteriser(),
    fontFiles(),
  ]);
  await initWasm(wasm);
  return { Resvg, fonts };
}
