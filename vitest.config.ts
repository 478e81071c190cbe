import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/dynamodb-local.setup.ts'],
    // Each file gets its own process: an SQLite handle left open by one test cannot hold another one's process.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    sequence: { hooks: 'stack' },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    passWithNoTests: false,
    // Tests read UTC; a machine's own zone must not decide whether they pass.
    env: { TZ: 'UTC' },
    coverage: { provider: 'v8', include: ['lib/**', 'lambdas/**', 'bin/**'], reportsDirectory: 'coverage' },
  },
});
