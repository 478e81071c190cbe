import fc from 'fast-check';
import { describe, it } from 'vitest';
import { normalizeWalmartOrder } from '../../../../lib/channels/adapters/walmart/walmart.normalize.ts';
import { damage, damaged, expectSound, expectSoundForAnything } from '../damaged-orders.ts';
import { charge, line, mxOrder, mxPage, options, status, usOrder, usPage } from './fixture.ts';

const steps = damage([1_795_270_000_000]);
const holds = (payload: unknown): void => expectSound(normalizeWalmartOrder(payload, options));

const mixed = () =>
  usPage([
    usOrder([
      line('1', 3, { orderLineStatuses: { orderLineStatus: [status('Shipped', 1), status('Cancelled', 1), status('Created', 1)] } }),
      line('2', 1, { charges: { charge: [charge('PRODUCT', 'ItemPrice', 9.99, 0.8), charge('SHIPPING', 'Shipping', 5, 0.4)] } }),
    ]),
  ]);

describe('normalising a damaged order', () => {
  it.each([
    ['of the US', () => usPage([usOrder()])],
    ['partly shipped and cancelled', mixed],
    ['of Mexico', () => mxPage([mxOrder()])],
  ] as const)('gives a valid order or a named refusal, never a crash: %s', (_name, build) => {
    fc.assert(
      fc.property(steps, (changes) => holds(damaged(structuredClone(build()), changes))),
      { numRuns: 500 },
    );
  });

  it('gives a result for anything', () => expectSoundForAnything((payload) => normalizeWalmartOrder(payload, options)));
});
