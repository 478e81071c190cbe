// What a tenant decides about planning, kept in versions by one context and followed by another.

/** When goods are proposed to be moved or bought before they are missing. */
export type PlanningPolicy = {
  /** Demand is to be covered in so many of 100 cases, 50 to 99.9. */
  readonly servicePercent: number;
  /** What a missing unit costs: a share of its price, or so many minor units where an article has none. */
  readonly shortage: { readonly lossPercent: number; readonly lossMinor: number };
  readonly transfers: {
    readonly enabled: boolean;
    /** Days from the decision until goods of a transfer stand at their destination, 0 to 27. */
    readonly leadTimeDays: number;
    /** Days after that which a transfer is to cover, 1 to 28. */
    readonly coverDays: number;
    /** Days of its own demand that a giving location keeps, 1 to 90. */
    readonly keepDays: number;
    readonly costPerTransferMinor: number;
    readonly costPerUnitMinor: number;
  };
  readonly replenishment: {
    readonly enabled: boolean;
    /** Days between two purchases of an article, 1 to 90. */
    readonly reviewDays: number;
    /** Days until goods come from a supplier who has not said. */
    readonly leadTimeDays: number;
  };
  /** Days after which a proposal that nobody decided on is void, 1 to 30. */
  readonly validDays: number;
  /** Days for which one that was declined is not made again, 0 to 90. */
  readonly quietDays: number;
};

/** How much one person gets done, for staffing plans. */
export type LabourPolicy = {
  /** Order lines picked and packed by one person in an hour. */
  readonly linesPerPersonHour: number;
  readonly shiftHours: number;
  /** Percent of that which a type of location reaches; 100 where it is not named. */
  readonly locationTypes: readonly { readonly type: 'warehouse' | 'store' | '3pl' | 'supplier'; readonly productivityPercent: number }[];
};
