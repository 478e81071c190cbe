import type { EventRecord } from '../../platform/event-store/event-record.ts';
import type { Item } from '../../platform/ports.ts';
import type { Projection } from '../../platform/projection/projector.ts';
import { type ExceptionKind, exceptionOf, isToDecide, mayWaitForStock } from '../domain/order.attention.ts';
import type { OrderStatus } from '../domain/order.values.ts';
import { type OrderReturnRow, returnRow, returnRows } from './returns/return.rows.ts';

/** One order as lists and search show it, in wire form. */
export type OrderRow = {
  readonly order_id: string;
  readonly status: OrderStatus;
  readonly channel: string;
  readonly channel_account: string;
  readonly channel_order_id: string;
  readonly channel_order_name: string | null;
  readonly placed_at: string;
  readonly currency: string;
  readonly total: number;
  readonly units: number;
  readonly skus: readonly string[];
  readonly person_id: string | null;
  /** Open and rejected holds. */
  readonly holds: readonly { readonly hold_id: string; readonly type: string }[];
  readonly location_ids: readonly string[];
  readonly backordered_units: number;
  /** When the present status began. */
  readonly status_since: string;
  readonly updated_at: string;
};

type DeskHold = {
  readonly hold_id: string;
  readonly type: string;
  readonly placed_at: string;
  readonly rejected: boolean;
};

/** An order as it is folded: what lists show, and beside it what the queues of people go by, which stays inside. */
export type FoldedOrder = OrderRow & {
  readonly desk: {
    /** Open and rejected holds. */
    readonly holds: readonly DeskHold[];
    /** When units began to wait for stock. */
    readonly waiting_since: string | null;
    /** When it was first said that what was promised cannot be kept. */
    readonly broken_since: string | null;
    /** Until when the customer may come for goods that lie ready, by fulfillment order. */
    readonly pickups: Readonly<Record<string, string>>;
  };
  /** What was wanted of each SKU, and where: it stands in the lists by SKU, and stays inside. */
  readonly demand: OrderDemand;
  /** What came back, by return; absent while nothing has. It stands in the lists of returns, and stays inside. */
  readonly returns?: readonly OrderReturnRow[];
  /** Promotions that it was placed with; absent without one. It stands in their lists until it is cancelled, and stays inside. */
  readonly promotions?: readonly string[];
  /** By what earlier orders are found that have something in common with this one; it stays inside. */
  readonly traces: OrderTraces;
};

/** Keyed tokens; null where the order has none. A test order says nothing about anybody, and is not listed under them. */
type OrderTraces = {
  readonly listed: boolean;
  readonly network: string | null;
  readonly device: string | null;
  readonly emailDomain: string | null;
};

type OrderDemand = {
  /** Country and region of the destination as ISO 3166-2 has them (`US-NY`), the country alone, or empty. */
  readonly region: string;
  readonly lines: readonly Line[];
};

/** From when the age of an order in its stage counts: goods that lie ready are late once the customer's time is over, and no sooner. */
export const stageSince = ({ status, status_since: since, desk }: FoldedOrder): string =>
  status === 'packed' ? Object.values(desk.pickups).reduce((latest, until) => (until > latest ? until : latest), since) : since;

/** The order as lists show it. */
export const orderRowOf = ({
  desk: _inside,
  demand: _wanted,
  traces: _common,
  returns: _back,
  promotions: _named,
  ...row
}: FoldedOrder): OrderRow => row;

const shards = 4;
export const orderShards: readonly string[] = Array.from({ length: shards }, (_, index) => String(index));
const shardOf = (orderId: string): string => String(orderId.charCodeAt(orderId.length - 2) % shards);

// Orders on their way out of the house change their status often and are few beside those that have left it: they share one
// list, in which a row says its status, so that a change is one write instead of two.
const sharedStatuses: ReadonlySet<string> = new Set<OrderStatus>([
  'pending',
  'confirmed',
  'processing',
  'allocated',
  'picking',
  'packed',
  'partially_shipped',
]);

/** The list in which orders of a status stand. */
export const orderListOf = (status: string): string => (sharedStatuses.has(status) ? 'open' : status);

