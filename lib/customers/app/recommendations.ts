import type { PersonId, Sku, TenantId } from '../../kernel/ids.ts';
import { Sku as toSku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import type { Bundle } from '../domain/co-purchase.ts';
import { createCoPurchaseRows } from './co-purchase.rows.ts';

/** What an answer rests on. `best-selling`: nothing is known of this article or person; `nothing`: there are no orders yet. */
export type RecommendationBasis = 'bought-together' | 'best-selling' | 'nothing';

export type Recommended = {
  readonly sku: string;
  /** Orders that have it beside what was asked about; of a best-selling article, all of its orders. */
  readonly orders: number;
  /** Null for a best-selling article. */
  readonly share: number | null;
  readonly lift: number | null;
  readonly reason: string;
};

export type Recommendations = {
  readonly basis: RecommendationBasis;
  /** When it was counted, and from how many orders; null while nothing has been. */
  readonly countedAt: Instant | null;
  readonly baskets: number;
  readonly items: readonly Recommended[];
};

export type PersonalRecommendations = Recommendations & {
  /** Whether the person agrees to personalisation. Without it nothing of theirs is read. */
  readonly consent: boolean;
  /** Articles of theirs that it rests on. */
  readonly purchases: number;
};

export type RecommendationParts = {
  readonly platform: Pick<Platform, 'views'>;
  /** Of these, the articles that can be bought now. */
  readonly inStock: (tenantId: TenantId, skus: readonly Sku[]) => Promise<ReadonlySet<string>>;
};

export type PersonalParts = RecommendationParts & {
  /** Undefined for nobody known. */
  readonly consent: (tenantId: TenantId, personId: PersonId) => Promise<boolean | undefined>;
  /** SKUs of a person's newest orders, the newest first. */
  readonly purchases: (tenantId: TenantId, personId: PersonId) => Promise<readonly string[]>;
};

/** Articles of a person that are looked at; what they bought long ago says little. */
const purchasesMax = 20;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What to show beside an article, or to a person. Nothing that is sold out is named. */
export const createRecommendations = ({ platform, inStock }: RecommendationParts) => {
  const rows = createCoPurchaseRows(platform.views);

  const available = async (tenantId: TenantId, items: readonly Recommended[], limit: number): Promise<readonly Recommended[]> => {
    if (items.length === 0) return [];
    const sold = await inStock(
      tenantId,
      items.map(({ sku }) => toSku(sku)),
    );
    return items.filter(({ sku }) => sold.has(sku)).slice(0, limit);
  };

  /** What goes with any of these, what goes with several of them first, and best-selling articles where nothing does. */
  const beside = async (
    tenantId: TenantId,
    skus: readonly string[],
    { limit, without }: { readonly limit: number; readonly without: ReadonlySet<string> },
  ): Promise<Recommendations> => {
    const [lists, summary] = await Promise.all([rows.partners(tenantId, skus), rows.summary(tenantId)]);
    const best = new Map<string, Recommended & { readonly share: number; readonly sum: number }>();
    for (const [index, partners] of lists.entries())
      for (const { sku, orders, share, lift } of partners) {
        if (without.has(sku)) continue;
        const reason = `${percent(share)} of the orders with ${skus[index]} have ${sku} too, ${lift.toFixed(1)} times as many as by chance.`;
        const before = best.get(sku);
        const sum = (before?.sum ?? 0) + share;
        best.set(sku, before && before.share >= share ? { ...before, sum } : { sku, orders, share, lift, reason, sum });
      }
    const ranked = [...best.values()].toSorted((one, other) => other.sum - one.sum || (one.sku < other.sku ? -1 : 1));
    const counted = { countedAt: summary?.countedAt ?? null, baskets: summary?.baskets ?? 0 };
    const together = await available(
      tenantId,
      ranked.map(({ sum: _sum, ...item }) => item),
      limit,
    );
    if (together.length > 0) return { basis: 'bought-together', ...counted, items: together };
    const selling = (summary?.bestSelling ?? []).filter(({ sku }) => !without.has(sku));
    const items = await available(
      tenantId,
      selling.map(({ sku, orders }) => ({ sku, orders, share: null, lift: null, reason: `It is in ${orders} of the newest orders.` })),
      limit,
    );
    return { basis: items.length > 0 ? 'best-selling' : 'nothing', ...counted, items };
  };

  return {
    beside: (tenantId: TenantId, skus: readonly string[], limit: number): Promise<Recommendations> =>
      beside(tenantId, skus, { limit, without: new Set(skus) }),
    /** Bundles of which every article can be bought now. */
    bundles: async (
      tenantId: TenantId,
      limit: number,
    ): Promise<{ readonly countedAt: Instant | null; readonly baskets: number; readonly bundles: readonly Bundle[] }> => {
      const summary = await rows.summary(tenantId);
      if (!summary) return { countedAt: null, baskets: 0, bundles: [] };
      const wanted = [...new Set(summary.bundles.flatMap(({ skus }) => skus))].map(toSku);
      const sold = wanted.length === 0 ? new Set<string>() : await inStock(tenantId, wanted);
      const bundles = summary.bundles.filter(({ skus }) => skus.every((sku) => sold.has(sku))).slice(0, limit);
      return { countedAt: summary.countedAt, baskets: summary.baskets, bundles };
    },
    /** What goes with what a person has bought, with their consent; without it what anybody is shown. */
    forPerson: async (
      tenantId: TenantId,
      personId: PersonId,
      limit: number,
      { consent, purchases }: Pick<PersonalParts, 'consent' | 'purchases'>,
    ): Promise<PersonalRecommendations | undefined> => {
      const agreed = await consent(tenantId, personId);
      if (agreed === undefined) return undefined;
      const own = agreed ? [...new Set(await purchases(tenantId, personId))] : [];
      const found = await beside(tenantId, own.slice(0, purchasesMax), { limit, without: new Set(own) });
      return { ...found, consent: agreed, purchases: own.length };
    },
  };
};

export type ReadRecommendations = ReturnType<typeof createRecommendations>;
