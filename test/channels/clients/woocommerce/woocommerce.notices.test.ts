import { describe, expect, it } from 'vitest';
import type { CancelNotice, RefundNotice, ShipmentNotice } from '../../../../lib/channels/app/channel-client.ts';
import { CurrencyCode } from '../../../../lib/kernel/money.ts';
import { canonical, openShop, start, type World } from './shop-world.ts';

type Line = { readonly lineId: string; readonly quantity: number };

const placed = (world: World, quantities: readonly number[] = [2], wish: Record<string, unknown> = {}) => {
  const order = world.twin.placeOrder({ lines: quantities.map((quantity) => ({ sku: 'A', quantity, price: 1000 })), ...wish });
  const lines = order.items.filter(({ kind }) => kind === 'line').map(({ id, quantity }) => ({ lineId: String(id), quantity }));
  return { order, channelOrderId: String(order.id), lines };
};

const parcel = (channelOrderId: string, lines: readonly Line[], change: Partial<ShipmentNotice> = {}): ShipmentNotice => ({
  channelOrderId,
  shipmentId: 's-1',
  carrier: 'UPS',
  service: 'Ground',
  trackingNumber: '1Z999AA10123456784',
  trackingUrl: 'https://ups.example/1Z999AA10123456784',
  shippedAt: start,
  lines,
  ...change,
});

const cancellation = (channelOrderId: string, change: Partial<CancelNotice> = {}): CancelNotice => ({
  channelOrderId,
  noticeId: 'n-1',
  reason: 'out-of-stock',
  whole: true,
  lines: [],
  ...change,
});

const refundOf = (channelOrderId: string, change: Partial<RefundNotice> = {}): RefundNotice => ({
  channelOrderId,
  refundId: 'r-1',
  amount: 1050,
  currency: CurrencyCode('EUR'),
  lines: [],
  ...change,
});

describe.each(['note', 'extension'])('a parcel, told by %s', (shipment_tracking) => {
  const told = ({ twin }: World): readonly string[] =>
    shipment_tracking === 'note'
      ? twin.shipments().notes.map(({ note }) => note)
      : twin.shipments().trackings.map(({ provider, number }) => `${provider} ${number}`);

  it('reaches the customer once and completes the order, however often it is told', async () => {
    const world = await openShop({ shipment_tracking });
    const { order, channelOrderId, lines } = placed(world);
    expect(await world.client.confirmShipment(parcel(channelOrderId, lines))).toEqual({ kind: 'done', reference: '1Z999AA10123456784' });
    expect(await world.client.confirmShipment(parcel(channelOrderId, lines))).toEqual({ kind: 'known', reference: '1Z999AA10123456784' });
    expect(told(world)).toHaveLength(1);
    expect(told(world)[0]).toContain('1Z999AA10123456784');
    expect(order.status).toBe('completed');
  });

  it('completes the order only as the last one', async () => {
    const world = await openShop({ shipment_tracking });
    const { order, channelOrderId, lines } = placed(world, [2, 1]);
    await world.client.confirmShipment(parcel(channelOrderId, [{ ...lines[0]!, quantity: 1 }]));
    expect(order.status).toBe('processing');
    await world.client.confirmShipment(
      parcel(channelOrderId, [{ ...lines[0]!, quantity: 1 }, lines[1]!], { shipmentId: 's-2', trackingNumber: '1Z2' }),
    );
    expect(order.status).toBe('completed');
    expect(told(world)).toHaveLength(2);
  });

  it.each([0, 1, 2])('has one effect though the answer of write %i is lost after it was done', async (write) => {
    const world = await openShop({ shipment_tracking });
    const { order, channelOrderId, lines } = placed(world);
    world.loseAnswerOfWrite(write);
    const notice = parcel(channelOrderId, lines);
    // Only the first write must not be repeated by itself; setting what is to be is repeated at once.
    const first = await world.client.confirmShipment(notice).catch((error: unknown) => error);
    expect(first).toMatchObject(write === 0 ? { problem: 'unavailable' } : { kind: 'done' });
    expect(await world.client.confirmShipment(notice)).toMatchObject({ reference: '1Z999AA10123456784' });
    expect(told(world)).toHaveLength(1);
    expect(order.status).toBe('completed');
  });
});

