import * as z from 'zod';
import type { TwinAnswer, TwinRequest } from '../twin-server.ts';
import { orderJson, readAmount, refundedOf, refundJson, type TwinItem, type TwinOrder, totalOf } from './twin-order.ts';
import type { TwinProduct, TwinShop, TwinWebhook } from './twin-shop.ts';

// REST v3 after WooCommerce's own controllers. WordPress lets unknown fields pass; this twin refuses them, because one that
// is sent in vain is a mistake of ours.

export type TwinGateway = {
  /** The gateway refuses refunds from now on. */
  refusesRefunds: boolean;
  /** The gateway never answers: the refund stays written down and unmade. */
  breaksOff: boolean;
};

export type RouteParts = {
  readonly shop: TwinShop;
  readonly siteUrl: string;
  readonly gateway: TwinGateway;
  readonly hasTracking: () => boolean;
};

export const wpError = (status: number, code: string, message: string): TwinAnswer => ({
  status,
  body: { code, message, data: { status } },
});

const invalidParam = (names: readonly string[]): TwinAnswer =>
  wpError(400, 'rest_invalid_param', `Invalid parameter(s): ${names.join(', ')}`);

const invalidId = (kind: string): TwinAnswer => wpError(404, `woocommerce_rest_${kind}_invalid_id`, 'Invalid ID.');

const read = <Body>(schema: z.ZodType<Body>, request: TwinRequest, then: (body: Body) => TwinAnswer): TwinAnswer => {
  let json: unknown;
  try {
    json = JSON.parse(request.body);
  } catch {
    return wpError(400, 'rest_invalid_json', 'Invalid JSON body passed.');
  }
  if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
    return wpError(400, 'rest_missing_callback_param', 'No JSON.');
  const parsed = schema.safeParse(json);
  return parsed.success ? then(parsed.data) : invalidParam(parsed.error.issues.map((issue) => issue.path.join('.') || issue.message));
};

const listOf = (request: TwinRequest, all: readonly unknown[], allowed: readonly string[]): TwinAnswer => {
  const unknown = [...request.query.keys()].filter((key) => ![...allowed, 'per_page', 'page', '_fields'].includes(key));
  const perPage = Number(request.query.get('per_page') ?? '10');
  const page = Number(request.query.get('page') ?? '1');
  const bad = [...unknown, ...(perPage >= 1 && perPage <= 100 ? [] : ['per_page']), ...(page >= 1 ? [] : ['page'])];
  if (bad.length > 0) return invalidParam(bad);
  const headers = { 'x-wp-total': String(all.length), 'x-wp-totalpages': String(Math.ceil(all.length / perPage)) };
  return { status: 200, headers, body: all.slice((page - 1) * perPage, page * perPage) };
};

const zoneless = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

const listOrders = (request: TwinRequest, { shop, siteUrl }: RouteParts): TwinAnswer => {
  const { query } = request;
  const [after, before] = [query.get('modified_after'), query.get('modified_before')];
  const status = query.get('status') ?? 'any';
  const bad = [
    ...(after === null || zoneless.test(after) ? [] : ['modified_after']),
    ...(before === null || zoneless.test(before) ? [] : ['modified_before']),
    ...(status === 'any' || status === 'trash' ? [] : ['status']),
    ...(query.get('dates_are_gmt') === 'true' ? [] : ['dates_are_gmt']),
  ];
  if (bad.length > 0) return invalidParam(bad);
  const excluded = new Set((query.get('exclude') ?? '').split(',').map(Number));
  const orders = [...shop.orders.values()]
    .filter((order) => (status === 'trash' ? order.status === 'trash' : order.status !== 'trash'))
    .filter((order) => !excluded.has(order.id))
    // Both ends are left out.
    .filter((order) => after === null || order.modifiedAt > Date.parse(`${after}Z`))
    .filter((order) => before === null || order.modifiedAt < Date.parse(`${before}Z`))
    .sort((left, right) => left.modifiedAt - right.modifiedAt || left.id - right.id);
  const allowed = ['modified_after', 'modified_before', 'status', 'dates_are_gmt', 'exclude', 'orderby', 'order'];
  return listOf(
    request,
    orders.map((order) => orderJson(order, siteUrl)),
    allowed,
  );
};

