import { describe, expect, it } from 'vitest';
import { judgeByRule, confidenceOf, costOf, logOdds, returnWords } from '../../../lib/customers/domain/return-risk/judge-return.ts';
import { type Cart, returnFeatures } from '../../../lib/customers/domain/return-risk/return-features.ts';
import type { ArticleFigures } from '../../../lib/customers/domain/return-risk/return-figures.ts';
import { noTally, type ReturnEvidence } from '../../../lib/customers/domain/return-risk/return-tallies.ts';
import { alternativeOf, bracketingOf, showReasonOf, sizeGuidanceOf } from '../../../lib/customers/domain/return-risk/suggestion.ts';
import { bundledReturnsScorer } from '../../../lib/intelligence/index.ts';
import { defaultReturnRisk } from '../../../lib/kernel/return-risk-policy.ts';
import { onDay, soldLine } from './facts.fixtures.ts';

const nothing: ReturnEvidence = { overall: noTally, category: noTally, article: noTally, size: null, customer: null };
const boot = soldLine('BOOT', '41');
const cartOf = (...lines: readonly (typeof boot)[]): Cart => ({
  at: onDay(0),
  channel: 'storefront',
  currency: 'USD',
  discountPercent: 10,
  lines,
});
const ruled = (line: typeof boot, cart: Cart, evidence: ReturnEvidence) =>
  judgeByRule(line, returnFeatures(cart, line, evidence), evidence);

const figures = (article: string, more: Partial<ArticleFigures> = {}): ArticleFigures => ({
  article,
  category: 'shoes',
  sku: article,
  unitPriceMinor: 4_000,
  currency: 'USD',
  sold: 100,
  returned: 40,
  tooSmall: 30,
  tooLarge: 0,
  sizes: [
    { size: '41', sku: `${article}-41`, sold: 60, returned: 35 },
    { size: '42', sku: `${article}-42`, sold: 40, returned: 5 },
  ],
  keptInstead: [],
  ...more,
});

