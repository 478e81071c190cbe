import * as z from 'zod';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf } from '../composition.ts';
import { ShipmentTask } from '../task-input.ts';

const Input = ShipmentTask.extend({ wait: z.enum(['packed', 'shipped']), task_token: z.string().min(1) });

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  return taskHandler(platform, Input, (input) =>
    fulfillmentOrders.registerWait(input.tenant_id, input.fulfillment_order_id, input.wait, input.task_token),
  );
};
