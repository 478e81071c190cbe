import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { forecastAccuracyEventPayloads } from '../../lib/contracts/events/forecasting.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { beginTrainingOf } from './training-parts.ts';

const Breached = forecastAccuracyEventPayloads['forecast.accuracy_breached'];

/** Forecasts have missed for weeks: the model of demand is trained anew, unless the policy or its limits forbid it. */
export const create = (platform: Platform) => {
  const training = beginTrainingOf(platform);
  return queueHandler(platform, BusEnvelope, async ({ body: { detail } }) => {
    const { measure, week } = Breached.parse(detail.payload);
    const tenantId = detail.tenant_id as TenantId;
    const reason = `Forecasts missed their limit three weeks running (${measure}, week of ${week}).`;
    const begun = await training.begin(tenantId, { model: 'forecast', trigger: 'accuracy', reason, requestedBy: 'accuracy' });
    if (!begun.ok) platform.observability.logger.warn('no training after a breach', { tenant_id: tenantId, code: begun.error.code });
  });
};
