import { describe, expect, it } from 'vitest';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import type { SourcingPolicyChoice } from '../../../lib/kernel/sourcing-policy.ts';
import {
  createCheckPolicy,
  presetPolicy,
  type RecentOrder,
  type SourcingLocation,
  type SourcingPolicy,
} from '../../../lib/sourcing/index.ts';
import { boston, chicago, sha256, warehouse } from '../domain/sourcing.fixtures.ts';

const shop = warehouse('SHOP', chicago, { type: 'store', region: 'IL' });
const depot = warehouse('DEPOT', boston, { region: 'MA' });

const base = presetPolicy('balanced');
if (!base) throw new Error('there is no preset balanced');
const own = (change: Partial<SourcingPolicy>): SourcingPolicyChoice => ({ policy: { ...base, name: 'own', version: 1, ...change } });

/** Units by article and location. */
type Shelves = Readonly<Record<string, Readonly<Record<string, number>>>>;

const checkOrders = (choice: SourcingPolicyChoice, orders: readonly RecentOrder[], shelves: Shelves, locations = [depot, shop]) =>
  createCheckPolicy({
    locations: { locations: async () => locations },
    recentOrders: async () => orders,
    availability: {
      availability: async (_tenant, skus, locationIds) =>
        skus.flatMap((sku) => locationIds.map((locationId) => ({ sku, locationId, available: shelves[sku]?.[locationId] ?? 0 }))),
    },
    sha256,
  })(TenantId('main'), choice);

const check = (choice: SourcingPolicyChoice, regions: readonly string[], locations: SourcingLocation[] = [depot, shop]) =>
  checkOrders(
    choice,
    regions.map((region) => ({ region, lines: [] })),
    {},
    locations,
  );

const refusal = async (choice: SourcingPolicyChoice, regions: readonly string[], locations?: SourcingLocation[]) => {
  const checked = await check(choice, regions, locations);
  return checked.ok ? 'accepted' : { fields: checked.error.problems.map(({ field }) => field), destination: checked.error.destination };
};

const oneBand = (upToKm: number, crossBorderMinor?: number): SourcingPolicy['shipping'] => ({
  kind: 'rate-table',
  carriers: [
    {
      carrier: 'near',
      service: 'ground',
      bands: [{ upToKm, priceMinor: 500 }],
      ...(crossBorderMinor === undefined ? {} : { crossBorderMinor }),
    },
  ],
});

