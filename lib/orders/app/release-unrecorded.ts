import type { Caller } from '../../platform/event-store/caller.ts';
import type { SourcingDecision } from '../../sourcing/index.ts';
import type { Order } from '../domain/order.state.ts';
import { orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';
import { reservationIdOf } from './reservation-id.ts';

/**
 * Gives back stock that was reserved for an order and never recorded with it. Every reservation has a receipt, written
 * before it was made, so walking the receipts finds them all; releasing one that was never made only closes it.
 */
export const createReleaseUnrecorded =
  ({ decisions, inventory }: Pick<OrdersParts, 'decisions' | 'inventory'>) =>
  async (caller: Caller, order: Order): Promise<void> => {
    const recorded = new Set<string>(order.fulfillments.flatMap((child) => child.reservationIds));
    for (const decision of await decisions.list(orderStream(caller.tenantId, order.orderId), 'route.')) {
      const reservationId = reservationIdOf(order.orderId, decision.decisionId);
      if (recorded.has(reservationId)) continue;
      const { assignments } = decision.receipt as SourcingDecision;
      const items = assignments.flatMap(({ locationId, lines }) => lines.map(({ sku }) => ({ sku, locationId, reservationId })));
      if (items.length > 0) await inventory.releaseReservations(caller, items);
    }
  };
