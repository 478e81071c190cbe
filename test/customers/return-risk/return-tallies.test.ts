import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOf, discountPercentOf, fitOf } from '../../../lib/customers/domain/return-risk/return-facts.ts';
import { returnFiguresOf } from '../../../lib/customers/domain/return-risk/return-figures.ts';
import {
  createReturnTallies,
  customerRatio,
  sharesOf,
  shrunk,
  usualShare,
} from '../../../lib/customers/domain/return-risk/return-tallies.ts';
import type { ReturnFact } from '../../../lib/customers/domain/return-risk/return-facts.ts';
import { inOrder, onDay, sold, soldLine } from './facts.fixtures.ts';

const tallied = (facts: readonly ReturnFact[]) => {
  const tallies = createReturnTallies();
  for (const fact of inOrder(facts)) tallies.add(fact);
  return tallies;
};

const boots = (count: number, back: number): readonly ReturnFact[] =>
  Array.from({ length: count }, (_, index) =>
    sold(
      `b${index}`,
      index % 40,
      [soldLine('BOOT', '41')],
      index < back ? { personId: `p${index}`, back: { 'BOOT-41': 'too-small' } } : {},
    ),
  ).flat();

describe('what a SKU is a size of', () => {
  it.each([
    ['SHIRT-M', 'M', 'SHIRT'],
    ['SHIRT_XL', 'XL', 'SHIRT'],
    ['SHOE 42', '42', 'SHOE'],
    ['GYM', 'M', 'GYM'],
    ['M', 'M', 'M'],
    ['SHIRT-M', null, 'SHIRT-M'],
  ])('of %s in size %s is %s', (sku, size, article) => expect(articleOf(sku, size)).toBe(article));

  it('reads the fit from reason codes of any source', () => {
    expect(['too-small', 'TOO_TIGHT', 'too_large', 'size too big', 'defective'].map(fitOf)).toEqual([
      'too-small',
      'too-small',
      'too-large',
      'too-large',
      'other',
    ]);
  });

  it('knows no discount where nothing was to be paid', () => {
    expect([discountPercentOf(250, 1_000), discountPercentOf(0, 0), discountPercentOf(2_000, 1_000)]).toEqual([25, null, 100]);
  });
});

describe('what comes back', () => {
  it('is counted by line, once, from when it was received', () => {
    const facts = sold('a', 0, [soldLine('BOOT', '41', { quantity: 3 }), soldLine('CLOG')], { back: { 'BOOT-41': 'too-small' } });
    const again: ReturnFact = { kind: 'return', orderId: 'a', at: onDay(20), sku: 'BOOT-41', quantity: 1, reason: 'other' };
    const tallies = tallied([...facts, again, { ...again, orderId: 'unknown' }]);
    expect(tallies.evidenceOf(soldLine('BOOT', '41'), null)).toMatchObject({
      overall: { sold: 2, returned: 1 },
      article: { sold: 1, returned: 1 },
      size: { sold: 1, returned: 1 },
      customer: null,
    });
    expect(tallied(facts.slice(0, 1)).evidenceOf(soldLine('BOOT', '41'), null).article.returned).toBe(0);
  });

  it('stays with its line, however often more of that comes back', () => {
    const [first, second] = [soldLine('BOOT', '41', { lineId: '1', quantity: 2 }), soldLine('BOOT', '41', { lineId: '2' })];
    const told = { kind: 'return', orderId: 'a', sku: 'BOOT-41', quantity: 1, reason: 'other' } as const;
    const back = (day: number, more: object): ReturnFact => ({ ...told, at: onDay(day), ...more });
    const returnedAfter = (...facts: readonly ReturnFact[]) =>
      tallied([...sold('a', 0, [first, second]), ...facts]).counted().overall.returned;
    expect(returnedAfter(back(1, { lineId: '1' }), back(2, { lineId: '1' }))).toBe(1);
    expect(returnedAfter(back(1, { lineId: '2' }), back(2, { lineId: '1' }))).toBe(2);
    expect(returnedAfter(back(1, { lineId: '9' }))).toBe(0);
    // Of a source that names the SKU alone: the second unit is of the same line, and the third is not.
    expect(returnedAfter(back(1, {}), back(2, {}))).toBe(1);
    expect(returnedAfter(back(1, { quantity: 3 }))).toBe(2);
  });

  it('is drawn towards the category, and the category towards what is usual for such goods', () => {
    expect(shrunk({ sold: 0, returned: 0 }, 0.2, 30)).toBe(0.2);
    const evidence = tallied(boots(60, 30)).evidenceOf(soldLine('BOOT', '41'), null);
    const shares = sharesOf(evidence, 'shoes');
    expect(shares.category).toBeCloseTo((30 + 30 * 0.2) / (60 + 30), 9);
    expect(shares.article).toBeCloseTo((30 + 20 * shares.category) / (60 + 20), 9);
    expect(shares.size).toBeCloseTo((30 + 10 * shares.article) / (60 + 10), 9);
  });

  it('is held against what others send back of the same goods, for a person', () => {
    expect(customerRatio({ sold: 0, returned: 0, expected: 0 })).toBe(1);
    expect(customerRatio({ sold: 10, returned: 6, expected: 1 })).toBeCloseTo(3.5, 9);
    const { customer } = tallied(sold('a', 0, [soldLine('BOOT')], { personId: 'p', back: { BOOT: 'other' } })).evidenceOf(
      soldLine('BOOT'),
      'p',
    );
    expect(customer).toEqual({ sold: 1, returned: 1, expected: usualShare('shoes') });
  });

  it.each([
    ['Gift cards', 0.005],
    ['Running shoes', 0.2],
    ["Women's dresses", 0.2],
    ['Electronics', 0.09],
    ['Anvils', 0.08],
  ])('of %s is usually %d', (category, share) => expect(usualShare(category)).toBe(share));

  it('never exceeds what was sold, whatever comes in whatever order', () => {
    const sku = fc.constantFrom('A', 'B');
    const sale = fc.record({ order: fc.nat(5), sku, back: fc.boolean() });
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 40 }), (all) => {
        const tallies = createReturnTallies();
        for (const { order, sku: one, back } of all)
          tallies.add(
            back
              ? { kind: 'return', orderId: `o${order}`, at: onDay(1), sku: one, quantity: 1, reason: 'other' }
              : { ...(sold(`o${order}`, 0, [soldLine(one)])[0] as ReturnFact) },
          );
        const { overall, articles } = tallies.counted();
        expect(overall.returned).toBeLessThanOrEqual(overall.sold);
        for (const { sold: of, returned } of articles.values()) expect(returned).toBeLessThanOrEqual(of);
      }),
    );
  });
});

