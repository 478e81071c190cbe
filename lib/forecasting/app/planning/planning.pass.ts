import * as z from 'zod';
import type { PlanningPolicy } from '../../../kernel/planning-policies.ts';
import type { Sku, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { forEveryTenant } from '../../../platform/every-tenant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Platform } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import { dayNumber } from '../../domain/daily-series.ts';
import { locationDispersion, locationMeans } from '../../domain/levels.ts';
import { bestOffer, type Offer, planPurchases } from '../../domain/planning/plan-purchases.ts';
import { type EndStanding, planTransfers } from '../../domain/planning/plan-transfers.ts';
import { type PlannedLocation, riseOf } from '../../domain/planning/planned-location.ts';
import { expectedShortage } from '../../domain/planning/shortage.ts';
import { type ProposalContent, purchaseContent, transferContent } from '../../domain/planning/proposal.ts';
import { createForecastRows, type StoredForecast } from '../forecast.rows.ts';
import { createProposalStore } from './proposal.store.ts';

type PlannedArticle = { readonly sku: string; readonly price?: number | undefined; readonly currency?: string | undefined };
type KnownLocation = { readonly locationId: string; readonly type: PlannedLocation['type']; readonly isActive: boolean };

/** What planning sees of the rest of the product. */
export type PlanningParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'clock' | 'sha256' | 'observability'>;
  readonly tenants: () => Promise<readonly TenantId[]>;
  /** Articles by SKU. */
  readonly articles: (
    tenantId: TenantId,
    page: { readonly limit: number; readonly cursor?: string },
  ) => Promise<{ readonly items: readonly PlannedArticle[]; readonly cursor?: string }>;
  readonly locations: (tenantId: TenantId) => Promise<readonly KnownLocation[]>;
  /** Units to give, by location. */
  readonly available: (tenantId: TenantId, sku: Sku) => Promise<readonly { readonly locationId: string; readonly units: number }[]>;
  /** Units of documents under way; `expectedAt` is null while nobody says when. */
  readonly incoming: (
    tenantId: TenantId,
    sku: Sku,
  ) => Promise<readonly { readonly locationId: string; readonly quantity: number; readonly expectedAt: Instant | null }[]>;
  readonly safetyStock: (tenantId: TenantId) => Promise<(sku: string, locationId: string) => number>;
  readonly policy: (tenantId: TenantId) => Promise<{ readonly value: PlanningPolicy; readonly version: number }>;
  /** On what terms suppliers sell an article. */
  readonly offers: (tenantId: TenantId) => Promise<(sku: string) => readonly Offer[]>;
};

const articlesPerPage = 50;
const pagesPerRun = 20;
const readsAtOnce = 8;
const dayMs = 86_400_000;
const keptMs = 7 * dayMs;
/** Reasons of a forecast that a person would want to hear of a proposal. */
const drivers: ReadonlySet<string> = new Set(['campaign', 'promotion', 'holiday', 'weather', 'trend']);

type PlanningPass = {
  /** The forecasts that it goes by. */
  readonly version: string;
  /** Place in the catalog to go on from; absent once every article has been looked at. */
  readonly cursor?: string;
};
const PassRow = z.object({ version: z.string(), cursor: z.string().optional() });
const passKey = (tenantId: TenantId) => ({ PK: `${tenantId}#FORECASTING`, SK: 'PLANNING' });

type Around = {
  readonly locations: readonly KnownLocation[];
  readonly safetyStock: (sku: string, locationId: string) => number;
  readonly policy: { readonly value: PlanningPolicy; readonly version: number };
  readonly offers: (sku: string) => readonly Offer[];
};

/** Days ahead that a plan may look at: the longest lead time and what comes after it. */
const daysMost = 400;

const withoutLifts = ({ lifts: _lifts, usual, ...rest }: StoredForecast): StoredForecast => ({
  ...rest,
  days: usual ? rest.days.map(({ day }, at) => ({ day, mean: usual[at] ?? 0 })) : rest.days,
});

const standingOf = (
  location: PlannedLocation,
  plan: {
    readonly days: number;
    readonly orderUpTo: number;
    readonly expected: number;
    readonly position: number;
    readonly quantity: number;
  },
): EndStanding => {
  const demand = { mean: plan.expected, dispersion: location.dispersion };
  return {
    locationId: location.locationId,
    available: location.available,
    incoming: plan.position - location.available,
    expected: plan.expected,
    days: plan.days,
    needed: plan.orderUpTo,
    safetyStock: location.safetyStock,
    shortBefore: Math.round(expectedShortage(demand, plan.position) * 100) / 100,
    shortAfter: Math.round(expectedShortage(demand, plan.position + plan.quantity) * 100) / 100,
  };
};

