// A person sends work elsewhere that a location has not begun.
import { err, ok } from '../../kernel/result.ts';
import type { RerouteOrder } from './order.commands.ts';
import type { Decision } from './order.consequences.ts';
import { hasShipped, isDropped } from './order.quantities.ts';
import type { ChildFulfillment, Order } from './order.record.ts';
import type { RerouteProblem } from './order.rejections.ts';

const unbegun: readonly string[] = ['routed', 'allocated'];

const problemOf = (order: Order, child: ChildFulfillment, to: RerouteOrder['toLocationId']): RerouteProblem | undefined => {
  if (order.delivery) return 'collected-there';
  if (isDropped(child)) return 'given-up';
  if (child.recallRequested) return 'recalled';
  if (hasShipped(child) || !unbegun.includes(child.status)) return 'begun';
  return to === child.locationId ? 'same-location' : undefined;
};

/** The location it was at is asked no more for these units; the one that is named is asked first, the others after it. */
export const rerouteOrder = (order: Order, command: RerouteOrder): Decision => {
  const { fulfillmentOrderId, toLocationId, reasonCode, decisionId, requestedBy } = command;
  const child = order.fulfillments.find((entry) => entry.fulfillmentOrderId === fulfillmentOrderId);
  if (!child) return err({ code: 'fulfillment-unknown', fulfillmentOrderId });
  const isRepeated =
    child.recallReason === 'rerouted' && order.wishedLocations?.some((wish) => wish.fulfillmentOrderId === fulfillmentOrderId);
  if (isRepeated) return ok([]);
  const problem = problemOf(order, child, toLocationId);
  if (problem) return err({ code: 'reroute-refused', fulfillmentOrderId, problem });
  const lines = child.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  const { locationId: fromLocationId } = child;
  return ok([
    { type: 'order.rerouted', fulfillmentOrderId, fromLocationId, toLocationId, decisionId, reasonCode, requestedBy, lines },
    { type: 'order.fulfillment_recall_requested', fulfillmentOrderId, reason: 'rerouted', lines },
  ]);
};
