import type { Listed } from '../../lib/catalog/index.ts';
import type { LocationBody, ProductBody } from '../../lib/contracts/http/catalog-bodies.ts';
import { createForecastRows } from '../../lib/forecasting/index.ts';
import { createStockLevelList } from '../../lib/inventory/index.ts';
import { LocationId, type Sku, type TenantId } from '../../lib/kernel/ids.ts';
import {
  createAdviseDisposition,
  type DispositionParcel,
  type DispositionPlace,
  type DispositionReader,
  worthwhileParcels,
} from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import {
  createFutureValues,
  crossesBorder,
  distanceTo,
  type Place,
  presetPolicy,
  servicesFor,
  type SourcingPolicy,
} from '../../lib/sourcing/index.ts';
import { catalogOf, once, policiesOf } from '../composition.ts';

type Location = Listed<LocationBody>;

const placeOf = ({ country, region, latitude, longitude }: Location): Place => ({
  country,
  ...(region === undefined ? {} : { region }),
  ...(latitude === undefined || longitude === undefined ? {} : { coordinates: { latitude, longitude } }),
});

/** Whether the goods may be kept there at all. Suppliers keep goods of their own. */
const takes = ({ active, type, capabilities = [] }: Location, product: ProductBody | undefined): boolean =>
  active &&
  type !== 'supplier' &&
  (!product?.cold_chain || capabilities.includes('cold_chain')) &&
  (!product?.hazmat || capabilities.includes('hazmat'));

const sells = ({ country, type }: Location, product: ProductBody | undefined): boolean =>
  (product?.ships_from?.includes(country) ?? true) && (product?.location_types?.includes(type) ?? true);

const alreadyThere: DispositionParcel = { service: null, priceMinor: 0, days: 0 };

/** Parcels that bring all the units, the cheapest first; none where no carrier serves the way. */
const parcelsOf = (policy: SourcingPolicy, from: Place, to: Place, grams: number): readonly DispositionParcel[] =>
  worthwhileParcels(
    servicesFor(policy, distanceTo(to)(from), crossesBorder(from, to)).map(({ priceMinor, perKilogramMinor, transitDays, carrier }) => ({
      service: carrier ?? null,
      priceMinor: priceMinor + Math.round((perKilogramMinor * grams) / 1_000),
      days: transitDays ?? null,
    })),
  );

const readerOf = (platform: Platform): DispositionReader => {
  const [catalog, policies, forecasts] = [catalogOf(platform), policiesOf(platform), createForecastRows(platform.views)];
  const [levels, futureValues] = [createStockLevelList(platform), createFutureValues(platform)];

  const rates = async (tenantId: TenantId): Promise<SourcingPolicy> => {
    const { value } = await policies.inForce(tenantId, 'sourcing');
    const policy = 'policy' in value ? value.policy : presetPolicy(value.preset);
    if (!policy) throw new Error('the sourcing policy in force is none that is known');
    return policy;
  };

  /** What is known of the article at each location: stock, forecast and λ. */
  const standing = async (tenantId: TenantId, sku: Sku, locationIds: readonly LocationId[]) => {
    const [stock, forecast, future] = await Promise.all([
      levels(tenantId, sku, () => true),
      forecasts.read(tenantId, sku),
      futureValues.values(tenantId, [sku], locationIds),
    ]);
    const days = forecast?.days.slice(0, 28) ?? [];
    const weekly = days.length === 0 ? null : (7 * days.reduce((sum, { mean }) => sum + mean, 0)) / days.length;
    return {
      forecastVersion: weekly === null ? null : (forecast?.version ?? null),
      futureVersion: future?.version ?? null,
      of: (locationId: string): Omit<DispositionPlace, 'locationId' | 'sells' | 'parcels'> => ({
        available: stock.find(({ location_id: at }) => at === locationId)?.available ?? 0,
        weeklyDemand: weekly === null ? null : weekly * (forecast?.locations.find((one) => one.locationId === locationId)?.share ?? 0),
        futureMinor: future?.of.find((one) => one.locationId === locationId)?.valueMinor ?? 0,
      }),
    };
  };

  return {
    article: async (tenantId, sku) => {
      const product = await catalog.getProduct(tenantId, sku);
      return product && { unitPriceMinor: product.price ?? null, currency: product.currency ?? null };
    },
    places: async (tenantId, { sku, quantity, from }, mayUse) => {
      const [all, product, policy] = await Promise.all([
        catalog.listLocations(tenantId),
        catalog.getProduct(tenantId, sku),
        rates(tenantId),
      ]);
      const locations = all.filter(({ location_id: id }) => mayUse(id));
      const here = 'locationId' in from ? locations.find(({ location_id: id }) => id === from.locationId) : undefined;
      if ('locationId' in from && !here) return undefined;
      const origin: Place = here
        ? placeOf(here)
        : 'country' in from
          ? { country: from.country, ...(from.region === undefined ? {} : { region: from.region }) }
          : { country: '' };
      // Where the goods are they can stay, whatever else is not open.
      const open = locations.filter((one) => one === here || takes(one, product));
      const known = await standing(
        tenantId,
        sku,
        open.map(({ location_id: id }) => LocationId(id)),
      );
      const grams = quantity * (product?.weight_grams ?? 0);
      const places = open.flatMap((one): readonly DispositionPlace[] => {
        const parcels = one === here ? [alreadyThere] : parcelsOf(policy, origin, placeOf(one), grams);
        if (parcels.length === 0) return [];
        const isSoldThere = takes(one, product) && sells(one, product);
        return [{ locationId: one.location_id, sells: isSoldThere, parcels, ...known.of(one.location_id) }];
      });
      return { places, forecastVersion: known.forecastVersion, futureVersion: known.futureVersion };
    },
    policy: (tenantId) => policies.inForce(tenantId, 'dispositions'),
  };
};

/** What becomes of goods that came back. */
export const adviseDispositionOf = /* @__PURE__ */ once((platform: Platform) => createAdviseDisposition(readerOf(platform)));
