import { CurrencyCode, type CurrencyCode as Currency } from '../../../kernel/money.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { CanonicalOrder, Discrepancy, Problem } from '../../domain/canonical-order.ts';
import { checkShippable, checkTotals } from '../../domain/order-checks.ts';
import { unique, withinBounds } from '../reading/finished.ts';
import { parsePayload, textAt, type JsonObject, objectAt, firstText } from '../reading/json.ts';
import { inputPath, type Reading, refuse } from '../reading/reading.ts';
import { findOrders, type FoundOrder } from './amazon.envelope.ts';
import { readWanted, toLines } from './amazon.lines.ts';
import { marketplaceOf } from './amazon.marketplaces.ts';
import type { AmazonOrder, OrderRead } from './amazon.order.ts';
import { readOrder2026, statedCurrency } from './amazon.orders-2026.ts';
import { readOrderV0, statedCurrencyV0 } from './amazon.orders-v0.ts';
import { readPayment } from './amazon.payment.ts';
import { readOrderReport, isOrderReport } from './amazon.report.ts';
import { readTotals } from './amazon.totals.ts';

export type AmazonOptions = {
  /** The seller's account the payload came from, such as `main`. */
  readonly account: string;
};

/**
 * Orders of a payload in canonical form: an answer of either version of the Orders API, or an order report as text.
 * Contradicting figures give discrepancies. What is not an order, or may not be taken yet, is refused; with several orders
 * one refusal refuses all. Never throws.
 */
export const normalizeAmazonOrder = (payload: unknown, options: AmazonOptions): Result<readonly CanonicalOrder[], readonly Problem[]> => {
  const text = payload instanceof Uint8Array ? new TextDecoder().decode(payload) : payload;
  if (typeof text === 'string' && isOrderReport(text)) return together(readOrderReport(text), options);
  const document = parsePayload(text);
  if (!document.ok) return err([document.error]);
  const found = findOrders(document.value);
  return found.ok ? together(found.value.map(readFound), options) : found;
};

const together = (reads: readonly OrderRead[], options: AmazonOptions): Result<readonly CanonicalOrder[], readonly Problem[]> => {
  const orders: CanonicalOrder[] = [];
  const problems: Problem[] = [];
  for (const read of reads) {
    const order = read.ok ? assemble(read.value.reading, read.value.order, options) : read;
    if (order.ok) orders.push(order.value);
    else problems.push(...order.error);
  }
  return problems.length > 0 ? err(unique(problems)) : ok(orders);
};

const currencyOf = (stated: string | null, marketplaceId: string | null): Currency | undefined =>
  // An order that was cancelled before it was paid has no amounts at all, and so no currency.
  stated === null ? marketplaceOf(marketplaceId)?.currency : CurrencyCode(stated);

const marketplaceIdIn = (order: JsonObject): string | null =>
  firstText(textAt(objectAt(order, 'salesChannel'), 'marketplaceId'), textAt(order, 'MarketplaceId'));

const readFound = ({ order, path, shape }: FoundOrder): OrderRead => {
  const currency = currencyOf(shape === 'v0' ? statedCurrencyV0(order) : statedCurrency(order), marketplaceIdIn(order));
  if (currency === undefined) {
    const message = 'An order must name a currency, or a marketplace whose currency is known';
    return err([{ field: inputPath({ path }, 'currency'), code: 'currency-missing', message }]);
  }
  const reading: Reading = { path, currency, problems: [], discrepancies: [] };
  return ok({ reading, order: shape === 'v0' ? readOrderV0(reading, order) : readOrder2026(reading, order) });
};

const assemble = (reading: Reading, source: AmazonOrder, { account }: AmazonOptions): Result<CanonicalOrder, readonly Problem[]> => {
  const { orderId, placedAt } = source;
  if (orderId === null) refuse(reading, 'orderId', 'id-missing', 'An order must have an id');
  if (placedAt === undefined) refuse(reading, 'createdTime', 'date-missing', 'An order must say when it was placed, with a zone');
  const read = readWanted(reading, source);
  const { taxesIncluded, totals } = readTotals(source, read, reading.currency);
  const lineItems = toLines(reading, source, read, taxesIncluded);
  if (orderId === null || placedAt === undefined || reading.problems.length > 0) return err(reading.problems);
  const order: CanonicalOrder = {
    channel: 'amazon',
    channelAccount: account,
    channelOrderId: orderId,
    channelRevision: source.updatedAt ?? null,
    channelOrderName: orderId,
    placedAt,
    currency: reading.currency,
    taxesIncluded,
    presentment: null,
    test: false,
    cancelled: source.status === 'cancelled',
    ...(source.status === 'shipped' ? { shipped: 'wholly' as const } : {}),
    ...(source.status === 'partially-shipped' ? { shipped: 'partly' as const } : {}),
    customer: readCustomer(source),
    lineItems,
    shippingLines: read.shippingLines,
    totals,
    shippingAddress: source.address,
    billingAddress: null,
    paymentMethod: readPayment(source),
    channelMetadata: source.metadata,
    discrepancies: [],
  };
  const found = [...reading.discrepancies, ...checkSource(source, order), ...checkTotals(order), ...checkDelivery(source, order)];
  return withinBounds(reading, { ...order, discrepancies: unique(found) });
};

// Amazon gives no id of the customer. The e-mail is an alias of Amazon's own, the same for every order of a buyer with a seller.
const readCustomer = ({ buyer, address }: AmazonOrder): CanonicalOrder['customer'] => {
  const name = buyer.name ?? address?.name ?? null;
  return name === null && buyer.email === null ? null : { sourceId: null, email: buyer.email, name, phone: null };
};

const checkDelivery = (source: AmazonOrder, order: CanonicalOrder): readonly Discrepancy[] =>
  checkShippable(order, { needsAddress: !source.collected && isToBeShipped(source) });

/** Of an order that has left, Amazon takes the address away after a while. */
const isToBeShipped = ({ status }: AmazonOrder): boolean =>
  status === 'unshipped' || status === 'partially-shipped' || status === 'unknown';

const checkSource = (source: AmazonOrder, order: CanonicalOrder): readonly Discrepancy[] => {
  if (order.cancelled) return [];
  const found: Discrepancy[] = [];
  const say = (code: string, field: string, message: string): void => {
    found.push({ code, field, message });
  };
  if (source.updatedAt === undefined)
    say('revision-not-an-instant', 'channel_revision', 'The moment of the last change has no zone or is no date');
  if (source.items.length === 0) say('no-lines', 'line_items', 'The order has no items at all');
  if (source.fulfilledBy === null)
    say('fulfiller-unknown', 'fulfillment.fulfilledBy', 'Amazon does not say whether the seller or Amazon ships this order');
  if (source.status === 'unknown') say('status-unknown', 'fulfillment.fulfillmentStatus', 'The status is missing or not known');
  // The order waits, so that a person cancels it at Amazon or refuses; shipping it would bring it straight back.
  if (source.fulfilledBy !== 'amazon' && source.items.some((item) => item.cancelAsked && (item.shipped ?? 0) === 0))
    say('buyer-asks-to-cancel', 'line_items', 'The buyer has asked Amazon to cancel a line that is not shipped yet');
  return found;
};
