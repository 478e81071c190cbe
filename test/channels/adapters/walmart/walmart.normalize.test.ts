import { describe, expect, it } from 'vitest';
import { CanonicalOrder, canonicalOrderFromWire, canonicalOrderToWire } from '../../../../lib/contracts/canonical-order.ts';
import { normalizeWalmartOrder } from '../../../../lib/channels/adapters/walmart/walmart.normalize.ts';
import {
  charge,
  codes,
  line,
  money,
  type MutableJson,
  mxOrder,
  mxPage,
  normalized,
  options,
  refusal,
  status,
  usOrder,
  usPage,
} from './fixture.ts';

const statuses = (...parts: readonly MutableJson[]): MutableJson => ({ orderLineStatuses: { orderLineStatus: parts } });
const charges = (...list: readonly MutableJson[]): MutableJson => ({ charges: { charge: list } });

describe('a new order of the US API', () => {
  const order = normalized(usPage([usOrder()]));

  it('adds up: goods, and tax on top of them', () => {
    expect(order.totals).toEqual({ subtotal: 4900, discount: 0, shipping: 0, tax: 392, fees: 0, total: 5292 });
    expect(order).toMatchObject({ currency: 'USD', taxesIncluded: false, cancelled: false, test: false, presentment: null });
    expect(order.discrepancies).toEqual([]);
  });

  it('reads the price of a unit from the charge of the line', () => {
    expect(order.lineItems).toEqual([
      {
        lineId: '1',
        sku: 'KETTLE-1',
        title: 'Enamel kettle 1',
        quantity: 2,
        unitPrice: 2450,
        discount: 0,
        tax: 392,
        total: 5292,
        requiresShipping: true,
        fulfilledBy: 'merchant',
      },
    ]);
  });

  it('reads moments in milliseconds, states by their code, and countries of three letters', () => {
    expect(order.placedAt).toBe('2026-11-20T14:23:33.000Z');
    expect(order.shippingAddress).toEqual({
      name: 'Ines Calloway',
      line1: '4 Elm Court',
      line2: 'Rear door',
      city: 'Troy',
      region: 'NY',
      postalCode: '12180',
      country: 'US',
      phone: '5185550147',
    });
  });

  it('names the order as the customer does, and keeps the service the customer chose', () => {
    expect(order).toMatchObject({ channel: 'walmart', channelOrderId: '1090000000001', channelOrderName: '2000112233445' });
    expect(order.shippingLines).toEqual([{ code: 'Value', title: null, price: 0, discount: 0, tax: 0 }]);
    expect(order.paymentMethod).toEqual({ kind: 'unknown', provider: 'walmart', status: 'authorized', reference: null });
  });

  it('reads the same from a page, a single answer, a bare order, a list, and from text or bytes', () => {
    const single = usOrder();
    for (const form of [{ order: single }, single, [single], { order: [single] }]) {
      expect(normalized(form)).toEqual(order);
      expect(normalized(JSON.stringify(form))).toEqual(order);
      expect(normalized(new TextEncoder().encode(`\uFEFF${JSON.stringify(form)}`))).toEqual(order);
    }
  });

  it('survives the way to JSON and back', () => {
    const wire = CanonicalOrder.parse(JSON.parse(JSON.stringify(canonicalOrderToWire(order))));
    expect(canonicalOrderFromWire(wire)).toEqual(order);
  });
});

