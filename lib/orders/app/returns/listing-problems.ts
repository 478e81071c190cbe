import { Sku, type TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { OrderFinding } from '../../domain/anomalies/order-anomaly.ts';
import {
  type Complaint,
  complaintKinds,
  complaintOf,
  listingLimits,
  listingProblemOf,
  type ReturnRate,
} from '../../domain/returns/listing-problem.ts';
import { createSkuDemand } from '../sku-demand.ts';
import { createReturnLists, type ReturnedUnits } from './return-lists.ts';

export type ListingProblemParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>;
  /** Categories of the articles that have one. */
  readonly categoriesOf: (tenantId: TenantId, skus: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

const dayMs = 86_400_000;
const [recentMs, historyMs, onTheWayMs] = [28 * dayMs, 118 * dayMs, 14 * dayMs];
/** Returns that are read, articles that are suspected, and others of their category that they are held against. */
const [returnsMax, suspectsMax, peersMax] = [20_000, 40, 20];

type Sold = { readonly recent: number; readonly before: number };

const units = (of: readonly { readonly quantity: number }[]): number => of.reduce((sum, { quantity }) => sum + quantity, 0);

/** Looks for articles of which far more comes back with one complaint than is usual of them and of their category. */
export const createListingProblems = ({ platform, categoriesOf }: ListingProblemParts) => {
  const lists = createReturnLists(platform);
  const demand = createSkuDemand(platform);

  /** What came back lately was sold lately or two weeks sooner: the larger of the two, so that a season's end is no complaint. */
  const soldOf = async (tenantId: TenantId, sku: string, now: Instant): Promise<Sold> => {
    const days = await demand(tenantId, Sku(sku), { from: plusMs(now, -historyMs), to: now });
    const between = (from: Instant, to: Instant): number =>
      days.reduce((sum, one) => (one.day >= from.slice(0, 10) && one.day < to.slice(0, 10) ? sum + one.units : sum), 0);
    const [recently, tomorrow] = [plusMs(now, -recentMs), plusMs(now, dayMs)];
    const sooner = between(plusMs(recently, -onTheWayMs), plusMs(now, -onTheWayMs));
    return { recent: Math.max(between(recently, tomorrow), sooner), before: between(plusMs(now, -historyMs), recently) };
  };

  return async (tenantId: TenantId, now: Instant): Promise<readonly OrderFinding[]> => {
    const since = plusMs(now, -recentMs);
    const window = { from: plusMs(now, -historyMs), to: plusMs(now, dayMs) };
    const returned = (await lists.all(tenantId, window, returnsMax)).filter(({ reason }) => complaintOf(reason) !== undefined);
    const bySku = Map.groupBy(returned, ({ sku }) => sku);
    const of = (sku: string, complaint: Complaint, isRecent: boolean): readonly ReturnedUnits[] =>
      (bySku.get(sku) ?? []).filter(({ at, reason }) => at >= since === isRecent && complaintOf(reason) === complaint);
    const suspects = [...bySku.keys()]
      .flatMap((sku) => complaintKinds.map((complaint) => ({ sku, complaint, recent: of(sku, complaint, true) })))
      .filter(({ recent }) => units(recent) >= listingLimits.unitsMin)
      .toSorted((one, other) => units(other.recent) - units(one.recent) || (one.sku < other.sku ? -1 : 1))
      .slice(0, suspectsMax);
    if (suspects.length === 0) return [];
    const categories = await categoriesOf(tenantId, [...bySku.keys()]);
    const known = new Map<string, Promise<Sold>>();
    const sold = (sku: string): Promise<Sold> => {
      const found = known.get(sku) ?? soldOf(tenantId, sku, now);
      known.set(sku, found);
      return found;
    };
    const peersOf = async (sku: string, complaint: Complaint): Promise<ReturnRate> => {
      const category = categories.get(sku);
      const others = [...bySku.keys()].filter((one) => one !== sku && (category === undefined || categories.get(one) === category));
      // Others of which nothing came back are not seen: what is usual is then taken for more than it is, and less is told.
      const peers = others.slice(0, peersMax);
      const sums = await Promise.all(peers.map(sold));
      const back = peers.reduce((sum, one) => sum + units(of(one, complaint, false)), 0);
      return { returned: back, sold: sums.reduce((sum, { before }) => sum + before, 0) };
    };
    const found: OrderFinding[] = [];
    for (const { sku, complaint, recent } of suspects) {
      const own = await sold(sku);
      const finding = listingProblemOf({
        sku,
        complaint,
        recent: { returned: units(recent), sold: own.recent },
        before: { returned: units(of(sku, complaint, false)), sold: own.before },
        peers: await peersOf(sku, complaint),
        orderIds: [...new Set(recent.map(({ orderId }) => orderId))],
      });
      if (finding) found.push(finding);
    }
    return found;
  };
};
