import { CurrencyCode, currencyPattern, decimalMinor, parseMinor } from '../../../kernel/money.ts';
import { type JsonObject, listAt, objectAt, scalarText, textAt } from '../reading/json.ts';
import { readGid } from './shopify.ids.ts';

/** An order as the GraphQL Admin API tells it, its connections read to their ends. */
export type GraphqlOrder = {
  readonly order: JsonObject;
  readonly lines: readonly JsonObject[];
  readonly shippingLines: readonly JsonObject[];
  /** Oldest first; each with `lines` and `shippingLines` that it gave back. */
  readonly refunds: readonly { readonly lines: readonly JsonObject[]; readonly shippingLines: readonly JsonObject[] }[];
};

/**
 * The order in the shape of a webhook (Admin REST resource of the same version), as far as the adapter reads it: so an order
 * that comes both ways is one and the same. Ids stay text, because numbers could not hold them. Never throws.
 */
export const toRestOrder = (whole: GraphqlOrder): JsonObject => {
  const { order, lines, shippingLines, refunds } = whole;
  const tips = tipIds(order, lines);
  return {
    id: numberOf(order['id']),
    admin_graphql_api_id: order['id'],
    name: order['name'],
    order_number: order['number'],
    created_at: order['createdAt'],
    processed_at: order['processedAt'],
    updated_at: order['updatedAt'],
    cancelled_at: order['cancelledAt'],
    cancel_reason: lowerAt(order, 'cancelReason'),
    currency: order['currencyCode'],
    presentment_currency: order['presentmentCurrencyCode'],
    taxes_included: order['taxesIncluded'],
    duties_included: order['dutiesIncluded'],
    test: order['test'],
    confirmation_number: order['confirmationNumber'],
    source_name: order['sourceName'],
    po_number: order['poNumber'],
    customer_locale: order['customerLocale'],
    browser_ip: order['clientIp'],
    note: order['note'],
    tags: Array.isArray(order['tags']) ? order['tags'].map(scalarText).join(', ') : '',
    email: order['email'],
    phone: order['phone'],
    financial_status: lowerAt(order, 'displayFinancialStatus'),
    fulfillment_status: fulfillmentStatuses[textAt(order, 'displayFulfillmentStatus') ?? ''] ?? null,
    payment_gateway_names: order['paymentGatewayNames'],
    payment_terms: order['paymentTerms'],
    discount_codes: Array.isArray(order['discountCodes']) ? order['discountCodes'].map((code: unknown) => ({ code })) : [],
    note_attributes: attributes(order),
    customer: customer(order),
    shipping_address: address(order, 'shippingAddress'),
    billing_address: address(order, 'billingAddress'),
    ...sums(order),
    total_line_items_price: lineItemsPrice(whole),
    line_items: lines.map((line) => lineItem(line, tips)),
    shipping_lines: shippingLines.map(shippingLine),
    refunds: refunds.map((refund) => ({
      refund_line_items: refund.lines.map((line) => ({
        line_item_id: numberOf(objectAt(line, 'lineItem')['id']),
        quantity: line['quantity'],
        subtotal: amountAt(line, 'subtotalSet'),
        total_tax: amountAt(line, 'totalTaxSet'),
      })),
      refund_shipping_lines: refund.shippingLines.map((line) => ({ subtotal_amount_set: setAt(line, 'subtotalAmountSet') })),
    })),
  };
};

/** Digits of a `gid://shopify/…/123`; what is no such name stays as it is, for the adapter to refuse. */
const numberOf = (gid: unknown): unknown => readGid(gid)?.id ?? gid;

const lowerAt = (parent: JsonObject, key: string): string | null => textAt(parent, key)?.toLowerCase() ?? null;

const amountAt = (parent: JsonObject, key: string): unknown => objectAt(objectAt(parent, key), 'shopMoney')['amount'] ?? null;

const restMoney = (money: JsonObject): JsonObject => ({ amount: money['amount'], currency_code: money['currencyCode'] });

