import { createAuditWrite } from '../../lib/access/index.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { createRecentDemand } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPolicyDesk, type PolicyDesk } from '../../lib/policies/index.ts';
import { createCheckPolicy, createFindEvidence, createSimulationRows } from '../../lib/sourcing/index.ts';
import { createLocationReader } from '../location-reader.ts';
import { offeringKeptStock } from '../offer-kept-stock.ts';
import { catalogOf, inventoryOf, once, policiesOf } from './base.ts';

/** Orders that a sourcing policy is tried on before it goes live, and how far back they are looked for. */
const ordersTried = 200;
const lookedBackMs = 365 * 24 * 3_600_000;

const checkSourcing = (platform: Platform) => {
  const { clock, sha256 } = platform;
  const recentDemand = createRecentDemand(platform);
  return createCheckPolicy({
    // How much waits at a place is a matter of the moment, and a policy is for longer.
    locations: createLocationReader({ catalog: catalogOf(platform), openWork: async () => 0, clock }),
    recentOrders: (tenantId) => recentDemand(tenantId, { since: plusMs(clock.now(), -lookedBackMs), limit: ordersTried }),
    availability: inventoryOf(platform),
    sha256,
    evidence: createFindEvidence(createSimulationRows(platform)),
  });
};

export const policyDeskOf: (platform: Platform) => PolicyDesk = /* @__PURE__ */ once((platform) =>
  offeringKeptStock(
    createPolicyDesk(platform, {
      book: policiesOf(platform),
      auditWrite: createAuditWrite(platform),
      checks: { sourcing: checkSourcing(platform) },
    }),
    { platform, catalog: catalogOf(platform) },
  ),
);
