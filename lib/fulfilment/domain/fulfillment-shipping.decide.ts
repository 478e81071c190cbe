// Labels, hand-over to the carrier, delivery.
import type { LineId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { RecordDelivery, RecordLabel, ReportMishap, ShipFulfillmentOrder } from './fulfillment-order.commands.ts';
import type { FulfillmentOrderEvent, ShipmentCreated } from './fulfillment-order.events.ts';
import type { FulfillmentOrderRejection } from './fulfillment-order.rejections.ts';
import { type FulfillmentOrder, type RecordedShipment, workRemaining } from './fulfillment-order.state.ts';
import { type Decision, hasReached, repeated, step } from './fulfillment-order.step.ts';
import type { ShipmentDetails, ShipmentId, WorkLine } from './fulfillment-order.values.ts';

const copyShipment = (shipment: ShipmentDetails): ShipmentDetails => ({
  shipmentId: shipment.shipmentId,
  carrier: shipment.carrier,
  service: shipment.service,
  trackingNumber: shipment.trackingNumber,
  labelRef: shipment.labelRef,
  cost: shipment.cost && { amountMinor: shipment.cost.amountMinor, currency: shipment.cost.currency },
  lines: shipment.lines?.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })) ?? null,
});

const findShipment = (state: FulfillmentOrder, shipmentId: ShipmentId): RecordedShipment | undefined =>
  state.shipments.find((shipment) => shipment.shipmentId === shipmentId);

/** First line that names more units than were picked and are not in another shipment already. */
const contentsProblem = (state: FulfillmentOrder, lines: readonly WorkLine[]): FulfillmentOrderRejection | undefined => {
  const picked = new Map(workRemaining(state).map((line) => [line.lineId, line]));
  const elsewhere = state.shipments.flatMap((shipment) => shipment.lines ?? []);
  const seen = new Set<LineId>();
  for (const { lineId, sku, quantity } of lines) {
    const line = picked.get(lineId);
    if (!line) return { code: 'lines-invalid', lineId, problem: 'unknown-line' };
    if (seen.has(lineId)) return { code: 'lines-invalid', lineId, problem: 'duplicate-line' };
    seen.add(lineId);
    if (line.sku !== sku) return { code: 'lines-invalid', lineId, problem: 'wrong-sku' };
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { code: 'lines-invalid', lineId, problem: 'bad-quantity' };
    const taken = elsewhere.reduce((sum, entry) => (entry.lineId === lineId ? sum + entry.quantity : sum), 0);
    if (taken + quantity > line.quantity) return { code: 'lines-invalid', lineId, problem: 'too-many-units' };
  }
  return undefined;
};

const newShipment = (state: FulfillmentOrder, details: ShipmentDetails): Result<ShipmentCreated, FulfillmentOrderRejection> => {
  const shipment = copyShipment(details);
  if (shipment.carrier.trim() === '' || shipment.trackingNumber.trim() === '') return err({ code: 'tracking-number-missing' });
  const problem = contentsProblem(state, shipment.lines ?? []);
  return problem ? err(problem) : ok({ type: 'shipment.created', orderId: state.orderId, ...shipment });
};

/** Records a shipment whose label has been bought or printed. */
export const recordLabel = (state: FulfillmentOrder, { type, shipment }: RecordLabel): Decision => {
  const known = findShipment(state, shipment.shipmentId);
  if (known) return repeated(type, copyShipment(known), copyShipment(shipment));
  if (state.deliveryMethod === 'pickup') return err({ code: 'delivery-method-differs', deliveryMethod: 'pickup' });
  const allowed = step(state, 'label');
  if (!allowed.ok) return allowed;
  const created = newShipment(state, shipment);
  return created.ok ? ok([created.value]) : created;
};

/** Hands everything packed to the carrier, at once; a shipment not recorded before is recorded with it. */
export const ship = (state: FulfillmentOrder, command: ShipFulfillmentOrder): Decision => {
  const { shipment } = command;
  const known = shipment && findShipment(state, shipment.shipmentId);
  const differs = shipment && known && (known.carrier !== shipment.carrier || known.trackingNumber !== shipment.trackingNumber);
  if (state.deliveryMethod === 'pickup') return err({ code: 'delivery-method-differs', deliveryMethod: 'pickup' });
  if (differs) return err({ code: 'repeated-differently', command: command.type });
  if (hasReached(state, 'shipped')) return shipment && !known ? err({ code: 'repeated-differently', command: command.type }) : ok([]);
  const allowed = step(state, 'ship');
  if (!allowed.ok) return allowed;
  const events: FulfillmentOrderEvent[] = [];
  if (shipment && !known) {
    const created = newShipment(state, shipment);
    if (!created.ok) return created;
    events.push(created.value);
  } else if (state.shipments.length === 0) {
    return err({ code: 'tracking-number-missing' });
  }
  const shipmentIds = [...state.shipments.map((entry) => entry.shipmentId), ...(shipment && !known ? [shipment.shipmentId] : [])];
  const { orderId, locationId } = state;
  events.push({
    type: 'fulfillment_order.shipped',
    orderId,
    locationId,
    shipmentIds,
    lines: workRemaining(state),
    shippedAt: command.shippedAt,
  });
  return ok(events);
};

/** Records delivery of one shipment, or of all; the last one delivered delivers the fulfillment order. */
export const recordDelivery = (state: FulfillmentOrder, { shipmentId, deliveredAt }: RecordDelivery): Decision => {
  if (shipmentId !== null && !findShipment(state, shipmentId)) return err({ code: 'shipment-unknown', shipmentId });
  const meant = state.shipments.filter((shipment) => shipmentId === null || shipment.shipmentId === shipmentId);
  const news = meant.filter((shipment) => shipment.deliveredAt === null);
  if (hasReached(state, 'shipped') && news.length === 0) return ok([]);
  const allowed = step(state, 'deliver');
  if (!allowed.ok) return allowed;
  const { orderId } = state;
  const events: FulfillmentOrderEvent[] = news.map((shipment) => ({
    type: 'shipment.delivered',
    orderId,
    shipmentId: shipment.shipmentId,
    deliveredAt,
  }));
  const others = state.shipments.filter((shipment) => !news.includes(shipment));
  if (others.some((shipment) => shipment.deliveredAt === null)) return ok(events);
  const latest = others.reduce(
    (moment, shipment) => (shipment.deliveredAt !== null && shipment.deliveredAt > moment ? shipment.deliveredAt : moment),
    deliveredAt,
  );
  events.push({ type: 'fulfillment_order.delivered', orderId, deliveredAt: latest });
  return ok(events);
};

/** Records what befell a parcel once its carrier had it. */
export const reportMishap = (state: FulfillmentOrder, { shipmentId, mishap, reportedAt }: ReportMishap): Decision => {
  const shipment = findShipment(state, shipmentId);
  if (!shipment) return err({ code: 'shipment-unknown', shipmentId });
  if (shipment.mishap) return ok([]);
  if (!hasReached(state, 'shipped')) return err({ code: 'transition-refused', status: state.status, event: 'deliver' });
  return ok([{ type: 'shipment.damaged', orderId: state.orderId, shipmentId, mishap, reportedAt }]);
};
