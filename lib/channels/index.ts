export type { CanonicalOrder } from './domain/canonical-order.ts';
export { checkShippable, checkTotals, lineTotal } from './domain/order-checks.ts';
export { orderIdOf } from './domain/order-key.ts';
