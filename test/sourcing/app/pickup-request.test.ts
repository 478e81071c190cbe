import { describe, expect, it } from 'vitest';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { createSourcing, presetPolicy, type SourceInput, type StockAt } from '../../../lib/sourcing/index.ts';
import { boston, chicago, line, sends, sha256, stock, warehouse } from '../domain/sourcing.fixtures.ts';

const collected: SourceInput = {
  tenantId: TenantId('main'),
  decisionId: 'route.001.001',
  currency: CurrencyCode('USD'),
  lines: [line('1', 'A', 2), line('2', 'B', 1)],
  destination: { country: '' },
  pickupAt: LocationId('SHOP'),
};

const now = Instant('2026-11-20T10:00:00.000Z');

const sourceWith = async (
  levels: readonly StockAt[],
  policy: object = {},
  { asked = collected, shop = {} }: { readonly asked?: SourceInput; readonly shop?: { readonly country?: string } } = {},
) => {
  const standard = presetPolicy('balanced');
  if (!standard) throw new Error('there is no preset balanced');
  const sourcing = createSourcing({
    availability: { availability: async () => levels },
    locations: {
      locations: async () => [
        warehouse('W1', boston),
        warehouse('W2', chicago),
        warehouse('SHOP', chicago, { type: 'store', shipsTo: [], ...shop }),
      ],
    },
    policies: { policy: async () => ({ ...standard, ...policy }) },
    sha256,
  });
  const decided = await sourcing.source(asked);
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value;
};

describe('sourcing goods that the customer collects', () => {
  it('takes all of it from that place, though others have more and are nearer, and pays no carrier', async () => {
    const decision = await sourceWith([...stock('A', { W1: 9, SHOP: 2 }), ...stock('B', { W1: 9, SHOP: 1 })]);
    expect(decision.complete).toBe(true);
    expect(sends(decision)).toEqual({ SHOP: { '1': 2, '2': 1 } });
    expect(decision.receipt.candidates).toHaveLength(1);
    expect(decision.receipt.candidates[0]?.contributions.shipping).toBe(0);
  });

  it('is not bound by what the policy says about parcels', async () => {
    const decision = await sourceWith([...stock('A', { SHOP: 2 }), ...stock('B', { SHOP: 1 })], {
      constraints: { locationTypes: ['warehouse'], fromCountries: ['DE'] },
    });
    expect(decision.complete).toBe(true);
  });

  it('has no price by weight, no days on the way and no border, wherever the place is', async () => {
    const heavy = { ...collected, lines: [{ ...line('1', 'A', 2), weightGrams: 9_000 }], now, promise: { deliverBy: now } };
    for (const name of ['balanced', 'cost', 'speed', 'cheapest']) {
      const decision = await sourceWith(stock('A', { SHOP: 2 }), presetPolicy(name) ?? {}, { asked: heavy, shop: { country: '' } });
      expect(decision.complete).toBe(true);
      const [plan] = decision.receipt.candidates;
      expect(plan?.contributions).toMatchObject({ shipping: 0 });
      expect(plan?.contributions.lateness).toBeUndefined();
      expect(plan?.assignments[0]).not.toHaveProperty('carrier');
      expect(plan?.assignments[0]).not.toHaveProperty('lateDays');
      expect(plan?.assignments[0]).not.toHaveProperty('expectedAt');
    }
  });

  it('waits for what is missing there, and says where a transfer could bring it from', async () => {
    const decision = await sourceWith([...stock('A', { W1: 4, W2: 9, SHOP: 1 }), ...stock('B', { SHOP: 0 })]);
    expect(decision.complete).toBe(false);
    expect(decision.unsourced.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(decision.receipt.reasons).toEqual(
      expect.arrayContaining([
        '1 × A missing at SHOP, where the customer collects; a transfer could bring it from W2 (9), W1 (4).',
        '1 × B missing at SHOP, where the customer collects; no other location has any.',
      ]),
    );
  });
});
