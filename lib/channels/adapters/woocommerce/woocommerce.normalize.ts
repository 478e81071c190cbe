import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { CurrencyCode, currencyPattern } from '../../../kernel/money.ts';
import { promotionsNamed } from '../../domain/discount-codes.ts';
import { checkShippable, checkTotals, lineTotal } from '../../domain/order-checks.ts';
import type { CanonicalLine, CanonicalOrder, Discrepancy, Problem } from '../../domain/canonical-order.ts';
import { readClient } from '../reading/client.ts';
import { unique, withinBounds } from '../reading/finished.ts';
import { type JsonObject, listAt, parsePayload, textAt } from '../reading/json.ts';
import { type Reading, inputPath, refuse } from '../reading/reading.ts';
import { readAddress, readCustomer } from './woocommerce.address.ts';
import { type Current, reduce } from './woocommerce.current.ts';
import { findOrders } from './woocommerce.envelope.ts';
import { idOf, metaText, parseGmt, statusOf } from './woocommerce.fields.ts';
import { readMetadata } from './woocommerce.metadata.ts';
import { readPayment } from './woocommerce.payment.ts';
import { readRefunds, type Refunds } from './woocommerce.refunds.ts';
import { type Placed, readPlaced } from './woocommerce.totals.ts';

export type WooCommerceOptions = {
  /** The shop the payload came from, such as `main`. */
  readonly account: string;
};

/**
 * Orders of a WooCommerce payload in canonical form: a webhook body, or a REST v3 answer with one order or several. Shapes
 * are those of `WC_REST_Orders_V2_Controller`, which REST v2 and v3 and their webhooks share. An order may carry its refunds
 * in full in place of the short ones. Contradicting figures give discrepancies; what is not an order, or lacks what an order
 * cannot be without, is refused; with several orders one refusal refuses all. Never throws.
 */
export const normalizeWooCommerceOrder = (
  payload: unknown,
  options: WooCommerceOptions,
): Result<readonly CanonicalOrder[], readonly Problem[]> => {
  const document = parsePayload(payload);
  if (!document.ok) return err([document.error]);
  const found = findOrders(document.value);
  if (!found.ok) return found;
  const orders: CanonicalOrder[] = [];
  const problems: Problem[] = [];
  for (const { order, path } of found.value) {
    const read = readOrder(order, path, options);
    if (read.ok) orders.push(read.value);
    else problems.push(...read.error);
  }
  return problems.length > 0 ? err(unique(problems)) : ok(orders);
};

const readOrder = (source: JsonObject, path: string, options: WooCommerceOptions): Result<CanonicalOrder, readonly Problem[]> => {
  const currency = textAt(source, 'currency');
  if (currency === null || !currencyPattern.test(currency)) {
    const message = 'An order must have a currency of three upper-case letters';
    return err([{ field: inputPath({ path }, 'currency'), code: 'currency-missing', message }]);
  }
  const reading: Reading = { path, currency: CurrencyCode(currency), problems: [], discrepancies: [] };
  const order = assemble(reading, source, options);
  if (order === undefined || reading.problems.length > 0) return err(reading.problems);
  return withinBounds(reading, order);
};

const assemble = (reading: Reading, source: JsonObject, options: WooCommerceOptions): CanonicalOrder | undefined => {
  const channelOrderId = idOf(source);
  if (channelOrderId === undefined) refuse(reading, 'id', 'id-missing', 'An order must have an exact id above 0');
  const placedAt = readPlacedAt(reading, source);
  const taxesIncluded = source['prices_include_tax'] === true;
  const placed = readPlaced(reading, source, taxesIncluded);
  const refunds = readRefunds(reading, source);
  const revision = readRevision(reading, source);
  if (channelOrderId === undefined || placedAt === undefined || reading.problems.length > 0) return undefined;

  const current = reduce(reading, placed, refunds, taxesIncluded);
  const status = statusOf(source);
  const order: CanonicalOrder = {
    channel: 'woocommerce',
    channelAccount: options.account,
    channelOrderId,
    // Whoever has asked for the refunds one by one knows more of the same moment, and must not look like a contradiction.
    channelRevision: revision === null ? null : refunds.detailed ? `${revision}+refunds` : revision,
    channelOrderName: readName(source),
    placedAt,
    currency: reading.currency,
    taxesIncluded,
    presentment: null,
    test: metaText(source, '_wcpay_mode') === 'test',
    cancelled: status === 'cancelled' || status === 'trash',
    // What shops call an order of which everything has been sent.
    ...(status === 'completed' ? { shipped: 'wholly' as const } : {}),
    customer: readCustomer(source),
    lineItems: toLines(source, current, taxesIncluded),
    shippingLines: current.shipping,
    totals: current.totals,
    shippingAddress: readAddress(source, 'shipping'),
    billingAddress: readAddress(source, 'billing'),
    paymentMethod: readPayment(source, refunds),
    ...promotionsNamed(listAt(source, 'coupon_lines').map(({ value }) => textAt(value, 'code'))),
    ...readClient(textAt(source, 'customer_ip_address')),
    channelMetadata: readMetadata(source, placed.rounding),
    discrepancies: [],
  };
  return { ...order, discrepancies: discrepanciesOf(reading, source, order, placed, refunds) };
};

