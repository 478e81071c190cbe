// What every system sells and is asked for: the articles, prices and orders are the same for all.
import type { Random } from '../../lib/platform/simulation/random.ts';
import { orderRequest, skuOf, warehouses } from '../bench/goods.ts';

export const skus = 200;

export type Article = { readonly sku: string; readonly title: string; readonly priceMinor: number };

/** What the seed of a peer reads. */
export type Catalogue = {
  readonly articles: readonly Article[];
  /** Names of the places that have every article. */
  readonly locations: readonly string[];
  /** On hand, of each article at each place: so many that none runs out. */
  readonly unitsEach: number;
  readonly taxPercent: number;
  readonly shippingMinor: number;
};

/** Prices between 5 and 30 dollars that differ from one article to the next. */
const priceMinorOf = (index: number): number => 500 + ((index * 37) % 2_500);

export const catalogue: Catalogue = {
  articles: Array.from({ length: skus }, (_, index) => ({
    sku: skuOf(index),
    title: `Article ${index + 1}`,
    priceMinor: priceMinorOf(index),
  })),
  locations: warehouses.map(({ name }) => name),
  unitsEach: 1_000_000,
  taxPercent: 8,
  shippingMinor: 500,
};

const prices = new Map(catalogue.articles.map(({ sku, priceMinor }) => [sku, priceMinor]));

/**
 * One order of five lines, at the prices of the catalogue. The same draw and serial give the same order to every system.
 * @param serial names the order and its customer
 */
export const peerOrder = (random: Random, serial: string) => {
  const drawn = orderRequest(random, serial, skus);
  return { ...drawn, line_items: drawn.line_items.map((line) => ({ ...line, unit_price: prices.get(line.sku) ?? line.unit_price })) };
};

export type PeerOrder = ReturnType<typeof peerOrder>;
