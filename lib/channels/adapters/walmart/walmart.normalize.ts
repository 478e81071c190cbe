import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { CurrencyCode } from '../../../kernel/money.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { CanonicalOrder, CanonicalShippingLine, Discrepancy, Problem } from '../../domain/canonical-order.ts';
import { checkShippable, checkTotals } from '../../domain/order-checks.ts';
import { unique, withinBounds } from '../reading/finished.ts';
import { type JsonObject, objectAt, parsePayload, textAt } from '../reading/json.ts';
import { type Reading, inputPath, refuse, total } from '../reading/reading.ts';
import { readAddress, readCustomer, readEmail } from './walmart.address.ts';
import { currenciesOf, readStatedTotal, refuseOtherCurrencies } from './walmart.charges.ts';
import { readMoment } from './walmart.dates.ts';
import { findOrders } from './walmart.envelope.ts';
import {
  chooseBasis,
  isChannelNode,
  type PlacedLine,
  placedGoods,
  readPlacedLines,
  readWantedLines,
  type WantedLine,
} from './walmart.lines.ts';
import { readMetadata } from './walmart.metadata.ts';
import { readPayment } from './walmart.payment.ts';
import { type Entry, wrappedList } from './walmart.shape.ts';
import { lineStatuses, wantsCancelling } from './walmart.states.ts';

export type WalmartOptions = {
  /** The seller account the payload came from, such as `main`. */
  readonly account: string;
};

/**
 * Orders of a Walmart payload in canonical form: a page or a single answer of the orders API (US and global, OpenAPI model
 * "Order Management" 0.6.3 and 1.0; the older model of Mexico; the JSON form of Canada), a bare order, or a list of these.
 * Contradicting figures give discrepancies. What is not an order, or lacks what an order cannot be without, is refused;
 * with several orders one refusal refuses all. Never throws.
 */
export const normalizeWalmartOrder = (payload: unknown, options: WalmartOptions): Result<readonly CanonicalOrder[], readonly Problem[]> => {
  const document = parsePayload(payload);
  if (!document.ok) return err([looksLikeXml(payload) ? xmlProblem : document.error]);
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

const xmlProblem: Problem = {
  field: '',
  code: 'xml-not-supported',
  message: 'This is XML, which the API of Canada sends by itself; ask for JSON with the header Accept: application/json',
};

const looksLikeXml = (payload: unknown): boolean => {
  const start = typeof payload === 'string' ? payload.slice(0, 64) : payload instanceof Uint8Array ? payload.subarray(0, 64) : '';
  return /^\uFEFF?\s*</.test(typeof start === 'string' ? start : new TextDecoder().decode(start));
};

const readOrder = (source: JsonObject, path: string, options: WalmartOptions): Result<CanonicalOrder, readonly Problem[]> => {
  const { entries, whole } = wrappedList(source, 'orderLines', 'orderLine', '');
  const currencies = currenciesOf(source, entries);
  const [currency] = currencies.keys();
  if (currency === undefined) {
    const message = 'An order must have an amount with a currency of three upper-case letters';
    return err([{ field: inputPath({ path }, 'orderLines'), code: 'currency-missing', message }]);
  }
  const reading: Reading = { path, currency: CurrencyCode(currency), problems: [], discrepancies: [] };
  refuseOtherCurrencies(reading, currencies);
  if (!whole) refuse(reading, 'orderLines', 'not-a-line', 'Every entry of orderLines must be a JSON object');
  const order = assemble(reading, source, entries, options);
  if (order === undefined || reading.problems.length > 0) return err(reading.problems);
  return withinBounds(reading, order);
};

// In Mexico and Chile prices contain the tax by law, and the published orders of Mexico do; in the US and Canada it is added.
const currenciesWithTax: ReadonlySet<string> = new Set(['MXN', 'CLP']);

const assemble = (reading: Reading, source: JsonObject, entries: readonly Entry[], options: WalmartOptions): CanonicalOrder | undefined => {
  const channelOrderId = readOrderId(reading, source);
  const placedAt = readPlacedAt(reading, source);
  const taxesIncluded = currenciesWithTax.has(reading.currency);
  const placed = readPlacedLines(reading, entries);
  const stated = readStatedTotal(reading, source);
  if (channelOrderId === undefined || placedAt === undefined || reading.problems.length > 0) return undefined;
  const basis = chooseBasis(placed, stated, taxesIncluded);
  const byChannel = isChannelNode(textAt(objectAt(source, 'shipNode'), 'type'));
  const wanted = readWantedLines(reading, placed, { basis, taxesIncluded, byChannel });
  const shippingLines = readShippingLines(source, wanted);
  const reduced = placed.some((line) => line.wanted !== line.placed);
  // Some answers of Mexico state the price of the goods as the order's total, and nothing of shipping or coupons.
  const believed = stated !== null && !reduced && stated !== placedGoods(placed, basis) ? stated : null;
  const shippingAddress = readAddress(source, 'shippingInfo');
  const order: CanonicalOrder = {
    channel: 'walmart',
    channelAccount: options.account,
    channelOrderId,
    channelRevision: readRevision(placed, readEmail(source) !== null),
    channelOrderName: textAt(source, 'customerOrderId'),
    placedAt,
    currency: reading.currency,
    taxesIncluded,
    presentment: null,
    test: false,
    cancelled: wanted.length === 0 && placed.some((line) => line.units.cancelled > 0) && placed.every((line) => line.units.refunded === 0),
    ...shippedOf(placed),
    customer: readCustomer(source, shippingAddress),
    lineItems: wanted.map(({ line }) => line),
    shippingLines,
    totals: readTotals(wanted, shippingLines, taxesIncluded, believed),
    shippingAddress,
    billingAddress: readAddress(source, 'billingInfo'),
    paymentMethod: readPayment(source, placed),
    channelMetadata: readMetadata(source, placed, basis),
    discrepancies: [],
  };
  const none: readonly Discrepancy[] =
    placed.length > 0 ? [] : [{ code: 'no-lines', field: 'line_items', message: 'The order has no lines at all' }];
  const checks = [...checkTotals(order), ...checkShippable(order, { needsAddress: true })];
  return { ...order, discrepancies: unique([...reading.discrepancies, ...none, ...checks]) };
};

const readOrderId = (reading: Reading, source: JsonObject): string | undefined => {
  const id = source['purchaseOrderId'];
  // A number beyond 2^53 has lost digits already, unless it was parsed here.
  const exact = typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id));
  const text = exact ? textAt(source, 'purchaseOrderId') : null;
  if (text === null) refuse(reading, 'purchaseOrderId', 'id-missing', 'An order must have an exact purchaseOrderId');
  return text ?? undefined;
};

