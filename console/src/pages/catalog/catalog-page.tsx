import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ImportTab } from './import-tab.tsx';
import { LocationsTab } from './locations-tab.tsx';
import { ProductsTab } from './products-tab.tsx';

const tabs = [
  { value: 'locations', label: 'Locations' },
  { value: 'products', label: 'Products' },
  { value: 'import', label: 'From a file' },
] as const;

/** Master data: where goods leave from, and what is sold. */
export const CatalogPage = () => {
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const shown = tabs.filter(({ value }) => value !== 'import' || may('catalog:write'));
  const tab = shown.find(({ value }) => value === query.get('tab'))?.value ?? 'locations';
  return (
    <>
      <PageHeader title="Locations and products" about="Where goods leave from, and what is sold. A row opens what can be changed of it." />
      <Tabs value={tab} onChange={(value) => setQuery(value === null ? {} : { tab: value }, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          {shown.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="locations">
          <LocationsTab />
        </Tabs.Panel>
        <Tabs.Panel value="products">
          <ProductsTab />
        </Tabs.Panel>
        <Tabs.Panel value="import">
          <ImportTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
};
