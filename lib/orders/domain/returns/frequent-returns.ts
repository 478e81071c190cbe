import { evidenceMax, type OrderFinding } from '../anomalies/order-anomaly.ts';
import { betaBinomialTail } from '../anomalies/surprise.ts';

/** Orders, and those of which something came back. */
export type OrdersReturned = { readonly orders: number; readonly returned: number };

/** What one person ordered and sent back within the window. */
export type PersonReturns = OrdersReturned & {
  /** Keyed: it joins what is of one person, and says nothing of who they are. */
  readonly token: string;
  /** Orders of which something came back, newest first. */
  readonly orderIds: readonly string[];
};

/** Limits of what is told. Fewer orders, or fewer times what is usual, are nobody's concern: goods may be sent back. */
export const frequentReturnLimits = {
  returnedMin: 5,
  timesUsual: 2,
  chanceMax: 1e-3,
  seriousReturned: 10,
  seriousTimes: 5,
} as const;

/** Share of orders of which something comes back before anything is known, and for how many orders that counts. */
export const frequentReturnPrior = { share: 0.1, orders: 30 } as const;
/**
 * How much people differ: their rates vary as a beta distribution around that of all, as though each had five orders of their own
 * behind them. At a rate of 10 % that is a standard deviation of 12 points. It is an assumption, and a wide one: less is told.
 */
export const ratesConcentration = 5;
/** Where nearly everything comes back, nobody stands out. */
const usualMax = 0.95;

/** What is usual of others, drawn towards what is usual anywhere as though 30 orders of that had been seen. */
export const usualReturnShare = ({ orders, returned }: OrdersReturned): number => {
  const { share, orders: seen } = frequentReturnPrior;
  return Math.min(usualMax, (Math.min(orders, returned) + share * seen) / (orders + seen));
};

/**
 * Tells a person who sends back far more of their orders than others do; undefined where nothing is strange. Of somebody whose own
 * rate is one of those that people have, so many of so many come back with a probability after the beta-binomial distribution.
 * @param others orders of everybody else
 */
export const frequentReturnsOf = (person: PersonReturns, others: OrdersReturned): OrderFinding | undefined => {
  const { token, orders, returned, orderIds } = person;
  const usual = usualReturnShare(others);
  const times = orders === 0 ? 0 : returned / orders / usual;
  if (returned < frequentReturnLimits.returnedMin || times < frequentReturnLimits.timesUsual) return undefined;
  if (betaBinomialTail(returned, orders, usual, ratesConcentration) > frequentReturnLimits.chanceMax) return undefined;
  const isSerious = returned >= frequentReturnLimits.seriousReturned && times >= frequentReturnLimits.seriousTimes;
  const percent = Math.round(usual * 1_000) / 10;
  return {
    kind: 'frequent_returns',
    about: `person:${token}`,
    severity: isSerious ? 'high' : 'medium',
    evidence: orderIds.slice(0, evidenceMax),
    figures: [
      { name: 'orders', value: orders },
      { name: 'returned', value: returned },
      { name: 'usual_percent', value: percent },
    ],
    sentence: `Something came back of ${returned} of ${orders} orders of one customer within half a year, where ${percent} % is usual.`,
    action: 'review_returns',
  };
};
