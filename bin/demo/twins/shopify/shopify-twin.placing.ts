import { type Instant, plusMs, toEpochMs } from '../../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../../lib/kernel/money.ts';
import type { TwinAddress, TwinAttribute, TwinCustomer, TwinLine, TwinOrder, TwinShipping, TwinWork } from './shopify-twin.model.ts';
import { placedSums, presentmentOf } from './shopify-twin.model.ts';

export type DraftLine = {
  readonly sku: string | null;
  readonly title?: string;
  /** Minor units. */
  readonly price: number;
  readonly quantity: number;
  readonly discounts?: readonly number[];
  readonly taxes?: readonly number[];
  readonly variantTitle?: string | null;
  readonly vendor?: string | null;
  readonly requiresShipping?: boolean;
  readonly giftCard?: boolean;
  readonly service?: string;
  readonly properties?: readonly TwinAttribute[];
  readonly tip?: boolean;
  /** Place among the shop's locations that is to ship it. @default 0 */
  readonly location?: number;
};

type DraftShipping = {
  readonly code: string;
  readonly price: number;
  readonly title?: string;
  readonly discounts?: readonly number[];
  readonly taxes?: readonly number[];
};

/** What a customer orders; everything but the lines has a default. */
export type OrderDraft = {
  readonly lines: readonly DraftLine[];
  readonly shippingLines?: readonly DraftShipping[];
  readonly currency?: string;
  readonly presentmentCurrency?: string;
  /** Minor units of the presentment currency for 10,000 of the shop's. @default 10000 */
  readonly rate?: number;
  readonly taxesIncluded?: boolean;
  readonly dutiesIncluded?: boolean;
  readonly duties?: number | null;
  readonly additionalFees?: number | null;
  readonly test?: boolean;
  readonly sourceName?: string;
  readonly note?: string | null;
  readonly tags?: readonly string[];
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly poNumber?: string | null;
  readonly customer?: TwinCustomer | null;
  readonly shippingAddress?: TwinAddress | null;
  readonly billingAddress?: TwinAddress | null;
  readonly gateways?: readonly string[];
  readonly discountCodes?: readonly string[];
  readonly paymentTerms?: boolean;
  readonly attributes?: readonly TwinAttribute[];
  readonly financialStatus?: 'PAID' | 'PENDING' | 'AUTHORIZED';
};

/** Ids as large as Shopify could give: a double cannot hold them. */
export type NextId = () => string;

export const createIds = (): NextId => {
  let last = 9_007_199_254_740_993n;
  return () => {
    last += 2n;
    return String(last);
  };
};

const someAddress: TwinAddress = {
  firstName: 'Ada',
  lastName: 'Example',
  company: null,
  address1: '1 Analytical Way',
  address2: null,
  city: 'Louisville',
  province: 'Kentucky',
  provinceCode: 'KY',
  zip: '40202',
  country: 'United States',
  countryCode: 'US',
  phone: null,
};

const lineOf = (draft: DraftLine, id: string, added: boolean): TwinLine => ({
  id,
  sku: draft.sku,
  title: draft.title ?? `Article ${draft.sku ?? 'without SKU'}`,
  variantTitle: draft.variantTitle ?? null,
  vendor: draft.vendor ?? null,
  price: draft.price,
  quantity: draft.quantity,
  current: draft.quantity,
  discounts: draft.discounts ?? [],
  taxes: draft.taxes ?? [],
  requiresShipping: draft.requiresShipping ?? !(draft.tip ?? false),
  giftCard: draft.giftCard ?? false,
  service: draft.service ?? (draft.giftCard === true ? 'gift_card' : 'manual'),
  properties: draft.properties ?? [],
  tip: draft.tip ?? false,
  added,
});

const shippingOf = (draft: DraftShipping, id: string): TwinShipping => ({
  id,
  code: draft.code,
  title: draft.title ?? draft.code,
  price: draft.price,
  discounts: draft.discounts ?? [],
  taxes: draft.taxes ?? [],
  removed: false,
  refunded: 0,
});

/** Shopify gives every place its own fulfillment order. */
const workOf = (lines: readonly TwinLine[], places: readonly number[], locations: readonly string[], nextId: NextId): TwinWork[] => {
  const byPlace = new Map<number, TwinWork>();
  for (const [index, line] of lines.entries()) {
    if (line.tip) continue;
    const place = places[index] ?? 0;
    const work = byPlace.get(place) ?? { id: nextId(), locationId: locations[place % locations.length] ?? '', status: 'OPEN', lines: [] };
    work.lines.push({ id: nextId(), lineId: line.id, total: line.quantity, remaining: line.quantity });
    byPlace.set(place, work);
  }
  return [...byPlace.values()];
};

const payment = (order: TwinOrder, nextId: NextId): void => {
  const total = placedSums(order).total;
  const gateway = order.gateways[0];
  if (order.financialStatus === 'PENDING' || gateway === undefined) return;
  const kind = order.financialStatus === 'AUTHORIZED' ? 'AUTHORIZATION' : 'SALE';
  order.transactions.push({
    id: nextId(),
    kind,
    status: 'SUCCESS',
    gateway,
    shop: total,
    presentment: presentmentOf(order, total),
    parentId: null,
  });
};

const defaults = {
  shippingLines: [],
  currency: 'USD',
  presentmentCurrency: undefined,
  rate: 10_000,
  taxesIncluded: false,
  dutiesIncluded: false,
  duties: null,
  additionalFees: null,
  test: false,
  sourceName: 'web',
  poNumber: null,
  note: null,
  tags: [],
  email: 'ada@example.com',
  phone: null,
  customer: null,
  shippingAddress: someAddress,
  billingAddress: someAddress,
  gateways: ['shopify_payments'],
  discountCodes: [],
  paymentTerms: false,
  attributes: [],
  financialStatus: 'PAID',
} as const;

export const placeOrder = (
  draft: OrderDraft,
  shop: { readonly now: Instant; readonly number: number; readonly locations: readonly string[]; readonly nextId: NextId },
): TwinOrder => {
  const { now, number, locations, nextId } = shop;
  const createdAt = plusMs(now, -(toEpochMs(now) % 1_000));
  const { lines: draftLines, shippingLines, currency: code, presentmentCurrency, ...facts } = { ...defaults, ...draft };
  const currency = CurrencyCode(code);
  const lines = draftLines.map((line) => lineOf(line, nextId(), false));
  const places = draftLines.map(({ location }) => location ?? 0);
  const order: TwinOrder = {
    ...facts,
    id: nextId(),
    number,
    createdAt,
    updatedAt: createdAt,
    cancelledAt: null,
    cancelReason: null,
    currency,
    presentmentCurrency: CurrencyCode(presentmentCurrency ?? currency),
    edited: false,
    confirmationNumber: `TWIN${number}`,
    customerLocale: 'en-US',
    lines,
    shippingLines: shippingLines.map((line) => shippingOf(line, nextId())),
    refunds: [],
    transactions: [],
    parcels: [],
    work: workOf(lines, places, locations, nextId),
    metafields: new Map(),
  };
  payment(order, nextId);
  return order;
};

/** A line that the merchant adds to the order. */
export const addLine = (order: TwinOrder, draft: DraftLine, locations: readonly string[], nextId: NextId): void => {
  const line = lineOf(draft, nextId(), true);
  order.edited = true;
  order.lines.push(line);
  order.work.push(...workOf([line], [draft.location ?? 0], locations, nextId));
};
