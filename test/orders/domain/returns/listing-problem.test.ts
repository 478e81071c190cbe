import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ArticleReturns,
  complaintOf,
  expectedReturns,
  listingLimits,
  listingProblemOf,
} from '../../../../lib/orders/domain/returns/listing-problem.ts';
import { returnReasons } from '../../../../lib/orders/domain/returns/return.values.ts';

const article = (recent: ArticleReturns['recent'], more: Partial<ArticleReturns> = {}): ArticleReturns => ({
  sku: 'CAP',
  complaint: 'description',
  recent,
  before: { returned: 10, sold: 500 },
  peers: { returned: 40, sold: 2_000 },
  orderIds: Array.from({ length: 30 }, (_, index) => `order-${index}`),
  ...more,
});

describe('a problem of a listing', () => {
  it('is told where far more comes back than the article and its category have shown, with twenty orders at most', () => {
    const found = listingProblemOf(article({ returned: 18, sold: 100 }));
    expect(found).toMatchObject({
      kind: 'listing_problem',
      about: 'sku:CAP:description',
      severity: 'high',
      action: 'check_listing',
      figures: [
        { name: 'units_returned', value: 18 },
        { name: 'units_sold', value: 100 },
        { name: 'expected', value: 2 },
      ],
    });
    expect(found?.evidence).toHaveLength(20);
  });

  it('is not told of what is usual of the article, nor of what is usual of its category', () => {
    expect(listingProblemOf(article({ returned: 18, sold: 100 }, { before: { returned: 90, sold: 500 } }))).toBeUndefined();
    const young = { before: { returned: 0, sold: 0 } };
    expect(listingProblemOf(article({ returned: 24, sold: 100 }, { ...young, peers: { returned: 240, sold: 2_000 } }))).toBeUndefined();
    expect(listingProblemOf(article({ returned: 24, sold: 100 }, young))).toBeDefined();
  });

  it('sends people to the shelf where the goods are faulty', () => {
    expect(listingProblemOf(article({ returned: 18, sold: 100 }, { complaint: 'quality' }))?.action).toBe('inspect_stock');
  });

  it('is never told of fewer units, and stays told when more come back', () => {
    const rate = fc.record({ returned: fc.nat(50), sold: fc.integer({ min: 50, max: 3_000 }) });
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 60, max: 1_000 }), rate, rate, (returned, sold, before, peers) => {
        const found = listingProblemOf(article({ returned, sold }, { before, peers }));
        if (returned < listingLimits.unitsMin) expect(found).toBeUndefined();
        if (found) expect(listingProblemOf(article({ returned: returned + 1, sold }, { before, peers }))).toBeDefined();
      }),
    );
  });

  it('expects between what the prior and what the history say, nearer to the history the longer that is', () => {
    const mean = (sold: number): number =>
      expectedReturns({ recent: { returned: 0, sold: 100 }, before: { returned: sold / 10, sold }, peers: { returned: 0, sold: 0 } }).mean;
    expect(mean(0)).toBeCloseTo(2);
    expect(mean(100)).toBeCloseTo(6);
    expect(mean(100_000)).toBeCloseTo(10, 1);
  });

  it('takes a change of mind for no complaint', () => {
    expect(returnReasons.filter((reason) => complaintOf(reason) === undefined)).toEqual([
      'damaged-in-transit',
      'arrived-late',
      'undeliverable',
      'changed-mind',
      'ordered-several',
      'other',
    ]);
  });
});
