import { createConsents } from '../../lib/intelligence/index.ts';
import type { PersonId, TenantId } from '../../lib/kernel/ids.ts';
import { orderListKeys, orderProjection } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readListed } from '../../lib/platform/projection/listed-views.ts';
import { once, vaultOf } from '../composition.ts';

const ordersLookedAt = 50;

/** A person's newest orders that were not cancelled, the newest first. */
export const ordersOfPersonOf = (platform: Platform) => async (tenantId: TenantId, personId: PersonId) => {
  const PK = orderListKeys.person(tenantId, personId);
  const { items } = await platform.views.query({ PK, descending: true, limit: ordersLookedAt });
  const found = await readListed(platform, orderProjection, items);
  return found.flatMap((one) => (one && one.view.status !== 'cancelled' ? [one.view] : []));
};

/** Who is known by an e-mail address, and whether they agree to personalisation; undefined for nobody. */
export const agreementOf = /* @__PURE__ */ once((platform) => {
  const vault = vaultOf(platform);
  const consents = createConsents({ vault, clock: platform.clock });
  const agrees = (tenantId: TenantId, personId: PersonId): Promise<boolean> => consents.consentOf(tenantId, personId, 'personalisation');
  return {
    agrees,
    byEmail: async (tenantId: TenantId, email: string) => {
      const [personId] = await vault.find(tenantId, { email });
      return personId && { personId, consent: await agrees(tenantId, personId) };
    },
  };
});
