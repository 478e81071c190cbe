import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { isObject, type JsonObject, objectAt, textAt } from '../reading/json.ts';

type OrderShape = '2026-01-01' | 'v0';

/** One order of a payload with the path at which it stands there (empty for a bare order). */
export type FoundOrder = { readonly order: JsonObject; readonly path: string; readonly shape: OrderShape };

const maxOrders = 100; // A page of either version of the Orders API holds at most 100 orders.

/**
 * Finds the orders in an answer of `getOrder` or `searchOrders` (2026-01-01), of `getOrder` or `getOrders` (v0, each with its
 * `OrderItems`), in a bare order, or in a list of them. Whatever is another resource is refused by its name.
 */
export const findOrders = (document: unknown): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (Array.isArray(document)) return collect(document, '');
  if (!isObject(document)) return err([refusal('', 'not-an-object', `An order of Amazon is a JSON object, not ${nameOf(document)}`)]);
  if ('errors' in document && !('order' in document) && !('orders' in document) && !isObject(document['payload']))
    return err([refusal('', 'not-an-order', 'This is a list of errors that Amazon answered, not an order')]);
  if (resourceKind(document) !== undefined) return collect([document], '', true);
  if ('orders' in document) return collectAt(document, 'orders', 'orders');
  if ('order' in document) return collect([document['order']], 'order', true);
  const payload = document['payload'];
  if (!isObject(payload)) return collect([document], '', true);
  if ('Orders' in payload) return collectAt(payload, 'Orders', 'payload.Orders');
  return collect([payload], 'payload', true);
};

const collectAt = (parent: JsonObject, key: string, path: string): Result<readonly FoundOrder[], readonly Problem[]> => {
  const list = parent[key];
  return Array.isArray(list)
    ? collect(list, `${path}.`)
    : err([refusal(path, 'not-a-list', `${path} must be a list, not ${nameOf(list)}`)]);
};

const collect = (candidates: readonly unknown[], prefix: string, single = false): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (candidates.length > maxOrders) {
    const message = `At most ${maxOrders} orders can be read at once, not ${candidates.length}`;
    return err([refusal(prefix.replace(/\.$/, ''), 'too-many-orders', message)]);
  }
  const found: FoundOrder[] = [];
  const problems: Problem[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const path = single ? prefix : `${prefix}${index}`;
    const judged = judge(candidate, path);
    if (judged.ok) found.push(judged.value);
    else problems.push(judged.error);
  }
  return problems.length > 0 ? err(problems) : ok(found);
};

const judge = (candidate: unknown, path: string): Result<FoundOrder, Problem> => {
  if (!isObject(candidate)) return err(refusal(path, 'not-an-object', `An order of Amazon is a JSON object, not ${nameOf(candidate)}`));
  const kind = resourceKind(candidate);
  if (kind !== undefined) return err(refusal(path, 'not-an-order', `This is ${kind}, not an order`));
  if (Array.isArray(candidate['orderItems'])) return inTime({ order: candidate, path, shape: '2026-01-01' });
  if (Array.isArray(candidate['OrderItems'])) return inTime({ order: candidate, path, shape: 'v0' });
  if ('AmazonOrderId' in candidate && 'OrderStatus' in candidate) {
    const message = 'The Orders API v0 gives an order without its items; they are missing here in a member OrderItems';
    return err(refusal(path === '' ? 'OrderItems' : `${path}.OrderItems`, 'items-missing', message));
  }
  return err(refusal(path, 'not-an-order', 'This has no list of orderItems, so it is not an order of Amazon'));
};

/** An order that is not to be taken: too early, or not sold on Amazon at all. */
const inTime = (found: FoundOrder): Result<FoundOrder, Problem> => {
  const why = whyNotTaken(found.order);
  return why === undefined ? ok(found) : err(refusal(found.path, why.code, why.message));
};

/** Why an order of the Orders API is not taken (yet); undefined when it is. */
export const whyNotTaken = (order: JsonObject): { readonly code: string; readonly message: string } | undefined => {
  const status = textAt(objectAt(order, 'fulfillment'), 'fulfillmentStatus') ?? textAt(order, 'OrderStatus') ?? '';
  if (/^PENDING/i.test(status))
    return {
      code: 'order-pending',
      message: 'The payment is not authorised yet, so Amazon gives no prices and no address; the order comes again when it may be shipped',
    };
  const channel = textAt(objectAt(order, 'salesChannel'), 'channelName') ?? textAt(order, 'SalesChannel');
  if (channel === 'NON_AMAZON' || channel === 'Non-Amazon')
    return {
      code: 'not-sold-on-amazon',
      message: "Amazon's warehouse ships this for a sale on another channel, which brings the order itself",
    };
  return undefined;
};

// Members that only one kind of resource has, most telling first.
const tellingMembers: readonly (readonly [member: string, kind: string])[] = [
  ['NotificationType', 'a notification'],
  ['notificationType', 'a notification'],
  ['detail-type', 'an event of EventBridge'],
  ['feedDocumentId', 'a feed document'],
  ['feedId', 'a feed'],
  ['feeds', 'a list of feeds'],
  ['destinationId', 'a destination or a subscription of notifications'],
  ['subscriptionId', 'a subscription of notifications'],
  ['fulfillmentOrder', 'a fulfilment order of Multi-Channel Fulfillment'],
  ['sellerFulfillmentOrderId', 'a fulfilment order of Multi-Channel Fulfillment'],
  ['restrictedDataToken', 'a restricted data token'],
  ['reportDocumentId', 'a report document'],
  ['summaries', 'a listing'],
  ['swagger', 'a description of an API'],
  ['$schema', 'a JSON schema'],
];

const resourceKind = (candidate: JsonObject): string | undefined => {
  if ('OrderStatus' in candidate || 'orderItems' in candidate) return undefined;
  if ('AmazonOrderId' in candidate) {
    if ('OrderItems' in candidate) return 'the list of items of an order';
    if ('ShippingAddress' in candidate) return 'the address of an order';
    if ('BuyerEmail' in candidate || 'BuyerName' in candidate) return 'the buyer of an order';
  }
  return tellingMembers.find(([member]) => member in candidate)?.[1];
};

const nameOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
};

const refusal = (field: string, code: string, message: string): Problem => ({ field, code, message });
