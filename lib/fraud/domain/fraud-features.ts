import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import { type CurrencyCode, minorDigits } from '../../kernel/money.ts';

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
};

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

/** The facts that are there when an order is assessed. Removed lines do not count. */
export const fraudFeatures = (order: FraudSubject): FraudFeatures => {
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
