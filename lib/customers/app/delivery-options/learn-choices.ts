import { forEveryTenant } from '../../../platform/every-tenant.ts';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { learnChoice, meansOf, noDifference, type Taste, tasteAssumed } from '../../domain/delivery-options/preferences.ts';
import { lookAfterMs, type Tastes } from './delivery-options.ts';
import { optionIdOf } from './offered-options.ts';
import type { DueOptions, KeptOptions, OptionRows } from './option.rows.ts';

/** An order that was placed after options were shown. */
export type OrderPlaced = {
  readonly orderId: string;
  readonly placedAt: Instant;
  readonly shippingMethod: string | null;
  /** Where the customer comes; null where a carrier brings the goods. */
  readonly pickupAt: string | null;
};

export type LearnChoicesParts = {
  readonly platform: Pick<Platform, 'clock' | 'observability'>;
  readonly rows: OptionRows;
  readonly tastes: Pick<Tastes, 'of'> & {
    /** Whether the person still agrees; somebody erased does not. */
    readonly agrees: (tenantId: TenantId, personId: PersonId) => Promise<boolean>;
    readonly save: (tenantId: TenantId, personId: PersonId, taste: Taste) => Promise<void>;
  };
  /** The first order of the shop's own id, or of the person, from that moment on; tests are left out. */
  readonly orderAfter: (
    tenantId: TenantId,
    by: { readonly reference: string } | { readonly personId: PersonId },
    since: Instant,
  ) => Promise<OrderPlaced | undefined>;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

/** Answers looked at for a tenant in one run; what is left comes with the next. */
const dueMax = 2_000;
const dueAtOnce = 200;
const triesMax = 5;

/**
 * Learns what customers want of a delivery from what they chose: an hour, a day and three days after options were shown it looks
 * for the order, and takes the option that the order names. No order pays for it with a write. An answer teaches once: it is
 * settled before anything is learned, so that one that breaks off in between is lost rather than counted twice; and an order
 * teaches once, however many answers were asked for before it.
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

  const orderOf = async (tenantId: TenantId, { reference, personId, answeredAt }: KeptOptions): Promise<OrderPlaced | undefined> => {
    const named = reference === null ? undefined : await orderAfter(tenantId, { reference }, answeredAt);
    return named ?? (personId === null ? undefined : orderAfter(tenantId, { personId }, answeredAt));
  };

  /** @returns whether something was learned */
  const look = async (tenantId: TenantId, due: DueOptions): Promise<boolean> => {
    const kept = await rows.read(tenantId, due.optionsId);
    if (!kept?.isOpen) return false;
    const order = await orderOf(tenantId, kept);
    if (!order) {
      const nextMs = lookAfterMs[due.looked + 1];
      if (nextMs !== undefined)
        await rows.expect(tenantId, { dueAt: plusMs(kept.answeredAt, nextMs), optionsId: due.optionsId, looked: due.looked + 1 });
      return false;
    }
    const { orderId, pickupAt, shippingMethod } = order;
    const wanted = pickupAt === null ? optionIdOf('delivery', shippingMethod ?? '', null) : optionIdOf('pickup', 'pickup', pickupAt);
    const chosen = kept.items.findIndex(({ optionId }) => optionId === wanted);
    const choice = { optionId: chosen < 0 ? null : wanted, orderId, learnedAt: clock.now() };
    if (!(await rows.settle(tenantId, due.optionsId, choice)) || chosen < 0) return false;
    // Whoever loads a checkout five times still chooses once.
    if (!(await rows.claim(tenantId, orderId, kept.expiresAt))) return false;
    await learn(tenantId, kept, chosen);
    return true;
  };

  /** @param until answers that are due by then */
  const learnUntil = async (tenantId: TenantId, until: Instant): Promise<{ readonly looked: number; readonly learned: number }> => {
    let [looked, learned] = [0, 0];
    let trouble: Error | undefined;
    let cursor: string | undefined;
    do {
      const due = await rows.due(tenantId, until, { limit: dueAtOnce, cursor });
      for (const one of due.items) {
        try {
          if (await look(tenantId, one)) learned += 1;
          await rows.done(tenantId, one);
        } catch (error) {
          // The others are not held up by it; it stays, and is looked at again.
          trouble = error as Error;
        }
      }
      looked += due.items.length;
      cursor = due.cursor;
    } while (cursor !== undefined && looked < dueMax);
    if (trouble !== undefined) throw trouble;
    return { looked, learned };
  };

  return {
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
