import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  allocate,
  basisPoints,
  CurrencyCode,
  minorDigits,
  type Money,
  MoneyError,
  money,
  parseMinor,
  percentOf,
  subtractMoney,
  decimalMinor,
} from '../../lib/kernel/money.ts';

const eur = CurrencyCode('EUR');
const usd = CurrencyCode('USD');
const jpy = CurrencyCode('JPY');
const kwd = CurrencyCode('KWD');
const euros = (amountMinor: number): Money => money(amountMinor, eur);
const amounts = (parts: readonly Money[]): readonly number[] => parts.map((part) => part.amountMinor);

const anyAmount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('CurrencyCode', () => {
  it.each(['eur', 'EU', 'EURO', 'E1R', '', ' EUR'])('refuses %j', (code) => {
    expect(() => CurrencyCode(code)).toThrow(MoneyError);
  });

  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['MGA', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('counts the minor digits of %s as %i', (code, digits) => {
    expect(minorDigits(CurrencyCode(code))).toBe(digits);
  });
});

describe('money', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d minor units', (amount) => {
    expect(() => euros(amount)).toThrow(MoneyError);
  });

  it('has one zero', () => {
    expect(Object.is(euros(-0).amountMinor, 0)).toBe(true);
  });

  it('adds and subtracts within a currency', () => {
    expect(addMoney(euros(1999), euros(1))).toEqual(euros(2000));
    expect(subtractMoney(euros(1), euros(1999))).toEqual(euros(-1998));
  });

  it('never combines two currencies', () => {
    expect(() => addMoney(euros(1), money(1, usd))).toThrow('cannot combine EUR with USD');
    expect(() => subtractMoney(euros(1), money(1, usd))).toThrow('cannot combine EUR with USD');
  });

  it('refuses a sum too large to be exact', () => {
    expect(() => addMoney(euros(Number.MAX_SAFE_INTEGER), euros(1))).toThrow(MoneyError);
  });
});

