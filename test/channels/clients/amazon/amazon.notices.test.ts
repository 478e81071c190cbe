import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { amazonCarrier } from '../../../../lib/channels/adapters/amazon/amazon.carriers.ts';
import { readProcessingReport } from '../../../../lib/channels/adapters/amazon/amazon.feeds.client.ts';
import type { CancelNotice, RefundNotice, ShipmentNotice } from '../../../../lib/channels/app/channel-client.ts';
import { Sku } from '../../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../../lib/kernel/money.ts';
import { coaster, createWorld, failureOf, mug, start, type World } from './world.ts';

const worlds: World[] = [];
const world = async (...given: Parameters<typeof createWorld>): Promise<World> => {
  const made = await createWorld(...given);
  worlds.push(made);
  return made;
};

afterEach(async () => {
  await Promise.all(worlds.splice(0).map(({ twin }) => twin.close()));
});

const itemsOf = ({ twin }: World, id: string): readonly string[] =>
  (twin.orders.get(id)?.items ?? []).map(({ orderItemId }) => orderItemId);

const shipment = (made: World, id: string, more: Partial<ShipmentNotice> = {}): ShipmentNotice => ({
  channelOrderId: id,
  shipmentId: 'shipment-1',
  carrier: 'UPS',
  service: 'Ground',
  trackingNumber: '1Z999AA10123456784',
  trackingUrl: null,
  shippedAt: start,
  lines: itemsOf(made, id).map((lineId) => ({ lineId, quantity: 1 })),
  ...more,
});

describe('a shipment', () => {
  it('is confirmed with its parcel, and the order has left in part, then whole', async () => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug] });
    expect(await made.client.confirmShipment(shipment(made, id))).toMatchObject({ kind: 'done' });
    expect(made.twin.orders.get(id)).toMatchObject({
      status: 'PARTIALLY_SHIPPED',
      packages: [{ carrier: 'UPS', trackingNumber: '1Z999AA10123456784' }],
    });
    await made.client.confirmShipment(
      shipment(made, id, { shipmentId: 'shipment-2', trackingNumber: '1Z999AA10123456785', carrier: 'Alpine Courier' }),
    );
    expect(made.twin.orders.get(id)).toMatchObject({ status: 'SHIPPED', packages: [{}, { carrier: 'Alpine Courier' }] });
  });

  it('that was confirmed already is known, in another process too', async () => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug] });
    const first = await made.client.confirmShipment(shipment(made, id));
    expect(await made.anotherClient().confirmShipment(shipment(made, id))).toEqual({ ...first, kind: 'known' });
    expect(made.twin.orders.get(id)?.packages).toHaveLength(1);
  });

  it('whose answer was lost is confirmed once', async () => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug] });
    made.loseAnswer('/shipmentConfirmation');
    expect(await failureOf(made.client.confirmShipment(shipment(made, id)))).toMatchObject({ problem: 'unavailable' });
    expect(await made.client.confirmShipment(shipment(made, id))).toMatchObject({ kind: 'known' });
    expect(made.twin.orders.get(id)?.items[0]?.shipped).toBe(1);
  });

  it.each<[string, (made: World) => [string, Partial<ShipmentNotice>], string]>([
    ['an unknown order', () => ['114-0000000-0000000', {}], 'order-unknown'],
    ['an order that Amazon ships', (made) => [made.twin.placeOrder({ lines: [mug], fulfilledBy: 'AMAZON' }), {}], 'fulfilled-by-amazon'],
    ['a cancelled order', (made) => [made.twin.placeOrder({ lines: [mug], status: 'CANCELLED' }), {}], 'order-cancelled'],
    [
      'a line of another order',
      (made) => [made.twin.placeOrder({ lines: [mug] }), { lines: [{ lineId: '1', quantity: 1 }] }],
      'shipment-refused',
    ],
  ])('that cannot be confirmed is refused: %s', async (_what, make, code) => {
    const made = await world();
    const [id, more] = make(made);
    expect(await made.client.confirmShipment(shipment(made, id, more))).toMatchObject({ kind: 'refused', code });
  });

  it('names carriers as Amazon does', () => {
    expect(amazonCarrier('fedex')).toEqual({ carrierCode: 'FedEx' });
    expect(amazonCarrier(' Deutsche  Post ')).toEqual({ carrierCode: 'Deutsche Post' });
    expect(amazonCarrier('Alpine Courier')).toEqual({ carrierCode: 'Other', carrierName: 'Alpine Courier' });
  });
});