export const orderListKeys = {
  placed: (tenantId: string, shard: string) => `${tenantId}#PLACED#${shard}`,
  status: (tenantId: string, status: string, shard: string) => `${tenantId}#STATUS#${orderListOf(status)}.${shard}`,
  sku: (tenantId: string, sku: string) => `${tenantId}#SKUORDERS#${sku}`,
  channelOrder: (tenantId: string, id: string) => `${tenantId}#CHANNELORDER#${id.replaceAll('#', '')}`,
  person: (tenantId: string, personId: string) => `${tenantId}#PERSONORDERS#${personId}`,
  /** Orders that a promotion was used in, and that have not been cancelled. */
  promotion: (tenantId: string, promotionId: string) => `${tenantId}#PROMOTIONORDERS#${promotionId}`,
  /** Orders that have a token in common: from one network, on one device, with e-mails of one domain. */
  network: (tenantId: string, token: string) => `${tenantId}#NETWORKORDERS#${token}`,
  device: (tenantId: string, token: string) => `${tenantId}#DEVICEORDERS#${token}`,
  emailDomain: (tenantId: string, token: string) => `${tenantId}#DOMAINORDERS#${token}`,
  /** Holds of a type that wait for a decision, by when they were placed. */
  review: (tenantId: string, holdType: string) => `${tenantId}#REVIEW#${holdType}`,
  /** Orders that need a person for one kind of trouble, by when it began. */
  exceptions: (tenantId: string, kind: string) => `${tenantId}#EXCEPTIONS#${kind}`,
};

type Payload = Readonly<Record<string, unknown>>;
type Line = { readonly line_id: string; readonly sku: string | null; readonly quantity: number };

const initial: FoldedOrder = {
  order_id: '',
  status: 'pending',
  channel: '',
  channel_account: '',
  channel_order_id: '',
  channel_order_name: null,
  placed_at: '',
  currency: '',
  total: 0,
  units: 0,
  skus: [],
  person_id: null,
  holds: [],
  location_ids: [],
  backordered_units: 0,
  status_since: '',
  updated_at: '',
  desk: { holds: [], waiting_since: null, broken_since: null, pickups: {} },
  demand: { region: '', lines: [] },
  traces: { listed: true, network: null, device: null, emailDomain: null },
};

// Events that fix the status by their name; the others carry it, or do not change it.
const statusByType: Readonly<Record<string, OrderStatus>> = {
  'order.created': 'pending',
  'order.confirmed': 'confirmed',
  'order.picking_started': 'picking',
  'order.packed': 'packed',
  'order.partially_shipped': 'partially_shipped',
  'order.shipped': 'shipped',
  'order.delivered': 'delivered',
  'order.completed': 'completed',
  'order.returned': 'returned',
  'order.cancelled': 'cancelled',
};

const unitsOf = (lines: readonly { readonly quantity: number }[]): number => lines.reduce((sum, line) => sum + line.quantity, 0);
const unique = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))].sort();

const apply = (row: FoldedOrder, event: EventRecord): FoldedOrder => {
  const status = statusByType[event.type] ?? (event.payload['status'] as OrderStatus | undefined) ?? row.status;
  const changed = status !== row.status || row.status_since === '';
  const next = { ...row, ...fieldsOf(row, event.type, event.payload) };
  return {
    ...next,
    status,
    status_since: changed ? event.recorded_at : row.status_since,
    updated_at: event.recorded_at,
    desk: {
      holds: deskHolds(row.desk.holds, event.type, event.payload),
      waiting_since: next.backordered_units > 0 ? (row.desk.waiting_since ?? event.recorded_at) : null,
      broken_since: brokenSince(row.desk.broken_since, event),
      pickups: deskPickups(row.desk.pickups, event.type, event.payload),
    },
    demand: demandAfter(row.demand, event.type, event.payload),
    ...(event.type === 'order.created' && event.payload['promotions']
      ? { promotions: event.payload['promotions'] as readonly string[] }
      : {}),
    traces: tracesAfter(row.traces, event.type, event.payload),
    ...(event.type === 'order.return_recorded' ? { returns: [...(row.returns ?? []), returnRow(event, row.demand.lines)] } : {}),
  };
};

type Risk = { readonly network?: string; readonly device?: string; readonly email_domain?: string };

const tracesAfter = (traces: OrderTraces, type: string, payload: Payload): OrderTraces => {
  const said = type === 'order.created' ? payload : type === 'order.revised' ? (payload['changes'] as Payload) : {};
  const listed = typeof said['test'] === 'boolean' ? !said['test'] : traces.listed;
  const risk = said['risk'] as Risk | undefined;
  if (risk === undefined) return listed === traces.listed ? traces : { ...traces, listed };
  return { listed, network: risk.network ?? null, device: risk.device ?? null, emailDomain: risk.email_domain ?? null };
};

type Destination = { readonly country: string | null; readonly region: string | null } | null;

