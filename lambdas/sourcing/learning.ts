import { createTenantIds } from '../../lib/access/index.ts';
import type { ProductBody } from '../../lib/contracts/http/catalog-bodies.ts';
import { FulfillmentOrderId, Sku } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import {
  createImportOutcomes,
  createOutcomeRows,
  createParcelRisks,
  createPresetPolicies,
  createRecordOutcomes,
  createRefreshLearned,
  type ImportOutcomes,
  mostDelicate,
  type OutcomeRows,
  type PackageKind,
  type ParcelRisks,
  type Place,
  type ReadShippedWork,
  type RecordOutcomes,
  type RefreshLearned,
} from '../../lib/sourcing/index.ts';
import { packageKindOf } from '../article-reader.ts';
import { catalogOf, fulfillmentOrdersOf, knownProductsOf, learnedFiguresOf, once, orderReadingOf, policiesOf } from '../composition.ts';
import { foretellLateOf } from './routing-versions.ts';

// Apart from the other use cases, because only functions off the way of an order need them.

const sourcingPoliciesOf = (platform: Platform) => createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing'));
export const outcomeRowsOf: (platform: Platform) => OutcomeRows = /* @__PURE__ */ once((platform) => createOutcomeRows(platform));
export const parcelRisksOf: (platform: Platform) => ParcelRisks = /* @__PURE__ */ once((platform) =>
  createParcelRisks({ views: platform.views, clock: platform.clock, rows: outcomeRowsOf(platform), foretell: foretellLateOf(platform) }),
);

type Destination = { readonly country: string | null; readonly region: string | null; readonly postalPrefix: string | null } | null;

const placeOf = (destination: Destination): Place => ({
  country: destination?.country ?? '',
  ...(destination?.region ? { region: destination.region } : {}),
  ...(destination?.postalPrefix ? { postalPrefix: destination.postalPrefix } : {}),
});

/** What is in a parcel, as far as its carrier feels it. */
const contentsOf = (products: ReadonlyMap<string, ProductBody>, lines: readonly { readonly sku: string; readonly quantity: number }[]) => ({
  kind: mostDelicate(lines.map(({ sku }): PackageKind => packageKindOf(products.get(sku)))),
  grams: lines.reduce((sum, { sku, quantity }) => sum + (products.get(sku)?.weight_grams ?? 0) * quantity, 0),
});

/** Reads shipped work with the way it takes, what is in it and what its customer was told. */
const createReadShippedWork = (platform: Platform): ReadShippedWork => {
  const [catalog, fulfillmentOrders, orders] = [catalogOf(platform), fulfillmentOrdersOf(platform), orderReadingOf(platform)];
  const products = knownProductsOf(platform);
  return async (tenantId, workId) => {
    const found = await fulfillmentOrders.get(tenantId, FulfillmentOrderId(workId));
    if (!found || found.fulfillmentOrder.deliveryMethod === 'pickup') return undefined;
    const { orderId, locationId, destination, lines, shipments, shippedAt } = found.fulfillmentOrder;
    const [location, reading, known] = await Promise.all([
      catalog.getLocation(tenantId, locationId),
      orders.get(tenantId, orderId),
      products(tenantId, [...new Set(lines.map(({ sku }) => Sku(sku)))]),
    ]);
    const bySku = new Map(known.map((product) => [product.sku, product]));
    const order = reading?.order;
    const from: Place = {
      country: location?.country ?? '',
      ...(location?.region === undefined ? {} : { region: location.region }),
      ...(location?.latitude === undefined || location.longitude === undefined
        ? {}
        : { coordinates: { latitude: location.latitude, longitude: location.longitude } }),
    };
    return {
      workId,
      orderId,
      locationId,
      from,
      to: placeOf(destination),
      shippedAt,
      deliverBy: order?.deliverBy ?? order?.serviceLevelBy ?? null,
      shipments: shipments.map((shipment) => ({
        shipmentId: shipment.shipmentId,
        carrier: shipment.carrier,
        service: shipment.service,
        // Prices of rates are in the order's currency; one in another says nothing about them.
        costMinor: shipment.cost && shipment.cost.currency === order?.currency ? shipment.cost.amountMinor : null,
        ...contentsOf(bySku, shipment.lines ?? lines),
        deliveredAt: shipment.deliveredAt,
        mishap: shipment.mishap ?? null,
      })),
    };
  };
};

export const recordOutcomesOf: (platform: Platform) => RecordOutcomes = /* @__PURE__ */ once((platform) =>
  createRecordOutcomes({
    rows: outcomeRowsOf(platform),
    work: createReadShippedWork(platform),
    policies: sourcingPoliciesOf(platform),
    learned: learnedFiguresOf(platform),
    clock: platform.clock,
  }),
);

export const importOutcomesOf: (platform: Platform) => ImportOutcomes = /* @__PURE__ */ once((platform) =>
  createImportOutcomes({ rows: outcomeRowsOf(platform), policies: sourcingPoliciesOf(platform) }),
);

export const refreshLearnedOf: (platform: Platform) => RefreshLearned = /* @__PURE__ */ once((platform) =>
  createRefreshLearned({
    platform,
    tenants: createTenantIds(platform),
    rows: outcomeRowsOf(platform),
    risks: parcelRisksOf(platform),
  }),
);
