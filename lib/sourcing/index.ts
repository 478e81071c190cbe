import { createSource, type SourceInput, type SourcingParts, type SourcingRejection } from './app/source.ts';
import type { Result } from '../kernel/result.ts';
import type { SourcingDecision } from './domain/sourcing.decision.ts';

export type Sourcing = { readonly source: (input: SourceInput) => Promise<Result<SourcingDecision, SourcingRejection>> };

/** The door of the context: where the lines of an order come from. */
export const createSourcing = (parts: SourcingParts): Sourcing => ({ source: createSource(parts) });

export { createPresetPolicies, type SourcingChoice, sourcingPolicyParameter } from './app/preset-policies.ts';
export type { SourceInput, SourcingParts, SourcingRejection } from './app/source.ts';
export type { AvailabilityReader, LocationReader, PolicyReader } from './app/sourcing.ports.ts';
export { policyFromJson } from './app/policy.schema.ts';
export { locateRegion } from './domain/geography.ts';
export type {
  Assignment,
  DecisionReceipt,
  PlanCandidate,
  SourcedLine,
  SourcingDecision,
  UnsourcedLine,
  UnsourcedReason,
} from './domain/sourcing.decision.ts';
export { presetPolicy, presetPolicyNames } from './domain/sourcing.policy.ts';
export type { SourcingPolicy } from './domain/sourcing.policy.ts';
export type { Coordinates, Exclusion, Place, SourcingLine, SourcingLocation, StockAt } from './domain/sourcing.request.ts';
