// Orders as WooCommerce makes them: amounts are computed with six decimals and each is rounded on its own when it is shown.
import { customerIp } from '../customer-ip.ts';

export type TwinMeta = { id: number; key: string; value: unknown };

export type TwinItem = {
  readonly id: number;
  readonly kind: 'line' | 'shipping' | 'fee';
  readonly name: string;
  readonly sku: string | null;
  readonly productId: number;
  readonly variationId: number;
  readonly method: string;
  quantity: number;
  /** Millionths of the currency, without tax. */
  subtotal: number;
  subtotalTax: number;
  total: number;
  totalTax: number;
  readonly meta: TwinMeta[];
};

export type TwinRefund = {
  readonly id: number;
  readonly amount: number;
  readonly reason: string;
  readonly at: number;
  refundedPayment: boolean;
  readonly items: readonly TwinItem[];
};

export type TwinOrder = {
  readonly id: number;
  readonly currency: string;
  readonly digits: number;
  status: string;
  statusBeforeTrash: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  modifiedAt: number;
  paidAt: number | null;
  completedAt: number | null;
  readonly pricesIncludeTax: boolean;
  readonly createdVia: string;
  readonly customerId: number;
  customerNote: string;
  readonly billing: Readonly<Record<string, string>>;
  shipping: Readonly<Record<string, string>>;
  readonly paymentMethod: string;
  readonly downloads: boolean;
  readonly items: TwinItem[];
  readonly coupons: readonly string[];
  readonly meta: TwinMeta[];
  readonly refunds: TwinRefund[];
};

const million = 1_000_000;

/** Rounded half away from zero to so many decimals, as `wc_format_decimal` shows an amount. */
export const showAmount = (millionths: number, digits: number): string => {
  const unit = million / 10 ** digits;
  const rounded = Math.floor(Math.abs(millionths) / unit + 0.5);
  const text = String(rounded).padStart(digits + 1, '0');
  const unsigned = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return millionths < 0 && rounded > 0 ? `-${unsigned}` : unsigned;
};

/** Millionths of an amount in decimal text; undefined when it is none. */
export const readAmount = (text: string): number | undefined => {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text);
  return match ? Number(match[1]) * million + Number((match[2] ?? '').padEnd(6, '0')) : undefined;
};

const sum = (items: readonly TwinItem[], of: (item: TwinItem) => number): number => items.reduce((total, item) => total + of(item), 0);

/** What the order costs, in millionths, rounded to what can be paid. */
export const totalOf = (order: TwinOrder): number => {
  const unit = million / 10 ** order.digits;
  return Math.floor(sum(order.items, (item) => item.total + item.totalTax) / unit + 0.5) * unit;
};

export const refundedOf = (order: TwinOrder): number => order.refunds.reduce((total, refund) => total + refund.amount, 0);

const gmt = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString().slice(0, 19));

// The site's own zone: whoever reads these as UTC is two hours off.
const siteOffsetMs = 2 * 3_600_000;
const dates = (name: string, at: number | null): Record<string, string | null> => ({
  [name]: at === null ? null : gmt(at + siteOffsetMs),
  [`${name}_gmt`]: gmt(at),
});

const itemJson = (item: TwinItem, digits: number): unknown => {
  const show = (amount: number): string => showAmount(amount, digits);
  const taxes =
    item.totalTax === 0 ? [] : [{ id: 1, total: String(item.totalTax / million), subtotal: String(item.subtotalTax / million) }];
  const shared = { total: show(item.total), total_tax: show(item.totalTax), taxes, meta_data: item.meta };
  if (item.kind === 'shipping') return { id: item.id, method_title: item.name, method_id: item.method, instance_id: '1', ...shared };
  if (item.kind === 'fee')
    return { id: item.id, name: item.name, tax_class: '', tax_status: 'taxable', amount: show(item.total), ...shared };
  return {
    id: item.id,
    name: item.name,
    product_id: item.productId,
    variation_id: item.variationId,
    quantity: item.quantity,
    tax_class: '',
    subtotal: show(item.subtotal),
    subtotal_tax: show(item.subtotalTax),
    ...shared,
    sku: item.sku,
    // A float with all its digits, as PHP prints it.
    price: item.quantity === 0 ? 0 : item.total / million / item.quantity,
    image: { id: 0, src: '' },
    parent_name: null,
  };
};

