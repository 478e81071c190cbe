import { describe, expect, it } from 'vitest';
import { OrderId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { hindsightOf } from '../../../lib/sourcing/domain/evaluation/hindsight.ts';
import { policyAtPickup } from '../../../lib/sourcing/domain/pickup-policy.ts';
import { createReplay } from '../../../lib/sourcing/domain/replay.ts';
import type { SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { ReturnShares, SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { boston, chicago, line, request, sends, sha256, stock, warehouse } from './sourcing.fixtures.ts';

// Rates by which every sum can be done by hand: 500 from Boston and back, 560 from Chicago and back, and 200 for each kilogram.
const plain: SourcingPolicy = {
  name: 'plain',
  version: 1,
  method: 'lowest-score',
  shipping: {
    kind: 'rate-table',
    carriers: [
      {
        carrier: 'post',
        service: 'ground',
        bands: [
          { upToKm: 500, priceMinor: 500 },
          { upToKm: 6_000, priceMinor: 560 },
        ],
        perKilogramMinor: 200,
      },
    ],
  },
  splitCostMinor: 50,
  weightsPercent: { shipping: 100, handling: 100, split: 100 },
  unknownDistanceKm: 3_000,
  remainder: 'wait',
};
const returnsAt = (returns: number, more: Partial<SourcingPolicy> = {}): SourcingPolicy => ({
  ...plain,
  ...more,
  weightsPercent: { ...plain.weightsPercent, returns },
});
const policy = returnsAt(100);

const shares = (of: Readonly<Record<string, number | null>>): ReturnShares => ({
  version: '2026-11-20T02:00:00.000Z',
  of: Object.entries(of).map(([sku, probability]) => ({ sku: Sku(sku), sold: 90, categorySold: 400, probability })),
});

/** A parcel with one line takes 900 of handling in Boston, and 920 in Chicago. */
const ask = (returns: ReturnShares | undefined, change: Partial<SourcingRequest> = {}): SourcingRequest =>
  request({
    lines: [line('1', 'A', 2)],
    locations: [
      warehouse('W1', boston, { handlingCostMinor: { perParcel: 120, perLine: 780 } }),
      warehouse('W2', chicago, { handlingCostMinor: { perParcel: 820, perLine: 100 } }),
    ],
    availability: stock('A', { W1: 9, W2: 9 }),
    ...(returns ? { returns } : {}),
    ...change,
  });
const decide = (asked: SourcingRequest, by: SourcingPolicy = policy) => chooseSources(asked, by, sha256);
const chosenOf = (asked: SourcingRequest, by?: SourcingPolicy) => decide(asked, by).receipt.candidates[0];

describe('units that are expected to come back', () => {
  it('cost their way back and handling where they go, as often as they come back', () => {
    // Each of two units: 0.25 × (500 + 120 + 780).
    const { scoreMinor, contributions } = chosenOf(ask(shares({ A: 0.25 }), { availability: stock('A', { W1: 9 }) })) ?? {};
    expect(contributions).toEqual({ shipping: 500, handling: 900, split: 0, returns: 700 });
    expect(scoreMinor).toBe(2_100);
  });

  it('come back by weight, or at the price of a unit that the policy names, as far as the policy counts it', () => {
    const only = { availability: stock('A', { W1: 9 }), lines: [{ ...line('1', 'A', 2), weightGrams: 500 }] };
    const returnsBy = (by: SourcingPolicy) => chosenOf(ask(shares({ A: 0.25 }), only), by)?.contributions.returns;
    expect(returnsBy(policy)).toBe(2 * 0.25 * (500 + 100 + 900));
    expect(returnsBy(returnsAt(100, { returns: { perUnitMinor: 340 } }))).toBe(2 * 0.25 * (340 + 900));
    expect(returnsBy(returnsAt(20))).toBe(0.2 * 2 * 0.25 * (500 + 100 + 900));
  });

  it('turn the choice to where they cost less', () => {
    // Sent: 300 + 110 from Boston, 560 + 60 from Chicago. Each unit that comes back: 110 or 60 beside a way that costs nothing.
    const locations = [
      warehouse('W1', boston, { handlingCostMinor: { perParcel: 100, perLine: 10 }, quotedPriceMinor: 300 }),
      warehouse('W2', chicago, { handlingCostMinor: { perParcel: 60, perLine: 0 } }),
    ];
    const back = { returns: { perUnitMinor: 0 } };
    const sentBy = (probability: number, by: SourcingPolicy) => sends(decide(ask(shares({ A: probability }), { locations }), by));
    expect(sentBy(0.5, plain)).toEqual({ W1: { '1': 2 } });
    expect(sentBy(0.5, returnsAt(100, back))).toEqual({ W1: { '1': 2 } });
    // Ten times as much as it costs: 2 × 550 against 2 × 300.
    expect(sentBy(0.5, returnsAt(1_000, back))).toEqual({ W2: { '1': 2 } });
    expect(sentBy(0.01, returnsAt(1_000, back))).toEqual({ W1: { '1': 2 } });
  });

  it('stand on the receipt, with what that rests on', () => {
    const asked = ask(shares({ A: 0.123456, B: null }), {
      lines: [line('1', 'A', 1), line('2', 'B', 1)],
      availability: [...stock('A', { W1: 9 }), ...stock('B', { W1: 9 })],
    });
    const { receipt } = decide(asked);
    expect(receipt.returns).toEqual({
      version: '2026-11-20T02:00:00.000Z',
      of: [
        { sku: 'A', sold: 90, categorySold: 400, basis: 'learned', percent: 12.35 },
        { sku: 'B', sold: 90, categorySold: 400, basis: 'too-few', percent: 0 },
      ],
    });
    expect(receipt.reasons).toEqual(
      expect.arrayContaining([
        'Expected to come back: 12.35 % of A.',
        'Too little was sold to say what comes back of B; none is expected to.',
      ]),
    );
    for (const { scoreMinor, contributions } of receipt.candidates)
      expect(Object.values(contributions).reduce((sum, part) => sum + part, 0)).toBe(scoreMinor);
  });

  it('are none while nothing has been counted, and the receipt says so', () => {
    const { receipt } = decide(ask(undefined));
    expect(receipt.candidates).toEqual(decide(ask(undefined), plain).receipt.candidates);
    expect(receipt.returns).toEqual({ version: null, of: [{ sku: 'A', sold: 0, categorySold: 0, basis: 'too-few', percent: 0 }] });
    expect(receipt.reasons).toContain('What comes back has not been counted yet; no returns are expected.');
  });

  it('do not count under a policy that does not say so, nor under a static rule', () => {
    for (const by of [plain, returnsAt(0), returnsAt(100, { method: 'nearest-first' })]) {
      const { receipt } = decide(ask(shares({ A: 0.9 })), by);
      expect(receipt).not.toHaveProperty('returns');
      for (const { contributions } of receipt.candidates) expect(contributions).not.toHaveProperty('returns');
    }
  });

  it('change the hash of what a decision rests on, in whatever order they are listed', () => {
    const hashOf = (returns: ReturnShares | undefined) => decide(ask(returns)).receipt.inputsHash;
    const both = shares({ A: 0.25, B: 0.5 });
    expect(hashOf({ ...both, of: both.of.toReversed() })).toBe(hashOf(both));
    expect(hashOf(shares({ A: 0.25, B: 0.4 }))).not.toBe(hashOf(both));
    expect(hashOf({ ...both, version: 'another' })).not.toBe(hashOf(both));
    expect(hashOf(undefined)).not.toBe(hashOf(both));
  });

  it('count for nothing where the customer comes for the goods', () => {
    const { weightsPercent, returns } = policyAtPickup(returnsAt(100, { returns: { perUnitMinor: 5 } }));
    expect(weightsPercent).toEqual(plain.weightsPercent);
    expect(returns).toBeUndefined();
  });
});

describe('a replay', () => {
  const orderId = OrderId('a'.repeat(26));
  const dear = { quotedPriceMinor: 300, handlingCostMinor: { perParcel: 100, perLine: 10 } };
  const locations = [warehouse('W1', boston, dear), warehouse('W2', chicago, { handlingCostMinor: { perParcel: 60, perLine: 0 } })];
  const counting = returnsAt(1_000, { name: 'counting', returns: { perUnitMinor: 0 } });
  const logged = (asked: SourcingRequest, by: SourcingPolicy, returns?: ReturnShares) => ({
    orderId,
    decidedAt: Instant('2026-11-20T10:00:00.000Z'),
    decision: decide(asked, by),
    followed: true,
    inputs: { request: asked, policy: by, isPickup: false },
    ...(returns ? { returns } : {}),
  });
  const run = (candidate: SourcingPolicy | 'logged', one: ReturnType<typeof logged>) => {
    const replay = createReplay({ candidate, rates: 'logged', sha256 });
    replay.add(JSON.parse(JSON.stringify(one)) as typeof one);
    return replay.result();
  };

  it('comes to the logged choice again, and prices what is paid without what is only expected', () => {
    const result = run('logged', logged(ask(shares({ A: 0.5 }), { locations }), counting));
    expect(result).toMatchObject({ reproduction: { decisions: 1, reproduced: 1 }, changed: 0 });
    expect(result.currencies[0]?.candidate.totalMinor).toBe(560 + 60);
  });

  it('lets a candidate count what has come back until now, where the log did without', () => {
    const before = logged(ask(undefined, { locations }), plain, shares({ A: 0.5 }));
    expect(run(counting, before)).toMatchObject({
      changed: 1,
      differences: [{ logged: [{ locationId: 'W1' }], candidate: [{ locationId: 'W2' }] }],
    });
    // A decision that knew what came back is not told otherwise.
    const known = logged(ask(shares({ A: 0 }), { locations }), counting, shares({ A: 0.5 }));
    expect(run({ ...counting, name: 'again' }, known)).toMatchObject({ changed: 0 });
  });

  it('is no loss in hindsight where nothing else is known by then', () => {
    const asked = ask(shares({ A: 0.5 }), { locations });
    const chosen = decide(asked, counting).assignments;
    const truth = { learned: undefined, futureValue: undefined, failed: new Set<never>() };
    expect(hindsightOf({ request: asked, policy: counting }, chosen, truth, sha256)).toMatchObject({ loss: 0 });
  });
});
