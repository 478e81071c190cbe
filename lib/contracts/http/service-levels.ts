// Days in which orders are to be with their customers, by shipping method.
import * as z from 'zod';
import { serviceLevelDaysMax, serviceLevelsMax } from '../../policies/domain/policy.ts';

const isOncePerMethod = (levels: readonly { readonly method: string }[]): boolean =>
  new Set(levels.map(({ method }) => method.trim().toLowerCase())).size === levels.length;

export const ServiceLevelsPolicyValue = z
  .strictObject({
    methods: z
      .array(
        z.strictObject({
          method: z
            .string()
            .regex(/^[^\u0000-\u001f\u007f]{1,200}$/u, 'must be 1 to 200 characters')
            .refine((method) => method.trim() !== '', 'must not be blank')
            .describe("Code of the order's first shipping line, in upper or lower case; * for every method that is not named"),
          days: z.int('must be a whole number of days').min(1).max(serviceLevelDaysMax).describe('From placing to delivery'),
        }),
      )
      .max(serviceLevelsMax)
      .refine(isOncePerMethod, 'must name each method once')
      .describe('For orders that state no date of delivery themselves; without a level no lateness counts for them'),
  })
  .meta({ id: 'ServiceLevelsPolicyValue' });
