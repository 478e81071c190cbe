import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderAssessmentOf } from '../composition.ts';
import { OrderTask, workflowCaller } from '../task-input.ts';

export const create = (platform: Platform) => {
  const assess = orderAssessmentOf(platform);
  return taskHandler(platform, OrderTask, async (input) => ({
    next: await assess(workflowCaller('order-assessment', input), input.order_id),
  }));
};
