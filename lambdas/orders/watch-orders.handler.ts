import { createWatchOrders } from '../../lib/orders/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderWatchParts } from './watch-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = createWatchOrders(orderWatchParts(platform));
  return stack(platform, () => runAll());
};
