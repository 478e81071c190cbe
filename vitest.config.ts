import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/slow-first.ts';

const common = {
  globalSetup: ['test/support/dynamodb-local.setup.ts'],
  setupFiles: ['test/support/properties.setup.ts'],
  pool: 'forks',
  // Of what hangs; a computer of two cores that is busy with both of its suites is slow, and not to be called wrong for it.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  teardownTimeout: 30_000,
  sequence: { hooks: 'stack' },
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
  // Tests read UTC; a machine's own zone must not decide whether they pass.
  env: { TZ: 'UTC' },
} as const;

// These try the engines themselves: sockets, handles of SQLite, clients of AWS that are cut off. What one of them leaves behind
// must not be another one's trouble, so each file has a process of its own; and a simulation makes its process that of the next
// release, which nothing takes back.
const apart = ['platform', 'contract', 'access', 'scripts', 'simulation'].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: false,
    sequence: { sequencer: SlowFirst },
    coverage: { provider: 'v8', include: ['lib/**', 'lambdas/**', 'bin/**'], reportsDirectory: 'coverage' },
    projects: [
      { test: { ...common, globalSetup: [...common.globalSetup], name: 'apart', include: apart, isolate: true } },
      {
        test: {
          ...common,
          globalSetup: [...common.globalSetup],
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          // Files of a worker share its modules: loading them anew for each file took nearly half of the time.
          isolate: false,
        },
      },
    ],
  },
});
