// What a checkout makes of goods that may come back, as the policy `return_risk` states it.
import * as z from 'zod';

const percent = z.number('must be a number').min(0, 'must be 0 or more').max(100, 'must be 100 or less');
/** A way back and a look at goods cost less than this. */
const costMax = 10_000_000;
const cost = z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(costMax, `must be ${costMax} or less`);

export const ReturnRiskPolicyValue = z
  .strictObject({
    suggest: z.boolean('must be true or false').describe('Whether anything is suggested to customers before they order'),
    show_from_percent: percent.describe('From which probability on a suggestion may be shown'),
    freight_minor: cost.describe('What the way back of a line costs, in minor units of the order’s currency'),
    handling_minor: cost.describe('What receiving and looking at a line costs, in minor units of the order’s currency'),
    loss_percent: percent.describe('Of the price paid, what goods that were sent back bring less'),
  })
  .meta({ id: 'ReturnRiskPolicyValue' });
