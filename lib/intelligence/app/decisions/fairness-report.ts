import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Clock } from '../../../platform/ports.ts';
import { accountOf } from '../../domain/decisions/account.ts';
import {
  compareGroups,
  type FairnessDimension,
  fairnessDimensions,
  type FairnessMeasure,
  fairnessMeasures,
  type GroupRate,
} from '../../domain/decisions/fairness.ts';
import type { OrderFacts } from '../../domain/decisions/outcomes.ts';
import type { DecisionsParts } from './decision.ports.ts';
import type { PickOrders, Range } from './decision-kpis.ts';

export type FairnessReport = Range & {
  readonly orders: { readonly inRange: number; readonly isEstimate: boolean; readonly read: number; readonly isSample: boolean };
  /** Orders of which a group has to have as many before it is compared. */
  readonly ordersMin: number;
  readonly comparisons: readonly {
    readonly measure: FairnessMeasure;
    readonly by: FairnessDimension;
    /** Worst first, at most fifty. */
    readonly groups: readonly GroupRate[];
    readonly gaps: number;
  }[];
  readonly gaps: number;
};

const ordersReadMax = 2_000;
const ordersAtOnce = 20;
const groupsShown = 50;
export const fairnessOrdersMin = 50;

/** One order, by what it is grouped by, and what happened to it; null where that cannot be said of it. */
type Counted = {
  readonly groups: Readonly<Record<FairnessDimension, string | null>>;
  readonly adverse: Readonly<Record<FairnessMeasure, boolean | null>>;
};

const stopped: ReadonlySet<string | null> = new Set(['verify', 'review', 'decline']);

const groupsOf = ({ country, region, postalPrefix, channel, currency }: OrderFacts): Counted['groups'] => ({
  country,
  region: country === null || region === null ? null : region.startsWith(`${country}-`) ? region : `${country}-${region}`,
  postal_prefix: country === null || postalPrefix === null ? null : `${country} ${postalPrefix}`,
  channel,
  currency,
});

const isLate = ({ deliverBy, deliveredAt }: OrderFacts, now: Instant): boolean | null => {
  if (deliverBy === null) return null;
  if (deliveredAt !== null) return deliveredAt > deliverBy;
  return now > deliverBy ? true : null;
};

/**
 * Whether checks and plans treat regions, channels and currencies alike: how often orders are put before a person, come late
 * or in several parcels, by group. Read from what orders leave anyway; of a long range on a sample.
 */
export const createFairnessReport = (
  parts: Pick<DecisionsParts, 'decisions' | 'orders'> & {
    readonly pickOrders: PickOrders;
    readonly platform: { readonly clock: Clock };
  },
) => {
  const { decisions, orders, pickOrders, platform } = parts;

  const countOrder = async (tenantId: TenantId, orderId: string): Promise<Counted | undefined> => {
    const [facts, records] = await Promise.all([
      orders.read(tenantId, orderId, { works: false }),
      decisions.list(orders.streamOf(tenantId, orderId)),
    ]);
    if (!facts || facts.test) return undefined;
    const accounts = records.map(accountOf);
    const checks = accounts.filter(({ kind }) => kind === 'fraud');
    const routed = facts.works.filter(({ status }) => status !== 'rejected' && status !== 'cancelled' && status !== 'withdrawn');
    return {
      groups: groupsOf(facts),
      adverse: {
        reviewed: checks.length === 0 ? null : checks.some(({ decided }) => stopped.has(decided)),
        late: facts.cancelledFor === null ? isLate(facts, platform.clock.now()) : null,
        split: routed.length === 0 ? null : routed.length > 1,
      },
    };
  };

  const compare = (counted: readonly Counted[], measure: FairnessMeasure, by: FairnessDimension): FairnessReport['comparisons'][number] => {
    const known = counted.filter(({ groups, adverse }) => groups[by] !== null && adverse[measure] !== null);
    const counts = [...Map.groupBy(known, ({ groups }) => groups[by] as string)].map(([group, of]) => ({
      group,
      orders: of.length,
      adverse: of.filter(({ adverse }) => adverse[measure]).length,
    }));
    const groups = compareGroups(counts, fairnessOrdersMin);
    return { measure, by, groups: groups.slice(0, groupsShown), gaps: groups.filter(({ gap }) => gap !== null).length };
  };

  return async (tenantId: TenantId, range: Range): Promise<FairnessReport> => {
    const picked = await pickOrders(tenantId, range, ordersReadMax);
    const counted: Counted[] = [];
    await concurrently(picked.orderIds, ordersAtOnce, async (orderId) => {
      const one = await countOrder(tenantId, orderId);
      if (one) counted.push(one);
    });
    const comparisons = fairnessMeasures.flatMap((measure) => fairnessDimensions.map((by) => compare(counted, measure, by)));
    const { orderIds, ordersInRange, isEstimate } = picked;
    return {
      ...range,
      orders: { inRange: ordersInRange, isEstimate, read: orderIds.length, isSample: orderIds.length < ordersInRange },
      ordersMin: fairnessOrdersMin,
      comparisons,
      gaps: comparisons.reduce((sum, { gaps }) => sum + gaps, 0),
    };
  };
};

export type ReadFairness = ReturnType<typeof createFairnessReport>;
