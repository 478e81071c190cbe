import { createTenantIds } from '../../lib/access/index.ts';
import {
  createPlanning,
  createProposals,
  type Offer,
  type PlanDocuments,
  type Planning,
  type Proposals,
} from '../../lib/forecasting/index.ts';
import { createSupplierTermsBook, type KeptSupplierTerms } from '../../lib/fulfilment/index.ts';
import { createIncomingSupply, createStockLevelList, describeSupplyRejection, safetyStockOf } from '../../lib/inventory/index.ts';
import { LocationId, type TenantId } from '../../lib/kernel/ids.ts';
import { err, ok } from '../../lib/kernel/result.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, policiesOf, supplyOf } from '../composition.ts';

/** The terms of a supplier by article: those that it names, in its own table of costs or of numbers. */
const offersFrom = (supplier: string, terms: KeptSupplierTerms): ReadonlyMap<string, Offer> => {
  const { leadTimeDays, currency, unitCosts, orderQuantities = [] } = terms;
  const costs = new Map<string, number>(unitCosts.map(({ sku, amountMinor }) => [sku, amountMinor]));
  const quantities = new Map<string, (typeof orderQuantities)[number]>(orderQuantities.map((one) => [one.sku, one]));
  const skus = new Set([...costs.keys(), ...quantities.keys()]);
  return new Map(
    [...skus].map((sku): [string, Offer] => [
      sku,
      {
        supplier,
        leadTimeDays,
        unitCostMinor: costs.get(sku) ?? null,
        currency: costs.has(sku) ? currency : null,
        minimumUnits: quantities.get(sku)?.minimumUnits ?? 1,
        packUnits: quantities.get(sku)?.packUnits ?? 1,
      },
    ]),
  );
};

/** Proposals of goods to move and to buy, as they are made. */
export const planningOf = (platform: Platform): Planning => {
  const catalog = catalogOf(platform);
  const policies = policiesOf(platform);
  const terms = createSupplierTermsBook(platform);
  const levels = createStockLevelList(platform);
  const incoming = createIncomingSupply(platform);
  return createPlanning({
    platform,
    tenants: createTenantIds(platform),
    articles: catalog.listProductsBySku,
    locations: async (tenantId) =>
      (await catalog.listLocations(tenantId)).map(({ location_id: locationId, type, active: isActive }) => ({
        locationId,
        type,
        isActive,
      })),
    available: async (tenantId, sku) =>
      (await levels(tenantId, sku, () => true)).map(({ location_id: locationId, available: units }) => ({ locationId, units })),
    incoming: incoming.announced,
    safetyStock: async (tenantId) => {
      const { value } = await policies.inForce(tenantId, 'safety_stock');
      return (sku, locationId) => safetyStockOf(value, sku, locationId);
    },
    policy: async (tenantId) => {
      const { value, decidedBy } = await policies.inForce(tenantId, 'planning');
      return { value, version: decidedBy.version };
    },
    offers: async (tenantId) => {
      const suppliers = (await catalog.listLocations(tenantId)).filter(({ type, active }) => type === 'supplier' && active);
      const books = await Promise.all(
        suppliers.map(async ({ location_id: id }) => {
          const known = await terms.get(tenantId, LocationId(id));
          return known ? offersFrom(id, known) : new Map<string, Offer>();
        }),
      );
      return (sku) => books.flatMap((book) => book.get(sku) ?? []);
    },
  });
};

/** Documents of accepted proposals. A transfer is a draft: whoever runs the warehouse approves and ships it. */
const documentsOf = (platform: Platform): PlanDocuments => {
  const { transfers, purchaseOrders } = supplyOf(platform);
  const nameOf = async (tenantId: TenantId, supplier: string): Promise<string> =>
    (await catalogOf(platform).getLocation(tenantId, supplier))?.name ?? supplier;
  return {
    transfer: async (caller, id, { fromLocationId, toLocationId, sku, quantity, expectedAt, reference }) => {
      const lines = [{ sku, quantity }];
      const made = await transfers.apply(caller, id, {
        type: 'CreateTransfer',
        fromLocationId,
        toLocationId,
        lines,
        expectedAt,
        reference,
      });
      return made.ok ? ok(undefined) : err(describeSupplyRejection(made.error));
    },
    purchase: async (caller, id, { supplier, toLocationId, sku, quantity, expectedAt, reference }) => {
      const made = await purchaseOrders.apply(caller, id, {
        type: 'CreatePurchaseOrder',
        supplier: await nameOf(caller.tenantId, supplier),
        locationId: toLocationId,
        lines: [{ lineId: '1', sku, quantity, expectedAt }],
        reference,
      });
      return made.ok ? ok(undefined) : err(describeSupplyRejection(made.error));
    },
  };
};

/** Proposals, for the people who decide on them. */
export const proposalsOf = (platform: Platform): Proposals => createProposals({ platform, documents: documentsOf(platform) });
