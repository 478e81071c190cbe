import { type RatingTwin, startRatingTwin } from '../../bin/demo/twins/rating/rating.twin.ts';
import type { Clock } from '../../lib/platform/ports.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';

/** The retailer that asks carriers, and its key. */
export const asking = 'second';
const apiKey = 'a key of the simulation';
/** No article of the simulation says what it weighs. */
export const unitGrams = 700;
/** Shares of calls that the service fails at, and whose answers get lost. */
const trouble = { failing: 0.1, lostAnswers: 0.1 };

/** What the product has to know of a service that asks carriers, and the service itself. */
export type RatingService = {
  readonly twin: RatingTwin;
  readonly secrets: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
};

/** @param isTroubled whether the service fails now and then */
export const openRatingService = async (seed: number, clock: Clock, isTroubled: boolean): Promise<RatingService> => {
  const random = createRandom(seed).fork('rating');
  const twin = await startRatingTwin({ clock, random, service: 'easypost', apiKey, port: 'in-process' });
  if (isTroubled) Object.assign(twin.trouble, trouble);
  return { twin, secrets: { [`${asking}/easypost-api-key`]: apiKey }, parameters: { 'easypost-url': twin.url } };
};
