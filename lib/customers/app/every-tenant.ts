import type { TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';

export type EveryTenantParts = {
  readonly observability: Pick<Platform, 'observability'>['observability'];
  readonly tenants: () => Promise<readonly TenantId[]>;
  /** Metric that counts the tenants for whom it failed. */
  readonly metric: string;
  /** What could not be done, as the log and the error say it. */
  readonly trouble: string;
};

/** Does something for every tenant, one after the other. One tenant's trouble holds back no other. @throws Error after all have been tried */
export const forEveryTenant = async (
  { observability, tenants, metric, trouble }: EveryTenantParts,
  run: (tenantId: TenantId) => Promise<void>,
): Promise<{ readonly tenants: number }> => {
  const all = await tenants();
  let failed = 0;
  for (const tenantId of all) {
    try {
      await run(tenantId);
    } catch (error) {
      failed += 1;
      observability.logger.error(trouble, { tenant_id: tenantId, error: error as Error });
    }
  }
  observability.metrics.addMetric(metric, 'Count', failed);
  if (failed > 0) throw new Error(`${trouble} for ${failed} of ${all.length} tenants`);
  return { tenants: all.length };
};
