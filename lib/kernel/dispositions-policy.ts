/** What becomes of goods that came back: what they still bring by condition, and what each way costs. Amounts are of one unit. */
export type DispositionsPolicy = {
  /** Of its price, what a unit brings when it is sold as it is, by condition, 0 to 100; new ones bring all of it, 0 is not sold. */
  readonly openedPercent: number;
  readonly wornPercent: number;
  readonly damagedPercent: number;
  readonly incompletePercent: number;
  /** What a unit brings that has been put right, and what that costs in minor units of the article's currency. */
  readonly refurbishedPercent: number;
  readonly refurbishCostMinor: number;
  /** What a buyer of remainders pays. */
  readonly liquidatePercent: number;
  /** Receiving a unit and putting it on the shelf, and getting rid of one. */
  readonly handlingMinor: number;
  readonly disposeCostMinor: number;
  /** Of its value, what a unit loses with each week that it waits to be sold, in percent: the season and its age. */
  readonly lossPercentPerWeek: number;
  /** Days from the arrival of a unit until it lies on the shelf to be sold, and what putting it right takes beside that. */
  readonly shelfDays: number;
  readonly refurbishDays: number;
  /** Weeks that a unit is taken to wait where no forecast says otherwise. */
  readonly weeksWithoutForecast: number;
};

/** Assumptions for consumer goods of middling price, until the tenant knows better. */
export const defaultDispositions: DispositionsPolicy = {
  openedPercent: 90,
  wornPercent: 50,
  damagedPercent: 0,
  incompletePercent: 0,
  refurbishedPercent: 75,
  refurbishCostMinor: 800,
  liquidatePercent: 20,
  handlingMinor: 300,
  disposeCostMinor: 150,
  lossPercentPerWeek: 2,
  shelfDays: 1,
  refurbishDays: 7,
  weeksWithoutForecast: 8,
};
