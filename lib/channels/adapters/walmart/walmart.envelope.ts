import type { Problem } from '../../domain/canonical-order.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type JsonObject, isObject, objectAt } from '../reading/json.ts';

/** One order of a payload with the path at which it stands there (empty for a bare order). */
export type FoundOrder = { readonly order: JsonObject; readonly path: string };

const maxOrders = 200; // A page of GET /v3/orders holds at most 200 (Order Management API 0.6.3 and later).

/**
 * Finds the orders of a payload: a page of the US and global API (`list.elements.order`), a page of the older API of Mexico
 * (`order` as a list), a single answer (`order` as an object), a bare order, or a list of these. Whatever is another
 * resource of Walmart is refused by its name.
 */
export const findOrders = (document: unknown): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (Array.isArray(document)) return collect(document, '');
  if (!isObject(document)) return err([refusal('', 'not-an-object', `A Walmart order is a JSON object, not ${nameOf(document)}`)]);
  if (isObject(document['list'])) return pageOf(document['list']);
  const wrapped = document['order'];
  if (Array.isArray(wrapped)) return collect(wrapped, 'order.');
  if (wrapped !== undefined) return collect([wrapped], 'order', true);
  return collect([document], '', true);
};

const pageOf = (list: JsonObject): Result<readonly FoundOrder[], readonly Problem[]> => {
  const orders = objectAt(list, 'elements')['order'];
  if (Array.isArray(orders)) return collect(orders, 'list.elements.order.');
  if (isObject(orders)) return collect([orders], 'list.elements.order', true);
  // An empty page has `elements` without orders, and a page of another resource has something else.
  const elements = list['elements'];
  const empty =
    elements === undefined || elements === null || (isObject(elements) && Object.keys(elements).every((key) => key === 'order'));
  if (empty && isObject(list['meta'])) return ok([]);
  return err([refusal('list.elements.order', 'not-an-order', 'This page holds no list of orders')]);
};

const collect = (candidates: readonly unknown[], prefix: string, single = false): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (candidates.length > maxOrders) {
    const field = prefix.replace(/\.$/, '');
    return err([refusal(field, 'too-many-orders', `At most ${maxOrders} orders can be read at once, not ${candidates.length}`)]);
  }
  const found: FoundOrder[] = [];
  const problems: Problem[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const path = single ? prefix : `${prefix}${index}`;
    const problem = whyNotAnOrder(candidate, path);
    if (problem) problems.push(problem);
    else found.push({ order: candidate as JsonObject, path });
  }
  return problems.length > 0 ? err(problems) : ok(found);
};

// Fields by which another resource is recognised, most telling first.
const tellingFields: readonly (readonly [field: string, kind: string])[] = [
  ['subEventType', 'notification; the order itself is read from the orders API'],
  ['orderShipment', 'shipping request'],
  ['orderRefund', 'refund request'],
  ['orderCancellation', 'cancellation request'],
  ['orderAcknowledgement', 'acknowledgement request'],
  ['orderAcknowledge', 'acknowledgement request'],
  ['shipments', 'shipping request'],
  ['returnOrders', 'list of returns'],
  ['returnOrderId', 'return'],
  ['inventories', 'list of inventory'],
  ['InventoryHeader', 'inventory feed'],
  ['inventoryHeader', 'inventory feed'],
  ['inboundOrderId', 'inbound shipment'],
  ['eventTypes', 'list of event types'],
  ['eventUrl', 'webhook subscription'],
  ['events', 'list of webhook events or subscriptions'],
  ['access_token', 'access token'],
  ['nodes', 'inventory by ship node'],
  ['sellerOrderId', 'order of another sales channel that Walmart fulfils'],
  ['errors', 'list of errors'],
  ['error', 'list of errors'],
];

// The messages of an envelope that carries another resource inside itself.
const innerFields = ['payload', 'request', 'sample', 'sample1'];

const whyNotAnOrder = (candidate: unknown, path: string): Problem | undefined => {
  if (!isObject(candidate)) return refusal(path, 'not-an-object', `A Walmart order is a JSON object, not ${nameOf(candidate)}`);
  if ('purchaseOrderId' in candidate && 'orderLines' in candidate) return undefined;
  if (isObject(candidate['source']) && 'payload' in candidate)
    return refusal(path, 'not-an-order', 'This is a Walmart notification; the order itself is read from the orders API');
  const kind = kindOf(candidate) ?? innerFields.map((field) => kindOf(objectAt(candidate, field))).find((found) => found !== undefined);
  if (kind !== undefined) return refusal(path, 'not-an-order', `This is a Walmart ${kind}, not an order`);
  return refusal(path, 'not-an-order', 'This has no purchaseOrderId with orderLines, so it is not a Walmart order');
};

const kindOf = (candidate: JsonObject): string | undefined => tellingFields.find(([field]) => field in candidate)?.[1];

const nameOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
};

const refusal = (field: string, code: string, message: string): Problem => ({ field, code, message });
