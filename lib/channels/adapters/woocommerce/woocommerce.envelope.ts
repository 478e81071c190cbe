import type { Problem } from '../../domain/canonical-order.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import { type JsonObject, isObject, textAt } from '../reading/json.ts';
import { unplacedStatuses } from './woocommerce.webhook.ts';

/** One order of a payload with the path at which it stands there (empty for a bare webhook body). */
export type FoundOrder = { readonly order: JsonObject; readonly path: string };

const maxOrders = 100; // A REST page holds at most 100 orders.

/**
 * Finds the orders in a webhook body, in a REST v3 answer (one order, or a list), or in either inside the `{data}` that
 * Jetpack's tunnel puts around it. Whatever is another resource is refused by its name.
 */
export const findOrders = (document: unknown): Result<readonly FoundOrder[], readonly Problem[]> => {
  if (Array.isArray(document)) return collect(document, '');
  if (!isObject(document)) return err([refusal('', 'not-an-object', `A WooCommerce order is a JSON object, not ${nameOf(document)}`)]);
  const { data } = document;
  // An error of WordPress has a `data` too.
  const tunnelled = !('id' in document) && !('code' in document) && (Array.isArray(data) || isObject(data));
  if (!tunnelled) return collect([document], '', true);
  return Array.isArray(data) ? collect(data, 'data.') : collect([data], 'data', true);
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
    const problem = whyNotAnOrder(candidate, path);
    if (problem) problems.push(problem);
    else found.push({ order: candidate as JsonObject, path });
  }
  return problems.length > 0 ? err(problems) : ok(found);
};

const whyNotAnOrder = (candidate: unknown, path: string): Problem | undefined => {
  if (!isObject(candidate)) return refusal(path, 'not-an-object', `A WooCommerce order is a JSON object, not ${nameOf(candidate)}`);
  const kind = resourceKind(candidate);
  if (kind !== undefined) return refusal(path, 'not-an-order', `This is a WooCommerce ${kind}, not an order`);
  if ('order' in candidate && !('line_items' in candidate)) {
    const message = 'This comes from the legacy API that WooCommerce 9 removed; set the API version of the webhook to WP REST API v3';
    return refusal(path, 'legacy-api', message);
  }
  if (!Array.isArray(candidate['line_items'])) {
    return refusal(path, 'not-an-order', 'This has no list of line_items, so it is not a WooCommerce order');
  }
  const status = textAt(candidate, 'status');
  if (status !== null && unplacedStatuses.has(status)) {
    return refusal(path, 'not-placed', `An order of status ${status} is a cart that has not been placed`);
  }
  return undefined;
};

// Fields that only one kind of resource has, most telling first.
const tellingFields: readonly (readonly [field: string, kind: string])[] = [
  ['refunded_by', 'refund'],
  ['api_refund', 'refund'],
  ['billing_period', 'subscription'],
  ['tracking_number', 'shipment tracking'],
  ['discount_type', 'coupon'],
  ['stock_quantity', 'product'],
  ['is_paying_customer', 'customer'],
  ['delivery_url', 'webhook'],
  ['note', 'order note'],
  ['shipping_class', 'product'],
  ['postcodes', 'tax rate'],
  ['slug', 'entry of a list of names'],
];

const resourceKind = (candidate: JsonObject): string | undefined => {
  const telling = tellingFields.find(([field]) => field in candidate);
  if (telling) return telling[1];
  if ('code' in candidate && 'message' in candidate && !('line_items' in candidate)) return 'error';
  return Object.keys(candidate).join() === 'id' ? 'notice that something was deleted' : undefined;
};

const nameOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
};

const refusal = (field: string, code: string, message: string): Problem => ({ field, code, message });