/**
 * Proposes moves and purchases before goods are missing. It follows the forecasts: once a whole pass of them is there, every
 * article is looked at, a thousand at a run. An article costs about a read for its forecast, one for its lanes, one for what is
 * under way and one for each location that has it; written is only what changed.
 */
export const createPlanning = (parts: PlanningParts) => {
  const { platform } = parts;
  const { clock, views, observability } = platform;
  const forecasts = createForecastRows(views);
  const proposals = createProposalStore(platform);

  const locationsOf = async (
    tenantId: TenantId,
    sku: Sku,
    forecast: StoredForecast,
    around: Around,
  ): Promise<readonly PlannedLocation[]> => {
    const [available, incoming] = await Promise.all([parts.available(tenantId, sku), parts.incoming(tenantId, sku)]);
    const units = new Map(available.map((one) => [one.locationId, one.units]));
    const nowMs = toEpochMs(clock.now());
    const { transfers, replenishment } = around.policy.value;
    const lead = bestOffer(around.offers(sku)).leadTimeDays ?? replenishment.leadTimeDays;
    const days = Math.min(
      daysMost,
      Math.max(transfers.leadTimeDays + transfers.coverDays, transfers.keepDays, lead + replenishment.reviewDays, forecast.days.length),
    );
    const usual = withoutLifts(forecast);
    // A forecast of yesterday says something of days that are over.
    const over = Math.max(0, dayNumber(clock.now().slice(0, 10)) - dayNumber(forecast.days[0]?.day ?? clock.now().slice(0, 10)));
    const demanded = new Set(forecast.locations.map(({ locationId }) => locationId));
    return around.locations
      .filter(({ locationId, isActive }) => isActive && (demanded.has(locationId) || units.has(locationId)))
      .map(({ locationId, type }) => ({
        locationId,
        type,
        available: Math.max(0, units.get(locationId) ?? 0),
        incoming: incoming
          .filter((one) => one.locationId === locationId)
          .map(({ quantity, expectedAt }) => ({
            // What is overdue is as good as here: whoever waits for it is told by an alarm of its own.
            inDays: expectedAt === null ? null : Math.max(0, Math.ceil((toEpochMs(expectedAt) - nowMs) / dayMs)),
            units: quantity,
          })),
        safetyStock: around.safetyStock(sku, locationId),
        means: locationMeans(forecast, locationId, days + over).slice(over),
        usual: locationMeans(usual, locationId, days + over).slice(over),
        dispersion: locationDispersion(forecast, locationId),
      }));
  };

  const planArticle = async (tenantId: TenantId, article: PlannedArticle, around: Around): Promise<readonly ProposalContent[]> => {
    const sku = article.sku as Sku;
    const forecast = await forecasts.read(tenantId, sku);
    if (!forecast) return [];
    const { value: policy, version: policyVersion } = around.policy;
    const locations = await locationsOf(tenantId, sku, forecast, around);
    const today = clock.now().slice(0, 10);
    const lossMinor =
      article.price === undefined ? policy.shortage.lossMinor : Math.round((article.price * policy.shortage.lossPercent) / 100);
    const why = (forecast.reasons ?? []).filter(({ kind }) => drivers.has(kind)).map(({ text }) => text);
    const shared = { sku, today, drivers: why, forecastVersion: forecast.version, servicePercent: policy.servicePercent, policyVersion };
    const byId = new Map(locations.map((one) => [one.locationId, one]));
    const moves = planTransfers(locations, policy, lossMinor);
    const moved = new Map<string, number>();
    for (const { from, to, quantity } of moves) {
      moved.set(to.locationId, (moved.get(to.locationId) ?? 0) + quantity);
      moved.set(from.locationId, (moved.get(from.locationId) ?? 0) - quantity);
    }
    const days = policy.transfers.leadTimeDays + policy.transfers.coverDays;
    const transfers = moves.map((move) => {
      const to = byId.get(move.to.locationId);
      return transferContent(move, { ...shared, rise: to && riseOf(to, days), currency: article.currency ?? null });
    });
    const purchases = planPurchases(locations, policy, bestOffer(around.offers(sku)), moved).flatMap((plan) => {
      const location = byId.get(plan.locationId);
      return location ? [purchaseContent(plan, { ...shared, standing: standingOf(location, plan) })] : [];
    });
    return [...transfers, ...purchases];
  };

  const aroundOf = async (tenantId: TenantId): Promise<Around> => {
    const [locations, safetyStock, policy, offers] = await Promise.all([
      parts.locations(tenantId),
      parts.safetyStock(tenantId),
      parts.policy(tenantId),
      parts.offers(tenantId),
    ]);
    return { locations, safetyStock, policy, offers };
  };

  const planPage = async (tenantId: TenantId, articles: readonly PlannedArticle[], around: Around): Promise<number> => {
    let opened = 0;
    await concurrently(articles, readsAtOnce, async (article) => {
      const found = await planArticle(tenantId, article, around);
      const changes = await proposals.follow(tenantId, article.sku, found, around.policy.value);
      opened += changes.opened;
    });
    return opened;
  };

  const savePass = (tenantId: TenantId, { version, cursor }: PlanningPass): Promise<void> =>
    views.put({
      ...passKey(tenantId),
      ...snapshotMark,
      version,
      ...(cursor === undefined ? {} : { cursor }),
      ttl: Math.ceil(toEpochMs(plusMs(clock.now(), keptMs)) / 1_000),
    });

  /** @returns proposals opened, and for how long forecasts have waited for their proposals, in seconds */
  const goOn = async (tenantId: TenantId): Promise<{ readonly opened: number; readonly waitedSeconds: number }> => {
    const totals = await forecasts.readTotals(tenantId);
    if (!totals) return { opened: 0, waitedSeconds: 0 };
    const parsed = PassRow.safeParse(await views.get(passKey(tenantId)));
    const last = parsed.success ? parsed.data : undefined;
    if (last?.version === totals.version && last.cursor === undefined) return { opened: 0, waitedSeconds: 0 };
    // Forecasts that were renewed while a pass was under way are good for the rest of it; the next pass looks at all again.
    let cursor = last?.cursor;
    const version = cursor === undefined ? totals.version : (last?.version ?? totals.version);
    const around = await aroundOf(tenantId);
    let opened = 0;
    for (let page = 0; page < pagesPerRun; page += 1) {
      const { items, cursor: next } = await parts.articles(tenantId, {
        limit: articlesPerPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      opened += await planPage(tenantId, items, around);
      cursor = next;
      await savePass(tenantId, { version, ...(cursor === undefined ? {} : { cursor }) });
      if (cursor === undefined) break;
    }
    const waitedMs = cursor === undefined ? 0 : toEpochMs(clock.now()) - toEpochMs(totals.madeAt);
    return { opened, waitedSeconds: Math.max(0, Math.floor(waitedMs / 1_000)) };
  };

  const waitedOf = async (tenantId: TenantId): Promise<number> => {
    const totals = await forecasts.readTotals(tenantId);
    return totals ? Math.max(0, Math.floor((toEpochMs(clock.now()) - toEpochMs(totals.madeAt)) / 1_000)) : 0;
  };

  return {
    /** Goes on with the pass of every tenant. One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number; readonly opened: number }> => {
      let [opened, waited] = [0, 0];
      const afterAll = (): void => void observability.metrics.addMetric('ProposalsWaitedSeconds', 'Seconds', waited);
      const all = await forEveryTenant(
        { observability, tenants: parts.tenants, trouble: 'proposals could not be made', afterAll },
        async (tenantId) => {
          try {
            const done = await goOn(tenantId);
            opened += done.opened;
            waited = Math.max(waited, done.waitedSeconds);
          } catch (error) {
            waited = Math.max(waited, await waitedOf(tenantId));
            throw error;
          }
        },
      );
      return { ...all, opened };
    },
    /** Looks at every article of a tenant now, however long that takes: for whoever asks for it at a terminal. */
    runNow: async (tenantId: TenantId): Promise<{ readonly opened: number }> => {
      const around = await aroundOf(tenantId);
      let opened = 0;
      let cursor: string | undefined;
      do {
        const page = await parts.articles(tenantId, { limit: articlesPerPage, ...(cursor === undefined ? {} : { cursor }) });
        opened += await planPage(tenantId, page.items, around);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return { opened };
    },
  };
};

export type Planning = ReturnType<typeof createPlanning>;
