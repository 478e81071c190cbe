import { describe, expect, it } from 'vitest';
import type { TwinOrder } from '../../../../bin/demo/twins/shopify/shopify-twin.model.ts';
import { currentSums } from '../../../../bin/demo/twins/shopify/shopify-twin.model.ts';
import type { CancelNotice, RefundNotice, ShipmentNotice } from '../../../../lib/channels/app/channel-client.ts';
import { CurrencyCode } from '../../../../lib/kernel/money.ts';
import { canonical, createWorld, failureOf, losingAnswersOf, start, type World } from './shopify.world.ts';

const kettle = (quantity = 1, changes: object = {}) => ({ sku: 'KETTLE-1', price: 2_500, quantity, ...changes });

const lineOf = (order: TwinOrder, index = 0): string => order.lines[index]?.id ?? '';

const parcel = (order: TwinOrder, changes: Partial<ShipmentNotice> = {}): ShipmentNotice => ({
  channelOrderId: order.id,
  shipmentId: 's-1',
  carrier: 'ups',
  service: 'Ground',
  trackingNumber: '1Z999',
  trackingUrl: 'https://track.example.com/1Z999',
  shippedAt: start,
  lines: [{ lineId: lineOf(order), quantity: 1 }],
  ...changes,
});

const cancellation = (order: TwinOrder, changes: Partial<CancelNotice> = {}): CancelNotice => ({
  channelOrderId: order.id,
  noticeId: 'c-1',
  reason: 'out-of-stock',
  whole: false,
  lines: [{ lineId: lineOf(order), quantity: 1 }],
  ...changes,
});

const refund = (order: TwinOrder, changes: Partial<RefundNotice> = {}): RefundNotice => ({
  channelOrderId: order.id,
  refundId: 'r-1',
  amount: 1_000,
  currency: CurrencyCode('USD'),
  lines: [],
  ...changes,
});

const ran = ({ twin }: World, name: string): number => twin.operations.filter((one) => one.name === name).length;

describe('acknowledging', () => {
  it('is nothing that Shopify asks for', async () => {
    const world = await createWorld();
    expect(await world.client.acknowledge('1')).toEqual({ kind: 'known', reference: null });
    expect(world.twin.calls).toEqual([]);
  });
});

