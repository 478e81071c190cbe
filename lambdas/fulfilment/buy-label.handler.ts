import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf } from '../composition.ts';
import { ShipmentTask, workflowCaller } from '../task-input.ts';

/** Name that the workflow catches. */
class FulfillmentOrderEnded extends Error {
  override readonly name = 'FulfillmentOrderEnded';
}

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  return taskHandler(platform, ShipmentTask, async (input) => {
    const label = await fulfillmentOrders.buyLabel(workflowCaller('shipment-label', input), input.fulfillment_order_id);
    if (!label.ok) throw new Error(`label could not be recorded: ${label.error.code}`);
    if (label.value === 'ended') throw new FulfillmentOrderEnded('called off before a label was bought');
    return { label: label.value };
  });
};
