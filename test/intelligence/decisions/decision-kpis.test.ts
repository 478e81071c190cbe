import { describe, expect, it } from 'vitest';
import { createDecisionKpis } from '../../../lib/intelligence/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

type Parts = Parameters<typeof createDecisionKpis>[0];
type Said = Awaited<ReturnType<Parts['saidOf']>>;

const at = (day: string): Instant => Instant(`${day}.000Z`);
/** By order: when it was decided, and whether a person decided otherwise. */
const decided: Readonly<Record<string, readonly [string, boolean]>> = {
  a: ['2026-11-15T23:59:59', false],
  b: ['2026-11-16T00:00:00', true],
  c: ['2026-11-22T23:59:59', false],
  d: ['2026-11-23T00:00:00', false],
};

const measure = createDecisionKpis({
  orders: { streamOf: (tenantId: TenantId, id: string) => ({ tenantId, kind: 'ORDER', id }) } as unknown as Parts['orders'],
  decisions: {
    list: async ({ id }: { readonly id: string }) => [
      { decisionId: 'route.1', kind: 'routing', decidedAt: at(decided[id]?.[0] ?? ''), hash: '', receipt: {} },
    ],
  } as unknown as Parts['decisions'],
  pickOrders: async () => ({ orderIds: Object.keys(decided), ordersInRange: 4, isEstimate: false }),
  audit: async (_tenant, _order, { kind }) => ({ kind, finding: 'passed', recomputed: false }),
  readWhy: async () => undefined,
  saidOf: async (_tenant, name) =>
    Object.entries(decided).some(([id, [, otherwise]]) => otherwise && name.startsWith(`${id}.`))
      ? ([{ at: at('2026-11-24T00:00:00'), event: { type: 'decision.overridden', act: 'work:1', verb: 'rerouted' } }] as unknown as Said)
      : [],
  elapsedMs: () => 0,
});

describe('adoption over time', () => {
  it('is told by the week in which it was decided, from Monday to Sunday in UTC', async () => {
    const { weeks } = await measure(TenantId('main'), { from: at('2026-11-01T00:00:00'), to: at('2026-11-30T00:00:00') });
    expect(
      weeks.map(({ week, decisions, overridden, acceptedPercent, overridePercent }) => [
        week,
        decisions,
        overridden,
        acceptedPercent,
        overridePercent,
      ]),
    ).toEqual([
      ['2026-11-09', 1, 0, 100, 0],
      ['2026-11-16', 2, 1, 50, 50],
      ['2026-11-23', 1, 0, 100, 0],
    ]);
  });
});
