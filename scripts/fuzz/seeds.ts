// What the damage begins with: payloads written by hand after the vendors' documentation, with invented people.
import { americanOrder, germanOrder, orderV0 } from '../../test/channels/adapters/amazon/fixture.ts';
import { fixtureText as shopifyText } from '../../test/channels/adapters/shopify/fixture.ts';
import { line as walmartLine, mxOrder, mxPage, status, usOrder, usPage } from '../../test/channels/adapters/walmart/fixture.ts';
import { fixtureText as wooCommerceText } from '../../test/channels/adapters/woocommerce/fixture.ts';

const printed = (...documents: readonly unknown[]): readonly string[] => documents.map((document) => JSON.stringify(document));

const shopifyOrders = ['order-created', 'order-edited', 'order-guest'].map(shopifyText);

const shop = { shop_id: 954_889, shop_domain: 'northgate.myshopify.com' };
const customer = { id: 191_167, email: 'robin@vale.example', phone: '+1 518 555 0147' };

const shopifyEvent = (topic: string, payload: string): string =>
  JSON.stringify({
    version: '0',
    id: '0d079340-135a-c8c6-95c2-41fb8f496c53',
    'detail-type': 'shopifyWebhook',
    source: 'aws.partner/shopify.com/1234567/main',
    time: '2026-11-20T14:23:35Z',
    detail: {
      metadata: {
        'X-Shopify-Topic': topic,
        'X-Shopify-Shop-Domain': shop.shop_domain,
        'X-Shopify-Event-Id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
        'X-Shopify-Triggered-At': '2026-11-20T14:23:33.257929387Z',
      },
      payload: '@payload@',
    },
  }).replace('"@payload@"', () => payload);

const report = (...rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.join('\t')).join('\r\n');
const columns =
  'amazon-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel product-name sku asin item-status quantity currency item-price item-tax shipping-price shipping-tax item-promotion-discount ship-city ship-state ship-postal-code ship-country';
const at = ['2026-11-20T09:00:00+00:00', '2026-11-20T10:00:00+00:00'];
const to = ['Troy', 'NY', '12180', 'US'];
const amazonReport = report(
  columns.split(' '),
  [
    '114-1',
    ...at,
    'Shipped',
    'Merchant',
    'Amazon.com',
    'Mug',
    'MUG',
    'B01',
    'Shipped',
    '2',
    'USD',
    '20.00',
    '1.60',
    '4.00',
    '0.32',
    '2.00',
    ...to,
  ],
  ['114-1', ...at, 'Shipped', 'Amazon', 'Amazon.com', 'Cup', 'CUP', 'B02', 'Shipped', '1', 'USD', '9.99', '', '', '', '', ...to],
  ['114-2', ...at, 'Cancelled', 'Merchant', 'Amazon.de', 'Becher', 'MUG', 'B01', 'Cancelled', '0', 'EUR', '', '', '', '', '', ...to],
);

const amazonNotification = {
  NotificationVersion: '1.0',
  NotificationType: 'ORDER_CHANGE',
  Payload: {
    OrderChangeNotification: {
      SellerId: 'A2TWINSELLER',
      AmazonOrderId: '114-2093847-5566778',
      OrderChangeType: 'OrderStatusChange',
      OrderChangeTrigger: { TimeOfOrderChange: '2026-11-20T14:53:34.000Z' },
      Summary: { MarketplaceId: 'ATVPDKIKX0DER', OrderStatus: 'Unshipped' },
    },
  },
  NotificationMetadata: { NotificationId: 'd0e9e693' },
};

const processingReport = `<?xml version="1.0" encoding="UTF-8"?><AmazonEnvelope><Message><MessageID>1</MessageID><ProcessingReport><ProcessingSummary><MessagesProcessed>2</MessagesProcessed><MessagesSuccessful>1</MessagesSuccessful><MessagesWithError>1</MessagesWithError></ProcessingSummary><Result><ResultCode>Error</ResultCode><ResultMessageCode>18028</ResultMessageCode></Result></ProcessingReport></Message></AmazonEnvelope>`;

const storefrontOrder = {
  channel: 'web',
  channel_order_id: 'W-1001',
  placed_at: '2026-11-20T14:23:33Z',
  currency: 'EUR',
  customer: { email: 'kim@oder.example', name: 'Kim Oder' },
  line_items: [
    { sku: 'MUG-1', quantity: 2, unit_price: 1_250, discount: 100, tax: 456 },
    { line_id: 'b', sku: 'CUP-1', title: 'Cup', quantity: 1, unit_price: 999, requires_shipping: false },
  ],
  shipping_lines: [{ price: 490, tax: 93 }],
  totals: { subtotal: 3_499, discount: 100, shipping: 490, tax: 549, total: 4_438 },
  shipping_address: { name: 'Kim Oder', line1: 'Elmhof 4', city: 'Potsdam', postal_code: '14467', country: 'DE' },
  payment_method: { kind: 'card', status: 'paid', provider: 'visa', reference: 'tok_1' },
  channel_metadata: { campaign: 'autumn', nested: { a: [1, 2] } },
};

/** Texts by what reads them. Every one is read without a complaint as it stands. */
export const seeds = {
  shopify: [...shopifyOrders, `{"orders":[${shopifyOrders.slice(0, 2).join(',')}]}`, `{"order":${shopifyOrders[0] ?? ''}}`],
  shopifyPrivacy: printed(
    { ...shop, customer, orders_requested: [299_938, '5820982911946154508'], data_request: { id: 9_999 } },
    { ...shop, customer, orders_to_redact: [299_938] },
    shop,
  ),
  shopifyEvents: [
    shopifyEvent('orders/updated', shopifyOrders[0] ?? ''),
    shopifyEvent('customers/redact', JSON.stringify({ ...shop, customer, orders_to_redact: [1] })),
  ],
  woocommerce: ['order-exclusive', 'order-inclusive'].map(wooCommerceText),
  amazon: [...printed({ orders: [americanOrder(), germanOrder()] }, { order: americanOrder() }, { payload: orderV0() }), amazonReport],
  amazonNotifications: printed(amazonNotification, {
    'detail-type': 'ORDER_CHANGE',
    source: 'aws.partner/sellingpartnerapi.amazon.com/111122223333/app',
    detail: amazonNotification,
  }),
  amazonProcessingReports: [processingReport, processingReport.replace('WithError>1', 'WithError>0')],
  walmart: printed(
    usPage([
      usOrder(),
      usOrder([
        walmartLine('1', 3, { orderLineStatuses: { orderLineStatus: [status('Created', 1), status('Shipped', 2)] } }),
        walmartLine('2', 1),
      ]),
    ]),
    { order: usOrder() },
    mxPage([mxOrder()]),
  ),
  walmartNotifications: printed({
    source: { eventType: 'PO_CREATED', eventTime: '2026-11-20T14:23:33Z' },
    payload: { purchaseOrderId: '1090000000001' },
  }),
  woocommerceNotices: ['webhook_id=12', '{"id":727}'],
  storefront: printed(storefrontOrder),
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const everySeed: readonly Buffer[] = Object.values(seeds).flatMap((texts) => texts.map((text) => Buffer.from(text)));
