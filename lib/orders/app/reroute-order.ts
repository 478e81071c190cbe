import type { FulfillmentOrderId, LocationId, OrderId, Sku, TenantId } from '../../kernel/ids.ts';
import { err, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Executed } from '../../platform/event-store/event-store.ts';
import type { OrderEvent } from '../domain/order.events.ts';
import { describeOrderRejection, type OrderRejection } from '../domain/order.rejections.ts';
import { orderExists, type OrderState } from '../domain/order.state.ts';
import type { RerouteReason } from '../domain/order.values.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import { executeOnOrder, type OrdersParts } from './orders.parts.ts';

/** What a person wants of work at a location. */
export type Reroute = {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  /** Where the units are to come from; null for wherever is best without the present location. */
  readonly toLocationId: LocationId | null;
  readonly reasonCode: RerouteReason;
};

export type RerouteRejection =
  | OrderRejection
  | { readonly code: 'location-unknown'; readonly locationId: LocationId }
  /** It is inactive, or has too little of these articles. */
  | { readonly code: 'location-cannot-supply'; readonly locationId: LocationId; readonly skus: readonly Sku[] };

export const describeRerouteRejection = (rejection: RerouteRejection): string => {
  if (rejection.code === 'location-unknown') return `There is no location ${rejection.locationId}.`;
  if (rejection.code === 'location-cannot-supply')
    return `${rejection.locationId} cannot send ${rejection.skus.join(', ')} now: it is inactive, or has too little of it.`;
  return describeOrderRejection(rejection);
};

/** Whether a location can be asked for goods. The compositions fulfil it. */
export interface RerouteTargets {
  /** Articles of these of which the location has too little; undefined where there is no such location. */
  lacks(
    tenantId: TenantId,
    locationId: LocationId,
    units: readonly { readonly sku: Sku; readonly quantity: number }[],
  ): Promise<readonly Sku[] | undefined>;
}

/**
 * Sends work elsewhere that its location has not begun. The work is called off, its stock comes free, and its units are
 * sourced anew: at the location that is named, as long as it has them by then, or wherever is best.
 */
export const createRerouteOrder =
  ({ store, targets }: Pick<OrdersParts, 'store'> & { readonly targets: RerouteTargets }) =>
  async (
    caller: Caller,
    orderId: OrderId,
    { fulfillmentOrderId, toLocationId, reasonCode }: Reroute,
  ): Promise<Result<Executed<OrderState, OrderEvent>, RerouteRejection>> => {
    const { tenantId } = caller;
    const { actor } = caller.context;
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
    if (!orderExists(state)) return err({ code: 'order-not-found' });
    const child = state.fulfillments.find((one) => one.fulfillmentOrderId === fulfillmentOrderId);
    const records = await store.read(orderStream(tenantId, orderId));
    const routed = records.findLast(({ type, payload }) => type === 'order.routed' && payload['attempt'] === child?.attempt);
    const decisionId = typeof routed?.payload['decision_id'] === 'string' ? routed.payload['decision_id'] : null;
    const requestedBy = `${actor.kind}:${actor.id}`;
    const command = { type: 'RerouteOrder', fulfillmentOrderId, toLocationId, reasonCode, decisionId, requestedBy } as const;
    const decided = orderAggregate.decider.decide(state, command);
    if (!decided.ok) return decided;
    // Asked for again after it was done, the target may have given its stock to this very order.
    if (decided.value.length > 0 && toLocationId !== null && child) {
      const lacking = await targets.lacks(tenantId, toLocationId, child.lines);
      if (!lacking) return err({ code: 'location-unknown', locationId: toLocationId });
      if (lacking.length > 0) return err({ code: 'location-cannot-supply', locationId: toLocationId, skus: lacking });
    }
    return executeOnOrder(store, caller, orderId, command);
  };

export type RerouteOrderNow = ReturnType<typeof createRerouteOrder>;
