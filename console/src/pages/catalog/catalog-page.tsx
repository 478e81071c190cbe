import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { ImportTab } from './import-tab.tsx';
import { LocationsTab } from './locations-tab.tsx';
import { ProductsTab } from './products-tab.tsx';

const tabs = [
  { value: 'locations', label: 'Locations', Panel: LocationsTab },
  { value: 'products', label: 'Products', Panel: ProductsTab },
  { value: 'import', label: 'From a file', scope: 'catalog:write', Panel: ImportTab },
] as const satisfies readonly PageTab[];

/** Master data: where goods leave from, and what is sold. */
export const CatalogPage = () => (
  <TabbedPage
    title="Locations and products"
    about="Where goods leave from, and what is sold. A row opens what can be changed of it."
    tabs={tabs}
  />
);
