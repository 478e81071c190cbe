import { HoldId } from '../../kernel/ids.ts';
import { fraudFeatures } from '../../fraud/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Order } from '../domain/order.state.ts';
import { orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';
import { createPlaceOnce } from './place-once.ts';

const testHoldId = HoldId('test-order');
// One review for each total: a revision that changes what the order costs is looked at anew, one that does not is not.
const fraudHoldId = (order: Order): HoldId => HoldId(`fraud-review-${order.totals.total}`);

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

  const checkRisk = async (caller: Caller, order: Order): Promise<void> => {
    const { orderId, channel, totals, currency } = order;
    const subject = { orderId, channel, totalMinor: totals.total, currency, features: fraudFeatures(order) };
    const receipt = await risk.assess(caller.tenantId, subject);
    const decisionId = `fraud.${order.contentHash.slice(0, 12)}`;
    const decision = await decisions.record(orderStream(caller.tenantId, order.orderId), { decisionId, kind: 'fraud', receipt });
    if (decision.receipt.band === 'pass') return;
    await place(caller, order, {
      holdId: fraudHoldId(order),
      type: 'fraud-review',
      reason: decision.receipt.reasons.join(' '),
      blocks: ['sourcing', 'release'],
      releasableBy: ['operator', 'admin'],
    });
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
