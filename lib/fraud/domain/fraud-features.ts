import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import { type CurrencyCode, minorDigits } from '../../kernel/money.ts';
import { type CustomerHistory, type FraudSignals, noSignals } from './signals/fraud-signals.ts';
import type { Velocity } from './signals/history.ts';

/** What an order tells of its risk, free of personal data. Amounts are minor units of its currency. */
export type FraudSubject = {
  readonly placedAt: Instant;
  readonly currency: CurrencyCode;
  readonly totals: { readonly subtotal: number; readonly discount: number; readonly shipping: number; readonly total: number };
  readonly lines: readonly { readonly quantity: number; readonly unitPrice: number; readonly requiresShipping: boolean }[];
  readonly paymentMethod: { readonly kind: string };
  readonly discrepancies: readonly unknown[];
};

/** Inputs of the fraud model; models/fraud/features.json says what each means. */
export type FraudFeatures = {
  readonly total: number | null;
  readonly highest_unit_price: number | null;
  readonly line_count: number;
  readonly unit_count: number;
  readonly largest_line_units: number;
  readonly digital_percent: number | null;
  readonly discount_percent: number | null;
  readonly shipping_percent: number | null;
  readonly hour: number;
  readonly weekday: number;
  readonly pays_by_card: number;
  readonly pays_later: number;
  readonly discrepancy_count: number;
  readonly email_orders_1h: number | null;
  readonly email_orders_24h: number | null;
  readonly email_orders_7d: number | null;
  readonly network_orders_1h: number | null;
  readonly network_orders_24h: number | null;
  readonly network_orders_7d: number | null;
  readonly network_customers_7d: number | null;
  readonly device_orders_1h: number | null;
  readonly device_orders_24h: number | null;
  readonly device_orders_7d: number | null;
  readonly device_customers_7d: number | null;
  readonly billing_other_country: number | null;
  readonly billing_other_region: number | null;
  readonly billing_other_postal: number | null;
  readonly billing_km: number | null;
  readonly email_free_mail: number | null;
  readonly email_disposable: number | null;
  readonly email_domain_chargeback_rate: number | null;
  readonly earlier_orders: number | null;
  readonly earlier_chargebacks: number | null;
  readonly customer_days: number | null;
  readonly value_to_median: number | null;
  readonly marketplace: number | null;
  readonly local_hour: number | null;
};

/** What the signals say, in the order of the model's schema. */
type SignalFeatures = Omit<FraudFeatures, (typeof contentNames)[number]>;
type ContentFeatures = Pick<FraudFeatures, (typeof contentNames)[number]>;

/** Features of the order itself, which receipts have had from the beginning. */
const contentNames = [
  'total',
  'highest_unit_price',
  'line_count',
  'unit_count',
  'largest_line_units',
  'digital_percent',
  'discount_percent',
  'shipping_percent',
  'hour',
  'weekday',
  'pays_by_card',
  'pays_later',
  'discrepancy_count',
] as const satisfies readonly (keyof FraudFeatures)[];

// The model has learnt amounts in dollars. These currencies are near enough to one; of another the model is told no amount,
// rather than 60,000 for an order of 60,000 yen.
const dollarLike: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD']);
const paidLater: ReadonlySet<string> = new Set(['invoice', 'instalments', 'cash_on_delivery']);

const hourMs = 3_600_000;
// 1 January 1970 was a Thursday, day 3 of a week that begins on Monday as 0.
const weekdayOfEpoch = 3;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const percent = (part: number, whole: number): number | null =>
  whole > 0 ? Math.min(100, Math.max(0, round((100 * part) / whole, 1))) : null;

const flag = (value: boolean | null | undefined): number | null => (value === null || value === undefined ? null : value ? 1 : 0);
const other = (same: boolean | null | undefined): number | null => flag(typeof same === 'boolean' ? !same : null);

/** Beyond this, how much dearer an order is than the customer's usual says nothing more. */
const valueToMedianMax = 1_000;

const valueToMedian = (totalMinor: number, medianMinor: number | null): number | null =>
  medianMinor === null || medianMinor <= 0 ? null : Math.min(valueToMedianMax, Math.max(0, totalMinor) / medianMinor);

