import { type ApiClient, must } from './api-client.ts';
import { customer, type DemoCustomer, type DemoLine, productOf } from './retailer.ts';

const wallet = { payment_method: { kind: 'wallet', provider: 'apple_pay', status: 'authorized' } } as const;

/** A company that pays in 30 days, with an order number of its own; whether it is good for it is known to the ERP. */
export const onTerms = {
  payment_method: { kind: 'invoice', status: 'pending' },
  purchase: { order_number: 'PO-4477', company: 'Trailhead Outfitters', net_days: 30 },
} as const;

type Purchase = {
  readonly channel: string;
  /** What people call the order; the same again is the same order. */
  readonly name: string;
  readonly lines: readonly DemoLine[];
  /** A customer, or the number of one of the regular ones. */
  readonly who: number | DemoCustomer;
  readonly payment?: typeof wallet | typeof onTerms;
  /** Where the customer comes for the goods; without it a carrier brings them. */
  readonly pickupAt?: string;
  /** What else the shop knows of the buyer, such as the device; it stands above what is usual. */
  readonly known?: Readonly<Record<string, unknown>>;
};

/** Orders over the API, as a storefront, an app or a clerk would. @returns the order as it was answered */
export const placeOrder = (api: ApiClient, { channel, name, lines, who, payment = wallet, pickupAt, known = {} }: Purchase) => {
  const buyer = typeof who === 'number' ? customer(who) : who;
  const sent = {
    shipping_lines: [{ code: 'GROUND', title: 'Ground', price: 895 }],
    shipping_address: {
      name: buyer.name,
      line1: buyer.line1,
      city: buyer.city,
      region: buyer.region,
      postal_code: buyer.postalCode,
      country: 'US',
    },
  };
  const body = {
    channel,
    channel_order_name: name,
    currency: 'USD',
    line_items: lines.map((line) => ({ ...line, title: productOf(line.sku).title, unit_price: productOf(line.sku).price })),
    customer: { email: buyer.email, name: buyer.name },
    ...(pickupAt === undefined ? sent : { delivery: { method: 'pickup', location_id: pickupAt } }),
    ...payment,
    ...known,
  };
  return must(api.send('POST', '/orders', body, { 'idempotency-key': `demo-${name}` }), name);
};
