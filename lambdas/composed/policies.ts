import { createAuditWrite } from '../../lib/access/index.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { createRecentDemand } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPolicyDesk, type PolicyDesk } from '../../lib/policies/index.ts';
import { createCheckPolicy } from '../../lib/sourcing/index.ts';
import { createLocationReader } from '../location-reader.ts';
import { catalogOf, once, policiesOf } from './base.ts';

/** Orders that a sourcing policy is tried on before it goes live, and how far back they are looked for. */
const ordersTried = 200;
const lookedBackMs = 365 * 24 * 3_600_000;

const checkSourcing = (platform: Platform) => {
  const { clock, sha256 } = platform;
  const recentDemand = createRecentDemand(platform);
  return createCheckPolicy({
    // How much waits at a place is a matter of the moment, and a policy is for longer.
    locations: createLocationReader({ catalog: catalogOf(platform), openWork: async () => 0, clock }),
    recentRegions: async (tenantId) => {
      const orders = await recentDemand(tenantId, { since: plusMs(clock.now(), -lookedBackMs), limit: ordersTried });
      return orders.map(({ region }) => region);
    },
    sha256,
  });
};

export const policyDeskOf: (platform: Platform) => PolicyDesk = /* @__PURE__ */ once((platform) =>
  createPolicyDesk(platform, {
    book: policiesOf(platform),
    auditWrite: createAuditWrite(platform),
    checks: { sourcing: checkSourcing(platform) },
  }),
);
