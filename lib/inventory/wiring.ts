import { countStockRoute, receiveStockRoute, reserveStockRoute, stockLevelsRoute } from '../contracts/http/inventory.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const inventoryWiring: ContextWiring = {
  context: 'inventory',
  http: [
    { route: receiveStockRoute, handler: 'inventory/receive-stock' },
    { route: countStockRoute, handler: 'inventory/count-stock' },
    { route: stockLevelsRoute, handler: 'inventory/stock-levels' },
    { route: reserveStockRoute, handler: 'inventory/reserve-stock' },
  ],
};
