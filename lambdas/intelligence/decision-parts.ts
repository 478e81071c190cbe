import {
  createAuditDecision,
  createConsents,
  createDecisionKpis,
  createFairnessReport,
  createListDecisions,
  createNoteReviews,
  createReadDecision,
  createSayOfDecision,
  createWhy,
  type DecisionComments,
  type DecisionsParts,
  saidIn,
} from '../../lib/intelligence/index.ts';
import { OrderId, type PersonId, type TenantId } from '../../lib/kernel/ids.ts';
import { createPickOrders } from '../../lib/operations/index.ts';
import { createRerouteOrder, personalRecordPrefix, type RerouteTargets } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import {
  catalogOf,
  decisionsOf,
  inventoryOf,
  once,
  orderManagementOf,
  orderReadingOf,
  policiesOf,
  storeOf,
  vaultOf,
} from '../composition.ts';
import { returnRiskReceipts } from '../customers/return-facts.ts';
import { createDecidedOrders, createNewestOrders } from './decision-orders.ts';
import { recomputeDuplicate } from './recompute-duplicate.ts';

// Apart from the other use cases, because no function on the way of an order needs them.

/** Free text stands under the order's own beginning in the vault, so that whatever is erased or exported of the order takes it along. */
const commentsOf = (platform: Platform): DecisionComments => {
  const [vault, reading] = [vaultOf(platform), orderReadingOf(platform)];
  const personOf = async (tenantId: TenantId, orderId: OrderId): Promise<PersonId> =>
    (await reading.get(tenantId, orderId))?.order.personId ?? (await vault.personFor(tenantId, { fallback: orderId }));
  const recordOf = (orderId: OrderId, name: string): string =>
    `${personalRecordPrefix(orderId)}DECISION#${platform.sha256(name).slice(0, 32)}`;
  return {
    keep: async (tenantId, id, name, text) => {
      const orderId = OrderId(id);
      const origin = { subject: orderId, givenAt: platform.clock.now() };
      return vault.putUnlessErased(tenantId, await personOf(tenantId, orderId), recordOf(orderId, name), { text }, origin);
    },
    read: async (tenantId, id, name) => {
      const orderId = OrderId(id);
      const kept = await vault.get<{ readonly text: string }>(tenantId, await personOf(tenantId, orderId), recordOf(orderId, name));
      return kept?.text;
    },
  };
};

export const decisionPartsOf: (platform: Platform) => DecisionsParts = /* @__PURE__ */ once((platform) => ({
  platform,
  store: storeOf(platform),
  decisions: decisionsOf(platform),
  orders: createDecidedOrders({ store: storeOf(platform), read: orderReadingOf(platform), manage: orderManagementOf(platform) }),
  comments: commentsOf(platform),
  sources: { 'return-risk': returnRiskReceipts(platform) },
  labelDays: async (tenantId) => (await policiesOf(platform).inForce(tenantId, 'fraud_bands')).value.labelDays,
}));

export const readDecisionOf = /* @__PURE__ */ once((platform) => createReadDecision(decisionPartsOf(platform)));
export const sayOfDecisionOf = /* @__PURE__ */ once((platform) => createSayOfDecision(decisionPartsOf(platform)));
export const whyOf = /* @__PURE__ */ once((platform) => createWhy({ ...decisionPartsOf(platform), reading: readDecisionOf(platform) }));
export const listDecisionsOf = /* @__PURE__ */ once((platform) =>
  createListDecisions({ ...decisionPartsOf(platform), newestOrders: createNewestOrders(platform), views: platform.views }),
);
export const noteReviewsOf = /* @__PURE__ */ once((platform) =>
  createNoteReviews({ ...decisionPartsOf(platform), say: sayOfDecisionOf(platform) }),
);
export const consentsOf = /* @__PURE__ */ once((platform) => createConsents({ vault: vaultOf(platform), clock: platform.clock }));
export const fairnessOf = /* @__PURE__ */ once((platform) =>
  createFairnessReport({ ...decisionPartsOf(platform), pickOrders: createPickOrders(platform) }),
);

/** What a person names as the place to send from has to be able to. */
const targetsOf = (platform: Platform): RerouteTargets => ({
  lacks: async (tenantId, locationId, units) => {
    const location = await catalogOf(platform).getLocation(tenantId, locationId);
    if (!location) return undefined;
    const wanted = new Map<(typeof units)[number]['sku'], number>();
    for (const { sku, quantity } of units) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
    if (!location.active) return [...wanted.keys()];
    const levels = await inventoryOf(platform).availability(tenantId, [...wanted.keys()], [locationId]);
    return [...wanted].flatMap(([sku, quantity]) => ((levels.find((level) => level.sku === sku)?.available ?? 0) >= quantity ? [] : [sku]));
  },
});
export const rerouteOf = /* @__PURE__ */ once((platform) => createRerouteOrder({ store: storeOf(platform), targets: targetsOf(platform) }));

/** By hash, sums, and what takes no more than the receipt: whoever asks waits for it, and the rest takes much more code. */
const auditByReceiptOf = /* @__PURE__ */ once((platform) =>
  createAuditDecision({ platform, recompute: { duplicate: recomputeDuplicate } }),
);

export const decisionKpisOf = /* @__PURE__ */ once((platform) =>
  createDecisionKpis({
    ...decisionPartsOf(platform),
    pickOrders: createPickOrders(platform),
    audit: auditByReceiptOf(platform),
    readWhy: whyOf(platform),
    saidOf: saidIn(storeOf(platform)),
    elapsedMs: () => performance.now(),
  }),
);
