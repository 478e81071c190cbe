import { describe, expect, it } from 'vitest';
import { createProcessNoticeMemory } from '../../../../lib/channels/adapters/walmart/walmart.notices.ts';
import { walmartAdapter } from '../../../../lib/channels/adapters/walmart/walmart.adapter.ts';
import type { CancelNotice, RefundNotice, ShipmentNotice } from '../../../../lib/channels/app/channel-client.ts';
import { CurrencyCode } from '../../../../lib/kernel/money.ts';
import { unitsOf } from '../../../../bin/demo/twins/walmart/walmart.twin-orders.ts';
import type { Http } from '../../../../lib/platform/ports.ts';
import { createHttp } from '../../../../lib/platform/system/http.fetch.ts';
import { createWorld, failureOf, start, type World } from './walmart.world.ts';

const kettle = (quantity = 1) => ({ sku: 'KETTLE-1', quantity, unitPrice: 25, tax: 2 * quantity });

const parcel = (channelOrderId: string, changes: Partial<ShipmentNotice> = {}): ShipmentNotice => ({
  channelOrderId,
  shipmentId: 's-1',
  carrier: 'UPS',
  service: 'Ground',
  trackingNumber: '1Z999',
  trackingUrl: null,
  shippedAt: start,
  lines: [{ lineId: '1', quantity: 1 }],
  ...changes,
});

const cancellation = (channelOrderId: string, changes: Partial<CancelNotice> = {}): CancelNotice => ({
  channelOrderId,
  noticeId: 'c-1',
  reason: 'out-of-stock',
  whole: false,
  lines: [{ lineId: '1', quantity: 1 }],
  ...changes,
});

const refund = (channelOrderId: string, changes: Partial<RefundNotice> = {}): RefundNotice => ({
  channelOrderId,
  refundId: 'r-1',
  amount: 1_000,
  currency: CurrencyCode('USD'),
  lines: [{ lineId: '1', quantity: 1 }],
  ...changes,
});

/** Sends what it is given, and loses the answers to requests whose address ends so. */
const losingAnswersOf = (world: World, ending: string): Http => ({
  send: async (request) => {
    world.twin.trouble.lostAnswers = request.url.endsWith(ending) ? 1 : 0;
    try {
      return await createHttp().send(request);
    } finally {
      world.twin.trouble.lostAnswers = 0;
    }
  },
});

/** Fails requests whose address ends so before anything is done. */
const failingBefore = (world: World, ending: string): Http => ({
  send: async (request) => {
    world.twin.trouble.failing = request.url.endsWith(ending) ? 1 : 0;
    try {
      return await createHttp().send(request);
    } finally {
      world.twin.trouble.failing = 0;
    }
  },
});

const unitsAt = ({ twin }: World, id: string, number: string, ...statuses: Parameters<typeof unitsOf>[1][]): number => {
  const line = twin.orders.get(id)?.lines.find((found) => found.number === number);
  return line ? unitsOf(line, ...statuses) : -1;
};

describe('acknowledging', () => {
  it('is done once; Walmart then knows', async () => {
    const world = await createWorld();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [kettle(2)] });
    expect(await world.client.acknowledge(purchaseOrderId)).toEqual({ kind: 'done', reference: purchaseOrderId });
    expect(await world.client.acknowledge(purchaseOrderId)).toEqual({ kind: 'known', reference: purchaseOrderId });
    expect(unitsAt(world, purchaseOrderId, '1', 'Acknowledged')).toBe(2);
  });

  it('needs nothing for orders that Walmart ships, and refuses those that it does not have', async () => {
    const { twin, client } = await createWorld();
    const { purchaseOrderId } = twin.placeOrder({ lines: [kettle()], node: 'WFSFulfilled' });
    expect((await client.acknowledge(purchaseOrderId)).kind).toBe('known');
    expect(await client.acknowledge('1999')).toMatchObject({ kind: 'refused', code: 'order-unknown' });
  });

  it('names its lines to the global API', async () => {
    const world = await createWorld({ market: 'ca' });
    const { purchaseOrderId } = world.twin.placeOrder({ currency: 'CAD', lines: [kettle(2)] });
    expect((await world.client.acknowledge(purchaseOrderId)).kind).toBe('done');
  });
});

