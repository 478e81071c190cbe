import type { LocationId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { SourcingDecision } from '../domain/sourcing.decision.ts';
import type { DeliveryPromise, Exclusion, Place, SourcingLine, SourcingRequest, StockAt } from '../domain/sourcing.request.ts';
import { decideWith } from './propose-plan.ts';
import { requestAtPickup, withTransferAdvice } from './pickup-request.ts';
import type { DecisionInputs, InputsArchive } from './replay/decision-inputs.ts';
import type {
  ArticleReader,
  AvailabilityReader,
  ChosenPolicy,
  FutureValueReader,
  LocationReader,
  PolicyReader,
  ProgrammeSolver,
} from './sourcing.ports.ts';

export type SourceInput = {
  readonly tenantId: TenantId;
  /** Names the decision; the same id with the same stock gives the same decision. */
  readonly decisionId: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly SourcingLine[];
  readonly destination: Place;
  readonly excluded?: readonly Exclusion[];
  /** What the customer was told, and the moment from which the days count. */
  readonly promise?: DeliveryPromise;
  readonly now?: Instant;
  /** Where the customer collects the goods: they come from there and from nowhere else. */
  readonly pickupAt?: LocationId;
  /** A policy by name; the tenant's standard policy when absent. */
  readonly policyName?: string;
  /** A whole policy, which nobody has decided on; it goes before the name. */
  readonly policy?: ChosenPolicy;
};

export type SourcingRejection = { readonly code: 'unknown-policy'; readonly name: string } | { readonly code: 'nothing-to-source' };

export type SourcingParts = {
  readonly availability: AvailabilityReader;
  readonly locations: LocationReader;
  readonly policies: PolicyReader;
  /** Without it articles ask for nothing. */
  readonly articles?: ArticleReader;
  /** Without it units count as worth nothing later. */
  readonly futureValues?: FutureValueReader;
  readonly sha256: (text: string) => string;
  /** Proposes plans for orders that are too large for the exact search. */
  readonly solver?: ProgrammeSolver;
  /** Hears why the solver proposed nothing. */
  readonly onFailure?: (error: unknown) => void;
  /** Keeps what recorded decisions rest on. Without it nothing is kept, and no decision can be replayed. */
  readonly inputs?: InputsArchive;
};

/** A decision, and all that it rests on. */
export type Chosen = { readonly decision: SourcingDecision; readonly inputs: DecisionInputs };

/**
 * Chooses where the lines of an order come from, by what is in stock at this moment. Nothing is reserved: the caller
 * reserves what was chosen and, if another order was faster, sources again.
 */
export const createChoose =
  (parts: SourcingParts) =>
  async (input: SourceInput): Promise<Result<Chosen, SourcingRejection>> => {
    if (input.lines.length === 0) return err({ code: 'nothing-to-source' });
    const [chosen, locations] = await Promise.all([
      input.policy ?? parts.policies.policy(input.tenantId, input.policyName),
      parts.locations.locations(input.tenantId),
    ]);
    if (!chosen) return err({ code: 'unknown-policy', name: input.policyName ?? 'standard' });
    const { decidedBy, ...standing } = chosen;
    const skus = [...new Set(input.lines.map((line) => line.sku))];
    const active = locations.filter((location) => location.active).map((location) => location.locationId);
    const counts = (standing.weightsPercent.future ?? 0) > 0;
    const [levels, futureValue, needs] = await Promise.all([
      parts.availability.availability(input.tenantId, skus, active),
      counts ? parts.futureValues?.values(input.tenantId, skus, active) : undefined,
      parts.articles?.needs(input.tenantId, skus),
    ]);
    // What else the reader says of a level is no matter of the choice, and would stand in every hash.
    const availability = levels.map(({ sku, locationId, available }): StockAt => ({ sku, locationId, available }));
    const asked: SourcingRequest = {
      decisionId: input.decisionId,
      currency: input.currency,
      lines: input.lines.map((line) => ({ ...needs?.get(line.sku), ...line })),
      destination: input.destination,
      locations,
      availability,
      excluded: input.excluded ?? [],
      ...(futureValue ? { futureValue } : {}),
      // The moment stands in the hash, so it is told only where it counts.
      ...(input.promise && input.now !== undefined ? { promise: input.promise, now: input.now } : {}),
    };
    const { pickupAt } = input;
    const { request, policy } = pickupAt === undefined ? { request: asked, policy: standing } : requestAtPickup(asked, standing, pickupAt);
    const decided = await decideWith(parts, request, policy);
    const decision = pickupAt === undefined ? decided.decision : withTransferAdvice(decided.decision, asked, pickupAt);
    const inputs = { request: decided.request, policy, hash: decision.receipt.inputsHash, isPickup: pickupAt !== undefined };
    return ok({ decision: decidedBy ? { ...decision, receipt: { ...decision.receipt, decidedBy } } : decision, inputs });
  };
