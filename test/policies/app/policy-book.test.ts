import { describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { policyCacheSeconds } from '../../../lib/policies/app/policy-book.ts';
import type { PolicyVersion } from '../../../lib/policies/domain/policy.ts';
import { policiesFrom } from '../policies.support.ts';

const main = TenantId('main');
const version = (number: number, delaySeconds: number): PolicyVersion => ({
  tenantId: main,
  name: 'completion',
  version: number,
  value: { delaySeconds },
  note: 'a test',
  actor: { kind: 'system', id: 'test' },
  at: Instant('2026-11-20T14:00:00.000Z'),
  restoredFrom: null,
});

describe('what decides', () => {
  const setting = { 'order-completion-delay-seconds': '60' };

  it('is the default where nobody has decided', async () =>
    expect(await policiesFrom({}).inForce(main, 'completion')).toEqual({
      value: { delaySeconds: 14 * 86_400 },
      decidedBy: { policy: 'completion', version: 0, source: 'default' },
    }));

  it('is the setting of the installation before the default', async () =>
    expect(await policiesFrom(setting).inForce(main, 'completion')).toEqual({
      value: { delaySeconds: 60 },
      decidedBy: { policy: 'completion', version: 0, source: 'setting' },
    }));

  it('is what the tenant has stored before the setting', async () =>
    expect(await policiesFrom(setting, { stored: async () => [version(3, 5)] }).inForce(main, 'completion')).toEqual({
      value: { delaySeconds: 5 },
      decidedBy: { policy: 'completion', version: 3, source: 'stored' },
    }));

  it.each([
    ['duplicates', 'duplicate-window-seconds', { windowSeconds: 300 }],
    ['completion', 'order-completion-delay-seconds', { delaySeconds: 14 * 86_400 }],
  ] as const)('of %s is the default where the setting cannot be read, which is said', async (name, parameter, value) => {
    let warnings = 0;
    const policies = policiesFrom({ [parameter]: 'soon' }, { warn: () => void (warnings += 1) });
    expect((await policies.inForce(main, name)).value).toEqual(value);
    expect(warnings).toBe(1);
  });

  it.each([
    ['sourcing', 'sourcing-policy', 'fastest', 'there are balanced, cost, speed, nearest, cheapest'],
    ['fraud_review', 'fraud-review-above', '500 dollars', 'such as 50000 USD'],
  ] as const)('of %s is nothing where the setting cannot be read: orders wait', (name, parameter, text, allowed) =>
    expect(policiesFrom({ [parameter]: text }).inForce(main, name)).rejects.toThrow(allowed));
});

describe('what is stored', () => {
  const open = () => {
    const start = Instant('2026-11-20T14:00:00.000Z');
    const world = { now: start, reads: 0, version: 1, down: false };
    const policies = policiesFrom(
      {},
      {
        clock: { now: () => world.now },
        stored: async () => {
          world.reads += 1;
          if (world.down) throw new Error('down');
          return [version(world.version, 5)];
        },
      },
    );
    const versionNow = async () => (await policies.inForce(main, 'completion')).decidedBy.version;
    return { world, policies, versionNow };
  };

  it('is read once in half a minute, for all policies together', async () => {
    const { world, policies, versionNow } = open();
    await Promise.all([versionNow(), policies.inForce(main, 'sourcing'), policies.inForce(main, 'duplicates')]);
    world.version = 2;
    world.now = plusMs(world.now, policyCacheSeconds * 1_000 - 1);
    expect([await versionNow(), world.reads]).toEqual([1, 1]);
    world.now = plusMs(world.now, 1);
    expect([await versionNow(), world.reads]).toEqual([2, 2]);
  });

  it('is read anew after a change in this process', async () => {
    const { world, policies, versionNow } = open();
    await versionNow();
    world.version = 2;
    policies.forget(main);
    expect(await versionNow()).toBe(2);
  });

  it('is asked for again by the next one when it could not be read', async () => {
    const { world, versionNow } = open();
    world.down = true;
    await expect(versionNow()).rejects.toThrow('down');
    world.down = false;
    expect(await versionNow()).toBe(1);
  });

  it('is each tenant’s own', async () => {
    const { world, policies, versionNow } = open();
    await versionNow();
    await policies.inForce(TenantId('other'), 'completion');
    expect(world.reads).toBe(2);
  });
});
