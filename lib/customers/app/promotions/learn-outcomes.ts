import { forEveryTenant } from '../../../platform/every-tenant.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import { createFollowAnswers, type FindOrderAfter, type OrderPlaced } from '../checkout-answers/follow-answers.ts';
import type { KeptPromotions, PromotionRows } from './promotion.rows.ts';

export type LearnOutcomesParts = {
  readonly platform: Pick<Platform, 'clock' | 'observability' | 'sha256'>;
  readonly rows: PromotionRows;
  readonly orderAfter: FindOrderAfter;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

/**
 * Learns what promotions do: for each answer whether an order came, what it came to and which promotions it names, for those who
 * were shown one and for those who were held out. Everybody counts once in thirty days for a promotion, however often they load
 * the page, and with the first answer that was given. An answer is settled before it is counted, so that one that breaks off in
 * between is lost rather than counted twice.
 */
export const createLearnOutcomes = ({ platform, rows, orderAfter, tenants }: LearnOutcomesParts) => {
  const { clock, observability, sha256 } = platform;

  const learn = async (tenantId: TenantId, kept: KeptPromotions, order: OrderPlaced | undefined): Promise<boolean> => {
    const sides = [
      ...kept.items.map(({ promotionId, worthMinor }) => ({ promotionId, worthMinor, isShown: true })),
      ...kept.leftOut.flatMap(({ promotionId, reason }) =>
        reason === 'held-out' ? [{ promotionId, worthMinor: null, isShown: false }] : [],
      ),
    ];
    const named = new Set(order?.promotions);
    const used = sides.flatMap(({ promotionId }) => (named.has(promotionId) ? [promotionId] : []));
    const outcome = { orderId: order?.orderId ?? null, used, learnedAt: clock.now() };
    if (!(await rows.settle(tenantId, kept.promotionsId, { outcome }))) return false;
    // Money of another currency says nothing beside that of the cart.
    const orderMinor = order === undefined || order.currency !== kept.currency ? null : order.totalMinor;
    const unit = sha256(`${kept.personId ?? ''}\n${kept.personId === null ? kept.reference : ''}`).slice(0, 32);
    let learned = false;
    for (const { promotionId, worthMinor, isShown } of sides) {
      if (!(await rows.claim(tenantId, `${promotionId}#${unit}`, kept.expiresAt))) continue;
      const usedMinor = isShown && named.has(promotionId) && orderMinor !== null ? (worthMinor ?? 0) : null;
      await rows.count(tenantId, promotionId, kept.currency, { isShown, orderMinor, usedMinor });
      learned = true;
    }
    return learned;
  };

  const learnUntil = createFollowAnswers<KeptPromotions>({
    rows,
    orderAfter,
    onOrder: learn,
    onNothing: (tenantId, kept) => learn(tenantId, kept, undefined),
  });

  return {
    /** Learns from answers that are due by then. */
    learnUntil,
    /** For every tenant. One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number; readonly learned: number }> => {
      let learned = 0;
      const trouble = 'what became of promotions could not be learned';
      const afterAll = (): void => void observability.metrics.addMetric('PromotionOutcomesLearned', 'Count', learned);
      const all = await forEveryTenant(
        { observability, tenants, metric: 'PromotionOutcomesFailed', trouble, afterAll },
        async (tenantId) => {
          learned += (await learnUntil(tenantId, clock.now())).learned;
        },
      );
      return { ...all, learned };
    },
  };
};
