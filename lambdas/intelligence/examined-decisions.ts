import { createDecisionKpis, saidIn } from '../../lib/intelligence/index.ts';
import { createPickOrders } from '../../lib/operations/index.ts';
import { once, storeOf } from '../composition.ts';
import { auditDecisionOf } from './decision-audit.ts';
import { decisionPartsOf, whyOf } from './decision-parts.ts';

/** The figures, with every decision decided again where that can be done. */
export const examinedKpisOf = /* @__PURE__ */ once((platform) =>
  createDecisionKpis({
    ...decisionPartsOf(platform),
    pickOrders: createPickOrders(platform),
    audit: auditDecisionOf(platform),
    readWhy: whyOf(platform),
    saidOf: saidIn(storeOf(platform)),
    elapsedMs: () => performance.now(),
  }),
);
