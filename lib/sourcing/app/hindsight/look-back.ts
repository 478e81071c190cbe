import { pooled } from '../../../kernel/difference.ts';
import type { LocationId, TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import { tryEachTenant } from '../../../platform/every-tenant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { hindsightOf, type HindsightLoss, type LossCause, lossCauses } from '../../domain/evaluation/hindsight.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import type { Outcome } from '../../domain/learning/outcome.ts';
import type { LoggedDecision } from '../../domain/replay.ts';
import type { Assignment } from '../../domain/sourcing.decision.ts';
import type { FutureValue, SourcingRequest } from '../../domain/sourcing.request.ts';
import type { OutcomeRows } from '../learning/outcome.rows.ts';
import type { ReplayPolicy } from '../replay/replay-policy.ts';
import type { FutureValueReader, LearnedReader } from '../sourcing.ports.ts';
import type { ArmCost, HindsightDay, HindsightOfCurrency, HindsightRows, PredictionAccuracy, WorstDecision } from './hindsight.rows.ts';

export type HindsightParts = {
  readonly platform: Pick<Platform, 'clock' | 'observability' | 'sha256'>;
  readonly tenants: () => Promise<readonly TenantId[]>;
  readonly rows: HindsightRows;
  readonly outcomes: Pick<OutcomeRows, 'outcomesOf'>;
  readonly log: Pick<ReplayPolicy, 'logged'>;
  readonly learned: LearnedReader;
  readonly futureValues: FutureValueReader;
};

const dayMs = 24 * 3_600_000;
/** Decisions of a day that are looked at; solving one again several times takes some milliseconds. */
const decisionsMax = 5_000;
const worstShown = 10;
/** A share of the cost, in percent, above which a day counts as bad, and so many bad nights in a row ring. */
export const lossBoundPercent = 5;
const nightsInARow = 3;

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;
const placesOf = (assignments: readonly Assignment[]): readonly string[] =>
  assignments.map(({ locationId, carrier }) => (carrier === undefined ? locationId : `${locationId} (${carrier})`));

type Looked = { readonly logged: LoggedDecision; readonly found: HindsightLoss };

const armCostOf = (arm: ArmCost['arm'], costs: readonly number[]): ArmCost => {
  const { count, mean, variance } = pooled(costs.map((cost) => ({ count: 1, mean: cost, variance: 0 })));
  return { arm, decisions: count, meanMinor: Math.round(mean), variance: rounded(variance, 2) };
};

/** Adds decisions of one currency up. */
const createSum = (currency: CurrencyCode) => {
  const by: Record<LossCause, number> = { exploration: 0, rate: 0, forecast: 0, stock: 0, weights: 0, constraint: 0 };
  const arms = new Map<ArmCost['arm'], number[]>();
  const sums = { decisions: 0, withLoss: 0, chosenMinor: 0, bestMinor: 0, lossMinor: 0 };
  let worst: WorstDecision[] = [];
  return {
    add: ({ logged: { orderId, decision }, found }: Looked): void => {
      sums.decisions += 1;
      sums.withLoss += found.loss > 0 ? 1 : 0;
      sums.chosenMinor += found.chosen;
      sums.bestMinor += found.best;
      sums.lossMinor += found.loss;
      for (const cause of lossCauses) by[cause] += found.by[cause];
      const { arm } = decision.receipt.learned ?? {};
      if (arm) {
        const costs = arms.get(arm) ?? [];
        arms.set(arm, costs);
        costs.push(found.chosen);
      }
      if (found.loss <= 0) return;
      const one = { orderId, decisionId: decision.decisionId, loss: found.loss };
      worst.push({ ...one, chosen: placesOf(decision.assignments), best: placesOf(found.bestAssignments) });
      worst = worst.sort((left, right) => right.loss - left.loss || (left.orderId < right.orderId ? -1 : 1)).slice(0, worstShown);
    },
    result: (): HindsightOfCurrency => ({
      currency,
      ...sums,
      by,
      arms: [...arms].sort(([left], [right]) => (left < right ? 1 : -1)).map(([arm, costs]) => armCostOf(arm, costs)),
      worst,
    }),
  };
};

/** How good what was foretold of parcels was. */
const accuracyOf = (outcomes: readonly Outcome[]): PredictionAccuracy => {
  const priced = outcomes.flatMap(({ foretold: { costMinor, actualCostMinor } = {} }) =>
    costMinor === undefined || actualCostMinor === undefined ? [] : [{ foretold: costMinor, paid: actualCostMinor }],
  );
  const timed = outcomes.flatMap(({ days, foretold }) =>
    days === undefined || foretold?.days === undefined ? [] : [days - foretold.days],
  );
  const paid = priced.reduce((sum, one) => sum + one.paid, 0);
  const strayed = priced.reduce((sum, one) => sum + Math.abs(one.paid - one.foretold), 0);
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length, 2);
  return {
    parcels: outcomes.length,
    costErrorPercent: paid === 0 ? null : rounded((strayed / paid) * 100, 1),
    daysError: mean(timed.map(Math.abs)),
    daysBias: mean(timed),
  };
};

