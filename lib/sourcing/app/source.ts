import type { TenantId } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { chooseSources } from '../domain/choose-sources.ts';
import type { SourcingDecision } from '../domain/sourcing.decision.ts';
import type { Exclusion, Place, SourcingLine } from '../domain/sourcing.request.ts';
import type { AvailabilityReader, LocationReader, PolicyReader } from './sourcing.ports.ts';

export type SourceInput = {
  readonly tenantId: TenantId;
  /** Names the decision; the same id with the same stock gives the same decision. */
  readonly decisionId: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly SourcingLine[];
  readonly destination: Place;
  readonly excluded?: readonly Exclusion[];
  /** A policy by name; the tenant's standard policy when absent. */
  readonly policyName?: string;
};

export type SourcingRejection = { readonly code: 'unknown-policy'; readonly name: string } | { readonly code: 'nothing-to-source' };

export type SourcingParts = {
  readonly availability: AvailabilityReader;
  readonly locations: LocationReader;
  readonly policies: PolicyReader;
  readonly sha256: (text: string) => string;
};

/**
 * Chooses where the lines of an order come from, by what is in stock at this moment. Nothing is reserved: the caller
 * reserves what was chosen and, if another order was faster, sources again.
 */
export const createSource =
  (parts: SourcingParts) =>
  async (input: SourceInput): Promise<Result<SourcingDecision, SourcingRejection>> => {
    if (input.lines.length === 0) return err({ code: 'nothing-to-source' });
    const [chosen, locations] = await Promise.all([
      parts.policies.policy(input.tenantId, input.policyName),
      parts.locations.locations(input.tenantId),
    ]);
    if (!chosen) return err({ code: 'unknown-policy', name: input.policyName ?? 'standard' });
    const { decidedBy, ...policy } = chosen;
    const skus = [...new Set(input.lines.map((line) => line.sku))];
    const active = locations.filter((location) => location.active).map((location) => location.locationId);
    const availability = await parts.availability.availability(input.tenantId, skus, active);
    const request = {
      decisionId: input.decisionId,
      currency: input.currency,
      lines: input.lines,
      destination: input.destination,
      locations,
      availability,
      excluded: input.excluded ?? [],
    };
    const decision = chooseSources(request, policy, parts.sha256);
    return ok(decidedBy ? { ...decision, receipt: { ...decision.receipt, decidedBy } } : decision);
  };
