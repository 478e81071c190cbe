import { createHmac } from 'node:crypto';
import { toEpochMs } from '../../../../lib/kernel/instant.ts';
import { CurrencyCode, minorDigits } from '../../../../lib/kernel/money.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { orderJson, type TwinItem, type TwinMeta, type TwinOrder, totalOf } from './twin-order.ts';

export type TwinProduct = {
  readonly id: number;
  readonly sku: string;
  readonly type: 'simple' | 'variable' | 'variation';
  readonly parentId: number;
  manageStock: boolean | 'parent';
  stock: number | null;
};

export type TwinWebhook = {
  readonly id: number;
  name: string;
  status: string;
  topic: string;
  url: string;
  secret: string;
  failures: number;
};
export type TwinNote = { readonly id: number; readonly orderId: number; readonly note: string; readonly toCustomer: boolean };
export type TwinTracking = {
  readonly id: string;
  readonly orderId: number;
  readonly provider: string;
  readonly link: string;
  readonly number: string;
  readonly shippedOn: string;
};
/** What WooCommerce would post to a webhook's address. */
export type TwinDelivery = {
  readonly webhookId: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
};

/** Amounts in minor units, with tax where the shop's prices contain it. */
export type NewLine = {
  readonly sku: string | null;
  readonly quantity: number;
  readonly price: number;
  readonly discount?: number;
  readonly name?: string;
};
export type NewOrder = {
  readonly lines: readonly NewLine[];
  readonly shipping?: number | null;
  readonly fee?: number;
  readonly currency?: string;
  /** Hundredths of a percent. */
  readonly taxRate?: number;
  readonly status?: string;
  readonly paid?: boolean;
  readonly paymentMethod?: string;
  readonly email?: string;
  readonly downloads?: boolean;
};

export type TwinShop = ReturnType<typeof createTwinShop>;

const million = 1_000_000;

