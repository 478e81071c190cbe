import { parseInstant } from '../../../kernel/instant.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type JsonObject, listAt, scalarText, textAt } from '../reading/json.ts';

const zoneless = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/** Moment of a `…_gmt` field: WooCommerce writes it in UTC and leaves the zone out. Undefined when it is no moment. */
export const parseGmt = (text: string): Instant | undefined => parseInstant(zoneless.test(text) ? `${text}Z` : text);

/** The id of an order or of one of its items as text; undefined when there is none, or no exact one. */
export const idOf = (resource: JsonObject): string | undefined => {
  const { id } = resource;
  if (typeof id === 'number' && !Number.isSafeInteger(id)) return undefined;
  const text = scalarText(id);
  return text !== null && /^[1-9]\d{0,19}$/.test(text) ? text : undefined;
};

/** Text of the first metadata entry with this key; null when there is none, or it is no plain text. */
export const metaText = (resource: JsonObject, key: string): string | null => {
  const entry = listAt(resource, 'meta_data').find(({ value }) => value['key'] === key);
  return entry ? scalarText(entry.value['value']) : null;
};

/** The status as WooCommerce means it: an order in the trash that had been completed before is done, not called off. */
export const statusOf = (order: JsonObject): string => {
  const status = textAt(order, 'status') ?? '';
  if (status !== 'trash') return status;
  const before = metaText(order, '_wp_trash_meta_status')?.replace(/^wc-/, '');
  return before === 'completed' || before === 'refunded' ? before : status;
};
