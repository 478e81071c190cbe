import { deliverRoute } from '../../lib/contracts/http/fulfilment.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createApplyWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const apply = createApplyWork(platform);
  return httpHandler(platform, deliverRoute, (call) =>
    apply(call, { type: 'RecordDelivery', shipmentId: call.body.shipment_id, deliveredAt: call.body.delivered_at ?? platform.clock.now() }),
  );
};
