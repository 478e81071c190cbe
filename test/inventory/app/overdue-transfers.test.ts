import { expect, it } from 'vitest';
import { createWatchTransfers } from '../../../lib/inventory/index.ts';
import { overdueAfterMs } from '../../../lib/inventory/app/supply/overdue-transfers.ts';
import { supplyKeys } from '../../../lib/inventory/app/supply/supply.keys.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const now = Instant('2026-11-22T12:00:00.000Z');

it('counts transfers of every tenant that are a day behind, and none that may still come', async () => {
  const clock = createVirtualClock(now);
  const { table: views } = createModelTable({ nowMs: () => toEpochMs(clock.now()) });
  const due = (tenant: string, id: string, expectedAt: Instant) => views.put({ PK: supplyKeys.due(tenant), SK: `${expectedAt}#${id}` });
  await due('main', 'late', plusMs(now, -overdueAfterMs - 1));
  await due('main', 'almost', plusMs(now, -overdueAfterMs + 1));
  await due('second', 'very-late', plusMs(now, -10 * overdueAfterMs));
  await due('second', 'to-come', plusMs(now, overdueAfterMs));
  const told: { readonly metrics: unknown[]; readonly warnings: unknown[] } = { metrics: [], warnings: [] };
  const observability = {
    metrics: { addMetric: (...metric: unknown[]) => told.metrics.push(metric) },
    logger: { warn: (...line: unknown[]) => told.warnings.push(line) },
  } as unknown as Platform['observability'];
  const watch = createWatchTransfers({
    platform: { views, clock, observability },
    tenants: () => Promise.resolve([TenantId('main'), TenantId('second'), TenantId('third')]),
  });
  expect(await watch()).toEqual({ overdue: 2 });
  expect(told).toEqual({
    metrics: [['TransfersOverdue', 'Count', 2]],
    warnings: [
      ['transfers overdue', { tenant_id: 'main', transfers: 1 }],
      ['transfers overdue', { tenant_id: 'second', transfers: 1 }],
    ],
  });
});
