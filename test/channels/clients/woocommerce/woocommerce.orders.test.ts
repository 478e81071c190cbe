import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { canonical, changedSince, openShop, start } from './shop-world.ts';

const ids = (payloads: readonly { readonly channelOrderId: string }[]): readonly string[] =>
  payloads.map(({ channelOrderId }) => channelOrderId);

describe('orders changed in a window', () => {
  it('come page by page, each once, though many changed in one second', async () => {
    const world = await openShop({ orders_per_page: 3 });
    const placed: string[] = [];
    for (let at = 0; at < 20; at += 1) {
      placed.push(String(world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 + at }] }).id));
      if (at % 7 === 6) world.clock.advance(1_000);
    }
    expect(ids(await changedSince(world, start))).toEqual(placed);
    expect(world.twin.calls.length).toBeGreaterThan(6);
  });

  it('are those from the first moment up to, and not with, the last one', async () => {
    const world = await openShop();
    const place = (): string => String(world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] }).id);
    place();
    world.clock.advance(10_000);
    const within = place();
    world.clock.advance(10_000);
    place();
    const from = plusMs(start, 10_000);
    expect(ids(await changedSince(world, from, plusMs(start, 20_000)))).toEqual([within]);
    expect(ids(await changedSince(world, plusMs(from, 1), plusMs(start, 20_000)))).toEqual([]);
    expect(ids(await changedSince(world, from, plusMs(start, 10_001)))).toEqual([within]);
  });

  it('say which of them no webhook would have told', async () => {
    const world = await openShop();
    const refunded = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 2, price: 1000 }] });
    world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    const [line] = refunded.items;
    world.twin.createRefund(refunded, {
      amount: 10_000_000,
      reason: 'Broken',
      byGateway: true,
      items: [
        {
          ...line!,
          id: 9,
          quantity: -1,
          subtotal: -10_000_000,
          total: -10_000_000,
          meta: [{ id: 1, key: '_refunded_item_id', value: String(line?.id) }],
        },
      ],
    });
    const payloads = await changedSince(world, start);
    expect(payloads.filter(({ onlyByApi }) => onlyByApi).map(({ channelOrderId }) => channelOrderId)).toEqual([String(refunded.id)]);
    expect(payloads).toHaveLength(2);
  });

  it('are not missed when an order changes between two pages', async () => {
    const world = await openShop({ orders_per_page: 2 });
    const orders = Array.from({ length: 6 }, () => {
      world.clock.advance(1_000);
      return world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    });
    const to = plusMs(world.clock.now(), 1_000);
    world.clock.advance(5_000);
    const first = await world.client.changedOrders({ from: start, to });
    world.twin.changeOrder(orders[0]!, { customerNote: 'Ring twice' });
    const rest = [];
    for (let cursor = first.cursor; cursor !== undefined; ) {
      const page = await world.client.changedOrders({ from: start, to, cursor });
      rest.push(...page.payloads);
      cursor = page.cursor;
    }
    expect(ids([...first.payloads, ...rest])).toEqual(orders.map(({ id }) => String(id)));
  });

  it('leave carts out, and bring what went to the trash as cancelled', async () => {
    const world = await openShop();
    world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }], status: 'checkout-draft' });
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    world.twin.trash(order);
    const payloads = await changedSince(world, start);
    expect(ids(payloads)).toEqual([String(order.id)]);
    expect(canonical(payloads[0]).cancelled).toBe(true);
  });

  it('refuse a cursor that is none of ours', async () => {
    const world = await openShop();
    for (const cursor of ['', '{}', '2', '{"list":"any","from":"x","seen":[]}'])
      await expect(world.client.changedOrders({ from: start, to: start, cursor })).rejects.toMatchObject({
        problem: 'refused',
        code: 'cursor-invalid',
      });
  });
});

