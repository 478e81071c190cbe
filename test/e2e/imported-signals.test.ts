// The imported past of a shop in the fraud check of its next order.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importHistoryOf } from '../../lambdas/intelligence/training-parts.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { daysAgo } from './days-ago.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const main = TenantId('main');
const email = 'long.known@northgate.example.com';
const past = (id: string, days: number) => ({
  kind: 'order',
  source_id: id,
  placed_at: daysAgo(days),
  channel: 'shopify',
  currency: 'USD',
  email,
  payment_kind: 'card',
  subtotal_minor: 2_000,
  discount_minor: 0,
  shipping_minor: 0,
  total_minor: 2_000,
  lines: [{ sku: 'PEN', quantity: 1, unit_price_minor: 2_000 }],
});
const chargeback = {
  kind: 'chargeback',
  source_id: 'cb-1',
  order_source_id: 'old-2',
  received_at: daysAgo(150),
  reason_code: '10.4',
  amount_minor: 2_000,
  currency: 'USD',
};

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { PEN: 100 } });
  shop = createShop(installation);
});
afterAll(() => installation.close());

describe('a customer of the imported past', () => {
  it('is known when they order, and their list has only orders that there are', async () => {
    const take = (rows: readonly object[]) =>
      importHistoryOf(installation.runtime.platform)(main, Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')), {
        dryRun: false,
      });
    expect((await take([past('old-1', 400), past('old-2', 200), past('old-3', 10)])).merged.added).toBe(3);
    // What the bank says comes in a file of its own.
    expect((await take([chargeback])).merged.added).toBe(1);

    const id = await shop.place({ PEN: 1 }, { customer: { email, name: 'Long Known' } });
    const { receipt } = await eventually(
      async () => (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.find(({ kind }: { kind: string }) => kind === 'fraud'),
      (decision) => decision !== undefined,
    );
    expect(receipt.inputs.features).toMatchObject({ earlier_orders: 3, earlier_chargebacks: 1 });
    expect(receipt.inputs.features.customer_days).toBeGreaterThanOrEqual(399);
    expect(receipt.inputs.features.value_to_median).toBeGreaterThan(0);
    expect(receipt.inputs.features.email_domain_chargeback_rate).toBeCloseTo((50 * 0.006 + 1) / 52, 6);

    const listed = await eventually(
      async () => (await shop.must('GET', `/orders?email=${encodeURIComponent(email)}`)).body,
      ({ items }) => items.length > 0,
    );
    expect(listed.items.map(({ order_id: one }: { readonly order_id: string }) => one)).toEqual([id]);
    expect(listed).not.toHaveProperty('cursor');
  });
});
