import { describe, expect, it } from 'vitest';
import { betaBinomialTail, binomialTail } from '../../../../lib/orders/domain/anomalies/surprise.ts';
import { frequentReturnsOf, usualReturnShare } from '../../../../lib/orders/domain/returns/frequent-returns.ts';

const person = (returned: number, orders: number) => ({
  token: '0123456789abcdef',
  orders,
  returned,
  orderIds: Array.from({ length: returned }, (_, index) => `order-${index}`),
});
const others = { orders: 2_000, returned: 100 };

describe('the tail of a beta-binomial distribution', () => {
  it('is that of a Pólya urn, and of a uniform one where the prior is', () => {
    // Four of four with a = b = 1: one of five equally likely counts.
    expect(betaBinomialTail(4, 4, 0.5, 2)).toBeCloseTo(1 / 5, 10);
    expect(betaBinomialTail(3, 4, 0.5, 2)).toBeCloseTo(2 / 5, 10);
    // Three of three with a = 0.5, b = 4.5: (0.5/5)·(1.5/6)·(2.5/7).
    expect(betaBinomialTail(3, 3, 0.1, 5)).toBeCloseTo((0.5 / 5) * (1.5 / 6) * (2.5 / 7), 10);
  });
  it('comes near to the binomial one where people hardly differ, and is 1 up to the mean', () => {
    expect(betaBinomialTail(8, 10, 0.3, 1e6)).toBeCloseTo(binomialTail(8, 10, 0.3), 4);
    expect([betaBinomialTail(3, 10, 0.3, 5), betaBinomialTail(0, 0, 0.3, 5), betaBinomialTail(5, 4, 0.3, 5)]).toEqual([1, 1, 0]);
  });
});

describe('a customer who sends back far more than others', () => {
  it('is told by a token, with the orders, what is usual and what to do', () => {
    expect(frequentReturnsOf(person(7, 8), others)).toMatchObject({
      kind: 'frequent_returns',
      about: 'person:0123456789abcdef',
      severity: 'medium',
      sentence: 'Something came back of 7 of 8 orders of one customer within half a year, where 5.1 % is usual.',
      action: 'review_returns',
      figures: [
        { name: 'orders', value: 8 },
        { name: 'returned', value: 7 },
        { name: 'usual_percent', value: 5.1 },
      ],
    });
    expect(frequentReturnsOf(person(7, 8), others)?.evidence).toHaveLength(7);
    expect(frequentReturnsOf(person(25, 26), others)).toMatchObject({ severity: 'high' });
    expect(frequentReturnsOf(person(25, 26), others)?.evidence).toHaveLength(20);
  });

  it.each([
    ['few orders came back', person(4, 4), others],
    ['it is a small part of what they order', person(7, 60), others],
    ['others send back as much', person(7, 8), { orders: 2_000, returned: 1_200 }],
    ['nobody knows what is usual, and five of six may be chance', person(5, 6), { orders: 0, returned: 0 }],
    ['nothing of theirs is known', person(0, 0), others],
  ])('is not told where %s', (_case, one, all) => expect(frequentReturnsOf(one, all)).toBeUndefined());

  it('is held against a share that is drawn towards a tenth', () => {
    expect(usualReturnShare({ orders: 0, returned: 0 })).toBeCloseTo(0.1, 10);
    expect(usualReturnShare({ orders: 70, returned: 27 })).toBeCloseTo(0.3, 10);
    expect(usualReturnShare({ orders: 10_000, returned: 20_000 })).toBe(0.95);
  });
});
