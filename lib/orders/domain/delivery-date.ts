// Until when an order is to be with its customer: by what the order states, else by the tenant's service levels.
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { Order } from './order.record.ts';
import type { DeliveryDate } from './order.values.ts';

/** Days from placing to delivery for a shipping method; the method `*` stands for every other one. */
export type ServiceLevel = { readonly method: string; readonly days: number };

const dayMs = 24 * 3_600 * 1_000;
const anyMethod = '*';

/** The level of a shipping method: its own, without regard to case, or the one for any; undefined where neither is there. */
export const serviceLevelOf = (levels: readonly ServiceLevel[], shippingMethod: string | null): ServiceLevel | undefined => {
  const wanted = shippingMethod?.trim().toLowerCase();
  const own = levels.find(({ method }) => method !== anyMethod && method.trim().toLowerCase() === wanted);
  return own ?? levels.find(({ method }) => method === anyMethod);
};

/**
 * @param now from when the days count for an order that has waited: its customer knows that it comes later
 * @returns undefined where nobody says a date, and for goods that the customer comes for
 */
export const deliveryDateOf = (
  order: Pick<Order, 'deliverBy' | 'delivery' | 'shippingMethod' | 'placedAt' | 'promises'>,
  levels: readonly ServiceLevel[],
  now: Instant,
): DeliveryDate | undefined => {
  if (order.delivery) return undefined;
  if (order.deliverBy) return { deliverBy: order.deliverBy, basis: 'stated' };
  const level = serviceLevelOf(levels, order.shippingMethod);
  if (!level) return undefined;
  const hasWaited = order.promises.some(({ kind }) => kind !== 'allocated');
  return { deliverBy: plusMs(hasWaited ? now : order.placedAt, level.days * dayMs), basis: 'service-level' };
};
