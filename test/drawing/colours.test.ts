// Whoever sees fewer colours tells the lines apart all the same: by colour as far as that goes, and always by shape and dash.
import { describe, expect, it } from 'vitest';
import { dashes, palettes, shapes, type Theme } from '../../src/drawing/colours.ts';
import { mostSeries } from '../../src/kernel/chart.ts';

type Triple = readonly [number, number, number];

const linear = (hex: string): Triple => {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const times = (matrix: readonly Triple[], [a, b, c]: Triple): Triple =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as unknown as Triple;

// G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A physiologically-based model for simulation of color vision deficiency (2009), severity 1.
const eyes: Readonly<Record<string, readonly Triple[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* of linear sRGB, in daylight. */
function lab(rgb: Triple): Triple {
  const bounded = rgb.map((one) => Math.min(1, Math.max(0, one))) as unknown as Triple;
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    bounded,
  );
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = (hex: string) => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

describe.each(['light', 'dark'] as const)('the colours of lines, %s', (theme: Theme) => {
  const { series, background, text } = palettes[theme];

  it.each(Object.keys(eyes))('lie apart: %s', (eye) => {
    const seen = series.map((hex) => lab(times(eyes[eye] as readonly Triple[], linear(hex))));
    const apart = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => distance(a, b)));
    // A step of 2.3 is just seen; side by side in one picture it takes several.
    expect(Math.min(...apart)).toBeGreaterThan(10);
  });

  it('stand out from what is behind them', () => {
    for (const colour of series) expect(contrast(colour, background)).toBeGreaterThan(2);
    expect(contrast(text, background)).toBeGreaterThan(7);
  });
});

describe('beside its colour, each line', () => {
  it('has a shape and a dash of its own', () => {
    expect(new Set(shapes).size).toBe(mostSeries);
    expect(new Set(dashes.map(String)).size).toBe(mostSeries);
    for (const { series } of Object.values(palettes)) expect(new Set(series).size).toBe(mostSeries);
  });
});