describe('a parcel', () => {
  it('is told once, however often the notice comes', async () => {
    const world = await createWorld();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [kettle(3)] });
    expect(await world.client.confirmShipment(parcel(purchaseOrderId))).toEqual({ kind: 'done', reference: '1Z999' });
    expect(await world.client.confirmShipment(parcel(purchaseOrderId, { trackingNumber: '1z 999' }))).toEqual({
      kind: 'known',
      reference: '1z 999',
    });
    expect(unitsAt(world, purchaseOrderId, '1', 'Shipped')).toBe(1);
    expect(unitsAt(world, purchaseOrderId, '1', 'Acknowledged')).toBe(2);
  });

  it('may hold part of a line and of several lines; the next parcel holds the rest', async () => {
    const world = await createWorld();
    const { purchaseOrderId: id } = world.twin.placeOrder({ lines: [kettle(3), kettle(1)] });
    const first = parcel(id, {
      lines: [
        { lineId: '1', quantity: 2 },
        { lineId: '2', quantity: 1 },
      ],
    });
    const second = parcel(id, { shipmentId: 's-2', trackingNumber: '1Z000', lines: [{ lineId: '1', quantity: 1 }] });
    expect((await world.client.confirmShipment(first)).kind).toBe('done');
    expect((await world.client.confirmShipment(second)).kind).toBe('done');
    expect((await world.client.confirmShipment(first)).kind).toBe('known');
    expect(world.twin.shipments().map(({ lineNumber, quantity }) => [lineNumber, quantity])).toEqual([
      ['1', 2],
      ['1', 1],
      ['2', 1],
    ]);
    const read = walmartAdapter.normalize((await world.client.order(id))?.rawBody ?? '', 'main');
    expect(read).toMatchObject({ ok: true, value: [{ paymentMethod: { status: 'paid' }, discrepancies: [] }] });
  });

  it('whose answer was lost is found to be known', async () => {
    const world = await createWorld();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [kettle(2)] });
    await world.client.acknowledge(purchaseOrderId);
    world.twin.trouble.lostAnswers = 1;
    expect((await failureOf(world.client.confirmShipment(parcel(purchaseOrderId)))).problem).toBe('unavailable');
    world.twin.trouble.lostAnswers = 0;
    expect((await world.another().confirmShipment(parcel(purchaseOrderId))).kind).toBe('done');
    expect(unitsAt(world, purchaseOrderId, '1', 'Shipped')).toBe(1);
  });

  it('that was told while its own answer was cut off is not told twice', async () => {
    const world = await createWorld();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [kettle(2)] });
    await world.client.acknowledge(purchaseOrderId);
    const cutAfterPost = world.another({ http: losingAnswersOf(world, '/shipping') });
    expect((await failureOf(cutAfterPost.confirmShipment(parcel(purchaseOrderId)))).problem).toBe('unavailable');
    expect(unitsAt(world, purchaseOrderId, '1', 'Shipped')).toBe(1);
    expect((await world.another().confirmShipment(parcel(purchaseOrderId))).kind).toBe('known');
    expect(unitsAt(world, purchaseOrderId, '1', 'Shipped')).toBe(1);
  });

  it('says so when the customer had asked to cancel', async () => {
    const world = await createWorld();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [kettle()] });
    world.twin.changeOrder(purchaseOrderId, { change: 'customer-wants-to-cancel', lineNumber: '1' });
    expect((await world.client.confirmShipment(parcel(purchaseOrderId))).kind).toBe('done');
  });

  it('goes under the name that Walmart has for its carrier, or with the address of its tracking page', async () => {
    const { twin, client } = await createWorld();
    const { purchaseOrderId: id } = twin.placeOrder({ lines: [kettle(3)] });
    expect(await client.confirmShipment(parcel(id, { carrier: 'Kiezkurier' }))).toMatchObject({
      kind: 'refused',
      code: 'tracking-url-missing',
    });
    await client.confirmShipment(parcel(id, { carrier: 'Kiezkurier', trackingUrl: 'https://kiezkurier.example/T1' }));
    await client.confirmShipment(parcel(id, { carrier: 'deutsche post', trackingNumber: 'DP1' }));
    await client.confirmShipment(parcel(id, { carrier: 'LaserShip', trackingNumber: 'LS1' }));
    expect(twin.shipments().map(({ trackingInfo }) => (trackingInfo as { carrierName: unknown }).carrierName)).toEqual([
      { otherCarrier: 'Kiezkurier' },
      { carrier: 'Deutsche Post' },
      { carrier: 'LS' },
    ]);
  });

  it('of more than is open, of no such line, or of an order that Walmart ships, is refused', async () => {
    const { twin, client } = await createWorld();
    const { purchaseOrderId: id } = twin.placeOrder({ lines: [kettle(1)] });
    const wfs = twin.placeOrder({ lines: [kettle(1)], node: 'WFSFulfilled' });
    expect(await client.confirmShipment(parcel(id, { lines: [{ lineId: '1', quantity: 2 }] }))).toMatchObject({
      code: 'quantity-not-open',
    });
    expect(await client.confirmShipment(parcel(id, { lines: [{ lineId: '9', quantity: 1 }] }))).toMatchObject({ code: 'line-unknown' });
    expect(await client.confirmShipment(parcel(wfs.purchaseOrderId))).toMatchObject({ code: 'fulfilled-by-channel' });
    expect(await client.confirmShipment(parcel('1999'))).toMatchObject({ code: 'order-unknown' });
    expect(twin.shipments()).toEqual([]);
  });
});

