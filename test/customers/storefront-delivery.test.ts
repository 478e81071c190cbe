import { expect, it } from 'vitest';
import { storefrontDelivery } from '../../lib/customers/index.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import type { DeliveryPlan } from '../../lib/sourcing/index.ts';

it('a website is told the days of the customer, not those of Greenwich', () => {
  const [earliest, likely, latest] = ['2026-11-24T02:00:00.000Z', '2026-11-25T20:00:00.000Z', '2026-11-27T04:59:00.000Z'].map(Instant);
  const range = { earliest, likely, latest };
  const plan = { kind: 'delivery', method: 'standard', costMinor: 500, range, basis: 'learned' } as unknown as DeliveryPlan;
  const daysIn = (zone: string) =>
    storefrontDelivery({ plans: [plan] }, zone).map(({ earliestOn, likelyOn, latestOn }) => [earliestOn, likelyOn, latestOn]);
  expect(daysIn('America/New_York')).toEqual([['2026-11-23', '2026-11-25', '2026-11-26']]);
  expect(daysIn('Asia/Tokyo')).toEqual([['2026-11-24', '2026-11-26', '2026-11-27']]);
  expect(daysIn('UTC')).toEqual([['2026-11-24', '2026-11-25', '2026-11-27']]);
});
