import type { Api } from '../../shared/api.ts';
import { holdsCardNumber } from '../../shared/card-number.ts';
import type { FieldProblem } from '../../shared/field-message.ts';
import { moneyInputText, parseMoney } from '../../shared/money.tsx';
import { type Draft, type DraftLine, isBlank } from './draft.ts';

type Body = NonNullable<Parameters<Api['placeOrder']>[0]>['body'];

export type Totals = {
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
};

const quantityOf = (text: string): number | undefined => (/^\s*[1-9]\d{0,5}\s*$/.test(text) ? Number(text) : undefined);
const amountOf = (text: string, currency: string): number | undefined => (text.trim() === '' ? 0 : parseMoney(text, currency));
const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);

/** What a line comes to, as far as it can be read, with tax unless the prices have it. */
export const lineTotal = (line: DraftLine, { currency, taxesIncluded }: Pick<Draft, 'currency' | 'taxesIncluded'>): number => {
  if (currency === '') return 0;
  const amount = (text: string): number => amountOf(text, currency) ?? 0;
  return (quantityOf(line.quantity) ?? 0) * amount(line.unitPrice) - amount(line.discount) + (taxesIncluded ? 0 : amount(line.tax));
};

const noShipping: Draft['shipping'] = { title: '', price: '', tax: '' };

/** What is paid for the parcel; where there is none, what was typed before counts for nothing. */
const shippingOf = ({ pickupAt, shipping }: Draft): Draft['shipping'] => (pickupAt === undefined ? shipping : noShipping);

