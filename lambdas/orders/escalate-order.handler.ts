import * as z from 'zod';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderEscalationOf } from '../composition.ts';
import { OrderTask, workflowCaller } from '../task-input.ts';

const Input = OrderTask.extend({ error: z.string(), execution_name: z.string() });

export const create = (platform: Platform) => {
  const escalate = orderEscalationOf(platform);
  return taskHandler(platform, Input, (input) =>
    escalate(workflowCaller('order-escalation', input), input.order_id, { error: input.error, executionName: input.execution_name }),
  );
};
