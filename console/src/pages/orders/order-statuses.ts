/** The statuses of an order, in the order of its life. */
export const orderStatuses = [
  'pending',
  'confirmed',
  'backorder',
  'processing',
  'allocated',
  'picking',
  'packed',
  'partially_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'returned',
] as const;
