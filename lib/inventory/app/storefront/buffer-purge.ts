import type { StorefrontPurge } from '../../../contracts/events/storefront.ts';
import type { Sku, TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import { type Platform, TransactionCanceledError, UnavailableError } from '../../../platform/ports.ts';
import { crossingKey, CrossingRow, duePurgeKey, storefrontPurgesQueue } from './buffer-purge.rows.ts';
import type { StorefrontParts } from './buffer-storefront.ts';

/** Articles that sell out or come back within so many seconds are thrown out together. */
const stretchSeconds = 5;
const stretchesRemembered = 10_000;
/** An article that goes to and fro so fast that another process always comes first is looked at later. */
const looksMax = 10;

type Parts = Pick<StorefrontParts, 'policy' | 'forSale'> & { readonly platform: Pick<Platform, 'ledger' | 'queue' | 'clock'> };

/** Time is cut into stretches; the first article of one that this process sees asks for a purge when it is over. */
const createAskForPurge = ({ queue, clock }: Parts['platform']) => {
  const asked = createRecentMap<string, true>(stretchesRemembered);
  return async (tenantId: TenantId): Promise<void> => {
    // Read only now, when what is due is written: what comes out of this stretch finds it.
    const nowMs = toEpochMs(clock.now());
    const stretch = Math.floor(nowMs / (stretchSeconds * 1_000));
    if (asked.get(`${tenantId} ${stretch}`)) return;
    const message: StorefrontPurge = { tenant_id: tenantId, stretch };
    const delaySeconds = Math.ceil(((stretch + 1) * stretchSeconds * 1_000 - nowMs) / 1_000);
    await queue(storefrontPurgesQueue).send([{ body: JSON.stringify(message), delaySeconds }]);
    asked.set(`${tenantId} ${stretch}`, true);
  };
};

/**
 * Has the caches before the API forget an article when it sells out or comes back, and not at each unit: between the two an
 * old number is as good as a new one until it is due anyway. How it stood last is kept in a row with a number that counts its
 * crossings, so that it does not matter which process sees a change.
 *
 * That it crossed and that it is due to be thrown out is written at once, and whoever then finds it due asks for that: a
 * process that ends in between is followed by the next look at the message that it handled. After the row the stock is read
 * again, because whoever saw the article cross back meanwhile may have found the row as it was before.
 * @throws UnavailableError when others keep coming first
 */
export const createPurgeAvailability = (parts: Parts) => {
  const { ledger } = parts.platform;
  const askForPurge = createAskForPurge(parts.platform);

  const isInStock = async (tenantId: TenantId, sku: Sku): Promise<boolean> => {
    const units = (await parts.forSale(tenantId, [sku], 'all')).get(sku);
    return units !== undefined && units.available > units.safetyStock;
  };

  const note = async (tenantId: TenantId, sku: Sku, inStock: boolean, last: number | undefined): Promise<void> => {
    const crossing = (last ?? 0) + 1;
    const condition =
      last === undefined ? ({ kind: 'absent' } as const) : ({ kind: 'equals', attribute: 'crossing', value: last } as const);
    try {
      await ledger.transact([
        { kind: 'put', item: { ...crossingKey(tenantId, sku), in_stock: inStock, crossing }, condition },
        { kind: 'put', item: { ...duePurgeKey(tenantId, sku), crossing } },
      ]);
    } catch (error) {
      // Another process was first; what there is now is looked at anew.
      if (!(error instanceof TransactionCanceledError)) throw error;
    }
  };

  return async (tenantId: TenantId, sku: Sku): Promise<void> => {
    const { public: isPublic, freshSeconds, staleSeconds } = await parts.policy(tenantId);
    // Nothing is kept, so there is nothing to forget.
    if (!isPublic || freshSeconds + staleSeconds === 0) return;
    for (let look = 0; look < looksMax; look += 1) {
      const [found, due] = await ledger.getMany([crossingKey(tenantId, sku), duePurgeKey(tenantId, sku)]);
      const row = found && CrossingRow.parse(found);
      const inStock = await isInStock(tenantId, sku);
      if (row?.in_stock === inStock) return due === undefined ? undefined : askForPurge(tenantId);
      await note(tenantId, sku, inStock, row?.crossing);
    }
    throw new UnavailableError(`Other processes keep noting that ${sku} sells out and comes back`);
  };
};

export type PurgeAvailability = ReturnType<typeof createPurgeAvailability>;
