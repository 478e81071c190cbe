import type { Sku, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Item, Platform } from '../../platform/ports.ts';
import { readView } from '../../platform/projection/listed-views.ts';
import { streamIdOf } from '../../platform/event-store/commit.codec.ts';
import { type FoldedOrder, orderListKeys, orderProjection, unitsWanted } from './order.projection.ts';

/** Units of a SKU that orders of one day wanted, from one channel to one region. */
export type DemandOfDay = {
  /** Day in UTC on which the orders were placed, such as `2026-11-22`. */
  readonly day: string;
  readonly channel: string;
  /** ISO 3166-2 (`US-NY`), the country alone where no region is known, or empty. */
  readonly region: string;
  /** At least 1. */
  readonly units: number;
};

const rowsPerQuery = 1_000;

type Wanted = Omit<DemandOfDay, 'day'>;

const wantedOf = (row: Item): Wanted | undefined => {
  const { channel, region, units } = row;
  return typeof channel === 'string' && typeof region === 'string' && typeof units === 'number' ? { channel, region, units } : undefined;
};

const viewWanted = (view: FoldedOrder, sku: string): Wanted => ({
  channel: view.channel,
  region: view.demand.region,
  units: unitsWanted(view, sku),
});

/** Adds up what was wanted by day, channel and region, in that order. */
const sumByDay = (wanted: readonly DemandOfDay[]): readonly DemandOfDay[] => {
  const sums = new Map<string, DemandOfDay>();
  for (const one of wanted) {
    const key = `${one.day}\n${one.channel}\n${one.region}`;
    sums.set(key, { ...one, units: one.units + (sums.get(key)?.units ?? 0) });
  }
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
};

/**
 * What orders wanted of a SKU, by day, from the list by which orders are found by SKU: it costs no write of its own. Units
 * that had to wait count, and so do those of orders cancelled later; test orders do not.
 */
export const createSkuDemand = (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>) => {
  /** A row of before rows told the demand; its order still knows. */
  const askOrder = async (row: Item, sku: string): Promise<Wanted | undefined> => {
    const id = streamIdOf(String(row['source']));
    const found = id && (await readView(platform, orderProjection, id));
    return found && viewWanted(found.view, sku);
  };

  /** @param window from inclusive, to exclusive, by when orders were placed */
  return async (
    tenantId: TenantId,
    sku: Sku,
    window: { readonly from: Instant; readonly to: Instant },
  ): Promise<readonly DemandOfDay[]> => {
    const wanted: DemandOfDay[] = [];
    let cursor: string | undefined;
    do {
      const page = await platform.views.query({
        PK: orderListKeys.sku(tenantId, sku),
        from: window.from,
        to: window.to,
        limit: rowsPerQuery,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const row of page.items) {
        const one = wantedOf(row) ?? (await askOrder(row, sku));
        if (one && one.units > 0) wanted.push({ day: row.SK.slice(0, 10), ...one });
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
    return sumByDay(wanted);
  };
};

export type SkuDemand = ReturnType<typeof createSkuDemand>;
