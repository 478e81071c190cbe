import type { OrderRow } from '../../shared/types.ts';

type Status = OrderRow['status'];

/** In the order of an order's life. One that the API gains or loses does not compile until it has, or has lost, its place. */
const inOrder: Readonly<Record<Status, true>> = {
  pending: true,
  confirmed: true,
  backorder: true,
  processing: true,
  allocated: true,
  picking: true,
  packed: true,
  partially_shipped: true,
  shipped: true,
  delivered: true,
  completed: true,
  cancelled: true,
  returned: true,
};

export const orderStatuses = Object.keys(inOrder) as readonly Status[];