describe('a shipment', () => {
  it('is told with its tracking, in parts and in several parcels', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(3), kettle(1, { sku: 'CUP-1' })] });
    const [first, second] = [lineOf(order, 0), lineOf(order, 1)];
    expect(await world.client.confirmShipment(parcel(order, { lines: [{ lineId: first, quantity: 2 }] }))).toMatchObject({ kind: 'done' });
    const rest = parcel(order, {
      shipmentId: 's-2',
      trackingNumber: '1Z1000',
      lines: [
        { lineId: first, quantity: 1 },
        { lineId: second, quantity: 1 },
      ],
    });
    const outcome = await world.client.confirmShipment(rest);
    expect(outcome).toEqual({ kind: 'done', reference: order.parcels[1]?.id });
    expect(order.parcels.map(({ number, company, url, lines }) => ({ number, company, url, lines }))).toEqual([
      { number: '1Z999', company: 'UPS', url: 'https://track.example.com/1Z999', lines: [{ lineId: first, quantity: 2 }] },
      {
        number: '1Z1000',
        company: 'UPS',
        url: 'https://track.example.com/1Z999',
        lines: [
          { lineId: first, quantity: 1 },
          { lineId: second, quantity: 1 },
        ],
      },
    ]);
    expect(order.work.map(({ status }) => status)).toEqual(['CLOSED']);
  });

  it('is told once, though the answer got lost and the notice is repeated', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    const unlucky = world.otherClient({ http: losingAnswersOf(world.twin, 'CreateFulfillment') });
    expect(await failureOf(unlucky.confirmShipment(parcel(order)))).toMatchObject({ problem: 'unavailable' });
    expect(await world.client.confirmShipment(parcel(order))).toEqual({ kind: 'known', reference: order.parcels[0]?.id });
    expect(order.parcels).toHaveLength(1);
    expect(ran(world, 'CreateFulfillment')).toBe(1);
  });

  it('from several places is one fulfilment each, and goes on where it broke off', async () => {
    const world = await createWorld({ twin: { locations: 2 } });
    const order = world.twin.placeOrder({ lines: [kettle(1, { location: 0 }), kettle(2, { sku: 'CUP-1', location: 1 })] });
    const notice = parcel(order, {
      lines: [
        { lineId: lineOf(order, 0), quantity: 1 },
        { lineId: lineOf(order, 1), quantity: 2 },
      ],
    });
    const unlucky = world.otherClient({ http: losingAnswersOf(world.twin, 'CreateFulfillment') });
    await failureOf(unlucky.confirmShipment(notice));
    expect(order.parcels).toHaveLength(1);
    expect(await world.client.confirmShipment(notice)).toMatchObject({ kind: 'done' });
    expect(order.parcels.map(({ lines }) => lines)).toEqual([
      [{ lineId: lineOf(order, 0), quantity: 1 }],
      [{ lineId: lineOf(order, 1), quantity: 2 }],
    ]);
    expect(await world.client.confirmShipment(notice)).toMatchObject({ kind: 'known' });
  });

  it('of many lines finds every one of them', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: Array.from({ length: 130 }, (_, index) => kettle(1, { sku: `PART-${index}` })) });
    const lines = order.lines.map(({ id }) => ({ lineId: id, quantity: 1 }));
    expect(await world.client.confirmShipment(parcel(order, { lines }))).toMatchObject({ kind: 'done' });
    expect(order.parcels[0]?.lines).toHaveLength(130);
    expect(await world.client.confirmShipment(parcel(order, { lines }))).toMatchObject({ kind: 'known' });
  });

  it('of more units than are open is refused whole', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2), kettle(1, { sku: 'CUP-1' })] });
    const notice = parcel(order, {
      lines: [
        { lineId: lineOf(order, 1), quantity: 1 },
        { lineId: lineOf(order, 0), quantity: 3 },
      ],
    });
    expect(await world.client.confirmShipment(notice)).toMatchObject({ kind: 'refused', code: 'units-not-open' });
    expect(order.parcels).toEqual([]);
  });

  it('of units that Shopify holds back is refused with that reason', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(1)] });
    for (const work of order.work) work.status = 'ON_HOLD';
    expect(await world.client.confirmShipment(parcel(order))).toMatchObject({ kind: 'refused', code: 'fulfillment-on-hold' });
  });

  it('is told anew when the merchant has cancelled the fulfilment', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    await world.client.confirmShipment(parcel(order));
    const [made] = order.parcels;
    if (made) made.status = 'CANCELLED';
    expect(await world.client.confirmShipment(parcel(order))).toMatchObject({ kind: 'done' });
  });

  it('of an unknown order is refused', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle()] });
    expect(await world.client.confirmShipment(parcel(order, { channelOrderId: '4711' }))).toMatchObject({
      kind: 'refused',
      code: 'order-unknown',
    });
  });
});

