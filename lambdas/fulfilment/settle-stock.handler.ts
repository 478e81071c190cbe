import * as z from 'zod';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { settleStockOf } from '../composition.ts';
import { fulfillmentOrderId, tenantId } from '../task-input.ts';

const Input = z.object({ tenant_id: tenantId, fulfillment_order_id: fulfillmentOrderId });

export const create = (platform: Platform) => {
  const settleStock = settleStockOf(platform);
  return taskHandler(platform, Input, (input) => {
    const cause = { correlationId: input.fulfillment_order_id, causationId: input.fulfillment_order_id };
    return settleStock(systemCaller(input.tenant_id, 'stock-settlement', cause), input.tenant_id, input.fulfillment_order_id);
  });
};