/** A `…Set` as REST writes it; null when there is none. */
const setAt = (parent: JsonObject, key: string): JsonObject | null => {
  const set = objectAt(parent, key);
  if (set['shopMoney'] === undefined) return null;
  return { shop_money: restMoney(objectAt(set, 'shopMoney')), presentment_money: restMoney(objectAt(set, 'presentmentMoney')) };
};

const sums = (order: JsonObject): JsonObject => ({
  total_price: amountAt(order, 'totalPriceSet'),
  total_price_set: setAt(order, 'totalPriceSet'),
  current_total_price: amountAt(order, 'currentTotalPriceSet'),
  current_total_price_set: setAt(order, 'currentTotalPriceSet'),
  subtotal_price: amountAt(order, 'subtotalPriceSet'),
  current_subtotal_price: amountAt(order, 'currentSubtotalPriceSet'),
  total_discounts: amountAt(order, 'totalDiscountsSet'),
  current_total_discounts: amountAt(order, 'currentTotalDiscountsSet'),
  total_tax: amountAt(order, 'totalTaxSet'),
  current_total_tax: amountAt(order, 'currentTotalTaxSet'),
  total_tip_received: amountAt(order, 'totalTipReceivedSet'),
  original_total_duties_set: setAt(order, 'originalTotalDutiesSet'),
  current_total_duties_set: setAt(order, 'currentTotalDutiesSet'),
  original_total_additional_fees_set: setAt(order, 'originalTotalAdditionalFeesSet'),
  current_total_additional_fees_set: setAt(order, 'currentTotalAdditionalFeesSet'),
});

/**
 * The lines before any discount, as placed. GraphQL does not state this sum: it is the subtotal and what the lines were
 * discounted by. The adapter sees by it whether an edit has added a line, so what an edited order states as placed counts
 * there, and not the discounts of the lines that it has now.
 */
const lineItemsPrice = ({ order, lines, shippingLines }: GraphqlOrder): string | null => {
  const code = textAt(order, 'currencyCode');
  if (code === null || !currencyPattern.test(code)) return null;
  const currency = CurrencyCode(code);
  const minorOf = (value: unknown): number => parseMinor(scalarText(value) ?? '', currency) ?? Number.NaN;
  const sumOf = (values: readonly unknown[]): number => values.reduce<number>((sum, value) => sum + minorOf(value), 0);
  const subtotal = minorOf(amountAt(order, 'subtotalPriceSet'));
  const now = lines.reduce((sum, line) => sum + minorOf(amountAt(line, 'originalUnitPriceSet')) * Number(line['quantity']), 0);
  const stated = minorOf(amountAt(order, 'totalDiscountsSet'));
  const ofShipping = sumOf(shippingLines.flatMap(discountsOf));
  // Whether the stated discounts hold those of shipping depends on how they were given.
  const placed =
    order['edited'] === true
      ? subtotal + (subtotal + stated === now ? stated : stated - ofShipping)
      : subtotal + sumOf(lines.flatMap(discountsOf));
  return Number.isSafeInteger(placed) ? decimalMinor(placed, currency) : null;
};

// Allocations know every discount, `totalDiscountSet` only those set by hand or script.
const discountsOf = (line: JsonObject): readonly unknown[] => {
  const allocations = listAt(line, 'discountAllocations').map(({ value }) => amountAt(value, 'allocatedAmountSet'));
  return allocations.length > 0 || line['totalDiscountSet'] === undefined ? allocations : [amountAt(line, 'totalDiscountSet')];
};

/** What REST calls them; to it every other one is null (OrderDisplayFulfillmentStatus). */
const fulfillmentStatuses: Readonly<Record<string, string>> = { FULFILLED: 'fulfilled', PARTIALLY_FULFILLED: 'partial' };