const isBad = ({ currencies }: HindsightDay): boolean =>
  currencies.some(({ lossMinor, chosenMinor }) => chosenMinor > 0 && (lossMinor / chosenMinor) * 100 > lossBoundPercent);

/** Solves the decisions of a day again by what is known since, and tells what they have lost and why. */
export const createLookBack = ({ platform, tenants, rows, outcomes, log, learned, futureValues }: HindsightParts) => {
  const { clock, observability, sha256 } = platform;
  const dayBefore = (at: Instant, days: number): string => plusMs(at, -days * dayMs).slice(0, 10);

  /** λ of this night says what units of yesterday were worth; of an older day nobody remembers it. */
  const worthNow = async (tenantId: TenantId, day: string, request: SourcingRequest): Promise<FutureValue | undefined> => {
    if (day !== dayBefore(clock.now(), 1) || !request.futureValue) return undefined;
    const skus = [...new Set(request.lines.map(({ sku }) => sku))];
    const locations = request.locations.map(({ locationId }): LocationId => locationId);
    return futureValues.values(tenantId, skus, locations);
  };

  const lookAt = async (
    tenantId: TenantId,
    day: string,
    logged: LoggedDecision & { readonly refusedBy?: readonly LocationId[] },
    figures: LearnedFigures | undefined,
  ): Promise<HindsightLoss | undefined> => {
    const { inputs, decision } = logged;
    if (!inputs || inputs.isPickup) return undefined;
    const chosen = new Set(decision.assignments.map(({ locationId }) => locationId));
    const failed = new Set((logged.refusedBy ?? []).filter((locationId) => chosen.has(locationId)));
    const futureValue = await worthNow(tenantId, day, inputs.request);
    return hindsightOf(inputs, decision.assignments, { learned: figures, futureValue, failed }, sha256);
  };

  const look = async (tenantId: TenantId, day: string): Promise<HindsightDay> => {
    const from = Instant(`${day}T00:00:00.000Z`);
    const figures = await learned.figures(tenantId);
    const sums = new Map<CurrencyCode, ReturnType<typeof createSum>>();
    let [seen, unknown] = [0, 0];
    for await (const logged of log.logged(tenantId, { from, to: plusMs(from, dayMs) }, decisionsMax)) {
      seen += 1;
      if (!logged.followed || logged.decision.assignments.length === 0) continue;
      const found = await lookAt(tenantId, day, logged, figures);
      if (!found) {
        unknown += logged.inputs ? 0 : 1;
        continue;
      }
      const { currency } = logged.decision.receipt;
      const sum = sums.get(currency) ?? createSum(currency);
      sums.set(currency, sum);
      sum.add({ logged, found });
    }
    const ended = await outcomes.outcomesOf(tenantId, day);
    const looked: HindsightDay = {
      day,
      madeAt: clock.now(),
      isPartial: seen >= decisionsMax,
      unknown,
      currencies: [...sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => sum.result()),
      accuracy: accuracyOf(ended.map(({ outcome }) => outcome)),
    };
    await rows.save(tenantId, looked);
    return looked;
  };

  /** Looks at yesterday where nobody has. @returns whether so many nights in a row were bad */
  const lookTonight = async (tenantId: TenantId): Promise<boolean> => {
    const now = clock.now();
    const yesterday = dayBefore(now, 1);
    const known = await rows.days(tenantId, dayBefore(now, nightsInARow), yesterday);
    if (known.some(({ day }) => day === yesterday)) return false;
    const nights = [...known, await look(tenantId, yesterday)];
    return nights.length >= nightsInARow && nights.every(isBad);
  };

  return {
    look,
    days: rows.days,
    /** For every tenant, once a night. One tenant's trouble holds back no other. */
    lookAll: async (): Promise<{ readonly tenants: number; readonly failed: number; readonly bad: number }> => {
      const all = await tenants();
      let bad = 0;
      const { failed } = await tryEachTenant({ observability, trouble: 'a day could not be looked back at' }, all, async (tenantId) => {
        if (await lookTonight(tenantId)) bad += 1;
      });
      observability.metrics.addMetric('HindsightLossPersistent', 'Count', bad);
      observability.metrics.addMetric('LearnedFiguresFailed', 'Count', failed);
      return { tenants: all.length, failed, bad };
    },
  };
};

export type LookBack = ReturnType<typeof createLookBack>;
