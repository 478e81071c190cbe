import * as z from 'zod';
import { activeHolds } from '../../lib/orders/index.ts';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf, orderReadingOf } from '../composition.ts';
import { ShipmentTask, workflowCaller } from '../task-input.ts';

const Input = ShipmentTask.extend({ task_token: z.string().min(1) });

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const reading = orderReadingOf(platform);
  return taskHandler(platform, Input, async (input) => {
    await fulfillmentOrders.registerWait(input.tenant_id, input.fulfillment_order_id, 'packed', input.task_token);
    const order = await reading.get(input.tenant_id, input.order_id);
    // A hold keeps the work back; whoever releases it releases the work.
    if (!order || activeHolds(order.order, 'release').length > 0) return;
    await fulfillmentOrders.apply(workflowCaller('shipment-release', input), input.fulfillment_order_id, {
      type: 'ReleaseFulfillmentOrder',
    });
  });
};