/** How often a customer, a network or a device ordered, under names that begin with which of them it is. */
const velocityFeatures = <Who extends string>(who: Who, velocity: Velocity | null) =>
  ({
    [`${who}_orders_1h`]: velocity?.lastHour ?? null,
    [`${who}_orders_24h`]: velocity?.lastDay ?? null,
    [`${who}_orders_7d`]: velocity?.lastWeek ?? null,
  }) as Readonly<Record<`${Who}_orders_${'1h' | '24h' | '7d'}`, number | null>>;

const customerFeatures = (totalMinor: number, customer: CustomerHistory | null) =>
  customer === null
    ? { earlier_orders: null, earlier_chargebacks: null, customer_days: null, value_to_median: null }
    : {
        earlier_orders: customer.orders,
        earlier_chargebacks: customer.chargebacks,
        customer_days: customer.daysSinceFirst,
        value_to_median: valueToMedian(totalMinor, customer.medianTotalMinor),
      };

const signalFeatures = (order: FraudSubject, signals: FraudSignals): SignalFeatures => {
  const { billing, emailKind } = signals;
  return {
    ...velocityFeatures('email', signals.byCustomer),
    ...velocityFeatures('network', signals.byNetwork),
    network_customers_7d: signals.customersOfNetwork,
    ...velocityFeatures('device', signals.byDevice),
    device_customers_7d: signals.customersOfDevice,
    billing_other_country: other(billing?.sameCountry),
    billing_other_region: other(billing?.sameRegion),
    billing_other_postal: other(billing?.samePostal),
    billing_km: billing?.km ?? null,
    email_free_mail: flag(emailKind && emailKind === 'free-mail'),
    email_disposable: flag(emailKind && emailKind === 'disposable'),
    email_domain_chargeback_rate: signals.emailDomainChargebackRate,
    ...customerFeatures(order.totals.total, signals.customer),
    marketplace: flag(signals.marketplace),
    local_hour: signals.localHour,
  };
};

/** What the order itself says. Removed lines do not count. */
const contentFeatures = (order: FraudSubject): ContentFeatures => {
  const lines = order.lines.filter((line) => line.quantity > 0);
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  const digital = lines.reduce((sum, line) => sum + (line.requiresShipping ? 0 : line.quantity), 0);
  const hours = Math.floor(toEpochMs(order.placedAt) / hourMs);
  const days = Math.floor(hours / 24);
  const major = (amountMinor: number): number | null =>
    dollarLike.has(order.currency) ? amountMinor / 10 ** minorDigits(order.currency) : null;
  return {
    total: major(order.totals.total),
    highest_unit_price: lines.length === 0 ? null : major(lines.reduce((highest, line) => Math.max(highest, line.unitPrice), 0)),
    line_count: lines.length,
    unit_count: units,
    largest_line_units: lines.reduce((largest, line) => Math.max(largest, line.quantity), 0),
    digital_percent: percent(digital, units),
    discount_percent: percent(order.totals.discount, order.totals.subtotal),
    shipping_percent: percent(order.totals.shipping, order.totals.subtotal),
    hour: hours - 24 * days,
    // The remainder of a moment before 1970 is negative.
    weekday: (((days + weekdayOfEpoch) % 7) + 7) % 7,
    pays_by_card: order.paymentMethod.kind === 'card' ? 1 : 0,
    pays_later: paidLater.has(order.paymentMethod.kind) ? 1 : 0,
    discrepancy_count: order.discrepancies.length,
  };
};

/**
 * The facts that are there when an order is assessed: what it says itself, and the signals around it.
 * @param signals what {@link FraudSignals} were read for this order; without them nothing beside the order is known
 */
export const fraudFeatures = (order: FraudSubject, signals: FraudSignals = noSignals): FraudFeatures => ({
  ...contentFeatures(order),
  ...signalFeatures(order, signals),
});

/** The features without the signals that were not known, as receipts hold them. */
export type KnownFeatures = ContentFeatures & Partial<SignalFeatures>;

/**
 * What receipts hold of the features: those that were known, and the names of the others, which say what a score did without.
 * An order from a shop that tells little has more of the latter, and a receipt is paid for by the kilobyte.
 */
export const knownFeatures = (features: FraudFeatures): { readonly features: KnownFeatures; readonly missing: readonly string[] } => {
  const content = new Set<string>(contentNames);
  const entries = Object.entries(features);
  return {
    features: Object.fromEntries(entries.filter(([name, value]) => value !== null || content.has(name))) as KnownFeatures,
    missing: entries.flatMap(([name, value]) => (value === null ? [name] : [])),
  };
};
