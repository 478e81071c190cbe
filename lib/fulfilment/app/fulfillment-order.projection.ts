import type { EventRecord } from '../../platform/event-store/event-record.ts';
import type { Item } from '../../platform/ports.ts';
import type { Projection } from '../../platform/projection/projector.ts';
import type { DeliveryMethod, FulfillmentOrderStatus } from '../domain/fulfillment-order.values.ts';

type WorkRowLine = { readonly line_id: string; readonly sku: string; readonly quantity: number };

/** One piece of work as lists show it, in wire form. */
export type FulfillmentOrderRow = {
  readonly fulfillment_order_id: string;
  readonly order_id: string;
  readonly location_id: string;
  readonly status: FulfillmentOrderStatus;
  readonly priority: number;
  readonly lines: readonly WorkRowLine[];
  readonly shipping_method: string | null;
  readonly tracking_numbers: readonly string[];
  readonly delivery_method: DeliveryMethod;
  /** Until when the customer may come; null until the goods lie ready, and for those that a carrier brings. */
  readonly pickup_expires_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
};

const initial: FulfillmentOrderRow = {
  fulfillment_order_id: '',
  order_id: '',
  location_id: '',
  status: 'open',
  priority: 0,
  lines: [],
  shipping_method: null,
  tracking_numbers: [],
  delivery_method: 'ship',
  pickup_expires_at: null,
  created_at: '',
  updated_at: '',
};

const statusByType: Readonly<Record<string, FulfillmentOrderStatus>> = {
  'fulfillment_order.created': 'open',
  'fulfillment_order.released': 'released',
  'fulfillment_order.picking_started': 'picking',
  'fulfillment_order.packed': 'packed',
  'fulfillment_order.shipped': 'shipped',
  'fulfillment_order.delivered': 'delivered',
  'fulfillment_order.ready_for_pickup': 'ready_for_pickup',
  'fulfillment_order.collected': 'collected',
  'fulfillment_order.pickup_expired': 'pickup_expired',
  'fulfillment_order.rejected': 'rejected',
  'fulfillment_order.cancelled': 'cancelled',
};

const without = (lines: readonly WorkRowLine[], taken: readonly WorkRowLine[]): readonly WorkRowLine[] =>
  lines.flatMap((line) => {
    const quantity = line.quantity - (taken.find(({ line_id: id }) => id === line.line_id)?.quantity ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });

const apply = (row: FulfillmentOrderRow, event: EventRecord): FulfillmentOrderRow => {
  const { payload } = event;
  const next = { ...row, status: statusByType[event.type] ?? row.status, updated_at: event.recorded_at };
  if (event.type === 'shipment.created')
    return { ...next, tracking_numbers: [...row.tracking_numbers, String(payload['tracking_number'])] };
  if (event.type === 'fulfillment_order.ready_for_pickup' || event.type === 'fulfillment_order.pickup_extended')
    return { ...next, pickup_expires_at: String(payload['expires_at']) };
  if (event.type === 'fulfillment_order.reduced') return { ...next, lines: without(row.lines, payload['lines'] as readonly WorkRowLine[]) };
  if (event.type !== 'fulfillment_order.created') return next;
  return {
    ...next,
    fulfillment_order_id: String(payload['fulfillment_order_id']),
    order_id: String(payload['order_id']),
    location_id: String(payload['location_id']),
    priority: Number(payload['priority']),
    lines: payload['lines'] as readonly WorkRowLine[],
    shipping_method: payload['shipping_method'] as string | null,
    delivery_method: (payload['delivery_method'] as DeliveryMethod | undefined) ?? 'ship',
    created_at: event.recorded_at,
  };
};

/** Lists of a location. Work to do is little and stands in one list, so that doing it moves no rows; the rest grows for ever. */
const listOf: Readonly<Record<FulfillmentOrderStatus, string>> = {
  open: 'open',
  released: 'open',
  picking: 'open',
  packed: 'open',
  shipped: 'sent',
  delivered: 'sent',
  // It lies at the counter, and somebody will ask for it.
  ready_for_pickup: 'open',
  collected: 'sent',
  pickup_expired: 'cancelled',
  rejected: 'rejected',
  cancelled: 'cancelled',
};

export const workListKeys = {
  work: (tenantId: string, locationId: string, status: FulfillmentOrderStatus) => `${tenantId}#WORK#${locationId}.${listOf[status]}`,
  tracking: (tenantId: string, trackingNumber: string) => `${tenantId}#TRACKING#${trackingNumber.replaceAll('#', '')}`,
};

/** Most urgent first while it is work; what has been sent is of interest from its newest on. */
export const isNewestFirst = (status: FulfillmentOrderStatus): boolean => listOf[status] === 'sent';

const rows = (row: FulfillmentOrderRow, tenantId: string): readonly Item[] => {
  const { fulfillment_order_id, order_id } = row;
  const age = `${row.created_at}#${fulfillment_order_id}`;
  const rank = isNewestFirst(row.status) ? age : `${String(row.priority).padStart(6, '0')}#${age}`;
  return [
    {
      PK: workListKeys.work(tenantId, row.location_id, row.status),
      SK: rank,
      // Whoever counts what is left to do reads the rows alone.
      ...(row.status === 'ready_for_pickup' ? { lies_ready: true } : {}),
    },
    ...row.tracking_numbers.map((number) => ({ PK: workListKeys.tracking(tenantId, number), SK: age, order_id })),
  ];
};

export const fulfillmentOrderProjection: Projection<FulfillmentOrderRow> = {
  kind: 'FULFILLMENT',
  initial: () => initial,
  apply,
  rows,
};
