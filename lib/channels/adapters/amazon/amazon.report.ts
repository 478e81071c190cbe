// Order reports of the Reports API: tab-separated text with a line for every item. Two families of columns are read, by their
// names (Selling Partner API, "Order Tracking reports attributes" and "Order reports attributes"): the "All Orders" reports,
// which have a date of the last change and neither item ids nor names of people, and the order reports for shipping, which
// have both and no date of the last change.
import type { Json } from '../../../kernel/canonical-json.ts';
import { CurrencyCode, currencyPattern } from '../../../kernel/money.ts';
import { err, ok } from '../../../kernel/result.ts';
import { firstText, type JsonObject, textAt } from '../reading/json.ts';
import { quantityAt, type Reading, readMinor } from '../reading/reading.ts';
import { type AddressNames, readAddress } from './amazon.address.ts';
import { marketplaceIdOfSite, marketplaceOf } from './amazon.marketplaces.ts';
import type { AmazonItem, AmazonOrder, OrderRead } from './amazon.order.ts';
import { statusNamedV0 } from './amazon.orders-v0.ts';
import { instantAt, said } from './amazon.reading.ts';

/** Whether the text is an order report: its first line names columns, an order id among them. */
export const isOrderReport = (text: string): boolean => {
  const end = text.search(/\r?\n|$/);
  const columns = text
    .slice(0, Math.min(end, 10_000))
    .replace(/^\uFEFF/, '')
    .split('\t');
  return columns.length > 5 && columns.some((column) => column.trim() === 'amazon-order-id' || column.trim() === 'order-id');
};

type Row = { readonly cells: JsonObject; readonly number: number };

const readRows = (text: string): readonly Row[] => {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = header.split('\t').map((column) => column.trim());
  return lines
    .map((line, index) => ({ line, number: index + 2 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const cells = line.split('\t');
      return { cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])), number };
    });
};

const orderIdOf = (cells: JsonObject): string => firstText(textAt(cells, 'amazon-order-id'), textAt(cells, 'order-id')) ?? '';

/** The orders of a report; problems name the line of the text. */
export const readOrderReport = (text: string): readonly OrderRead[] => {
  const rows = readRows(text);
  const nameless = rows.filter(({ cells }) => orderIdOf(cells) === '');
  if (nameless.length > 0)
    return [err(nameless.map(({ number }) => ({ field: `line ${number}`, code: 'id-missing', message: 'The line names no order' })))];
  return [...Map.groupBy(rows, ({ cells }) => orderIdOf(cells)).values()].map(readRowsOfOne);
};

const readRowsOfOne = (rows: readonly Row[]): OrderRead => {
  const [first] = rows;
  const cells = first?.cells ?? {};
  const path = `line ${first?.number ?? 0}`;
  const status = statusNamedV0(statusText(cells));
  if (status === 'pending') {
    const message = 'The payment is not authorised yet; the order comes again when it may be shipped';
    return err([{ field: path, code: 'order-pending', message }]);
  }
  const marketplaceId = marketplaceIdOfSite(textAt(cells, 'sales-channel'));
  const named = rows.map((row) => textAt(row.cells, 'currency')).find((code) => code !== null && currencyPattern.test(code)) ?? null;
  const currency = named === null ? marketplaceOf(marketplaceId)?.currency : CurrencyCode(named);
  if (currency === undefined)
    return err([{ field: path, code: 'currency-missing', message: 'The order has neither a currency nor a sales channel that is known' }]);
  const reading: Reading = { path, currency, problems: [], discrepancies: [] };
  return ok({ reading, order: readOrder(reading, rows, { cells, status, marketplaceId }) });
};

const statusText = (cells: JsonObject): string | null => {
  const text = textAt(cells, 'order-status');
  // The reports write both spellings, and a report for shipping has no status: it lists orders that are to be shipped.
  if (text === null) return 'Unshipped';
  if (/^cancell?ed$/i.test(text)) return 'Canceled';
  return /^shipped/i.test(text) ? 'Shipped' : text.replace(/^Pending.*/i, 'Pending');
};

