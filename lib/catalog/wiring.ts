import { getProductRoute, listLocationsRoute, listProductsRoute, putLocationRoute, putProductRoute } from '../contracts/http/inventory.ts';
import { searchProductsRoute } from '../contracts/http/stock-desk.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const catalogWiring: ContextWiring = {
  context: 'catalog',
  http: [
    { route: putProductRoute, handler: 'catalog/put-product' },
    { route: listProductsRoute, handler: 'catalog/list-products' },
    { route: getProductRoute, handler: 'catalog/get-product' },
    { route: searchProductsRoute, handler: 'catalog/search-products' },
    { route: putLocationRoute, handler: 'catalog/put-location' },
    { route: listLocationsRoute, handler: 'catalog/list-locations' },
  ],
};