describe('a parcel', () => {
  it('of a cancelled order, an unknown one or an unknown line is for a person', async () => {
    const world = await openShop();
    const { order, channelOrderId, lines } = placed(world);
    expect(await world.client.confirmShipment(parcel('999', lines))).toMatchObject({ kind: 'refused', code: 'order-unknown' });
    expect(await world.client.confirmShipment(parcel(channelOrderId, [{ lineId: '5', quantity: 1 }]))).toMatchObject({
      code: 'line-unknown',
    });
    world.twin.changeOrder(order, { status: 'cancelled' });
    expect(await world.client.confirmShipment(parcel(channelOrderId, lines))).toMatchObject({ kind: 'refused', code: 'order-closed' });
    expect(world.twin.shipments().notes).toEqual([]);
  });

  it('names the provider that the extension knows, where the account says which', async () => {
    const world = await openShop({ shipment_tracking: 'extension', tracking_providers: { UPS: 'UPS (United States)' } });
    const { channelOrderId, lines } = placed(world);
    await world.client.confirmShipment(parcel(channelOrderId, lines));
    expect(world.twin.shipments().trackings).toMatchObject([{ provider: 'UPS (United States)', shippedOn: '2026-11-20' }]);
  });

  it('says so when the extension is not there', async () => {
    const world = await openShop({ shipment_tracking: 'extension' });
    world.twin.state.trackingInstalled = false;
    const { channelOrderId, lines } = placed(world);
    expect(await world.client.confirmShipment(parcel(channelOrderId, lines))).toMatchObject({
      kind: 'refused',
      code: 'shipment-tracking-missing',
    });
  });

  it('leaves statuses to the shop where the account says so', async () => {
    const world = await openShop({ shipped_status: null });
    const { order, channelOrderId, lines } = placed(world);
    await world.client.confirmShipment(parcel(channelOrderId, lines));
    expect(order.status).toBe('processing');
  });
});

describe('a cancellation', () => {
  it('of a whole order sets its status, once', async () => {
    const world = await openShop();
    const { order, channelOrderId } = placed(world);
    expect(await world.client.cancel(cancellation(channelOrderId))).toMatchObject({ kind: 'done' });
    expect(await world.client.cancel(cancellation(channelOrderId))).toMatchObject({ kind: 'known' });
    expect(order.status).toBe('cancelled');
    expect(order.refunds).toEqual([]);
  });

  it('of some units is a refund of nothing that every payload tells, once', async () => {
    const world = await openShop();
    const { order, channelOrderId, lines } = placed(world, [3]);
    const notice = cancellation(channelOrderId, { whole: false, lines: [{ ...lines[0]!, quantity: 2 }] });
    expect(await world.client.cancel(notice)).toMatchObject({ kind: 'done' });
    expect(await world.client.cancel(notice)).toMatchObject({ kind: 'known' });
    expect(order.refunds).toMatchObject([{ amount: 0, items: [{ quantity: -2 }] }]);
    expect(canonical(await world.client.order(channelOrderId)).lineItems).toMatchObject([{ quantity: 1, total: 1000 }]);
  });

  it('of some units has one effect though its answer is lost', async () => {
    const world = await openShop();
    const { order, channelOrderId, lines } = placed(world, [3]);
    const notice = cancellation(channelOrderId, { whole: false, lines: [{ ...lines[0]!, quantity: 1 }] });
    world.loseAnswerOfWrite(0);
    await expect(world.client.cancel(notice)).rejects.toMatchObject({ problem: 'unavailable' });
    expect(await world.client.cancel(notice)).toMatchObject({ kind: 'known' });
    expect(order.refunds).toHaveLength(1);
  });

  it('of the rest of an order that has shipped in part completes it', async () => {
    const world = await openShop();
    const { order, channelOrderId, lines } = placed(world, [3]);
    await world.client.confirmShipment(parcel(channelOrderId, [{ ...lines[0]!, quantity: 1 }]));
    expect(await world.client.cancel(cancellation(channelOrderId))).toMatchObject({ kind: 'done' });
    expect(order).toMatchObject({ status: 'completed', refunds: [{ items: [{ quantity: -2 }] }] });
  });

  it('of units that are not there, or of a completed order, is for a person', async () => {
    const world = await openShop();
    const { order, channelOrderId, lines } = placed(world, [1]);
    expect(await world.client.cancel(cancellation(channelOrderId, { whole: false, lines: [{ ...lines[0]!, quantity: 2 }] }))).toMatchObject(
      { code: 'units-not-open' },
    );
    expect(await world.client.cancel(cancellation(channelOrderId, { whole: false }))).toMatchObject({ code: 'nothing-to-cancel' });
    world.twin.changeOrder(order, { status: 'completed' });
    expect(await world.client.cancel(cancellation(channelOrderId))).toMatchObject({ code: 'order-completed' });
    expect(await world.client.cancel(cancellation('999'))).toMatchObject({ code: 'order-unknown' });
  });
});

