import { describe, expect, it } from 'vitest';
import { CanonicalOrder } from '../../lib/contracts/canonical-order.ts';
import { createOms, documentOf } from './oms.ts';

const order = {
  channel: 'web',
  channel_order_id: 'W-1001',
  placed_at: '2026-11-20T14:23:33Z',
  currency: 'EUR',
  line_items: [{ sku: 'MUG-1', quantity: 2, unit_price: 1_250, discount: 100, tax: 456 }],
  shipping_lines: [{ price: 490 }],
  shipping_address: { name: 'Kim Oder', line1: 'Elmhof 4', city: 'Potsdam', postal_code: '14467', country: 'DE' },
  payment_method: { kind: 'card', status: 'paid' },
};

const normalize = async (payload: string | Uint8Array, ...more: readonly string[]) => {
  const outcome = await createOms('/no/such/folder', payload)('normalize', 'storefront', '-', ...more);
  expect(outcome.err).toBe('');
  return { exitCode: outcome.exitCode, document: documentOf(outcome) };
};
const refusal = async (payload: string | Uint8Array): Promise<readonly string[]> => {
  const { exitCode, document } = await normalize(payload);
  expect(exitCode).toBe(3);
  return document.problems.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`);
};

describe('oms normalize storefront', () => {
  it('prints the order that the body of POST /orders makes', async () => {
    const { exitCode, document } = await normalize(JSON.stringify(order));
    expect(exitCode).toBe(0);
    expect(document.orders).toHaveLength(1);
    expect(CanonicalOrder.parse(document.orders[0])).toMatchObject({
      channel: 'web',
      channel_account: 'main',
      channel_order_id: 'W-1001',
      placed_at: '2026-11-20T14:23:33.000Z',
      line_items: [{ line_id: '1', title: 'MUG-1', total: 2 * 1_250 - 100 + 456 }],
      totals: { subtotal: 2_500, discount: 100, shipping: 490, tax: 456, fees: 0, total: 3_346 },
      discrepancies: [],
    });
  });

  it('takes the account of the command where the body names none', async () => {
    const named = JSON.stringify({ ...order, channel_account: 'outlet' });
    expect((await normalize(JSON.stringify(order), '--account', 'shop-2')).document.orders[0].channel_account).toBe('shop-2');
    expect((await normalize(named, '--account', 'shop-2')).document.orders[0].channel_account).toBe('outlet');
  });

  it('keeps an order whose totals contradict its lines, and says so', async () => {
    const totals = { subtotal: 2_500, discount: 100, shipping: 490, tax: 456, total: 1 };
    const { document } = await normalize(JSON.stringify({ ...order, totals }));
    expect(document.orders[0].discrepancies).toMatchObject([{ code: 'totals-do-not-add-up', field: 'totals.total' }]);
  });

  it('refuses what the API refuses, by the same names', async () => {
    expect(await refusal('')).toEqual(['not-json body']);
    expect(await refusal(Uint8Array.of(0x22, 0xff, 0x22))).toEqual(['not-json body']);
    expect(await refusal('[]')).toEqual(['invalid-type body']);
    expect(await refusal('"\\ud800"')).toEqual(['text-invalid body']);
    expect(await refusal(JSON.stringify({ ...order, currency: 'euro', colour: 'red' }))).toEqual([
      'invalid-format currency',
      'unrecognized-keys body',
    ]);
    expect(await refusal(`${JSON.stringify(order).slice(0, -1)},"__proto__":{"test":true}}`)).toEqual(['unrecognized-keys body']);
    expect(await refusal(' '.repeat(256 * 1024 + 1))).toEqual(['body-too-large body']);
  });

  it('refuses what only the whole body shows', async () => {
    const { channel_order_id: _id, ...unnamed } = order;
    const line = { ...order.line_items[0], line_id: '7' };
    const payment = { ...order.payment_method, reference: '4111 1111 1111 1111' };
    expect(await refusal(JSON.stringify({ ...unnamed, line_items: [line, line], payment_method: payment }))).toEqual([
      'duplicate-line line_items.1.line_id',
      'card-number payment_method.reference',
      'required channel_order_id',
    ]);
  });

  it('is named where a channel is not known', async () => {
    const outcome = await createOms('/no/such/folder', '{}')('normalize', 'bazaar', '-');
    expect(documentOf(outcome).problems).toMatchObject([{ code: 'channel-unknown', message: expect.stringContaining('storefront') }]);
  });
});
