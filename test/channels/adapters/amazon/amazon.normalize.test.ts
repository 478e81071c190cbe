import { describe, expect, it } from 'vitest';
import { normalizeAmazonOrder } from '../../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import { CanonicalOrder, canonicalOrderFromWire, canonicalOrderToWire } from '../../../../lib/contracts/canonical-order.ts';
import { americanOrder, codes, germanOrder, type MutableJson, normalized, options, orderV0, refusal } from './fixture.ts';

describe('an order where tax comes on top of the price', () => {
  const order = normalized({ order: americanOrder() });

  it('adds up to what the customer pays', () => {
    expect(order.taxesIncluded).toBe(false);
    expect(order.totals).toEqual({ subtotal: 8997, discount: 599, shipping: 599, tax: 646, fees: 500, total: 10143 });
    expect(order.discrepancies).toEqual([]);
  });

  it('keeps what belongs to shipping apart from the line', () => {
    expect(order.lineItems[0]).toMatchObject({
      lineId: '05015851154158',
      quantity: 2,
      unitPrice: 3999,
      discount: 300,
      tax: 598,
      total: 8296,
    });
    expect(order.shippingLines).toEqual([{ code: 'EXPEDITED', title: 'EXPEDITED', price: 599, discount: 299, tax: 48 }]);
  });

  it('knows the state by its code and puts the firm on the parcel', () => {
    expect(order.shippingAddress).toMatchObject({
      name: 'Robin Vale',
      line1: '12 Quarry Lane',
      line2: 'Unit 3, Vale Pottery',
      region: 'NY',
    });
  });

  it('takes the last change as the revision', () => {
    expect(order.placedAt).toBe('2026-11-20T14:23:33.000Z');
    expect(order.channelRevision).toBe('2026-11-20T14:53:34.000Z');
  });

  it('keeps what a packer needs', () => {
    expect(order.channelMetadata).toMatchObject({ seller_order_id: 'W-2041', purchase_order_number: 'PO-77', programs: ['PRIME'] });
    expect(JSON.stringify(order.channelMetadata)).toContain('Happy birthday');
  });

  it('is paid for by the time Amazon gives it away', () => {
    expect(order.paymentMethod).toEqual({ kind: 'other', provider: 'amazon', status: 'authorized', reference: null });
  });

  it('survives the way to JSON and back', () => {
    const wire = CanonicalOrder.parse(JSON.parse(JSON.stringify(canonicalOrderToWire(order))));
    expect(canonicalOrderFromWire(wire)).toEqual(order);
  });

  it('reads the same from a search, from the answer for one order, bare, and from bytes', () => {
    for (const payload of [
      { orders: [americanOrder()] },
      americanOrder(),
      [americanOrder()],
      Buffer.from(JSON.stringify({ order: americanOrder() })),
    ])
      expect(normalized(payload)).toEqual(order);
  });
});

describe('taxes', () => {
  it('are part of the price where the law says so', () => {
    const order = normalized({ order: germanOrder() });
    expect(order.taxesIncluded).toBe(true);
    expect(order.totals).toEqual({ subtotal: 2000, discount: 0, shipping: 390, tax: 382, fees: 0, total: 2390 });
    expect(order.discrepancies).toEqual([]);
  });

  it('come on top where the total of Amazon shows it', () => {
    const source = germanOrder();
    source['proceeds'].grandTotal.amount = '27.72';
    expect(normalized({ order: source })).toMatchObject({ taxesIncluded: false, totals: { total: 2772 }, discrepancies: [] });
  });

  it('that Amazon withholds are in what the customer pays', () => {
    const source = americanOrder();
    source['proceeds'].grandTotal.amount = '94.97';
    expect(normalized({ order: source })).toMatchObject({ totals: { tax: 646, total: 10143 }, discrepancies: [] });
  });

  it('and a total that fits neither are named', () => {
    const source = americanOrder();
    source['proceeds'].grandTotal.amount = '90.00';
    expect(codes(normalized({ order: source }))).toEqual(['totals-do-not-add-up']);
  });
});

