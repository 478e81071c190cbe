import type { TenantId } from '../../lib/kernel/ids.ts';
import { fromEpochMs, type Instant, plusMs, toEpochMs } from '../../lib/kernel/instant.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createOutcomeRows, departedOf, type PastParcel } from '../../lib/sourcing/index.ts';

const dayMs = 86_400_000;
/** Outcomes are kept for so many days; what is older tells nothing of a carrier any more. */
const outcomeDays = 400;

/** Parcels of the product, and those that were told of, by the day on which their fate was known. */
export const recordedParcelsOf =
  (platform: Platform) =>
  async (tenantId: TenantId, window: { readonly from: Instant; readonly to: Instant }): Promise<readonly PastParcel[]> => {
    const rows = createOutcomeRows(platform);
    const found: PastParcel[] = [];
    const first = Math.max(toEpochMs(window.from), toEpochMs(plusMs(window.to, -outcomeDays * dayMs)));
    for (let at = first; at < toEpochMs(window.to); at += dayMs) {
      const day = fromEpochMs(at).slice(0, 10);
      for (const { name, outcome } of await rows.outcomesOf(tenantId, day))
        found.push({ id: `${day}#${name}`, outcome, departed: departedOf(outcome) });
    }
    return found;
  };
