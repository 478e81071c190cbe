import { describe, expect, it } from 'vitest';
import { policyNames } from '../../../lib/policies/domain/policy.ts';
import { defaultPolicies } from '../../../lib/policies/app/policy-settings.ts';
import { policyValueToWire, readPolicyValue } from '../../../lib/policies/app/policy-value.ts';

const limit = (currency: unknown, amount: unknown = 100) => ({ currency, amount_minor: amount });

describe('the value of a policy', () => {
  it.each(policyNames)('of %s is written and read back as it was', (name) =>
    expect(readPolicyValue(name, policyValueToWire(defaultPolicies[name]))).toEqual({ ok: true, value: defaultPolicies[name] }));

  it.each([
    ['an unknown preset', 'sourcing', { preset: 'fastest' }, 'value.preset'],
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
    ['no object', 'fraud_review', 'off', 'value'],
  ] as const)('is refused by the field: %s', (_, name, value, field) => {
    const read = readPolicyValue(name, value);
    expect(read.ok ? [] : read.error.map((problem) => problem.field)).toContain(field);
  });

  it('may switch reviews off without a limit', () => expect(readPolicyValue('fraud_review', { enabled: false, limits: [] }).ok).toBe(true));
});
