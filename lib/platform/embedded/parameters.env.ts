import type { Parameters } from '../ports.ts';
import type { EnvSource } from './env-file.ts';

/** Parameters by variable. */
export const parametersFromEnv = (source: EnvSource): Parameters => ({ get: async (name) => source.get(name) });
