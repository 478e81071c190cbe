import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../lib/kernel/canonical-json.ts';
import { LocationId, OrderId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { cellsOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import type { LearnedFigures } from '../../../lib/sourcing/domain/learning/estimate.ts';
import type { Outcome } from '../../../lib/sourcing/domain/learning/outcome.ts';
import { type Candidate, createReplay, type LoggedDecision, type ReplayRates } from '../../../lib/sourcing/domain/replay.ts';
import type { SourcingDecision } from '../../../lib/sourcing/domain/sourcing.decision.ts';
import { presetPolicy, presetPolicyNames, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { notReleased, withWaiting } from '../../../lib/sourcing/domain/unreleased.ts';
import { boston, chicago, line, losAngeles, newYork, request, sha256, stock, warehouse } from '../domain/sourcing.fixtures.ts';

const bands = (...prices: readonly (readonly [upToKm: number, priceMinor: number])[]): SourcingPolicy['shipping'] => ({
  kind: 'rate-table',
  carriers: [{ carrier: 'post', service: 'ground', bands: prices.map(([upToKm, priceMinor]) => ({ upToKm, priceMinor })) }],
});

// Rates by which every sum here can be done by hand: a parcel costs what its way costs in bands, handling 100 a parcel and 20 an article.
const byRates: SourcingPolicy = {
  name: 'by-rates',
  version: 1,
  method: 'lowest-score',
  shipping: bands([500, 500], [2_000, 700], [6_000, 1_500]),
  splitCostMinor: 50,
  weightsPercent: { shipping: 100, handling: 100, split: 100 },
  unknownDistanceKm: 3_000,
  remainder: 'wait',
};
/** Prefers Chicago to Los Angeles, and both to Boston, which is the nearest. */
const notBoston: SourcingPolicy = { ...byRates, name: 'not-boston', shipping: bands([500, 9_000], [2_000, 700], [6_000, 1_500]) };

const orderIdOf = (number: number): OrderId => OrderId(String.fromCharCode(97 + number).repeat(26));

const logged = (
  number: number,
  change: Partial<SourcingRequest>,
  more: Partial<LoggedDecision> & { readonly policy?: SourcingPolicy } = {},
): LoggedDecision => {
  const { policy = byRates, ...rest } = more;
  const asked = request({ decisionId: 'route.001.001', ...change });
  return {
    orderId: orderIdOf(number),
    decidedAt: Instant(`2026-11-20T10:00:0${number}.000Z`),
    decision: chooseSources(asked, policy, sha256),
    followed: true,
    inputs: { request: asked, policy, isPickup: false },
    ...rest,
  };
};

const replay = (decisions: readonly LoggedDecision[], candidate: Candidate, rates: ReplayRates = 'logged') => {
  const run = createReplay({ candidate, rates, sha256 });
  for (const decision of decisions) run.add(decision);
  return run.result();
};

const plenty = stock('A', { W1: 10, W2: 10, W3: 10 });

describe('reproducing the log', () => {
  it('comes to the logged choice for every decision under its own policy, at no difference', () => {
    const result = replay([logged(0, { availability: plenty }), logged(1, { availability: plenty }, { policy: notBoston })], 'logged');
    expect(result.reproduction).toEqual({ decisions: 2, reproduced: 2, notReproduced: [] });
    expect(result).toMatchObject({ compared: 2, changed: 0, differences: [] });
    expect(result.currencies[0]?.candidate).toEqual(result.currencies[0]?.logged);
  });

  it('names decisions whose inputs are gone, were altered, or lead to another choice', () => {
    const gone = logged(0, { availability: plenty }, { inputs: undefined });
    const honest = logged(1, { availability: plenty });
    const altered = {
      ...honest,
      inputs: { ...honest.inputs, request: request({ availability: stock('A', { W3: 1 }) }) },
    } as LoggedDecision;
    const other = logged(2, { availability: plenty });
    const [assignment] = other.decision.assignments;
    const otherwise = {
      ...other,
      decision: { ...other.decision, assignments: [{ ...assignment, locationId: 'W3' }] },
    } as unknown as LoggedDecision;
    const result = replay([gone, altered, otherwise, logged(3, { availability: plenty })], 'logged');
    expect(result.reproduction).toEqual({
      decisions: 4,
      reproduced: 1,
      notReproduced: [
        { orderId: orderIdOf(0), decisionId: 'route.001.001', reason: 'inputs-missing' },
        { orderId: orderIdOf(1), decisionId: 'route.001.001', reason: 'inputs-altered' },
        { orderId: orderIdOf(2), decisionId: 'route.001.001', reason: 'decided-otherwise' },
      ],
    });
    expect(result.compared).toBe(2);
  });

  it('takes an order with an article that was not sold yet for what the search was asked', () => {
    const dates = new Map([[Sku('LATER'), Instant('2026-12-24T00:00:00.000Z')]]);
    const early = (followed: boolean, policy: SourcingPolicy): LoggedDecision => {
      const one = logged(0, { availability: plenty }, { followed, policy });
      return { ...one, decision: withWaiting(one.decision, notReleased([line('2', 'LATER', 1)]), dates) };
    };
    const waited = replay([early(false, byRates)], 'logged');
    expect(waited.reproduction).toEqual({ decisions: 1, reproduced: 1, notReproduced: [] });
    const sent = early(true, { ...byRates, remainder: 'split' });
    expect(sent.decision.receipt).toMatchObject({ unsourced: [{ sku: 'LATER', reason: 'not-released' }] });
    expect(sent.decision.receipt.reasons.at(-1)).toContain('LATER is sold from 2026-12-24');
    const again = replay([sent], 'logged');
    expect(again).toMatchObject({ reproduction: { reproduced: 1 }, compared: 1, changed: 0 });
    expect(again.currencies[0]?.candidate).toEqual(again.currencies[0]?.logged);
    expect(again.currencies[0]?.logged).toMatchObject({ unsourcedUnits: 0 });
    // A policy that sends only whole orders would have kept what was sent.
    expect(replay([sent], { ...byRates, name: 'whole' })).toMatchObject({ changed: 1, currencies: [{ candidate: { units: 0 } }] });
  });

  it('checks decisions that were not followed, and compares only those that were', () => {
    const result = replay(
      [logged(0, { availability: plenty }, { followed: false }), logged(0, { availability: plenty, decisionId: 'route.001.002' })],
      notBoston,
    );
    expect(result.reproduction).toMatchObject({ decisions: 2, reproduced: 2 });
    expect(result.compared).toBe(1);
    expect(result.currencies[0]?.logged).toMatchObject({ orders: 1, decisions: 1, parcels: 1 });
  });
});

describe('another policy', () => {
  it('is priced by the same rates, with the difference by location and by order', () => {
    // From Boston, 306 km: 500 + 120. From Chicago, 1,145 km: 700 + 120.
    const result = replay([logged(0, { availability: plenty }), logged(1, { availability: plenty })], notBoston);
    const [usd] = result.currencies;
    expect(usd?.logged).toMatchObject({
      orders: 2,
      parcels: 2,
      units: 2,
      shippingMinor: 1_000,
      handlingMinor: 240,
      splitMinor: 0,
      totalMinor: 1_240,
    });
    expect(usd?.candidate).toMatchObject({ orders: 2, parcels: 2, units: 2, shippingMinor: 1_400, handlingMinor: 240, totalMinor: 1_640 });
    expect(result.locations).toEqual([
      {
        locationId: 'W1',
        currency: 'USD',
        logged: { orders: 2, parcels: 2, units: 2, costMinor: 1_240 },
        candidate: { orders: 0, parcels: 0, units: 0, costMinor: 0 },
      },
      {
        locationId: 'W2',
        currency: 'USD',
        logged: { orders: 0, parcels: 0, units: 0, costMinor: 0 },
        candidate: { orders: 2, parcels: 2, units: 2, costMinor: 1_640 },
      },
    ]);
    expect(result).toMatchObject({ compared: 2, changed: 2 });
    expect(result.differences[0]).toEqual({
      orderId: orderIdOf(0),
      decisionId: 'route.001.001',
      currency: 'USD',
      logged: [{ locationId: 'W1', units: 1 }],
      candidate: [{ locationId: 'W2', units: 1 }],
      loggedMinor: 620,
      candidateMinor: 820,
    });
  });

  it('shares the cost out among the locations so that they sum to the total, whatever each parcel would cost alone', () => {
    const carriers = [
      { carrier: 'post', service: 'light', perKilogramMinor: 300, bands: [{ upToKm: 6_000, priceMinor: 400 }] },
      { carrier: 'post', service: 'heavy', perKilogramMinor: 10, bands: [{ upToKm: 6_000, priceMinor: 1_500 }] },
    ];
    const weighing: SourcingPolicy = { ...byRates, name: 'weighing', shipping: { kind: 'rate-table', carriers } };
    // Alone the first parcel would go by the light service; the order as a whole is too heavy for it.
    const lines = [
      { ...line('1', 'A', 1), weightGrams: 1_000 },
      { ...line('2', 'B', 1), weightGrams: 9_000 },
    ];
    const availability = [...stock('A', { W1: 5 }), ...stock('B', { W2: 5 })];
    const { currencies, locations } = replay([logged(0, { lines, availability }, { policy: weighing })], 'logged');
    const paid = (currencies[0]?.logged.shippingMinor ?? 0) + (currencies[0]?.logged.handlingMinor ?? 0);
    expect(paid).toBe(2 * 1_500 + 10 * 10 + 2 * 120);
    expect(locations.map(({ logged: of }) => of.costMinor)).toEqual([1_500 + 10 + 120, 1_500 + 90 + 120]);
  });

  it('counts splits with what they cost', () => {
    const lines = [line('1', 'A', 1), line('2', 'B', 1)];
    const availability = [...stock('A', { W1: 5, W3: 5 }), ...stock('B', { W2: 5, W3: 5 })];
    const { currencies } = replay([logged(0, { lines, availability })], { ...byRates, name: 'whole', splitCostMinor: 10_000 });
    // Boston and Chicago: 500 + 700, twice 120, one split of 50. Los Angeles alone: 1,500, 100 and twice 20.
    expect(currencies[0]?.logged).toMatchObject({ splits: 1, splitPercent: 100, parcelsPerOrder: 2, splitMinor: 50, totalMinor: 1_490 });
    expect(currencies[0]?.candidate).toMatchObject({ splits: 0, splitPercent: 0, parcelsPerOrder: 1, splitMinor: 0, totalMinor: 1_640 });
  });

  it('prices by its own rates when asked to', () => {
    const nowhere: SourcingPolicy = { ...byRates, name: 'nowhere', shipping: bands([1, 500]) };
    const flat: SourcingPolicy = {
      ...byRates,
      name: 'flat',
      shipping: { kind: 'distance', baseMinor: 900, perThousandKmMinor: 0, crossBorderMinor: 0 },
    };
    const decisions = [logged(0, { availability: plenty })];
    expect(replay(decisions, flat, 'candidate').currencies[0]).toMatchObject({
      logged: { shippingMinor: 900 },
      candidate: { shippingMinor: 900 },
    });
    expect(replay(decisions, flat, 'logged').currencies[0]).toMatchObject({ logged: { shippingMinor: 500 } });
    // Rates that serve nothing price nothing: then those of the log do.
    expect(replay(decisions, nowhere, 'candidate').currencies[0]).toMatchObject({
      logged: { shippingMinor: 500 },
      candidate: { unsourcedUnits: 1, parcels: 0, totalMinor: 0 },
    });
  });

  it('sends nothing of an order that lacks a unit when it lets orders wait', () => {
    const availability = stock('A', { W1: 1, W2: 1 });
    const lines = [line('1', 'A', 2)];
    const result = replay([logged(0, { lines, availability })], { ...byRates, name: 'nearby', shipping: bands([500, 500]) });
    expect(result.currencies[0]?.logged).toMatchObject({ unsourcedUnits: 0, units: 2 });
    expect(result.currencies[0]?.candidate).toMatchObject({ unsourcedUnits: 2, units: 0, parcels: 0 });
  });

  it('leaves goods where their customer collects them', () => {
    const decision = logged(0, { locations: [warehouse('W1', boston)], availability: stock('A', { W1: 1 }) });
    const strict: SourcingPolicy = { ...byRates, name: 'one-country', constraints: { fromCountries: ['CA'] } };
    const collected = { ...decision, inputs: { ...decision.inputs, isPickup: true } } as LoggedDecision;
    expect(replay([collected], strict)).toMatchObject({ compared: 1, changed: 0 });
    expect(replay([decision], strict)).toMatchObject({ compared: 1, changed: 1 });
  });
});

describe('stock as it would have been', () => {
  it('keeps what the policy did not take, and lacks what it took, for later decisions', () => {
    // The log empties Boston with its first order; the other policy empties Chicago, and then finds only Boston.
    const first = logged(0, { availability: stock('A', { W1: 1, W2: 1 }) });
    const second = logged(1, { availability: stock('A', { W2: 1 }) });
    const { currencies, differences } = replay([first, second], notBoston);
    expect(differences.map(({ orderId, logged: from, candidate: to }) => [orderId, from[0]?.locationId, to[0]?.locationId])).toEqual([
      [orderIdOf(0), 'W1', 'W2'],
      [orderIdOf(1), 'W2', 'W1'],
    ]);
    expect(currencies[0]?.logged.totalMinor).toBe(currencies[0]?.candidate.totalMinor);
  });

  it('takes the receipts of the log as they came', () => {
    const first = logged(0, { availability: stock('A', { W1: 1, W2: 1 }) });
    const second = logged(1, { availability: stock('A', { W1: 3, W2: 6 }) });
    // Of the six at Chicago the other policy has five, which is enough.
    expect(replay([first, second], notBoston).currencies[0]?.candidate).toMatchObject({ units: 2, unsourcedUnits: 0 });
  });

  it('never has less than nothing', () => {
    const first = logged(0, { lines: [line('1', 'A', 4)], availability: stock('A', { W1: 4, W2: 4 }) });
    // A count of the log has found all but one unit of Chicago gone.
    const second = logged(1, { availability: stock('A', { W2: 1, W3: 1 }) });
    const { differences, currencies } = replay([first, second], notBoston);
    expect(differences.find(({ orderId }) => orderId === orderIdOf(1))).toMatchObject({
      logged: [{ locationId: 'W2' }],
      candidate: [{ locationId: 'W3' }],
    });
    expect(currencies[0]?.candidate).toMatchObject({ units: 5, unsourcedUnits: 0 });
  });

  it('counts parcels against what a location can still take, anew each day', () => {
    const locations = [warehouse('W1', boston), warehouse('W2', chicago, { capacity: 1 }), warehouse('W3', losAngeles)];
    const full = [warehouse('W1', boston), warehouse('W2', chicago, { capacity: 1 }), warehouse('W3', losAngeles)];
    const decisions = [
      logged(0, { locations, availability: plenty }),
      logged(1, { locations: full, availability: plenty }),
      logged(2, { locations, availability: plenty }, { decidedAt: Instant('2026-11-21T10:00:00.000Z') }),
    ];
    // Chicago takes one parcel a day; the second of the day goes from Los Angeles.
    const { differences } = replay(decisions, notBoston);
    const sent = new Map(differences.map(({ orderId, candidate }) => [orderId, candidate[0]?.locationId]));
    expect([0, 1, 2].map((number) => sent.get(orderIdOf(number)))).toEqual(['W2', 'W3', 'W2']);
  });
});

describe('a promise', () => {
  const slow: SourcingPolicy = {
    ...byRates,
    shipping: { kind: 'distance', baseMinor: 500, perThousandKmMinor: 0, crossBorderMinor: 0, kmPerDay: 400 },
  };
  const farAway = { shipping: bands([500, 9_000], [2_000, 700]) };
  const promise = { deliverBy: Instant('2026-11-22T00:00:00.000Z') };
  const now = Instant('2026-11-20T10:00:00.000Z');

  it('is kept or broken by the days that the parcel takes', () => {
    const decision = logged(0, { availability: plenty, promise, now }, { policy: slow });
    const [usd] = replay([decision], { ...slow, name: 'westward', ...farAway }).currencies;
    // From Boston a day, from Chicago three.
    expect(usd?.logged).toMatchObject({ promisedParcels: 1, lateParcels: 0, lateDays: 0, latePercent: 0 });
    expect(usd?.candidate).toMatchObject({ promisedParcels: 1, lateParcels: 1, lateDays: 2, latePercent: 100 });
  });

  it('counts for nothing where there was none', () => {
    const [usd] = replay([logged(0, { availability: plenty, now }, { policy: slow })], 'logged').currencies;
    expect(usd?.logged).toMatchObject({ promisedParcels: 0, latePercent: null });
  });
});

it('comes to the same bytes each time', () => {
  const decisions = [
    logged(0, { availability: plenty, destination: { country: 'US', coordinates: newYork } }),
    logged(1, { availability: stock('A', { W2: 1 }) }),
  ];
  expect(canonicalJson(replay(decisions, notBoston))).toBe(canonicalJson(replay(decisions, notBoston)));
});

/** A shop that sells one article until its shelves are empty, each order under the first policy. */
const sellOut = (
  shelves: Readonly<Record<string, number>>,
  wanted: readonly number[],
  policy: SourcingPolicy,
): readonly LoggedDecision[] => {
  const left = { ...shelves };
  return wanted.map((quantity, number) => {
    const decision = logged(number, { lines: [line('1', 'A', quantity)], availability: stock('A', left) }, { policy });
    const followed = decision.decision.complete;
    for (const { locationId, lines } of followed ? decision.decision.assignments : [])
      for (const sent of lines) left[locationId] = (left[locationId] ?? 0) - sent.quantity;
    return { ...decision, followed };
  });
};

const units = fc.integer({ min: 0, max: 6 });
const anyShop = fc.record({
  shelves: fc.record({ W1: units, W2: units, W3: units }),
  wanted: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 9 }),
  names: fc.tuple(fc.constantFrom(...presetPolicyNames), fc.constantFrom(...presetPolicyNames)),
});

describe('of whatever was sold', () => {
  it('the log comes out again, and no other policy sends a unit that was never there', () => {
    fc.assert(
      fc.property(anyShop, ({ shelves, wanted, names: [first, second] }) => {
        const [live, other] = [presetPolicy(first), presetPolicy(second)];
        if (!live || !other) throw new Error('presets are policies');
        const log = sellOut(shelves, wanted, live);
        const again = replay(log, 'logged');
        expect(again).toMatchObject({ reproduction: { decisions: log.length, reproduced: log.length }, changed: 0, notPriced: 0 });
        for (const { logged: before, candidate } of again.locations) expect(candidate).toEqual(before);
        const result = replay(log, other);
        for (const { locationId, candidate } of result.locations)
          expect(candidate.units).toBeLessThanOrEqual((shelves as Readonly<Record<string, number>>)[locationId] ?? 0);
        for (const { logged: before, candidate } of result.currencies)
          expect(candidate.units + candidate.unsourcedUnits).toBe(before.units + before.unsourcedUnits);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what was learned of carriers', () => {
  const at = Instant('2026-11-19T12:00:00.000Z');
  const ended = (carrier: string, costRatio: number, count: number): readonly Outcome[] =>
    Array.from({ length: count }, () => ({
      carrier,
      service: 'ground',
      zone: '3' as const,
      kind: 'standard' as const,
      km: 306,
      at,
      costRatio,
      days: 2,
      damaged: false,
    }));
  /** By its rates X is cheaper, but it charges nearly twice what they say; Y charges exactly that. */
  const figures: LearnedFigures = { version: 'v1', cells: cellsOf([...ended('X', 1.9, 4_000), ...ended('Y', 1, 4_000)]) };
  const band = (carrier: string, priceMinor: number) => ({ carrier, service: 'ground', bands: [{ upToKm: 6_000, priceMinor }] });
  const twoCarriers: SourcingPolicy = {
    ...byRates,
    name: 'two-carriers',
    shipping: { kind: 'rate-table', carriers: [band('X', 500), band('Y', 600)] },
  };
  const believing: SourcingPolicy = { ...twoCarriers, name: 'believing', learned: { enabled: true } };
  const known = { availability: stock('A', { W1: 10 }), learned: figures };
  const priceIn = (decision: SourcingDecision): number => decision.receipt.candidates[0]?.contributions.shipping ?? 0;

  it('prices both sides as it stood at the decision, each by the service that it took', () => {
    const one = logged(0, known, { policy: believing });
    expect(one.decision.assignments[0]?.carrier).toBe('Y ground');
    const [usd] = replay([one], twoCarriers).currencies;
    expect(usd?.logged.shippingMinor).toBe(priceIn(one.decision));
    expect(usd?.logged.shippingMinor).toBeGreaterThanOrEqual(600);
    // X looks cheaper to who goes by the rates alone, and is paid for as it is.
    expect(usd?.candidate.shippingMinor).toBeGreaterThan(900);
    expect(usd?.candidate.shippingMinor).toBeLessThan(960);
  });

  it('counts for both sides also where only the candidate knows it', () => {
    const { learned: _unknown, ...unlearned } = known;
    const run = createReplay({ candidate: believing, rates: 'logged', sha256, learned: figures });
    run.add(logged(0, unlearned, { policy: twoCarriers }));
    const [usd] = run.result().currencies;
    expect(usd?.logged.shippingMinor).toBeGreaterThan(900);
    expect(usd?.candidate.shippingMinor).toBeLessThan(620);
  });

  it('is replaced by what was really paid where that is known, so that the realised cost is exact', () => {
    const drawn = { ...believing, learned: { enabled: true, explorePercent: 5, exploreWithinPercent: 20 } };
    const network = { locations: [warehouse('W1', boston), warehouse('W2', boston)], availability: stock('A', { W1: 10, W2: 10 }) };
    const one = logged(0, { ...known, ...network, draw: 0.5 }, { policy: drawn });
    expect(one.decision.receipt.exploration?.propensity).toBeLessThan(1);
    const paid: Outcome = { ...(ended('Y', 1.25, 1)[0] as Outcome), foretold: { actualCostMinor: 750 } };
    const costOf = (outcomes: readonly Outcome[]): number | undefined => {
      const run = createReplay({ candidate: twoCarriers, rates: 'logged', sha256, outcomesOf: () => outcomes });
      run.add(one);
      return run.result().estimates?.[0]?.logged.mean;
    };
    // 750 for the parcel, 120 for its handling.
    expect(costOf([paid])).toBe(870);
    // Nobody knows what was paid: what was expected counts.
    expect(costOf([])).toBe(priceIn(one.decision) + 120);
    expect(costOf(ended('Y', 1.25, 1))).toBe(priceIn(one.decision) + 120);
  });

  it('says of how many decisions the log could have made the choice of the candidate', () => {
    const explores = { enabled: true, explorePercent: 5, exploreWithinPercent: 20 };
    const locations = [
      warehouse('W1', boston),
      warehouse('W2', boston, { quotedPriceMinor: 640 }),
      warehouse('W3', boston, { quotedPriceMinor: 9_000 }),
    ];
    const asked = { learned: figures, locations, draw: 0.5, availability: stock('A', { W1: 10, W2: 10, W3: 10 }) };
    const one = logged(0, asked, { policy: { ...believing, learned: explores } });
    const avoiding = (...locationIds: readonly string[]): SourcingPolicy => ({
      ...believing,
      name: 'avoiding',
      weightsPercent: { ...believing.weightsPercent, preference: 100 },
      preferences: [{ kind: 'avoid', locationIds: locationIds.map((id) => LocationId(id)), penaltyMinor: 50_000 }],
    });
    const tellsOf = (candidate: SourcingPolicy) => {
      const estimate = replay([one], candidate).estimates?.[0];
      return [estimate?.matched, estimate?.supported];
    };
    expect(one.decision.assignments[0]).toMatchObject({ locationId: 'W1', carrier: 'Y ground' });
    expect(tellsOf(avoiding('W3'))).toEqual([1, 1]);
    // W2 is nearly as cheap and might have been drawn; W3 is not, and X is the service of no plan.
    expect(tellsOf(avoiding('W1'))).toEqual([0, 1]);
    expect(tellsOf(avoiding('W1', 'W2'))).toEqual([0, 0]);
    expect(tellsOf(twoCarriers)).toEqual([0, 0]);
  });
});
