import { orderIdPattern, skuPattern } from '../../kernel/ids.ts';
import { type OrderStatus, orderStatuses } from './order.values.ts';

/** What a text that was typed into the search may be. */
export const searchKinds = [
  'order_id',
  'fulfillment_order_id',
  'channel_order',
  'sku',
  'tracking_number',
  'email',
  'phone',
  'status',
] as const;
export type SearchKind = (typeof searchKinds)[number];

const emailPattern = /^[^\s@]+@[^\s@]+$/;
const phonePattern = /^\+?[\d\s().\-/]{5,40}$/;
const phoneDigitsMin = 5;
/** Names of orders and parcels have no more. */
const nameMax = 200;

/** The status that a text names, also with spaces and in capitals. */
export const statusNamed = (text: string): OrderStatus | undefined => {
  const name = text.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return orderStatuses.find((status) => status === name);
};

const isPhone = (text: string): boolean => phonePattern.test(text) && text.replaceAll(/\D/g, '').length >= phoneDigitsMin;

/** What the text can be by its form. */
export const kindsOf = (text: string): readonly SearchKind[] => {
  const isId = orderIdPattern.test(text);
  const fits: Readonly<Record<SearchKind, boolean>> = {
    order_id: isId,
    fulfillment_order_id: isId,
    channel_order: text.length <= nameMax && text.replaceAll('#', '') !== '',
    sku: skuPattern.test(text),
    tracking_number: text.length <= nameMax && text.replaceAll('#', '') !== '',
    email: emailPattern.test(text),
    phone: isPhone(text),
    status: statusNamed(text) !== undefined,
  };
  return searchKinds.filter((kind) => fits[kind]);
};

/** Kinds by which people are found, and not orders alone. */
export const personalKinds: ReadonlySet<SearchKind> = new Set(['email', 'phone']);
