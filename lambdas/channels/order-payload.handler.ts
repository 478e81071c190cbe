import { describePayloadRejection } from '../../lib/channels/index.ts';
import { getOrderPayloadRoute } from '../../lib/contracts/http/order-desk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { payloadDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const payloads = payloadDeskOf(platform);
  return httpHandler(platform, getOrderPayloadRoute, async (call) => {
    const opened = await payloads.get(call.principal.tenantId as TenantId, call.params.id, call.params.payload_id);
    if (!opened.ok) {
      const { code } = opened.error;
      return problemReply({ kind: 'not-found', code, message: describePayloadRejection(opened.error) }, call.requestId);
    }
    const { payloadId: payload_id, kind, byteLength: size, storedAt: stored_at, contentType, text, canonical } = opened.value;
    // The canonical order holds the channel's own names, which must stay as they are.
    return rawReply(200, { payload_id, kind, size, stored_at, content_type: contentType, text, canonical });
  });
};