describe('charges of a line', () => {
  it('are goods, discounts, shipping and fees by their type, each with its tax', () => {
    const order = normalized(
      usOrder([
        line(
          '1',
          1,
          charges(
            charge('PRODUCT', 'ItemPrice', 100, 8),
            charge('PRODUCT', 'SubscriptionDiscount', -10, -0.8),
            charge('SHIPPING', 'Shipping', 7.5, 0.6),
            charge('FEE', 'RecyclingFee', 2.25, 0.18),
          ),
        ),
      ]),
    );
    expect(order.lineItems[0]).toMatchObject({ unitPrice: 10000, discount: 1000, tax: 738, total: 9738 });
    expect(order.shippingLines).toEqual([{ code: 'Value', title: null, price: 750, discount: 0, tax: 60 }]);
    expect(order.totals).toEqual({ subtotal: 10000, discount: 1000, shipping: 750, tax: 798, fees: 225, total: 10773 });
    expect(order.discrepancies).toEqual([]);
  });

  it('are read exactly where binary fractions would not be', () => {
    const order = normalized(`{"order":${JSON.stringify(usOrder([line('1', 3, charges(charge('PRODUCT', 'ItemPrice', 0.3, 0.1)))]))}}`);
    expect(order.lineItems[0]).toMatchObject({ unitPrice: 10, tax: 10, total: 40 });
  });

  it('are refused where they have more decimals than the currency', () => {
    expect(refusal(usOrder([line('1', 1, charges(charge('PRODUCT', 'ItemPrice', 1.005)))]))).toEqual([
      ['not-an-amount', 'orderLines.orderLine.0.charges.charge.0.chargeAmount.amount'],
    ]);
  });

  it('are refused in two currencies', () => {
    const other = line('2', 1, charges(charge('PRODUCT', 'ItemPrice', 5, 0, 'CAD')));
    expect(refusal(usOrder([line('1', 1), other]))).toEqual([
      ['currencies-differ', 'orderLines.orderLine.1.charges.charge.0.chargeAmount.currency'],
    ]);
  });

  it('are for the whole line, and a person looks where that does not divide', () => {
    const order = normalized(usOrder([line('1', 3, charges(charge('PRODUCT', 'ItemPrice', 10)))]));
    expect(order.lineItems[0]).toMatchObject({ unitPrice: 334, discount: 2, total: 1000 });
    expect(codes(order)).toEqual(['unit-price-not-exact']);
  });

  it('are for one unit where only so the total that Walmart states is met', () => {
    const perUnit = [line('1', 3, charges(charge('PRODUCT', 'ItemPrice', 10, 0.8)))];
    const stated = { orderSummary: { totalAmount: { currencyAmount: 32.4, currencyUnit: 'USD' } } };
    const order = normalized(usOrder(perUnit, stated));
    expect(order.lineItems[0]).toMatchObject({ unitPrice: 1000, tax: 240, total: 3240 });
    expect(order.totals.total).toBe(3240);
    expect(order.channelMetadata).toMatchObject({ chargesArePerUnit: true });
    expect(order.discrepancies).toEqual([]);
  });

  it('name the contradiction with a stated total that neither reading meets', () => {
    const stated = { orderSummary: { totalAmount: { currencyAmount: 99, currencyUnit: 'USD' } } };
    expect(codes(normalized(usOrder([line('1', 2)], stated)))).toEqual(['totals-do-not-add-up']);
  });
});

describe('units of a line', () => {
  it('are those still wanted: cancelled and refunded ones are off, with their share of the money', () => {
    const parts = statuses(status('Acknowledged', 1), status('Shipped', 1), status('Cancelled', 1), status('Refund', 1));
    const withShipping = charges(charge('PRODUCT', 'ItemPrice', 40, 3.2), charge('SHIPPING', 'Shipping', 8));
    const order = normalized(usOrder([line('1', 4, { ...parts, ...withShipping })]));
    expect(order.lineItems[0]).toMatchObject({ quantity: 2, unitPrice: 1000, tax: 160, total: 2160 });
    expect(order.totals).toEqual({ subtotal: 2000, discount: 0, shipping: 400, tax: 160, fees: 0, total: 2560 });
    expect(order.discrepancies).toEqual([]);
  });

  it('may all be cancelled, and then the order is', () => {
    const order = normalized(usOrder([line('1', 2, statuses(status('Cancelled', 2))), line('2', 1, statuses(status('Canceled', 1)))]));
    expect(order).toMatchObject({ cancelled: true, lineItems: [], shippingLines: [] });
    expect(order.totals.total).toBe(0);
    expect(order.paymentMethod.status).toBe('voided');
    expect(order.discrepancies).toEqual([]);
  });

  it('leave the order standing when only some lines are cancelled', () => {
    const order = normalized(usOrder([line('1', 2, statuses(status('Cancelled', 2))), line('2', 1)]));
    expect(order.cancelled).toBe(false);
    expect(order.lineItems.map(({ lineId }) => lineId)).toEqual(['2']);
  });

  it('that came back are refunded, which is not cancelled', () => {
    const order = normalized(usOrder([line('1', 1, statuses(status('Shipped', 1), status('Refund', 1)))]));
    expect(order).toMatchObject({ cancelled: false, lineItems: [] });
    expect(order.paymentMethod.status).toBe('refunded');
    expect(order.discrepancies).toEqual([]);
  });

  it('that do not sum to what was ordered are a contradiction', () => {
    expect(codes(normalized(usOrder([line('1', 3, statuses(status('Created', 1), status('Cancelled', 1)))])))).toEqual([
      'quantities-disagree',
    ]);
  });

  it('in a status nobody knows make a person look', () => {
    expect(codes(normalized(usOrder([line('1', 1, statuses(status('Teleported', 1)))])))).toEqual(['status-unknown']);
  });

  it('that the customer wants to cancel make a person look, until they have shipped', () => {
    expect(codes(normalized(usOrder([line('1', 1, { intentToCancel: 'CUSTOMER' })])))).toEqual(['cancellation-requested']);
    expect(codes(normalized(usOrder([line('1', 1, { intentToCancel: 'CUSTOMER', ...statuses(status('Shipped', 1)) })])))).toEqual([]);
  });
});

