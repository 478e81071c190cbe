import { countStockRoute, receiveStockRoute, reserveStockRoute, stockLevelsRoute } from '../contracts/http/inventory.ts';
import { stockItemsRoute } from '../contracts/http/stock-desk.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const inventoryWiring: ContextWiring = {
  context: 'inventory',
  http: [
    { route: receiveStockRoute, handler: 'inventory/receive-stock' },
    { route: countStockRoute, handler: 'inventory/count-stock' },
    { route: stockLevelsRoute, handler: 'inventory/stock-levels' },
    { route: stockItemsRoute, handler: 'inventory/stock-items' },
    { route: reserveStockRoute, handler: 'inventory/reserve-stock' },
  ],
};
