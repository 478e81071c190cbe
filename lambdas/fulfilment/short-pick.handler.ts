import { shortPickRoute } from '../../lib/contracts/http/fulfilment.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createApplyWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const apply = createApplyWork(platform);
  return httpHandler(platform, shortPickRoute, (call) =>
    apply(call, {
      type: 'RecordShortPick',
      reason: call.body.reason,
      lines: call.body.lines.map((line) => ({ lineId: line.line_id, pickedQuantity: line.picked_quantity })),
    }),
  );
};
