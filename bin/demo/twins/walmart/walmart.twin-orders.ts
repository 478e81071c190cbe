import { toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';

export type TwinNode = 'SellerFulfilled' | 'WFSFulfilled' | '3PLFulfilled';

/** A line as a customer of the twin orders it; amounts in whole units of the currency with decimals, as Walmart's JSON has them. */
export type TwinOrderLine = {
  readonly sku: string;
  readonly title?: string;
  readonly quantity: number;
  readonly unitPrice: number;
  /** For the whole line. */
  readonly tax?: number;
  readonly shipping?: number;
  /** Above 0. */
  readonly discount?: number;
};

export type TwinNewOrder = {
  readonly lines: readonly TwinOrderLine[];
  readonly node?: TwinNode;
  readonly currency?: string;
  readonly name?: string;
  readonly email?: string;
  readonly methodCode?: string;
};

type Part = {
  readonly status: 'Created' | 'Acknowledged' | 'Shipped' | 'Cancelled' | 'Refund';
  quantity: number;
  readonly reason?: string;
  readonly trackingInfo?: object;
};

export type TwinLine = TwinOrderLine & {
  readonly number: string;
  parts: Part[];
  statusDateMs: number;
  intentToCancel: boolean;
  refund: { readonly refundId: string; readonly refundComments?: string; readonly refundCharges: object } | null;
  refundedAmount: number;
};

export type TwinOrder = {
  readonly purchaseOrderId: string;
  readonly customerOrderId: string;
  readonly placedMs: number;
  readonly node: TwinNode;
  readonly currency: string;
  readonly name: string;
  readonly email: string;
  readonly methodCode: string;
  readonly lines: readonly TwinLine[];
  modifiedMs: number;
};

export const unitsOf = (line: TwinLine, ...statuses: readonly Part['status'][]): number =>
  line.parts.filter(({ status }) => statuses.includes(status)).reduce((sum, { quantity }) => sum + quantity, 0);

/** Takes units from open parts into another status. @returns false when so many are not open */
export const moveUnits = (line: TwinLine, from: readonly Part['status'][], quantity: number, to: Omit<Part, 'quantity'>): boolean => {
  if (unitsOf(line, ...from) < quantity) return false;
  let left = quantity;
  for (const part of line.parts) {
    if (!from.includes(part.status)) continue;
    const taken = Math.min(left, part.quantity);
    part.quantity -= taken;
    left -= taken;
  }
  line.parts = [...line.parts.filter((part) => part.quantity > 0), { ...to, quantity }];
  return true;
};

const money = (currency: string, amount: number): object => ({ currency, amount });

const chargeOf = (currency: string, type: string, name: string, amount: number, tax?: number): object => ({
  chargeType: type,
  chargeName: name,
  chargeAmount: money(currency, amount),
  tax: tax === undefined ? null : { taxName: 'Tax1', taxAmount: money(currency, tax) },
});

const cents = (amount: number): number => Math.round(amount * 100) / 100;

const lineJson = (line: TwinLine, { currency }: TwinOrder): object => ({
  lineNumber: line.number,
  item: {
    productName: line.title ?? `Article ${line.sku}`,
    sku: line.sku,
    ...(currency === 'USD' ? {} : { unitPrice: money(currency, line.unitPrice) }),
  },
  charges: {
    charge: [
      chargeOf(currency, 'PRODUCT', 'ItemPrice', cents(line.unitPrice * line.quantity), line.tax ?? 0),
      ...(line.discount === undefined ? [] : [chargeOf(currency, 'PRODUCT', 'SubscriptionDiscount', -line.discount)]),
      ...(line.shipping === undefined ? [] : [chargeOf(currency, 'SHIPPING', 'Shipping', line.shipping, 0)]),
    ],
  },
  orderLineQuantity: { unitOfMeasurement: 'EACH', amount: String(line.quantity) },
  statusDate: line.statusDateMs,
  orderLineStatuses: {
    orderLineStatus: line.parts.map(({ status, quantity, reason, trackingInfo }) => ({
      status,
      statusQuantity: { unitOfMeasurement: 'EACH', amount: String(quantity) },
      ...(reason === undefined ? {} : { cancellationReason: reason }),
      ...(trackingInfo === undefined ? {} : { trackingInfo }),
    })),
  },
  ...(line.intentToCancel ? { intentToCancel: 'CUSTOMER' } : {}),
  ...(line.refund === null ? {} : { refund: line.refund }),
  fulfillment: { fulfillmentOption: 'S2H', shipMethod: 'VALUE' },
});

const dayMs = 86_400_000;

/** The order as the API answers it. `orderType` is there only when asked for, as at Walmart. */
export const orderJson = (order: TwinOrder, replacementInfo: boolean): object => ({
  purchaseOrderId: order.purchaseOrderId,
  customerOrderId: order.customerOrderId,
  customerEmailId: order.email,
  ...(replacementInfo ? { orderType: 'REGULAR' } : {}),
  orderDate: order.placedMs,
  shippingInfo: {
    phone: '2025550143',
    estimatedDeliveryDate: order.placedMs + 5 * dayMs,
    estimatedShipDate: order.placedMs + 2 * dayMs,
    methodCode: order.methodCode,
    postalAddress: {
      name: order.name,
      address1: '12 Juniper Lane',
      address2: null,
      city: order.currency === 'MXN' ? 'Puebla' : 'Albany',
      state: order.currency === 'MXN' ? 'PUEBLA' : 'NY',
      postalCode: order.currency === 'MXN' ? '72000' : '12207',
      country: order.currency === 'MXN' ? 'MEX' : 'USA',
      addressType: 'RESIDENTIAL',
    },
  },
  orderLines: { orderLine: order.lines.map((line) => lineJson(line, order)) },
  shipNode: { type: order.node, name: 'Main', id: '10001' },
});

/** The orders of a twin's seller. Ids and dates depend on the seed and the clock alone. */
export const createTwinOrders = ({ clock, random }: { readonly clock: Clock; readonly random: Random }) => {
  const orders = new Map<string, TwinOrder>();
  const nowMs = (): number => toEpochMs(clock.now());
  const touch = (order: TwinOrder, line?: TwinLine): void => {
    order.modifiedMs = nowMs();
    if (line) line.statusDateMs = nowMs();
  };
  const place = (wanted: TwinNewOrder): TwinOrder => {
    const { node = 'SellerFulfilled' } = wanted;
    const order: TwinOrder = {
      purchaseOrderId: `1${String(random.between(0, 999_999)).padStart(6, '0')}${String(orders.size + 1).padStart(6, '0')}`,
      customerOrderId: `2${String(random.between(0, 999_999_999)).padStart(12, '0')}`,
      placedMs: nowMs(),
      node,
      currency: wanted.currency ?? 'USD',
      name: wanted.name ?? 'Ada Winter',
      email: wanted.email ?? `${String(random.between(0, 999_999)).padStart(6, '0')}@relay.walmart.example`,
      methodCode: wanted.methodCode ?? 'Value',
      modifiedMs: nowMs(),
      lines: wanted.lines.map((line, index) => ({
        ...line,
        number: String(index + 1),
        // Orders of Walmart's own warehouses are acknowledged by itself.
        parts: [{ status: node === 'SellerFulfilled' ? 'Created' : 'Acknowledged', quantity: line.quantity }],
        statusDateMs: nowMs(),
        intentToCancel: false,
        refund: null,
        refundedAmount: 0,
      })),
    };
    orders.set(order.purchaseOrderId, order);
    return order;
  };
  return { orders, place, touch };
};

export type TwinOrders = ReturnType<typeof createTwinOrders>;

/** What happens to an order at Walmart without us. */
export type TwinOrderChange =
  | { readonly change: 'customer-wants-to-cancel'; readonly lineNumber: string }
  | { readonly change: 'auto-cancelled'; readonly lineNumber: string; readonly quantity: number }
  | { readonly change: 'refunded'; readonly lineNumber: string; readonly quantity: number };

/** @returns the order; undefined when there is no such line, or not so many units in the needed status */
export const applyChange = ({ orders, touch }: TwinOrders, purchaseOrderId: string, change: TwinOrderChange): TwinOrder | undefined => {
  const order = orders.get(purchaseOrderId);
  const line = order?.lines.find(({ number }) => number === change.lineNumber);
  if (order === undefined || line === undefined) return undefined;
  if (change.change === 'customer-wants-to-cancel') {
    line.intentToCancel = true;
    touch(order);
    return order;
  }
  const moved =
    change.change === 'auto-cancelled'
      ? moveUnits(line, ['Created', 'Acknowledged'], change.quantity, { status: 'Cancelled', reason: 'AUTO_CANCEL' })
      : moveUnits(line, ['Shipped'], change.quantity, { status: 'Refund' });
  if (!moved) return undefined;
  touch(order, line);
  return order;
};

/** Orders of one kind of node modified within `[from, to]`, oldest first. */
export const modifiedWithin = (
  { orders }: TwinOrders,
  window: { readonly node: string; readonly fromMs: number; readonly toMs: number; readonly createdFromMs: number },
): readonly TwinOrder[] =>
  [...orders.values()]
    .filter(({ node, modifiedMs, placedMs }) => {
      const modified = modifiedMs >= window.fromMs && modifiedMs <= window.toMs;
      return node === window.node && modified && placedMs >= window.createdFromMs;
    })
    .toSorted((left, right) => left.modifiedMs - right.modifiedMs || left.purchaseOrderId.localeCompare(right.purchaseOrderId));

export type TwinShipment = {
  readonly purchaseOrderId: string;
  readonly lineNumber: string;
  readonly quantity: number;
  readonly trackingInfo: object;
};

/** What has been shipped, by line and parcel. */
export const shipmentsOf = ({ orders }: TwinOrders): readonly TwinShipment[] =>
  [...orders.values()].flatMap(({ purchaseOrderId, lines }) =>
    lines.flatMap((line) =>
      line.parts.flatMap(({ trackingInfo, quantity }) =>
        trackingInfo === undefined ? [] : [{ purchaseOrderId, lineNumber: line.number, quantity, trackingInfo }],
      ),
    ),
  );
