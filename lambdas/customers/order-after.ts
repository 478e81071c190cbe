import type { FindOrderAfter } from '../../lib/customers/index.ts';
import { OrderId } from '../../lib/kernel/ids.ts';
import { orderListKeys, orderProjection } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readListed } from '../../lib/platform/projection/listed-views.ts';
import { orderReadingOf } from '../composition.ts';

const ordersLookedAt = 20;

/** The order that a checkout has become. */
export const orderAfterOf = (platform: Platform): FindOrderAfter => {
  const reading = orderReadingOf(platform);
  return async (tenantId, by, since) => {
    const PK = 'personId' in by ? orderListKeys.person(tenantId, by.personId) : orderListKeys.channelOrder(tenantId, by.reference);
    // A sort key begins with the moment in which the order was placed.
    const { items } = await platform.views.query({ PK, from: since, limit: ordersLookedAt });
    for (const listed of await readListed(platform, orderProjection, items)) {
      const found = listed && (await reading.get(tenantId, OrderId(listed.view.order_id)));
      if (!found || found.order.test || found.order.placedAt < since) continue;
      const { orderId, placedAt, shippingMethod, delivery, currency, totals, promotions = [] } = found.order;
      return { orderId, placedAt, shippingMethod, pickupAt: delivery?.locationId ?? null, currency, totalMinor: totals.total, promotions };
    }
    return undefined;
  };
};
