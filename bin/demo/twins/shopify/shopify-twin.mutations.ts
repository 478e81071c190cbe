import { canonicalJson, type Json } from '../../../../lib/kernel/canonical-json.ts';
import { type FieldCall, TwinApiError, type View } from './shopify-twin.execute.ts';
import { closeWhenEmpty, fulfilledUnits, takeOff, touch, type TwinOrder, type TwinWork } from './shopify-twin.model.ts';
import { createRefund, setQuantities } from './shopify-twin.money.ts';
import { idIn } from './shopify-twin.queries.ts';
import { cancelLater, type TwinShop } from './shopify-twin.shop.ts';
import { gid, orderView, parcelView } from './shopify-twin.view.ts';

type Args = FieldCall['args'];
type Input = Readonly<Record<string, unknown>>;

/** What a mutation says against its input. */
const userError = (field: string, message: string, code?: string): { readonly userErrors: readonly View[] } => ({
  userErrors: [{ field: field.split('.'), message, ...(code === undefined ? {} : { code }) }],
});

const orderOf = (shop: TwinShop, id: unknown): TwinOrder | undefined => shop.orders.get(idIn('Order', id));

type Taken = { readonly work: TwinWork; readonly line: TwinWork['lines'][number]; readonly quantity: number };

/** Units of one entry of `lineItemsByFulfillmentOrder`, or why they cannot be shipped. */
const takenFrom = (shop: TwinShop, entry: Input): { readonly order: TwinOrder; readonly taken: readonly Taken[] } | string => {
  const workId = idIn('FulfillmentOrder', entry['fulfillmentOrderId']);
  const order = [...shop.orders.values()].find(({ work }) => work.some(({ id }) => id === workId));
  const work = order?.work.find(({ id }) => id === workId);
  if (!order || !work) return 'Fulfillment order does not exist.';
  if (work.status !== 'OPEN' && work.status !== 'IN_PROGRESS')
    return `Fulfillment order ${workId} has an unfulfillable status= ${work.status.toLowerCase()}.`;
  const listed = entry['fulfillmentOrderLineItems'] as readonly Input[] | undefined;
  const wanted = listed ?? work.lines.map(({ id, remaining }) => ({ id: gid('FulfillmentOrderLineItem', id), quantity: remaining }));
  const taken: Taken[] = [];
  for (const item of wanted) {
    const line = work.lines.find(({ id }) => id === idIn('FulfillmentOrderLineItem', item['id']));
    const quantity = Number(item['quantity']);
    if (!line || quantity < 1 || quantity > line.remaining) return 'Invalid fulfillment order line item quantity requested.';
    taken.push({ work, line, quantity });
  }
  return { order, taken };
};

const fulfillmentCreate = (shop: TwinShop, args: Args): View => {
  const input = args['fulfillment'] as Input;
  const entries = (input['lineItemsByFulfillmentOrder'] as readonly Input[]).map((entry) => takenFrom(shop, entry));
  const problem = entries.find((entry) => typeof entry === 'string');
  if (typeof problem === 'string') return userError('fulfillment', problem);
  const found = entries.filter((entry) => typeof entry !== 'string');
  const [first] = found;
  if (!first) return userError('fulfillment', 'At least one fulfillment order is required.');
  if (
    found.some(({ order, taken }) => order !== first.order || taken.some(({ work }) => work.locationId !== first.taken[0]?.work.locationId))
  )
    return userError('fulfillment', 'All fulfillment orders must be of one order and assigned to the same location.');
  const { order } = first;
  const tracking = (input['trackingInfo'] ?? {}) as Readonly<Record<string, string | undefined>>;
  const parcel: TwinOrder['parcels'][number] = {
    id: shop.nextId(),
    status: 'SUCCESS',
    company: tracking['company'] ?? null,
    number: tracking['number'] ?? null,
    url: tracking['url'] ?? null,
    lines: found.flatMap(({ taken }) => taken.map(({ line, quantity }) => ({ lineId: line.lineId, quantity }))),
  };
  for (const { work, line, quantity } of found.flatMap(({ taken }) => taken)) {
    line.remaining -= quantity;
    work.status = 'IN_PROGRESS';
    closeWhenEmpty(work);
  }
  order.parcels.push(parcel);
  changed(shop, order);
  return { fulfillment: parcelView(order, parcel), userErrors: [] };
};