/** Regions are written with and without their country; demand is added up by one name for each. */
const regionOf = (destination: Destination): string => {
  const [country, region] = [destination?.country ?? '', destination?.region ?? ''];
  if (country === '' || region === '') return country;
  return region.startsWith(`${country}-`) ? region : `${country}-${region}`;
};

const demandAfter = (demand: OrderDemand, type: string, payload: Payload): OrderDemand => {
  if (type === 'order.created')
    // A test order is nobody's demand.
    return {
      region: regionOf(payload['destination'] as Destination),
      lines: payload['test'] === true ? [] : linesOf(payload['lines'] as readonly Line[]),
    };
  if (type !== 'order.revised') return demand;
  const changes = payload['changes'] as { readonly destination?: Destination };
  const lines = payload['lines'] as Readonly<Record<'added' | 'changed', readonly Line[]>> & { readonly removed: readonly string[] };
  const replaced = new Set([...lines.changed.map((line) => line.line_id), ...lines.removed]);
  return {
    region: changes.destination === undefined ? demand.region : regionOf(changes.destination),
    lines: [...demand.lines.filter((line) => !replaced.has(line.line_id)), ...linesOf([...lines.changed, ...lines.added])],
  };
};

const linesOf = (lines: readonly Line[]): readonly Line[] => lines.map(({ line_id, sku, quantity }) => ({ line_id, sku, quantity }));

/** What a row of the list by SKU says of the demand: units as the customer wants them, also of an order cancelled later. */
const skuDemand = (row: FoldedOrder, sku: string) => ({ channel: row.channel, region: row.demand.region, units: unitsWanted(row, sku) });

/** Units of a SKU that the order wants, or wanted when it was cancelled. */
export const unitsWanted = ({ demand }: FoldedOrder, sku: string): number => unitsOf(demand.lines.filter((line) => line.sku === sku));

const deskPickups = (pickups: FoldedOrder['desk']['pickups'], type: string, payload: Payload): FoldedOrder['desk']['pickups'] => {
  if (type !== 'order.fulfillment_recorded') return pickups;
  const [id, until] = [String(payload['fulfillment_order_id']), payload['pickup_until'] as string | undefined];
  if (until === undefined && pickups[id] === undefined) return pickups;
  const { [id]: _before, ...others } = pickups;
  return until === undefined ? others : { ...others, [id]: until };
};

/** Whoever was told a date that does not hold is to be told; that a later one holds does not undo it. */
const brokenSince = (since: string | null | undefined, event: EventRecord): string | null =>
  since ?? (event.type === 'order.promise_changed' && event.payload['kept'] === false ? event.recorded_at : null);

const deskHolds = (holds: FoldedOrder['desk']['holds'], type: string, payload: Payload): FoldedOrder['desk']['holds'] => {
  switch (type) {
    case 'order.hold_placed': {
      const { hold_id, type: holdType, placed_at } = payload['hold'] as Omit<DeskHold, 'rejected'>;
      return [...holds, { hold_id, type: holdType, placed_at, rejected: false }];
    }
    case 'order.hold_rejected':
      return holds.map((hold) => (hold.hold_id === payload['hold_id'] ? { ...hold, rejected: true } : hold));
    case 'order.hold_released':
      return holds.filter((hold) => hold.hold_id !== payload['hold_id']);
    default:
      return holds;
  }
};

const fieldsOf = (row: OrderRow, type: string, payload: Payload): Partial<OrderRow> => {
  switch (type) {
    case 'order.created':
      return created(payload);
    case 'order.revised':
      return revised(row, payload);
    case 'order.hold_placed': {
      const hold = payload['hold'] as { readonly hold_id: string; readonly type: string };
      return { holds: [...row.holds, { hold_id: hold.hold_id, type: hold.type }] };
    }
    case 'order.hold_released':
      return { holds: row.holds.filter((hold) => hold.hold_id !== payload['hold_id']) };
    case 'order.backordered':
      return { backordered_units: unitsOf(payload['lines'] as readonly Line[]) };
    case 'order.routed':
      return {
        backordered_units: unitsOf(payload['waiting'] as readonly Line[]),
        location_ids: unique([
          ...row.location_ids,
          ...(payload['assignments'] as readonly { readonly location_id: string }[]).map((one) => one.location_id),
        ]),
      };
    default:
      return {};
  }
};

