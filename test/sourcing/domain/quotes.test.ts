import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocationId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { askedWeight, weightsOf } from '../../../lib/sourcing/domain/parcel-weights.ts';
import { type Priced, type QuotedService, quotedServices, type Quotes } from '../../../lib/sourcing/domain/quotes.ts';
import { priceChoice } from '../../../lib/sourcing/domain/replay.price.ts';
import { balancedPolicy, costPolicy, nearestPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { boston, chicago, line, request, sends, sha256, stock, warehouse } from './sourcing.fixtures.ts';

const at = Instant('2026-11-24T10:00:00.000Z');
const ups = (amountMinor: number): Priced => ({ carrier: 'UPS', service: 'Ground', amountMinor, transitDays: 3 });

const priceAt = ({ priceMinor, perKilogramMinor }: QuotedService, grams: number): number =>
  priceMinor + Math.round((perKilogramMinor * grams) / 1_000);

describe('a line through two quoted weights', () => {
  it('costs what was quoted for the whole order, and less for a part of it', () => {
    const [service] = quotedServices({ grams: 3_000, services: [ups(1_500)] }, { grams: 500, services: [ups(1_000)] });
    expect(service).toEqual({ carrier: 'UPS', service: 'Ground', priceMinor: 900, perKilogramMinor: 200, transitDays: 3 });
    expect([priceAt(service as QuotedService, 3_000), priceAt(service as QuotedService, 500)]).toEqual([1_500, 1_000]);
  });

  it('is flat without a lighter weight, for a service that carries only the heavier, and where lighter is dearer', () => {
    const flat = { priceMinor: 1_500, perKilogramMinor: 0 };
    const whole = { grams: 3_000, services: [ups(1_500)] };
    expect(quotedServices(whole)).toMatchObject([flat]);
    expect(quotedServices(whole, { grams: 500, services: [{ ...ups(1_000), service: 'Express' }] })).toMatchObject([flat]);
    expect(quotedServices(whole, { grams: 500, services: [ups(1_700)] })).toMatchObject([flat]);
  });

  it('never prices a parcel below nothing or above the whole, whatever carriers say', () => {
    const amount = fc.integer({ min: 0, max: 50_000 });
    const grams = fc.integer({ min: 1, max: 68_000 });
    fc.assert(
      fc.property(amount, amount, grams, grams, fc.double({ min: 0, max: 1, noNaN: true }), (low, high, one, other, share) => {
        const [light, whole] = [Math.min(one, other), Math.max(one, other)];
        const [service] = quotedServices({ grams: whole, services: [ups(high)] }, { grams: light, services: [ups(low)] });
        if (!service) throw new Error('one service goes in and comes out');
        const between = Math.round(light + share * (whole - light));
        expect(service.priceMinor).toBeGreaterThanOrEqual(0);
        expect(priceAt(service, whole)).toBe(high);
        expect(priceAt(service, between)).toBeLessThanOrEqual(high);
      }),
    );
  });
});

describe('weights that are asked about', () => {
  it('are the next one up, and end where parcels do', () => {
    expect([1, 100, 101, 68_000, 68_001].map(askedWeight)).toEqual([100, 100, 250, 68_000, undefined]);
  });

  it('are those of the whole order and of its lightest unit, where they differ', () => {
    const weighed = (quantity: number, weightGrams: number) => ({ quantity, weightGrams });
    expect(weightsOf([weighed(1, 800), weighed(2, 3_000)], 500)).toEqual({ wholeGrams: 6_800, lightGrams: 800 });
    expect(weightsOf([weighed(1, 800)], 500)).toEqual({ wholeGrams: 800 });
  });

  it('assume what the policy says of a unit whose weight nobody knows, and then know of no lighter parcel', () => {
    expect(weightsOf([{ quantity: 2 }, { quantity: 1, weightGrams: 100 }], 700)).toEqual({ wholeGrams: 1_500 });
  });
});

const quoted = (prices: Readonly<Record<string, readonly (readonly [service: string, priceMinor: number, days?: number])[]>>): Quotes => ({
  from: 'easypost',
  of: Object.entries(prices).map(([locationId, services]) => ({
    locationId: LocationId(locationId),
    at,
    services: services.map(([service, priceMinor, transitDays]) => ({
      carrier: 'UPS',
      service,
      priceMinor,
      perKilogramMinor: 0,
      ...(transitDays === undefined ? {} : { transitDays }),
    })),
  })),
  missing: [],
});

const asking: SourcingPolicy = { ...balancedPolicy, quotes: { from: 'easypost' } };
const two = { locations: [warehouse('W1', boston), warehouse('W2', chicago)], availability: stock('A', { W1: 5, W2: 5 }) };
const decide = (change: Partial<SourcingRequest>, policy: SourcingPolicy) => chooseSources(request({ ...two, ...change }), policy, sha256);

describe('deciding by what carriers ask', () => {
  it('turns the choice where the nearer location is dearer to ship from, and says whose prices count', () => {
    const quotes = { ...quoted({ W1: [['Ground', 2_000]], W2: [['Ground', 700]] }) };
    expect(sends(decide({}, asking))).toEqual({ W1: { '1': 1 } });
    const { receipt, assignments } = decide({ quotes }, asking);
    expect(assignments).toMatchObject([{ locationId: 'W2', carrier: 'UPS Ground' }]);
    expect(receipt.candidates[0]?.contributions.shipping).toBe(700);
    expect(receipt.quotes).toEqual({
      from: 'easypost',
      of: [
        { locationId: 'W1', at, services: 1 },
        { locationId: 'W2', at, services: 1, taken: { carrier: 'UPS', service: 'Ground' } },
      ],
      missing: [],
    });
    expect(receipt.reasons).toContain('Prices from W1, W2 are those that carriers named through EasyPost.');
  });

  it('goes by the rates from where no price came, and says why', () => {
    const quotes: Quotes = { ...quoted({ W2: [['Ground', 5_000]] }), missing: [{ locationId: LocationId('W1'), gap: 'no-answer' }] };
    const { receipt, assignments } = decide({ quotes }, asking);
    expect(assignments).toMatchObject([{ locationId: 'W1' }]);
    expect(assignments[0]?.carrier).toBeUndefined();
    expect(receipt.reasons).toContain('Prices from W1 are those of the policy’s rates: no answer came in time.');
  });

  it('takes the service that costs least with its days, among those that carriers offer', () => {
    const now = Instant('2026-11-24T12:00:00.000Z');
    const promise = { deliverBy: Instant('2026-11-26T12:00:00.000Z') };
    const quotes = quoted({
      W1: [
        ['Ground', 700, 5],
        ['NextDay', 1_500, 1],
      ],
    });
    const costly: SourcingPolicy = { ...asking, lateness: { perDayLateMinor: 400, perTransitDayMinor: 0 } };
    const only = { availability: stock('A', { W1: 5 }), quotes };
    expect(decide({ ...only, promise, now }, costly).assignments[0]?.carrier).toBe('UPS NextDay');
    expect(decide(only, costly).assignments[0]?.carrier).toBe('UPS Ground');
  });

  it('leaves quotes out where the policy does not ask for any, follows a rule, or does not weigh shipping', () => {
    const quotes = quoted({ W1: [['Ground', 2_000]], W2: [['Ground', 100]] });
    const policies = [
      balancedPolicy,
      { ...nearestPolicy, quotes: asking.quotes },
      { ...asking, weightsPercent: { shipping: 0, handling: 100, split: 0 } },
    ];
    for (const policy of policies as readonly SourcingPolicy[]) {
      const { receipt, assignments } = decide({ quotes }, policy);
      expect(receipt.quotes).toBeUndefined();
      expect(assignments[0]?.locationId).toBe('W1');
    }
  });

  it('comes to another hash with other quotes', () => {
    const hashOf = (price: number) => decide({ quotes: quoted({ W1: [['Ground', price]] }) }, asking).receipt.inputsHash;
    expect(hashOf(700)).toBe(hashOf(700));
    expect(hashOf(700)).not.toBe(hashOf(701));
  });

  it('prices a replay by what was quoted, whether the policy would have asked or not', () => {
    const asked = request({
      ...two,
      lines: [line('1', 'A', 1)],
      quotes: quoted({
        W1: [
          ['Ground', 2_000],
          ['Air', 9_000],
        ],
        W2: [['Ground', 700]],
      }),
    });
    const priced = (chooser: SourcingPolicy, locationId: string, carrier?: string) =>
      priceChoice(
        asked,
        [{ locationId: LocationId(locationId), lines: [{ ...line('1', 'A', 1) }], ...(carrier === undefined ? {} : { carrier }) }],
        { chooser, rates: costPolicy, otherwise: costPolicy },
      )?.cost.shipping;
    expect(priced(asking, 'W2')).toBe(700);
    expect(priced(balancedPolicy, 'W1')).toBe(2_000);
    expect(priced(balancedPolicy, 'W1', 'UPS Air')).toBe(9_000);
  });
});
