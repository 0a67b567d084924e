// Every test of test/; with SOAK=1 the long runs of test/soak alone.
import { defineConfig } from 'vitest/config';

const soak = process.env['SOAK'] === '1';

export default defineConfig({
  test: {
    include: soak ? ['test/soak/*.ts'] : ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(soak ? [] : ['test/soak/**'])],
    // All cores: the default leaves one idle, half of a small machine.
    maxWorkers: '100%',
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
      reporter: ['text'],
      reportsDirectory: 'coverage',
    },
  },
});
