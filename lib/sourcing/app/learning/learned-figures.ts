import type { TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { LearnedReader, OrderDraw } from '../sourcing.ports.ts';
import { createFiguresRows, type StoredFigures } from './figures.rows.ts';

/** How long a process goes by what it has read. */
const readEveryMs = 60_000;
/** How long it takes for granted that nothing has been learned. */
const lookEveryMs = 5_000;
const tenantsKept = 200;

type Read = { readonly readAtMs: number; readonly stored: Promise<StoredFigures | undefined> };

/**
 * What was learned of carriers, for decisions: a read of a few rows a minute and process. Where there is nothing, or nothing that
 * can be read, the rates decide alone: no trouble here stops an order.
 */
export const createLearnedFigures = ({
  views,
  clock,
  observability,
}: Pick<Platform, 'views' | 'clock' | 'observability'>): LearnedReader => {
  const rows = createFiguresRows(views);
  const known = createRecentMap<TenantId, Read>(tenantsKept);
  // A version may be replaced between the reading of its head and that of its rows; the next one is there by then.
  const readTwice = async (tenantId: TenantId) => (await rows.read(tenantId)) ?? rows.read(tenantId);
  return {
    figures: async (tenantId) => {
      const nowMs = toEpochMs(clock.now());
      const kept = known.get(tenantId);
      const before = kept && (await kept.stored);
      if (kept && nowMs - kept.readAtMs < (before ? readEveryMs : lookEveryMs)) return before?.figures;
      const stored = readTwice(tenantId).catch((error: unknown) => {
        observability.logger.warn('learned figures could not be read', { tenant_id: tenantId, error: error as Error });
        return undefined;
      });
      known.set(tenantId, { readAtMs: nowMs, stored });
      return (await stored)?.figures;
    },
  };
};

const drawPurpose = 'sourcing-draw';
const hexDigits = 13;

/** Draws by a keyed hash of the order: the same each time, and nobody can choose an order's id so that it is drawn. */
export const createOrderDraw = ({ keys }: Pick<Platform, 'keys'>): OrderDraw => ({
  drawFor: async (tenantId, orderId) => {
    const mac = await keys.mac(drawPurpose, `${tenantId} ${orderId}`);
    return Number.parseInt(mac.slice(0, hexDigits), 16) / 16 ** hexDigits;
  },
});
