import type { LocationId, OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { type Order, orderStream } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import {
  type AwaitedOrder,
  createOrderEstimate,
  createOutcomeRows,
  createPresetPolicies,
  type DeliveryEstimate,
  type SourcingDecision,
} from '../../lib/sourcing/index.ts';
import { catalogOf, decisionsOf, learnedFiguresOf, policiesOf } from '../composed/base.ts';

type Work = Order['fulfillments'][number];

/** Work that still has to arrive. */
const isAwaited = ({ status }: Work): boolean => ['routed', 'allocated', 'picking', 'packed', 'shipped'].includes(status);

const awaitedOf = ({ orderId, placedAt, destination, deliverBy, serviceLevelBy, fulfillments }: Order): AwaitedOrder => ({
  orderId,
  placedAt,
  country: destination?.country ?? '',
  deliverBy: deliverBy ?? serviceLevelBy ?? null,
  works: fulfillments.filter(isAwaited).map(({ fulfillmentOrderId, locationId, shipmentIds, status }) => ({
    workId: fulfillmentOrderId,
    locationId,
    shipmentIds,
    isShipped: status === 'shipped',
  })),
});

/** An order of which something has no source yet comes when that is there, and nobody knows when that is sent. */
const isForetold = (order: Order): boolean =>
  !order.delivery && order.cancellation === null && order.backordered.length === 0 && order.fulfillments.some(isAwaited);

/** Foretells when the rest of an order will be there. Where that fails the order is shown without it. */
export const deliveryEstimateOf = (platform: Platform) => {
  const { clock, observability } = platform;
  const catalog = catalogOf(platform);
  const decisions = decisionsOf(platform);
  const estimate = createOrderEstimate({
    parcels: createOutcomeRows(platform),
    learned: learnedFiguresOf(platform),
    policies: createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing')),
    decisions: async (tenantId: TenantId, orderId: OrderId) =>
      (await decisions.list(orderStream(tenantId, orderId), 'route.')).map(({ receipt }) => receipt as SourcingDecision),
    place: async (tenantId: TenantId, locationId: LocationId) => {
      const location = await catalog.getLocation(tenantId, locationId);
      return location && { country: location.country, processingHours: location.processing_hours ?? 0 };
    },
    clock,
  });
  return async (tenantId: TenantId, order: Order): Promise<DeliveryEstimate | undefined> => {
    if (!isForetold(order)) return undefined;
    try {
      return await estimate(tenantId, awaitedOf(order));
    } catch (error) {
      observability.logger.warn('delivery could not be foretold', { tenant_id: tenantId, order_id: order.orderId, error: error as Error });
      return undefined;
    }
  };
};