const readPlacedAt = (reading: Reading, source: JsonObject): Instant | undefined => {
  const placedAt = readMoment(source['orderDate']);
  if (placedAt === undefined) {
    const missing = textAt(source, 'orderDate') === null;
    const message = 'An order must say when it was placed, in milliseconds since 1970 or as a date and time with a zone';
    refuse(reading, 'orderDate', missing ? 'date-missing' : 'not-an-instant', message);
  }
  return placedAt;
};

const shippedOf = (placed: readonly PlacedLine[]): Pick<CanonicalOrder, 'shipped'> => {
  if (!placed.some(({ units }) => units.shipped > 0)) return {};
  return { shipped: placed.some(({ units }) => units.open > 0) ? 'partly' : 'wholly' };
};

/** When the order's lines last changed status; undefined when no line says so. */
export const lastChangeOf = (lines: readonly Pick<PlacedLine, 'source' | 'path'>[]): Instant | undefined => {
  const moments = lines.flatMap(({ source, path }) => [
    readMoment(source['statusDate']),
    ...lineStatuses(source, path).map((entry) => readMoment(entry.value['statusDate'])),
  ]);
  const times = moments.filter((moment) => moment !== undefined).map(toEpochMs);
  return times.length === 0 ? undefined : fromEpochMs(Math.max(...times));
};

const progressDigits = 7;

/**
 * Walmart has no version of an order. The last change of status tells newer from older, and how far its units have come tells
 * apart what happens within one moment, and a customer's wish to cancel or an address that comes later, which change no status.
 * One whole number, so that it sorts.
 */
const readRevision = (lines: readonly PlacedLine[], hasEmail: boolean): string | null => {
  const changedAt = lastChangeOf(lines);
  if (changedAt === undefined || toEpochMs(changedAt) < 0) return null;
  const progress = total(
    lines.map(({ units, source }) => {
      const acknowledged = units.open - units.created - units.onHold;
      return acknowledged + 2 * (units.shipped + units.cancelled) + 3 * units.refunded + (wantsCancelling(source) ? 1 : 0);
    }),
  );
  return `${toEpochMs(changedAt)}${String(Math.min(progress + (hasEmail ? 1 : 0), 10 ** progressDigits - 1)).padStart(progressDigits, '0')}`;
};

// One shipping line even where shipping is free: it carries the service that the customer chose.
const readShippingLines = (source: JsonObject, wanted: readonly WantedLine[]): readonly CanonicalShippingLine[] => {
  const code = textAt(objectAt(source, 'shippingInfo'), 'methodCode');
  const line: CanonicalShippingLine = {
    code,
    title: null,
    price: total(wanted.map(({ shipping }) => shipping)),
    discount: total(wanted.map(({ shippingDiscount }) => shippingDiscount)),
    tax: total(wanted.map(({ shippingTax }) => shippingTax)),
  };
  const says = code !== null || line.price !== 0 || line.discount !== 0 || line.tax !== 0;
  return says && wanted.length > 0 ? [line] : [];
};

const readTotals = (
  wanted: readonly WantedLine[],
  shippingLines: readonly CanonicalShippingLine[],
  taxesIncluded: boolean,
  stated: number | null,
): CanonicalOrder['totals'] => {
  const everyLine = [...wanted.map(({ line }) => line), ...shippingLines];
  const subtotal = total(wanted.map(({ line }) => line.quantity * line.unitPrice));
  const discount = total(everyLine.map((line) => line.discount));
  const shipping = total(shippingLines.map((line) => line.price));
  const tax = total(everyLine.map((line) => line.tax));
  const fees = total(wanted.map((line) => line.fees));
  const sum = subtotal - discount + shipping + fees + (taxesIncluded ? 0 : tax);
  return { subtotal, discount, shipping, tax, fees, total: stated ?? sum };
};
