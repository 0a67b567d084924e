// How the Web API misbehaves on demand: for one method, for its next calls.

export type AnswerMode =
  /** Does it, then cuts the connection: the reply is lost. */
  | { readonly kind: 'lose-reply' }
  /** Cuts the connection before anything is done. */
  | { readonly kind: 'cut' }
  /** 429; nothing is done. */
  | { readonly kind: 'rate-limited'; readonly retryAfter?: number }
  /** A 5xx with an HTML body; with `after` once it was done. */
  | { readonly kind: 'server-error'; readonly status?: number; readonly after?: boolean }
  /** Never answers; with `after` once it was done. */
  | { readonly kind: 'hang'; readonly after?: boolean }
  /** HTTP 200 with this error; nothing is done. */
  | { readonly kind: 'error'; readonly error: string }
  /** Does it when the promise resolves. */
  | { readonly kind: 'wait'; readonly until: Promise<unknown> };

export class AnswerModes {
  private readonly planned: { method: string; mode: AnswerMode; left: number }[] = [];

  /** `method` may be `*`, any Web API method, or `response_url`. Plans for a method are used up in the order in which they were made. */
  plan(method: string, mode: AnswerMode, times: number): void {
    this.planned.push({ method, mode, left: times });
  }

  next(method: string): AnswerMode | undefined {
    const names = method === 'response_url' ? [method] : ['*', method];
    const plan = this.planned.find((one) => one.left > 0 && names.includes(one.method));
    if (plan === undefined) return undefined;
    plan.left -= 1;
    return plan.mode;
  }

  clear(): void {
    this.planned.length = 0;
  }
}