describe('a cancellation', () => {
  it('of a whole order is made in the background, waited for, and known afterwards', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    world.twin.shop.cancelMs = 2_500;
    expect(await world.client.cancel(cancellation(order, { whole: true, lines: [] }))).toMatchObject({ kind: 'done' });
    expect(order).toMatchObject({ cancelReason: 'INVENTORY' });
    expect(world.time.pauses).toEqual([1_000, 1_000, 1_000]);
    expect(await world.client.cancel(cancellation(order, { whole: true, lines: [] }))).toEqual({ kind: 'known', reference: null });
    expect(ran(world, 'CancelOrder')).toBe(1);
  });

  it('that Shopify has not made yet is asked for again later', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    world.twin.shop.cancelMs = 60_000;
    expect(await failureOf(world.client.cancel(cancellation(order, { whole: true })))).toMatchObject({
      problem: 'unavailable',
      code: 'cancellation-under-way',
    });
    world.time.advance(60_000);
    await world.client.order(order.id);
    expect(await world.client.cancel(cancellation(order, { whole: true }))).toMatchObject({ kind: 'known' });
  });

  it('of units takes them off the line by one edit', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(3), kettle(2, { sku: 'CUP-1' })] });
    const lines = [
      { lineId: lineOf(order, 0), quantity: 1 },
      { lineId: lineOf(order, 1), quantity: 2 },
    ];
    expect(await world.client.cancel(cancellation(order, { lines }))).toMatchObject({ kind: 'done' });
    expect(order.lines.map(({ current }) => current)).toEqual([2, 0]);
    expect(ran(world, 'CommitEdit')).toBe(1);
    expect(canonical((await world.client.order(order.id))?.rawBody as Uint8Array)).toMatchObject({
      lineItems: [{ quantity: 2 }],
      discrepancies: [],
    });
  });

  it('takes nothing off twice, though the answer got lost, whichever process repeats it', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(5)] });
    const unlucky = world.otherClient({ http: losingAnswersOf(world.twin, 'CommitEdit') });
    expect(await failureOf(unlucky.cancel(cancellation(order)))).toMatchObject({ problem: 'unavailable' });
    expect(order.lines[0]?.current).toBe(4);
    expect(await world.client.cancel(cancellation(order))).toMatchObject({ kind: 'known' });
    expect(order.lines[0]?.current).toBe(4);
    expect(await world.client.cancel(cancellation(order, { noticeId: 'c-2' }))).toMatchObject({ kind: 'done' });
    expect(order.lines[0]?.current).toBe(3);
  });

  it('goes on after it broke off before the edit', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(5)] });
    const unlucky = world.otherClient({ http: losingAnswersOf(world.twin, 'RememberNotice') });
    await failureOf(unlucky.cancel(cancellation(order)));
    expect(order.lines[0]?.current).toBe(5);
    expect(await world.client.cancel(cancellation(order))).toMatchObject({ kind: 'done' });
    expect(order.lines[0]?.current).toBe(4);
  });

  it('made at once by two processes is made once', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(5)] });
    const outcomes = await Promise.allSettled([world.client.cancel(cancellation(order)), world.otherClient().cancel(cancellation(order))]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(order.lines[0]?.current).toBe(4);
  });

  it('of the last units there are cancels the order', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(1)] });
    expect(await world.client.cancel(cancellation(order))).toMatchObject({ kind: 'done' });
    expect(order.cancelledAt).not.toBeNull();
  });

  it('of what is still open leaves what has been shipped', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(3)] });
    await world.client.confirmShipment(parcel(order));
    expect(await world.client.cancel(cancellation(order, { whole: true, lines: [] }))).toMatchObject({ kind: 'done' });
    expect(order.lines[0]?.current).toBe(1);
    expect(order.cancelledAt).toBeNull();
    expect(await world.client.cancel(cancellation(order, { whole: true, lines: [] }))).toMatchObject({ kind: 'known' });
  });

  it('of units that are shipped, or of a line that is not there, is refused', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    await world.client.confirmShipment(parcel(order));
    const lines = [{ lineId: lineOf(order), quantity: 2 }];
    expect(await world.client.cancel(cancellation(order, { lines }))).toMatchObject({ kind: 'refused', code: 'units-not-open' });
    expect(await world.client.cancel(cancellation(order, { noticeId: 'c-9', lines: [{ lineId: '7', quantity: 1 }] }))).toMatchObject({
      kind: 'refused',
      code: 'line-unknown',
    });
    expect(await world.client.cancel(cancellation(order, { channelOrderId: '4711' }))).toMatchObject({
      kind: 'refused',
      code: 'order-unknown',
    });
    expect(order.lines[0]?.current).toBe(2);
  });
});