describe('payment', () => {
  it('is captured when every unit has shipped, and waits while Walmart checks it', () => {
    expect(normalized(usOrder([line('1', 1, statuses(status('Delivered', 1)))])).paymentMethod.status).toBe('paid');
    expect(normalized(usOrder([line('1', 1, statuses(status('OnHold', 1)))])).paymentMethod.status).toBe('pending');
    expect(normalized(usOrder([line('1', 2, statuses(status('Acknowledged', 1), status('Shipped', 1)))])).paymentMethod.status).toBe(
      'authorized',
    );
  });

  it('names what is not a gift card first', () => {
    expect(normalized(usOrder(undefined, { paymentTypes: ['GIFTCARD', 'CREDITCARD'] })).paymentMethod.kind).toBe('card');
  });
});

describe('lines that Walmart ships', () => {
  it.each(['WFSFulfilled', '3PLFulfilled', 'wfsfulfilled'])('are recorded and not ours: %s', (type) => {
    const order = normalized(usOrder([line('1', 1, { item: { productName: 'Kettle' } })], { shipNode: { type } }));
    expect(order.lineItems[0]).toMatchObject({ fulfilledBy: 'channel', sku: null });
    expect(order.discrepancies).toEqual([]);
  });

  it('may stand beside ours', () => {
    const order = normalized(
      usOrder([
        line('1', 1, { shipNode: { type: 'WFSFulfilled' } }),
        line('2', 1, { seller: { shipNodeType: 'WFSFulfilled' } }),
        line('3', 1),
      ]),
    );
    expect(order.lineItems.map(({ fulfilledBy }) => fulfilledBy)).toEqual(['channel', 'channel', 'merchant']);
  });
});

describe('an order of the older API of Mexico', () => {
  const order = normalized(mxPage([mxOrder()]));

  it('has tax in its prices, which is not added again', () => {
    expect(order).toMatchObject({ currency: 'MXN', taxesIncluded: true });
    expect(order.lineItems[0]).toMatchObject({ lineId: '1', quantity: 2, unitPrice: 58000, discount: 5800, tax: 15200, total: 110200 });
    expect(order.totals).toEqual({ subtotal: 116000, discount: 9800, shipping: 9900, tax: 16566, fees: 0, total: 116100 });
    expect(order.discrepancies).toEqual([]);
  });

  it('has dates with a zone, an address of many lines, and a bill', () => {
    expect(order.placedAt).toBe('2026-11-20T14:43:33.000Z');
    expect(order.shippingAddress).toMatchObject({ line2: 'Interior 3, Centro', region: 'PUEBLA', country: 'MX' });
    expect(order.billingAddress).toMatchObject({ line1: 'Av. Reforma 9', postalCode: '72001' });
    expect(order.paymentMethod.kind).toBe('card');
  });

  it('keeps no tax number of the customer', () => {
    expect(JSON.stringify(canonicalOrderToWire(order))).not.toContain('XAXX010101000');
  });

  it('may state the price of the goods as its total', () => {
    expect(normalized(mxOrder({ orderTotal: money('1160.00', 'MXN') })).discrepancies).toEqual([]);
  });

  it('is held when its total is neither', () => {
    const wrong = normalized(mxOrder({ orderTotal: money('1200.00', 'MXN') }));
    expect(codes(wrong)).toEqual(['totals-do-not-add-up']);
    expect(wrong.totals.total).toBe(120000);
  });
});

describe('an order of the global API', () => {
  it('is read whatever it wraps: unit prices of Mexico in the lists of the US', () => {
    const global = mxOrder();
    global['orderLines'] = {
      orderLine: global['orderLines'].map(({ charges: list, ...rest }: MutableJson) => ({ ...rest, charges: { charge: list } })),
    };
    expect(normalized(usPage([global])).totals).toEqual(normalized(mxOrder()).totals);
  });

  it('of Canada has tax on top and dates as text', () => {
    const canada = usOrder(
      [
        line('1', 1, {
          charges: { charge: [charge('PRODUCT', 'ItemPrice', '20.00', '2.60', 'CAD')] },
          statusDate: '2026-11-21T10:00:00.000Z',
        }),
      ],
      {
        orderDate: '2026-11-20T14:23:33.000Z',
      },
    );
    expect(normalized(canada)).toMatchObject({ currency: 'CAD', placedAt: '2026-11-20T14:23:33.000Z', totals: { total: 2260 } });
  });

  it('of Chile counts whole pesos', () => {
    const chile = line('1', 2, { item: { productName: 'Tetera', sku: 'T-1', unitPrice: money(9990, 'CLP') }, charges: { charge: [] } });
    expect(normalized(usOrder([chile]))).toMatchObject({ currency: 'CLP', taxesIncluded: true, totals: { total: 19980 } });
  });
});