const cancellation = (id: string, more: Partial<CancelNotice> = {}): CancelNotice => ({
  channelOrderId: id,
  noticeId: 'cancel-1',
  reason: 'out-of-stock',
  whole: true,
  lines: [],
  ...more,
});

describe('a cancellation', () => {
  it('is done when the feed is', async () => {
    const made = await world({ feedSeconds: 4 });
    const id = made.twin.placeOrder({ lines: [mug, coaster] });
    expect(await made.client.cancel(cancellation(id))).toMatchObject({ kind: 'done' });
    expect(made.twin.orders.get(id)?.status).toBe('CANCELLED');
    expect(made.twin.feeds[0]?.content).toContain('<CancelReason>NoInventory</CancelReason>');
    expect(await made.client.cancel(cancellation(id))).toMatchObject({ kind: 'known' });
  });

  it('that takes longer is asked for again later, by another process too, with one feed in all', async () => {
    const made = await world({ feedSeconds: 120 });
    const id = made.twin.placeOrder({ lines: [mug] });
    expect(await failureOf(made.client.cancel(cancellation(id)))).toMatchObject({
      problem: 'unavailable',
      code: 'feed-in-progress',
      retryAfterMs: 60_000,
    });
    made.clock.advanceMs(200_000);
    expect(await made.anotherClient().cancel(cancellation(id))).toMatchObject({ kind: 'done' });
    expect(made.twin.feeds).toHaveLength(1);
  });

  it('whose answer was lost is sent again, and the order is cancelled', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug] });
    made.loseAnswer('/feeds/2021-06-30/feeds');
    expect(await failureOf(made.client.cancel(cancellation(id)))).toMatchObject({ problem: 'unavailable' });
    expect(await made.client.cancel(cancellation(id))).toMatchObject({ kind: 'done' });
    expect(made.twin.orders.get(id)?.status).toBe('CANCELLED');
  });

  it('that came too late is refused, once the order has left', async () => {
    const made = await world({ feedSeconds: 120 });
    const id = made.twin.placeOrder({ lines: [mug] });
    await failureOf(made.client.cancel(cancellation(id)));
    made.twin.changeOrder(id, (order) => {
      order.status = 'SHIPPED';
    });
    made.clock.advanceMs(200_000);
    expect(await made.client.cancel(cancellation(id))).toMatchObject({ kind: 'refused', code: 'order-shipped' });
    expect(made.twin.orders.get(id)?.status).toBe('SHIPPED');
  });

  it.each<[string, object, Partial<CancelNotice>, string]>([
    ['some lines alone', {}, { whole: false }, 'partial-cancel-unsupported'],
    ['what has left', { status: 'SHIPPED' }, {}, 'order-shipped'],
    ['what Amazon ships', { fulfilledBy: 'AMAZON' }, {}, 'fulfilled-by-amazon'],
  ])('is refused for %s, without a feed', async (_what, order, more, code) => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug], ...order });
    expect(await made.client.cancel(cancellation(id, more))).toMatchObject({ kind: 'refused', code });
    expect(made.twin.feeds).toEqual([]);
  });

  it('of a cancelled order is known', async () => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug], status: 'CANCELLED' });
    expect(await made.client.cancel(cancellation(id))).toEqual({ kind: 'known', reference: null });
  });
});

