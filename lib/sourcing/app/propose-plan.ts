import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import { chooseSources } from '../domain/choose-sources.ts';
import { programmeOf, proposalOf } from '../domain/plan.programme.ts';
import type { SourcingDecision } from '../domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';
import { stateProblem } from '../domain/sourcing.problem.ts';
import type { SourcingRequest } from '../domain/sourcing.request.ts';
import type { ProgrammeSolver } from './sourcing.ports.ts';

/** A decision is to be made within 100 ms (S108); what is left of them for the solver once the search has had its turn. */
const solverMs = 40;
/** Larger programmes are not begun: in this time nothing would come of them. */
const variablesMax = 20_000;

type Decided = { readonly request: SourcingRequest; readonly decision: SourcingDecision };

/** Whether a better plan may exist than the search has found, or any where it has found none. */
const isOpen = ({ receipt }: SourcingDecision): boolean => receipt.search === 'heuristic' && !receipt.optimal;

/**
 * Decides, and where the order is too large to be searched exactly lets a solver propose a plan and decides again with it. The
 * proposal becomes part of the request, so that the decision can be made again from what is kept, whatever the solver would
 * find then. A solver that fails, or finds nothing in its time, changes nothing.
 * @param solver absent where decisions are made without one
 */
export const decideWith = async (
  parts: { readonly sha256: Sha256Hex; readonly solver?: ProgrammeSolver; readonly onFailure?: (error: unknown) => void },
  request: SourcingRequest,
  policy: SourcingPolicy,
): Promise<Decided> => {
  const decision = chooseSources(request, policy, parts.sha256);
  if (!parts.solver || policy.method !== 'lowest-score' || !isOpen(decision)) return { request, decision };
  const problem = stateProblem(request, policy);
  if (problem.items.length * problem.sites.length > variablesMax) return { request, decision };
  try {
    const solution = await parts.solver.solve(programmeOf(problem), solverMs);
    if (!solution) return { request, decision };
    const proposed = { ...request, proposal: proposalOf(problem, solution) };
    return { request: proposed, decision: chooseSources(proposed, policy, parts.sha256) };
  } catch (error) {
    parts.onFailure?.(error);
    return { request, decision };
  }
};
