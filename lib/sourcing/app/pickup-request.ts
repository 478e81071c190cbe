import type { LocationId } from '../../kernel/ids.ts';
import { policyAtPickup } from '../domain/pickup-policy.ts';
import type { SourcingDecision } from '../domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { SourcingRequest } from '../domain/sourcing.request.ts';

/** Locations that an advice names for each article. */
const namedMax = 3;

/**
 * The request of an order that its customer collects: one location can fill it and nothing is sent, so that nothing the policy
 * says about parcels counts, whatever is known of where the location is.
 */
export const requestAtPickup = (
  request: SourcingRequest,
  policy: SourcingPolicy,
  pickupAt: LocationId,
): { readonly request: SourcingRequest; readonly policy: SourcingPolicy } => {
  const locations = request.locations.flatMap((location) => {
    if (location.locationId !== pickupAt) return [];
    const { shipsTo: _parcels, ...kept } = location;
    return [{ ...kept, quotedPriceMinor: 0 }];
  });
  const [place] = locations;
  const { country = '', region, postalPrefix, coordinates } = place ?? {};
  const destination = {
    country,
    ...(region === undefined ? {} : { region }),
    ...(postalPrefix === undefined ? {} : { postalPrefix }),
    ...(coordinates === undefined ? {} : { coordinates }),
  };
  const availability = request.availability.filter(({ locationId }) => locationId === pickupAt);
  return { request: { ...request, destination, locations, availability }, policy: policyAtPickup(policy) };
};

/** What is missing where the customer comes for it, and from where a transfer could bring it. */
const advice = (decision: SourcingDecision, { availability }: SourcingRequest, pickupAt: LocationId): readonly string[] =>
  decision.unsourced.map(({ sku, quantity }) => {
    const elsewhere = availability
      .filter((stock) => stock.sku === sku && stock.locationId !== pickupAt && stock.available > 0)
      .sort((left, right) => right.available - left.available || (left.locationId < right.locationId ? -1 : 1))
      .slice(0, namedMax)
      .map((stock) => `${stock.locationId} (${stock.available})`);
    const missing = `${quantity} × ${sku} missing at ${pickupAt}, where the customer collects`;
    return elsewhere.length === 0
      ? `${missing}; no other location has any.`
      : `${missing}; a transfer could bring it from ${elsewhere.join(', ')}.`;
  });

/** The decision with what to do about units that are missing at the place of pickup. */
export const withTransferAdvice = (decision: SourcingDecision, asked: SourcingRequest, pickupAt: LocationId): SourcingDecision => {
  if (decision.unsourced.length === 0) return decision;
  const reasons = [...decision.receipt.reasons, ...advice(decision, asked, pickupAt)];
  return { ...decision, receipt: { ...decision.receipt, reasons } };
};
