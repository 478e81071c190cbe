import { normalizeWalmartOrder } from '../../../../lib/channels/adapters/walmart/walmart.normalize.ts';
import type { CanonicalOrder } from '../../../../lib/channels/domain/canonical-order.ts';

// The tests damage payloads at every depth, which no narrower type would let them.
// oxlint-disable-next-line typescript/no-explicit-any
export type MutableJson = { [key: string]: any };

export const options = { account: 'main' };

const each = (amount: number | string): MutableJson => ({ unitOfMeasurement: 'EACH', amount: String(amount) });
export const money = (amount: number | string, currency = 'USD'): MutableJson => ({ currency, amount });

export const charge = (type: string, name: string, amount: number | string, tax?: number | string, currency = 'USD'): MutableJson => ({
  chargeType: type,
  chargeName: name,
  chargeAmount: money(amount, currency),
  tax: tax === undefined ? null : { taxName: 'Tax1', taxAmount: money(tax, currency) },
});

export const status = (name: string, units: number): MutableJson => ({ status: name, statusQuantity: each(units) });

export const line = (number: string, quantity: number, changes: MutableJson = {}): MutableJson => ({
  lineNumber: number,
  item: { productName: `Enamel kettle ${number}`, sku: `KETTLE-${number}` },
  charges: { charge: [charge('PRODUCT', 'ItemPrice', 24.5 * quantity, 1.96 * quantity)] },
  orderLineQuantity: each(quantity),
  statusDate: 1_795_270_000_000,
  orderLineStatuses: { orderLineStatus: [status('Created', quantity)] },
  fulfillment: { fulfillmentOption: 'S2H', shipMethod: 'VALUE' },
  ...changes,
});

/** An order as the US API gives it, with an invented person. */
export const usOrder = (lines: readonly MutableJson[] = [line('1', 2)], changes: MutableJson = {}): MutableJson => ({
  purchaseOrderId: '1090000000001',
  customerOrderId: '2000112233445',
  customerEmailId: '8F0C11AA22BB33CC@relay.walmart.example',
  orderType: 'REGULAR',
  orderDate: 1_795_184_613_000,
  shippingInfo: {
    phone: '5185550147',
    estimatedDeliveryDate: 1_795_600_000_000,
    estimatedShipDate: 1_795_350_000_000,
    methodCode: 'Value',
    postalAddress: {
      name: 'Ines Calloway',
      address1: '4 Elm Court',
      address2: 'Rear door',
      city: 'Troy',
      state: 'New York',
      postalCode: '12180',
      country: 'USA',
      addressType: 'RESIDENTIAL',
    },
  },
  orderLines: { orderLine: lines },
  shipNode: { type: 'SellerFulfilled', name: 'Main', id: '10001' },
  ...changes,
});

export const usPage = (orders: readonly MutableJson[]): MutableJson => ({
  list: { meta: { totalCount: orders.length, limit: 100 }, elements: { order: orders } },
});

/** An order as the older API of Mexico gives it: bare lists, text amounts, unit prices with tax, dates with a zone. */
export const mxOrder = (changes: MutableJson = {}): MutableJson => ({
  purchaseOrderId: 'P900000001',
  customerOrderId: '20261120154',
  customerEmailId: 'cliente.ejemplo@example.mx',
  orderDate: '2026-11-20T08:43:33.000-06:00',
  shippingInfo: {
    phone: '2225550101',
    postalAddress: {
      name: 'Lucía Ejemplo',
      address1: 'Calle Jacaranda 12',
      address2: 'Interior 3',
      address3: 'Centro',
      city: 'Puebla',
      state: 'PUEBLA',
      postalCode: '72000',
      country: 'MX',
    },
  },
  billingInfo: {
    phone: '2225550101',
    postalAddress: {
      name: 'Lucía Ejemplo',
      address1: 'Av. Reforma 9',
      city: 'Puebla',
      state: 'PUEBLA',
      postalCode: '72001',
      country: 'MX',
    },
  },
  orderLines: [
    {
      primeLineNumber: '1',
      item: { productName: 'Olla de peltre', sku: 'OLLA-7', unitPrice: money('580.00', 'MXN') },
      charges: [
        {
          chargeType: 'SHIPPING',
          chargeName: 'SHIPPING_CH',
          chargeAmount: money('99', 'MXN'),
          tax: [{ taxName: 'SHIP_IVA_TAX', taxAmount: money('13.66', 'MXN') }],
        },
        { chargeType: 'DISCOUNT', chargeName: 'COUPON_DISC', chargeAmount: money('-58.00', 'MXN') },
        { chargeType: 'DISCOUNT', chargeName: 'SHIP_DISC', chargeAmount: money('-40', 'MXN') },
        {
          chargeType: 'PRODUCT',
          chargeName: 'ItemPrice',
          tax: [
            { taxName: 'IVA_TAX', taxAmount: money('152.00', 'MXN') },
            { taxName: 'IEPS_TAX', taxAmount: money('0', 'MXN') },
          ],
        },
      ],
      orderLineQuantity: each(2),
      orderLineStatus: [{ ...status('Created', 2), statusDate: '2026-11-20T09:00:00.000-06:00' }],
      seller: { id: '10900000001', name: 'Tienda Ejemplo', shipNodeType: 'PangaeaMarketplace' },
    },
  ],
  orderTotal: money('1161.00', 'MXN'),
  rfc: 'XAXX010101000',
  paymentMethod: 'CREDIT',
  ...changes,
});

export const mxPage = (orders: readonly MutableJson[]): MutableJson => ({ meta: { totalCount: orders.length, limit: 10 }, order: orders });

/** The one order of a payload; fails the test when it is refused. */
export const normalized = (payload: unknown): CanonicalOrder => {
  const result = normalizeWalmartOrder(payload, options);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  const [order, ...others] = result.value;
  if (order === undefined || others.length > 0) throw new Error(`${result.value.length} orders`);
  return order;
};

export const codes = (order: CanonicalOrder): readonly string[] => order.discrepancies.map(({ code }) => code);

/** Codes and fields of a refusal; fails the test when the payload is accepted. */
export const refusal = (payload: unknown): readonly (readonly [code: string, field: string])[] => {
  const result = normalizeWalmartOrder(payload, options);
  if (result.ok) throw new Error('accepted');
  return result.error.map(({ code, field }) => [code, field] as const);
};