const refund = (id: string, amount: number, more: Partial<RefundNotice> = {}): RefundNotice => ({
  channelOrderId: id,
  refundId: 'refund-1',
  amount,
  currency: CurrencyCode('USD'),
  lines: [],
  ...more,
});

const refunded = ({ twin }: World): number => twin.refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);

describe('a refund', () => {
  it('is split by item and component, to the cent', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug, coaster], status: 'SHIPPED' });
    expect(await made.client.refund(refund(id, 1_001))).toMatchObject({ kind: 'done' });
    expect(refunded(made)).toBe(1_001);
    expect(new Set(made.twin.refunds.map(({ component }) => component))).toEqual(new Set(['Principal', 'Tax']));
  });

  it('of everything takes the shipping back too', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug, coaster], status: 'SHIPPED' });
    expect(await made.client.refund(refund(id, 4_111))).toMatchObject({ kind: 'done' });
    const byComponent = Object.groupBy(made.twin.refunds, ({ component }) => component);
    const sums = Object.fromEntries(
      Object.entries(byComponent).map(([name, parts = []]) => [name, parts.reduce((total, part) => total + part.amountMinor, 0)]),
    );
    expect(sums).toEqual({ Principal: 3_299, Tax: 272, Shipping: 500, ShippingTax: 40 });
  });

  it('is for the lines it names', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug, coaster], status: 'SHIPPED' });
    const [, lineId = ''] = itemsOf(made, id);
    await made.client.refund(refund(id, 500, { lines: [{ lineId, quantity: 1 }] }));
    expect(new Set(made.twin.refunds.map(({ itemId }) => itemId))).toEqual(new Set([lineId]));
  });

  it('that is repeated is paid once', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug], status: 'SHIPPED' });
    await made.client.refund(refund(id, 500));
    expect(await made.anotherClient().refund(refund(id, 500))).toMatchObject({ kind: 'known' });
    expect(refunded(made)).toBe(500);
  });

  it('whose answer was lost waits for a person rather than being paid twice', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug], status: 'SHIPPED' });
    made.loseAnswer('/feeds/2021-06-30/feeds');
    expect(await failureOf(made.client.refund(refund(id, 500)))).toMatchObject({ problem: 'unavailable' });
    expect(await made.client.refund(refund(id, 500))).toMatchObject({ kind: 'refused', code: 'feed-unclear' });
    expect(made.twin.feeds).toHaveLength(1);
  });

  it('that was never created goes out with the next try, beside refunds that were', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug], status: 'SHIPPED' });
    await made.client.refund(refund(id, 200, { refundId: 'refund-0' }));
    made.breakCall('/feeds/2021-06-30/feeds');
    expect(await failureOf(made.client.refund(refund(id, 500)))).toMatchObject({ problem: 'unavailable' });
    expect(await made.client.refund(refund(id, 500))).toMatchObject({ kind: 'done' });
    expect(refunded(made)).toBe(700);
  });

  it('whose upload was cut off is uploaded again', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug], status: 'SHIPPED' });
    made.loseAnswer('/storage/');
    expect(await made.client.refund(refund(id, 500))).toMatchObject({ kind: 'done' });
    expect(refunded(made)).toBe(500);
  });

  it('that Amazon refuses is refused with its code, and stays so', async () => {
    const made = await world({ feedSeconds: 0 });
    const id = made.twin.placeOrder({ lines: [mug], status: 'SHIPPED' });
    await made.client.refund(refund(id, 3_000));
    const second = await made.client.refund(refund(id, 1_000, { refundId: 'refund-2' }));
    expect(second).toMatchObject({ kind: 'refused', code: 'feed-refused', message: expect.stringContaining('18056') });
    expect(await made.client.refund(refund(id, 1_000, { refundId: 'refund-2' }))).toEqual(second);
    expect(made.twin.feeds).toHaveLength(2);
  });

  it.each<[string, object, Partial<RefundNotice>, string]>([
    ['more than was paid', { status: 'SHIPPED' }, { amount: 9_999 }, 'amount-too-high'],
    ['another currency', { status: 'SHIPPED' }, { currency: CurrencyCode('EUR') }, 'currency-differs'],
    ['what has not left', {}, {}, 'not-shipped'],
  ])('is refused for %s, without a feed', async (_what, order, more, code) => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug], ...order });
    expect(await made.client.refund(refund(id, 500, more))).toMatchObject({ kind: 'refused', code });
    expect(made.twin.feeds).toEqual([]);
  });
});

