import { normalizeAmazonOrder } from '../../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import type { CanonicalOrder } from '../../../../lib/channels/domain/canonical-order.ts';

// The tests damage payloads at every depth, which no narrower type would let them.
// oxlint-disable-next-line typescript/no-explicit-any
export type MutableJson = { [key: string]: any };

const usd = (amount: string): MutableJson => ({ amount, currencyCode: 'USD' });
const eur = (amount: string): MutableJson => ({ amount, currencyCode: 'EUR' });

/** An order in the United States, as `getOrder` of 2026-01-01 answers it. Written by hand; the people are invented. */
export const americanOrder = (): MutableJson => ({
  orderId: '114-2093847-5566778',
  orderAliases: [{ aliasId: 'W-2041', aliasType: 'SELLER_ORDER_ID' }],
  createdTime: '2026-11-20T14:23:33Z',
  lastUpdatedTime: '2026-11-20T14:53:34Z',
  programs: ['PRIME'],
  salesChannel: { channelName: 'AMAZON', marketplaceId: 'ATVPDKIKX0DER', marketplaceName: 'Amazon.com' },
  buyer: { buyerName: 'Robin Vale', buyerEmail: 'k3j5h2g9f@marketplace.example', buyerPurchaseOrderNumber: 'PO-77' },
  recipient: {
    deliveryAddress: {
      name: 'Robin Vale',
      companyName: 'Vale Pottery',
      addressLine1: '12 Quarry Lane',
      addressLine2: 'Unit 3',
      city: 'Troy',
      stateOrRegion: 'New York',
      postalCode: '12180',
      countryCode: 'US',
      phone: '+1 518 555 0147',
      addressType: 'COMMERCIAL',
    },
  },
  proceeds: { grandTotal: usd('101.43') },
  fulfillment: {
    fulfillmentStatus: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    fulfillmentServiceLevel: 'EXPEDITED',
    shipByWindow: { earliestDateTime: '2026-11-21T08:00:00Z', latestDateTime: '2026-11-22T07:59:59Z' },
  },
  orderItems: [
    {
      orderItemId: '05015851154158',
      quantityOrdered: 2,
      product: { asin: 'B0TEST0001', title: 'Steel mug', sellerSku: 'MUG-STEEL', price: { unitPrice: usd('39.99') } },
      proceeds: {
        proceedsTotal: usd('86.44'),
        breakdowns: [
          { type: 'ITEM', subtotal: usd('79.98') },
          { type: 'SHIPPING', subtotal: usd('5.99') },
          {
            type: 'TAX',
            subtotal: usd('6.46'),
            detailedBreakdowns: [
              { subtype: 'ITEM', value: usd('5.98') },
              { subtype: 'SHIPPING', value: usd('0.48') },
            ],
          },
          {
            type: 'DISCOUNT',
            subtotal: usd('-5.99'),
            detailedBreakdowns: [
              { subtype: 'ITEM', value: usd('-3.00') },
              { subtype: 'SHIPPING', value: usd('-2.99') },
            ],
          },
        ],
      },
      fulfillment: {
        quantityFulfilled: 0,
        quantityUnfulfilled: 2,
        packing: { giftOption: { giftMessage: 'Happy birthday', giftWrapLevel: 'STANDARD' } },
      },
    },
    {
      orderItemId: '05015851154166',
      quantityOrdered: 1,
      product: { asin: 'B0TEST0002', title: 'Coaster', sellerSku: 'COASTER-4', price: { unitPrice: usd('9.99') } },
      proceeds: {
        breakdowns: [
          { type: 'ITEM', subtotal: usd('9.99') },
          { type: 'GIFT_WRAP', subtotal: usd('5.00') },
        ],
      },
      fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 },
    },
  ],
});

