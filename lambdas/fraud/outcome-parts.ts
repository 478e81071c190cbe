import { createFraudOutcomes, type FraudOutcomes } from '../../lib/fraud/index.ts';
import { OrderId } from '../../lib/kernel/ids.ts';
import { orderStream } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { decisionsOf, modelTalliesOf, once } from '../composition.ts';
import { sayOfDecisionOf } from '../intelligence/decision-parts.ts';

/** What became of orders, told to the decisions on them. */
export const fraudOutcomesOf: (platform: Platform) => FraudOutcomes = /* @__PURE__ */ once((platform) =>
  createFraudOutcomes({
    decisions: decisionsOf(platform),
    streamOf: (tenantId, orderId) => orderStream(tenantId, OrderId(orderId)),
    record: sayOfDecisionOf(platform).recordOutcome,
    tallies: modelTalliesOf(platform),
    ledger: platform.ledger,
    clock: platform.clock,
  }),
);
