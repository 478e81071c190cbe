import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandQuantile } from '../../../lib/inventory/domain/buffers/buffer.demand.ts';
import { defaultBuffers, safetyStockOf } from '../../../lib/inventory/domain/buffers/buffer.policy.ts';
import { type BufferInput, solveBuffer } from '../../../lib/inventory/domain/buffers/buffer.solve.ts';
import type { BufferOverride, BuffersPolicy } from '../../../lib/kernel/stock-policies.ts';

const sells = (unitsPerDay: number, dispersion: number | null = null) => ({ unitsPerDay, dispersion });
const quarterHour = { seconds: 900, basis: 'measured' } as const;

const told = (available: number, given: Partial<BufferInput> = {}) =>
  solveBuffer({
    sku: 'MUG',
    channel: 'amazon',
    account: 'main',
    policy: defaultBuffers,
    available,
    safetyStock: 0,
    sales: undefined,
    lag: quarterHour,
    caution: 1,
    ...given,
  });

const policy = (given: Partial<BuffersPolicy>): { readonly policy: BuffersPolicy } => ({ policy: { ...defaultBuffers, ...given } });
const overridden = (...overrides: readonly BufferOverride[]) => policy({ overrides });

describe('by percent', () => {
  it('holds 7.5 percent back where nothing is known of sales, ten of what sells fast and five of what sells slowly', () => {
    expect(told(100)).toMatchObject({ rule: 'percent', band: null, percent: 7.5, buffer: 7, published: 93, salesBasis: 'unknown' });
    expect(told(100, { sales: sells(50.1) })).toMatchObject({ band: 'high', percent: 10, published: 90 });
    expect(told(100, { sales: sells(50) })).toMatchObject({ band: 'normal', percent: 7.5, published: 93 });
    expect(told(100, { sales: sells(0.9) })).toMatchObject({ band: 'low', percent: 5, published: 95 });
  });

  it('holds whole units back, down, so that few units are all shown', () => {
    expect([0, 1, 3, 13, 14, 26, 27].map((units) => told(units).published)).toEqual([0, 1, 3, 13, 13, 25, 25]);
    expect(told(100, policy({ percent: 7 })).buffer).toBe(7);
  });

  it('counts after the safety stock', () => {
    expect(told(120, { safetyStock: 20 })).toMatchObject({ available: 120, safetyStock: 20, buffer: 7, published: 93 });
    expect(told(5, { safetyStock: 5 })).toMatchObject({ buffer: 0, published: 0 });
  });
});

describe('by target', () => {
  const target = policy({ target: { oversellProbability: 0.001 }, atMostPercent: 100, minimumShown: 0 });

  it('holds back what demand exceeds so seldom within the lag', () => {
    // 96 a day are one in a quarter of an hour; P(D > 5) = 0.000594 and P(D > 4) = 0.00366 of a Poisson of mean 1.
    expect(told(1_000, { ...target, sales: sells(96) })).toMatchObject({
      rule: 'target',
      buffer: 5,
      published: 995,
      distribution: 'poisson',
      unitsPerDay: 96,
      lagSeconds: 900,
      lagBasis: 'measured',
      percent: null,
      oversellProbability: 0.001,
      limitedBy: null,
    });
  });

  it('takes sales that vary more than chance for negative binomial, and holds more back', () => {
    // Mean 1 with shape 96 / 95: geometric within a hundredth, of which nine are exceeded once in a thousand.
    const found = told(1_000, { ...target, sales: sells(96, 96) });
    expect(found).toMatchObject({ distribution: 'negative-binomial', buffer: 9 });
    expect(told(1_000, { ...target, sales: sells(96, 0.7) })).toMatchObject({ distribution: 'poisson', buffer: 5 });
  });

  it('holds next to nothing back where the channel is quick, and more after oversells', () => {
    const quick = { seconds: 6.5, basis: 'measured' } as const;
    expect(told(1_000, { ...target, sales: sells(96), lag: quick }).buffer).toBe(1);
    expect(told(1_000, { ...target, sales: sells(96), caution: 2 }).buffer).toBe(8);
    expect(told(1_000, { caution: 2 })).toMatchObject({ percent: 15, buffer: 150 });
  });

  it('is the percent where nothing is known of sales', () =>
    expect(told(100, target)).toMatchObject({ rule: 'percent', published: 93, oversellProbability: null }));

  it('has bounds, and says which one it met', () => {
    const few = { sales: sells(960) };
    expect(told(10, { ...few, ...target })).toMatchObject({ buffer: 10, published: 0, limitedBy: null });
    expect(told(10, { ...few, ...policy({ target: { oversellProbability: 0.001 } }) })).toMatchObject({ buffer: 5, limitedBy: 'share' });
    const shown = policy({ target: { oversellProbability: 0.001 }, atMostPercent: 100 });
    expect(told(10, { ...few, ...shown })).toMatchObject({ buffer: 9, published: 1, limitedBy: 'minimum' });
  });
});