describe('a refund', () => {
  it('goes back through the payment it came by, and takes its units off', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    const outcome = await world.client.refund(refund(order, { amount: 2_500, lines: [{ lineId: lineOf(order), quantity: 1 }] }));
    expect(outcome).toEqual({ kind: 'done', reference: order.refunds[0]?.id });
    expect(order.transactions.at(-1)).toMatchObject({ kind: 'REFUND', shop: 2_500, parentId: order.transactions[0]?.id });
    expect(order.lines[0]?.current).toBe(1);
  });

  it('is made once, though the answer got lost, at once or much later', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    const once = world.otherClient({ http: losingAnswersOf(world.twin, 'CreateRefund', 1) });
    expect(await once.refund(refund(order))).toMatchObject({ kind: 'done' });
    expect(order.refunds).toHaveLength(1);
    expect(ran(world, 'CreateRefund')).toBe(2);
    world.twin.shop.answers.clear();
    expect(await world.client.refund(refund(order))).toEqual({ kind: 'known', reference: order.refunds[0]?.id });
    expect(await world.client.refund(refund(order, { refundId: 'r-2' }))).toMatchObject({ kind: 'done' });
    expect(order.transactions.filter(({ kind }) => kind === 'REFUND')).toHaveLength(2);
  });

  it('made at once by two processes is made once', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    const outcomes = await Promise.all([world.client.refund(refund(order)), world.otherClient().refund(refund(order))]);
    expect(outcomes.map(({ kind }) => kind)).toContain('done');
    expect(order.refunds).toHaveLength(1);
    expect(ran(world, 'CreateRefund')).toBe(2);
  });

  it('of units that an edit has taken off already gives their money back alone', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(2)] });
    await world.client.cancel(cancellation(order));
    const lines = [{ lineId: lineOf(order), quantity: 2 }];
    expect(await world.client.refund(refund(order, { amount: 5_000, lines }))).toMatchObject({ kind: 'done' });
    expect(order.lines[0]?.current).toBe(0);
    expect(order.transactions.at(-1)).toMatchObject({ presentment: 5_000 });
  });

  it('in the shop currency goes back in the customer currency, to the last cent when it is all', async () => {
    const world = await createWorld();
    const order = world.twin.placeOrder({ lines: [kettle(3)], currency: 'USD', presentmentCurrency: 'EUR', rate: 9_137 });
    const total = currentSums(order).total;
    expect(await world.client.refund(refund(order, { amount: 1_000 }))).toMatchObject({ kind: 'done' });
    expect(order.transactions.at(-1)).toMatchObject({ presentment: 914, shop: 1_000 });
    expect(await world.client.refund(refund(order, { refundId: 'r-2', amount: total - 1_000 }))).toMatchObject({ kind: 'done' });
    const back = order.transactions.filter(({ kind }) => kind === 'REFUND').reduce((sum, { presentment }) => sum + presentment, 0);
    expect(back).toBe(order.transactions[0]?.presentment);
    expect(await world.client.refund(refund(order, { refundId: 'r-3', amount: 1, currency: CurrencyCode('CHF') }))).toMatchObject({
      kind: 'refused',
      code: 'currency-differs',
    });
  });

  it('of more than was paid, or of an order without payment, is refused', async () => {
    const world = await createWorld();
    const paid = world.twin.placeOrder({ lines: [kettle(1)] });
    const pending = world.twin.placeOrder({ lines: [kettle(1)], financialStatus: 'PENDING' });
    expect(await world.client.refund(refund(paid, { amount: 2_501 }))).toMatchObject({ kind: 'refused', code: 'amount-not-refundable' });
    expect(await world.client.refund(refund(pending))).toMatchObject({ kind: 'refused', code: 'amount-not-refundable' });
    expect(await world.client.refund(refund(paid, { channelOrderId: '4711' }))).toMatchObject({ kind: 'refused', code: 'order-unknown' });
  });
});