describe('parseMinor', () => {
  it.each([
    ['46.80', eur, 4680],
    ['46.8', eur, 4680],
    ['46', eur, 4600],
    ['0.07', eur, 7],
    ['-0.07', eur, -7],
    ['+1.00', eur, 100],
    [' 12.30 ', eur, 1230],
    ['007.50', eur, 750],
    ['19.990000', eur, 1999],
    ['500', jpy, 500],
    ['500.00', jpy, 500],
    ['1.234', kwd, 1234],
    ['90071992547409.91', eur, Number.MAX_SAFE_INTEGER],
  ])('reads %j %s as %i', (text, currency, expected) => {
    expect(parseMinor(text, currency)).toBe(expected);
  });

  it.each([
    ['19.999', eur],
    ['500.50', jpy],
    ['1.2345', kwd],
    ['', eur],
    ['.50', eur],
    ['5.', eur],
    ['1,000.00', eur],
    ['1e3', eur],
    ['0x10', eur],
    ['--1', eur],
    ['Infinity', eur],
    ['90071992547409.92', eur],
    ['٣.٥٠', eur],
  ])('refuses %j %s rather than guess', (text, currency) => {
    expect(parseMinor(text, currency)).toBeUndefined();
  });

  it('reads minus nothing as nothing', () => {
    expect(Object.is(parseMinor('-0.00', eur), 0)).toBe(true);
  });

  it('reads back what an exact decimal printer wrote', () => {
    const currencies = fc.constantFrom(jpy, eur, kwd, CurrencyCode('CLF'));
    const print = (amount: number, digits: number): string => {
      const padded = String(Math.abs(amount)).padStart(digits + 1, '0');
      const fraction = digits === 0 ? '' : `.${padded.slice(-digits)}`;
      return `${amount < 0 ? '-' : ''}${digits === 0 ? padded : padded.slice(0, -digits)}${fraction}`;
    };
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (amount, currency) => {
        const text = print(amount, minorDigits(currency));
        fc.pre(text.replace(/^-/, '').split('.')[0]!.length <= 15);
        expect(parseMinor(text, currency)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});

describe('percentOf', () => {
  it.each([
    [1999, 825, 165],
    [10_000, 825, 825],
    [50, 100, 0],
    [150, 100, 2],
    [250, 100, 2],
    [-50, 100, 0],
    [-150, 100, -2],
    [-250, 100, -2],
    [251, 100, 3],
    [-251, 100, -3],
    [999, 10_000, 999],
    [100, -5000, -50],
    [0, 825, 0],
  ])('takes of %i, %i basis points: %i, halves to even', (amount, share, expected) => {
    expect(percentOf(euros(amount), basisPoints(share)).amountMinor).toBe(expected);
  });

  it('stays exact where a float would not', () => {
    expect(percentOf(euros(Number.MAX_SAFE_INTEGER), basisPoints(10_000)).amountMinor).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('is never further than half a minor unit from the exact share', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: -20_000, max: 20_000 }), (amount, share) => {
        const rounded = BigInt(percentOf(euros(amount), basisPoints(share)).amountMinor);
        const distance = rounded * 10_000n - BigInt(amount) * BigInt(share);
        expect(distance >= -5_000n && distance <= 5_000n).toBe(true);
        if (distance === 5_000n || distance === -5_000n) expect(rounded % 2n).toBe(0n);
      }),
    );
  });

  it('refuses a share finer than a basis point', () => {
    expect(() => basisPoints(8.25)).toThrow(MoneyError);
  });
});

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [3, 7], [2, 3]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [1, [0, 1, 0], [0, 1, 0]],
    [2, [1, 0, 1, 1], [1, 0, 1, 0]],
    [0, [4, 5], [0, 0]],
    [10, [1], [10]],
  ])('splits %i by %j into %j', (amount, weights, expected) => {
    expect(amounts(allocate(euros(amount), weights))).toEqual(expected);
  });

  it.each([[[]], [[0, 0]], [[-1, 2]], [[0.5, 0.5]], [[Number.NaN]]])('refuses the weights %j', (weights) => {
    expect(() => allocate(euros(100), weights)).toThrow(MoneyError);
  });

  const weighted = fc
    .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 40 })
    .filter((weights) => weights.some((weight) => weight > 0));

  it('loses no cent and invents none', () => {
    fc.assert(
      fc.property(anyAmount, weighted, (amount, weights) => {
        const parts = allocate(euros(amount), weights);
        expect(amounts(parts).reduce((left, right) => left + right, 0)).toBe(amount);
        expect(parts.every((part) => part.currency === eur)).toBe(true);
      }),
    );
  });

  it('keeps every part within one minor unit of its exact share, on the side of the sign', () => {
    fc.assert(
      fc.property(anyAmount, weighted, (amount, weights) => {
        const sum = BigInt(weights.reduce((left, right) => left + right, 0));
        for (const [index, part] of amounts(allocate(euros(amount), weights)).entries()) {
          const distance = BigInt(part) * sum - BigInt(amount) * BigInt(weights[index]!);
          expect(distance < sum && distance > -sum).toBe(true);
          expect(Math.sign(part) * Math.sign(amount)).toBeGreaterThanOrEqual(0);
          if (weights[index] === 0) expect(part).toBe(0);
        }
      }),
    );
  });

  it('gives a heavier part no less than a lighter one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), weighted, (amount, weights) => {
        const parts = amounts(allocate(euros(amount), weights));
        const byWeight = parts
          .map((part, index) => ({ part, weight: weights[index]! }))
          .toSorted((a, b) => a.weight - b.weight || a.part - b.part);
        for (let index = 1; index < byWeight.length; index += 1) {
          if (byWeight[index]!.weight > byWeight[index - 1]!.weight)
            expect(byWeight[index]!.part).toBeGreaterThanOrEqual(byWeight[index - 1]!.part);
        }
      }),
    );
  });

  it('splits a refund as it split the charge', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), weighted, (amount, weights) => {
        const negated = amounts(allocate(euros(-amount), weights)).map((part) => (part === 0 ? 0 : -part));
        expect(negated).toEqual(amounts(allocate(euros(amount), weights)));
      }),
    );
  });
});

describe('decimal text of an amount', () => {
  it('is read back as the same amount, in every number of digits', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'), (amount, code) => {
        const limited = amount % 1_000_000_000_000;
        const currency = CurrencyCode(code);
        expect(parseMinor(decimalMinor(limited, currency), currency)).toBe(limited === 0 ? 0 : limited);
      }),
    );
  });
});