const changed = (shop: TwinShop, order: TwinOrder): void => {
  touch(order, shop.clock.now());
  shop.webhooks.announce('orders/updated', order);
};

const orderCancel = (shop: TwinShop, args: Args): View => {
  const order = orderOf(shop, args['orderId']);
  const refuse = (message: string, code: string): View => ({
    job: null,
    orderCancelUserErrors: userError('orderId', message, code).userErrors,
    userErrors: [],
  });
  if (!order) return refuse('Order does not exist', 'NOT_FOUND');
  if (order.cancelledAt !== null) return refuse('Order has already been cancelled', 'INVALID');
  if (order.parcels.some(({ status }) => status === 'SUCCESS')) return refuse('Cannot cancel an order with fulfilled items', 'INVALID');
  return {
    job: { id: gid('Job', cancelLater(shop, order, String(args['reason']))), done: false },
    orderCancelUserErrors: [],
    userErrors: [],
  };
};

const orderEditBegin = (shop: TwinShop, args: Args): View => {
  const order = orderOf(shop, args['id']);
  if (!order) return { calculatedOrder: null, ...userError('id', 'The order does not exist.') };
  if (order.cancelledAt !== null) return { calculatedOrder: null, ...userError('id', 'The order cannot be edited.') };
  const id = shop.nextId();
  shop.edits.set(id, { orderId: order.id, targets: new Map() });
  return { calculatedOrder: { id: gid('CalculatedOrder', id) }, userErrors: [] };
};

const orderEditSetQuantity = (shop: TwinShop, args: Args): View => {
  const edit = shop.edits.get(idIn('CalculatedOrder', args['id']));
  const order = edit && shop.orders.get(edit.orderId);
  const line = order?.lines.find(({ id }) => id === idIn('CalculatedLineItem', args['lineItemId']));
  const quantity = Number(args['quantity']);
  if (!edit || !order || !line) return userError('lineItemId', 'The calculated line item does not exist.');
  if (quantity < 0) return userError('quantity', 'The quantity cannot be negative.');
  if (quantity < fulfilledUnits(order, line.id)) return userError('quantity', 'The quantity cannot be less than what is fulfilled.');
  edit.targets.set(line.id, quantity);
  return { calculatedLineItem: { id: gid('CalculatedLineItem', line.id), quantity }, userErrors: [] };
};

const orderEditCommit = (shop: TwinShop, args: Args): View => {
  const id = idIn('CalculatedOrder', args['id']);
  const edit = shop.edits.get(id);
  const order = edit && shop.orders.get(edit.orderId);
  if (!edit || !order) return { order: null, ...userError('id', 'The calculated order does not exist.') };
  shop.edits.delete(id);
  const lines = [...edit.targets].flatMap(([lineId, target]) => {
    const line = order.lines.find((one) => one.id === lineId);
    return line && line.current > target ? [takeOff(order, lineId, line.current - target)] : [];
  });
  order.edited = true;
  if (lines.length > 0) order.refunds.push({ id: shop.nextId(), note: null, createdAt: shop.clock.now(), lines, shipping: [] });
  changed(shop, order);
  return { order: orderView(order), userErrors: [] };
};

const metafieldsSet = (shop: TwinShop, args: Args): View => {
  const inputs = args['metafields'] as readonly Input[];
  for (const input of inputs) {
    const order = orderOf(shop, input['ownerId']);
    const name = `${String(input['namespace'])}.${String(input['key'])}`;
    if (!order) return { metafields: [], ...userError('metafields.0.ownerId', 'Owner does not exist.', 'INVALID') };
    if (input['type'] !== 'json') return { metafields: [], ...userError('metafields.0.type', 'Type must be json.', 'INVALID_TYPE') };
    if (input['compareDigest'] === null && order.metafields.has(name))
      return { metafields: [], ...userError('metafields.0', 'The resource has been updated since it was loaded.', 'STALE_OBJECT') };
    order.metafields.set(name, String(input['value']));
    changed(shop, order);
  }
  return { metafields: inputs.map((input) => ({ id: gid('Metafield', '1'), key: input['key'] })), userErrors: [] };
};

