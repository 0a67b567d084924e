// The colours and marks of a chart: Okabe and Ito's palette, which those who see fewer colours tell apart too, and beside each colour a shape and a dash.

export type Theme = 'light' | 'dark';

export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly grid: string;
  /** In the order in which series take them. */
  readonly series: readonly string[];
}

const blue = '#0072B2';
const vermilion = '#D55E00';
const green = '#009E73';
const purple = '#CC79A7';
const orange = '#E69F00';
const sky = '#56B4E9';

// On white the light colours come last, on black the dark ones.
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    text: '#1d1c1d',
    grid: '#e2e2e2',
    series: [blue, vermilion, green, purple, '#000000', orange],
  },
  dark: {
    background: '#1a1d21',
    text: '#e8e8e8',
    grid: '#3a3d42',
    series: [sky, orange, '#ffffff', purple, green, vermilion],
  },
};

/** One a series: Vega's names of shapes, and an hourglass. Triangles that point up and down say that a number is open. */
export const shapes = [
  'circle',
  'square',
  'diamond',
  'cross',
  'triangle-right',
  'M-1,-1L1,-1L-1,1L1,1Z',
] as const;

/** Lengths of dashes and gaps in pixels, one a series; the first line is whole. */
export const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [8, 3],
  [3, 3],
  [10, 3, 2, 3],
  [2, 2],
  [14, 4],
];