describe('a processing report', () => {
  it('without a message that was taken is a refusal', () => {
    expect(readProcessingReport('<MessagesSuccessful>1</MessagesSuccessful><MessagesWithError>0</MessagesWithError>')).toBeUndefined();
    expect(readProcessingReport('<MessagesSuccessful>0</MessagesSuccessful><MessagesWithError>0</MessagesWithError>')).toEqual({
      refused: 'unknown',
    });
    expect(readProcessingReport('<MessagesWithError>1</MessagesWithError><ResultMessageCode>18028</ResultMessageCode>')).toEqual({
      refused: '18028',
    });
    expect(readProcessingReport(gzipSync('x').toString('latin1'))).toEqual({ refused: 'unknown' });
  });
});

describe('stock', () => {
  const listings = () =>
    new Map([
      ['MUG-STEEL', { channel: 'DEFAULT' as const, quantity: 3, handlingDays: 2 }],
      ['A,B & C/1', { channel: 'DEFAULT' as const, quantity: 4, handlingDays: 2 }],
      ['FBA-1', { channel: 'AMAZON_NA' as const, quantity: 0, handlingDays: 0 }],
    ]);

  it('is set article by article, each with an outcome of its own', async () => {
    const { twin, client } = await world({ listings: listings() });
    const outcomes = await client.setStock([
      { sku: Sku('MUG-STEEL'), channelLocationId: null, quantity: 11 },
      { sku: Sku('A,B & C/1'), channelLocationId: null, quantity: 0 },
      { sku: Sku('NONE'), channelLocationId: null, quantity: 1 },
      { sku: Sku('FBA-1'), channelLocationId: null, quantity: 1 },
      { sku: Sku('MUG-STEEL'), channelLocationId: 'warehouse-2', quantity: 1 },
    ]);
    expect(outcomes.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.code : outcome.kind))).toEqual([
      'done',
      'done',
      'article-unknown',
      'listing-invalid',
      'locations-unsupported',
    ]);
    expect(twin.listings.get('MUG-STEEL')).toMatchObject({ quantity: 11, handlingDays: 2 });
    expect(twin.listings.get('A,B & C/1')?.quantity).toBe(0);
  });

  it('is read back without what Amazon stocks and what it does not know', async () => {
    const { client } = await world({ listings: listings() });
    expect(await client.stock(['MUG-STEEL', 'A,B & C/1', 'FBA-1', 'NONE'].map(Sku))).toEqual([
      { sku: 'MUG-STEEL', channelLocationId: null, quantity: 3 },
      { sku: 'A,B & C/1', channelLocationId: null, quantity: 4 },
    ]);
  });

  it('is read for more articles than fit in one question', async () => {
    const many = new Map(
      Array.from({ length: 45 }, (_, index) => [`S-${index}`, { channel: 'DEFAULT' as const, quantity: index, handlingDays: 1 }]),
    );
    const { client, twin } = await world({ listings: many });
    expect(await client.stock([...many.keys()].map(Sku))).toHaveLength(45);
    expect(twin.calls.filter(({ path }) => path.startsWith('/listings/'))).toHaveLength(3);
  });
});

describe('an acknowledgement', () => {
  it('is known, because Amazon wants none', async () => {
    const { client } = await world();
    expect(await client.acknowledge('114-0000000-0000000')).toEqual({ kind: 'known', reference: null });
  });
});
