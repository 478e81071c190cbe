import { evidenceMax, type OrderFinding } from './order-anomaly.ts';
import { type Expectation, type HourCounts, seriesKind, seriesName, seriesOf, type WatchedOrder } from './order-hours.ts';
import { binomialTail, countTail } from './surprise.ts';

/** Limits of what is told. Fewer orders, or fewer times what was to be expected, are nobody's concern. */
export const spikeLimits = {
  /** Whole days of history before anything is told: before that nobody knows what is usual. */
  daysMin: 7,
  ordersMin: 10,
  timesExpected: 3,
  /** Some hundreds of series are looked at each hour: about one false alarm in a year. */
  chanceMax: 1e-7,
  /** From here on it is serious, of a series that is known. */
  seriousTimes: 6,
  /** An hour may always have one order: an article that is new, and was never ordered, is no spike at its first few. */
  expectedMin: 1,
} as const;

const shown = (value: number): string => (value >= 10 ? String(Math.round(value)) : value.toFixed(1));

const subject = (series: string): string => {
  const name = seriesName(series);
  switch (seriesKind(series)) {
    case 'channel':
      return `from ${name}`;
    case 'region':
      return `to ${name}`;
    case 'sku':
      return `with ${name}`;
    default:
      return 'in all';
  }
};

/**
 * Series of an hour that have far more orders than is usual. The running hour is held against a whole one, so that a spike is
 * told while it lasts and never too early.
 * @param expected of each series; raised by whoever knows more, such as a forecast
 */
export const spikesOf = (
  { counts }: HourCounts,
  orders: readonly WatchedOrder[],
  expected: (series: string) => Expectation,
): readonly OrderFinding[] =>
  Object.entries(counts).flatMap(([series, count]): readonly OrderFinding[] => {
    if (count < spikeLimits.ordersMin) return [];
    const { mean, dispersion, days } = expected(series);
    const level = Math.max(mean, spikeLimits.expectedMin);
    const isUsual = count < spikeLimits.timesExpected * level || countTail(count, level, dispersion) > spikeLimits.chanceMax;
    if (days < spikeLimits.daysMin || isUsual) return [];
    // What is new may sell well from its first hour: that is worth a look, and no alarm.
    const isSerious = mean >= spikeLimits.expectedMin && count >= spikeLimits.seriousTimes * mean;
    return [
      {
        kind: 'order_spike',
        about: series,
        severity: isSerious ? 'high' : 'medium',
        evidence: orders
          .filter((order) => seriesOf(order).includes(series))
          .slice(0, evidenceMax)
          .map(({ orderId }) => orderId),
        figures: [
          { name: 'orders', value: count },
          { name: 'expected', value: Math.round(mean * 10) / 10 },
          { name: 'days_of_history', value: days },
        ],
        sentence: `${count} orders ${subject(series)} within an hour, where ${shown(mean)} were to be expected.`,
        action: 'check_stock_and_buyers',
      },
    ];
  });

/** Orders of a spike, and those of the weeks before it from the same series. */
export type SpikeOutcome = {
  readonly series: string;
  readonly orders: readonly WatchedOrder[];
  readonly before: readonly WatchedOrder[];
};

export const campaignLimits = { returnedMin: 5, timesUsual: 2, chanceMax: 1e-3 } as const;

/** Share of orders that come back, before anything is known, and for how many orders that counts. */
const [priorShare, priorOrders] = [0.1, 30] as const;

/** A spike whose orders come back far more often than is usual: bought to be refunded, more likely than bought to be kept. */
export const returnsAfterSpike = ({ series, orders, before }: SpikeOutcome): OrderFinding | undefined => {
  const back = orders.filter(({ status }) => status === 'returned');
  const backBefore = before.filter(({ status }) => status === 'returned').length;
  const usual = (backBefore + priorShare * priorOrders) / (before.length + priorOrders);
  const share = orders.length === 0 ? 0 : back.length / orders.length;
  if (back.length < campaignLimits.returnedMin || share < campaignLimits.timesUsual * usual) return undefined;
  if (binomialTail(back.length, orders.length, usual) > campaignLimits.chanceMax) return undefined;
  return {
    kind: 'returns_after_spike',
    about: series,
    severity: 'high',
    evidence: back.slice(0, evidenceMax).map(({ orderId }) => orderId),
    figures: [
      { name: 'orders', value: orders.length },
      { name: 'returned', value: back.length },
      { name: 'usual_percent', value: Math.round(usual * 100) },
    ],
    sentence: `${back.length} of ${orders.length} orders ${subject(series)} that came in a spike were returned, where ${Math.round(usual * 100)} % is usual.`,
    action: 'hold_orders',
  };
};
