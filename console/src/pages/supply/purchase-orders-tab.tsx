import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { useLocations } from '../../shared/locations.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { PurchaseOrder } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { unitsText } from '../stock/units.tsx';
import { ListFilters, notEnded } from './list-filters.tsx';
import { SupplyLink, supplyPath } from './supply-link.tsx';
import { Expected, hasEnded, purchaseOrderStatuses, SupplyStatus } from './supply-words.tsx';

const sum = (order: PurchaseOrder, of: 'quantity' | 'outstanding'): number => order.lines.reduce((units, line) => units + line[of], 0);

/** When the next goods of it are expected; null when no line that is still to come has a day. */
const nextExpected = ({ lines }: PurchaseOrder): string | null =>
  lines
    .flatMap(({ outstanding, expected_at: at }) => (outstanding > 0 && at !== null ? [at] : []))
    .toSorted()
    .at(0) ?? null;

const columns: readonly Column<PurchaseOrder>[] = [
  {
    header: 'Purchase order',
    cell: (one) => <SupplyLink kind="purchase_order" id={one.purchase_order_id} />,
    csv: (one) => one.purchase_order_id,
  },
  { header: 'Status', cell: (one) => <SupplyStatus status={one.status} />, csv: (one) => one.status },
  { header: 'Supplier', cell: (one) => one.supplier, csv: (one) => one.supplier },
  { header: 'Their number', wideOnly: true, cell: (one) => one.reference ?? '–', csv: (one) => one.reference },
  { header: 'To', cell: (one) => one.location_id, csv: (one) => one.location_id },
  { header: 'Units ordered', align: 'right', cell: (one) => unitsText(sum(one, 'quantity')), csv: (one) => sum(one, 'quantity') },
  { header: 'Still to come', align: 'right', cell: (one) => unitsText(sum(one, 'outstanding')), csv: (one) => sum(one, 'outstanding') },
  {
    header: 'Next expected',
    cell: (one) => (hasEnded(one.status) ? '–' : <Expected at={nextExpected(one)} isOpen />),
    csv: nextExpected,
  },
  { header: 'Created', wideOnly: true, cell: (one) => <Time at={one.created_at} />, csv: (one) => one.created_at },
];

/** Orders with suppliers, the newest first. */
export const PurchaseOrdersTab = () => {
  const { api } = useSession();
  const navigate = useNavigate();
  const locations = useLocations();
  const [status, setStatus] = useState<PurchaseOrder['status'] | typeof notEnded>(notEnded);
  const [locationId, setLocation] = useState('');
  const rows = useRows(
    ['purchase-orders', status, locationId],
    (cursor) =>
      api.listPurchaseOrders({
        query: {
          ...(status === notEnded ? {} : { status }),
          ...(locationId === '' ? {} : { location_id: locationId }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      }),
    { liveMs: live.near },
  );
  return (
    <>
      <ProblemAlert error={locations.error} onRetry={locations.retry} />
      <DataTable
        label="Purchase orders"
        columns={columns}
        rows={rows}
        keyOf={(one) => one.purchase_order_id}
        onOpen={(one) => void navigate(supplyPath('purchase_order', one.purchase_order_id))}
        tools={
          <ListFilters
            statuses={purchaseOrderStatuses}
            status={status}
            onStatus={setStatus}
            locations={locations}
            locationId={locationId}
            onLocation={setLocation}
          />
        }
        empty={
          status === notEnded && locationId === ''
            ? 'No supplier is to deliver anything. New purchase order announces goods.'
            : 'There is no such purchase order. Choose another status or location.'
        }
      />
    </>
  );
};
