import { createSweepLeases, createSweepReservations } from '../../lib/inventory/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { inventoryOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const sweepReservations = createSweepReservations({ platform, inventory: inventoryOf(platform) });
  const { ledger, ids, sha256, clock, place } = platform;
  const sweepLeases = createSweepLeases({ ledger, ids, sha256, clock, ...(place?.busyItems ? { bounds: place.busyItems } : {}) });
  return stack(platform, async () => {
    const { metrics } = platform.observability;
    const { carts, behindSeconds } = await sweepReservations();
    metrics.addMetric('ReservationsExpired', 'Count', carts);
    metrics.addMetric('ReservationsOverdue', 'Seconds', behindSeconds);
    await sweepLeases();
  });
};
