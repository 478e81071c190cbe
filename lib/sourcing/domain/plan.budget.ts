/**
 * Steps that a whole decision may still take: the search for its plan, the plans it is compared with, and what each constraint
 * costs. Their number decides and not the time, so that the same request leads to the same receipt on any machine.
 */
export type Budget = { left: number };

/**
 * A step is what branch and bound looks at one way in, about 20 ns; all of them are less than half a second. Orders of 12 SKUs
 * at 400 locations that may go out in three parcels need the most of those that are searched exactly: 15 million.
 */
const decisionSteps = 20_000_000;

/** Steps of a decision: what a place and an article cost to look at, in the search that goes by sets of places. */
const stepsPerOffer = 2;
/** Entries of the programme by layers that are filled in one step. */
const entriesPerStep = 8;

export const decisionBudget = (): Budget => ({ left: decisionSteps });

/** Whether something that is not needed for the plan itself may still be begun. */
export const isSpent = ({ left }: Budget): boolean => left < 0;

/** Counts places and articles that were looked at together. */
export const spendOffers = (budget: Budget, offers: number): void => {
  budget.left -= offers * stepsPerOffer;
};

/** Counts entries of a table that are filled one after the other. */
export const spendEntries = (budget: Budget, entries: number): void => {
  budget.left -= Math.ceil(entries / entriesPerStep);
};
