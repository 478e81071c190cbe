import { createTenantIds } from '../../lib/access/index.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { createPickOrders } from '../../lib/operations/index.ts';
import { orderKind } from '../../lib/orders/index.ts';
import { concurrently } from '../../lib/platform/concurrently.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { decisionsOf } from '../composed/base.ts';
import { auditDecisionOf } from './decision-audit.ts';

const dayMs = 24 * 3_600_000;
/** Orders of a tenant that are examined each night. */
const ordersMax = 300;
const ordersAtOnce = 10;

/** Decides again every night what was decided the day before, and says when a receipt is not the one that was written. */
export const create = (platform: Platform) => {
  const [tenantIds, pickOrders, audit, decisions] = [
    createTenantIds(platform),
    createPickOrders(platform),
    auditDecisionOf(platform),
    decisionsOf(platform),
  ];
  const { clock, observability } = platform;
  return stack(platform, async () => {
    const to = clock.now();
    for (const tenantId of await tenantIds()) {
      const counts = new Map<string, number>();
      const { orderIds } = await pickOrders(tenantId, { from: plusMs(to, -dayMs), to }, ordersMax);
      await concurrently(orderIds, ordersAtOnce, async (orderId) => {
        for (const record of await decisions.list({ tenantId, kind: orderKind, id: orderId })) {
          const { finding } = await audit(tenantId, orderId, record);
          counts.set(finding, (counts.get(finding) ?? 0) + 1);
          if (finding !== 'passed')
            observability.logger.warn('decision did not pass its audit', {
              tenant_id: tenantId,
              order_id: orderId,
              decision_id: record.decisionId,
              finding,
            });
        }
      });
      const failed = [...counts].reduce((sum, [finding, count]) => (finding === 'passed' ? sum : sum + count), 0);
      if (failed > 0) observability.metrics.addMetric('DecisionAuditsFailed', 'Count', failed);
    }
  });
};
