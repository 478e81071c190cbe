import { getSupplierTermsRoute } from '../../lib/contracts/http/supplier-terms.ts';
import { createSupplierTermsBook, noTerms } from '../../lib/fulfilment/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createSupplierAt } from './supplier-at.ts';

export const create = (platform: Platform) => {
  const book = createSupplierTermsBook(platform);
  const supplierAt = createSupplierAt(platform);
  return httpHandler(platform, getSupplierTermsRoute, async (call) => {
    const locationId = call.params.id;
    // Who only reads learns the same of a warehouse as of no location: there are no terms.
    if (await supplierAt(call.principal, locationId)) return problemReply(notFound('supplier'), call.requestId);
    const terms = (await book.get(call.principal.tenantId as TenantId, locationId)) ?? noTerms;
    return reply(200, { locationId, orderQuantities: [], ...terms });
  });
};