describe('a probability by rule', () => {
  it('is what is usual for such goods where nothing has been sold', () => {
    expect(ruled(boot, cartOf(boot), { ...nothing, size: noTally })).toMatchObject({ probability: 0.2, basis: 'usual', parts: [] });
  });

  it('has parts in words that add up to it', () => {
    const evidence: ReturnEvidence = {
      overall: { sold: 1_000, returned: 90 },
      category: { sold: 300, returned: 60 },
      article: { sold: 50, returned: 25 },
      size: { sold: 20, returned: 15 },
      customer: { sold: 10, returned: 5, expected: 1 },
    };
    const { probability, base, parts, basis } = ruled(boot, cartOf(boot), evidence);
    expect(basis).toBe('history');
    expect(base + parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(logOdds(probability), 4);
    expect(parts.map(({ feature }) => feature)).toContain('customer_ratio');
    expect(parts.every(({ words, feature }) => words === returnWords(feature) && !words.includes('_'))).toBe(true);
  });

  it('expects all but one of several sizes back', () => {
    const other = soldLine('BOOT', '42');
    expect(ruled(boot, cartOf(boot, other), { ...nothing, size: noTally }).probability).toBeCloseTo(0.45, 6);
    // Another article, or more units of the same size, is no trying on.
    expect(ruled(boot, cartOf(boot, soldLine('CLOG', '42')), { ...nothing, size: noTally }).probability).toBe(0.2);
  });

  it('has words for every feature of the model', () => {
    const names = bundledReturnsScorer().schema.features.map(({ name }) => name);
    expect(names).toEqual(Object.keys(returnFeatures(cartOf(boot), boot, nothing)));
    for (const name of names) expect(returnWords(name)).not.toBe(name.replaceAll('_', ' '));
  });
});

describe('features of a line', () => {
  it('tell the model no amount in a currency far from the dollar, and no customer without consent', () => {
    const features = returnFeatures({ ...cartOf(boot), currency: 'JPY' }, boot, nothing);
    expect(features).toMatchObject({
      unit_price: null,
      customer_ratio: null,
      customer_sold: null,
      discount_percent: 10,
      month: 1,
      marketplace: 0,
    });
    expect(returnFeatures({ ...cartOf(boot), channel: 'amazon' }, boot, nothing)).toMatchObject({ unit_price: 40, marketplace: 1 });
  });
});

describe('the cost of a return', () => {
  it('is freight, handling, and what the goods lose of the price paid', () => {
    expect(costOf(boot, 0.5, 10, defaultReturnRisk)).toEqual({ ifReturnedMinor: 650 + 300 + 540, expectedMinor: 745 });
    // Of three units one to three come back, two on average.
    expect(costOf({ ...boot, quantity: 3 }, 1, null, defaultReturnRisk).ifReturnedMinor).toBe(650 + 300 + 1_200);
  });
});

describe('how sure it is', () => {
  it('goes by the lines that were sold before', () => {
    expect(confidenceOf(nothing)).toBe('low');
    expect(confidenceOf({ ...nothing, category: { sold: 300, returned: 1 } })).toBe('medium');
    expect(confidenceOf({ ...nothing, article: { sold: 100, returned: 1 } })).toBe('high');
    expect(confidenceOf({ ...nothing, article: { sold: 100, returned: 1 }, size: { sold: 3, returned: 1 } })).toBe('medium');
  });
});

describe('what is suggested', () => {
  const kept = (people: number, other = 0) => [
    { from: '41', to: '42', people },
    { from: '41', to: '43', people: other },
  ];

  it('is the size that others kept, when enough of them agree', () => {
    expect(sizeGuidanceOf(boot, figures('BOOT', { keptInstead: kept(9, 1) }))).toMatchObject({
      kind: 'size',
      sku: 'BOOT-42',
      size: '42',
      evidence: { people: 10, kept_this: 9 },
      sentence: '9 of 10 people who sent back size 41 of this article kept 42 instead.',
    });
    expect(sizeGuidanceOf(boot, figures('BOOT', { keptInstead: kept(4) }))).toBeNull();
    expect(sizeGuidanceOf(boot, figures('BOOT', { keptInstead: kept(6, 6) }))).toBeNull();
    // Ten of two hundred: the size is right for nearly everybody.
    const large = { size: '41', sku: 'BOOT-41', sold: 200, returned: 20 };
    expect(sizeGuidanceOf(boot, figures('BOOT', { keptInstead: kept(10), sizes: [large] }))).toBeNull();
    expect(sizeGuidanceOf(soldLine('MUG'), figures('MUG', { keptInstead: kept(9) }))).toBeNull();
  });

  it('names several sizes in a cart, with the one to keep where that is known', () => {
    expect(bracketingOf(['41'], figures('BOOT'))).toBeNull();
    expect(bracketingOf(['41', '42'], undefined)).toMatchObject({ kind: 'bracketing', size: null, sku: null });
    expect(bracketingOf(['41', '42'], figures('BOOT', { keptInstead: kept(9) }))).toMatchObject({ size: '42', evidence: { kept_this: 9 } });
  });

  it('is an article of the category that comes back much less, in the same size for about the same price', () => {
    const known = { figures: figures('BOOT'), articleShare: 0.4, categoryShare: 0.2 };
    const good = figures('CLOG', { sold: 200, returned: 10 });
    const found = (other: ArticleFigures, line = boot) => alternativeOf(line, 'USD', known, [other]).map(({ sku }) => sku);
    expect(found(good)).toEqual(['CLOG-41']);
    expect(found({ ...good, returned: 60 })).toEqual([]);
    expect(found({ ...good, unitPriceMinor: 9_000 })).toEqual([]);
    expect(found({ ...good, currency: 'EUR' })).toEqual([]);
    expect(found({ ...good, sizes: [] })).toEqual([]);
    expect(alternativeOf(boot, 'USD', { ...known, figures: undefined }, [good])).toEqual([]);
  });

  it('is shown where the policy allows it and the return is likely enough', () => {
    const suggestion = bracketingOf(['41', '42'], undefined);
    expect(showReasonOf(null, 0.9, defaultReturnRisk)).toBe('nothing-to-say');
    expect(showReasonOf(suggestion, 0.9, { ...defaultReturnRisk, suggest: false })).toBe('switched-off');
    expect(showReasonOf(suggestion, 0.1, defaultReturnRisk)).toBe('unlikely');
    expect(showReasonOf(suggestion, 0.2, defaultReturnRisk)).toBe('shown');
  });
});
