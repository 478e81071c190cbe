import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderSourcingOf } from '../composition.ts';
import { OrderTask, workflowCaller } from '../task-input.ts';

export const create = (platform: Platform) => {
  const source = orderSourcingOf(platform);
  return taskHandler(platform, OrderTask, async (input) => {
    const { next, fulfillmentOrderIds } = await source(workflowCaller('order-sourcing', input), input.order_id);
    return { next, fulfillment_order_ids: fulfillmentOrderIds };
  });
};
