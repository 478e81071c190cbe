// Whether two groups differ by more than chance.
import * as z from 'zod';

/** A difference with its 95 % interval. */
export const ProvenDifference = z
  .object({
    estimate: z.number().nullable().meta({ description: 'Null with fewer than ten in either group, like its bounds' }),
    low: z.number().nullable().meta({ description: 'Lower bound of the 95 % interval' }),
    high: z.number().nullable(),
    verdict: z
      .enum(['too-few', 'not-proven', 'proven'])
      .meta({ description: '`proven`: the interval does not hold 0. That is so for one look; it is not corrected for looking again' }),
    sentence: z.string(),
  })
  .meta({ id: 'ProvenDifference', description: 'An estimate, its 95 % interval, and whether the difference is proven' });
