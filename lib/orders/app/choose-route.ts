import type { TenantId } from '../../kernel/ids.ts';
import type { Sourcing, SourcingDecision, SourcingLine } from '../../sourcing/index.ts';
import { type Order, unassignedLines } from '../domain/order.state.ts';
import { UnexpectedRejectionError } from './orders.parts.ts';

/** Where the units of an order that have no location could come from at this moment. Nothing is written or reserved. */
export type ChooseRoute = (tenantId: TenantId, order: Order, decisionId: string) => Promise<SourcingDecision>;

export const createChooseRoute =
  (sourcing: Sourcing): ChooseRoute =>
  async (tenantId, order, decisionId) => {
    const prices = new Map(order.lines.map((line) => [line.lineId, line.unitPrice]));
    const lines = unassignedLines(order).map((line): SourcingLine => ({ ...line, unitValueMinor: prices.get(line.lineId) ?? 0 }));
    const { country, region, postalPrefix } = order.destination ?? { country: null, region: null, postalPrefix: null };
    const decided = await sourcing.source({
      tenantId,
      decisionId,
      currency: order.currency,
      lines,
      destination: { country: country ?? '', ...(region ? { region } : {}), ...(postalPrefix ? { postalPrefix } : {}) },
      excluded: order.excludedLocations,
    });
    if (!decided.ok) throw new UnexpectedRejectionError(decided.error);
    return decided.value;
  };

/** Everything has a source, or the policy lets what has one go ahead. */
export const canGoAhead = (decision: SourcingDecision): boolean =>
  decision.complete || (decision.remainder === 'split' && decision.assignments.length > 0);

/** The two found the same units missing, and for the same reason, so the later one says nothing new. */
export const missesTheSame = (left: SourcingDecision, right: SourcingDecision): boolean => {
  const known = new Map(left.unsourced.map((line) => [line.lineId, line]));
  return (
    left.unsourced.length === right.unsourced.length &&
    right.unsourced.every(({ lineId, quantity, reason }) => {
      const line = known.get(lineId);
      return line?.quantity === quantity && line.reason === reason;
    })
  );
};
