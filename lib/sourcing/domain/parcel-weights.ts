import type { SourcingLine } from './sourcing.request.ts';

/**
 * Weights in grams that carriers are asked about. A weight is asked about as the next one up, so that orders of about the same
 * weight share an answer; carriers round up much the same way. Beyond the last one goods do not travel as a parcel: UPS and
 * FedEx end at 150 lb.
 */
const askedGrams = [
  100, 250, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 40_000,
  50_000, 68_000,
] as const;

/** The weight that is asked about for goods of this weight; undefined where no parcel is that heavy. */
export const askedWeight = (grams: number): number | undefined => askedGrams.find((one) => grams <= one);

/** What an order weighs altogether, and its lightest unit where there is a difference that is known. */
export type OrderWeights = { readonly wholeGrams: number; readonly lightGrams?: number };

/**
 * @param unitGrams assumed of a unit of which nobody knows the weight; the weight of what goes out apart is then not known, and
 * no lighter parcel is told of
 */
export const weightsOf = (lines: readonly Pick<SourcingLine, 'quantity' | 'weightGrams'>[], unitGrams: number): OrderWeights => {
  const wholeGrams = lines.reduce((sum, { quantity, weightGrams }) => sum + quantity * (weightGrams ?? unitGrams), 0);
  if (lines.some(({ weightGrams }) => weightGrams === undefined)) return { wholeGrams };
  const lightGrams = Math.min(...lines.map(({ weightGrams = 0 }) => weightGrams));
  return askedWeight(lightGrams) === askedWeight(wholeGrams) ? { wholeGrams } : { wholeGrams, lightGrams };
};