describe('a cancellation', () => {
  it('of some units is made once by its id, and a second one of the same line is another', async () => {
    const world = await createWorld();
    const { purchaseOrderId: id } = world.twin.placeOrder({ lines: [kettle(4)] });
    expect((await world.client.cancel(cancellation(id))).kind).toBe('done');
    expect((await world.client.cancel(cancellation(id))).kind).toBe('known');
    expect((await world.client.cancel(cancellation(id, { noticeId: 'c-2' }))).kind).toBe('done');
    expect(unitsAt(world, id, '1', 'Cancelled')).toBe(2);
  });

  it('whose answer was lost is made once, also when another process repeats it', async () => {
    const world = await createWorld();
    const notices = createProcessNoticeMemory();
    const { purchaseOrderId: id } = world.twin.placeOrder({ lines: [kettle(4)] });
    const lossy = world.another({ notices, http: losingAnswersOf(world, '/cancel') });
    expect((await failureOf(lossy.cancel(cancellation(id)))).problem).toBe('unavailable');
    expect(unitsAt(world, id, '1', 'Cancelled')).toBe(1);
    expect((await world.another({ notices }).cancel(cancellation(id))).kind).toBe('known');
    expect(unitsAt(world, id, '1', 'Cancelled')).toBe(1);
  });

  it('of the whole order leaves what has shipped, and is known when nothing is open', async () => {
    const world = await createWorld();
    const { purchaseOrderId: id } = world.twin.placeOrder({ lines: [kettle(3), kettle(1)] });
    await world.client.confirmShipment(parcel(id));
    const whole = cancellation(id, { whole: true, lines: [], reason: 'fraud' });
    expect((await world.client.cancel(whole)).kind).toBe('done');
    expect((await world.client.cancel(whole)).kind).toBe('known');
    expect([unitsAt(world, id, '1', 'Cancelled'), unitsAt(world, id, '1', 'Shipped'), unitsAt(world, id, '2', 'Cancelled')]).toEqual([
      2, 1, 1,
    ]);
  });

  it('that Walmart made by itself is known', async () => {
    const { twin, client } = await createWorld();
    const { purchaseOrderId: id } = twin.placeOrder({ lines: [kettle(1)] });
    twin.changeOrder(id, { change: 'auto-cancelled', lineNumber: '1', quantity: 1 });
    expect((await client.cancel(cancellation(id))).kind).toBe('known');
  });

  it('in the name of a customer who has not asked for it is refused by Walmart', async () => {
    const { twin, client } = await createWorld();
    const { purchaseOrderId: id } = twin.placeOrder({ lines: [kettle(1)] });
    expect(await client.cancel(cancellation(id, { reason: 'customer' }))).toMatchObject({
      kind: 'refused',
      code: 'invalid-request-content',
    });
    twin.changeOrder(id, { change: 'customer-wants-to-cancel', lineNumber: '1' });
    expect((await client.cancel(cancellation(id, { reason: 'customer' }))).kind).toBe('done');
  });

  it('of what has shipped is refused', async () => {
    const { twin, client } = await createWorld();
    const { purchaseOrderId: id } = twin.placeOrder({ lines: [kettle(1)] });
    await client.confirmShipment(parcel(id));
    expect(await client.cancel(cancellation(id))).toMatchObject({ kind: 'refused', code: 'quantity-not-open' });
    expect(await client.cancel(cancellation(id, { whole: true, lines: [] }))).toMatchObject({ kind: 'refused', code: 'nothing-open' });
  });
});

