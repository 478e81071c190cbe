import type { Problem } from '../../domain/canonical-order.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import { type JsonObject, isObject } from '../reading/json.ts';
import { readGid } from './shopify.ids.ts';

/** One order of a payload with the path at which it stands there (empty for a bare webhook body). */
export type FoundOrder = { readonly order: JsonObject; readonly path: string };

const maxOrders = 250; // An Admin REST page holds at most 250 orders.

/**
 * Finds the orders in a webhook body, in an Admin REST answer `{order}` or `{orders}`, or in a list of bare orders.
 * Whatever is another resource is refused by its name.
 */
export const findOrders = (document: unknown): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (Array.isArray(document)) return collect(document, '');
  if (!isObject(document)) return err([refusal('', 'not-an-object', `A Shopify order is a JSON object, not ${nameOf(document)}`)]);
  if ('orders' in document) {
    const orders = document['orders'];
    return Array.isArray(orders)
      ? collect(orders, 'orders.')
      : err([refusal('orders', 'not-a-list', `orders must be a list, not ${nameOf(orders)}`)]);
  }
  if ('order' in document) return collect([document['order']], 'order', true);
  return collect([document], '', true);
};

const collect = (candidates: readonly unknown[], prefix: string, single = false): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (candidates.length > maxOrders) {
    return err([
      refusal(prefix.replace(/\.$/, ''), 'too-many-orders', `At most ${maxOrders} orders can be read at once, not ${candidates.length}`),
    ]);
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

const whyNotAnOrder = (candidate: unknown, path: string): Problem | undefined => {
  if (!isObject(candidate)) return refusal(path, 'not-an-object', `A Shopify order is a JSON object, not ${nameOf(candidate)}`);
  const kind = resourceKind(candidate);
  if (kind !== undefined) return refusal(path, 'not-an-order', `This is a Shopify ${kind}, not an order`);
  if (!Array.isArray(candidate['line_items'])) {
    return refusal(path, 'not-an-order', 'This has no list of line_items, so it is not a Shopify order');
  }
  return undefined;
};

// A resource wrapped under its own name, or a list of them under the plural, as the Admin REST API answers.
const envelopeNames = (
  'draft_order fulfillment fulfillment_event fulfillment_order refund transaction risk dispute webhook inventory_level inventory_item ' +
  'shipping_zone customer checkout product variant location shop error'
).split(' ');

// Fields that only one kind of bare resource has, most telling first.
const tellingFields: readonly (readonly [field: string, kind: string])[] = [
  ['refund_line_items', 'refund'],
  ['abandoned_checkout_url', 'checkout'],
  ['invoice_url', 'draft order'],
  ['invoice_sent_at', 'draft order'],
  ['assigned_location_id', 'fulfillment order'],
  ['tracking_numbers', 'fulfillment'],
  ['fulfillment_id', 'fulfillment event'],
  ['recommendation', 'order risk'],
  ['evidence_due_by', 'dispute'],
  ['authorization', 'transaction'],
  ['inventory_item_id', 'inventory level'],
  ['orders_requested', 'privacy request'],
  ['orders_to_redact', 'privacy request'],
];

const resourceKind = (candidate: JsonObject): string | undefined => {
  const gid = readGid(candidate['admin_graphql_api_id']);
  if (gid) return gid.kind === 'Order' ? undefined : words(gid.kind);
  const telling = tellingFields.find(([field]) => field in candidate);
  if (telling) return telling[1];
  if (!('id' in candidate) && !('line_items' in candidate)) {
    const name = envelopeNames.find((known) => known in candidate || `${known}s` in candidate);
    if (name !== undefined) return (name in candidate ? name : `list of ${name}s`).replace(/_/g, ' ');
  }
  // Parts of an order point to it; an order never does.
  return 'order_id' in candidate ? 'resource of an order' : undefined;
};

const words = (pascalCase: string): string => pascalCase.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();

const nameOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
};

const refusal = (field: string, code: string, message: string): Problem => ({ field, code, message });
