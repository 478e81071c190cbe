import type { FactorWeights, SourcingPolicy } from '../../kernel/sourcing-policy.ts';
import { groundRates, serviceRates } from './carrier-rates.ts';

export type {
  CarrierRate,
  FactorWeights,
  LearnedUse,
  PolicyConstraints,
  Preference,
  ShippingRates,
  SourcingPolicy,
} from '../../kernel/sourcing-policy.ts';

/** What no plan may go against. */
export const constraints = ['service-level', 'cold-chain', 'hazmat', 'geography', 'location-type', 'capacity', 'max-parcels'] as const;
export type Constraint = (typeof constraints)[number];

const base: SourcingPolicy = {
  name: 'balanced',
  version: 1,
  method: 'lowest-score',
  shipping: { kind: 'distance', baseMinor: 600, perThousandKmMinor: 250, crossBorderMinor: 1_200 },
  splitCostMinor: 350,
  weightsPercent: { shipping: 100, handling: 100, split: 100 },
  unknownDistanceKm: 3_000,
  remainder: 'wait',
};

const allAtFull: FactorWeights = { shipping: 100, handling: 100, split: 100, lateness: 100, workload: 100, future: 100, preference: 100 };

/** Each cost in full: shipping by distance, handling, splits, days after the promise, work that waits, and what a unit is worth later. */
export const balancedPolicy: SourcingPolicy = {
  ...base,
  version: 2,
  shipping: { kind: 'distance', baseMinor: 600, perThousandKmMinor: 250, crossBorderMinor: 1_200, kmPerDay: 800 },
  lateness: { perDayLateMinor: 400, perTransitDayMinor: 0 },
  workload: { perQueuedDayMinor: 150 },
  weightsPercent: allAtFull,
};

/** As cheap as the promise allows: the services of the rate table, and no price on busy places. */
export const costPolicy: SourcingPolicy = {
  ...base,
  name: 'cost',
  shipping: serviceRates,
  splitCostMinor: 150,
  lateness: { perDayLateMinor: 150, perTransitDayMinor: 0 },
  weightsPercent: { ...allAtFull, workload: 0 },
};

/** As fast as money can reasonably buy: each day on the way and each day of waiting has its price. */
export const speedPolicy: SourcingPolicy = {
  ...base,
  name: 'speed',
  shipping: serviceRates,
  splitCostMinor: 200,
  lateness: { perDayLateMinor: 1_500, perTransitDayMinor: 500 },
  workload: { perQueuedDayMinor: 500 },
  weightsPercent: { ...allAtFull, future: 50 },
};

/** Static rule: of the locations that can send the most units, the nearest; again for what is left. */
export const nearestPolicy: SourcingPolicy = { ...base, name: 'nearest', method: 'nearest-first' };

/** Static rule: the lowest carrier price by the rate table, nothing else counted. */
export const cheapestPolicy: SourcingPolicy = {
  ...base,
  name: 'cheapest',
  shipping: groundRates,
  splitCostMinor: 0,
  weightsPercent: { shipping: 100, handling: 0, split: 0 },
};

const presets: readonly SourcingPolicy[] = [balancedPolicy, costPolicy, speedPolicy, nearestPolicy, cheapestPolicy];

export const presetPolicyNames: readonly string[] = presets.map((policy) => policy.name);

export const presetPolicy = (name: string): SourcingPolicy | undefined => presets.find((policy) => policy.name === name);
