import type { CanonicalOrder } from '../../domain/canonical-order.ts';

// As far as characters and length go; whoever uses the address finds out what it is.
const addressPattern = /^[0-9a-f.:]{2,45}$/i;

/** Where the order was placed from, by the customer's address as the shop noted it. Absent where it noted none, or something else. */
export const readClient = (ip: string | null): Pick<CanonicalOrder, 'client'> =>
  ip !== null && addressPattern.test(ip) ? { client: { ip, deviceId: null } } : {};
