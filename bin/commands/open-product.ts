import { authorizer } from '../../lib/access/wiring.ts';
import { openRuntime, type Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { wirings } from '../../lib/wirings.ts';

/** Opens the product over a data folder; the other commands do the same without starting it. */
export const openProduct = (dataDir: string): Runtime => {
  // Whatever is written here is for its owner alone.
  process.umask(0o077);
  return openRuntime({
    dataDir,
    wirings,
    authorizer,
    handlersUrl: new URL('../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    env: process.env,
  });
};
