import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import { parseInstant } from '../../../kernel/instant.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { CurrencyCode, currencyPattern } from '../../../kernel/money.ts';
import { promotionsNamed } from '../../domain/discount-codes.ts';
import { checkShippable, checkTotals } from '../../domain/order-checks.ts';
import type { CanonicalOrder, Discrepancy, Problem } from '../../domain/canonical-order.ts';
import { readAddress, readCustomer } from './shopify.address.ts';
import { findOrders } from './shopify.envelope.ts';
import { readLines } from './shopify.lines.ts';
import { readMetadata } from './shopify.metadata.ts';
import { readPayment } from './shopify.payment.ts';
import { readRefunds } from './shopify.refunds.ts';
import { readShipping } from './shopify.shipping.ts';
import { readPresentment, readTotals } from './shopify.totals.ts';
import { readClient } from '../reading/client.ts';
import { unique, withinBounds } from '../reading/finished.ts';
import { type JsonObject, firstText, listAt, objectAt, parsePayload, textAt } from '../reading/json.ts';
import { type Reading, inputPath, refuse } from '../reading/reading.ts';
import { idOf } from './shopify.ids.ts';

export type ShopifyOptions = {
  /** The shop the payload came from, such as `main`. */
  readonly account: string;
  /**
   * Handles of fulfillment services that ship without us.
   * @default []
   */
  readonly externalFulfillmentServices?: readonly string[];
};

/**
 * Orders of a Shopify payload in canonical form: a webhook body, or an Admin REST answer with one order or several.
 * Text and bytes are parsed here, so that ids beyond 2^53 stay exact; a value parsed elsewhere is read as far as it is exact.
 * Contradicting figures give discrepancies. What is not an order, or lacks what an order cannot be without, is refused;
 * with several orders one refusal refuses all. Never throws.
 */
export const normalizeShopifyOrder = (payload: unknown, options: ShopifyOptions): Result<readonly CanonicalOrder[], readonly Problem[]> => {
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

const readOrder = (source: JsonObject, path: string, options: ShopifyOptions): Result<CanonicalOrder, readonly Problem[]> => {
  const currency = firstText(
    textAt(source, 'currency'),
    textAt(objectAt(objectAt(source, 'total_price_set'), 'shop_money'), 'currency_code'),
  );
  if (currency === null || !currencyPattern.test(currency)) {
    return err([
      {
        field: inputPath({ path }, 'currency'),
        code: 'currency-missing',
        message: 'An order must have a currency of three upper-case letters',
      },
    ]);
  }
  const reading: Reading = { path, currency: CurrencyCode(currency), problems: [], discrepancies: [] };
  const order = assemble(reading, source, options);
  if (order === undefined || reading.problems.length > 0) return err(reading.problems);
  return withinBounds(reading, order);
};

/** Of the order as a whole. */
const shippedBy: Readonly<Record<string, 'partly' | 'wholly'>> = { fulfilled: 'wholly', partial: 'partly' };

const readShipped = (source: JsonObject): Pick<CanonicalOrder, 'shipped'> => {
  const shipped = shippedBy[textAt(source, 'fulfillment_status') ?? ''];
  return shipped === undefined ? {} : { shipped };
};

const assemble = (reading: Reading, source: JsonObject, options: ShopifyOptions): CanonicalOrder | undefined => {
  const channelOrderId = idOf(source);
  if (channelOrderId === undefined)
    refuse(reading, 'id', 'id-missing', 'An order must have an exact id, as digits or in admin_graphql_api_id');
  const placedAt = readPlacedAt(reading, source);
  const taxesIncluded = source['taxes_included'] === true;
  const refunds = readRefunds(reading, source);
  const lines = readLines(reading, source, refunds, {
    taxesIncluded,
    externalFulfillmentServices: options.externalFulfillmentServices ?? [],
  });
  const shipping = readShipping(reading, source, refunds.shipping);
  const { basis, totals, shippingLines } = readTotals(reading, source, { lines, shipping, refunds, taxesIncluded });
  const channelRevision = readRevision(reading, source);
  if (channelOrderId === undefined || placedAt === undefined) return undefined;
  const order: CanonicalOrder = {
    channel: 'shopify',
    channelAccount: options.account,
    channelOrderId,
    channelRevision,
    channelOrderName: firstText(textAt(source, 'name'), textAt(source, 'order_number')),
    placedAt,
    currency: reading.currency,
    taxesIncluded,
    presentment: readPresentment(source, reading.currency, basis),
    test: source['test'] === true,
    cancelled: textAt(source, 'cancelled_at') !== null,
    ...readShipped(source),
    customer: readCustomer(source),
    lineItems: lines.lines,
    shippingLines,
    totals,
    shippingAddress: readAddress(source, 'shipping_address'),
    billingAddress: readAddress(source, 'billing_address'),
    paymentMethod: readPayment(source),
    ...promotionsNamed(listAt(source, 'discount_codes').map(({ value }) => textAt(value, 'code'))),
    ...readClient(firstText(textAt(source, 'browser_ip'), textAt(objectAt(source, 'client_details'), 'browser_ip'))),
    channelMetadata: readMetadata(source),
    discrepancies: [],
  };
  return {
    ...order,
    discrepancies: unique([...reading.discrepancies, ...emptyOrder(source), ...checkTotals(order), ...checkDelivery(order, source)]),
  };
};

// At the counter the customer takes the goods along, so no address is expected.
const checkDelivery = (order: CanonicalOrder, source: JsonObject): readonly Discrepancy[] =>
  checkShippable(order, { needsAddress: textAt(source, 'source_name') !== 'pos' });

const emptyOrder = (source: JsonObject): readonly Discrepancy[] =>
  (source['line_items'] as readonly unknown[]).length > 0
    ? []
    : [{ code: 'no-lines', field: 'line_items', message: 'The order has no lines at all' }];

const readPlacedAt = (reading: Reading, source: JsonObject): Instant | undefined => {
  const texts = ['created_at', 'processed_at'].map((key) => textAt(source, key)).filter((text) => text !== null);
  const placedAt = texts.map(parseInstant).find((instant) => instant !== undefined);
  if (placedAt === undefined) {
    refuse(
      reading,
      'created_at',
      texts.length === 0 ? 'date-missing' : 'not-an-instant',
      'An order must say when it was placed, as a date and time with a zone such as 2026-11-20T14:23:33-05:00',
    );
  }
  return placedAt;
};

// Without a usable revision the order is still an order; only the order of its updates is not known.
const readRevision = (reading: Reading, source: JsonObject): Instant | null => {
  const text = textAt(source, 'updated_at');
  if (text === null) return null;
  const revision = parseInstant(text);
  if (revision === undefined) {
    reading.discrepancies.push({
      code: 'revision-not-an-instant',
      field: 'channel_revision',
      message: 'updated_at has no zone or is no date, so newer and older versions of the order cannot be told apart',
    });
  }
  return revision ?? null;
};
