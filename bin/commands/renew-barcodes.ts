import { systemPrincipal } from '../../lib/access/index.ts';
import { accepted } from './refusals.ts';
import type { Product } from './session.ts';
import { everyItem } from './tenants.ts';

/** Makes the rows by which products are found by barcode anew, of every tenant: products of older releases have none. */
export const renewBarcodes = async ({ access, catalog }: Product, asTenant: string): Promise<void> => {
  const tenants = await everyItem(async (page) => accepted(await access.listTenants(systemPrincipal(asTenant, 'oms'), page)));
  for (const { tenantId } of tenants) await catalog.renewBarcodes(tenantId);
};