describe('a policy that goes live', () => {
  it.each(['balanced', 'cost', 'speed', 'nearest', 'cheapest'])('as the preset %s sources every order within the country', async (preset) =>
    expect(await check({ preset }, ['US-NY', 'US-CA'])).toEqual({ ok: true, value: [] }));

  it.each([
    ['types that no location has', { constraints: { locationTypes: ['3pl'] } }, 'value.policy.constraints.location_types'],
    ['countries where no location is', { constraints: { fromCountries: ['DE'] } }, 'value.policy.constraints.from_countries'],
    ['parcels that go no farther than the next town', { shipping: oneBand(10) }, 'value.policy.shipping.carriers'],
    [
      'a promise to be kept on ways whose days nobody knows',
      { constraints: { keepPromise: true }, shipping: { kind: 'distance', baseMinor: 1, perThousandKmMinor: 1, crossBorderMinor: 1 } },
      'value.policy.constraints.keep_promise',
    ],
  ] as const)('is refused for %s, by the field and with a destination', async (_, change, field) => {
    expect(await refusal(own(change), ['US-NY', 'US-NY', 'US-CA'])).toEqual({ fields: [field], destination: 'US-NY' });
  });

  it('is refused where parcels may not cross the border that lies between', async () =>
    expect(await refusal(own({ constraints: { crossBorder: false } }), ['CA-ON'])).toEqual({
      fields: ['value.policy.constraints.cross_border'],
      destination: 'CA-ON',
    }));

  it('is refused by each of two fields where only both together leave nothing', async () =>
    expect(await refusal(own({ constraints: { locationTypes: ['3pl'], fromCountries: ['DE'] } }), ['US-NY'])).toEqual({
      fields: ['value.policy.constraints.location_types', 'value.policy.constraints.from_countries'],
      destination: 'US-NY',
    }));

  it('says why in words with what there is instead', async () => {
    const types = await check(own({ constraints: { locationTypes: ['3pl'] } }), ['US-NY']);
    expect(types.ok ? '' : types.error.problems[0]?.message).toContain('the active locations are store, warehouse');
    const carriers = await check(own({ shipping: oneBand(10) }), ['US-NY']);
    expect(carriers.ok ? '' : carriers.error.problems[0]?.message).toMatch(/the nearest, DEPOT, is \d+ km away/);
  });

  it('is taken with a warning for each destination that it leaves without a source, most orders first', async () => {
    const checked = await check(own({ constraints: { crossBorder: false } }), ['US-NY', 'CA-ON', 'MX', 'MX']);
    expect(checked).toMatchObject({
      ok: true,
      value: [
        { code: 'destination-unsourced', field: 'value.policy.constraints.cross_border', destination: 'MX', orders: 2 },
        { code: 'destination-unsourced', field: 'value.policy.constraints.cross_border', destination: 'CA-ON', orders: 1 },
      ],
    });
  });

  it('is not at fault where no location sends there under any policy', async () => {
    const homebound = [warehouse('HOME', boston, { shipsTo: ['DE'] })];
    expect(await check(own({}), ['US-NY'], homebound)).toMatchObject({
      ok: true,
      value: [{ code: 'locations-serve-nothing', field: 'value', destination: 'US-NY', orders: 1 }],
    });
  });

  it('is tried on the places of the locations themselves where there are no orders, or nobody knows where they went', async () => {
    for (const regions of [[], ['', '']]) {
      expect(await check(own({}), regions)).toEqual({ ok: true, value: [] });
      expect(await refusal(own({ constraints: { locationTypes: ['supplier'] } }), regions)).toMatchObject({ destination: 'US-IL' });
    }
  });

  it('may be decided before there is any location', async () =>
    expect(await check(own({ constraints: { locationTypes: ['supplier'] } }), ['US-NY'], [])).toEqual({ ok: true, value: [] }));

  it('is not held against a location that is full today, nor saved by one that is closed', async () => {
    expect(await check(own({}), ['US-NY'], [{ ...depot, capacity: 0 }])).toEqual({ ok: true, value: [] });
    const closed = [{ ...shop, active: false }, depot];
    expect(await refusal(own({ constraints: { locationTypes: ['store'] } }), ['US-NY'], closed)).toMatchObject({
      fields: ['value.policy.constraints.location_types'],
    });
  });

  it('names places to be avoided that there are not', async () => {
    const locationIds = [LocationId('SHOP'), LocationId('SHPO')];
    expect(await check(own({ preferences: [{ kind: 'avoid', locationIds, penaltyMinor: 100 }] }), ['US-NY'])).toMatchObject({
      ok: true,
      value: [{ code: 'unknown-location', field: 'value.policy.preferences.0.location_ids.1', destination: null }],
    });
  });

  describe('where the goods are', () => {
    const order = (...skus: readonly string[]): RecentOrder => ({ region: 'US-NY', lines: skus.map((sku) => ({ sku })) });
    const storesOnly = own({ constraints: { locationTypes: ['store'] } });
    const orders = [order('CAP', 'MUG'), order('TEE'), order('GONE')];

    it('is taken with a warning when some of what is ordered stands only where it lets nothing be sent from', async () => {
      const shelves = { CAP: { DEPOT: 5 }, MUG: { DEPOT: 1, SHOP: 1 }, TEE: { DEPOT: 3 } };
      expect(await checkOrders(storesOnly, orders, shelves)).toMatchObject({
        ok: true,
        value: [
          {
            code: 'articles-unsourced',
            field: 'value.policy.constraints.location_types',
            message: 'of 3 articles in stock that were ordered last, 2 would find no source, such as CAP, TEE',
          },
        ],
      });
    });

    it('is refused when that is so of all of it', async () => {
      const checked = await checkOrders(storesOnly, orders, { CAP: { DEPOT: 5 }, TEE: { DEPOT: 3 } });
      expect(checked).toMatchObject({
        ok: false,
        error: { destination: 'US-NY', problems: [{ field: 'value.policy.constraints.location_types', code: 'leaves-all-unsourced' }] },
      });
    });

    it('says nothing of what is nowhere in stock', async () =>
      expect(await checkOrders(storesOnly, orders, {})).toEqual({ ok: true, value: [] }));
  });
});