const webhook = (shop: TwinShop, args: Args): View => {
  const input = args['webhookSubscription'] as Input;
  const known = shop.webhooks.subscriptions;
  const present = args['id'] === undefined ? undefined : known.find(({ id }) => id === idIn('WebhookSubscription', args['id']));
  if (args['id'] !== undefined && !present) return userError('id', 'Webhook subscription does not exist');
  const topic = present?.topic ?? String(args['topic']);
  const uri = typeof input['uri'] === 'string' ? input['uri'] : (present?.uri ?? '');
  if (!/^https:\/\/\S+$|^arn:aws:events:\S+$/.test(uri)) return userError('webhookSubscription.uri', 'Address is invalid');
  if (known.some((one) => one !== present && one.topic === topic && one.uri === uri))
    return userError('webhookSubscription.uri', 'Address for this topic has already been taken');
  const settings = {
    uri,
    format: typeof input['format'] === 'string' ? input['format'] : 'JSON',
    filter: typeof input['filter'] === 'string' ? input['filter'] : null,
    includeFields: Array.isArray(input['includeFields']) ? input['includeFields'].map(String) : [],
  };
  const subscription = present ?? { id: shop.nextId(), topic, ...settings };
  if (present) Object.assign(present, settings);
  else known.push(subscription);
  return { webhookSubscription: { ...subscription, id: gid('WebhookSubscription', subscription.id) }, userErrors: [] };
};

/** The first answer again for the same key; another question under it is refused. */
const once = (shop: TwinShop, name: string, { args, idempotencyKey }: FieldCall, run: () => View): View => {
  if (idempotencyKey === undefined || idempotencyKey.trim() === '')
    throw new TwinApiError('BAD_REQUEST', `The @idempotent directive is required for ${name} but was not provided.`);
  const key = `${name} ${idempotencyKey}`;
  const asked = canonicalJson(args as Readonly<Record<string, Json>>);
  const earlier = shop.answers.get(key);
  if (earlier && earlier.asked !== asked)
    return userError(
      'idempotencyKey',
      'The same idempotency key cannot be used with different operation parameters.',
      'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    );
  if (earlier) return earlier.answer as View;
  const answer = run();
  shop.answers.set(key, { asked, answer });
  return answer;
};

/** What each mutation needs. */
export const mutationScopes: Readonly<Record<string, readonly string[]>> = {
  fulfillmentCreate: ['write_merchant_managed_fulfillment_orders'],
  orderCancel: ['write_orders'],
  orderEditBegin: ['write_order_edits'],
  orderEditSetQuantity: ['write_order_edits'],
  orderEditCommit: ['write_order_edits'],
  refundCreate: ['write_orders'],
  inventorySetQuantities: ['write_inventory'],
  metafieldsSet: ['write_orders'],
  webhookSubscriptionCreate: [],
  webhookSubscriptionUpdate: [],
};

export const mutationRoot = (shop: TwinShop): View => ({
  fulfillmentCreate: ({ args }: FieldCall) => fulfillmentCreate(shop, args),
  orderCancel: ({ args }: FieldCall) => orderCancel(shop, args),
  orderEditBegin: ({ args }: FieldCall) => orderEditBegin(shop, args),
  orderEditSetQuantity: ({ args }: FieldCall) => orderEditSetQuantity(shop, args),
  orderEditCommit: ({ args }: FieldCall) => orderEditCommit(shop, args),
  refundCreate: (call: FieldCall) => once(shop, 'refundCreate', call, () => createRefund(shop, call.args['input'] as Input)),
  inventorySetQuantities: (call: FieldCall) =>
    once(shop, 'inventorySetQuantities', call, () => setQuantities(shop, call.args['input'] as Input)),
  metafieldsSet: ({ args }: FieldCall) => metafieldsSet(shop, args),
  webhookSubscriptionCreate: ({ args }: FieldCall) => webhook(shop, args),
  webhookSubscriptionUpdate: ({ args }: FieldCall) => webhook(shop, args),
});
