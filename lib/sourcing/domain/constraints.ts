import { crossesBorder } from './parcel-price.ts';
import type { Constraint, SourcingPolicy } from './sourcing.policy.ts';
import type { SourcingLine, SourcingLocation, SourcingRequest } from './sourcing.request.ts';

/** A constraint that is looked away from, to learn what it costs. */
export type Lifted = Constraint | undefined;

/** Why a location may send nothing of this order; undefined when it may. Services are looked at elsewhere. */
export const constraintOn = (
  location: SourcingLocation,
  request: SourcingRequest,
  policy: SourcingPolicy,
  lifted: Lifted,
): Constraint | undefined => {
  const { constraints: rules } = policy;
  const { destination } = request;
  if (lifted !== 'capacity' && location.capacity !== undefined && location.capacity < 1) return 'capacity';
  if (lifted !== 'location-type' && rules?.locationTypes && !rules.locationTypes.includes(location.type)) return 'location-type';
  if (lifted === 'geography') return undefined;
  const reaches = destination.country === '' || !location.shipsTo || location.shipsTo.includes(destination.country);
  const mayLeave = !rules?.fromCountries || rules.fromCountries.includes(location.country);
  const mayCross = rules?.crossBorder !== false || !crossesBorder(location, destination);
  return reaches && mayLeave && mayCross ? undefined : 'geography';
};

/** What the lines of one SKU ask of a location together. */
export type Demands = {
  readonly coldChain: boolean;
  readonly hazmat: boolean;
  readonly typeLists: readonly (readonly string[])[];
  readonly countryLists: readonly (readonly string[])[];
};

export const demandsOf = (lines: readonly SourcingLine[]): Demands | undefined => {
  const asks = lines.some((line) => (line.requirements?.length ?? 0) > 0 || line.locationTypes || line.fromCountries);
  if (!asks) return undefined;
  return {
    coldChain: lines.some((line) => line.requirements?.includes('cold-chain')),
    hazmat: lines.some((line) => line.requirements?.includes('hazmat')),
    typeLists: lines.flatMap((line) => (line.locationTypes ? [line.locationTypes] : [])),
    countryLists: lines.flatMap((line) => (line.fromCountries ? [line.fromCountries] : [])),
  };
};

/** Why a location may not send a SKU; undefined when it may. */
export const constraintOnItem = (location: SourcingLocation, demands: Demands, lifted: Lifted): Constraint | undefined => {
  const can = location.capabilities ?? [];
  if (lifted !== 'cold-chain' && demands.coldChain && !can.includes('cold-chain')) return 'cold-chain';
  if (lifted !== 'hazmat' && demands.hazmat && !can.includes('hazmat')) return 'hazmat';
  if (lifted !== 'location-type' && demands.typeLists.some((types) => !types.includes(location.type))) return 'location-type';
  if (lifted !== 'geography' && demands.countryLists.some((countries) => !countries.includes(location.country))) return 'geography';
  return undefined;
};

/** Parcels the order may go out in; undefined where nothing limits them. */
export const parcelsMaxOf = (request: SourcingRequest, policy: SourcingPolicy, lifted: Lifted): number | undefined => {
  if (lifted === 'max-parcels') return undefined;
  const limits = [request.maxParcels, policy.constraints?.maxParcels].filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits);
};
