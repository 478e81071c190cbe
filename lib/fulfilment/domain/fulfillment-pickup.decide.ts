// Goods that the customer comes for: laid ready, taken, kept for longer, or given back to the shelf.
import { type Instant, plusMs } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { CollectPickup, EndPickup, ExtendPickup, MarkReadyForPickup } from './fulfillment-order.commands.ts';
import type { FulfillmentOrderEvent } from './fulfillment-order.events.ts';
import { type FulfillmentOrder, workRemaining } from './fulfillment-order.state.ts';
import { type Decision, hasReached, repeated, step, stepWith } from './fulfillment-order.step.ts';
import { pickupSecondsMax } from './fulfillment-order.values.ts';
import { asPicking } from './fulfillment-picking.decide.ts';

const latestExpiry = (readyAt: Instant): Instant => plusMs(readyAt, pickupSecondsMax * 1_000);

const shipped: Decision = err({ code: 'delivery-method-differs', deliveryMethod: 'ship' });

/** Everything found lies at the counter. A repeat keeps the time that the customer was told first. */
export const makeReady = (state: FulfillmentOrder, command: MarkReadyForPickup): Decision => {
  if (state.deliveryMethod !== 'pickup') return shipped;
  if (hasReached(state, 'ready_for_pickup')) return ok([]);
  const picking = asPicking(state);
  if (!picking.ok) return picking;
  const allowed = step(picking.value.state, 'make-ready');
  if (!allowed.ok) return allowed;
  const { readyAt, expiresAt } = command;
  const latest = latestExpiry(readyAt);
  if (expiresAt <= readyAt || expiresAt > latest) return err({ code: 'pickup-time-invalid', latest });
  const { orderId, locationId } = state;
  const ready: FulfillmentOrderEvent = {
    type: 'fulfillment_order.ready_for_pickup',
    orderId,
    locationId,
    lines: workRemaining(state),
    readyAt,
    expiresAt,
  };
  return ok([...picking.value.before, ready]);
};

/** The goods are in the customer's hands. As long as they lie at the counter it is never too late. */
export const collect = (state: FulfillmentOrder, { type, collectedBy, proof, collectedAt }: CollectPickup): Decision => {
  if (state.deliveryMethod !== 'pickup') return shipped;
  if (state.status === 'collected')
    return repeated(type, { by: state.pickup?.collectedBy, proof: state.pickup?.proof }, { by: collectedBy, proof });
  const { orderId, locationId } = state;
  const lines = workRemaining(state);
  return stepWith(state, 'collect', { type: 'fulfillment_order.collected', orderId, locationId, lines, collectedBy, proof, collectedAt });
};

/** Gives the customer more time, up to a longest one from when the goods lay ready. */
export const extendPickup = (state: FulfillmentOrder, { expiresAt, now }: ExtendPickup): Decision => {
  if (state.deliveryMethod !== 'pickup') return shipped;
  const allowed = step(state, 'extend-pickup');
  if (!allowed.ok) return allowed;
  const { pickup } = state;
  if (!pickup || pickup.expiresAt === expiresAt) return ok([]);
  const latest = latestExpiry(pickup.readyAt);
  if (expiresAt <= now || expiresAt <= pickup.expiresAt || expiresAt > latest) return err({ code: 'pickup-time-invalid', latest });
  return ok([{ type: 'fulfillment_order.pickup_extended', orderId: state.orderId, expiresAt }]);
};

/**
 * What a timer says, which may come late, twice, or after an extension: nothing follows unless the goods still lie there and
 * their time is over.
 */
export const endPickup = (state: FulfillmentOrder, { now, onExpiry }: EndPickup): Decision => {
  const { status, pickup, orderId, locationId } = state;
  if (status !== 'ready_for_pickup' || !pickup || now < pickup.expiresAt) return ok([]);
  if (onExpiry === 'hold') {
    if (pickup.overdueSince === pickup.expiresAt) return ok([]);
    return stepWith(state, 'mark-overdue', {
      type: 'fulfillment_order.pickup_overdue',
      orderId,
      locationId,
      expiresAt: pickup.expiresAt,
    });
  }
  return stepWith(state, 'expire-pickup', {
    type: 'fulfillment_order.pickup_expired',
    orderId,
    locationId,
    lines: workRemaining(state),
    reservationIds: state.reservationIds,
    expiredAt: now,
  });
};
