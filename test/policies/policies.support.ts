import { Instant } from '../../lib/kernel/instant.ts';
import type { Clock, Platform } from '../../lib/platform/ports.ts';
import { createPolicyBook, type PolicyBook } from '../../lib/policies/app/policy-book.ts';
import type { PolicyVersion } from '../../lib/policies/domain/policy.ts';

/** Policies of an installation by its settings, and by what tenants have stored. */
export const policiesFrom = (
  settings: Readonly<Record<string, string | undefined>>,
  given: {
    readonly stored?: () => Promise<readonly PolicyVersion[]>;
    readonly clock?: Clock;
    readonly warn?: (message: string) => void;
  } = {},
): PolicyBook => {
  const { stored = async () => [], clock = { now: () => Instant('2026-11-20T14:00:00.000Z') }, warn = () => undefined } = given;
  const platform = { clock, parameters: { get: async (name: string) => settings[name] }, observability: { logger: { warn } } };
  return createPolicyBook({ store: { current: stored }, platform: platform as unknown as Platform });
};
