import { describe, expect, it } from 'vitest';
import { TenantId } from '../../lib/kernel/ids.ts';
import { err, ok } from '../../lib/kernel/result.ts';
import type { OutgoingMessage, Queue } from '../../lib/platform/ports.ts';
import { policyCacheSeconds, type PolicyChange, type PolicyDesk } from '../../lib/policies/index.ts';
import { offeringKeptStock } from '../../lambdas/offer-kept-stock.ts';

const location = (location_id: string, more: object = {}) => ({
  location_id,
  name: location_id,
  type: 'warehouse',
  country: 'US',
  active: true,
  ...more,
});

const open = (answer: 'stored' | 'refused') => {
  const sent: (readonly [queue: string, message: OutgoingMessage])[] = [];
  const outcome = answer === 'stored' ? ok({ changed: false }) : err({ code: 'policy-changed-meanwhile', version: 3 });
  const desk = offeringKeptStock({ set: async () => outcome, restore: async () => outcome } as unknown as PolicyDesk, {
    platform: {
      queue: (name: string) =>
        ({ send: async (messages: readonly OutgoingMessage[]) => void sent.push(...messages.map((one) => [name, one] as const)) }) as Queue,
    },
    catalog: {
      listLocations: async () =>
        [location('east'), location('shut', { active: false }), location('full', { capacity_per_day: 0 })] as never,
    },
  });
  const change = (name: string) => ({ tenantId: TenantId('main'), name }) as PolicyChange;
  return { desk, change, sent };
};

describe('units that are no longer kept as safety stock', () => {
  it('are offered at every open location once every process decides by the new version', async () => {
    const { desk, change, sent } = open('stored');
    await desk.set(change('safety_stock'));
    expect(sent.map(([queue, { body }]) => [queue, JSON.parse(body)])).toEqual([
      ['location-standings', { tenant_id: 'main', location_id: 'east', quiet_looks: 0 }],
    ]);
    expect(sent[0]?.[1].delaySeconds).toBeGreaterThan(policyCacheSeconds);
  });

  it('are offered as well when an earlier version is taken up again', async () => {
    const { desk, change, sent } = open('stored');
    await desk.restore({ ...change('safety_stock'), version: 1 });
    expect(sent).toHaveLength(1);
  });

  it('are offered neither for another policy nor when nothing was stored', async () => {
    const other = open('stored');
    await other.desk.set(other.change('buffers'));
    const refused = open('refused');
    expect(await refused.desk.set(refused.change('safety_stock'))).toMatchObject({ ok: false });
    expect([...other.sent, ...refused.sent]).toEqual([]);
  });
});
