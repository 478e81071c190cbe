import type { FulfillmentOrder } from '../../../fulfilment/index.ts';
import { workRemaining } from '../../../fulfilment/index.ts';
import type { OpenReservation } from '../../../inventory/index.ts';
import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Order } from '../../../orders/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { type Finding, findingOn } from './finding.ts';

const ended: ReadonlySet<string> = new Set(['shipped', 'delivered', 'rejected', 'cancelled', 'withdrawn']);

export type ReservationFacts = {
  readonly item: { readonly sku: Sku; readonly locationId: LocationId };
  /** Undefined when there is no such order. */
  readonly order: Order | undefined;
  /** Sourcing may be between reserving and recording, or compensation about to release. */
  readonly orderUnderWay: boolean;
  /** The fulfillment order's own workflow settles its stock at the end. */
  readonly isShipmentRunning: (fulfillmentOrderId: string) => boolean;
};

/** Whether the order for which units are held still wants them. Carts are not looked at: they run out by themselves. */
export const checkReservation = (stream: StreamId, reservation: OpenReservation, facts: ReservationFacts): readonly Finding[] => {
  if (reservation.kind === 'cart') return [];
  const { order, item } = facts;
  const held = `${reservation.quantity} units are held by reservation ${reservation.id}`;
  const release = 'Nothing will ask for these units: have them released, or they are lost to every other order.';
  const report = (code: string, message: string): readonly Finding[] => [
    findingOn('reservations', stream, { code, message, suggestion: release }),
  ];
  if (!order) return report('reservation-without-order', `${held}, and there is no such order.`);
  const child = order.fulfillments.find(
    (one) => one.locationId === item.locationId && one.reservationIds.some((id) => id === reservation.id),
  );
  if (!child)
    return facts.orderUnderWay
      ? []
      : report('reservation-not-recorded', `${held}, of which order ${order.orderId} (${order.status}) knows nothing.`);
  if (!child.lines.some((line) => line.sku === item.sku)) {
    return report('reservation-of-other-article', `${held}, but fulfillment order ${child.fulfillmentOrderId} has no line of ${item.sku}.`);
  }
  if (!ended.has(child.status) || facts.isShipmentRunning(child.fulfillmentOrderId) || facts.orderUnderWay) return [];
  return report('reservation-not-settled', `${held}, but fulfillment order ${child.fulfillmentOrderId} has ended as ${child.status}.`);
};

export type HeldStock = { readonly sku: Sku; readonly held: number };

/** Whether work that is still to be shipped has its units reserved at its location. */
export const checkWorkHasStock = (stream: StreamId, work: FulfillmentOrder, stock: readonly HeldStock[]): readonly Finding[] => {
  const needed = new Map<Sku, number>();
  for (const line of workRemaining(work)) needed.set(line.sku, (needed.get(line.sku) ?? 0) + line.quantity);
  return [...needed].flatMap(([sku, quantity]) => {
    const held = stock.find((entry) => entry.sku === sku)?.held ?? 0;
    if (held >= quantity) return [];
    const message = `${quantity} units of ${sku} are to leave ${work.locationId}, and ${held} are reserved for it there.`;
    const suggestion = 'Report a short pick or reject the fulfillment order: its order then looks for another source.';
    return [findingOn('reservations', stream, { code: 'work-without-stock', message, suggestion })];
  });
};
