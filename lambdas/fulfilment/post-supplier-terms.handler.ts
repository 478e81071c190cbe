import { postSupplierTermsRoute } from '../../lib/contracts/http/supplier-terms.ts';
import { createSupplierTermsBook } from '../../lib/fulfilment/index.ts';
import { Sku, type TenantId } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createSupplierAt } from './supplier-at.ts';

export const create = (platform: Platform) => {
  const book = createSupplierTermsBook(platform);
  const supplierAt = createSupplierAt(platform);
  return httpHandler(platform, postSupplierTermsRoute, async (call) => {
    const locationId = call.params.id;
    const refusal = await supplierAt(call.principal, locationId);
    if (refusal) return problemReply(refusal, call.requestId);
    const { lead_time_days: leadTimeDays, currency, unit_costs: costs, order_quantities: quantities } = call.body;
    const terms = {
      leadTimeDays,
      currency: currency === null ? null : CurrencyCode(currency),
      unitCosts: costs.map(({ sku, amount_minor: amountMinor }) => ({ sku: Sku(sku), amountMinor })),
      orderQuantities: quantities.map(({ sku, minimum_units: minimumUnits, pack_units: packUnits }) => ({
        sku: Sku(sku),
        minimumUnits,
        packUnits,
      })),
    };
    await book.put(call.principal.tenantId as TenantId, locationId, terms);
    return reply(200, { locationId, ...terms });
  });
};