describe('who ships', () => {
  it('is the channel where Amazon does, and then no address is missed', () => {
    const source = americanOrder();
    source['fulfillment'].fulfilledBy = 'AMAZON';
    delete source['recipient'];
    const order = normalized({ order: source });
    expect(order.lineItems.map(({ fulfilledBy }) => fulfilledBy)).toEqual(['channel', 'channel']);
    expect(order.discrepancies).toEqual([]);
  });

  it('is a question for a person where Amazon does not say', () => {
    const source = americanOrder();
    delete source['fulfillment'].fulfilledBy;
    expect(codes(normalized({ order: source }))).toEqual(['fulfiller-unknown']);
  });

  it('needs an address for what it has to ship', () => {
    const source = americanOrder();
    delete source['recipient'];
    expect(codes(normalized({ order: source }))).toEqual(['shipping-address-missing']);
  });
});

describe('quantities', () => {
  it('leave out a cancelled item, with its shipping and gift wrap', () => {
    const source = americanOrder();
    source['orderItems'][1].cancellation = { cancellationExecution: { cancelledBy: 'BUYER' } };
    source['orderItems'][1].fulfillment = { quantityFulfilled: 0, quantityUnfulfilled: 0 };
    const order = normalized({ order: source });
    expect(order.lineItems.map(({ lineId }) => lineId)).toEqual(['05015851154158']);
    expect(order.totals).toMatchObject({ subtotal: 7998, fees: 0, total: 8644 });
    expect(order.discrepancies).toEqual([]);
  });

  it('leave out cancelled units with their share of every amount', () => {
    const source = americanOrder();
    source['orderItems'][0].fulfillment.quantityUnfulfilled = 1;
    const order = normalized({ order: source });
    expect(order.lineItems[0]).toMatchObject({ quantity: 1, unitPrice: 3999, discount: 150, tax: 299 });
    expect(order.shippingLines[0]).toMatchObject({ price: 300, discount: 150, tax: 24 });
    expect(order.discrepancies).toEqual([]);
  });

  it('that contradict each other are named', () => {
    const source = americanOrder();
    source['orderItems'][0].fulfillment.quantityUnfulfilled = 5;
    expect(codes(normalized({ order: source }))).toEqual(['quantities-disagree']);
  });

  it('are all there still when the order is cancelled, and nothing is missed of it', () => {
    const source = americanOrder();
    source['fulfillment'].fulfillmentStatus = 'CANCELLED';
    delete source['proceeds'];
    for (const item of source['orderItems']) {
      item.proceeds = {};
      delete item.product.price;
      item.fulfillment = { quantityFulfilled: 0, quantityUnfulfilled: 0 };
    }
    const order = normalized({ order: source });
    expect(order).toMatchObject({ cancelled: true, currency: 'USD', discrepancies: [], paymentMethod: { status: 'voided' } });
    expect(order.lineItems).toHaveLength(2);
  });
});

describe('prices', () => {
  it('of a line that no unit price divides come to what Amazon says, to the cent', () => {
    const source = germanOrder();
    source['orderItems'][0].quantityOrdered = 3;
    source['orderItems'][0].fulfillment.quantityUnfulfilled = 3;
    const [line] = normalized({ order: source }).lineItems;
    expect(line).toMatchObject({ quantity: 3, unitPrice: 667, discount: 1, total: 2000 });
  });

  it('that are missing are named, except where a replacement costs nothing', () => {
    const source = germanOrder();
    delete source['orderItems'][0].proceeds;
    expect(codes(normalized({ order: source }))).toContain('price-missing');
    source['associatedOrders'] = [{ orderId: '302-0000000-0000001', associationType: 'REPLACEMENT_ORIGINAL_ID' }];
    source['proceeds'].grandTotal.amount = '0.00';
    expect(normalized({ order: source })).toMatchObject({ totals: { total: 0 }, discrepancies: [] });
  });

  it('in two currencies are refused', () => {
    const source = americanOrder();
    source['orderItems'][0].proceeds.breakdowns[0].subtotal.currencyCode = 'CAD';
    expect(refusal({ order: source })).toEqual([['currency-differs', 'order.orderItems.0.proceeds.breakdowns.0.subtotal.currencyCode']]);
  });

  it('finer than a cent are refused, not rounded', () => {
    const source = americanOrder();
    source['orderItems'][0].proceeds.breakdowns[0].subtotal.amount = '79.985';
    expect(refusal({ order: source })).toEqual([['not-an-amount', 'order.orderItems.0.proceeds.breakdowns.0.subtotal.amount']]);
  });
});

