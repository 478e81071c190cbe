import type { Catalog } from '../../catalog/index.ts';
import { scannedCode } from '../../catalog/index.ts';
import { FulfillmentOrderId, orderIdPattern, skuPattern, type TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import type { ScanMatch } from '../domain/scanned.values.ts';
import { fulfillmentOrderProjection, workListKeys } from './fulfillment-order.projection.ts';
import type { FulfillmentOrders } from './fulfillment-orders.ts';
import type { NamedOrder, OrderBook } from './fulfilment.ports.ts';

/** Parcels under one tracking number that are looked at. */
const parcelsMax = 20;

type MayUse = (locationId: string) => boolean;

const productMatch = (by: 'sku' | 'barcode', { sku, title }: { readonly sku: string; readonly title: string }): ScanMatch => ({
  kind: 'product',
  id: sku,
  by,
  title,
  locationId: null,
  status: null,
});

/** The first way in which a thing was found stands for it. */
const eachOnce = (matches: readonly ScanMatch[]): readonly ScanMatch[] => {
  const found = new Map<string, ScanMatch>();
  for (const match of matches) {
    const name = `${match.kind} ${match.id}`;
    if (!found.has(name)) found.set(name, match);
  }
  return [...found.values()];
};

/**
 * Says what a code stands for: work, a product, a parcel, an order. Reads by key only, a bounded number of rows.
 * Work of a location that the caller may not use does not exist for the caller, and neither does an order that has no other.
 */
export const createScan = (parts: {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>;
  readonly catalog: Pick<Catalog, 'getProduct' | 'findByBarcode'>;
  readonly fulfillmentOrders: Pick<FulfillmentOrders, 'get'>;
  readonly orders: Pick<OrderBook, 'find'>;
}) => {
  const { platform, catalog, fulfillmentOrders, orders } = parts;

  const workMatch = async (
    tenantId: TenantId,
    id: FulfillmentOrderId,
    by: ScanMatch['by'],
    mayUse: MayUse,
  ): Promise<readonly ScanMatch[]> => {
    const work = (await fulfillmentOrders.get(tenantId, id))?.fulfillmentOrder;
    if (!work || !mayUse(work.locationId)) return [];
    return [{ kind: 'fulfillment_order', id, by, title: null, locationId: work.locationId, status: work.status }];
  };

  const byFulfillmentOrder = (tenantId: TenantId, code: string, mayUse: MayUse): Promise<readonly ScanMatch[]> => {
    // Some scanners are set to send capitals.
    const id = code.toLowerCase();
    return orderIdPattern.test(id) ? workMatch(tenantId, FulfillmentOrderId(id), 'id', mayUse) : Promise.resolve([]);
  };

  const byTracking = async (tenantId: TenantId, code: string, mayUse: MayUse): Promise<readonly ScanMatch[]> => {
    const { items } = await platform.views.query({ PK: workListKeys.tracking(tenantId, code), limit: parcelsMax });
    const found = await readListed(platform, fulfillmentOrderProjection, items);
    return found.flatMap((one): ScanMatch[] => {
      if (!one || !mayUse(one.view.location_id)) return [];
      const { fulfillment_order_id: id, location_id: locationId, status } = one.view;
      return [{ kind: 'fulfillment_order', id, by: 'tracking_number', title: null, locationId, status }];
    });
  };

  const byProduct = async (tenantId: TenantId, code: string): Promise<readonly ScanMatch[]> => {
    const [product, others] = await Promise.all([
      skuPattern.test(code) ? catalog.getProduct(tenantId, code) : undefined,
      catalog.findByBarcode(tenantId, code),
    ]);
    return [...(product ? [productMatch('sku', product)] : []), ...others.map((other) => productMatch('barcode', other))];
  };

  const orderMatches = async (
    tenantId: TenantId,
    { orderId, name, by, work }: NamedOrder,
    mayUse: MayUse,
    isEverywhere: boolean,
  ): Promise<readonly ScanMatch[]> => {
    const there = (await Promise.all(work.map((id) => workMatch(tenantId, id, 'order', mayUse)))).flat();
    if (!isEverywhere && there.length === 0) return [];
    return [{ kind: 'order', id: orderId, by, title: name, locationId: null, status: null }, ...there];
  };

  return async (
    tenantId: TenantId,
    scanned: string,
    /** Locations whose work is shown. */
    locations: 'all' | readonly string[],
  ): Promise<{ readonly code: string; readonly matches: readonly ScanMatch[] }> => {
    const code = scannedCode(scanned);
    if (code === '') return { code, matches: [] };
    const isEverywhere = locations === 'all';
    const mayUse: MayUse = (locationId) => isEverywhere || locations.includes(locationId);
    const [work, products, parcels, named] = await Promise.all([
      byFulfillmentOrder(tenantId, code, mayUse),
      byProduct(tenantId, code),
      byTracking(tenantId, code, mayUse),
      orders.find(tenantId, code),
    ]);
    const ofOrders = await Promise.all(named.map((one) => orderMatches(tenantId, one, mayUse, isEverywhere)));
    return { code, matches: eachOnce([...work, ...products, ...parcels, ...ofOrders.flat()]) };
  };
};