describe('figures that are kept', () => {
  const changed = (index: number): readonly ReturnFact[] => [
    ...sold(`s${index}`, index, [soldLine('BOOT', '41')], { personId: `p${index}`, back: { 'BOOT-41': 'too-small' } }),
    ...sold(`t${index}`, index + 20, [soldLine('BOOT', '42')], { personId: `p${index}` }),
  ];

  it('name the size that people kept after they had sent another one back for its fit', () => {
    const facts = [
      ...Array.from({ length: 6 }, (_, index) => changed(index)).flat(),
      // Kept by nobody: it came back as well; and sent back for another reason than its fit.
      ...sold('u', 3, [soldLine('BOOT', '40')], { personId: 'q', back: { 'BOOT-40': 'too-large' } }),
      ...sold('v', 4, [soldLine('BOOT', '39')], { personId: 'q', back: { 'BOOT-39': 'other' } }),
    ];
    const [boot] = returnFiguresOf(tallied(facts), onDay(200)).articles;
    expect(boot?.keptInstead).toEqual([{ from: '41', to: '42', people: 6 }]);
    expect(boot).toMatchObject({ sold: 14, returned: 8, tooSmall: 6, tooLarge: 1 });
  });

  it('count a size as kept once it is old enough', () => {
    const figures = returnFiguresOf(tallied(Array.from({ length: 6 }, (_, index) => changed(index)).flat()), onDay(40));
    expect(figures.articles[0]?.keptInstead).toEqual([]);
  });

  it('name the articles of a category that come back least, of those that were sold often enough', () => {
    const lines = (article: string, count: number, back: number): readonly ReturnFact[] =>
      Array.from({ length: count }, (_, index) =>
        sold(`${article}${index}`, index, [soldLine(article)], index < back ? { back: { [article]: 'other' } } : {}),
      ).flat();
    const { summary, customers } = returnFiguresOf(
      tallied([...lines('GOOD', 30, 1), ...lines('BAD', 30, 20), ...lines('RARE', 3, 0)]),
      onDay(200),
    );
    expect(summary.categories[0]).toMatchObject({ category: 'shoes', sold: 63, returned: 21, keptBest: ['GOOD', 'BAD'] });
    expect(customers).toEqual([]);
  });
});