/** The shop's memory, and what its owner and customers do. */
export const createTwinShop = (options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly siteUrl: string;
  readonly pricesIncludeTax: boolean;
}) => {
  const { clock, random, siteUrl } = options;
  const orders = new Map<number, TwinOrder>();
  const products = new Map<number, TwinProduct>();
  const webhooks = new Map<number, TwinWebhook>();
  const notes: TwinNote[] = [];
  const trackings: TwinTracking[] = [];
  const queued: { readonly webhookId: number; readonly topic: string; readonly orderId: number }[] = [];
  let lastId = 700;
  const nextId = (): number => (lastId += 1);
  // WordPress keeps whole seconds.
  const now = (): number => Math.floor(toEpochMs(clock.now()) / 1_000) * 1_000;

  const announce = (topic: string, order: TwinOrder): void => {
    for (const webhook of webhooks.values())
      if (webhook.status === 'active' && webhook.topic === topic) queued.push({ webhookId: webhook.id, topic, orderId: order.id });
  };

  const touch = (order: TwinOrder): void => {
    order.modifiedAt = now();
    announce('order.updated', order);
  };

  const setStatus = (order: TwinOrder, status: string): void => {
    order.status = status;
    const pays = status === 'completed' || (status === 'processing' && order.paymentMethod !== 'cod');
    if (pays && order.paidAt === null) order.paidAt = now();
    if (status === 'completed') order.completedAt = now();
  };

  const item = (
    kind: TwinItem['kind'],
    from: Partial<TwinItem>,
    before: number,
    after: number,
    order: { digits: number; rate: number; gross: boolean },
  ): TwinItem => {
    const scale = million / 10 ** order.digits;
    // Shipping and fees are entered without tax in every shop; prices of products as the shop is set.
    const net = (minor: number): number =>
      order.gross && kind === 'line' ? Math.round((minor * scale * 10_000) / (10_000 + order.rate)) : minor * scale;
    const tax = (minor: number): number =>
      order.gross && kind === 'line' ? minor * scale - net(minor) : Math.round((minor * scale * order.rate) / 10_000);
    return {
      id: nextId(),
      kind,
      name: '',
      sku: null,
      productId: 0,
      variationId: 0,
      method: '',
      quantity: 1,
      meta: [],
      ...from,
      subtotal: net(before),
      subtotalTax: tax(before),
      total: net(after),
      totalTax: tax(after),
    };
  };

  const placeOrder = (wish: NewOrder): TwinOrder => {
    const currency = wish.currency ?? 'EUR';
    const digits = minorDigits(CurrencyCode(currency));
    const terms = { digits, rate: wish.taxRate ?? 0, gross: options.pricesIncludeTax };
    const address = {
      first_name: 'Ada',
      last_name: 'Moor',
      company: '',
      address_1: '4 Elm Court',
      address_2: '',
      city: 'Troy',
      state: 'NY',
      postcode: '12180',
      country: 'US',
      phone: '+15550100',
    };
    const nowhere = Object.fromEntries(Object.keys(address).map((key) => [key, '']));
    const lines = wish.lines.map((line) => {
      const product = [...products.values()].find(({ sku }) => sku === line.sku);
      const variation = product?.type === 'variation';
      const from = {
        name: line.name ?? line.sku ?? 'Thing',
        sku: line.sku,
        quantity: line.quantity,
        productId: (variation ? product.parentId : product?.id) ?? 0,
        variationId: variation ? product.id : 0,
      };
      const before = line.quantity * line.price;
      return item('line', from, before, before - (line.discount ?? 0), terms);
    });
    const shipping =
      wish.shipping === null
        ? []
        : [item('shipping', { name: 'Flat rate', method: 'flat_rate' }, wish.shipping ?? 500, wish.shipping ?? 500, terms)];
    const fees = wish.fee === undefined ? [] : [item('fee', { name: 'Fee' }, wish.fee, wish.fee, terms)];
    const order: TwinOrder = {
      id: nextId(),
      currency,
      digits,
      status: 'pending',
      statusBeforeTrash: null,
      createdAt: now(),
      modifiedAt: now(),
      paidAt: null,
      completedAt: null,
      pricesIncludeTax: options.pricesIncludeTax,
      createdVia: 'checkout',
      customerId: 0,
      customerNote: '',
      billing: { ...address, email: wish.email ?? 'ada.moor@example.com' },
      shipping: wish.shipping === null ? nowhere : address,
      paymentMethod: wish.paymentMethod ?? 'stripe',
      downloads: wish.downloads ?? false,
      items: [...lines, ...shipping, ...fees],
      coupons: [],
      meta: [],
      refunds: [],
    };
    setStatus(order, wish.status ?? 'processing');
    if (wish.paid === false) order.paidAt = null;
    orders.set(order.id, order);
    announce('order.created', order);
    return order;
  };

  const createRefund = (
    order: TwinOrder,
    refund: { amount: number; reason: string; items: readonly TwinItem[]; byGateway: boolean },
  ): number => {
    const id = nextId();
    order.refunds.push({
      id,
      amount: refund.amount,
      reason: refund.reason,
      at: now(),
      refundedPayment: refund.byGateway,
      items: refund.items,
    });
    if (refund.amount > 0 && order.refunds.reduce((sum, { amount }) => sum + amount, 0) >= totalOf(order)) setStatus(order, 'refunded');
    touch(order);
    return id;
  };

  const payloadFor = (topic: string, order: TwinOrder): unknown =>
    topic === 'order.deleted' ? { id: order.id } : orderJson(order, siteUrl);

  const deliver = ({ webhookId, topic, orderId }: (typeof queued)[number]): readonly TwinDelivery[] => {
    const webhook = webhooks.get(webhookId);
    const order = orders.get(orderId);
    if (webhook?.status !== 'active' || order === undefined) return [];
    const rawBody = JSON.stringify(payloadFor(topic, order));
    const [resource = '', event = ''] = topic.split('.');
    const headers = {
      'content-type': 'application/json',
      'x-wc-webhook-source': `${siteUrl}/`,
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-signature': createHmac('sha256', webhook.secret).update(rawBody).digest('base64'),
      'x-wc-webhook-id': String(webhookId),
      'x-wc-webhook-delivery-id': Buffer.from(random.bytes(16)).toString('hex'),
    };
    return [{ webhookId, url: webhook.url, headers, rawBody }];
  };

  return {
    orders,
    products,
    webhooks,
    notes,
    trackings,
    nextId,
    touch,
    setStatus,
    announce,
    placeOrder,
    createRefund,
    now,
    addProduct: (product: { sku: string; stock: number | null; parentId?: number; type?: TwinProduct['type'] }): TwinProduct => {
      const { sku, stock, parentId = 0, type = parentId === 0 ? 'simple' : 'variation' } = product;
      const added: TwinProduct = { id: nextId(), sku, type, parentId, manageStock: stock !== null, stock };
      products.set(added.id, added);
      return added;
    },
    /** The owner, or the customer with their help, changes an order. */
    changeOrder: (
      order: TwinOrder,
      change: { readonly status?: string; readonly customerNote?: string; readonly shipping?: TwinOrder['shipping'] },
    ): void => {
      if (change.status !== undefined) setStatus(order, change.status);
      if (change.customerNote !== undefined) order.customerNote = change.customerNote;
      if (change.shipping !== undefined) order.shipping = change.shipping;
      touch(order);
    },
    trash: (order: TwinOrder): void => {
      order.statusBeforeTrash = order.status;
      order.status = 'trash';
      order.modifiedAt = now();
      announce('order.deleted', order);
    },
    restore: (order: TwinOrder): void => {
      order.status = order.statusBeforeTrash ?? 'pending';
      order.modifiedAt = now();
      announce('order.restored', order);
    },
    addMeta: (order: TwinOrder, entry: Omit<TwinMeta, 'id'>): void => {
      const known = order.meta.find(({ key }) => key === entry.key);
      if (known) known.value = entry.value;
      else order.meta.push({ id: nextId(), ...entry });
    },
    /** What waits to be posted, with the orders as they are now; some twice and in any order when asked for. */
    takeDeliveries: (faults: { readonly duplicates?: number; readonly shuffled?: boolean } = {}): readonly TwinDelivery[] => {
      const due = queued.splice(0).flatMap((entry) => {
        const [delivery] = deliver(entry);
        return delivery === undefined ? [] : random.chance(faults.duplicates ?? 0) ? [delivery, delivery] : [delivery];
      });
      return faults.shuffled
        ? due
            .map((delivery) => ({ delivery, at: random.next() }))
            .sort((a, b) => a.at - b.at)
            .map(({ delivery }) => delivery)
        : due;
    },
    /** More than five failures in a row disable a webhook. */
    reportDelivery: (webhookId: number, ok: boolean): void => {
      const webhook = webhooks.get(webhookId);
      if (webhook === undefined) return;
      if (!ok && webhook.failures > 5) webhook.status = 'disabled';
      webhook.failures = ok ? 0 : webhook.failures + 1;
    },
  };
};
