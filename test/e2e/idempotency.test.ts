import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { createStockDocuments } from '../../lib/inventory/index.ts';
import { LocationId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { settled } from './books.ts';
import { type Installation, openInstallation, orderBody, stockUp } from './installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { TEE: 100 } });
});
afterAll(() => installation.close());

const place = (body: unknown, key?: string) =>
  installation.api('POST', '/orders', body, key === undefined ? {} : { 'idempotency-key': key });

describe('an order sent more than once', () => {
  it('is one order when it comes a hundred times at once under one key', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => place(orderBody({ TEE: 1 }), 'same-key')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(99);
    const [first] = answers;
    for (const { body } of answers)
      expect(body).toEqual({
        ...first?.body,
        version: body.version,
        status: body.status,
        payment: body.payment,
        fulfillment_orders: body.fulfillment_orders,
        line_items: body.line_items,
      });
    await settled(installation.runtime);
    expect((await installation.api('GET', '/orders?sku=TEE')).body.items).toHaveLength(1);
    expect((await installation.api('GET', '/inventory/levels?sku=TEE')).body.levels).toMatchObject([{ on_hand: 100, available: 99 }]);
  });

  it('is refused when the key comes with another order', async () => {
    expect((await place(orderBody({ TEE: 2 }), 'reused')).status).toBe(201);
    expect(await place(orderBody({ TEE: 3 }), 'reused')).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is reported, and nothing of it is merged, when the channel gives the same order another content', async () => {
    const first = await place(orderBody({ TEE: 4 }, { channel_order_id: 'web-1' }));
    expect(first.status).toBe(201);
    await settled(installation.runtime);
    const events = (await installation.api('GET', `/orders/${first.body.order_id}/events`)).body;
    expect(await place(orderBody({ TEE: 9 }, { channel_order_id: 'web-1' }))).toMatchObject({
      status: 409,
      body: { code: 'revision-conflict' },
    });
    expect((await installation.api('GET', `/orders/${first.body.order_id}/events`)).body).toEqual(events);
    expect(await place(orderBody({ TEE: 4 }, { channel_order_id: 'web-1' }))).toMatchObject({
      status: 200,
      body: { order_id: first.body.order_id },
    });
  });

  it('is another order under another channel account', async () => {
    const [one, other] = await Promise.all(
      ['shop-a', 'shop-b'].map((account) => place(orderBody({ TEE: 1 }, { channel_order_id: '1', channel_account: account }))),
    );
    expect([one?.status, other?.status]).toEqual([201, 201]);
    expect(one?.body.order_id).not.toBe(other?.body.order_id);
  });
});

describe('a receipt sent more than once', () => {
  const receipt = (quantity: number) => ({ receipt_id: 'truck-7', lines: [{ sku: 'MUG', location_id: 'east', quantity }] });

  it('counts once, however often and however late it is repeated', async () => {
    expect((await installation.api('POST', '/inventory/receipts', receipt(5))).status).toBe(200);
    // More movements than an item remembers by itself.
    for (let movement = 0; movement < 80; movement += 1) {
      await installation.api('POST', '/inventory/receipts', {
        receipt_id: `other-${movement}`,
        lines: [{ sku: 'MUG', location_id: 'east', quantity: 1 }],
      });
    }
    expect(await installation.api('POST', '/inventory/receipts', receipt(5))).toMatchObject({
      status: 200,
      body: { levels: [{ on_hand: 85, changed: false }] },
    });
  });

  it('counts once after its process ended between posting and noting it, and the item has forgotten it', async () => {
    const { platform } = installation.runtime;
    const lines = [
      { sku: 'MUG', location_id: 'east', quantity: 7 },
      { sku: 'TEE', location_id: 'east', quantity: 3 },
    ];
    await createStockDocuments(platform).begin('main', 'receipt', 'truck-8');
    const onHand = async (sku: string) =>
      (await installation.api('GET', `/inventory/levels?sku=${sku}`)).body.levels.find(
        (level: { location_id: string }) => level.location_id === 'east',
      )?.on_hand;
    const before = { mug: await onHand('MUG'), tee: await onHand('TEE') };
    const item = { sku: Sku('MUG'), locationId: LocationId('east') };
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
    await compose(platform).inventory.receiveStock(caller, { ...item, quantity: 7, movementId: 'receipt-truck-8', reference: 'truck-8' });
    for (let movement = 0; movement < 40; movement += 1) {
      await installation.api('POST', '/inventory/receipts', {
        receipt_id: `after-${movement}`,
        lines: [{ sku: 'MUG', location_id: 'east', quantity: 1 }],
      });
    }
    expect((await installation.api('POST', '/inventory/receipts', { receipt_id: 'truck-8', lines })).status).toBe(200);
    expect({ mug: await onHand('MUG'), tee: await onHand('TEE') }).toEqual({ mug: before.mug + 7 + 40, tee: before.tee + 3 });
  });

  it('is not posted over what broke off, when the second try says something else of a line', async () => {
    const { platform } = installation.runtime;
    await createStockDocuments(platform).begin('main', 'receipt', 'truck-9');
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
    const item = { sku: Sku('MUG'), locationId: LocationId('east') };
    await compose(platform).inventory.receiveStock(caller, { ...item, quantity: 5, movementId: 'receipt-truck-9', reference: 'truck-9' });
    const corrected = { receipt_id: 'truck-9', lines: [{ sku: 'MUG', location_id: 'east', quantity: 7 }] };
    expect(await installation.api('POST', '/inventory/receipts', corrected)).toMatchObject({
      body: { code: 'lines-refused', problems: [{ code: 'movement-conflict' }] },
    });
    const asItWas = { receipt_id: 'truck-9', lines: [{ sku: 'MUG', location_id: 'east', quantity: 5 }] };
    expect((await installation.api('POST', '/inventory/receipts', asItWas)).status).toBe(200);
  });

  it('is refused when it says something else the second time', async () => {
    expect(await installation.api('POST', '/inventory/receipts', receipt(6))).toMatchObject({
      status: 409,
      body: { code: 'receipt-conflict' },
    });
  });
});
