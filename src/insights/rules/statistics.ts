// Means, medians, deviations and how two rows of numbers go together. Plain sums; whoever calls says how many numbers are enough.

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  // Sorts by number and many times as fast as an array: there may be ten years of posts.
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : mean([sorted[middle - 1] as number, upper]);
}

/** The deviation of a sample, by n − 1: what is there stands for what might have been. Zero where all values are the same; at least two values. */
export function sampleDeviation(values: readonly number[]): number {
  const centre = mean(values);
  if (values.every((value) => value === values[0])) return 0;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** How many deviations each value lies above the mean of all; all zero where nothing deviates. */
export function zScores(values: readonly number[]): readonly number[] {
  const centre = mean(values);
  const deviation = sampleDeviation(values);
  return values.map((value) => (deviation === 0 ? 0 : (value - centre) / deviation));
}

/** Pearson's r of two rows of equal length; undefined where one of them does not vary, so that nothing can go with it. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const [zx, zy] = [zScores(xs), zScores(ys)];
  if (zx.every((z) => z === 0) || zy.every((z) => z === 0)) return undefined;
  const together = zx.reduce((sum, z, i) => sum + z * (zy[i] as number), 0) / (xs.length - 1);
  return Math.max(-1, Math.min(1, together));
}

/** What 95 of a hundred values of a normal distribution lie within, in deviations to either side. */
export const normal95 = 1.96;

/** Between what an r of `pairs` pairs lies with 95 % confidence, by Fisher's transformation; more than three pairs. */
export function correlationInterval(
  r: number,
  pairs: number,
): { readonly low: number; readonly high: number } {
  const reach = normal95 / Math.sqrt(pairs - 3);
  return { low: Math.tanh(Math.atanh(r) - reach), high: Math.tanh(Math.atanh(r) + reach) };
}