const addressNames: AddressNames = {
  name: 'recipient-name',
  company: 'buyer-company-name',
  lines: ['ship-address-1', 'ship-address-2', 'ship-address-3'],
  city: ['ship-city'],
  region: 'ship-state',
  postalCode: 'ship-postal-code',
  country: 'ship-country',
  phone: ['ship-phone-number', 'buyer-phone-number'],
};

type Known = { readonly cells: JsonObject; readonly status: AmazonOrder['status']; readonly marketplaceId: string | null };

const readOrder = (reading: Reading, rows: readonly Row[], { cells, status, marketplaceId }: Known): AmazonOrder => {
  const by = textAt(cells, 'fulfillment-channel');
  const updatedAt = instantAt(cells, 'last-updated-date');
  return {
    orderId: orderIdOf(cells),
    placedAt: instantAt(cells, 'purchase-date') ?? undefined,
    updatedAt,
    status,
    // The reports for shipping hold the seller's own orders alone and have no such column.
    fulfilledBy:
      by === null ? ('fulfillment-channel' in cells ? null : 'merchant') : by.startsWith('Amazon') || by === 'AFN' ? 'amazon' : 'merchant',
    marketplaceId,
    collected: false,
    replacement: textAt(cells, 'is-replacement-order') === 'true',
    service: textAt(cells, 'ship-service-level'),
    total: null,
    fees: 0,
    items: rows.map((row, index) => readItem(reading, row, index)),
    buyer: { name: textAt(cells, 'buyer-name'), email: textAt(cells, 'buyer-email') },
    address: readAddress(cells, addressNames),
    paymentMethods: [textAt(cells, 'payment-method')].filter((method) => method !== null),
    metadata: readMetadata(cells, rows),
  };
};

const readItem = (reading: Reading, { cells, number }: Row, index: number): AmazonItem => {
  const path = `line ${number}`;
  const at = (column: string): number | null => readMinor({ ...reading, path: '' }, textAt(cells, column), `${path}.${column}`);
  const ordered = quantityAt({ ...reading, path: '' }, cells, 'quantity' in cells ? 'quantity' : 'quantity-purchased', path);
  const discount = (column: string): number => Math.abs(at(column) ?? 0);
  return {
    path,
    // The "All Orders" reports name no items, so each gets its place in the order.
    itemId:
      textAt(cells, 'order-item-id') ??
      `${textAt(cells, 'sku') ?? textAt(cells, 'asin') ?? 'item'}-${index + 1}`.replace(/[#\u0000-\u001f\u007f]/g, '_'),
    sku: textAt(cells, 'sku'),
    title: firstText(textAt(cells, 'product-name'), textAt(cells, 'asin')),
    ordered,
    open: null,
    shipped: null,
    cancelled: /^cancell?ed$/i.test(textAt(cells, 'item-status') ?? ''),
    cancelAsked: textAt(cells, 'is-buyer-requested-cancellation') === 'true',
    unitPrice: null,
    price: at('item-price'),
    discount: discount('item-promotion-discount'),
    tax: (at('item-tax') ?? 0) + (at('gift-wrap-tax') ?? 0),
    shipping: at('shipping-price') ?? 0,
    shippingDiscount: discount('ship-promotion-discount'),
    shippingTax: at('shipping-tax') ?? 0,
    fees: at('gift-wrap-price') ?? 0,
  };
};

const readMetadata = (cells: JsonObject, rows: readonly Row[]): Readonly<Record<string, Json>> =>
  said({
    report: true,
    marketplace_name: textAt(cells, 'sales-channel'),
    status: textAt(cells, 'order-status'),
    fulfilled_by: textAt(cells, 'fulfillment-channel'),
    service_level: textAt(cells, 'ship-service-level'),
    seller_order_id: textAt(cells, 'merchant-order-id'),
    purchase_order_number: textAt(cells, 'purchase-order-number'),
    lines: rows.map((row) => said({ asin: textAt(row.cells, 'asin'), promotions: textAt(row.cells, 'promotion-ids') })),
  });
