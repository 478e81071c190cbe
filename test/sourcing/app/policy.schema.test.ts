import { describe, expect, it } from 'vitest';
import { toWire } from '../../../lib/kernel/wire.ts';
import { SourcingPolicyBody } from '../../../lib/contracts/http/sourcing-policy.ts';
import { policyFromJson } from '../../../lib/sourcing/app/policy.schema.ts';
import { presetPolicy, presetPolicyNames } from '../../../lib/sourcing/domain/sourcing.policy.ts';

describe('a policy as JSON', () => {
  it.each(presetPolicyNames)('the preset %s survives the way out and in', (name) => {
    const preset = presetPolicy(name);
    expect(policyFromJson(JSON.parse(JSON.stringify(toWire(preset))))).toEqual(preset);
  });

  it.each([
    ['a negative cost', { split_cost_minor: -1 }],
    ['a fraction of a cent', { split_cost_minor: 0.5 }],
    ['an unknown method', { method: 'cheapest' }],
    ['an unknown field', { speed: 1 }],
    ['a weight beyond its range', { weights_percent: { shipping: 1_001, handling: 0, split: 0 } }],
    [
      'bands that do not grow',
      {
        shipping: {
          kind: 'rate-table',
          carriers: [
            {
              carrier: 'a',
              service: 'b',
              bands: [
                { up_to_km: 9, price_minor: 1 },
                { up_to_km: 9, price_minor: 2 },
              ],
            },
          ],
        },
      },
    ],
  ])('is refused with %s', (_what, change) => {
    const json = { ...(toWire(presetPolicy('balanced')) as object), ...change };
    expect(SourcingPolicyBody.safeParse(json).success).toBe(false);
  });
});
