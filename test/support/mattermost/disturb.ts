// Trouble on demand: the next calls to an address are limited, answered by a broken proxy, left hanging, or lose their reply.
import type { World } from './world.ts';

export interface Disturbance {
  /** A whole path (with or without /api/v4) or a pattern of it. */
  readonly path: string | RegExp;
  readonly method?: string;
  /** How many calls; 1 when left out. */
  readonly times?: number;
  /**
   * `rate-limit`: 429 as the server words it. `bad-gateway`: a proxy's 502 page. `hang`: no answer while the server lives.
   * `lose-reply`: carried out, then cut. `drop`: cut before anything is done. `error`: JSON with the given status.
   */
  readonly kind: 'rate-limit' | 'bad-gateway' | 'hang' | 'lose-reply' | 'drop' | 'error';
  /** Seconds, for `rate-limit`. */
  readonly retryAfter?: number;
  /** For `error`; 500 when left out. */
  readonly status?: number;
}

export interface DisturbanceHandle {
  readonly left: () => number;
  readonly stop: () => void;
}

export class Disturbances {
  private readonly active: { readonly what: Disturbance; left: number }[] = [];

  add(what: Disturbance): DisturbanceHandle {
    const entry = { what, left: what.times ?? 1 };
    this.active.push(entry);
    return {
      left: () => entry.left,
      stop: () => {
        entry.left = 0;
      },
    };
  }

  next(method: string, path: string): Disturbance | undefined {
    for (const entry of this.active) {
      const { what } = entry;
      if (entry.left <= 0) continue;
      if (what.method !== undefined && what.method.toUpperCase() !== method) continue;
      const hit =
        typeof what.path === 'string'
          ? path === what.path || path === `/api/v4${what.path}`
          : what.path.test(path);
      if (!hit) continue;
      entry.left -= 1;
      return what;
    }
    return undefined;
  }
}

export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export function limitHeaders(limit: number, left: number, seconds: number) {
  return {
    'X-Ratelimit-Limit': String(limit),
    'X-Ratelimit-Remaining': String(left),
    'X-Ratelimit-Reset': String(seconds),
  };
}

/** The server's own limiter: one allowance for everything that comes to it. */
export class Limiter {
  private readonly world: World;
  private readonly limit: RateLimit;
  private tokens: number;
  private at: number;

  constructor(world: World, limit: RateLimit) {
    this.world = world;
    this.limit = limit;
    this.tokens = limit.burst + 1;
    this.at = world.now();
  }

  take(): Allowance {
    const now = this.world.now();
    const most = this.limit.burst + 1;
    this.tokens = Math.min(
      most,
      this.tokens + (Math.max(0, now - this.at) / 1000) * this.limit.perSecond,
    );
    this.at = now;
    const allowed = this.tokens >= 1;
    if (allowed) this.tokens -= 1;
    const reset = Math.ceil((most - this.tokens) / this.limit.perSecond);
    const headers = limitHeaders(most, Math.floor(this.tokens), reset);
    if (allowed) return { allowed, headers };
    const wait = Math.max(1, Math.ceil((1 - this.tokens) / this.limit.perSecond));
    return { allowed, headers: { ...headers, 'Retry-After': String(wait) } };
  }
}
