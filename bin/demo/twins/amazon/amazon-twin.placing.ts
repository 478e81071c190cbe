import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { marketplaceOf } from '../../../../lib/channels/adapters/amazon/amazon.marketplaces.ts';
import type { TwinAddress, TwinItem, TwinOrder, TwinStatus } from './amazon-twin.model.ts';

/** Minor units, for all units together. */
export type TwinLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly price: number;
  readonly tax?: number;
  readonly discount?: number;
  readonly shipping?: number;
  readonly shippingTax?: number;
  readonly shippingDiscount?: number;
};

export type TwinPurchase = {
  readonly lines: readonly TwinLine[];
  readonly fulfilledBy?: TwinOrder['fulfilledBy'];
  readonly status?: TwinStatus;
  readonly address?: TwinAddress;
};

export type TwinPlacing = {
  readonly orders: ReadonlyMap<string, TwinOrder>;
  /** A customer buys. @returns the id of the order */
  readonly placeOrder: (purchase: TwinPurchase) => string;
  /** Amazon, the customer or another program changes the order. */
  readonly changeOrder: (orderId: string, change: (order: TwinOrder) => void) => void;
  /** Notes that an order has changed now, and tells the subscribers. */
  readonly touch: (order: TwinOrder) => void;
};

const someone: TwinAddress = {
  name: 'Robin Vale',
  addressLine1: '12 Quarry Lane',
  addressLine2: 'Unit 3',
  city: 'Troy',
  stateOrRegion: 'NY',
  postalCode: '12180',
  countryCode: 'US',
  phone: '+1 518 555 0147',
};

const digits = (random: Random, length: number): string => Array.from({ length }, () => String(random.between(0, 9))).join('');

/** Orders of the twin by its clock. */
export const createClockOrders = (parts: {
  readonly clock: Clock;
  readonly random: Random;
  readonly marketplaceId: string;
  readonly tell: (order: TwinOrder) => void;
}): TwinPlacing => {
  const { clock, random, marketplaceId, tell } = parts;
  const orders = new Map<string, TwinOrder>();
  const site = marketplaceOf(marketplaceId);

  const touch = (order: TwinOrder): void => {
    order.lastUpdatedTime = clock.now();
    tell(order);
  };

  const itemOf = (line: TwinLine): TwinItem => ({
    orderItemId: digits(random, 14),
    title: `Article ${line.sku}`,
    tax: 0,
    discount: 0,
    shipping: 0,
    shippingTax: 0,
    shippingDiscount: 0,
    ...line,
    shipped: 0,
    cancelAsked: false,
  });

  return {
    orders,
    touch,
    placeOrder: ({ lines, fulfilledBy = 'MERCHANT', status = 'UNSHIPPED', address = someone }) => {
      const order: TwinOrder = {
        orderId: `${digits(random, 3)}-${digits(random, 7)}-${digits(random, 7)}`,
        createdTime: clock.now(),
        lastUpdatedTime: clock.now(),
        marketplaceId,
        fulfilledBy,
        serviceLevel: 'STANDARD',
        currency: site?.currency ?? 'USD',
        taxesIncluded: site?.taxesIncluded ?? false,
        buyer: { name: address.name, email: `${digits(random, 10)}@marketplace.example` },
        items: lines.map(itemOf),
        address,
        status,
        packages: [],
        refundedMinor: 0,
      };
      orders.set(order.orderId, order);
      tell(order);
      return order.orderId;
    },
    changeOrder: (orderId, change) => {
      const order = orders.get(orderId);
      if (!order) throw new Error(`The twin has no order ${orderId}`);
      change(order);
      touch(order);
    },
  };
};
