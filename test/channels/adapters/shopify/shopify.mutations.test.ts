import fc from 'fast-check';
import { describe, it } from 'vitest';
import { normalizeShopifyOrder } from '../../../../lib/channels/adapters/shopify/shopify.normalize.ts';
import { damage, damaged, expectSound, expectSoundForAnything } from '../damaged-orders.ts';
import { fixture, options } from './fixture.ts';

const steps = damage();
const holds = (payload: unknown): void => expectSound(normalizeShopifyOrder(payload, options));

describe('normalising a damaged order', () => {
  it.each(['order-created', 'order-edited', 'order-guest'])('gives a valid order or a named refusal, never a crash: %s', (name) => {
    fc.assert(
      fc.property(steps, (changes) => holds(damaged(fixture(name), changes))),
      { numRuns: 400 },
    );
  });

  it('gives a result for anything', () => expectSoundForAnything((payload) => normalizeShopifyOrder(payload, options)));
});
