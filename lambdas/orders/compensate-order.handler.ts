import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderCompensationOf } from '../composition.ts';
import { OrderTask, workflowCaller } from '../task-input.ts';

export const create = (platform: Platform) => {
  const compensate = orderCompensationOf(platform);
  return taskHandler(platform, OrderTask, (input) => compensate(workflowCaller('order-compensation', input), input.order_id));
};
