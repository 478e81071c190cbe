import type { TenantId } from '../../kernel/ids.ts';
import { isOpenStage, type StuckAfter } from '../domain/stage-age.ts';
import type { OrderPolicies } from './orders.parts.ts';

/** When orders of a tenant count as stuck, by its policy. */
export const createReadStuckAfter =
  (policies: OrderPolicies) =>
  async (tenantId: TenantId): Promise<StuckAfter> => {
    const { value } = await policies.inForce(tenantId, 'stuck_orders');
    return Object.fromEntries(value.stages.flatMap(({ stage, afterSeconds }) => (isOpenStage(stage) ? [[stage, afterSeconds]] : [])));
  };

export type ReadStuckAfter = ReturnType<typeof createReadStuckAfter>;
