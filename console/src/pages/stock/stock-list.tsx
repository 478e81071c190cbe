import { useState } from 'react';
import { Box } from '@mantine/core';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { LocationChoice, useLocations } from '../../shared/locations.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Sku } from '../../shared/sku.tsx';
import { Time } from '../../shared/time.tsx';
import type { StockItem } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { columnsOfUnits } from './units.tsx';

const columns: readonly Column<StockItem>[] = [
  { header: 'Article', cell: (item) => item.title, csv: (item) => item.title },
  { header: 'SKU', cell: (item) => <Sku of={item.sku} />, csv: (item) => item.sku },
  { header: 'Barcode', csv: (item) => item.barcode },
  ...columnsOfUnits<StockItem>(true),
  { header: 'Locations', align: 'right', cell: (item) => item.locations, csv: (item) => item.locations, wideOnly: true },
  { header: 'Changed', cell: (item) => <Time at={item.updated_at} />, csv: (item) => item.updated_at, wideOnly: true },
];

/** Stock over the articles of the catalog, at one location or at all of them. */
export const StockList = ({ onOpen }: { readonly onOpen: (sku: string) => void }) => {
  const { api } = useSession();
  const locations = useLocations();
  const [locationId, setLocation] = useState('');
  const rows = useRows(['stock-items', locationId], (cursor) =>
    api.getStockItems({
      query: { ...(locationId === '' ? {} : { location_id: locationId }), ...(cursor === undefined ? {} : { cursor }) },
    }),
  );
  return (
    <>
      <ProblemAlert error={locations.error} onRetry={locations.retry} />
      <DataTable
        label={locationId === '' ? 'Stock' : `Stock at ${locationId}`}
        columns={columns}
        rows={rows}
        keyOf={(item) => item.sku}
        onOpen={(item) => onOpen(item.sku)}
        tools={
          <Box miw={220}>
            <LocationChoice locations={locations} value={locationId} onChange={setLocation} label="Location" all="All locations" />
          </Box>
        }
        empty="The catalog has no articles yet. Add products under Locations and products, or import them."
      />
    </>
  );
};