describe('a refund', () => {
  it('goes through the gateway once, however often it is told', async () => {
    const world = await openShop();
    const { order, channelOrderId } = placed(world);
    expect(await world.client.refund(refundOf(channelOrderId))).toMatchObject({ kind: 'done' });
    expect(await world.client.refund(refundOf(channelOrderId))).toMatchObject({ kind: 'known', reference: String(order.refunds[0]?.id) });
    expect(order.refunds).toMatchObject([{ amount: 10_500_000, refundedPayment: true, reason: 'Waybill refund r-1' }]);
    expect(await world.client.refund(refundOf(channelOrderId, { refundId: 'r-2', amount: 1 }))).toMatchObject({ kind: 'done' });
    expect(order.refunds).toHaveLength(2);
  });

  it('has one effect though its answer is lost after it was made', async () => {
    const world = await openShop();
    const { order, channelOrderId } = placed(world);
    world.loseAnswerOfWrite(0);
    await expect(world.client.refund(refundOf(channelOrderId))).rejects.toMatchObject({ problem: 'unavailable' });
    expect(await world.client.refund(refundOf(channelOrderId))).toEqual({ kind: 'known', reference: String(order.refunds[0]?.id) });
    expect(order.refunds).toHaveLength(1);
  });

  it('that the gateway refuses, that is too large or in another currency is for a person, and leaves nothing', async () => {
    const world = await openShop();
    const { order, channelOrderId } = placed(world);
    world.twin.gateway.refusesRefunds = true;
    expect(await world.client.refund(refundOf(channelOrderId))).toMatchObject({ kind: 'refused', code: 'rest-cannot-create-order-refund' });
    expect(await world.client.refund(refundOf(channelOrderId, { amount: 999_999 }))).toMatchObject({ kind: 'refused' });
    expect(await world.client.refund(refundOf(channelOrderId, { currency: CurrencyCode('USD') }))).toMatchObject({
      code: 'currency-differs',
    });
    expect(order.refunds).toEqual([]);
    // Refusals are answers: they are not repeated.
    expect(world.twin.calls.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('of a payment that cannot give money back is for a person at once', async () => {
    const world = await openShop();
    const { channelOrderId } = placed(world, [1], { paymentMethod: 'bacs' });
    expect(await world.client.refund(refundOf(channelOrderId))).toMatchObject({ kind: 'refused', code: 'refund-by-hand' });
    expect(world.twin.calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('that the gateway has not confirmed is waited for, and then shown to a person, never made twice', async () => {
    const world = await openShop();
    const { order, channelOrderId } = placed(world);
    world.twin.gateway.breaksOff = true;
    await expect(world.client.refund(refundOf(channelOrderId))).rejects.toMatchObject({ problem: 'unavailable', status: 504 });
    await expect(world.client.refund(refundOf(channelOrderId))).rejects.toMatchObject({ code: 'refund-under-way' });
    world.clock.advance(600_000);
    expect(await world.client.refund(refundOf(channelOrderId))).toMatchObject({ kind: 'refused', code: 'refund-unfinished' });
    expect(order.refunds).toHaveLength(1);
  });
});

describe('an acknowledgement', () => {
  it('is nothing that WooCommerce has', async () => {
    const world = await openShop();
    expect(await world.client.acknowledge('1')).toEqual({ kind: 'known', reference: null });
    expect(world.twin.calls).toEqual([]);
  });
});