describe('an override', () => {
  it('counts the more it names: an article before an account before a channel', () => {
    const all: readonly BufferOverride[] = [
      { channel: 'amazon', units: 1 },
      { account: 'main', units: 2 },
      { channel: 'amazon', account: 'main', units: 3 },
      { sku: 'MUG', units: 4 },
      { sku: 'MUG', channel: 'amazon', units: 5 },
    ];
    const buffers = all.map((_, index) => told(100, overridden(...all.slice(0, index + 1))).buffer);
    expect(buffers).toEqual([1, 2, 3, 4, 5]);
    expect(told(100, overridden({ sku: 'CUP', units: 9 }, { channel: 'walmart', units: 9 }))).toMatchObject({ rule: 'percent', buffer: 7 });
  });

  it('may hide the last unit if it is a number of units, and is bound to what there is', () =>
    expect(told(1, overridden({ sku: 'MUG', units: 9 }))).toMatchObject({ rule: 'override', buffer: 1, published: 0, limitedBy: null }));

  it('may be a percent or a target', () => {
    expect(told(100, overridden({ sku: 'MUG', percent: 0 }))).toMatchObject({ rule: 'override', percent: 0, published: 100 });
    const solved = told(100, { ...overridden({ sku: 'MUG', oversellProbability: 0.001 }), sales: sells(96) });
    expect(solved).toMatchObject({ rule: 'override', oversellProbability: 0.001, buffer: 5 });
  });
});

describe('the number of units that demand exceeds seldom enough', () => {
  it('is the smallest one, also of large means', () => {
    const exceeded = (mean: number, units: number): number => {
      let [term, sum] = [-mean, 0];
      for (let count = 0; count <= units; count += 1) {
        if (count > 0) term += Math.log(mean / count);
        sum += Math.exp(term);
      }
      return 1 - sum;
    };
    const one = fc.record({ mean: fc.double({ min: 0.01, max: 1_500, noNaN: true }), probability: fc.constantFrom(0.05, 0.01, 0.001) });
    fc.assert(
      fc.property(one, ({ mean, probability }) => {
        const units = demandQuantile({ distribution: 'poisson' }, mean, probability, 1e6);
        expect(exceeded(mean, units)).toBeLessThanOrEqual(probability);
        if (units > 0) expect(exceeded(mean, units - 1)).toBeGreaterThan(probability);
      }),
      { numRuns: 200 },
    );
  });

  it('is none of no demand', () => expect(demandQuantile({ distribution: 'poisson' }, 0, 0.001, 100)).toBe(0));
});

it('what is told is never more than there is, never below none, and adds up', () => {
  const input = fc.record({
    available: fc.nat(5_000),
    kept: fc.double({ min: 0, max: 1, noNaN: true }),
    perDay: fc.option(fc.double({ min: 0, max: 5_000, noNaN: true })),
    dispersion: fc.option(fc.double({ min: 0, max: 50, noNaN: true })),
    seconds: fc.double({ min: 0, max: 4_000, noNaN: true }),
    caution: fc.double({ min: 1, max: 8, noNaN: true }),
    target: fc.option(fc.constantFrom(0.000_001, 0.001, 0.5)),
    share: fc.nat(100),
    shown: fc.nat(5),
    override: fc.option(fc.constantFrom<BufferOverride>({ sku: 'MUG', units: 40 }, { sku: 'MUG', percent: 50 })),
  });
  fc.assert(
    fc.property(input, ({ available, kept, perDay, dispersion, seconds, caution, target, share, shown, override }) => {
      const safetyStock = Math.floor(available * kept);
      const found = told(available, {
        safetyStock,
        caution,
        lag: { seconds, basis: 'prior' },
        sales: perDay === null ? undefined : sells(perDay, dispersion),
        ...policy({
          target: target === null ? null : { oversellProbability: target },
          atMostPercent: share,
          minimumShown: shown,
          overrides: override === null ? [] : [override],
        }),
      });
      expect(found.available - found.safetyStock - found.buffer).toBe(found.published);
      expect(Number.isInteger(found.buffer) && found.buffer >= 0 && found.published >= 0).toBe(true);
    }),
  );
});

it('an article keeps at a location what is said of it there, else of it, else of all', () => {
  const kept = {
    defaultUnits: 1,
    overrides: [
      { sku: 'MUG', units: 5 },
      { sku: 'MUG', locationId: 'east', units: 9 },
    ],
  };
  expect([safetyStockOf(kept, 'MUG', 'east'), safetyStockOf(kept, 'MUG', 'west'), safetyStockOf(kept, 'CUP', 'east')]).toEqual([9, 5, 1]);
});