const lineItem = (line: JsonObject, tips: ReadonlySet<unknown>): JsonObject => ({
  id: numberOf(line['id']),
  admin_graphql_api_id: line['id'],
  title: line['title'],
  name: line['name'],
  sku: line['sku'],
  quantity: line['quantity'],
  current_quantity: line['currentQuantity'],
  price: amountAt(line, 'originalUnitPriceSet'),
  total_discount: amountAt(line, 'totalDiscountSet'),
  discount_allocations: discountAllocations(line),
  tax_lines: taxLines(line),
  duties: listAt(line, 'duties').map(({ value }) => ({ tax_lines: taxLines(value) })),
  requires_shipping: line['requiresShipping'],
  gift_card: line['isGiftCard'],
  fulfillment_service: objectAt(line, 'fulfillmentService')['handle'] ?? null,
  variant_title: line['variantTitle'],
  vendor: line['vendor'],
  properties: attributes(line),
  ...(tips.has(line['id']) ? { tip_payment_gateway: null } : {}),
});

/**
 * Lines that are tips. REST marks them and GraphQL does not: they are what can never be shipped, and together they come to the
 * tips that the order states. If they do not, none is taken for a tip, and the totals will say that something is amiss.
 */
const tipIds = (order: JsonObject, lines: readonly JsonObject[]): ReadonlySet<unknown> => {
  const code = textAt(order, 'currencyCode') ?? '';
  if (!currencyPattern.test(code)) return new Set();
  const minorOf = (value: unknown): number => parseMinor(scalarText(value) ?? '', CurrencyCode(code)) ?? Number.NaN;
  const stated = minorOf(amountAt(order, 'totalTipReceivedSet'));
  const candidates = lines.filter(
    (line) =>
      line['requiresShipping'] === false &&
      line['isGiftCard'] === false &&
      line['nonFulfillableQuantity'] === line['quantity'] &&
      line['currentQuantity'] === line['quantity'],
  );
  const sum = candidates.reduce((total, line) => total + minorOf(amountAt(line, 'originalUnitPriceSet')) * Number(line['quantity']), 0);
  return stated > 0 && sum === stated ? new Set(candidates.map((line) => line['id'])) : new Set();
};

const shippingLine = (line: JsonObject): JsonObject => ({
  id: numberOf(line['id']),
  code: line['code'],
  title: line['title'],
  is_removed: line['isRemoved'],
  price: amountAt(line, 'originalPriceSet'),
  discounted_price: amountAt(line, 'discountedPriceSet'),
  current_discounted_price_set: setAt(line, 'currentDiscountedPriceSet'),
  discount_allocations: discountAllocations(line),
  tax_lines: taxLines(line),
});

const discountAllocations = (line: JsonObject): readonly JsonObject[] =>
  listAt(line, 'discountAllocations').map(({ value }) => ({ amount: amountAt(value, 'allocatedAmountSet') }));

const taxLines = (line: JsonObject): readonly JsonObject[] =>
  listAt(line, 'taxLines').map(({ value }) => ({ price: amountAt(value, 'priceSet') }));

const attributes = (parent: JsonObject): readonly JsonObject[] =>
  listAt(parent, 'customAttributes').map(({ value }) => ({ name: value['key'], value: value['value'] }));

const customer = (order: JsonObject): JsonObject | null => {
  const record = objectAt(order, 'customer');
  if (record['id'] === undefined) return null;
  return {
    id: numberOf(record['id']),
    admin_graphql_api_id: record['id'],
    first_name: record['firstName'],
    last_name: record['lastName'],
    email: objectAt(record, 'defaultEmailAddress')['emailAddress'] ?? null,
    phone: objectAt(record, 'defaultPhoneNumber')['phoneNumber'] ?? null,
  };
};

const address = (order: JsonObject, key: string): JsonObject | null => {
  if (order[key] === null || order[key] === undefined) return null;
  const source = objectAt(order, key);
  return {
    name: source['name'],
    first_name: source['firstName'],
    last_name: source['lastName'],
    company: source['company'],
    address1: source['address1'],
    address2: source['address2'],
    city: source['city'],
    province: source['province'],
    province_code: source['provinceCode'],
    zip: source['zip'],
    country: source['country'],
    country_code: source['countryCodeV2'],
    phone: source['phone'],
  };
};
