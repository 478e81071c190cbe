import { describe, expect, it } from 'vitest';
import { toWire } from '../../../lib/kernel/wire.ts';
import { presetPolicy, presetPolicyNames } from '../../../lib/sourcing/index.ts';
import { policyNames } from '../../../lib/policies/domain/policy.ts';
import { defaultPolicies } from '../../../lib/policies/app/policy-settings.ts';
import { policyValueToWire, readPolicyValue } from '../../../lib/policies/app/policy-value.ts';

const buffers = policyValueToWire(defaultPolicies.buffers) as Readonly<Record<'bands', object>>;
const rare = { sku: 'A', channel: 'amazon', units: 1 };
const own = (change: object) => ({ policy: { ...(toWire(presetPolicy('cost')) as object), name: 'own', ...change } });
const rates = (carriers: readonly unknown[]) => ({ shipping: { kind: 'rate-table', carriers } });
const limit = (currency: unknown, amount: unknown = 100) => ({ currency, amount_minor: amount });

describe('the value of a policy', () => {
  it.each(policyNames)('of %s is written and read back as it was', (name) =>
    expect(readPolicyValue(name, policyValueToWire(defaultPolicies[name]))).toEqual({ ok: true, value: defaultPolicies[name] }));

  it.each([
    ['an unknown preset', 'sourcing', { preset: 'fastest' }, 'value.preset'],
    ['neither a preset nor a policy', 'sourcing', {}, 'value.preset'],
    ['both a preset and a policy', 'sourcing', { preset: 'nearest', ...own({}) }, 'value'],
    ['no parcel at all', 'sourcing', own({ constraints: { max_parcels: 0 } }), 'value.policy.constraints.max_parcels'],
    ['no type of location', 'sourcing', own({ constraints: { location_types: [] } }), 'value.policy.constraints.location_types'],
    [
      'a type that there is not',
      'sourcing',
      own({ constraints: { location_types: ['kiosk'] } }),
      'value.policy.constraints.location_types.0',
    ],
    ['no country', 'sourcing', own({ constraints: { from_countries: [] } }), 'value.policy.constraints.from_countries'],
    ['no cost that counts', 'sourcing', own({ weights_percent: { shipping: 0, handling: 0, split: 0 } }), 'value.policy.weights_percent'],
    ['no carrier', 'sourcing', own(rates([])), 'value.policy.shipping.carriers'],
    [
      'a service that goes nowhere',
      'sourcing',
      own(rates([{ carrier: 'a', service: 'b', bands: [] }])),
      'value.policy.shipping.carriers.0.bands',
    ],
    ['the name of another policy', 'sourcing', own({ name: 'cost' }), 'value.policy.name'],
    [
      'a negative penalty',
      'sourcing',
      own({ preferences: [{ kind: 'keep-pickup', penalty_minor: -1 }] }),
      'value.policy.preferences.0.penalty_minor',
    ],
    ['a member that no policy has', 'sourcing', { preset: 'nearest', weights: {} }, 'value'],
    ['a negative window', 'duplicates', { window_seconds: -1 }, 'value.window_seconds'],
    ['a window of more than a day', 'duplicates', { window_seconds: 86_401 }, 'value.window_seconds'],
    ['half a second', 'duplicates', { window_seconds: 0.5 }, 'value.window_seconds'],
    ['a negative delay', 'completion', { delay_seconds: -60 }, 'value.delay_seconds'],
    ['a delay as text', 'completion', { delay_seconds: '60' }, 'value.delay_seconds'],
    ['the value of another policy', 'completion', { window_seconds: 60 }, 'value.delay_seconds'],
    ['a currency that nobody has', 'fraud_review', { enabled: true, limits: [limit('USD'), limit('ZZQ')] }, 'value.limits.1.currency'],
    ['a currency in small letters', 'fraud_review', { enabled: true, limits: [limit('usd')] }, 'value.limits.0.currency'],
    ['a negative limit', 'fraud_review', { enabled: true, limits: [limit('USD', -1)] }, 'value.limits.0.amount_minor'],
    ['a currency twice', 'fraud_review', { enabled: true, limits: [limit('USD'), limit('USD', 2)] }, 'value.limits'],
    ['no limit while reviews are on', 'fraud_review', { enabled: true, limits: [] }, 'value.limits'],
    ['a stage that orders do not leave', 'stuck_orders', { stages: [{ stage: 'completed', after_seconds: 60 }] }, 'value.stages.0.stage'],
    ['no second at all', 'stuck_orders', { stages: [{ stage: 'processing', after_seconds: 0 }] }, 'value.stages.0.after_seconds'],
    ['a buffer of more than half', 'buffers', { ...buffers, percent: 51 }, 'value.percent'],
    ['an override of nothing', 'buffers', { ...buffers, overrides: [{ percent: 1 }] }, 'value.overrides.0.sku'],
    ['an override with two rules', 'buffers', { ...buffers, overrides: [{ sku: 'A', percent: 1, units: 1 }] }, 'value.overrides.0.percent'],
    ['an override twice', 'buffers', { ...buffers, overrides: [rare, { ...rare, units: 2 }] }, 'value.overrides'],
    ['oversells for certain', 'buffers', { ...buffers, target: { oversell_probability: 1 } }, 'value.target.oversell_probability'],
    [
      'bands that overlap',
      'buffers',
      { ...buffers, bands: { ...buffers.bands, low: { below_units_per_day: 51, percent: 5 } } },
      'value.bands.low.below_units_per_day',
    ],
    ['a negative safety stock', 'safety_stock', { default_units: -1, overrides: [] }, 'value.default_units'],
    ['half a unit', 'safety_stock', { default_units: 0, overrides: [{ sku: 'A', units: 0.5 }] }, 'value.overrides.0.units'],
    ['no object', 'fraud_review', 'off', 'value'],
  ] as const)('is refused by the field: %s', (_, name, value, field) => {
    const read = readPolicyValue(name, value);
    expect(read.ok ? [] : read.error.map((problem) => problem.field)).toContain(field);
  });

  it.each(presetPolicyNames)('may be a whole sourcing policy that is like %s', (name) => {
    const policy = { ...presetPolicy(name), name: 'own' };
    expect(readPolicyValue('sourcing', { policy: toWire(policy) })).toEqual({ ok: true, value: { policy } });
  });

  it('of goods that came back is read as before where it was stored without days', () => {
    const { shelf_days: _shelf, refurbish_days: _refurbish, ...before } = policyValueToWire(defaultPolicies.dispositions);
    expect(readPolicyValue('dispositions', before)).toEqual({ ok: true, value: defaultPolicies.dispositions });
  });

  it('may switch reviews off without a limit', () => expect(readPolicyValue('fraud_review', { enabled: false, limits: [] }).ok).toBe(true));
});
