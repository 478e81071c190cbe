/** What one order may take (docs/costs.md); shipments beyond the first may take more transitions. */
export const orderBudget = { writeUnits: 60, transitions: 16, transitionsPerExtraShipment: 8 } as const;

/** What orders of one kind took, on average. */
export type OrdersTaken = { readonly shipments: number; readonly transitions: number };

export type BudgetCheck = { readonly what: string; readonly measured: number; readonly allowed: number; readonly met: boolean };

const check = (what: string, measured: number, allowed: number): BudgetCheck => ({ what, measured, allowed, met: measured <= allowed });

/** Holds what an average order wrote, and what each kind of order took of transitions, against the budget. */
export const checkBudget = (writeUnitsPerOrder: number, kinds: readonly OrdersTaken[]): readonly BudgetCheck[] => [
  check('write units per order', writeUnitsPerOrder, orderBudget.writeUnits),
  ...kinds.map(({ shipments, transitions }) =>
    check(
      `transitions of an order in ${shipments} shipment${shipments === 1 ? '' : 's'}`,
      transitions,
      orderBudget.transitions + (shipments - 1) * orderBudget.transitionsPerExtraShipment,
    ),
  ),
];
