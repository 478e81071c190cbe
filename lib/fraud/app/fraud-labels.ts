import { type OrderId, OrderId as toOrderId, type TenantId } from '../../kernel/ids.ts';
import { type Instant, monthsBetween } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import { type FraudFacts, type FraudLabel, labelAt } from '../domain/labels.ts';
import { type FoldedCase, fraudCaseProjection, fraudListKeys } from './fraud-case.projection.ts';

export type PlacedOrder = { readonly orderId: OrderId; readonly placedAt: Instant };

/** Orders placed from the first moment up to, and without, the second. */
export type PlacedWindow = { readonly from: Instant; readonly to: Instant };

export type LabelledOrder = PlacedOrder & FraudLabel;

export type FraudLabelParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256' | 'clock'>;
  /** Every order placed in the window, in any order. */
  readonly ordersPlaced: (tenantId: TenantId, window: PlacedWindow) => AsyncIterable<PlacedOrder>;
  /** Days after which an order without a chargeback counts as honest. */
  readonly labelDays: (tenantId: TenantId) => Promise<number>;
};

const rowsPerPage = 500;
const nothingKnown: FraudFacts = { chargebacks: [], review: null, verification: null };

const factsOf = ({ chargebacks, reviews, verification }: FoldedCase): FraudFacts => {
  const latest = reviews.at(-1);
  return {
    chargebacks: chargebacks.map(({ received_at, fraudulent }) => ({ receivedAt: received_at as Instant, fraudulent })),
    review: latest ? { outcome: latest.outcome, decidedAt: latest.decided_at as Instant } : null,
    verification: verification && { ...verification, endedAt: verification.ended_at as Instant },
  };
};

/**
 * Labels as they were known at a moment, so that what is trained for a day knows no more than that day did. Orders of which
 * nothing is known yet are left out.
 */
export const createFraudLabels = ({ platform, ordersPlaced, labelDays }: FraudLabelParts) => {
  const casesOf = async (tenantId: TenantId, { from, to }: PlacedWindow): Promise<ReadonlyMap<string, FoldedCase>> => {
    const cases = new Map<string, FoldedCase>();
    for (const month of monthsBetween(from, to)) {
      let cursor: string | undefined;
      do {
        const PK = fraudListKeys.month(tenantId, month);
        const page = await platform.views.query({ PK, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
        const inside = page.items.filter(({ SK }) => SK >= from && SK < to);
        for (const found of await readListed(platform, fraudCaseProjection, inside)) if (found) cases.set(found.view.order_id, found.view);
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return cases;
  };

  /** @param asOf what became known later is not told; by default everything is */
  return async function* readFraudLabels(
    tenantId: TenantId,
    window: PlacedWindow,
    asOf: Instant = platform.clock.now(),
  ): AsyncGenerator<LabelledOrder> {
    const [cases, days] = await Promise.all([casesOf(tenantId, window), labelDays(tenantId)]);
    for await (const { orderId, placedAt } of ordersPlaced(tenantId, window)) {
      const known = cases.get(orderId);
      const label = labelAt(known ? factsOf(known) : nothingKnown, placedAt, days, asOf);
      if (label) yield { orderId: toOrderId(orderId), placedAt, ...label };
    }
  };
};

export type ReadFraudLabels = ReturnType<typeof createFraudLabels>;
