import { createTenantIds } from '../../lib/access/index.ts';
import {
  createDeliveryOptions,
  createLearnChoices,
  createOptionRows,
  noDifference,
  StoredTaste,
  type Taste,
} from '../../lib/customers/index.ts';
import type { PersonId, TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createDeliveryPlans, type ReadDeliveryPlans } from '../../lib/sourcing/index.ts';
import { learnedFiguresOf, once, policiesOf, sourcingOf, vaultOf } from '../composition.ts';
import { articleBookOf } from '../sourcing/evaluation.ts';
import { orderAfterOf } from './order-after.ts';
import { agreementOf } from './person-parts.ts';

// With the person in the vault, so that whatever is exported or erased of them takes it along.
const tasteRecord = 'DELIVERY_TASTE';

const rowsOf = /* @__PURE__ */ once((platform) => createOptionRows(platform));

const tastesOf = /* @__PURE__ */ once((platform) => {
  const vault = vaultOf(platform);
  const { agrees, byEmail } = agreementOf(platform);
  return {
    agrees,
    person: byEmail,
    of: async (tenantId: TenantId, personId: PersonId): Promise<Taste> => {
      const stored = StoredTaste.safeParse(await vault.get(tenantId, personId, tasteRecord));
      return stored.success ? stored.data : noDifference;
    },
    save: async (tenantId: TenantId, personId: PersonId, taste: Taste): Promise<void> => {
      await vault.putUnlessErased(tenantId, personId, tasteRecord, taste, { subject: personId, givenAt: platform.clock.now() });
    },
  };
});

/** Ways in which goods could reach a customer. It sources, so that a bundle with it carries what sourcing carries. */
export const deliveryPlansOf: (platform: Platform) => ReadDeliveryPlans = /* @__PURE__ */ once((platform) =>
  createDeliveryPlans({
    choose: sourcingOf(platform).choose,
    book: articleBookOf(platform),
    clock: platform.clock,
    sha256: platform.sha256,
    learned: learnedFiguresOf(platform),
    levels: async (tenantId) => (await policiesOf(platform).inForce(tenantId, 'service_levels')).value.methods,
  }),
);

/** What a checkout is answered. */
export const deliveryOptionsOf = /* @__PURE__ */ once((platform) =>
  createDeliveryOptions({
    plans: deliveryPlansOf(platform),
    rows: rowsOf(platform),
    tastes: tastesOf(platform),
    ids: platform.ids,
  }),
);

/** What learns from what was chosen. */
export const learnChoicesOf = /* @__PURE__ */ once((platform) =>
  createLearnChoices({
    platform,
    rows: rowsOf(platform),
    tastes: tastesOf(platform),
    orderAfter: orderAfterOf(platform),
    tenants: createTenantIds(platform),
  }),
);
