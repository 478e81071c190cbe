// The people around the product: buyers, the shop's platform, warehouse crews, suppliers, an operator. What got no answer
// they do again, word for word.
import { createHmac } from 'node:crypto';
import type { Random } from '../../lib/platform/simulation/random.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../../lib/platform/simulation/gateway.ts';
import {
  bulky,
  keptAt,
  locations,
  personalNetwork,
  personalPhone,
  personalWord,
  postalCodes,
  shop,
  skus,
  type Tenant,
  tenants,
  type World,
} from './world.ts';

export type People = {
  /** Asks until there is an answer. */
  readonly ask: (
    tenant: Tenant,
    method: SimulatedRequest['method'],
    path: string,
    body?: unknown,
    key?: string,
  ) => Promise<SimulatedAnswer>;
  /** A webhook of the shop, until it is taken. */
  readonly hook: (topic: string, body: string) => Promise<void>;
  readonly receive: (tenant: Tenant, receiptId: string, units: readonly StockLine[]) => Promise<void>;
  /** One order and what its buyer does afterwards. Resolves when the buyer is done. */
  readonly buy: (number: number) => Promise<void>;
  /** One look of a crew at one kind of work. @returns whether there was any */
  readonly work: (tenant: Tenant, location: string, stage: Stage, willing: boolean) => Promise<boolean>;
  /** Orders acknowledged to whoever placed them, as `<tenant>#<order>`, by our own number. */
  readonly placed: ReadonlyMap<number, string>;
  /** Shop orders whose webhooks were taken, by the shop's number. */
  readonly hooked: ReadonlySet<number>;
  /** Shop orders whose person asked to be forgotten, and was told so. */
  readonly forgotten: ReadonlySet<number>;
  readonly received: ReadonlyMap<string, number>;
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

export type StockLine = { readonly sku: string; readonly location_id: string; readonly quantity: number };
export const stages = ['released', 'picking', 'packed', 'shipped', 'ready_for_pickup'] as const;
export type Stage = (typeof stages)[number];

type Work = {
  readonly fulfillment_order_id: string;
  readonly delivery_method: 'ship' | 'pickup';
  readonly pickup_expires_at: string | null;
  readonly lines: readonly { readonly line_id: string; readonly sku: string; readonly quantity: number }[];
};
type Line = { readonly sku: string; readonly quantity: number };

export const unitPriceMinor = 1_000;
/** Dear enough for a person to look at the order. */
const reviewedPriceMinor = 40_000;
/** How often a crew turns work down, or finds less than it should. */
const [usualTrouble, bulkyTrouble] = [0.08, 0.4];
const patienceMs = { from: 1_000, to: 8_000 } as const;

/** The shop's own number of an order, as it stands in its webhooks. */
export const shopOrderId = (number: number): string => String(7_000_000 + number);

export const emailOf = (number: number): string => `buyer${number}.${personalWord}@example.com`;

const person = (number: number) => ({
  email: emailOf(number),
  name: `Kim Zzpersonal${number}`,
  line1: `${number} Zzpersonal Row`,
  phone: `${personalPhone}${String(1_000 + (number % 9_000))}`,
  // A few devices and addresses are everybody's.
  device: { visitor_id: `Zzpersonal${String(number % 4).padStart(10, '0')}` },
  client_ip: `${personalNetwork}${number % 8}`,
});

/** One of nine mistypes the postal code. */
const mistypes = (number: number): boolean => number % 9 === 4;

/** Two towns, to which carriers ask other prices from the west. */
const postalCodeOf = (number: number): string => (number % 2 === 0 ? '12180' : '14604');

const addressOf = (number: number, postalCode: string) => {
  const { name, line1 } = person(number);
  return { name, line1, city: 'Troy', region: 'NY', postal_code: postalCode, country: 'US' };
};

/** A promotion that few orders may use, and that some buyers name whether they were shown it or not. */
export const fewPromotion = 'sim-few';
const namesPromotion = (number: number): boolean => number % 4 === 2;

const apiOrder = (number: number, lines: readonly Line[], price: number, status: string) => {
  const { email, name, phone, device, client_ip } = person(number);
  return {
    currency: 'USD',
    channel_order_id: `sim-${number}`,
    ...(namesPromotion(number) ? { promotions: [fewPromotion] } : {}),
    line_items: lines.map(({ sku, quantity }) => ({ sku, quantity, unit_price: price })),
    // One of five buyers gives no number.
    customer: { email, name, ...(number % 5 === 0 ? {} : { phone }) },
    device,
    client_ip,
    shipping_address: addressOf(number, mistypes(number) ? '1218' : postalCodeOf(number)),
    shipping_lines: [{ code: 'standard', title: 'standard', price: 0 }],
    payment_method: { kind: 'card', provider: 'visa', status },
  };
};

const decimal = (minor: number): string => (minor / 100).toFixed(2);

/** Body of an order webhook. A later revision has a later `updated_at`. */
const shopOrder = (number: number, lines: readonly Line[], revision: number, cancelled: boolean): string => {
  const { email, name, line1 } = person(number);
  const sum = decimal(lines.reduce((total, { quantity }) => total + quantity * unitPriceMinor, 0));
  const address = { name, address1: line1, city: 'Troy', province_code: 'NY', zip: postalCodeOf(number), country_code: 'US' };
  const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 20, 9, minutes)).toISOString();
  return JSON.stringify({
    id: Number(shopOrderId(number)),
    name: `#${number}`,
    created_at: at(0),
    updated_at: at(revision),
    cancelled_at: cancelled ? at(revision) : null,
    cancel_reason: cancelled ? 'customer' : null,
    currency: 'USD',
    taxes_included: false,
    email,
    financial_status: cancelled ? 'refunded' : 'paid',
    total_line_items_price: sum,
    subtotal_price: sum,
    total_price: sum,
    total_discounts: '0.00',
    total_tax: '0.00',
    customer: { id: 90_000 + number, email, first_name: 'Kim', last_name: `Zzpersonal${number}` },
    shipping_address: address,
    line_items: lines.map(({ sku, quantity }, index) => ({
      id: number * 100 + index,
      sku,
      title: sku,
      quantity,
      price: decimal(unitPriceMinor),
      requires_shipping: true,
    })),
    shipping_lines: [],
  });
};

