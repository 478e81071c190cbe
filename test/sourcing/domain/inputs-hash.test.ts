import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../lib/kernel/canonical-json.ts';
import type { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { inputsHash } from '../../../lib/sourcing/domain/inputs-hash.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { balancedPolicy, cheapestPolicy, nearestPolicy, presetPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingDecision } from '../../../lib/sourcing/domain/sourcing.decision.ts';
import type { SourcingRequest, StockAt } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { boston, line, request, sha256, stock, warehouse } from './sourcing.fixtures.ts';

/** The text that is hashed, as stored receipts have it: plainly, entry by entry. */
const plainText = (asked: SourcingRequest, policy: unknown): string => {
  const { decisionId: _name, ...inputs } = asked;
  const unordered = (entries: readonly unknown[]): readonly string[] => entries.map(canonicalJson).sort();
  return canonicalJson({
    ...inputs,
    lines: unordered(inputs.lines),
    locations: unordered(inputs.locations),
    availability: unordered(inputs.availability),
    excluded: unordered(inputs.excluded),
    policy,
  });
};

const textOf = (asked: SourcingRequest): string => inputsHash(asked, balancedPolicy, (text) => text);

/** Names that sort and read differently once they stand quoted within a text. */
const name = fc.oneof(
  fc.constantFrom('store-1', 'store-10', 'store-1!', 'store-1 a', 'a"b', 'a\\b', 'é', '€', '\ud83d\ude00'),
  fc.string({ minLength: 1, maxLength: 4, unit: 'binary' }),
);
const level: fc.Arbitrary<StockAt> = fc.record({
  sku: name.map((text) => text as Sku),
  locationId: name.map((text) => text as LocationId),
  available: fc.oneof(fc.integer({ min: -20, max: 120 }), fc.constant(-0), fc.maxSafeInteger()),
});

describe('the hash of the inputs', () => {
  it('is over the same text as ever, whatever the names and amounts', () => {
    fc.assert(
      fc.property(fc.array(level, { maxLength: 40 }), (availability) => {
        const asked = request({ availability });
        expect(textOf(asked)).toBe(plainText(asked, balancedPolicy));
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts what a stock level says beyond its three members, and members that are new to a request', () => {
    const extended = stock('A', { W1: 1, W2: 2 }).map((entry) => ({ ...entry, heldBack: 1 }));
    for (const asked of [request({ availability: extended }), { ...request({}), a: 1, z: undefined } as SourcingRequest]) {
      expect(textOf(asked)).toBe(plainText(asked, balancedPolicy));
    }
    expect(textOf(request({ availability: extended }))).toContain('heldBack');
  });

  it('has no form for stock that is no number', () => {
    expect(() => textOf(request({ availability: stock('A', { W1: Number.NaN }) }))).toThrow('NaN has no JSON form');
  });

  it('covers the policy', () => {
    const asked = request({ locations: [warehouse('W1', boston)], availability: stock('A', { W1: 1 }) });
    expect(inputsHash(asked, cheapestPolicy, sha256)).toBe(sha256(plainText(asked, cheapestPolicy)));
    expect(inputsHash(asked, cheapestPolicy, sha256)).not.toBe(inputsHash(asked, balancedPolicy, sha256));
  });
});

describe('decisions of before', () => {
  /** Sixteen locations in no order, several of them alike, and seven items of which some must be divided. */
  const asked = (spread: number): SourcingRequest => {
    const locations = Array.from({ length: 16 }, (_, index) =>
      warehouse(
        `W "${(index * 7) % 16}" é`,
        { latitude: 30 + ((index * 5) % 16), longitude: -120 + ((index * 11) % 16) * 3 },
        index % 4 === 0 ? { handlingCostMinor: { perParcel: 50, perLine: 90 } } : {},
      ),
    );
    const lines = Array.from({ length: 7 }, (_, index) => line(String(index + 1), `S!${index}`, 1 + ((index * spread) % 7)));
    const availability = lines.flatMap(({ sku }, item) =>
      stock(sku, Object.fromEntries(locations.map(({ locationId }, site) => [locationId, (item * 13 + site * 29 + item * site) % 5]))),
    );
    return request({ lines, locations, availability });
  };

  /** As decisions were recorded before receipts said by which amount and by how much. */
  const asBefore = (decision: SourcingDecision): unknown => {
    const { gapMinor: _gap, runnerUp, ...receipt } = decision.receipt;
    if (!runnerUp) return { ...decision, receipt };
    const { flip: _flip, wouldChange, ...second } = runnerUp;
    return { ...decision, receipt: { ...receipt, runnerUp: { ...second, wouldChange: wouldChange.replace(/, as it is with .*$/, '.') } } };
  };

  /** The first version of the standard policy, which old decisions name. */
  const firstBalanced = { ...nearestPolicy, name: 'balanced', method: 'lowest-score' } as const;

  it.each([
    [1, 'balanced', '7c2a624756ead92c8764d62c6773ee7ec6a5352248de3f5926ba3a4337dd2c6c'],
    [1, 'nearest', 'b8166116d7237b9b480cbba87f21c2528ef1d3872823ae888c3bdc4a4bddc3b9'],
    [1, 'cheapest', '552e036c8072cc84ac5069cfaa263fe19033bac52d0a5383c75ccb77f3df4256'],
    [2, 'balanced', '0e03b76ec00d2999d563921f217f0b3f76ed6e5814005fbbcd78b4b794ffebe0'],
    [2, 'nearest', 'e74ae12f28fe71e33547870c7b47c229b4bf86d4456998a7360b66027c6f3065'],
    [2, 'cheapest', 'cb76cacdebf4a8402b929c2cea0ac8910a179a181dddd6bc398cb27b173f3da4'],
    [3, 'balanced', 'c95d1456a7601587599fb4694e1cff14da20789054aceef28a1c04c8c3470db1'],
    [3, 'nearest', 'a4cf773ca04038e8e7c16e09a68211b7c625483271fc7bb040d1357e790ef5c3'],
    [3, 'cheapest', '090998c0a9737a1b86043e49b4e67fb820959f6d0325ebeb4c891f2d807827fb'],
  ])('spread %d under %s is decided as it was, to the last letter of the receipt', (spread, policyName, expected) => {
    const policy = policyName === 'balanced' ? firstBalanced : presetPolicy(policyName);
    if (!policy) throw new Error('the preset exists');
    expect(sha256(canonicalJson(asBefore(chooseSources(asked(spread), policy, sha256))))).toBe(expected);
  });
});