describe('what is not taken', () => {
  const pending = (): MutableJson => {
    const source = americanOrder();
    source['fulfillment'].fulfillmentStatus = 'PENDING';
    return source;
  };
  const elsewhere = (): MutableJson => ({ ...americanOrder(), salesChannel: { channelName: 'NON_AMAZON' } });

  it.each<[string, unknown, string]>([
    ['an order that is not paid for yet', { order: pending() }, 'order-pending'],
    ['a sale on another channel', { order: elsewhere() }, 'not-sold-on-amazon'],
    ['a v0 order without its items', { payload: { AmazonOrderId: '1', OrderStatus: 'Shipped' } }, 'items-missing'],
    ['the items alone', { payload: { AmazonOrderId: '1', OrderItems: [] } }, 'not-an-order'],
    ['the address alone', { payload: { AmazonOrderId: '1', ShippingAddress: {} } }, 'not-an-order'],
    ['a notification', { notificationType: 'FEED_PROCESSING_FINISHED', payload: {} }, 'not-an-order'],
    ['a list of errors', { errors: [{ code: 'InvalidInput', message: 'no' }] }, 'not-an-order'],
    ['a feed', { feedId: '5' }, 'not-an-order'],
    ['text', 'an order', 'not-json'],
  ])('is refused by its name: %s', (_what, payload, code) => {
    expect(refusal(payload).map(([given]) => given)).toEqual([code]);
  });

  it('is refused together with the orders beside it', () => {
    const broken = germanOrder();
    delete broken['orderItems'][0].orderItemId;
    expect(refusal({ orders: [americanOrder(), broken] })).toEqual([['line-id-missing', 'orders.1.orderItems.0.orderItemId']]);
  });

  it('is a date without a zone', () => {
    expect(refusal({ order: { ...germanOrder(), createdTime: '2026-11-20T09:00:00' } })).toEqual([['date-missing', 'order.createdTime']]);
  });
});

describe('a buyer who asks to cancel', () => {
  it('stops the order until a person has looked', () => {
    const source = americanOrder();
    source['orderItems'][0].cancellation = { cancellationRequest: { requester: 'BUYER', cancelReason: 'Ordered by mistake' } };
    expect(codes(normalized({ order: source }))).toEqual(['buyer-asks-to-cancel']);
  });

  it('comes too late for what has left', () => {
    const source = germanOrder();
    source['fulfillment'].fulfillmentStatus = 'SHIPPED';
    source['orderItems'][0].fulfillment = { quantityFulfilled: 1, quantityUnfulfilled: 0 };
    source['orderItems'][0].cancellation = { cancellationRequest: { requester: 'BUYER' } };
    expect(normalized({ order: source }).discrepancies).toEqual([]);
  });
});

describe('an order of v0', () => {
  it('adds up with its gift wrap and its two discounts', () => {
    const order = normalized({ payload: orderV0() });
    expect(order.totals).toEqual({ subtotal: 3000, discount: 425, shipping: 500, tax: 270, fees: 300, total: 3645 });
    expect(order.shippingLines[0]).toEqual({ code: 'SECOND_DAY', title: 'SECOND_DAY', price: 500, discount: 125, tax: 30 });
    expect(order.discrepancies).toEqual([]);
  });

  it('has several in a list', () => {
    const result = normalizeAmazonOrder(
      { payload: { Orders: [orderV0(), { ...orderV0(), AmazonOrderId: '114-0000000-0000002' }] } },
      options,
    );
    expect(result.ok && result.value.map(({ channelOrderId }) => channelOrderId)).toEqual(['114-2093847-5566778', '114-0000000-0000002']);
  });

  it('that the carrier collects for is on terms', () => {
    expect(normalized({ payload: { ...orderV0(), PaymentMethod: 'COD' } }).paymentMethod).toMatchObject({
      kind: 'cash_on_delivery',
      status: 'pending',
    });
  });
});
