import { reportMishapRoute } from '../../lib/contracts/http/mishaps.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createApplyWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const apply = createApplyWork(platform);
  return httpHandler(platform, reportMishapRoute, (call) => {
    const { shipment_id: shipmentId, mishap } = call.body;
    return apply(call, { type: 'ReportMishap', shipmentId, mishap, reportedAt: platform.clock.now() });
  });
};
