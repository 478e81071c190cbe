import { forEveryTenant } from '../../../platform/every-tenant.ts';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import { learnChoice, meansOf, noDifference, type Taste, tasteAssumed } from '../../domain/delivery-options/preferences.ts';
import { createFollowAnswers, type FindOrderAfter } from '../checkout-answers/follow-answers.ts';
import type { Tastes } from './delivery-options.ts';
import { optionIdOf } from './offered-options.ts';
import type { KeptOptions, OptionRows } from './option.rows.ts';

export type LearnChoicesParts = {
  readonly platform: Pick<Platform, 'clock' | 'observability'>;
  readonly rows: OptionRows;
  readonly tastes: Pick<Tastes, 'of'> & {
    /** Whether the person still agrees; somebody erased does not. */
    readonly agrees: (tenantId: TenantId, personId: PersonId) => Promise<boolean>;
    readonly save: (tenantId: TenantId, personId: PersonId, taste: Taste) => Promise<void>;
  };
  readonly orderAfter: FindOrderAfter;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

const triesMax = 5;

/**
 * Learns what customers want of a delivery from what they chose: it looks for the order of an answer, and takes the option that
 * the order names. An answer teaches once: it is settled before anything is learned, so that one that breaks off in between is
 * lost rather than counted twice; and an order teaches once, however many answers were asked for before it.
 */
export const createLearnChoices = ({ platform, rows, tastes, orderAfter, tenants }: LearnChoicesParts) => {
  const { clock, observability } = platform;

  const learnForShop = async (tenantId: TenantId, learn: (taste: Taste) => Taste): Promise<void> => {
    for (let attempt = 0; attempt < triesMax; attempt += 1) {
      const { taste, revision } = await rows.taste(tenantId);
      if (await rows.saveTaste(tenantId, learn(taste), revision)) return;
    }
    throw new Error('What a shop learned of its customers was changed by somebody else each time');
  };

  const learn = async (tenantId: TenantId, { items, personId }: KeptOptions, chosen: number): Promise<void> => {
    const options = items.map(({ features }) => features);
    const { taste: shop } = await rows.taste(tenantId);
    await learnForShop(tenantId, (taste) => learnChoice(taste, tasteAssumed, { means: meansOf(taste), options, chosen }));
    if (personId === null || !(await tastes.agrees(tenantId, personId))) return;
    const own = await tastes.of(tenantId, personId);
    await tastes.save(tenantId, personId, learnChoice(own, noDifference, { means: meansOf(shop, own), options, chosen }));
  };

  const learnUntil = createFollowAnswers<KeptOptions>({
    rows,
    orderAfter,
    onOrder: async (tenantId, kept, { orderId, pickupAt, shippingMethod }) => {
      const wanted = pickupAt === null ? optionIdOf('delivery', shippingMethod ?? '', null) : optionIdOf('pickup', 'pickup', pickupAt);
      const chosen = kept.items.findIndex(({ optionId }) => optionId === wanted);
      const choice = { optionId: chosen < 0 ? null : wanted, orderId, learnedAt: clock.now() };
      if (!(await rows.settle(tenantId, kept.optionsId, { choice })) || chosen < 0) return false;
      // Whoever loads a checkout five times still chooses once.
      if (!(await rows.claim(tenantId, orderId, kept.expiresAt))) return false;
      await learn(tenantId, kept, chosen);
      return true;
    },
  });

  return {
    /** Learns from answers that are due by then. */
    learnUntil,
    /** For every tenant. One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number; readonly learned: number }> => {
      let learned = 0;
      const trouble = 'choices of delivery could not be learned from';
      const afterAll = (): void => void observability.metrics.addMetric('DeliveryChoicesLearned', 'Count', learned);
      const all = await forEveryTenant({ observability, tenants, metric: 'DeliveryChoicesFailed', trouble, afterAll }, async (tenantId) => {
        learned += (await learnUntil(tenantId, clock.now())).learned;
      });
      return { ...all, learned };
    },
  };
};
