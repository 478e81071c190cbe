// Compares what the adapter makes of real payloads with a second, independent reading of the same text.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normalizeShopifyOrder } from '../../lib/channels/adapters/shopify/shopify.normalize.ts';
import { CanonicalOrder, canonicalOrderToWire } from '../../lib/contracts/canonical-order.ts';
import type { CanonicalOrderWire } from '../../lib/contracts/canonical-order.ts';
import { accepted, failed, jsonFiles, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';

type Payload = Readonly<Record<string, unknown>>;

export const conformShopify = async (folder: string): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const name of await jsonFiles(folder))
    outcomes.push(conformFile(`shopify/${name}`, await readFile(path.join(folder, name), 'utf8')));
  return outcomes;
};

/** Outcome of one payload; a crash is a failure like any other. */
export const conformFile = (file: string, text: string, normalize: typeof normalizeShopifyOrder = normalizeShopifyOrder): Outcome => {
  try {
    const expected = expectedOrders(JSON.parse(text));
    const result = normalize(text, { account: 'main' });
    if (!result.ok) return judgeRefusal(file, expected, result.error);
    if (expected.orders === undefined) return failed(file, `a ${expected.kind} was read as an order`);
    const orders = result.value.map(canonicalOrderToWire);
    if (orders.length !== expected.orders.length) return failed(file, `${orders.length} orders were read of ${expected.orders.length}`);
    const wrong = orders.flatMap((order, index) => differences(order, expected.orders?.[index] ?? {}, text));
    if (wrong.length > 0) return failed(file, wrong.join('; '));
    return accepted(file, orders.map(describe).join(', ') || 'no orders in it');
  } catch (error) {
    return failed(file, `crashed with ${error instanceof Error ? error.message : String(error)}`);
  }
};

// The envelope tells what a payload is: `order` and `orders` hold orders, any other one something else.
const expectedOrders = (document: unknown): { readonly kind: string; readonly orders?: readonly Payload[] } => {
  if (Array.isArray(document)) return { kind: 'list' };
  const payload = document as Payload;
  if (Array.isArray(payload['orders'])) return { kind: 'orders', orders: payload['orders'] as Payload[] };
  if (typeof payload['order'] === 'object' && payload['order'] !== null) return { kind: 'order', orders: [payload['order'] as Payload] };
  const isBareOrder = 'line_items' in payload && 'financial_status' in payload && !('order_id' in payload);
  return isBareOrder ? { kind: 'order', orders: [payload] } : { kind: Object.keys(payload)[0] ?? 'empty object' };
};

const judgeRefusal = (
  file: string,
  expected: { readonly kind: string; readonly orders?: readonly Payload[] },
  problems: readonly { readonly field: string; readonly code: string; readonly message: string }[],
): Outcome => {
  const [first] = problems;
  if (first === undefined) return failed(file, 'refused without a reason');
  if (expected.orders !== undefined) return failed(file, `an order was refused: ${first.code} ${first.message}`);
  const named = expected.kind === 'list' || first.message.includes(expected.kind.replace(/_/g, ' '));
  if (first.code !== 'not-an-order' || !named)
    return failed(file, `refused, but not as a ${expected.kind}: ${first.code} ${first.message}`);
  return refused(file, `${first.code}: ${first.message}`);
};

const describe = (order: CanonicalOrderWire): string => {
  const held = order.discrepancies.map(({ code }) => code).join(', ');
  return `${order.channel_order_id} ${order.line_items.length} lines, total ${order.totals.total} ${order.currency}${held === '' ? '' : ` (held: ${held})`}`;
};

const differences = (order: CanonicalOrderWire, payload: Payload, text: string): readonly string[] => {
  const wrong: string[] = [];
  const expect = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) wrong.push(`order ${order.channel_order_id}: ${what} is ${String(found)}, expected ${String(wanted)}`);
  };
  if (!CanonicalOrder.safeParse(order).success) wrong.push('the order does not satisfy its own schema');
  expect('its id in the text', standsAsId(text, order.channel_order_id), true);
  expect('test', order.test, payload['test'] === true);
  expect('cancelled', order.cancelled, typeof payload['cancelled_at'] === 'string');
  expect(
    'shipping address',
    order.shipping_address !== null,
    typeof payload['shipping_address'] === 'object' && payload['shipping_address'] !== null,
  );
  const wanted = (payload['line_items'] as Payload[]).filter((line) => quantityOf(line, payload) > 0);
  expect('number of lines', order.line_items.length, wanted.length);
  for (const [index, line] of wanted.entries()) {
    const read = order.line_items[index];
    if (read === undefined) continue;
    expect(`id of line ${index} in the text`, standsAsId(text, read.line_id), true);
    expect(`quantity of line ${index}`, read.quantity, quantityOf(line, payload));
    expect(`price of line ${index}`, read.unit_price, minor(line['price'], order.currency));
    expect(`SKU of line ${index}`, read.sku, line['sku'] === '' ? null : (line['sku'] ?? null));
  }
  wrong.push(...moneyDifferences(order, payload, wanted));
  return wrong;
};

const moneyDifferences = (order: CanonicalOrderWire, payload: Payload, wanted: readonly Payload[]): readonly string[] => {
  const wrong: string[] = [];
  const { totals } = order;
  const basis = isEdited(payload, order.currency) ? 'current_total_price' : 'total_price';
  const total = minor(payload[basis], order.currency);
  if (totals.total !== total) wrong.push(`total is ${totals.total}, but ${basis} is ${total}`);
  const subtotal = wanted.reduce((sum, line) => sum + quantityOf(line, payload) * minor(line['price'], order.currency), 0);
  if (totals.subtotal !== subtotal) wrong.push(`subtotal is ${totals.subtotal}, but the lines come to ${subtotal}`);
  const sum = totals.subtotal - totals.discount + totals.shipping + totals.fees + (order.taxes_included ? 0 : totals.tax);
  if (sum !== totals.total && order.discrepancies.length === 0)
    wrong.push(`the totals come to ${sum} and not to ${totals.total}, unnoticed`);
  return wrong;
};

const isEdited = (payload: Payload, currency: string): boolean => {
  if (payload['current_total_price'] === undefined || payload['current_total_price'] === null) return false;
  const lines = payload['line_items'] as Payload[];
  const placed = lines.reduce((sum, line) => sum + Number(line['quantity']) * minor(line['price'], currency), 0);
  const stated = payload['total_line_items_price'];
  return (
    lines.some((line) => quantityOf(line, payload) !== line['quantity']) ||
    (typeof stated === 'string' && minor(stated, currency) !== placed)
  );
};

const quantityOf = (line: Payload, payload: Payload): number => {
  if (typeof line['current_quantity'] === 'number') return line['current_quantity'];
  const refunds = ((payload['refunds'] ?? []) as Payload[]).flatMap((refund) => (refund['refund_line_items'] ?? []) as Payload[]);
  return refunds
    .filter((entry) => entry['line_item_id'] === line['id'])
    .reduce((left, entry) => left - Number(entry['quantity']), Number(line['quantity']));
};

const standsAsId = (text: string, id: string): boolean => new RegExp(`"id"\\s*:\\s*"?${id}"?\\s*[,}]`).test(text);

// Currency digits by ICU and arithmetic by shifting text, so that nothing is shared with the adapter's own reading.
const minor = (decimal: unknown, currency: string): number => {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [whole = '0', fraction = ''] = String(decimal).split('.');
  return Number(BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0')));
};
