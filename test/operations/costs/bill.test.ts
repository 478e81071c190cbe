import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultAssumptions } from '../../../lib/operations/domain/costs/assumptions.ts';
import { billOf, priceOf, scaleCost } from '../../../lib/operations/domain/costs/bill.ts';
import { checkBudget } from '../../../lib/operations/domain/costs/budget.ts';
import { fixedUsage } from '../../../lib/operations/domain/costs/fixed.ts';
import { addUsage, meters, serviceOf, usageSince } from '../../../lib/operations/domain/costs/meters.ts';
import { prices } from '../../../lib/operations/domain/costs/prices.us-east-1.2026-11.ts';

const usdE10 = (usd: number): bigint => BigInt(Math.round(usd * 1e10));
const gigabyte = 1_073_741_824;

describe('the price list', () => {
  it.each([
    ['dynamodb.write-units', 1_000_000, 0.625],
    ['dynamodb.read-units', 1_000_000, 0.125],
    ['dynamodb.storage-byte-months', 10 * gigabyte, 2.5],
    ['lambda.requests', 5_000_000, 1],
    ['lambda.mb-ms', 1_024_000 * 1_000, 0.0133334],
    ['step-functions.transitions', 4_000, 0.1],
    ['sqs.fifo-requests', 1_000_000, 0.5],
    ['kms.requests', 10_000, 0.03],
    ['cloudfront.requests', 1_000_000, 1],
    ['cloudwatch.log-bytes', 2 * gigabyte, 1],
    ['waf.acl-months', 1, 5],
    ['x-ray.traces', 1_000_000, 5],
  ] as const)('asks for %s × %d what AWS lists: %d USD', (meter, quantity, usd) => {
    expect(priceOf(quantity, prices.prices[meter])).toBe(usdE10(usd));
  });

  it('names for every price where it was read, or says that it was recalled', () => {
    for (const meter of meters)
      expect(prices.prices[meter].source, meter).toMatch(/^(https:\/\/\S+|AWS Price List, usage type \S+, .+|recalled)$/);
    expect(prices.readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('is given in whole units', () => {
    for (const meter of meters) {
      const { usdE10: price, per } = prices.prices[meter];
      expect(Number.isSafeInteger(price) && Number.isSafeInteger(per) && per > 0, meter).toBe(true);
    }
  });
});

describe('a bill', () => {
  it('has one line for each meter that has counted something, and their sum', () => {
    const bill = billOf({ 'dynamodb.write-units': 1_000_000, 'kms.requests': 10_000, 's3.get-requests': 0 }, prices);
    expect(bill.lines.map(({ meter, service }) => [meter, service])).toEqual([
      ['dynamodb.write-units', 'dynamodb'],
      ['kms.requests', 'kms'],
    ]);
    expect(bill.totalE10).toBe(usdE10(0.625) + usdE10(0.03));
  });

  it('rounds half up, once for each line', () => {
    const price = { usdE10: 1, per: 2, unit: 'half a unit', source: 'recalled' };
    expect([1, 2, 3].map((quantity) => priceOf(quantity, price))).toEqual([1n, 1n, 2n]);
  });

  it.each([0.5, -1, Number.NaN])('refuses a count of %d', (quantity) => {
    expect(() => priceOf(quantity, prices.prices['dynamodb.write-units'])).toThrow('whole units');
  });

  it('stays exact where a float would not', () => {
    expect(priceOf(9_007_199_254_740_991, prices.prices['dynamodb.write-units'])).toBe(9_007_199_254_740_991n * 6_250n);
  });

  it('for n times the orders is n times as high', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (cost, times, orders) => {
          expect(scaleCost(cost, times * orders, orders)).toBe(cost * BigInt(times));
        },
      ),
    );
  });
});

describe('usage', () => {
  it('between two readings is what came between them', () => {
    const first = { 'lambda.requests': 3 };
    const between = { 'lambda.requests': 4, 'kms.requests': 1 };
    expect(usageSince(first, addUsage(first, between))).toEqual(between);
  });

  it('belongs to a service', () => {
    expect(serviceOf('step-functions.transitions')).toBe('step-functions');
  });

  it('of a month without orders still polls queues', () => {
    const estate = { standardQueues: 2, fifoQueues: 1, alarms: 9, metrics: 5 };
    expect(fixedUsage(estate, defaultAssumptions)).toMatchObject({
      'sqs.standard-requests': 2 * 648_000,
      'sqs.fifo-requests': 648_000,
      'cloudwatch.alarm-months': 9,
      'cloudwatch.metric-months': 5,
    });
  });
});

describe('the budget of an order', () => {
  it('is met up to and with what it allows', () => {
    const checks = checkBudget(60, [
      { shipments: 1, transitions: 16 },
      { shipments: 2, transitions: 24 },
    ]);
    expect(checks.map(({ allowed, met }) => [allowed, met])).toEqual([
      [60, true],
      [16, true],
      [24, true],
    ]);
  });

  it('is missed beyond that', () => {
    const checks = checkBudget(60.1, [
      { shipments: 1, transitions: 16.5 },
      { shipments: 3, transitions: 33 },
    ]);
    expect(checks.map(({ allowed, met }) => [allowed, met])).toEqual([
      [60, false],
      [16, false],
      [32, false],
    ]);
  });
});
