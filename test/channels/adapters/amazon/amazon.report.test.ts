import { describe, expect, it } from 'vitest';
import { normalizeAmazonOrder } from '../../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import { normalized, options, refusal } from './fixture.ts';

const table = (columns: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  [columns, ...rows].map((cells) => cells.join('\t')).join('\r\n') + '\r\n';

const allOrders =
  'amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel order-channel ship-service-level product-name sku asin item-status quantity currency item-price item-tax shipping-price shipping-tax gift-wrap-price gift-wrap-tax item-promotion-discount ship-promotion-discount ship-city ship-state ship-postal-code ship-country promotion-ids'.split(
    ' ',
  );

const row = (id: string, sku: string, more: Readonly<Record<string, string>> = {}): readonly string[] => {
  const cells: Readonly<Record<string, string>> = {
    'amazon-order-id': id,
    'purchase-date': '2026-11-20T09:00:00+00:00',
    'last-updated-date': '2026-11-20T10:00:00+00:00',
    'order-status': 'Shipped',
    'fulfillment-channel': 'Merchant',
    'sales-channel': 'Amazon.com',
    'ship-service-level': 'Expedited',
    'product-name': `Article ${sku}`,
    sku,
    'item-status': 'Shipped',
    quantity: '2',
    currency: 'USD',
    'item-price': '20.00',
    'item-tax': '1.60',
    'shipping-price': '4.00',
    'shipping-tax': '0.32',
    'item-promotion-discount': '2.00',
    'ship-city': 'Troy',
    'ship-state': 'NY',
    'ship-postal-code': '12180',
    'ship-country': 'US',
    ...more,
  };
  return allOrders.map((column) => cells[column] ?? '');
};

describe('the report of all orders', () => {
  it('gives one order for the lines of each, and adds up', () => {
    const result = normalizeAmazonOrder(
      table(allOrders, row('114-1', 'A'), row('114-2', 'A'), row('114-1', 'B', { 'shipping-price': '' })),
      options,
    );
    const orders = result.ok ? result.value : [];
    expect(orders.map(({ channelOrderId, lineItems }) => [channelOrderId, lineItems.length])).toEqual([
      ['114-1', 2],
      ['114-2', 1],
    ]);
    expect(orders[0]?.totals).toEqual({ subtotal: 4000, discount: 400, shipping: 400, tax: 384, fees: 0, total: 4384 });
    expect(orders[0]).toMatchObject({ channelRevision: '2026-11-20T10:00:00.000Z', taxesIncluded: false, discrepancies: [] });
  });

  it('marks what Amazon ships and leaves out a cancelled line', () => {
    const text = table(
      allOrders,
      row('114-1', 'A', { 'fulfillment-channel': 'Amazon' }),
      row('114-1', 'B', { 'item-status': 'Cancelled' }),
    );
    expect(normalized(text).lineItems).toMatchObject([{ sku: 'A', fulfilledBy: 'channel' }]);
  });

  it('refuses an order that is not paid for and a line without an order, by the line of the text', () => {
    expect(refusal(table(allOrders, row('114-1', 'A', { 'order-status': 'Pending' })))).toEqual([['order-pending', 'line 2']]);
    expect(refusal(table(allOrders, row('114-1', 'A'), row('', 'B')))).toEqual([['id-missing', 'line 3']]);
    expect(refusal(table(allOrders, row('114-1', 'A', { 'item-price': '20.00 USD' })))).toEqual([['not-an-amount', 'line 2.item-price']]);
  });
});

describe('the report of orders to ship', () => {
  const columns =
    'order-id order-item-id purchase-date payments-date buyer-email buyer-name sku product-name quantity-purchased currency item-price item-tax shipping-price shipping-tax ship-service-level recipient-name ship-address-1 ship-address-2 ship-city ship-state ship-postal-code ship-country ship-phone-number'.split(
      ' ',
    );

  it('gives item ids and the address, and no revision', () => {
    const cells =
      '114-1|05015851154158|2026-11-20T09:00:00+00:00|2026-11-20T09:30:00+00:00|x@marketplace.example|Robin Vale|MUG-STEEL|Steel mug|1|USD|10.00|0.80|0.00|0.00|Standard|Robin Vale|12 Quarry Lane||Troy|NY|12180|US|555 0147';
    const order = normalized(table(columns, cells.split('|')));
    expect(order).toMatchObject({ channelRevision: null, totals: { total: 1080 }, discrepancies: [] });
    expect(order.lineItems).toMatchObject([{ lineId: '05015851154158', fulfilledBy: 'merchant' }]);
    expect(order.shippingAddress).toMatchObject({ line1: '12 Quarry Lane', line2: null, region: 'NY', phone: '555 0147' });
  });
});
