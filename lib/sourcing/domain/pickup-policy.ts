import type { SourcingPolicy } from './sourcing.policy.ts';

/**
 * A policy where the customer comes for the goods. Nothing is sent: no parcel has a price, a weight or days on the way, and what
 * the policy says of parcels, places and carriers has nothing to hold on to.
 */
export const policyAtPickup = ({
  constraints: _ofParcels,
  preferences: _ofPlaces,
  learned: _ofCarriers,
  lateness: _onTheWay,
  returns: _wayBack,
  weightsPercent: { returns: _fromElsewhere, ...weightsPercent },
  ...policy
}: SourcingPolicy): SourcingPolicy => ({
  ...policy,
  weightsPercent,
  shipping: { kind: 'distance', baseMinor: 0, perThousandKmMinor: 0, crossBorderMinor: 0 },
});
