/** What a return costs, and when a customer is told that one is likely. */
export type ReturnRiskPolicy = {
  /** Whether anything is suggested to customers before they order; false keeps probabilities and costs to staff and shop. */
  readonly suggest: boolean;
  /** From which probability on a suggestion is shown, in percent, 0 to 100. */
  readonly showFromPercent: number;
  /** Way back, and receiving and looking at what came back, for each line: minor units of the order's currency. */
  readonly freightMinor: number;
  readonly handlingMinor: number;
  /** Of the price paid, what goods that were sent back bring less, in percent, 0 to 100. */
  readonly lossPercent: number;
};

/** Assumptions for a parcel within one country, until the tenant knows better. */
export const defaultReturnRisk: ReturnRiskPolicy = {
  suggest: true,
  showFromPercent: 20,
  freightMinor: 650,
  handlingMinor: 300,
  lossPercent: 15,
};