/** An order in Germany, whose prices contain the tax. */
export const germanOrder = (): MutableJson => ({
  orderId: '302-1122334-9988776',
  createdTime: '2026-11-20T09:00:00Z',
  lastUpdatedTime: '2026-11-20T09:31:00Z',
  salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
  recipient: {
    deliveryAddress: { name: 'Kim Oder', addressLine1: 'Elmhof 4', city: 'Potsdam', postalCode: '14467', countryCode: 'DE' },
  },
  proceeds: { grandTotal: eur('23.90') },
  fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT', fulfillmentServiceLevel: 'STANDARD' },
  orderItems: [
    {
      orderItemId: '21212121212121',
      quantityOrdered: 1,
      product: { title: 'Becher', sellerSku: 'MUG-STEEL' },
      proceeds: {
        breakdowns: [
          { type: 'ITEM', subtotal: eur('20.00') },
          { type: 'SHIPPING', subtotal: eur('3.90') },
          { type: 'TAX', subtotal: eur('3.82'), detailedBreakdowns: [{ subtype: 'SHIPPING', value: eur('0.62') }] },
        ],
      },
      fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 },
    },
  ],
});

/** An order as v0 gives it, with its items. */
export const orderV0 = (): MutableJson => ({
  AmazonOrderId: '114-2093847-5566778',
  PurchaseDate: '2026-11-20T14:23:33Z',
  LastUpdateDate: '2026-11-20T14:53:34Z',
  OrderStatus: 'Unshipped',
  FulfillmentChannel: 'MFN',
  SalesChannel: 'Amazon.com',
  OrderTotal: { CurrencyCode: 'USD', Amount: '36.45' },
  PaymentMethod: 'Other',
  PaymentMethodDetails: ['Standard'],
  MarketplaceId: 'ATVPDKIKX0DER',
  ShipmentServiceLevelCategory: 'SecondDay',
  IsPrime: true,
  BuyerInfo: { BuyerEmail: 'k3j5h2g9f@marketplace.example', BuyerName: 'Robin Vale' },
  ShippingAddress: {
    Name: 'Robin Vale',
    AddressLine1: '12 Quarry Lane',
    City: 'Troy',
    StateOrRegion: 'NY',
    PostalCode: '12180',
    CountryCode: 'US',
  },
  OrderItems: [
    {
      ASIN: 'B0TEST0001',
      OrderItemId: '05015851154158',
      SellerSKU: 'MUG-STEEL',
      Title: 'Steel mug',
      QuantityOrdered: 1,
      QuantityShipped: 0,
      ItemPrice: { CurrencyCode: 'USD', Amount: '30.00' },
      ItemTax: { CurrencyCode: 'USD', Amount: '2.40' },
      ShippingPrice: { CurrencyCode: 'USD', Amount: '5.00' },
      ShippingTax: { CurrencyCode: 'USD', Amount: '0.30' },
      ShippingDiscount: { CurrencyCode: 'USD', Amount: '1.25' },
      PromotionDiscount: { CurrencyCode: 'USD', Amount: '3.00' },
      BuyerInfo: { GiftWrapPrice: { CurrencyCode: 'USD', Amount: '3.00' } },
      IsGift: 'true',
    },
  ],
});

export const options = { account: 'main' };

/** The one order of a payload; fails the test when it is refused. */
export const normalized = (payload: unknown): CanonicalOrder => {
  const result = normalizeAmazonOrder(payload, options);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  const [order, ...others] = result.value;
  if (order === undefined || others.length > 0) throw new Error(`${result.value.length} orders`);
  return order;
};

export const codes = (order: CanonicalOrder): readonly string[] => order.discrepancies.map(({ code }) => code);

/** Codes and fields of a refusal; fails the test when the payload is accepted. */
export const refusal = (payload: unknown): readonly (readonly [code: string, field: string])[] => {
  const result = normalizeAmazonOrder(payload, options);
  if (result.ok) throw new Error('accepted');
  return result.error.map(({ code, field }) => [code, field] as const);
};
