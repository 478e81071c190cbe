import type { TenantId } from '../kernel/ids.ts';
import { concurrently } from './concurrently.ts';
import type { Platform } from './ports.ts';

export type EachTenantParts = {
  readonly observability: Platform['observability'];
  /** What could not be done, as the log and the error say it. */
  readonly trouble: string;
  /** Tenants that are worked on at once. @default 1 */
  readonly atOnce?: number;
  /** Asked before each tenant: once it is true, those that are left are left out. */
  readonly isOver?: () => boolean;
};

/** Does something for each of these tenants. One tenant's trouble is logged and holds back no other. @returns how many had trouble */
export const tryEachTenant = async (
  { observability, trouble, atOnce = 1, isOver }: EachTenantParts,
  tenants: readonly TenantId[],
  run: (tenantId: TenantId) => Promise<void>,
): Promise<{ readonly failed: number }> => {
  let failed = 0;
  await concurrently(tenants, atOnce, async (tenantId) => {
    if (isOver?.()) return;
    try {
      await run(tenantId);
    } catch (error) {
      failed += 1;
      observability.logger.error(trouble, { tenant_id: tenantId, error: error as Error });
    }
  });
  return { failed };
};

export type EveryTenantParts = EachTenantParts & {
  readonly tenants: () => Promise<readonly TenantId[]>;
  /** Metric that counts the tenants for whom it failed. */
  readonly metric?: string;
  /** Called when all have been tried, whether or not it failed for some. */
  readonly afterAll?: (tenants: readonly TenantId[]) => void | Promise<void>;
};

/** The same for every tenant there is. @throws Error after all have been tried, when one had trouble */
export const forEveryTenant = async (
  { tenants, metric, afterAll, ...parts }: EveryTenantParts,
  run: (tenantId: TenantId) => Promise<void>,
): Promise<{ readonly tenants: number }> => {
  const all = await tenants();
  const { failed } = await tryEachTenant(parts, all, run);
  if (metric !== undefined) parts.observability.metrics.addMetric(metric, 'Count', failed);
  await afterAll?.(all);
  if (failed > 0) throw new Error(`${parts.trouble} for ${failed} of ${all.length} tenants`);
  return { tenants: all.length };
};
