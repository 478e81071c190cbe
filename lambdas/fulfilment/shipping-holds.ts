import type { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { activeHolds } from '../../lib/orders/index.ts';
import type { Refusal } from '../../lib/platform/http/refusal.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderReadingOf } from '../composition.ts';

/** Why goods of an order must not leave, by carrier or in a customer's hands; undefined when they may. */
export const createShippingHolds = (platform: Platform) => {
  const reading = orderReadingOf(platform);
  return async (tenantId: TenantId, orderId: OrderId): Promise<Refusal | undefined> => {
    const order = await reading.get(tenantId, orderId);
    const holds = order ? activeHolds(order.order, 'shipping') : [];
    if (holds.length === 0) return undefined;
    const message = `The order is on hold (${holds.map((hold) => hold.type).join(', ')}), which blocks shipping.`;
    return { kind: 'rejected', code: 'order-on-hold', message, data: { holds: holds.map(({ holdId, type }) => ({ holdId, type })) } };
  };
};
