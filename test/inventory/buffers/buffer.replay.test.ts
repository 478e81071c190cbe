// A channel shows an old number for as long as its lag. Sales of a month are replayed over two channels, and counted is what
// each kind of buffer holds back and how often a buyer finds nothing left.
import { describe, expect, it } from 'vitest';
import { defaultBuffers } from '../../../lib/inventory/domain/buffers/buffer.policy.ts';
import { solveBuffer } from '../../../lib/inventory/domain/buffers/buffer.solve.ts';
import type { BuffersPolicy } from '../../../lib/kernel/stock-policies.ts';
import { createRandom, type Random } from '../../../lib/platform/simulation/random.ts';

const daySeconds = 86_400;
/** Amazon's, and a quick shop's. */
const lags: Readonly<Record<string, number>> = { amazon: 900, shopify: 7 };
const channels = Object.keys(lags);

type Article = { readonly unitsPerDay: number; readonly stock: number };
type Result = { readonly runsOut: number; readonly oversold: number; readonly withheldShare: number };

const exponential = (random: Random, rate: number): number => -Math.log(1 - random.next()) / rate;

/** Sells an article from a full shelf until it is sold out. `oversold` tells whether an order came that nothing was left for. */
const sellOut = (random: Random, { unitsPerDay, stock }: Article, policy: BuffersPolicy) => {
  const publishedOf = (units: number, channel: string): number =>
    solveBuffer({
      sku: 'MUG',
      channel,
      account: 'main',
      policy,
      available: units,
      safetyStock: 0,
      caution: 1,
      sales: { unitsPerDay, dispersion: null },
      lag: { seconds: lags[channel] ?? 0, basis: 'measured' },
    }).published;
  let [now, left, withheld, looks] = [0, stock, 0, 0];
  /** What the book said since when, newest last; a channel shows what was told a lag ago, less what it sold itself since. */
  const book: { readonly at: number; readonly left: number; readonly by: string }[] = [{ at: -1e9, left: stock, by: '' }];
  for (;;) {
    now += exponential(random, unitsPerDay / daySeconds);
    const channel = channels[random.next() < 0.5 ? 0 : 1] as string;
    const lag = lags[channel] ?? 0;
    const toldAt = book.findLastIndex(({ at }) => at <= now - lag);
    const soldSince = book.slice(toldAt + 1).filter(({ by }) => by === channel).length;
    const shown = publishedOf(book[toldAt]?.left ?? 0, channel) - soldSince;
    withheld += left - publishedOf(left, channel);
    looks += left;
    if (shown <= 0) {
      // Both have nothing to show for longer than the slowest lag: it is sold out.
      if (channels.every((one) => publishedOf(left, one) <= 0) && now - (book.at(-1)?.at ?? 0) > 2_000) break;
      if (left === 0 && now - (book.at(-1)?.at ?? 0) > 2_000) break;
      continue;
    }
    if (left === 0) return { oversold: true, withheldShare: withheld / looks };
    left -= 1;
    book.push({ at: now, left, by: channel });
  }
  return { oversold: false, withheldShare: withheld / looks };
};

const replay = (seed: number, article: Article, policy: BuffersPolicy, runs: number): Result => {
  const random = createRandom(seed);
  const each = Array.from({ length: runs }, () => sellOut(random, article, policy));
  const oversold = each.filter((run) => run.oversold).length;
  return { runsOut: runs, oversold, withheldShare: each.reduce((sum, run) => sum + run.withheldShare, 0) / runs };
};

const flat: BuffersPolicy = {
  ...defaultBuffers,
  percent: 10,
  bands: { high: { aboveUnitsPerDay: 1e6, percent: 10 }, low: { belowUnitsPerDay: 0, percent: 10 } },
};
const none: BuffersPolicy = { ...flat, percent: 0 };
const target: BuffersPolicy = { ...defaultBuffers, target: { oversellProbability: 0.01 }, atMostPercent: 100, minimumShown: 0 };

describe.each([
  ['what sells 60 a day', { unitsPerDay: 60, stock: 150 }],
  ['what sells 200 a day', { unitsPerDay: 200, stock: 500 }],
])('%s', (_, article) => {
  const runs = 1_500;

  it('is oversold no more often than the target says, with less held back than by a flat tenth', () => {
    const solved = replay(7, article, target, runs);
    expect(solved.oversold / runs).toBeLessThanOrEqual(0.01);
    expect(solved.withheldShare).toBeLessThan(replay(7, article, flat, 50).withheldShare);
  });

  it('is oversold often without a buffer, and by a flat tenth too, which shows the last units everywhere', () => {
    expect(replay(7, article, none, 200).oversold / 200).toBeGreaterThan(0.05);
    expect(replay(7, article, flat, 200).oversold / 200).toBeGreaterThan(0.05);
  });
});
