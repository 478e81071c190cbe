import { describe, expect, it } from 'vitest';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { createChoose } from '../../../lib/sourcing/app/source.ts';
import { createDeliveryPlans, type DeliveryPlan } from '../../../lib/sourcing/app/delivery-options/delivery-plans.ts';
import { cellsOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import type { LearnedFigures } from '../../../lib/sourcing/domain/learning/estimate.ts';
import type { Outcome } from '../../../lib/sourcing/domain/learning/outcome.ts';
import { costPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingLocation, StockAt } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { boston, chicago, losAngeles, sha256, stock, warehouse } from '../domain/sourcing.fixtures.ts';

const now = Instant('2026-11-22T10:00:00.000Z');
const rate = (service: string, priceMinor: number, transitDays: number) => ({
  carrier: 'X',
  service,
  bands: [{ upToKm: 6_000, priceMinor, transitDays }],
  perKilogramMinor: 50,
});
const policy: SourcingPolicy = {
  ...costPolicy,
  lateness: { perDayLateMinor: 50, perTransitDayMinor: 0 },
  shipping: { kind: 'rate-table', carriers: [rate('ground', 700, 4), rate('air', 2_400, 1)] },
};

type World = {
  readonly levels?: readonly StockAt[];
  readonly locations?: readonly SourcingLocation[];
  readonly policy?: SourcingPolicy;
  readonly methods?: readonly { readonly method: string; readonly days: number }[];
  readonly figures?: LearnedFigures;
  readonly availableFrom?: Instant;
  readonly quantity?: number;
};

/** Parcels by X on the ground that took so many days and cost so much more than their rates. */
const slow = (days: number, costRatio: number): LearnedFigures => {
  const outcome: Outcome = {
    carrier: 'X',
    service: 'ground',
    zone: '8',
    kind: 'standard',
    km: 3_950,
    at: now,
    days,
    costRatio,
    damaged: false,
  };
  return { version: 'carriers-1', cells: cellsOf(Array.from({ length: 400 }, () => outcome)) };
};

const plan = async (world: World = {}) => {
  const { levels = stock('A', { W1: 9 }), locations = [warehouse('W1', losAngeles)], figures, quantity = 2 } = world;
  const planned = await createDeliveryPlans({
    choose: createChoose({
      availability: { availability: async () => levels },
      locations: { locations: async () => locations },
      policies: { policy: async () => world.policy ?? policy },
      articles: { needs: async () => new Map([[Sku('A'), { weightGrams: 500 }]]) },
      learned: { figures: async () => figures },
      sha256,
    }),
    book: {
      articles: async () =>
        new Map([
          [
            Sku('A'),
            { priceMinor: 3_000, currency: CurrencyCode('USD'), ...(world.availableFrom ? { availableFrom: world.availableFrom } : {}) },
          ],
        ]),
    },
    clock: { now: () => now },
    sha256,
    learned: { figures: async () => figures },
    levels: async () => world.methods ?? [],
  })(TenantId('main'), { lines: [{ sku: 'A', quantity }], destination: { country: 'US', region: 'NY' } });
  if (!planned.ok) throw new Error('the article is known');
  return planned.value;
};
const byMethod = (plans: readonly DeliveryPlan[], method: string): DeliveryPlan => {
  const found = plans.find((one) => one.method === method);
  if (!found) throw new Error(`${method} is not offered`);
  return found;
};

describe('the ways in which goods could go', () => {
  it('are the services of the rates, each as though there were no other, priced with the weight of the goods', async () => {
    const { plans, goodsMinor, currency } = await plan();
    expect([goodsMinor, currency]).toEqual([6_000, 'USD']);
    expect(plans.map(({ method, costMinor, parcels }) => [method, costMinor, parcels])).toEqual([
      ['X ground', 750, 1],
      ['X air', 2_450, 1],
    ]);
    expect(byMethod(plans, 'X air').deliverBy).toBe(byMethod(plans, 'X air').range?.latest);
  });

  it('are one way where nobody has named any, and are promised no day then', async () => {
    const distance: SourcingPolicy = {
      ...policy,
      shipping: { kind: 'distance', baseMinor: 600, perThousandKmMinor: 250, crossBorderMinor: 0, kmPerDay: 800 },
    };
    const { plans } = await plan({ policy: distance });
    expect(plans).toMatchObject([{ method: 'standard', deliverBy: undefined, chance: undefined, basis: 'prior-only' }]);
    const { plans: promised } = await plan({ policy: distance, methods: [{ method: '*', days: 12 }] });
    expect(promised).toMatchObject([{ method: 'standard', deliverBy: '2026-12-04T10:00:00.000Z' }]);
  });

  it('are told no dates where nobody knows the days, and still what they cost', async () => {
    const { plans } = await plan({
      policy: { ...policy, shipping: { kind: 'distance', baseMinor: 600, perThousandKmMinor: 0, crossBorderMinor: 0 } },
    });
    expect(plans).toMatchObject([{ method: 'standard', costMinor: 600, range: undefined, basis: 'unknown' }]);
  });

  it('go by what parcels took, and leave out a promise that is more likely broken than kept', async () => {
    const methods = [{ method: 'standard', days: 6 }];
    const before = byMethod((await plan({ methods })).plans, 'standard');
    expect(before.chance).toBeGreaterThan(0.8);
    const bearable = await plan({ methods, figures: slow(5.8, 1) });
    expect(byMethod(bearable.plans, 'standard')).toMatchObject({ basis: 'learned', seen: 400 });
    expect((byMethod(bearable.plans, 'standard').range?.likely ?? '') > (before.range?.likely ?? '')).toBe(true);
    // Six days of lateness cost less than the aircraft, so that an order would be sent late.
    const late = await plan({ methods, figures: slow(12, 1) });
    expect(late).toMatchObject({ plans: [], leftOut: [{ method: 'standard', reason: 'promise-not-kept' }] });
  });

  it('cost what was learned of a service only where the policy counts that', async () => {
    const figures = slow(4, 1.5);
    expect(byMethod((await plan({ figures })).plans, 'X ground').costMinor).toBe(750);
    const counting = await plan({ figures, policy: { ...policy, learned: { enabled: true } } });
    expect(byMethod(counting.plans, 'X ground').costMinor).toBeGreaterThan(1_050);
  });

  it('count every parcel of goods that lie apart, and come with the last of them', async () => {
    const locations = [warehouse('W1', losAngeles), warehouse('W2', chicago)];
    const { plans } = await plan({ locations, levels: stock('A', { W1: 1, W2: 1 }) });
    const ground = byMethod(plans, 'X ground');
    const alone = byMethod((await plan()).plans, 'X ground');
    expect(ground).toMatchObject({ parcels: 2, costMinor: 2 * 725 });
    expect((ground.range?.likely ?? '') > (alone.range?.likely ?? '')).toBe(true);
    expect(ground.km).toBeGreaterThan(alone.km ?? 0);
  });

  it('are none of goods that are not there or not sold yet, with the reason', async () => {
    expect(await plan({ quantity: 10 })).toMatchObject({ plans: [], leftOut: [{ reason: 'no-stock' }, { reason: 'no-stock' }] });
    const later = await plan({ availableFrom: Instant('2026-12-24T00:00:00.000Z') });
    expect(later).toMatchObject({ plans: [], leftOut: [{ reason: 'not-released' }, { reason: 'not-released' }] });
  });

  it('include places nearby where all of it lies ready, the nearest first and three at most', async () => {
    const near = (id: string, latitude: number, change: Partial<SourcingLocation> = {}) =>
      warehouse(id, { latitude, longitude: -75.5 }, { type: 'store', processingHours: 3, ...change });
    const locations = [
      warehouse('W1', losAngeles),
      near('S1', 42.5),
      near('S2', 42.6),
      near('S3', 42.7),
      near('S4', 42.8),
      near('CLOSED', 42.9, { active: false }),
      near('NOT', 42.9, { pickup: false }),
      warehouse('FAR', boston, { type: 'store' }),
    ];
    const levels = stock('A', { W1: 9, S1: 9, S2: 9, S3: 1, S4: 9, CLOSED: 9, NOT: 9, FAR: 9 });
    const { plans } = await plan({ locations, levels });
    const places = plans.filter(({ kind }) => kind === 'pickup');
    expect(places.map(({ locationId }) => locationId).toSorted()).toEqual(['S1', 'S2', 'S4']);
    const distances = places.map(({ km = 0 }) => km);
    expect(distances).toEqual(distances.toSorted((left, right) => left - right));
    expect(places[0]).toMatchObject({ costMinor: 0, range: { likely: '2026-11-22T13:00:00.000Z' }, basis: 'location' });
  });
});
