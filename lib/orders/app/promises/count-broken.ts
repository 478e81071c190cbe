import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { OrderEvent } from '../../domain/order.events.ts';

/** Tells the operator of promises that cannot be kept: counted for the alarm, named in the log. */
export const countBroken = (
  { observability: { metrics, logger } }: Pick<Platform, 'observability'>,
  order: { readonly tenantId: TenantId; readonly orderId: OrderId },
  events: readonly OrderEvent[],
): void => {
  for (const event of events) {
    if (event.type !== 'order.promise_changed' || event.kept !== false) continue;
    metrics.addMetric('PromisesBroken', 'Count', 1);
    logger.warn('promise broken', { tenant_id: order.tenantId, order_id: order.orderId, reason: event.reason });
  }
};