describe('a refund', () => {
  const shipped = async (world: World): Promise<string> => {
    const { purchaseOrderId: id } = world.twin.placeOrder({ lines: [kettle(2), kettle(1)] });
    await world.client.confirmShipment(
      parcel(id, {
        lines: [
          { lineId: '1', quantity: 2 },
          { lineId: '2', quantity: 1 },
        ],
      }),
    );
    return id;
  };
  const refundedOf = ({ twin }: World, id: string): readonly number[] =>
    twin.orders.get(id)?.lines.map(({ refundedAmount }) => refundedAmount) ?? [];

  it('is paid once by its id, and to the cent over its lines', async () => {
    const world = await createWorld();
    const id = await shipped(world);
    const notice = refund(id, {
      amount: 1_001,
      lines: [
        { lineId: '1', quantity: 2 },
        { lineId: '2', quantity: 1 },
      ],
    });
    expect(await world.client.refund(notice)).toEqual({ kind: 'done', reference: 'r-1' });
    expect(await world.another().refund(notice)).toEqual({ kind: 'known', reference: 'r-1' });
    expect(refundedOf(world, id)).toEqual([667, 334]);
  });

  it('whose answer was lost is not paid twice', async () => {
    const world = await createWorld();
    const id = await shipped(world);
    const lossy = world.another({ http: losingAnswersOf(world, '/refund') });
    expect((await failureOf(lossy.refund(refund(id)))).problem).toBe('unavailable');
    expect((await world.another().refund(refund(id))).kind).toBe('known');
    expect(refundedOf(world, id)).toEqual([1_000, 0]);
  });

  it('that failed before anything was done is paid when it comes again, also after an earlier one', async () => {
    const world = await createWorld();
    const notices = createProcessNoticeMemory();
    const client = world.another({ notices });
    const id = await shipped(world);
    await client.refund(refund(id));
    const failing = world.another({ notices, http: failingBefore(world, '/refund') });
    await failureOf(failing.refund(refund(id, { refundId: 'r-2', amount: 500 })));
    expect((await client.refund(refund(id, { refundId: 'r-2', amount: 500 }))).kind).toBe('done');
    expect(refundedOf(world, id)).toEqual([1_500, 0]);
  });

  it('hidden by a later one is left to a person', async () => {
    const world = await createWorld();
    const notices = createProcessNoticeMemory();
    const client = world.another({ notices });
    const id = await shipped(world);
    await failureOf(world.another({ notices, http: losingAnswersOf(world, '/refund') }).refund(refund(id)));
    await client.refund(refund(id, { refundId: 'r-2', amount: 500 }));
    expect(await client.refund(refund(id))).toMatchObject({ kind: 'refused', code: 'refund-uncertain' });
    expect(refundedOf(world, id)).toEqual([1_500, 0]);
  });

  it('of what has not shipped, of more than was paid, or in another currency, is refused', async () => {
    const world = await createWorld();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [kettle(1)] });
    expect(await world.client.refund(refund(purchaseOrderId))).toMatchObject({ code: 'not-shipped' });
    const id = await shipped(world);
    expect(await world.client.refund(refund(id, { amount: 100_000 }))).toMatchObject({ kind: 'refused', code: 'invalid-request-content' });
    expect(await world.client.refund(refund(id, { currency: CurrencyCode('EUR') }))).toMatchObject({ code: 'currency-differs' });
  });
});
