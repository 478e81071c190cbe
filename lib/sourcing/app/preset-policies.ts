import { presetPolicy } from '../domain/sourcing.policy.ts';
import type { PolicyReader } from './sourcing.ports.ts';

/** The policies that ship with the product; `standardName` is the one used when an order names none. */
export const createPresetPolicies = (standardName = 'balanced'): PolicyReader => ({
  policy: async (_tenantId, name) => presetPolicy(name ?? standardName),
});
