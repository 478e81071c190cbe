// What is fetched from the shelves for several fulfillment orders in one walk, and which of it goes to which of them.
import { type FulfillmentOrder, workRemaining } from './fulfillment-order.state.ts';
import type { FulfillmentOrderStatus } from './fulfillment-order.values.ts';

/** Work whose goods still stand on the shelf, or are being fetched. */
export const pickableStatuses = ['released', 'picking'] as const satisfies readonly FulfillmentOrderStatus[];

export const isPickable = ({ status }: Pick<FulfillmentOrder, 'status'>): boolean =>
  (pickableStatuses as readonly FulfillmentOrderStatus[]).includes(status);

export type PickListOrder = {
  /** Place on the cart, counted from 1. */
  readonly slot: number;
  readonly fulfillmentOrderId: string;
  readonly orderName: string;
  readonly shippingMethod: string | null;
  readonly units: number;
};

export type PickListRow = {
  readonly sku: string;
  readonly title: string | null;
  readonly barcode: string | null;
  /** Units for all orders together. */
  readonly quantity: number;
  readonly split: readonly { readonly slot: number; readonly quantity: number }[];
};

export type PickList = { readonly orders: readonly PickListOrder[]; readonly rows: readonly PickListRow[]; readonly units: number };

/** One fulfillment order on a list, with what its order is called. */
export type ListedWork = { readonly fulfillmentOrder: FulfillmentOrder; readonly orderName: string };
export type ListedProduct = { readonly title: string; readonly barcode?: string | undefined };

// `BOLT-10` comes after `BOLT-9`, as the labels of a shelf do.
const bySku = new Intl.Collator('en', { numeric: true });

const unitsOf = (lines: readonly { readonly quantity: number }[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Rows by SKU; orders keep the sequence in which they are given. Units that were not found at the shelf are left out. */
export const pickListOf = (work: readonly ListedWork[], products: ReadonlyMap<string, ListedProduct>): PickList => {
  const splits = new Map<string, Map<number, number>>();
  const orders = work.map(({ fulfillmentOrder, orderName }, index): PickListOrder => {
    const slot = index + 1;
    const lines = workRemaining(fulfillmentOrder);
    for (const { sku, quantity } of lines) {
      const split = splits.get(sku) ?? new Map<number, number>();
      split.set(slot, (split.get(slot) ?? 0) + quantity);
      splits.set(sku, split);
    }
    const { fulfillmentOrderId, shippingMethod } = fulfillmentOrder;
    return { slot, fulfillmentOrderId, orderName, shippingMethod, units: unitsOf(lines) };
  });
  const rows = [...splits].map(([sku, bySlot]): PickListRow => {
    const split = [...bySlot].map(([slot, quantity]) => ({ slot, quantity }));
    const product = products.get(sku);
    return { sku, title: product?.title ?? null, barcode: product?.barcode ?? null, quantity: unitsOf(split), split };
  });
  rows.sort((left, right) => bySku.compare(left.sku, right.sku) || (left.sku < right.sku ? -1 : 1));
  return { orders, rows, units: unitsOf(rows) };
};