/** The sums that the API makes of the same order. What cannot be read yet counts as nothing. */
export const totalsOf = (draft: Draft): Totals => {
  const { currency, taxesIncluded, lines } = draft;
  const sent = shippingOf(draft);
  const amount = (text: string): number => (currency === '' ? 0 : (amountOf(text, currency) ?? 0));
  const subtotal = sum(lines.map((line) => (quantityOf(line.quantity) ?? 0) * amount(line.unitPrice)));
  const discount = sum(lines.map((line) => amount(line.discount)));
  const shipping = amount(sent.price);
  const tax = sum(lines.map((line) => amount(line.tax))) + amount(sent.tax);
  return { subtotal, discount, shipping, tax, total: subtotal - discount + shipping + (taxesIncluded ? 0 : tax) };
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

type Read = { readonly amount: (field: string, text: string) => number; readonly problems: FieldProblem[] };

const lineOf = (line: DraftLine, index: number, { amount, problems }: Read) => {
  const at = (field: string): string => `line_items.${index}.${field}`;
  const quantity = quantityOf(line.quantity);
  const unitPrice = amount(at('unit_price'), line.unitPrice);
  const discount = amount(at('discount'), line.discount);
  if (line.sku.trim() === '') problems.push({ field: at('sku'), message: 'must be given' });
  if (quantity === undefined) problems.push({ field: at('quantity'), message: 'must be a whole number from 1 to 999999' });
  if (line.unitPrice.trim() === '') problems.push({ field: at('unit_price'), message: 'must be given; 0 for what is free' });
  if (discount > (quantity ?? 0) * unitPrice) problems.push({ field: at('discount'), message: 'must not be more than the line comes to' });
  return {
    sku: line.sku.trim(),
    ...(line.title.trim() === '' ? {} : { title: line.title.trim() }),
    quantity: quantity ?? 0,
    unit_price: unitPrice,
    discount,
    tax: amount(at('tax'), line.tax),
    requires_shipping: line.requiresShipping,
  };
};

/** Whether something of the order goes to an address. */
export const isShipped = ({ lines, pickupAt }: Draft): boolean => {
  if (pickupAt !== undefined) return false;
  const entered = lines.filter((line) => !isBlank(line));
  return entered.length === 0 || entered.some((line) => line.requiresShipping);
};

const addressProblems = ({ address }: Draft): readonly FieldProblem[] =>
  (
    [
      ['line1', address.line1],
      ['city', address.city],
      ['country', address.country],
    ] as const
  )
    .filter(([, text]) => text.trim() === '')
    .map(([field]) => ({ field: `shipping_address.${field}`, message: 'must be given, because something is shipped' }));

const cardProblems = (draft: Draft): readonly FieldProblem[] =>
  Object.entries({
    'payment_method.reference': draft.payment.reference,
    'payment_method.provider': draft.payment.provider,
    'purchase.order_number': draft.purchase.orderNumber,
    channel_order_name: draft.reference,
    note: draft.note,
  })
    .filter(([, text]) => holdsCardNumber(text))
    .map(([field]) => ({ field, message: "holds a card number; enter the payment provider's reference instead" }));

const addressOf = ({ address, customer, pickupAt }: Draft): Body['shipping_address'] =>
  address.country === '' || pickupAt !== undefined
    ? null
    : {
        name: orNull(address.name) ?? orNull(customer.name),
        line1: orNull(address.line1),
        line2: orNull(address.line2),
        postal_code: orNull(address.postalCode),
        city: orNull(address.city),
        region: orNull(address.region),
        country: address.country,
        phone: orNull(customer.phone),
      };

/** On terms, an invoice that is due later counts as secured; so they are asked for with an invoice alone. */
const purchaseOf = ({ purchase, payment }: Draft, problems: FieldProblem[]): Pick<Body, 'purchase'> => {
  const { company, orderNumber, netDays } = purchase;
  if (payment.kind !== 'invoice' || [company, orderNumber, netDays].every((text) => text.trim() === '')) return {};
  const days = netDays.trim() === '' ? null : Number(netDays);
  if (days !== null && !/^\d{1,3}$/.test(netDays.trim()))
    problems.push({ field: 'purchase.net_days', message: 'must be a whole number of days' });
  return { purchase: { company: orNull(company), order_number: orNull(orderNumber), net_days: days } };
};

/** The request, and what is wrong with it that can be told without asking; fields are named as the API names them. */
export const orderOf = (draft: Draft): { readonly body: Body; readonly problems: readonly FieldProblem[] } => {
  const problems: FieldProblem[] = [];
  const { currency, payment, customer } = draft;
  const shipping = shippingOf(draft);
  const amount = (field: string, text: string): number => {
    const read = currency === '' ? 0 : amountOf(text, currency);
    if (read === undefined)
      problems.push({ field, message: `must be an amount of ${currency}, such as ${moneyInputText(1250, currency)}` });
    return read ?? 0;
  };
  if (currency === '') problems.push({ field: 'currency', message: 'must be chosen' });
  const lines = draft.lines.filter((line) => !isBlank(line));
  if (lines.length === 0) problems.push({ field: 'line_items', message: 'must have at least one line' });
  const hasShippingLine = Object.values(shipping).some((text) => text.trim() !== '');
  const body: Body = {
    channel: 'manual',
    channel_order_name: orNull(draft.reference),
    currency,
    taxes_included: draft.taxesIncluded,
    test: draft.isTest,
    line_items: lines.map((line, index) => lineOf(line, index, { amount, problems })),
    shipping_lines: hasShippingLine
      ? [
          {
            title: orNull(shipping.title),
            price: amount('shipping_lines.0.price', shipping.price),
            tax: amount('shipping_lines.0.tax', shipping.tax),
          },
        ]
      : [],
    customer: Object.values(customer).every((text) => text.trim() === '')
      ? null
      : { name: orNull(customer.name), email: orNull(customer.email), phone: orNull(customer.phone) },
    shipping_address: addressOf(draft),
    payment_method: {
      kind: payment.kind,
      status: payment.status,
      provider: orNull(payment.provider),
      reference: orNull(payment.reference),
    },
    ...purchaseOf(draft, problems),
    ...(draft.pickupAt === undefined ? {} : { delivery: { method: 'pickup', location_id: draft.pickupAt } }),
  };
  if (draft.pickupAt === '') problems.push({ field: 'delivery.location_id', message: 'must be chosen' });
  if (isShipped(draft)) problems.push(...addressProblems(draft));
  problems.push(...cardProblems(draft));
  return { body, problems };
};
