import { describe, expect, it } from 'vitest';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { PlaceOrderBody } from '../../lib/contracts/http/orders.ts';
import { catalogue, peerOrder, skus } from '../../scripts/bench-peers/goods.ts';

const prices = new Map(catalogue.articles.map(({ sku, priceMinor }) => [sku, priceMinor]));

describe('the goods of the comparison', () => {
  it('are as many as the page says, each with a price of its own name', () => {
    expect(new Set(catalogue.articles.map(({ sku }) => sku)).size).toBe(skus);
    for (const { priceMinor } of catalogue.articles) expect(Number.isInteger(priceMinor) && priceMinor > 0).toBe(true);
    expect(catalogue.locations).toHaveLength(2);
  });

  it('are asked for in five different lines at the prices of the catalogue', () => {
    const random = createRandom(3);
    for (let index = 0; index < 50; index += 1) {
      const { line_items: lines } = PlaceOrderBody.parse(peerOrder(random, `order-${index}`));
      expect(new Set(lines.map(({ sku }) => sku)).size).toBe(5);
      for (const { sku, unit_price: price } of lines) expect(price).toBe(prices.get(sku));
    }
  });

  it('are the same for every system', () => {
    expect(peerOrder(createRandom(9), 'one')).toEqual(peerOrder(createRandom(9), 'one'));
  });
});
