import type { OrderId } from '../../kernel/ids.ts';
import type { CanonicalOrder } from './canonical-order.ts';

/** What may tell who an order's person is, strongest first. */
export type PersonIdentity = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly source?: string | undefined;
  readonly fallback: string;
};

const postalPrefixLength = 3;

/** The order without anything that names or reaches its person, and without free text that could. */
export const withoutPerson = (order: CanonicalOrder): CanonicalOrder => {
  const { client: _whereFrom, ...known } = order;
  const { shippingAddress: address, paymentMethod } = known;
  const nobody = { name: null, line1: null, line2: null, city: null, phone: null };
  return {
    ...known,
    customer: null,
    billingAddress: null,
    shippingAddress: address && {
      ...nobody,
      region: address.region,
      postalCode: address.postalCode?.slice(0, postalPrefixLength) ?? null,
      country: address.country,
    },
    paymentMethod: { ...paymentMethod, reference: null },
    lineItems: known.lineItems.map((line) => ({ ...line, title: line.sku ?? line.lineId })),
    shippingLines: known.shippingLines.map((line) => ({ ...line, title: null })),
    channelMetadata: {},
  };
};

type Ordered = Pick<CanonicalOrder, 'channel' | 'channelAccount' | 'customer' | 'shippingAddress'>;

/** The channel's own customer, made unique: two shops may both have a customer 1. */
export const customerSource = (channel: string, account: string, customerId: string): string => `${channel}:${account}:${customerId}`;

/** Number under which the person can be reached: the customer's own, else the one on the parcel. */
export const phoneOf = (order: Ordered): string | null => order.customer?.phone ?? order.shippingAddress?.phone ?? null;

/** Whose order it is. Where nothing tells, the order itself stands for a person known from it alone. */
export const personIdentityOf = (order: Ordered, orderId: OrderId): PersonIdentity => ({
  email: order.customer?.email ?? undefined,
  phone: phoneOf(order) ?? undefined,
  source: order.customer?.sourceId ? customerSource(order.channel, order.channelAccount, order.customer.sourceId) : undefined,
  fallback: orderId,
});
