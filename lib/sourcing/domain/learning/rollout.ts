import type { LearnedUse } from '../../../kernel/sourcing-policy.ts';
import type { SourcingRequest } from '../sourcing.request.ts';

type Asked = Pick<SourcingRequest, 'destination' | 'lines' | 'draw'>;

const goesTo = ({ country, region }: Asked['destination'], code: string): boolean => {
  if (!code.includes('-')) return country === code;
  const subdivision = region?.trim().toUpperCase();
  return subdivision === code || `${country}-${subdivision}` === code;
};

/** Whether an order is one of those that the rollout is about, whichever arm it falls into. */
export const isInRollout = ({ regions, skus }: LearnedUse, { destination, lines }: Asked): boolean =>
  (!regions || regions.some((code) => goesTo(destination, code))) && (!skus || lines.every(({ sku }) => skus.includes(sku)));

/** Digits of the draw that decide on the arm; what is left of it decides on exploration, so that the two do not depend on each other. */
const hundredths = 10_000;

/** The arm of an order; undefined where all of the rollout are treated alike, or nothing was drawn. */
export const armOf = ({ sharePercent }: LearnedUse, { draw }: Asked): 'learned' | 'control' | undefined => {
  if (sharePercent === undefined || sharePercent >= 100 || draw === undefined) return undefined;
  return Math.floor(draw * hundredths) < sharePercent * (hundredths / 100) ? 'learned' : 'control';
};

/** What the draw has left for exploration, from 0 to below 1. */
export const drawForExploration = (draw: number): number => (draw * hundredths) % 1;

/** Whether what was learned counts for an order. */
export const covers = (use: LearnedUse, asked: Asked): boolean => isInRollout(use, asked) && armOf(use, asked) !== 'control';
