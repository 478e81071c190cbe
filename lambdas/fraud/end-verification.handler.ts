import { VerificationTimer } from '../../lib/contracts/events/own-messages.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { verificationOf } from '../composed/fraud.ts';
import { workflowCaller } from '../task-input.ts';

export const create = (platform: Platform) => {
  const { expire } = verificationOf(platform);
  return queueHandler(platform, VerificationTimer, ({ body }) =>
    expire(workflowCaller('fraud-verification', body), body.order_id, body.verification, body.send),
  );
};
