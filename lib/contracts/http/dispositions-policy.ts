// What goods that came back bring and cost, as the policy `dispositions` states it.
import * as z from 'zod';
import { defaultDispositions } from '../../kernel/dispositions-policy.ts';

const percent = z.number('must be a number').min(0, 'must be 0 or more').max(100, 'must be 100 or less');
const daysMax = 365;
const days = z.number('must be a number').min(0, 'must be 0 or more').max(daysMax, `must be ${daysMax} or less`);
const costMax = 10_000_000;
const cost = z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(costMax, `must be ${costMax} or less`);

export const DispositionsPolicyValue = z
  .strictObject({
    opened_percent: percent.describe('Of its price, what an opened unit brings when it is sold as it is'),
    worn_percent: percent.describe('The same of a worn unit'),
    damaged_percent: percent.describe('The same of a damaged unit; 0: not sold as it is'),
    incomplete_percent: percent.describe('The same of an incomplete unit; 0: not sold as it is'),
    refurbished_percent: percent.describe('What a unit brings that has been put right; 0: none is'),
    refurbish_cost_minor: cost.describe('Putting one unit right, in minor units of the article’s currency'),
    liquidate_percent: percent.describe('What a buyer of remainders pays'),
    handling_minor: cost.describe('Receiving a unit and putting it away'),
    dispose_cost_minor: cost.describe('Getting rid of a unit'),
    loss_percent_per_week: percent.describe('What a unit loses of its value with each week that it waits to be sold'),
    // What was stored before there were days has the days that were assumed then.
    shelf_days: days.default(defaultDispositions.shelfDays).describe('From the arrival of a unit until it lies on the shelf to be sold'),
    refurbish_days: days.default(defaultDispositions.refurbishDays).describe('What putting a unit right takes beside that'),
    weeks_without_forecast: z
      .number('must be a number')
      .min(0, 'must be 0 or more')
      .max(52, 'must be 52 or less')
      .describe('Weeks that a unit is taken to wait where there is no forecast'),
  })
  .meta({ id: 'DispositionsPolicyValue' });
