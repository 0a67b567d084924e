// Chance that can be had again: a seed gives the same choices. (The instants at which processes run are the machine's.)

export interface Chance {
  /** From 0 up to, without, `below`. */
  int(below: number): number;
}

/** mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { int: (below) => Math.floor(next() * below) };
}

/** KILL_SEED, or one that no earlier run had. */
export function newSeed(): number {
  const given = process.env['KILL_SEED'];
  return given === undefined ? Date.now() % 2 ** 31 : Number(given);
}
