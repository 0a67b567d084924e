// What machines ask the program: whether it lives, whether it is ready, and what it counts.
import type { Platform } from '../chat/platform.ts';
import type { Instant } from '../kernel/time.ts';
import type { SqliteDatabase } from '../storage/sqlite.ts';
import { upcomingTalks } from '../talks/store.ts';
import type { Config } from './config.ts';
import { type HttpServer, sendJson } from './http.ts';
import type { createMetrics } from './metrics.ts';

export interface Build {
  readonly version: string;
  readonly commit: string;
}

interface Checked {
  readonly database: SqliteDatabase;
  readonly platforms: readonly Platform[];
  /** Whether every platform has started. */
  readonly doors: { readonly open: boolean };
  readonly metrics: ReturnType<typeof createMetrics>;
  /** The series' clock. */
  readonly now: () => Instant;
  readonly config: Config;
  readonly build: Build;
}

/** /healthz, /readyz, and /metrics where the configuration wants it. */
export function mountChecks(server: HttpServer, parts: Checked): void {
  server.mount([
    {
      method: 'GET',
      path: '/healthz',
      handle: (_request, response) => sendJson(response, 200, { alive: true, ...parts.build }),
    },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (_request, response) => {
        const reasons = parts.doors.open ? [] : ['the program is starting'];
        reasons.push(...parts.platforms.flatMap((p) => p.troubles()));
        try {
          await parts.database.read((read) => upcomingTalks(read, 0, 1));
        } catch (error) {
          reasons.unshift(`database: ${(error as Error).message}`);
        }
        sendJson(response, reasons.length === 0 ? 200 : 503, {
          ready: reasons.length === 0,
          reasons,
        });
      },
    },
  ]);
  if (parts.config.metrics)
    server.mount([
      {
        method: 'GET',
        path: '/metrics',
        handle: async (_request, response) => {
          const page = await parts.metrics.text(parts.database, parts.now());
          response.writeHead(200, { 'content-type': page.type });
          response.end(page.body);
        },
      },
    ]);
}
