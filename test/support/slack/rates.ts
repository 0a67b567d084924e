// Rate limits: so many calls in a sliding window, by the stand-in's clock.

export class Rates {
  private readonly hits = new Map<string, number[]>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Counts one call; the seconds to wait when it is one too many, else 0. */
  take(key: string, limit: number, windowMs: number): number {
    const now = this.now();
    const recent = (this.hits.get(key) ?? []).filter((at) => at > now - windowMs);
    this.hits.set(key, recent);
    const oldest = recent[0];
    if (recent.length >= limit && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
    recent.push(now);
    return 0;
  }
}
