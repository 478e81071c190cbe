import { parseInstant } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { type JsonObject, listAt, scalarText, textAt } from '../reading/json.ts';
import { idOf } from './shopify.ids.ts';

// Kept for later because an operator, a picker or a rule may need it. Webhooks and the GraphQL Admin API tell the same order,
// and it must be recognised as one, so only what both tell alike is kept: not what GraphQL rounds or forgets (weights, ids of
// deleted products), nor what Shopify repeats of our own doing (states of fulfilment). Left out on purpose too: IP address,
// browser, session and landing pages (personal, and of no use to fulfilment), and `order_status_url` (it grants access).
const keptFields = ['order_number', 'confirmation_number', 'source_name', 'note', 'po_number', 'customer_locale', 'cancel_reason'];

/** Shopify's own fields that the canonical order has no place for. Absent and empty ones are left out. */
export const readMetadata = (order: JsonObject): Readonly<Record<string, Json>> => {
  const kept: Record<string, Json> = {};
  for (const key of keptFields) {
    const text = textAt(order, key);
    if (text !== null) kept[key] = text;
  }
  const processedAt = parseInstant(textAt(order, 'processed_at') ?? '');
  if (processedAt !== undefined) kept['processed_at'] = processedAt;
  const tags = (textAt(order, 'tags') ?? '').split(',').map((tag) => tag.trim());
  // Their order says nothing, and differs from one API to the other.
  if (tags.some((tag) => tag !== ''))
    kept['tags'] = tags
      .filter((tag) => tag !== '')
      .sort()
      .join(', ');
  const lists: Readonly<Record<string, readonly Json[]>> = {
    payment_gateway_names: scalars(order['payment_gateway_names']),
    note_attributes: namedValues(order, 'note_attributes'),
    discount_codes: listAt(order, 'discount_codes').map(({ value }) => pick(value, ['code'])),
    lines: listAt(order, 'line_items').map(({ value }) => lineExtras(value)),
  };
  for (const [key, list] of Object.entries(lists)) if (list.length > 0) kept[key] = list;
  return kept;
};

const lineExtras = (line: JsonObject): Json => {
  const properties = namedValues(line, 'properties');
  return {
    line_id: idOf(line) ?? null,
    ...pick(line, ['variant_title', 'vendor']),
    ...(properties.length > 0 ? { properties } : {}),
  };
};

const pick = (source: JsonObject, keys: readonly string[]): Readonly<Record<string, string>> => {
  const kept: Record<string, string> = {};
  for (const key of keys) {
    const text = textAt(source, key);
    if (text !== null) kept[key] = text;
  }
  return kept;
};

const namedValues = (parent: JsonObject, key: string): readonly Json[] =>
  listAt(parent, key).map(({ value }) => ({ name: textAt(value, 'name'), value: scalarText(value['value']) }));

const scalars = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(scalarText).filter((text) => text !== null) : []);