const discrepanciesOf = (
  reading: Reading,
  source: JsonObject,
  order: CanonicalOrder,
  placed: Placed,
  refunds: Refunds,
): readonly Discrepancy[] => {
  // What contradicts itself as placed is worth knowing whatever has been taken off since.
  const asPlaced = {
    ...order,
    lineItems: toLines(source, placed, order.taxesIncluded),
    shippingLines: placed.shipping,
    totals: placed.totals,
  };
  return unique([
    ...reading.discrepancies,
    ...((source['line_items'] as readonly unknown[]).length > 0
      ? []
      : [{ code: 'no-lines', field: 'line_items', message: 'The order has no lines at all' }]),
    ...checkTotals(asPlaced),
    ...checkTotals(order),
    ...checkShippable(order, { needsAddress: !isPickedUp(source) }),
    ...(refunds.unknown && !order.cancelled ? [refundLinesUnknown] : []),
  ]);
};

const refundLinesUnknown: Discrepancy = {
  code: 'refund-lines-unknown',
  field: 'line_items',
  message: 'Part of the money was refunded, and this payload does not say whether units are no longer wanted',
};

const pickupMethods: ReadonlySet<string> = new Set(['local_pickup', 'pickup_location']);

const isPickedUp = (source: JsonObject): boolean => {
  const methods = listAt(source, 'shipping_lines').map(({ value }) => textAt(value, 'method_id')?.split(':')[0] ?? '');
  return methods.length > 0 && methods.every((method) => pickupMethods.has(method));
};

/**
 * Orders do not say which products are virtual. They do say when nothing at all is to be processed, because WooCommerce
 * itself hands out the downloads; and at the checkout it asks for neither method nor address when nothing is to be sent.
 */
const toLines = (source: JsonObject, { lines }: Pick<Current, 'lines'>, taxesIncluded: boolean): readonly CanonicalLine[] => {
  const unshipped = listAt(source, 'shipping_lines').length === 0;
  const atCheckout = ['checkout', 'store-api'].includes(textAt(source, 'created_via') ?? '');
  const nothingToSend = unshipped && atCheckout && readAddress(source, 'shipping') === null;
  return lines.map((line) => {
    // A product that was deleted needs no processing either, which says nothing about the parcel.
    const download = unshipped && source['needs_processing'] === false && line.productKnown;
    return {
      lineId: line.lineId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      tax: line.tax,
      total: lineTotal(line, taxesIncluded),
      requiresShipping: !download && !nothingToSend,
      fulfilledBy: download ? 'channel' : 'merchant',
    };
  });
};

const readName = (source: JsonObject): string | null => {
  const number = textAt(source, 'number');
  return number !== null && /^\d+$/.test(number) ? `#${number}` : number;
};

const readPlacedAt = (reading: Reading, source: JsonObject): Instant | undefined => {
  const text = textAt(source, 'date_created_gmt');
  const placedAt = text === null ? undefined : parseGmt(text);
  if (placedAt === undefined) {
    const message =
      'An order must say when it was placed in date_created_gmt, which REST v2 and v3 have; date_created is in a zone that is not told';
    refuse(reading, 'date_created_gmt', text === null ? 'date-missing' : 'not-an-instant', message);
  }
  return placedAt;
};

// Without a usable revision the order is still an order; only the order of its updates is not known.
const readRevision = (reading: Reading, source: JsonObject): Instant | null => {
  const text = textAt(source, 'date_modified_gmt');
  if (text === null) return null;
  const revision = parseGmt(text);
  if (revision === undefined) {
    reading.discrepancies.push({
      code: 'revision-not-an-instant',
      field: 'channel_revision',
      message: 'date_modified_gmt is no date, so newer and older versions of the order cannot be told apart',
    });
  }
  return revision ?? null;
};