const redaction = (number: number): string =>
  JSON.stringify({
    shop_id: 77,
    shop_domain: shop.domain,
    customer: { id: 90_000 + number, email: person(number).email, phone: null },
    orders_to_redact: [Number(shopOrderId(number))],
  });

const linesOf = (random: Random): readonly Line[] => {
  const wanted = new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(skus)));
  return [...wanted].map((sku) => ({ sku, quantity: random.between(1, 3) }));
};

/** Of those who order here, the share that comes for the goods. */
const pickupShare = 0.3;

/** Where a customer collects: anywhere, but for what is kept at one place. */
const collectedAt = (random: Random, lines: readonly Line[]) => ({
  delivery: {
    method: 'pickup',
    location_id: random.pick(locations.filter((location) => lines.every(({ sku }) => keptAt(location).some((kept) => kept === sku)))),
  },
});

const createAsking = ({ cloud, apiKeys }: World, random: Random) => {
  const untilAnswered = async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
    for (;;) {
      const answer = await cloud.request(request);
      if (answer !== undefined && answer.status < 500) return answer;
      await cloud.scheduler.sleep(random.between(patienceMs.from, patienceMs.to), `asks again ${request.method} ${request.path}`);
    }
  };
  return {
    ask: (tenant: Tenant, method: SimulatedRequest['method'], path: string, body?: unknown, key?: string): Promise<SimulatedAnswer> =>
      untilAnswered({
        method,
        path,
        headers: {
          'x-api-key': apiKeys[tenant],
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    post: (topic: string, body: string): Promise<SimulatedAnswer> =>
      untilAnswered({
        method: 'POST',
        path: `/webhooks/shopify/${shop.account}`,
        headers: {
          'content-type': 'application/json',
          'x-shopify-topic': topic,
          'x-shopify-shop-domain': shop.domain,
          'x-shopify-hmac-sha256': createHmac('sha256', shop.secret).update(body).digest('base64'),
          'x-shopify-webhook-id': `${topic}-${body.length}`,
        },
        body,
      }),
  };
};

type Notes = {
  readonly placed: Map<number, string>;
  readonly hooked: Set<number>;
  readonly forgotten: Set<number>;
  readonly received: Map<string, number>;
  readonly refusals: string[];
};

type Parts = { readonly world: World; readonly random: Random; readonly notes: Notes } & Pick<People, 'ask' | 'hook'>;

/** A buyer of the storefront: pays, changes their mind, or asks for a pause. */
const createApiBuyer = ({ world, random, notes, ask }: Parts) => {
  const counter = random.fork('pickups');
  const { scheduler, faults } = world.cloud;

  const place = async (number: number, tenant: Tenant, body: object): Promise<string | undefined> => {
    const { status, body: answer } = await ask(tenant, 'POST', '/orders', body, `key-${number}`);
    const orderId = answer['order_id'];
    if (status > 201 || typeof orderId !== 'string') {
      notes.refusals.push(`order ${number} was answered ${status} ${String(answer['type'])}`);
      return undefined;
    }
    const known = notes.placed.get(number);
    if (known !== undefined && known !== `${tenant}#${orderId}`)
      notes.refusals.push(`order ${number} was taken twice, as ${known} and as ${orderId}`);
    notes.placed.set(number, `${tenant}#${orderId}`);
    return orderId;
  };

  const pause = async (tenant: Tenant, orderId: string): Promise<void> => {
    const held = await ask(tenant, 'POST', `/orders/${orderId}/holds`, { reason: 'asked to wait' });
    await scheduler.sleep(random.between(5_000, 40_000), 'a hold lasts');
    const holds = (held.body['holds'] ?? []) as readonly { readonly hold_id: string }[];
    const last = holds.at(-1);
    if (last !== undefined) await ask(tenant, 'POST', `/orders/${orderId}/holds/${last.hold_id}/release`);
  };

  return async (number: number): Promise<void> => {
    const tenant = random.chance(0.75) ? 'main' : 'second';
    const price = random.chance(0.06) ? reviewedPriceMinor : unitPriceMinor;
    const status = random.pick(['paid', 'paid', 'paid', 'authorized', 'pending']);
    const lines = linesOf(random);
    const body = { ...apiOrder(number, lines, price, status), ...(counter.chance(pickupShare) ? collectedAt(counter, lines) : {}) };
    const mood = random.next();
    const again = faults.strikes('duplicate') ? place(number, tenant, body) : undefined;
    const orderId = await place(number, tenant, body);
    await again;
    if (orderId === undefined) return;
    await scheduler.sleep(random.between(100, 60_000), `buyer ${number} thinks`);
    if (status === 'pending' && mood < 0.7)
      await ask(tenant, 'POST', `/orders/${orderId}/payment-confirmations`, { basis: 'captured', reference: `pay-${number}` });
    if (mood < 0.15) await ask(tenant, 'POST', `/orders/${orderId}/cancel`, { reason: 'customer' });
    else if (mood < 0.25) await pause(tenant, orderId);
    // Others are asked by whoever releases what is held at last.
    else if (mood < 0.7 && mistypes(number))
      await ask(tenant, 'PUT', `/orders/${orderId}/shipping-address`, { shipping_address: addressOf(number, postalCodeOf(number)) });
  };
};

/** A buyer of the shop: what they do arrives as webhooks, in any order. */
const createShopBuyer = ({ world, random, notes, hook }: Parts) => {
  const { scheduler } = world.cloud;
  return async (number: number): Promise<void> => {
    const lines = linesOf(random);
    const mood = random.next();
    const sent: Promise<void>[] = [hook('orders/create', shopOrder(number, lines, 0, false)).then(() => void notes.hooked.add(number))];
    await scheduler.sleep(random.between(50, 50_000), `buyer ${number} thinks`);
    const fewer = lines.map(({ sku, quantity }, index) => ({ sku, quantity: index === 0 ? quantity + 1 : quantity }));
    if (mood < 0.2) sent.push(hook('orders/updated', shopOrder(number, fewer, 1, false)));
    await scheduler.sleep(random.between(50, 30_000), `buyer ${number} thinks again`);
    if (mood < 0.08 || mood > 0.92) sent.push(hook('orders/cancelled', shopOrder(number, mood < 0.2 ? fewer : lines, 2, true)));
    await Promise.all(sent);
    if (mood > 0.84 && mood < 0.92) {
      await hook('customers/redact', redaction(number));
      notes.forgotten.add(number);
      // A delivery that the platform has held back, or repeats: it names the person all the same.
      const [revision, latest] = random.pick([[0, lines] as const, [1, fewer] as const]);
      await scheduler.sleep(random.between(50, 20_000), `buyer ${number} is forgotten`);
      await hook('orders/updated', shopOrder(number, latest, revision, false));
    }
  };
};

const createCrews = ({ random, ask }: Parts): Pick<People, 'work'> => {
  const counter = random.fork('counter');

  /** The customer comes, rings up for more time, or is not seen: whoever never comes lets the time run out. */
  const serve = async (
    say: (verb: string, body: unknown) => Promise<SimulatedAnswer>,
    until: string | null,
    willing: boolean,
  ): Promise<void> => {
    const mood = counter.next();
    if (willing || mood < 0.3) await say('collect', {});
    else if (mood < 0.4 && until !== null)
      await say('extend-pickup', { expires_at: new Date(Date.parse(until) + counter.between(1_000, 60_000)).toISOString() });
  };

  const advance = async (tenant: Tenant, stage: Stage, work: Work, willing: boolean): Promise<void> => {
    const { fulfillment_order_id: id, lines } = work;
    const isPickup = work.delivery_method === 'pickup';
    const say = (verb: string, body: unknown): Promise<SimulatedAnswer> => ask(tenant, 'POST', `/fulfillment-orders/${id}/${verb}`, body);
    const [line] = lines;
    const trouble = !willing && random.chance(lines.some(({ sku }) => sku === bulky) ? bulkyTrouble : usualTrouble);
    if (stage === 'released' && trouble) await say('reject', { reason: 'capacity' });
    else if (stage === 'released') await say('pick', {});
    else if (stage === 'picking' && trouble && line)
      await say('short-pick', { lines: [{ line_id: line.line_id, picked_quantity: line.quantity - 1 }] });
    else if (stage === 'picking' && isPickup) await say('ready', {});
    else if (stage === 'picking') await say('pack', { packages: [{ weight_grams: 500 }] });
    else if (stage === 'ready_for_pickup') await serve(say, work.pickup_expires_at, willing);
    else if (stage === 'packed') await say('ship', { carrier: 'ups', tracking_number: `1Z${id}` });
    else await say('deliver', {});
  };
  return {
    work: async (tenant, location, stage, willing) => {
      const listed = await ask(tenant, 'GET', `/fulfillment-orders?location_id=${location}&status=${stage}&limit=100`);
      const items = (listed.body['items'] ?? []) as readonly Work[];
      await Promise.all(items.map((work) => advance(tenant, stage, work, willing)));
      return items.length > 0;
    },
  };
};

export const openPeople = (world: World): People => {
  const random = world.cloud.random.fork('people');
  const notes: Notes = { placed: new Map(), hooked: new Set(), forgotten: new Set(), received: new Map(), refusals: [] };
  const { ask, post } = createAsking(world, random);

  const hook: People['hook'] = async (topic, body) => {
    const again = world.cloud.faults.strikes('duplicate') ? post(topic, body) : undefined;
    const { status } = await post(topic, body);
    if (status !== 200) notes.refusals.push(`${topic} was answered ${status}`);
    await again;
  };

  const parts: Parts = { world, random, notes, ask, hook };
  const [buyByApi, buyInShop] = [createApiBuyer(parts), createShopBuyer(parts)];

  return {
    ...notes,
    ask,
    hook,
    ...createCrews(parts),
    receive: async (tenant, receiptId, lines) => {
      const { status } = await ask(tenant, 'POST', '/inventory/receipts', { receipt_id: receiptId, lines });
      if (status !== 200) notes.refusals.push(`receipt ${receiptId} was answered ${status}`);
      for (const { sku, location_id: location, quantity } of lines) {
        const key = `${tenant}#${sku}@${location}`;
        notes.received.set(key, (notes.received.get(key) ?? 0) + quantity);
      }
    },
    buy: (number) => (random.chance(0.6) ? buyByApi(number) : buyInShop(number)),
  };
};

/** How long goods lie ready for their customers; what nobody comes for goes back to the shelf at one retailer, and to a person at the other. */
const setPickups = async (people: People, tenant: Tenant): Promise<void> => {
  const value = { held_seconds: 15, on_expiry: tenant === 'main' ? 'cancel' : 'hold' };
  await people.ask(tenant, 'PUT', '/policies/pickup', { value, note: 'customers of a simulation', expected_version: 0 });
};

/** Warehouses of every retailer, and a first delivery to each. */
export const furnish = async (people: People, unitsEach: number): Promise<void> => {
  for (const tenant of tenants) {
    await setPickups(people, tenant);
    for (const location of locations) {
      await people.ask(tenant, 'POST', '/locations', {
        location_id: location,
        name: location,
        type: 'warehouse',
        country: 'US',
        postal_code: postalCodes[location],
        pickup: true,
      });
      await people.receive(
        tenant,
        `first-${location}`,
        keptAt(location).map((sku) => ({ sku, location_id: location, quantity: unitsEach })),
      );
    }
  }
};
