import { OrderTimer } from '../../lib/contracts/events/own-messages.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderManagementOf } from '../composition.ts';
import { workflowCaller } from '../task-input.ts';

// Completed already, back in work, or held: whoever releases the hold schedules completion anew.
const settled: ReadonlySet<string> = new Set(['transition-refused', 'order-on-hold', 'order-closed']);

export const create = (platform: Platform) => {
  const manage = orderManagementOf(platform);
  return queueHandler(platform, OrderTimer, async ({ body }) => {
    const completed = await manage.complete(workflowCaller('order-completion', body), body.order_id);
    if (!completed.ok && !settled.has(completed.error.code)) throw new Error(`order refused completion with ${completed.error.code}`);
  });
};