describe('an order by webhook and by the API', () => {
  it('is the same order with the same revision', async () => {
    const world = await openShop();
    await world.client.ensureWebhooks('https://oms.example/webhooks/woocommerce/main');
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 3, price: 333, discount: 100 }], taxRate: 1_900 });
    const [delivery] = world.twin.takeDeliveries();
    const byApi = await world.client.order(String(order.id));
    expect(canonical(byApi)).toEqual(canonical(delivery?.rawBody));
    expect(canonical((await changedSince(world, start))[0])).toEqual(canonical(byApi));
    expect(byApi?.changedAt).toBe(canonical(byApi).channelRevision);
  });

  it('is the same also after we have taken units off and given money back', async () => {
    const world = await openShop();
    await world.client.ensureWebhooks('https://oms.example/webhooks/woocommerce/main');
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 3, price: 1000 }] });
    const [line] = order.items;
    const channelOrderId = String(order.id);
    await world.client.cancel({
      channelOrderId,
      noticeId: 'n-1',
      reason: 'out-of-stock',
      whole: false,
      lines: [{ lineId: String(line?.id), quantity: 1 }],
    });
    await world.client.refund({
      channelOrderId,
      refundId: 'r-1',
      amount: 1000,
      currency: canonical(await world.client.order(channelOrderId)).currency,
      lines: [],
    });
    const delivery = world.twin.takeDeliveries().at(-1);
    expect(canonical(delivery?.rawBody)).toMatchObject({
      lineItems: [{ quantity: 2 }],
      paymentMethod: { status: 'partially_refunded' },
      discrepancies: [],
    });
    expect(canonical(await world.client.order(channelOrderId))).toEqual(canonical(delivery?.rawBody));
  });

  it('says by the API which units a refund of the shop took, as a later revision', async () => {
    const world = await openShop();
    await world.client.ensureWebhooks('https://oms.example/webhooks/woocommerce/main');
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 3, price: 1000 }] });
    const [line] = order.items;
    const meta = [{ id: 1, key: '_refunded_item_id', value: String(line?.id) }];
    world.twin.createRefund(order, {
      amount: 10_000_000,
      reason: 'Broken',
      byGateway: true,
      items: [{ ...line!, id: 9, quantity: -1, subtotal: -10_000_000, total: -10_000_000, meta }],
    });
    const byWebhook = canonical(world.twin.takeDeliveries().at(-1)?.rawBody);
    const byApi = canonical((await changedSince(world, start))[0]);
    expect(byWebhook.discrepancies).toMatchObject([{ code: 'refund-lines-unknown' }]);
    expect(byApi).toMatchObject({ lineItems: [{ quantity: 2, total: 2000 }], discrepancies: [] });
    expect((byApi.channelRevision ?? '') > (byWebhook.channelRevision ?? '')).toBe(true);
  });

  it('is unknown when the shop has no such order, or only a cart', async () => {
    const world = await openShop();
    const draft = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }], status: 'checkout-draft' });
    for (const id of ['1', String(draft.id), '0', '../users', '12a', '']) expect(await world.client.order(id)).toBeUndefined();
  });
});

describe('amounts as WooCommerce computes and rounds them', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 12 }),
    price: fc.integer({ min: 1, max: 20_000 }),
    off: fc.integer({ min: 0, max: 100 }),
  });

  it.each([true, false])('add up without a contradiction, prices with tax: %s', async (pricesIncludeTax) => {
    const world = await openShop({}, { pricesIncludeTax });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 2_700 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
        async (wished, taxRate, shipping, currency, fee) => {
          const lines = wished.map(({ quantity, price, off }) => ({
            sku: 'A',
            quantity,
            price,
            discount: Math.floor((quantity * price * off) / 100),
          }));
          const order = world.twin.placeOrder({ lines, taxRate, shipping, currency, ...(fee === undefined ? {} : { fee }) });
          const read = canonical(await world.client.order(String(order.id)));
          expect(read.discrepancies).toEqual([]);
          expect(read.lineItems.map(({ quantity }) => quantity)).toEqual(wished.map(({ quantity }) => quantity));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('webhooks that come twice and in any order', () => {
  it('tell the order as it is, so the last revision stands whatever came last', async () => {
    const world = await openShop();
    await world.client.ensureWebhooks('https://oms.example/webhooks/woocommerce/main');
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }], status: 'pending' });
    world.clock.advance(2_000);
    world.twin.changeOrder(order, { status: 'processing' });
    const deliveries = world.twin.takeDeliveries({ duplicates: 0.9, shuffled: true });
    expect(deliveries.length).toBeGreaterThan(1);
    for (const { rawBody } of deliveries)
      expect(canonical(rawBody)).toMatchObject({ paymentMethod: { status: 'paid' }, channelRevision: '2026-11-20T14:00:02.000Z' });
  });
});
