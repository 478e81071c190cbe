import { join } from 'node:path';
import { env } from 'node:process';
import { authorizer } from '../../../lib/access/wiring.ts';
import { openRuntime, type Runtime } from '../../../lib/platform/embedded/runtime/runtime.ts';
import { wirings } from '../../../lib/wirings.ts';
import { omsAudit } from '../audit.ts';
import { type Child, startChild } from '../child.ts';
import { askAt, type Estate } from '../estate.ts';

type Hello = { readonly url: string; readonly apiKey: string };

const restMsMax = 120_000;

/** Looks into the folder of an installation that is not running. */
const openStopped = (dataDir: string): Runtime =>
  openRuntime({
    dataDir,
    wirings,
    authorizer,
    handlersUrl: new URL('../../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../../state-machines/', import.meta.url),
    env: {},
    logLevel: 'ERROR',
  });

/** The whole product in one process over one folder, killed as a whole. */
export const openEmbeddedEstate = (dataDir: string): Estate => {
  const mishaps: string[] = [];
  let process: Child<Hello> | undefined;
  return {
    engine: 'embedded',
    lifeMs: { from: 150, to: 1_200 },
    live: async () => {
      if (process?.runs() === true) return;
      process = await startChild<Hello>({
        module: new URL('server.ts', import.meta.url),
        args: [dataDir],
        // It starts again and again, and reading the sources is most of a start.
        env: { ...env, NODE_COMPILE_CACHE: join(dataDir, 'compile-cache') },
        onCollapse: (how) => mishaps.push(`the installation ended by itself: ${how}`),
      });
    },
    ask: askAt(() => (process?.runs() === true ? process.hello : undefined)),
    disturb: () => undefined,
    kill: async () => {
      await process?.kill();
      return ['installation'];
    },
    // Only the process itself knows, and asks itself before it ends. Its functions die with its workflows, so retries are rare.
    isQuiet: () => Promise.resolve(true),
    rest: async () => {
      const isAtRest = (await process?.stop(restMsMax)) ?? true;
      return isAtRest ? [] : [`the installation did not come to rest within ${restMsMax / 1_000} s`];
    },
    audit: () => omsAudit(['--data-dir', dataDir]),
    inspect: async (look) => {
      const runtime = openStopped(dataDir);
      try {
        return await look(runtime.platform);
      } finally {
        await runtime.stop();
      }
    },
    mishaps: () => mishaps,
    disturbances: () => 0,
    close: async () => process?.kill(),
  };
};
