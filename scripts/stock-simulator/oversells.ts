// What is sold on marketplaces that show a number which is some time old, by the product's own buffers and by others.
import { fromEpochMs } from '../../lib/kernel/instant.ts';
import type { BuffersPolicy } from '../../lib/kernel/stock-policies.ts';
import { syncLagOf } from '../../lib/channels/domain/sync-lag.ts';
import { cautionOf, type Oversells, withOversell } from '../../lib/inventory/domain/buffers/buffer.caution.ts';
import { defaultBuffers } from '../../lib/inventory/domain/buffers/buffer.policy.ts';
import { type KnownSales, solveBuffer } from '../../lib/inventory/domain/buffers/buffer.solve.ts';
import { meanOf, sumOf } from './articles.ts';
import type { Retailer, Wish } from './retailer.ts';

/** Units that a channel is told, of those that are there. */
export type Publish = (place: {
  readonly sku: string;
  readonly channel: string;
  readonly available: number;
  readonly sales: KnownSales;
  readonly oversells: Oversells | null;
  readonly atMs: number;
}) => number;

const lagOf = (channel: string) => syncLagOf(channel, []);
/** The website asks the ledger itself, and shows no old number. */
const isAsked = (channel: string): boolean => channel === 'storefront';

const byPolicy =
  (policy: BuffersPolicy): Publish =>
  ({ sku, channel, available, sales, oversells, atMs }) =>
    solveBuffer({
      sku,
      channel,
      account: 'main',
      policy,
      available,
      safetyStock: 0,
      sales,
      lag: lagOf(channel),
      caution: cautionOf(oversells, fromEpochMs(atMs)),
    }).published;

/** A share that is held back of everything, in whole units upwards, as a spreadsheet or a plain integration does it. */
const byShare =
  (percent: number): Publish =>
  ({ available }) =>
    available - Math.ceil((available * percent) / 100);

/** The chance of an oversell that the solved buffer is given, and what it may hide: the last unit too. */
export const targetProbability = 0.005;
const solved: BuffersPolicy = {
  ...defaultBuffers,
  target: { oversellProbability: targetProbability },
  atMostPercent: 100,
  minimumShown: 0,
};

export const buffersTried = {
  none: ({ available }) => available,
  share5: byShare(5),
  share10: byShare(10),
  byDefault: byPolicy(defaultBuffers),
  solved: byPolicy(solved),
} as const satisfies Readonly<Record<string, Publish>>;
export type BufferName = keyof typeof buffersTried;

/** In units. */
export type Sold = {
  readonly wanted: number;
  /** Sold though they were not there. */
  readonly oversold: number;
  /** Refused though they were there. */
  readonly withheld: number;
};

const dayMs = 86_400_000;
const cycleDays = 14;
/** As the product measures how articles sell. */
const salesDays = 28;
/** Each delivery has so much of what the last four weeks say will be wanted until the next, so that many articles run out. */
const deliveredShare = 0.9;

const salesOf = (units: readonly number[]): KnownSales => {
  const mean = meanOf(units);
  const squares = sumOf(units.map((value) => (value - mean) ** 2));
  return { unitsPerDay: mean, dispersion: mean === 0 ? null : squares / (units.length - 1) / mean };
};

type Shown = { readonly fromMs: number; readonly units: number };

/** What buyers of a channel see: of the numbers it was told, the newest that is as old as the channel is late. */
const createWindow = (lagMs: number) => {
  let told: Shown[] = [];
  return {
    tell: (atMs: number, units: number): void => void told.push({ fromMs: atMs + lagMs, units }),
    at: (atMs: number): number => {
      while (told.length > 1 && (told[1] as Shown).fromMs <= atMs) told = told.slice(1);
      const [first] = told;
      return first && first.fromMs <= atMs ? first.units : 0;
    },
  };
};

type Article = { readonly sku: string; readonly units: readonly number[]; readonly wishes: readonly Wish[] };

const sellOne = ({ sku, units, wishes }: Article, { firstDay, from, to }: Days, publish: Publish): Sold => {
  let [wanted, oversold, withheld] = [0, 0, 0];
  const oversells = new Map<string, Oversells>();
  const channels = [...new Set(wishes.map(({ channel }) => channel))].filter((channel) => !isAsked(channel));
  const windows = new Map(channels.map((channel) => [channel, createWindow(lagOf(channel).seconds * 1_000)]));
  for (let cycle = from; cycle < to; cycle += cycleDays) {
    const sales = salesOf(units.slice(cycle - salesDays, cycle));
    let available = Math.ceil(sales.unitsPerDay * cycleDays * deliveredShare);
    const startMs = (firstDay + cycle) * dayMs;
    const tell = (atMs: number): void => {
      for (const [channel, window] of windows)
        window.tell(atMs, publish({ sku, channel, available, sales, oversells: oversells.get(channel) ?? null, atMs }));
    };
    // Goods were there before the cycle began, so that every channel shows them when it does.
    tell(startMs - dayMs);
    const endMs = (firstDay + Math.min(to, cycle + cycleDays)) * dayMs;
    for (const { atMs, channel, quantity } of wishes) {
      if (atMs < startMs || atMs >= endMs) continue;
      wanted += quantity;
      const shown = windows.get(channel)?.at(atMs) ?? available;
      if (shown < quantity) {
        withheld += available >= quantity ? quantity : 0;
        continue;
      }
      const missing = Math.max(0, quantity - available);
      oversold += missing;
      if (missing > 0) oversells.set(channel, withOversell(oversells.get(channel) ?? null, fromEpochMs(atMs)));
      available = Math.max(0, available - quantity);
      tell(atMs);
    }
  }
  return { wanted, oversold, withheld };
};

type Days = { readonly firstDay: number; readonly from: number; readonly to: number };

/**
 * Sells a retailer's own orders, at their own moments and on their own channels, from goods that come every two weeks. A channel
 * shows what it was told so long ago as the product takes for its lag while it has measured nothing: 906 seconds for Amazon and
 * Walmart, 6.5 for Shopify.
 * @param span first day of the sales and the one after the last, of the retailer's days; four weeks lie before it
 */
export const sellOut = ({ firstDay, articles, wishes }: Retailer, span: Omit<Days, 'firstDay'>, publish: Publish): Sold =>
  articles
    .map(({ id, units }) => sellOne({ sku: id, units, wishes: wishes.get(id) ?? [] }, { firstDay, ...span }, publish))
    .reduce(
      (sum, one) => ({
        wanted: sum.wanted + one.wanted,
        oversold: sum.oversold + one.oversold,
        withheld: sum.withheld + one.withheld,
      }),
      { wanted: 0, oversold: 0, withheld: 0 },
    );