describe('revisions', () => {
  const revisionOf = (lines: readonly MutableJson[]): bigint => BigInt(normalized(usOrder(lines)).channelRevision ?? '0');

  it('grow with the date of any line', () => {
    const later = line('2', 1, { statusDate: 1_795_270_000_001 });
    expect(revisionOf([line('1', 1), later])).toBeGreaterThan(revisionOf([line('1', 1), line('2', 1)]));
  });

  it('grow within one moment with every step of the units, and with the wish to cancel', () => {
    const steps = [
      line('1', 2),
      line('1', 2, { intentToCancel: 'CUSTOMER' }),
      line('1', 2, { intentToCancel: 'CUSTOMER', ...statuses(status('Acknowledged', 2)) }),
      line('1', 2, { intentToCancel: 'CUSTOMER', ...statuses(status('Acknowledged', 1), status('Shipped', 1)) }),
      line('1', 2, { intentToCancel: 'CUSTOMER', ...statuses(status('Cancelled', 1), status('Shipped', 1)) }),
    ].map((step) => revisionOf([step]));
    expect(steps).toEqual(steps.toSorted((left, right) => (left < right ? -1 : 1)));
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('are unknown where no line has a date', () => {
    expect(normalized(usOrder([line('1', 1, { statusDate: 'yesterday' })])).channelRevision).toBeNull();
  });
});

describe('what is no order, or not enough of one', () => {
  it.each<[string, unknown, string]>([
    ['a notification', { source: { eventType: 'ORDER_UPDATES' }, payload: { subEventType: 'PO_CREATED', order: {} } }, 'notification'],
    ['a shipping request', { orderShipment: { orderLines: {} } }, 'shipping request'],
    ['inventory', { sku: 'A', nodes: [] }, 'inventory by ship node'],
    ['a return', { returnOrderId: '1' }, 'return'],
    ['errors', { errors: [{ code: 'X' }] }, 'list of errors'],
    ['an order placed elsewhere that Walmart fulfils', { header: {}, payload: { sellerOrderId: '1' } }, 'another sales channel'],
  ])('is refused by name: %s', (_name, payload, word) => {
    const result = normalizeWalmartOrder(payload, options);
    expect(result.ok ? [] : result.error).toEqual([{ field: '', code: 'not-an-order', message: expect.stringContaining(word) }]);
  });

  it('is refused by the place of what is missing', () => {
    expect(refusal(usPage([usOrder(), usOrder([line('1', 1, { lineNumber: undefined })])]))).toEqual([
      ['line-id-missing', 'list.elements.order.1.orderLines.orderLine.0.lineNumber'],
    ]);
    expect(refusal(usOrder([line('1', 1), line('1', 1)]))).toEqual([['line-id-repeated', 'orderLines.orderLine.1.lineNumber']]);
    expect(refusal(usOrder(undefined, { orderDate: '2026-11-20T14:23:33' }))).toEqual([['not-an-instant', 'orderDate']]);
    expect(refusal(usOrder([]))).toEqual([['currency-missing', 'orderLines']]);
    expect(refusal(usOrder([line('1', 1, { orderLineQuantity: { amount: '1.5' } })]))).toEqual([
      ['not-a-quantity', 'orderLines.orderLine.0.orderLineQuantity.amount'],
    ]);
  });

  it('is told about XML', () => {
    expect(refusal('<?xml version="1.0"?><order/>')).toEqual([['xml-not-supported', '']]);
    expect(refusal('{')).toEqual([['not-json', '']]);
  });

  it('may be an empty page', () => {
    expect(normalizeWalmartOrder(usPage([]), options)).toEqual({ ok: true, value: [] });
  });
});

describe('the address that Walmart sends while it has none of the customer', () => {
  const waiting = normalized(usOrder(undefined, { customerEmailId: 'nocxemail@walmartone.com' }));

  it('is nobody’s, or all customers would be one person', () => {
    expect(waiting.customer).toMatchObject({ email: null, name: 'Ines Calloway' });
  });

  it('makes a newer revision when the right one comes', () => {
    expect(BigInt(normalized(usOrder()).channelRevision ?? '0')).toBeGreaterThan(BigInt(waiting.channelRevision ?? '0'));
  });
});

describe('ids', () => {
  it('stay exact beyond 2^53 when parsed here, and are refused when their digits are lost', () => {
    const text = JSON.stringify(usOrder()).replace('"1090000000001"', '92233720368547758071');
    expect(normalized(text).channelOrderId).toBe('92233720368547758071');
    expect(refusal(JSON.parse(text))).toEqual([['id-missing', 'purchaseOrderId']]);
  });
});
