import {
  createFraudLabels,
  createFraudReactions,
  createFraudReviews,
  createReadFraudCase,
  createRecordChargeback,
  createVerification,
  type FraudReviews,
  type OrderDesk,
  type ReadFraudCase,
  type ReadFraudLabels,
  type RecordChargeback,
  type VerificationDesk,
} from '../../lib/fraud/index.ts';
import { OrderId, type TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { createReviewQueue, orderListKeys, orderShards, orderStream } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { decisionsOf, once, policiesOf, storeOf } from './base.ts';
import { orderManagementOf, orderReadingOf } from './orders.ts';

/** Orders as fraud needs them. */
const orderDeskOf: (platform: Platform) => OrderDesk = /* @__PURE__ */ once((platform) => {
  const reading = orderReadingOf(platform);
  const manage = orderManagementOf(platform);
  return {
    get: async (tenantId, orderId) => {
      const found = await reading.get(tenantId, orderId);
      if (!found) return undefined;
      const { placedAt, personId, holds, risk } = found.order;
      return {
        orderId,
        placedAt,
        personId,
        emailDomain: risk?.emailDomain ?? null,
        holds: holds.map(({ holdId, type, outcome, closedBy }) => ({
          holdId,
          type,
          isOpen: outcome === 'open',
          closedBy: closedBy ?? null,
        })),
      };
    },
    phoneOf: async (tenantId, orderId) => {
      const personal = (await reading.get(tenantId, orderId, { personal: true }))?.personal;
      const phone = personal?.customer?.phone ?? personal?.shippingAddress?.phone;
      return phone ? { phone, country: personal?.shippingAddress?.country ?? personal?.billingAddress?.country ?? null } : undefined;
    },
    placeReview: async (caller, orderId, holdId, reason) => {
      const placed = await manage.placeHold(caller, orderId, {
        holdId,
        type: 'fraud-review',
        reason,
        blocks: ['sourcing', 'release'],
        releasableBy: ['operator', 'admin'],
      });
      if (!placed.ok && placed.error.code !== 'order-closed') throw new Error(`the order refused a review with ${placed.error.code}`);
    },
    release: async (caller, orderId, holdId) => {
      const released = await manage.releaseHold(caller, orderId, holdId, ['operator']);
      if (!released.ok && released.error.code !== 'hold-not-open')
        throw new Error(`the order refused to release a hold with ${released.error.code}`);
    },
  };
});

export const verificationOf: (platform: Platform) => VerificationDesk = /* @__PURE__ */ once((platform) =>
  createVerification({
    store: storeOf(platform),
    platform,
    orders: orderDeskOf(platform),
    pageOf: async (tenantId) => (await policiesOf(platform).inForce(tenantId, 'fraud_bands')).value.verificationUrl,
  }),
);

/** What follows from holds and from cases. */
export const fraudReactionsOf = /* @__PURE__ */ once((platform) =>
  createFraudReactions({ store: storeOf(platform), orders: orderDeskOf(platform), verification: verificationOf(platform) }),
);

export const chargebacksOf: (platform: Platform) => RecordChargeback = /* @__PURE__ */ once((platform) =>
  createRecordChargeback({ store: storeOf(platform), orders: orderDeskOf(platform), clock: platform.clock }),
);

const labelDaysOf = (platform: Platform) => async (tenantId: TenantId) =>
  (await policiesOf(platform).inForce(tenantId, 'fraud_bands')).value.labelDays;

export const fraudCaseOf: (platform: Platform) => ReadFraudCase = /* @__PURE__ */ once((platform) =>
  createReadFraudCase({
    store: storeOf(platform),
    orders: orderDeskOf(platform),
    verification: verificationOf(platform),
    labelDays: labelDaysOf(platform),
    clock: platform.clock,
  }),
);

/** Orders in review. */
export const fraudReviewsOf: (platform: Platform) => FraudReviews = /* @__PURE__ */ once((platform) => {
  const type = 'fraud-review';
  // Advice is put together from the receipts here, so the queue itself need not read them.
  const queue = createReviewQueue({ platform, store: storeOf(platform), readEvidence: async () => ({}) });
  return createFraudReviews({
    platform,
    store: storeOf(platform),
    decisions: decisionsOf(platform),
    bands: (tenantId) => policiesOf(platform).inForce(tenantId, 'fraud_bands'),
    orderStream,
    held: async (tenantId, page) => {
      const { items, cursor } = await queue(tenantId, { type }, page);
      return {
        // One that was rejected waits for its cancellation, and for no reviewer.
        items: items.flatMap(({ order, hold }) =>
          hold.rejected
            ? []
            : [
                {
                  orderId: order.order_id,
                  holdId: hold.holdId,
                  placedAt: hold.placedAt,
                  channel: order.channel,
                  totalMinor: order.total,
                  currency: CurrencyCode(order.currency),
                  reason: hold.reason,
                },
              ],
        ),
        ...(cursor === undefined ? {} : { cursor }),
      };
    },
    waiting: async (tenantId, limit) => {
      const { items } = await platform.views.query({ PK: orderListKeys.review(tenantId, type), limit });
      return items.map(({ SK }) => SK.slice(0, SK.indexOf('#')) as Instant);
    },
  });
});

const rowsPerPage = 1_000;

/** Labels of orders, as they were known at a moment. */
export const fraudLabelsOf: (platform: Platform) => ReadFraudLabels = /* @__PURE__ */ once((platform) =>
  createFraudLabels({
    platform,
    labelDays: labelDaysOf(platform),
    ordersPlaced: async function* (tenantId, { from, to }) {
      for (const shard of orderShards) {
        let cursor: string | undefined;
        do {
          const PK = orderListKeys.placed(tenantId, shard);
          const page = await platform.views.query({ PK, from, to, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
          for (const { SK } of page.items) {
            const [placedAt = '', orderId = ''] = SK.split('#');
            yield { orderId: OrderId(orderId), placedAt: placedAt as Instant };
          }
          cursor = page.cursor;
        } while (cursor !== undefined);
      }
    },
  }),
);
