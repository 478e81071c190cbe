import { describe, expect, it } from 'vitest';
import { LineId, LocationId } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { balancedPolicy, cheapestPolicy, nearestPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { boston, chicago, line, losAngeles, request, sends, sha256, stock, warehouse } from './sourcing.fixtures.ts';

const choose = (change: Partial<SourcingRequest>, policy: SourcingPolicy = balancedPolicy) =>
  chooseSources(request(change), policy, sha256);

const threeLines = [line('1', 'A', 2), line('2', 'B', 1), line('3', 'C', 1)];

describe('choosing sources at the lowest score', () => {
  it('sends everything from one location rather than splitting, and says why', () => {
    const decision = choose({
      lines: threeLines,
      availability: [...stock('A', { W1: 5, W2: 5 }), ...stock('B', { W1: 5, W2: 5 }), ...stock('C', { W1: 5, W3: 5 })],
    });
    expect(sends(decision)).toEqual({ W1: { '1': 2, '2': 1, '3': 1 } });
    expect(decision).toMatchObject({ complete: true, unsourced: [], receipt: { optimal: true, search: 'exact', chosen: 'plan-1' } });
    expect(decision.receipt.reasons[0]).toMatch(/^W1 holds all 3 lines; 306 km; USD \d+\.\d\d cheaper than W2 \+ W3\.$/);
  });

  it('splits five items over two warehouses when neither holds them all', () => {
    const decision = choose({
      lines: [line('1', 'A', 1), line('2', 'B', 1), line('3', 'C', 1), line('4', 'D', 1), line('5', 'E', 1)],
      locations: [warehouse('A', boston), warehouse('B', chicago)],
      availability: [
        ...stock('A', { A: 1 }),
        ...stock('B', { A: 1 }),
        ...stock('C', { A: 1 }),
        ...stock('D', { B: 1 }),
        ...stock('E', { B: 1 }),
      ],
    });
    expect(sends(decision)).toEqual({ A: { '1': 1, '2': 1, '3': 1 }, B: { '4': 1, '5': 1 } });
    expect(decision.complete).toBe(true);
    expect(decision.receipt.reasons).toContain('No single location holds everything, so the order is split.');
    expect(decision.receipt.runnerUp).toBeUndefined();
  });

  it('divides a line only when no location holds all of it', () => {
    const divided = choose({ lines: [line('1', 'A', 5)], availability: stock('A', { W1: 3, W2: 2 }) });
    expect(sends(divided)).toEqual({ W1: { '1': 3 }, W2: { '1': 2 } });
    expect(divided.receipt.reasons).toContain('A (5 units) is divided, because no location holds all of it.');
    const whole = choose({ lines: [line('1', 'A', 5)], availability: stock('A', { W1: 3, W2: 2, W3: 5 }) });
    expect(sends(whole)).toEqual({ W3: { '1': 5 } });
  });

  it('gathers a divided line from as few locations as will do', () => {
    const decision = choose({
      lines: [line('1', 'A', 10)],
      locations: [warehouse('W1', boston), warehouse('W2', boston), warehouse('W3', boston), warehouse('W4', boston)],
      availability: stock('A', { W1: 2, W2: 3, W3: 6, W4: 7 }),
    });
    expect(Object.keys(sends(decision))).toHaveLength(2);
    expect(decision.receipt.optimal).toBe(true);
  });

  it('lets lines of one SKU share its stock, whole lines first', () => {
    const decision = choose({ lines: [line('1', 'A', 2), line('2', 'A', 3)], availability: stock('A', { W1: 3, W2: 2 }) });
    expect(sends(decision)).toEqual({ W1: { '2': 3 }, W2: { '1': 2 } });
  });

  it('prefers the earlier location among equals, in whatever order they are listed', () => {
    const twins = [warehouse('W9', boston), warehouse('W1', boston), warehouse('W5', boston)];
    const availability = stock('A', { W9: 1, W1: 1, W5: 1 });
    const decision = choose({ locations: twins, availability });
    expect(sends(decision)).toEqual({ W1: { '1': 1 } });
    expect(choose({ locations: [...twins].reverse(), availability: [...availability].reverse() })).toEqual(decision);
  });

  it('of equally dear plans takes the one in which the first location sends the later SKU', () => {
    // D is at W1 alone and C at W5 and W7 alone, so W1 and one of the two are open; each of these handles cheaper than W1
    // the one SKU of A and B that it holds.
    const at = (locationId: string, perLine: number) => warehouse(locationId, boston, { handlingCostMinor: { perParcel: 100, perLine } });
    const decision = choose({
      lines: [line('1', 'A', 1), line('2', 'B', 1), line('3', 'C', 1), line('4', 'D', 1)],
      locations: [at('W1', 20), at('W5', 10), at('W7', 10)],
      availability: [
        ...stock('A', { W1: 1, W7: 1 }),
        ...stock('B', { W1: 1, W5: 1 }),
        ...stock('C', { W5: 1, W7: 1 }),
        ...stock('D', { W1: 1 }),
      ],
    });
    expect(sends(decision)).toEqual({ W1: { '2': 1, '4': 1 }, W7: { '1': 1, '3': 1 } });
    expect(decision.receipt.runnerUp?.marginMinor).toBe(0);
  });

  it('pays attention to what a split costs', () => {
    const split = {
      lines: [line('1', 'A', 1), line('2', 'B', 1)],
      availability: [...stock('A', { W1: 1, W3: 1 }), ...stock('B', { W2: 1, W3: 1 })],
    };
    expect(Object.keys(sends(choose(split)))).toEqual(['W3']);
    const free: SourcingPolicy = {
      ...balancedPolicy,
      splitCostMinor: 0,
      weightsPercent: { shipping: 100, handling: 0, split: 0 },
      shipping: { kind: 'distance', baseMinor: 0, perThousandKmMinor: 1_000, crossBorderMinor: 0 },
    };
    expect(Object.keys(sends(choose(split, free)))).toEqual(['W1', 'W2']);
  });

  it('prefers handling where it is cheap when distances are alike', () => {
    const decision = choose({
      locations: [warehouse('W1', boston, { handlingCostMinor: { perParcel: 400, perLine: 50 } }), warehouse('W2', boston)],
      availability: stock('A', { W1: 1, W2: 1 }),
    });
    expect(sends(decision)).toEqual({ W2: { '1': 1 } });
    expect(decision.receipt.runnerUp).toMatchObject({
      marginMinor: 330,
      wouldChange:
        'W1 would win if it were more than USD 3.30 cheaper, as it is with shipping from W1 at USD 3.46 a parcel instead of USD 6.77.',
      flip: { locationId: 'W1', field: 'quotedPriceMinor', fromMinor: 677, toMinor: 346 },
    });
  });
});

describe('what cannot be used', () => {
  const availability = stock('A', { W1: 1, W2: 1 });

  it('is not used: an excluded location, for all lines or for one', () => {
    expect(sends(choose({ availability, excluded: [{ locationId: LocationId('W1') }] }))).toEqual({ W2: { '1': 1 } });
    expect(sends(choose({ availability, excluded: [{ locationId: LocationId('W1'), lineId: LineId('1') }] }))).toEqual({ W2: { '1': 1 } });
    expect(sends(choose({ availability, excluded: [{ locationId: LocationId('W1'), lineId: LineId('another') }] }))).toEqual({
      W1: { '1': 1 },
    });
  });

  it('is not used: a location that is inactive or has no capacity left', () => {
    for (const change of [{ active: false }, { capacity: 0 }]) {
      expect(sends(choose({ availability, locations: [warehouse('W1', boston, change), warehouse('W2', chicago)] }))).toEqual({
        W2: { '1': 1 },
      });
    }
  });

  it.each([
    ['no-stock', {}],
    ['excluded', { availability: stock('A', { W1: 1 }), excluded: [{ locationId: LocationId('W1') }] }],
    ['location-unusable', { availability: stock('A', { W1: 1 }), locations: [warehouse('W1', boston, { active: false })] }],
  ] as const)('leaves a line without a source for the reason %s', (reason, change) => {
    const decision = choose(change);
    expect(decision).toMatchObject({ complete: false, assignments: [], unsourced: [{ lineId: '1', sku: 'A', quantity: 1, reason }] });
    expect(decision.receipt.chosen).toBeUndefined();
    expect(decision.receipt.reasons).toHaveLength(1);
  });

  it('says all that stands behind what has no source, the most first: each may end by itself', () => {
    const full = warehouse('W2', chicago, { capacity: 0 });
    const decision = choose({
      availability: stock('A', { W1: 1, W2: 1 }),
      locations: [warehouse('W1', boston), full],
      excluded: [{ locationId: LocationId('W1') }],
    });
    expect(decision.unsourced).toMatchObject([{ reason: 'excluded', also: ['capacity'] }]);
  });

  it('names the missing units beside the best plan for the others', () => {
    const decision = choose({
      lines: [line('1', 'A', 5), line('2', 'B', 1)],
      availability: [...stock('A', { W1: 3 }), ...stock('B', { W1: 1, W2: 1 })],
    });
    expect(decision).toMatchObject({ complete: false, remainder: 'wait', unsourced: [{ lineId: '1', quantity: 2, reason: 'no-stock' }] });
    expect(sends(decision)).toEqual({ W1: { '1': 3, '2': 1 } });
    expect(decision.receipt.reasons).toContain('2 units of A found no source: no location has enough stock.');
  });
});

describe('static rules', () => {
  it('nearest: the nearest of those that can send the most, whatever it costs', () => {
    const dear = warehouse('W1', boston, { handlingCostMinor: { perParcel: 90_000, perLine: 0 } });
    const change = { locations: [dear, warehouse('W2', chicago)], availability: stock('A', { W1: 1, W2: 1 }) };
    expect(sends(choose(change))).toEqual({ W2: { '1': 1 } });
    const decision = choose(change, nearestPolicy);
    expect(sends(decision)).toEqual({ W1: { '1': 1 } });
    expect(decision.receipt).toMatchObject({ search: 'rule', optimal: false, policy: { name: 'nearest', version: 1 } });
    expect(decision.receipt.runnerUp?.wouldChange).toMatch(/^W2 would go first if it were more than \d+ km nearer\.$/);
  });

  it('nearest: coverage comes before distance', () => {
    const decision = choose(
      { lines: [line('1', 'A', 1), line('2', 'B', 1)], availability: [...stock('A', { W1: 1, W3: 1 }), ...stock('B', { W3: 1 })] },
      nearestPolicy,
    );
    expect(sends(decision)).toEqual({ W3: { '1': 1, '2': 1 } });
    expect(decision.receipt.runnerUp).toBeUndefined();
  });

  it('cheapest: the lowest carrier price of the rate table, naming the carrier', () => {
    const decision = choose({ availability: stock('A', { W1: 1, W2: 1, W3: 1 }) }, cheapestPolicy);
    expect(sends(decision)).toEqual({ W1: { '1': 1 } });
    expect(decision.assignments[0]).toMatchObject({ carrier: 'regional ground', distanceKm: 306 });
    expect(decision.receipt.candidates[0]).toMatchObject({ scoreMinor: 690, contributions: { shipping: 690, handling: 0, split: 0 } });
  });

  it('cheapest: a border leaves only carriers that cross it', () => {
    const decision = choose(
      { destination: { country: 'CA', region: 'ON' }, locations: [warehouse('W1', boston)], availability: stock('A', { W1: 1 }) },
      cheapestPolicy,
    );
    expect(decision.assignments[0]).toMatchObject({ carrier: 'national ground' });
    expect(decision.receipt.candidates[0]?.scoreMinor).toBe(790 + 900);
    expect(decision.receipt.destinationPrecision).toBe('region');
  });

  it('cheapest: a location that no carrier serves is not used', () => {
    const local: SourcingPolicy = {
      ...cheapestPolicy,
      shipping: { kind: 'rate-table', carriers: [{ carrier: 'courier', service: 'bike', bands: [{ upToKm: 20, priceMinor: 300 }] }] },
    };
    expect(choose({ availability: stock('A', { W1: 1 }) }, local)).toMatchObject({
      complete: false,
      unsourced: [{ reason: 'location-unusable' }],
    });
  });
});

describe('the receipt', () => {
  const change = {
    lines: threeLines,
    availability: [...stock('A', { W1: 5, W2: 5 }), ...stock('B', { W1: 5, W2: 5 }), ...stock('C', { W2: 5, W3: 5 })],
  };

  it('hashes what the decision rests on: stock and policy count, names and order do not', () => {
    const { inputsHash } = choose(change).receipt;
    expect(choose({ ...change, decisionId: 'decision-2', lines: [...threeLines].reverse() }).receipt.inputsHash).toBe(inputsHash);
    expect(choose({ ...change, availability: stock('A', { W1: 4 }) }).receipt.inputsHash).not.toBe(inputsHash);
    expect(choose(change, { ...balancedPolicy, version: 3 }).receipt.inputsHash).not.toBe(inputsHash);
  });

  it('lists the chosen plan first, then the others by score, at most ten and each once', () => {
    const locations = Array.from({ length: 20 }, (_, index) =>
      warehouse(`W${String(index).padStart(2, '0')}`, { latitude: 41, longitude: -75 - index }),
    );
    const { candidates } = choose({
      locations,
      availability: locations.flatMap(({ locationId }) => stock('A', { [locationId]: 1 })),
    }).receipt;
    expect(candidates).toHaveLength(10);
    const scores = candidates.map((candidate) => candidate.scoreMinor);
    expect(scores).toEqual([...scores].sort((left, right) => left - right));
    const places = candidates.map(({ assignments }) => assignments.map(({ locationId }) => locationId).join());
    expect(places).toEqual(['W00', 'W01', 'W02', 'W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W09']);
  });

  it('says when the destination is known only roughly, or not at all', () => {
    const availability = stock('A', { W1: 1 });
    expect(choose({ availability, destination: { country: 'US', region: 'CA' } }).receipt).toMatchObject({
      destinationPrecision: 'region',
    });
    expect(choose({ availability, destination: { country: 'US' } }).receipt.reasons).toContain(
      'The destination is known by its country only; distances are to the middle of the country.',
    );
    const nowhere = choose({ availability, destination: { country: '' } });
    expect(nowhere.receipt.destinationPrecision).toBe('unknown');
    expect(nowhere.assignments[0]).not.toHaveProperty('distanceKm');
  });

  it('writes amounts in the digits of the currency', () => {
    const yen = choose({
      currency: CurrencyCode('JPY'),
      availability: stock('A', { W1: 1, W3: 1 }),
      locations: [warehouse('W1', boston), warehouse('W3', losAngeles)],
    });
    expect(yen.receipt.reasons[0]).toMatch(/^W1 holds the line; 306 km; JPY \d+ cheaper than W3\.$/);
  });
});
