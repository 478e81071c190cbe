import type { LocationId, OrderId } from '../../../kernel/ids.ts';
import type { Outcome } from '../learning/outcome.ts';
import type { Assignment } from '../sourcing.decision.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import type { SourcingRequest } from '../sourcing.request.ts';

/** What became of the parcels that a location sent for an order; none where nothing is known of them. */
export type OutcomesOf = (orderId: OrderId, locationId: LocationId) => readonly Outcome[];

/** Minor units beyond what the rates said: price (undefined where nobody knows what was paid), goods damaged, days after the promise. */
export type Beyond = { readonly cost: number | undefined; readonly damage: number; readonly lateness: number };

const valueOf = (request: SourcingRequest, { lines }: Assignment): number => {
  const values = new Map(request.lines.map((line) => [line.lineId, line.unitValueMinor]));
  return lines.reduce((sum, { lineId, quantity }) => sum + quantity * (values.get(lineId) ?? 0), 0);
};

/** What a parcel has come to beyond the rates; a location that sent in several parcels has shared its goods among them evenly. */
export const beyondRates = (
  outcomes: readonly Outcome[],
  request: SourcingRequest,
  assignment: Assignment,
  { lateness }: SourcingPolicy,
): Beyond => {
  const each = outcomes.length === 0 ? 0 : valueOf(request, assignment) / outcomes.length;
  const sum = (of: (outcome: Outcome) => number): number => Math.round(outcomes.reduce((total, outcome) => total + of(outcome), 0));
  const dearerBy = ({ costRatio, foretold }: Outcome): number | undefined => {
    const paid = foretold?.actualCostMinor;
    return costRatio === undefined || paid === undefined ? undefined : paid - paid / costRatio;
  };
  return {
    cost: outcomes.some((outcome) => dearerBy(outcome) !== undefined) ? sum((outcome) => dearerBy(outcome) ?? 0) : undefined,
    damage: sum(({ damaged }) => (damaged ? each : 0)),
    lateness: sum(({ lateDays = 0 }) => lateDays * (lateness?.perDayLateMinor ?? 0)),
  };
};