const statuses = ['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'trash'] as const;

const OrderUpdate = z.strictObject({
  status: z.enum(statuses).optional(),
  meta_data: z.array(z.strictObject({ key: z.string().min(1), value: z.string() })).optional(),
});

const updateOrder = (request: TwinRequest, order: TwinOrder, { shop, siteUrl }: RouteParts): TwinAnswer =>
  read(OrderUpdate, request, ({ status, meta_data: meta = [] }) => {
    for (const entry of meta) shop.addMeta(order, entry);
    if (status !== undefined) shop.setStatus(order, status);
    shop.touch(order);
    return { status: 200, body: orderJson(order, siteUrl) };
  });

const RefundCreate = z.strictObject({
  amount: z.string(),
  reason: z.string().min(1),
  api_refund: z.boolean(),
  api_restock: z.boolean(),
  line_items: z.array(z.strictObject({ id: z.int().positive(), quantity: z.int().positive(), refund_total: z.number().min(0) })).optional(),
});

const cannotRefund = (why: string): TwinAnswer => wpError(500, 'woocommerce_rest_cannot_create_order_refund', why);

const withoutRefunds = ['bacs', 'cheque', 'cod'];

const createRefund = (request: TwinRequest, order: TwinOrder, { shop, gateway }: RouteParts): TwinAnswer =>
  read(RefundCreate, request, ({ amount: text, reason, api_refund: byGateway, line_items: wished = [] }) => {
    const amount = readAmount(text);
    if (amount === undefined) return invalidParam(['amount']);
    if (amount > totalOf(order) - refundedOf(order)) return cannotRefund('Invalid refund amount.');
    const items = wished.flatMap(({ id, quantity, refund_total: total }): TwinItem[] => {
      const line = order.items.find((item) => item.id === id);
      const back = -Math.round(total * 1_000_000);
      const meta = [{ id: shop.nextId(), key: '_refunded_item_id', value: String(id) }];
      return line === undefined
        ? []
        : [{ ...line, id: shop.nextId(), quantity: -quantity, subtotal: back, subtotalTax: 0, total: back, totalTax: 0, meta }];
    });
    if (byGateway && withoutRefunds.includes(order.paymentMethod))
      return cannotRefund('The payment gateway does not support automatic refunds.');
    if (byGateway && gateway.refusesRefunds) return cannotRefund('The gateway said no.');
    const id = shop.createRefund(order, { amount, reason, items, byGateway: byGateway && !gateway.breaksOff });
    if (byGateway && gateway.breaksOff) return { status: 504, body: '<html>Gateway time-out</html>' };
    const refund = order.refunds.find((entry) => entry.id === id);
    return { status: 201, body: refund ? refundJson(order, refund) : {} };
  });

const NoteCreate = z.strictObject({ note: z.string().min(1), customer_note: z.boolean() });

const notes = (request: TwinRequest, order: TwinOrder, { shop }: RouteParts): TwinAnswer => {
  const show = (note: (typeof shop.notes)[number]): unknown => ({
    id: note.id,
    author: 'system',
    note: note.note,
    customer_note: note.toCustomer,
  });
  if (request.method === 'GET') {
    const customerOnly = request.query.get('type') === 'customer';
    // The whole list at once, without headers of pages.
    const listed = shop.notes.filter((note) => note.orderId === order.id && (note.toCustomer || !customerOnly));
    return { status: 200, body: listed.map(show) };
  }
  return read(NoteCreate, request, (body) => {
    const note = { id: shop.nextId(), orderId: order.id, note: body.note, toCustomer: body.customer_note };
    shop.notes.push(note);
    return { status: 201, body: show(note) };
  });
};

const orderRoutes = (request: TwinRequest, rest: readonly string[], parts: RouteParts): TwinAnswer => {
  const [id, part, partId] = rest;
  const { shop, siteUrl } = parts;
  if (id === undefined) return request.method === 'GET' ? listOrders(request, parts) : noRoute;
  const order = shop.orders.get(Number(id));
  if (order === undefined) return invalidId('shop_order');
  if (part === undefined) {
    if (request.method === 'GET') return { status: 200, body: orderJson(order, siteUrl) };
    return request.method === 'PUT' ? updateOrder(request, order, parts) : noRoute;
  }
  if (part === 'notes' && partId === undefined) return notes(request, order, parts);
  if (part !== 'refunds') return noRoute;
  if (partId !== undefined) {
    const refund = order.refunds.find((entry) => entry.id === Number(partId));
    return refund ? { status: 200, body: refundJson(order, refund) } : invalidId('shop_order_refund');
  }
  if (request.method === 'POST') return createRefund(request, order, parts);
  return listOf(
    request,
    [...order.refunds].reverse().map((refund) => refundJson(order, refund)),
    [],
  );
};

const productJson = (product: TwinProduct): unknown => ({
  id: product.id,
  sku: product.sku,
  type: product.type,
  parent_id: product.parentId,
  manage_stock: product.manageStock,
  stock_quantity: product.stock,
});

const StockBatch = z.strictObject({
  update: z.array(z.strictObject({ id: z.int().positive(), manage_stock: z.boolean(), stock_quantity: z.int() })),
});

const batch = (request: TwinRequest, { shop }: RouteParts, parentId: number | undefined): TwinAnswer =>
  read(StockBatch, request, ({ update }) => {
    if (update.length > 100)
      return wpError(413, 'woocommerce_rest_request_entity_too_large', 'Unable to accept more than 100 items for this request.');
    const failed = (id: number, code: string): unknown => ({ id, error: { code, message: 'Invalid ID.', data: { status: 404 } } });
    const answers = update.map(({ id, manage_stock: manageStock, stock_quantity: stock }) => {
      const product = shop.products.get(id);
      const kind = parentId === undefined ? 'product' : 'product_variation';
      if (product === undefined) return failed(id, `woocommerce_rest_${kind}_invalid_id`);
      // Variations have an address of their own.
      if ((product.type === 'variation' ? product.parentId : undefined) !== parentId)
        return failed(id, `woocommerce_rest_invalid_${kind}_id`);
      product.manageStock = manageStock;
      product.stock = stock;
      return productJson(product);
    });
    return { status: 200, body: { update: answers } };
  });

const productRoutes = (request: TwinRequest, rest: readonly string[], parts: RouteParts): TwinAnswer => {
  const { method, query } = request;
  if (rest.length === 0 && method === 'GET') {
    const wanted = query.get('sku') ?? '';
    const skus = new Set([...wanted.split(','), wanted].map((sku) => sku.toLowerCase()));
    const found = [...parts.shop.products.values()].filter(({ sku }) => skus.has(sku.toLowerCase()));
    return listOf(request, found.map(productJson), ['sku']);
  }
  if (method !== 'POST') return noRoute;
  if (rest[0] === 'batch') return batch(request, parts, undefined);
  return rest[1] === 'variations' && rest[2] === 'batch' ? batch(request, parts, Number(rest[0])) : noRoute;
};

const webhookJson = ({ id, name, status, topic, url }: TwinWebhook): unknown => ({ id, name, status, topic, delivery_url: url });

const WebhookBody = z.strictObject({
  name: z.string(),
  topic: z.string().regex(/^(order|product|customer|coupon)\.(created|updated|deleted|restored)$/),
  delivery_url: z.url(),
  secret: z.string().min(1),
  status: z.enum(['active', 'paused', 'disabled']),
});

const webhookRoutes = (request: TwinRequest, [id]: readonly string[], { shop }: RouteParts): TwinAnswer => {
  if (request.method === 'GET') return listOf(request, [...shop.webhooks.values()].map(webhookJson), ['status']);
  const existing = id === undefined ? undefined : shop.webhooks.get(Number(id));
  if (id !== undefined && existing === undefined) return wpError(400, 'woocommerce_rest_shop_webhook_invalid_id', 'ID is invalid.');
  return read(WebhookBody, request, (body) => {
    const { delivery_url: url, ...rest } = body;
    const webhook: TwinWebhook = Object.assign(existing ?? { id: shop.nextId(), failures: 0 }, { ...rest, url });
    shop.webhooks.set(webhook.id, webhook);
    return { status: existing ? 200 : 201, body: webhookJson(webhook) };
  });
};

const TrackingCreate = z.union([
  z.strictObject({ tracking_number: z.string().min(1), tracking_provider: z.string().min(1), date_shipped: z.iso.date() }),
  z.strictObject({
    tracking_number: z.string().min(1),
    custom_tracking_provider: z.string().min(1),
    custom_tracking_link: z.string(),
    date_shipped: z.iso.date(),
  }),
]);

const trackingRoutes = (request: TwinRequest, [id, part]: readonly string[], { shop }: RouteParts): TwinAnswer => {
  const order = shop.orders.get(Number(id));
  if (part !== 'shipment-trackings') return noRoute;
  if (order === undefined) return wpError(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.');
  const show = (tracking: (typeof shop.trackings)[number]): unknown => ({
    tracking_id: tracking.id,
    tracking_provider: tracking.provider,
    tracking_link: tracking.link,
    tracking_number: tracking.number,
    date_shipped: tracking.shippedOn,
  });
  if (request.method === 'GET') return { status: 200, body: shop.trackings.filter(({ orderId }) => orderId === order.id).map(show) };
  return read(TrackingCreate, request, (body) => {
    const provider = 'tracking_provider' in body ? body.tracking_provider : body.custom_tracking_provider;
    const link = 'tracking_provider' in body ? '' : body.custom_tracking_link;
    const tracking = {
      id: String(shop.nextId()),
      orderId: order.id,
      provider,
      link,
      number: body.tracking_number,
      shippedOn: body.date_shipped,
    };
    shop.trackings.push(tracking);
    return { status: 201, body: show(tracking) };
  });
};

const noRoute: TwinAnswer = wpError(404, 'rest_no_route', 'No route was found matching the URL and request method.');

/** Answers an authenticated call. */
export const answerRoute = (request: TwinRequest, parts: RouteParts): TwinAnswer => {
  const [root, namespace, version, resource, ...rest] = request.path.split('/').filter((part) => part !== '');
  if (root !== 'wp-json' || version !== 'v3') return noRoute;
  const routes =
    namespace === 'wc'
      ? { orders: orderRoutes, products: productRoutes, webhooks: webhookRoutes }[resource ?? '']
      : namespace === 'wc-shipment-tracking' && resource === 'orders' && parts.hasTracking()
        ? trackingRoutes
        : undefined;
  return routes?.(request, rest, parts) ?? noRoute;
};
