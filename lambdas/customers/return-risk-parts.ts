import { type AssessReturnRisk, createAssessReturnRisk } from '../../lib/customers/index.ts';
import { bundledReturnsScorer, createScoring } from '../../lib/intelligence/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { registeredModelsOf } from '../composed/models.ts';
import { catalogOf, once, policiesOf, vaultOf } from '../composition.ts';
import { inStockOf, personalPartsOf } from './recommendation-parts.ts';

// Read once in a process, whatever number of platforms it opens.
let returnsModel: ReturnType<typeof bundledReturnsScorer> | undefined;
const returnsScorer = () => {
  returnsModel ??= bundledReturnsScorer();
  return returnsModel;
};

/** How likely goods of a cart come back. Scored in this process alone: a customer waits, and an endpoint may be cold. */
export const returnRiskOf: (platform: Platform) => AssessReturnRisk = /* @__PURE__ */ once((platform) => {
  const { models, clock, observability } = platform;
  const [policies, vault] = [policiesOf(platform), vaultOf(platform)];
  return createAssessReturnRisk({
    platform,
    scoring: createScoring({
      models,
      local: { returns: returnsScorer() },
      registered: registeredModelsOf(platform, { returns: returnsScorer() }),
      mode: 'in-process',
      clock,
      metrics: observability.metrics,
    }),
    policy: (tenantId) => policies.inForce(tenantId, 'return_risk'),
    products: (tenantId, skus) => catalogOf(platform).getProducts(tenantId, skus),
    inStock: inStockOf(platform),
    findPerson: async (tenantId, email) => (await vault.find(tenantId, { email }))[0],
    consent: personalPartsOf(platform).consent,
  });
});
