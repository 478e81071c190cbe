import type { Json } from '../../../kernel/canonical-json.ts';
import { type JsonObject, listAt, scalarText, textAt } from '../reading/json.ts';
import { idOf, metaText } from './woocommerce.fields.ts';

// Kept because an operator, a picker or a rule may need it. Left out on purpose: IP address, browser, `order_key` and
// `payment_url` (whoever has them sees or pays the order), `cart_hash`.
const keptFields = [
  'number',
  'status',
  'created_via',
  'version',
  'parent_id',
  'payment_method_title',
  'customer_note',
  'date_paid_gmt',
  'date_completed_gmt',
];

// Extensions write anything into the metadata of an order, from VAT numbers to tokens of payment. These are known to be harmless.
const keptMeta = [
  'is_vat_exempt',
  '_wcpay_mode',
  '_wc_order_attribution_source_type',
  '_wc_order_attribution_utm_source',
  '_wc_order_attribution_utm_medium',
  '_wc_order_attribution_utm_campaign',
  '_wc_order_attribution_device_type',
];

const textMax = 500;

/** WooCommerce's own fields that the canonical order has no place for. Absent and empty ones are left out. */
export const readMetadata = (order: JsonObject, rounding: number): Readonly<Record<string, Json>> => {
  const kept: Record<string, Json> = {};
  for (const key of keptFields) {
    const text = textAt(order, key);
    if (text !== null && !(key === 'parent_id' && text === '0')) kept[key] = text;
  }
  for (const key of keptMeta) {
    const text = metaText(order, key);
    if (text !== null && text.length <= textMax) kept[key] = text;
  }
  if (rounding !== 0) kept['rounding'] = rounding;
  const lists: Readonly<Record<string, readonly Json[]>> = {
    coupons: listAt(order, 'coupon_lines').map(({ value }) => pick(value, ['code', 'discount', 'discount_tax'])),
    fees: listAt(order, 'fee_lines').map(({ value }) => pick(value, ['name', 'total', 'total_tax'])),
    tax_rates: listAt(order, 'tax_lines').map(({ value }) => pick(value, ['rate_code', 'label', 'rate_percent'])),
    lines: listAt(order, 'line_items').map(({ value }) => lineExtras(value)),
  };
  for (const [key, list] of Object.entries(lists)) if (list.length > 0) kept[key] = list;
  return kept;
};

const lineExtras = (line: JsonObject): Json => {
  const properties = listAt(line, 'meta_data').flatMap(({ value }) => property(value));
  return {
    line_id: idOf(line) ?? null,
    ...pick(line, ['product_id', 'variation_id', 'parent_name', 'tax_class', 'subtotal']),
    ...(properties.length > 0 ? { properties } : {}),
  };
};

// What the customer chose, such as a size or an engraving. Keys that begin with _ are hidden from everybody in the shop too.
const property = (meta: JsonObject): readonly Json[] => {
  const key = textAt(meta, 'key');
  const name = textAt(meta, 'display_key') ?? key;
  const value = scalarText(meta['display_value']) ?? scalarText(meta['value']);
  return key === null || key.startsWith('_') || value === null || value.length > textMax ? [] : [{ name, value }];
};

const pick = (source: JsonObject, keys: readonly string[]): Readonly<Record<string, string>> => {
  const kept: Record<string, string> = {};
  for (const key of keys) {
    const text = textAt(source, key);
    if (text !== null) kept[key] = text;
  }
  return kept;
};
