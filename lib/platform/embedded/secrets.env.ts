import type { Secrets } from '../ports.ts';
import type { EnvSource } from './env-file.ts';

/** Secrets by variable; while `NAME` is being rotated, `NAME_PREVIOUS` holds the value before. */
export const secretsFromEnv = (source: EnvSource): Secrets => ({
  get: async (name) => {
    const current = source.get(name);
    const previous = source.get(`${name}_PREVIOUS`);
    if (current === undefined) return undefined;
    return previous === undefined ? { current } : { current, previous };
  },
});
