import { HoldId } from '../../kernel/ids.ts';
import { createFraudSignals, fraudFeatures, knownFeatures } from '../../fraud/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Order } from '../domain/order.state.ts';
import { orderListKeys } from './order.projection.ts';
import { orderStream } from './order.stream.ts';
import { executeOnOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';
import { createPlaceOnce } from './place-once.ts';

const testHoldId = HoldId('test-order');
// One review for each total: a revision that changes what the order costs is looked at anew, one that does not is not.
const fraudHoldId = (order: Order): HoldId => HoldId(`fraud-review-${order.totals.total}`);

const verificationHoldId = (order: Order): HoldId => HoldId(`verification-${order.totals.total}`);

// Once everything has left, a review comes too late to stop anything.
const checked: ReadonlySet<string> = new Set(['pending', 'confirmed', 'backorder', 'processing', 'allocated', 'picking', 'packed']);

/**
 * Places the holds that an order deserves by its content: a fraud review and the mark of a test order. Whoever confirms
 * the payment, and whatever a revision changes, the order is checked before it is sourced. Each hold is placed once, so a
 * released one does not come back.
 */
export const createPlaceDueHolds = ({
  store,
  decisions,
  risk,
  platform,
}: Pick<OrdersParts, 'store' | 'decisions' | 'risk' | 'platform'>) => {
  const place = createPlaceOnce({ store, platform });
  const signals = createFraudSignals(platform, {
    keys: orderListKeys,
    onFailure: (error) => {
      platform.observability.logger.warn('fraud signals unavailable', { error: error as Error });
      platform.observability.metrics.addMetric('FraudSignalsUnavailable', 'Count', 1);
    },
  });

  /** Rejects the review that was just placed, as a person would: what follows from that is the same. */
  const uphold = async (caller: Caller, order: Order): Promise<void> => {
    const rejected = await executeOnOrder(store, caller, order.orderId, {
      type: 'RejectHold',
      holdId: fraudHoldId(order),
      rejectedBy: 'fraud-bands',
      roles: ['operator'],
      rejectedAt: platform.clock.now(),
    });
    // Whoever was faster has decided on it; a hold of an order that was over by then was never placed.
    const settled = rejected.ok || rejected.error.code === 'hold-not-open' || rejected.error.code === 'hold-unknown';
    if (!settled) throw new UnexpectedRejectionError(rejected.error);
  };

  const checkRisk = async (caller: Caller, order: Order): Promise<void> => {
    const { orderId, channel, totals, currency } = order;
    const known = knownFeatures(fraudFeatures(order, await signals.read(caller.tenantId, order)));
    const subject = { orderId, channel, totalMinor: totals.total, currency, ...known };
    const receipt = await risk.assess(caller.tenantId, subject, order.personId);
    const decisionId = `fraud.${order.contentHash.slice(0, 12)}`;
    const decision = await decisions.record(orderStream(caller.tenantId, order.orderId), { decisionId, kind: 'fraud', receipt });
    const { band, reasons } = decision.receipt;
    if (band === 'pass') return;
    const held = { reason: reasons.join(' '), blocks: ['sourcing', 'release'], releasableBy: ['operator', 'admin'] } as const;
    // Whoever watches for holds of this type sends the code.
    if (band === 'verify') return place(caller, order, { ...held, holdId: verificationHoldId(order), type: 'verification' });
    await place(caller, order, { ...held, holdId: fraudHoldId(order), type: 'fraud-review' });
    if (band === 'decline') await uphold(caller, order);
  };

  const checkTest = async (caller: Caller, order: Order): Promise<void> => {
    if (!order.test) return;
    const reason = 'The channel marks this as a test order; releasing the hold ships it all the same.';
    await place(caller, order, { holdId: testHoldId, type: 'operator', reason, blocks: ['sourcing', 'release'], releasableBy: [] });
  };

  return async (caller: Caller, order: Order): Promise<void> => {
    if (!checked.has(order.status)) return;
    await checkRisk(caller, order);
    await checkTest(caller, order);
  };
};
