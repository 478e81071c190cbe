import { type Caller, systemCaller } from '../../platform/event-store/caller.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { SourcingDecision, UnsourcedLine } from '../../sourcing/index.ts';
import type { Order } from '../domain/order.state.ts';
import { nextRefusalHoldId } from '../domain/order.refusals.ts';
import { executeOnOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';

const component = 'order-sourcing';

/** A full location has not refused it and will be asked again by itself; where only others hold it, nobody is left to ask. */
const isRefusedEverywhere = ({ reason, also = [] }: UnsourcedLine): boolean => reason === 'excluded' && !also.includes('capacity');

/**
 * Tells the operator of units whose only stock stands at locations that have refused them. No location is asked twice by
 * itself, so without a person the order would wait for ever. The hold blocks nothing: stock that comes elsewhere is used.
 */
export const createReportRefused =
  ({ store, platform }: Pick<OrdersParts, 'store' | 'platform'>) =>
  async (tenantId: TenantId, order: Order, decision: SourcingDecision, caller?: Caller): Promise<void> => {
    const lines = decision.unsourced.filter(isRefusedEverywhere).map(({ lineId }) => lineId);
    const holdId = nextRefusalHoldId(order);
    if (lines.length === 0 || holdId === undefined) return;
    const { orderId } = order;
    const hold = {
      holdId,
      type: 'operator' as const,
      reason: `Every location that has ${lines.join(', ')} in stock has refused it. Releasing this hold asks them again.`,
      blocks: [],
      placedBy: component,
      placedAt: platform.clock.now(),
      until: null,
      releasableBy: [],
    };
    const by = caller ?? systemCaller(tenantId, component, { correlationId: orderId, causationId: orderId });
    const result = await executeOnOrder(store, by, orderId, { type: 'PlaceHold', hold });
    if (!result.ok && result.error.code !== 'order-closed') throw new UnexpectedRejectionError(result.error);
    if (!result.ok || result.value.events.length === 0) return;
    platform.observability.metrics.addMetric('OrdersRefusedEverywhere', 'Count', 1);
    platform.observability.logger.warn('order refused everywhere', { tenant_id: tenantId, order_id: orderId });
  };

export type ReportRefused = ReturnType<typeof createReportRefused>;
