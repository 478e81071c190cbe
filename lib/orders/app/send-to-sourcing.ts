import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import type { OpenWait, Waits } from '../../platform/waits/waits.ts';
import { orderStream } from './order.stream.ts';

/** Error name that ends the wait for fulfilment when units need another source. */
export const unitsToSourceError = 'UnitsToSource';

/** Ends a wait for stock or for fulfilment so that the workflow sources the order again. */
export const sourceAgain = (waits: Waits, stream: StreamId, wait: OpenWait): Promise<void> =>
  wait.name === 'fulfilment'
    ? waits.fail(stream, wait, unitsToSourceError, 'units of the order need a location')
    : waits.succeed(stream, wait, { next: 'source' });

/** Sends an order back to sourcing wherever it waits for anything but clearance. */
export const sendToSourcing = async (waits: Waits, tenantId: TenantId, orderId: OrderId): Promise<void> => {
  const stream = orderStream(tenantId, orderId);
  for (const wait of await waits.list(stream)) if (wait.name !== 'clearance') await sourceAgain(waits, stream, wait);
};
