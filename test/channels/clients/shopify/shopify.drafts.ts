import fc from 'fast-check';
import type { OrderChange } from '../../../../bin/demo/twins/shopify/shopify-twin.changes.ts';
import type { DraftLine, OrderDraft } from '../../../../bin/demo/twins/shopify/shopify-twin.placing.ts';
import type { TwinAddress } from '../../../../bin/demo/twins/shopify/shopify-twin.model.ts';

// Orders as shops have them: several currencies, discounts, taxes, gift cards, tips, services, guests.

const text = fc.constantFrom('Kettle', 'Tea cosy, blue', 'Überwurf "Nord"', '急須', 'Mug\t#4', ' padded ');
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
const attributes = fc.array(
  fc.record({ name: fc.constantFrom('Engraving', '_hidden', 'Wrap'), value: fc.constantFrom('A.W.', 'yes', '') }),
  { maxLength: 2 },
);

const amounts = (limit: number): fc.Arbitrary<number[]> => fc.array(fc.integer({ min: 0, max: Math.floor(limit / 2) }), { maxLength: 2 });

const goods: fc.Arbitrary<DraftLine> = fc
  .record({ price: fc.integer({ min: 0, max: 99_999 }), quantity: fc.integer({ min: 1, max: 5 }) })
  .chain(({ price, quantity }) =>
    fc.record({
      price: fc.constant(price),
      quantity: fc.constant(quantity),
      sku: optional(fc.constantFrom('SKU-1', 'SKU-2', 'has#hash', 'ÄÖ 3')),
      title: text,
      discounts: amounts(price * quantity),
      taxes: amounts(price * quantity),
      variantTitle: optional(fc.constantFrom('Green / S', 'Large')),
      vendor: optional(fc.constantFrom('Adastra', 'Nord & Co')),
      requiresShipping: fc.boolean(),
      service: fc.constantFrom('manual', 'acme-warehouse'),
      properties: attributes,
      location: fc.integer({ min: 0, max: 1 }),
    }),
  );

const giftCard: fc.Arbitrary<DraftLine> = fc.record({
  price: fc.integer({ min: 500, max: 10_000 }),
  quantity: fc.constant(1),
  sku: fc.constant(null),
  giftCard: fc.constant(true),
  requiresShipping: fc.boolean(),
});

const tip: fc.Arbitrary<DraftLine> = fc.record({
  price: fc.integer({ min: 1, max: 2_000 }),
  quantity: fc.constant(1),
  sku: fc.constant(null),
  title: fc.constant('Tip'),
  tip: fc.constant(true),
});

const shipping = fc.integer({ min: 0, max: 5_000 }).chain((price) =>
  fc.record({
    code: fc.constantFrom('GROUND', 'EXPRESS'),
    title: text,
    price: fc.constant(price),
    discounts: amounts(price),
    taxes: amounts(price),
  }),
);

export const address: fc.Arbitrary<TwinAddress> = fc.record({
  firstName: optional(fc.constantFrom('Ada', 'Jürgen')),
  lastName: optional(fc.constantFrom('Example', 'Østergård')),
  company: optional(fc.constantFrom('Example & Sons')),
  address1: optional(fc.constantFrom('1 Analytical Way', 'Straße 9')),
  address2: optional(fc.constantFrom('Apt 4', '')),
  city: optional(fc.constantFrom('Louisville', 'Köln')),
  province: optional(fc.constantFrom('Kentucky', 'Nordrhein-Westfalen')),
  provinceCode: optional(fc.constantFrom('KY', 'NW')),
  zip: optional(fc.constantFrom('40202', '50667')),
  country: optional(fc.constantFrom('United States', 'Germany')),
  countryCode: optional(fc.constantFrom('US', 'DE')),
  phone: optional(fc.constantFrom('+15025550100')),
});

const customer = fc.record({
  id: fc.constantFrom('115310627314723954', '6'),
  firstName: optional(fc.constantFrom('Ada')),
  lastName: optional(fc.constantFrom('Example')),
  email: optional(fc.constantFrom('ada@example.com', 'other@example.org')),
  phone: optional(fc.constantFrom('+15025550100')),
});

const currencies = fc.constantFrom(
  { currency: 'USD', presentmentCurrency: 'USD', rate: 10_000 },
  { currency: 'USD', presentmentCurrency: 'EUR', rate: 9_137 },
  { currency: 'EUR', presentmentCurrency: 'JPY', rate: 16_312 },
  { currency: 'JPY', presentmentCurrency: 'USD', rate: 65 },
  { currency: 'KWD', presentmentCurrency: 'KWD', rate: 10_000 },
);

export const draft: fc.Arbitrary<OrderDraft> = fc
  .record({
    money: currencies,
    lines: fc.array(fc.oneof({ weight: 6, arbitrary: goods }, { weight: 1, arbitrary: giftCard }), { minLength: 1, maxLength: 9 }),
    tips: fc.array(tip, { maxLength: 1 }),
    shippingLines: fc.array(shipping, { maxLength: 4 }),
    taxesIncluded: fc.boolean(),
    dutiesIncluded: fc.boolean(),
    duties: optional(fc.integer({ min: 0, max: 900 })),
    additionalFees: optional(fc.integer({ min: 0, max: 300 })),
    test: fc.boolean(),
    sourceName: fc.constantFrom('web', 'pos', '580111'),
    note: optional(text),
    tags: fc.uniqueArray(fc.constantFrom('vip', 'b2b', 'Zebra', 'apfel'), { maxLength: 3 }),
    email: optional(fc.constantFrom('ada@example.com')),
    phone: optional(fc.constantFrom('+15025550199')),
    poNumber: optional(fc.constantFrom('PO-7')),
    customer: optional(customer),
    shippingAddress: optional(address),
    billingAddress: optional(address),
    gateways: fc.constantFrom(['shopify_payments'], ['gift_card', 'paypal'], ['Cash on Delivery (COD)'], []),
    discountCodes: fc.uniqueArray(fc.constantFrom('WELCOME10', 'FREESHIP'), { maxLength: 2 }),
    paymentTerms: fc.boolean(),
    attributes,
    financialStatus: fc.constantFrom('PAID', 'PENDING', 'AUTHORIZED'),
  })
  .map(({ money, lines, tips, ...rest }) => ({ ...rest, ...money, lines: [...lines, ...tips] }));

/** Changes by where they would strike; those that no longer fit the order are left out when they are made. */
export const change: fc.Arbitrary<OrderChange> = fc.oneof(
  fc.record({ kind: fc.constant('remove-units'), line: fc.nat({ max: 8 }), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('refund-units'), line: fc.nat({ max: 8 }), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('add-line'), line: goods }),
  fc.record({ kind: fc.constant('refund-shipping'), line: fc.nat({ max: 3 }), amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant('remove-shipping'), line: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('cancel'), reason: fc.constantFrom('CUSTOMER', 'INVENTORY', 'OTHER') }),
  fc.record({
    kind: fc.constant('edit-note'),
    note: optional(text),
    tags: fc.uniqueArray(fc.constantFrom('late', 'Äh'), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('edit-address'), address: optional(address) }),
  fc.record({ kind: fc.constant('pay'), status: fc.constantFrom('PAID', 'PARTIALLY_PAID', 'VOIDED', 'EXPIRED') }),
  fc.record({ kind: fc.constant('touch') }),
) as fc.Arbitrary<OrderChange>;
