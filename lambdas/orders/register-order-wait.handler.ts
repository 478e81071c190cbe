import * as z from 'zod';
import { orderWaits } from '../../lib/orders/index.ts';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderWaitingOf } from '../composition.ts';
import { OrderTask } from '../task-input.ts';

const Input = OrderTask.extend({ wait: z.enum(orderWaits), task_token: z.string().min(1) });

export const create = (platform: Platform) => {
  const { registerWait } = orderWaitingOf(platform);
  return taskHandler(platform, Input, (input) => registerWait(input.tenant_id, input.order_id, input.wait, input.task_token));
};
