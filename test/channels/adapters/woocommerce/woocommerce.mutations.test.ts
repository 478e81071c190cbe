import fc from 'fast-check';
import { describe, it } from 'vitest';
import { normalizeWooCommerceOrder } from '../../../../lib/channels/adapters/woocommerce/woocommerce.normalize.ts';
import { damage, damaged, expectSound, expectSoundForAnything } from '../damaged-orders.ts';
import { fixture, options } from './fixture.ts';

const steps = damage();
const holds = (payload: unknown): void => expectSound(normalizeWooCommerceOrder(payload, options));

const documents: Readonly<Record<string, () => unknown>> = {
  'order-exclusive': () => fixture('order-exclusive'),
  'order-inclusive': () => fixture('order-inclusive'),
  'refunded-in-part': () => ({ ...fixture('order-exclusive'), refunds: fixture('refunds') }),
};

describe('normalising a damaged order', () => {
  it.each(Object.keys(documents))('gives a valid order or a named refusal, never a crash: %s', (name) => {
    fc.assert(
      fc.property(steps, (changes) => holds(damaged(documents[name]?.(), changes))),
      { numRuns: 500 },
    );
  });

  it('gives a result for anything', () => expectSoundForAnything((payload) => normalizeWooCommerceOrder(payload, options)));
});
