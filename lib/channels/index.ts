export type { CanonicalOrder } from './domain/canonical-order.ts';
export { orderIdOf } from './domain/order-key.ts';