const itemsOf = (items: readonly TwinItem[], kind: TwinItem['kind'], digits: number): readonly unknown[] =>
  items.filter((item) => item.kind === kind).map((item) => itemJson(item, digits));

/** The order as REST v3 and webhooks show it. */
export const orderJson = (order: TwinOrder, siteUrl: string): Record<string, unknown> => {
  const { items, digits } = order;
  const show = (amount: number): string => showAmount(amount, digits);
  const of = (kind: TwinItem['kind']): readonly TwinItem[] => items.filter((item) => item.kind === kind);
  const [lines, shipping] = [of('line'), of('shipping')];
  return {
    id: order.id,
    parent_id: 0,
    number: String(order.id),
    order_key: `wc_order_${order.id}`,
    created_via: order.createdVia,
    version: '11.2.0',
    status: order.status,
    currency: order.currency,
    ...dates('date_created', order.createdAt),
    ...dates('date_modified', order.modifiedAt),
    discount_total: show(sum(lines, (item) => item.subtotal - item.total)),
    discount_tax: show(sum(lines, (item) => item.subtotalTax - item.totalTax)),
    shipping_total: show(sum(shipping, (item) => item.total)),
    shipping_tax: show(sum(shipping, (item) => item.totalTax)),
    cart_tax: show(sum([...lines, ...of('fee')], (item) => item.totalTax)),
    total: show(totalOf(order)),
    total_tax: show(sum(items, (item) => item.totalTax)),
    prices_include_tax: order.pricesIncludeTax,
    customer_id: order.customerId,
    customer_ip_address: customerIp(JSON.stringify(order.billing)),
    customer_user_agent: 'Mozilla/5.0',
    customer_note: order.customerNote,
    billing: order.billing,
    shipping: order.shipping,
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethod,
    transaction_id: '',
    ...dates('date_paid', order.paidAt),
    ...dates('date_completed', order.completedAt),
    cart_hash: '',
    meta_data: [
      ...order.meta,
      ...(order.status === 'trash' ? [{ id: 1, key: '_wp_trash_meta_status', value: `wc-${order.statusBeforeTrash}` }] : []),
    ],
    line_items: itemsOf(items, 'line', digits),
    tax_lines: [],
    shipping_lines: itemsOf(items, 'shipping', digits),
    fee_lines: itemsOf(items, 'fee', digits),
    coupon_lines: order.coupons.map((code, at) => ({ id: at + 1, code, discount: '0', discount_tax: '0', meta_data: [] })),
    // Newest first, and no more than this.
    refunds: [...order.refunds].reverse().map(({ id, reason, amount }) => ({ id, reason, total: `-${show(amount)}` })),
    payment_url: `${siteUrl}/checkout/order-pay/${order.id}/`,
    is_editable: ['pending', 'on-hold'].includes(order.status),
    needs_payment: order.paidAt === null && ['pending', 'failed'].includes(order.status),
    needs_processing: !order.downloads,
    _links: { self: [{ href: `${siteUrl}/wp-json/wc/v3/orders/${order.id}` }] },
  };
};

export const refundJson = (order: TwinOrder, refund: TwinRefund): Record<string, unknown> => ({
  id: refund.id,
  ...dates('date_created', refund.at),
  amount: showAmount(refund.amount, order.digits),
  reason: refund.reason,
  refunded_by: 1,
  refunded_payment: refund.refundedPayment,
  meta_data: [],
  line_items: itemsOf(refund.items, 'line', order.digits),
  shipping_lines: itemsOf(refund.items, 'shipping', order.digits),
  tax_lines: [],
  fee_lines: itemsOf(refund.items, 'fee', order.digits),
});
