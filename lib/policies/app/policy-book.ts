import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import type { Platform } from '../../platform/ports.ts';
import type { PolicyName, PolicyValues, PolicyVersion } from '../domain/policy.ts';
import { defaultPolicies, PolicySettingInvalidError, readPolicySetting } from './policy-settings.ts';
import type { PolicyStore } from './policy-store.ts';

/** How long another process may still follow the version before. */
export const policyCacheSeconds = 30;
const tenantsMax = 1_000;

/** The value that decides, and how a receipt names it. */
export type PolicyInForce<N extends PolicyName> = { readonly value: PolicyValues[N]; readonly decidedBy: PolicyRef };

/** What decides now, for whoever decides. */
export interface PolicyBook {
  /**
   * The tenant's stored version before the installation's setting before the product's default.
   * @throws Error for a setting by which no order must go on: an unknown sourcing policy, or unreadable limits of reviews
   */
  inForce<N extends PolicyName>(tenantId: TenantId, name: N): Promise<PolicyInForce<N>>;
  /** Has the next question of this process read anew. */
  forget(tenantId: TenantId): void;
}

type Kept = { readonly staleAt: Instant; readonly versions: Promise<readonly PolicyVersion[]> };

// What is the matter with these must not hold up an order: the default does no harm until the setting is put right.
const defaultWhenUnreadable: ReadonlySet<PolicyName> = new Set<PolicyName>(['duplicates', 'completion', 'stuck_orders']);

/** Stored versions are read once in 30 seconds for each tenant and process, all policies at once, so that orders cost nothing more. */
export const createPolicyBook = (parts: {
  readonly store: Pick<PolicyStore, 'current'>;
  readonly platform: Pick<Platform, 'clock' | 'parameters' | 'observability'>;
}): PolicyBook => {
  const { store, platform } = parts;
  const { clock, parameters } = platform;
  const kept = createRecentMap<TenantId, Kept>(tenantsMax);

  const storedOf = (tenantId: TenantId): Promise<readonly PolicyVersion[]> => {
    const now = clock.now();
    const known = kept.get(tenantId);
    if (known && now < known.staleAt) return known.versions;
    const versions = store.current(tenantId);
    kept.set(tenantId, { staleAt: plusMs(now, policyCacheSeconds * 1_000), versions });
    // What failed is asked again by the next one, not in half a minute.
    versions.catch(() => kept.delete(tenantId));
    return versions;
  };

  const fromSetting = async <N extends PolicyName>(tenantId: TenantId, name: N): Promise<PolicyValues[N] | undefined> => {
    try {
      return await readPolicySetting(parameters, tenantId, name);
    } catch (error) {
      if (!(error instanceof PolicySettingInvalidError) || !defaultWhenUnreadable.has(name)) throw error;
      platform.observability.logger.warn('setting cannot be read, its default counts', { policy: name });
      return undefined;
    }
  };

  return {
    inForce: async <N extends PolicyName>(tenantId: TenantId, name: N): Promise<PolicyInForce<N>> => {
      const stored = (await storedOf(tenantId)).find((version): version is PolicyVersion<N> => version.name === name);
      if (stored) return { value: stored.value, decidedBy: { policy: name, version: stored.version, source: 'stored' } };
      const set = await fromSetting(tenantId, name);
      if (set) return { value: set, decidedBy: { policy: name, version: 0, source: 'setting' } };
      return { value: defaultPolicies[name], decidedBy: { policy: name, version: 0, source: 'default' } };
    },
    forget: (tenantId) => kept.delete(tenantId),
  };
};