const created = (payload: Payload): Partial<OrderRow> => {
  const lines = payload['lines'] as readonly Line[];
  return {
    order_id: String(payload['order_id']),
    channel: String(payload['channel']),
    channel_account: String(payload['channel_account']),
    channel_order_id: String(payload['channel_order_id']),
    channel_order_name: payload['channel_order_name'] as string | null,
    placed_at: String(payload['placed_at']),
    currency: String(payload['currency']),
    total: (payload['totals'] as { readonly total: number }).total,
    units: unitsOf(lines),
    skus: unique(lines.map((line) => line.sku)),
    person_id: payload['person_id'] as string | null,
  };
};

const revised = (row: OrderRow, payload: Payload): Partial<OrderRow> => {
  const changes = payload['changes'] as {
    readonly totals?: { readonly total: number };
    readonly person_id?: string | null;
    readonly currency?: string;
  };
  const lines = payload['lines'] as { readonly added: readonly Line[] };
  return {
    ...(changes.totals ? { total: changes.totals.total } : {}),
    ...(changes.currency === undefined ? {} : { currency: changes.currency }),
    ...(changes.person_id === undefined ? {} : { person_id: changes.person_id }),
    // SKUs only ever join: an order stays findable by what it once held.
    skus: unique([...row.skus, ...lines.added.map((line) => line.sku)]),
  };
};

/** Rows of the queues that people work off. An order that goes straight through never has one. */
const deskRows = ({ order_id, status, backordered_units, desk }: FoldedOrder, tenantId: string): readonly Item[] => {
  const held = desk.holds.flatMap((hold): readonly Item[] => {
    const { hold_id, type, placed_at } = hold;
    if (!isToDecide(status, { holdId: hold_id, type, rejected: hold.rejected })) return [];
    const row = { SK: `${placed_at}#${order_id}#${hold_id}`, order_id };
    const exception = exceptionOf({ holdId: hold_id, type });
    return [
      { PK: orderListKeys.review(tenantId, type), ...row },
      ...(exception ? [{ PK: orderListKeys.exceptions(tenantId, exception), ...row }] : []),
    ];
  });
  if (!mayWaitForStock(status)) return held;
  const row = (kind: ExceptionKind, since: string): Item => ({
    PK: orderListKeys.exceptions(tenantId, kind),
    SK: `${since}#${order_id}#${kind}`,
    order_id,
  });
  return [
    ...held,
    ...(backordered_units > 0 && desk.waiting_since !== null ? [row('backordered', desk.waiting_since)] : []),
    ...(desk.broken_since ? [row('promise-broken', desk.broken_since)] : []),
  ];
};

const rows = (row: FoldedOrder, tenantId: string): readonly Item[] => {
  const shard = shardOf(row.order_id);
  const SK = `${row.placed_at}#${row.order_id}`;
  const partitions = [
    orderListKeys.placed(tenantId, shard),
    orderListKeys.channelOrder(tenantId, row.channel_order_id),
    ...(row.channel_order_name ? [orderListKeys.channelOrder(tenantId, row.channel_order_name)] : []),
  ];
  const { listed, network, device, emailDomain } = row.traces;
  const common = [
    ...(network === null ? [] : [orderListKeys.network(tenantId, network)]),
    ...(device === null ? [] : [orderListKeys.device(tenantId, device)]),
    ...(emailDomain === null ? [] : [orderListKeys.emailDomain(tenantId, emailDomain)]),
  ].filter(() => listed);
  // What the customer usually spends is read from the list alone.
  const worth = { total: row.total, currency: row.currency };
  return [
    {
      PK: orderListKeys.status(tenantId, row.status, shard),
      SK,
      order_id: row.order_id,
      status: row.status,
      status_since: stageSince(row),
    },
    ...[...new Set(partitions)].map((PK) => ({ PK, SK, order_id: row.order_id })),
    ...(row.person_id ? [{ PK: orderListKeys.person(tenantId, row.person_id), SK, order_id: row.order_id, ...worth }] : []),
    ...(row.status === 'cancelled' || !listed ? [] : (row.promotions ?? [])).map((id) => ({
      PK: orderListKeys.promotion(tenantId, id),
      SK,
      order_id: row.order_id,
    })),
    ...common.map((PK) => ({ PK, SK, order_id: row.order_id, person_id: row.person_id })),
    ...row.skus.map((sku) => ({ PK: orderListKeys.sku(tenantId, sku), SK, order_id: row.order_id, ...skuDemand(row, sku) })),
    ...deskRows(row, tenantId),
    ...(listed ? returnRows(row, tenantId, shard) : []),
  ];
};

export const orderProjection: Projection<FoldedOrder> = { kind: 'ORDER', initial: () => initial, apply, rows };
