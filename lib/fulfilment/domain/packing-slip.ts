// What lies in a parcel, and what of the order does not and why. Nothing of it says what anything costs.
import { type FulfillmentOrder, workRemaining } from './fulfillment-order.state.ts';
import type { DeliveryMethod } from './fulfillment-order.values.ts';

/** A line of the order, and where its units are that this parcel does not hold. */
export type SlipOrderLine = {
  readonly lineId: string;
  readonly sku: string | null;
  /** As the customer bought it. */
  readonly title: string | null;
  /** Units that have left in other parcels. */
  readonly sentElsewhere: number;
  /** Units that other locations, or other work, still have to send. */
  readonly toFollow: number;
  /** Units that nobody has yet. */
  readonly backordered: number;
};

/** The order as its packing slips show it. */
export type SlipOrder = {
  readonly name: string;
  readonly channel: string;
  readonly placedAt: string;
  /** Lines of the address, the name first; empty when it has been erased, or was never known. */
  readonly shipTo: readonly string[];
  readonly lines: readonly SlipOrderLine[];
};

export type SlipRow = {
  readonly sku: string;
  readonly title: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
};

export const missingReasons = ['sent-elsewhere', 'to-follow', 'backordered'] as const;
export type MissingReason = (typeof missingReasons)[number];

export type MissingRow = {
  readonly sku: string | null;
  readonly title: string | null;
  readonly quantity: number;
  readonly reason: MissingReason;
};

export type PackingSlip = {
  readonly fulfillmentOrderId: string;
  readonly orderName: string;
  readonly channel: string;
  readonly placedAt: string;
  readonly shippingMethod: string | null;
  readonly deliveryMethod: DeliveryMethod;
  readonly shipTo: readonly string[];
  readonly rows: readonly SlipRow[];
  readonly units: number;
  readonly missing: readonly MissingRow[];
};

type Product = { readonly title: string; readonly barcode?: string | undefined };

const missingOf = (line: SlipOrderLine, title: string | null): readonly MissingRow[] =>
  (
    [
      ['sent-elsewhere', line.sentElsewhere],
      ['to-follow', line.toFollow],
      ['backordered', line.backordered],
    ] as const
  ).flatMap(([reason, quantity]) => (quantity > 0 ? [{ sku: line.sku, title, quantity, reason }] : []));

/** What the slip says. The customer's own title goes before the catalog's. */
export const packingSlipOf = (
  fulfillmentOrder: FulfillmentOrder,
  order: SlipOrder,
  products: ReadonlyMap<string, Product>,
): PackingSlip => {
  const ordered = new Map(order.lines.map((line) => [line.lineId, line]));
  const rows = workRemaining(fulfillmentOrder).map(({ lineId, sku, quantity }): SlipRow => {
    const product = products.get(sku);
    return { sku, title: ordered.get(lineId)?.title ?? product?.title ?? null, barcode: product?.barcode ?? null, quantity };
  });
  const titleOf = (line: SlipOrderLine): string | null =>
    line.title ?? (line.sku === null ? undefined : products.get(line.sku)?.title) ?? null;
  return {
    fulfillmentOrderId: fulfillmentOrder.fulfillmentOrderId,
    orderName: order.name,
    channel: order.channel,
    placedAt: order.placedAt,
    shippingMethod: fulfillmentOrder.shippingMethod,
    deliveryMethod: fulfillmentOrder.deliveryMethod,
    shipTo: order.shipTo,
    rows,
    units: rows.reduce((sum, { quantity }) => sum + quantity, 0),
    missing: order.lines.flatMap((line) => missingOf(line, titleOf(line))),
  };
};
