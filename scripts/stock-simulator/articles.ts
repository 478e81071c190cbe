/** What is expected of an article from a period on: units by period, and variance over mean. */
export type Outlook = { readonly means: readonly number[]; readonly dispersion: number };

/** An article whose whole demand is known to the simulation, and to whoever plans only up to the period before. */
export type StockedArticle = {
  readonly id: string;
  /** Units wanted by period, whole numbers; NaN before the article could be bought. */
  readonly units: readonly number[];
  /** What the product expects from a period on, by what was known before it began. */
  readonly outlookAt: (period: number) => Outlook;
};

/** How goods come. Periods are days, or weeks where the data know no days. */
export type SupplySetting = {
  /** From an order until its goods can be sold. */
  readonly leadPeriods: number;
  /** What an order covers beyond that. */
  readonly reviewPeriods: number;
  /** From one look at the past to the next, of the product and of the rules alike. */
  readonly renewEvery: number;
  /** Past that the rules average. */
  readonly rulePeriods: number;
  /** Simulated before anything is measured. */
  readonly warmUpPeriods: number;
};

/** Two weeks until goods come and a week between orders, as the planning policy has them; rules average a quarter. */
export const dailySupply: SupplySetting = { leadPeriods: 14, reviewPeriods: 7, renewEvery: 7, rulePeriods: 91, warmUpPeriods: 28 };
export const weeklySupply: SupplySetting = { leadPeriods: 2, reviewPeriods: 1, renewEvery: 1, rulePeriods: 13, warmUpPeriods: 4 };

/** Units of the periods that are known, from `from` up to but not including `to`. */
export const knownUnits = (units: readonly number[], from: number, to: number): readonly number[] =>
  units.slice(Math.max(0, from), to).filter((value) => !Number.isNaN(value));

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const meanOf = (values: readonly number[]): number => (values.length === 0 ? 0 : sumOf(values) / values.length);

/** Panels that are long enough for it, with the periods that are measured. */
export const panelsTried = { uci_online_retail: 140, m5_long: 364, uci_weekly: 20 } as const;
export type PanelName = keyof typeof panelsTried;
export const panelNames = Object.keys(panelsTried) as readonly PanelName[];
