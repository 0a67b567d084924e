// Every test of test/; with SOAK=1 the long runs of test/soak alone.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/slow-first.ts';

const soak = process.env['SOAK'] === '1';

const browser = 'test/**/*.browser.test.ts';

export default defineConfig({
  test: {
    // A browser is several programs by itself: its tests run one after another.
    projects: soak
      ? [{ extends: true, test: { name: 'soak', include: ['test/soak/*.ts'] } }]
      : [
          {
            extends: true,
            test: {
              name: 'all',
              include: ['test/**/*.test.ts'],
              exclude: ['**/node_modules/**', 'test/soak/**', browser],
              sequence: { groupOrder: 0 },
            },
          },
          {
            extends: true,
            test: {
              name: 'browser',
              include: [browser],
              fileParallelism: false,
              sequence: { groupOrder: 1 },
            },
          },
        ],
    // Files share what they import: loading it anew for each was a fifth of a run. What a test sets for all it takes back.
    isolate: false,
    // What was made of a source is kept by its content: to make it was a tenth of a run.
    experimental: {
      fsModuleCache: true,
      fsModuleCachePath: 'node_modules/.cache/idea-circle/modules',
    },
    // More than cores: many a test waits for a program that it started. The default leaves a core idle, half of a small machine.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: SlowFirst },
    testTimeout: soak ? 3_600_000 : 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      // What decides: the rules of the features, and which handler gets what arrives.
      include: [
        'src/*/rules.ts',
        'src/*/rules/**/*.ts',
        'src/chat/{action,router,words}.ts',
        'src/kernel/*.ts',
      ],
      reportsDirectory: 'coverage',
    },
  },
});
