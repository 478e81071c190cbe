import { type CanonicalOrder, checkShippable, checkTotals, lineTotal, promotionsNamed } from '../../channels/index.ts';
import type { PlaceOrderBody } from '../../contracts/http/orders.ts';
import { holdsCardNumber } from '../../kernel/card-number.ts';
import { LocationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { CurrencyCode } from '../../kernel/money.ts';
import { fromWire } from '../../kernel/wire.ts';
import { callerIp, type Purchase } from '../domain/order.values.ts';
import type { FieldProblem } from '../../platform/http/refusal.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);

/** The canonical order of a storefront's request. What the request leaves out follows from what it says. */
export const storefrontOrder = (
  body: PlaceOrderBody,
  defaults: { readonly channelOrderId: string; readonly placedAt: Instant; readonly callerIp?: string },
): CanonicalOrder => {
  const taxesIncluded = body.taxes_included;
  const lineItems = body.line_items.map((line, index): CanonicalOrder['lineItems'][number] => {
    const figures = { quantity: line.quantity, unitPrice: line.unit_price, discount: line.discount, tax: line.tax };
    return {
      lineId: line.line_id ?? String(index + 1),
      sku: Sku(line.sku),
      title: line.title ?? line.sku,
      ...figures,
      total: lineTotal(figures, taxesIncluded),
      requiresShipping: line.requires_shipping,
      fulfilledBy: 'merchant',
    };
  });
  const order = {
    channel: body.channel,
    channelAccount: body.channel_account,
    channelOrderId: body.channel_order_id ?? defaults.channelOrderId,
    channelRevision: null,
    channelOrderName: body.channel_order_name,
    placedAt: body.placed_at ?? defaults.placedAt,
    currency: CurrencyCode(body.currency),
    taxesIncluded,
    presentment: null,
    test: body.test,
    cancelled: false,
    ...(body.delivery ? { delivery: { method: body.delivery.method, locationId: LocationId(body.delivery.location_id) } } : {}),
    ...promotionsNamed(body.promotions ?? []),
    customer: fromWire<CanonicalOrder['customer']>(body.customer),
    lineItems,
    shippingLines: body.shipping_lines,
    totals: body.totals ?? totalsOf(lineItems, body.shipping_lines, taxesIncluded),
    shippingAddress: fromWire<CanonicalOrder['shippingAddress']>(body.shipping_address),
    billingAddress: fromWire<CanonicalOrder['billingAddress']>(body.billing_address),
    paymentMethod: body.payment_method,
    ...clientOf(body, defaults.callerIp ?? null),
    channelMetadata: { ...body.channel_metadata, ...companyOf(body) } as CanonicalOrder['channelMetadata'],
  };
  // Whoever comes for the goods needs no address.
  const needsAddress = body.delivery === undefined;
  return { ...order, discrepancies: [...checkTotals(order), ...checkShippable(order, { needsAddress })] };
};

/** Where the order was placed from. A shop's own server is nobody's device, so its address counts only where it says so. */
const clientOf = ({ device, client_ip: given }: PlaceOrderBody, caller: string | null): Pick<CanonicalOrder, 'client'> => {
  const ip = given === callerIp ? caller : (given ?? null);
  return device === undefined && ip === null ? {} : { client: { ip, deviceId: device?.visitor_id ?? null } };
};

// The canonical order has no place for a company, and its name is kept where a person's would be.
const companyOf = ({ purchase }: PlaceOrderBody): { readonly company?: string } => (purchase?.company ? { company: purchase.company } : {});

const hasTerms = ({ purchase }: PlaceOrderBody): boolean => typeof purchase?.net_days === 'number';

/** How a company buys, as far as events may know it. */
export const storefrontPurchase = ({ purchase }: PlaceOrderBody): Purchase | null =>
  purchase === undefined
    ? null
    : { orderNumber: purchase.order_number, netDays: purchase.net_days, requestedDeliveryDate: purchase.requested_delivery_date };

const totalsOf = (
  lines: CanonicalOrder['lineItems'],
  shippingLines: CanonicalOrder['shippingLines'],
  taxesIncluded: boolean,
): CanonicalOrder['totals'] => {
  const subtotal = sum(lines.map((line) => line.quantity * line.unitPrice));
  const discount = sum([...lines, ...shippingLines].map((line) => line.discount));
  const shipping = sum(shippingLines.map((line) => line.price));
  const tax = sum([...lines, ...shippingLines].map((line) => line.tax));
  return { subtotal, discount, shipping, tax, fees: 0, total: subtotal - discount + shipping + (taxesIncluded ? 0 : tax) };
};

/** Problems that only the whole request shows: repeated line ids, terms without an invoice, and card numbers, which nothing of ours may hold. */
export const storefrontProblems = (body: PlaceOrderBody): readonly FieldProblem[] => {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  for (const [index, line] of body.line_items.entries()) {
    const lineId = line.line_id ?? String(index + 1);
    if (seen.has(lineId))
      problems.push({
        field: `line_items.${index}.line_id`,
        code: 'duplicate-line',
        message: `${lineId} stands there twice; line ids must differ`,
      });
    seen.add(lineId);
    if (line.quantity * line.unit_price > lineValueMax)
      problems.push({
        field: `line_items.${index}`,
        code: 'too-large',
        message: `quantity × unit_price must come to ${lineValueMax} or less`,
      });
  }
  const { kind, status } = body.payment_method;
  if (hasTerms(body) && !(kind === 'invoice' && status === 'pending'))
    problems.push({
      field: 'purchase.net_days',
      code: 'terms-without-invoice',
      message: 'needs a payment_method of the kind invoice whose status is pending: nothing has been paid yet',
    });
  const suspects = {
    'payment_method.reference': body.payment_method.reference,
    'payment_method.provider': body.payment_method.provider,
    channel_metadata: JSON.stringify(body.channel_metadata),
    'purchase.order_number': body.purchase?.order_number,
    'purchase.company': body.purchase?.company,
  };
  for (const [field, text] of Object.entries(suspects)) {
    if (text && holdsCardNumber(text))
      problems.push({ field, code: 'card-number', message: "holds a card number; send the payment provider's token instead" });
  }
  return problems;
};

/** What keeps customers from collecting at a location of the catalog; undefined for one that there is not. */
export const pickupProblems = (
  location: { readonly active: boolean; readonly type: string; readonly pickup?: boolean | undefined } | undefined,
): readonly FieldProblem[] => {
  const message = !location
    ? 'is no location of yours'
    : !location.active
      ? 'is a location that is closed'
      : location.type === 'supplier'
        ? 'is a supplier, where no customer can come'
        : (location.pickup ?? location.type === 'store')
          ? undefined
          : 'is a location where customers do not collect; its `pickup` says so, or it is no store and does not say';
  return message === undefined ? [] : [{ field: 'delivery.location_id', code: 'no-pickup-here', message }];
};

// A thousand such lines still add up exactly.
const lineValueMax = 1_000_000_000_000;
