import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { useLocations } from '../../shared/locations.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { Transfer } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { unitsText } from '../stock/units.tsx';
import { ListFilters, notEnded } from './list-filters.tsx';
import { SupplyLink, supplyPath } from './supply-link.tsx';
import { Expected, hasEnded, SupplyStatus, transferStatuses } from './supply-words.tsx';

const sum = (transfer: Transfer, of: 'quantity' | 'in_transit' | 'received'): number =>
  transfer.lines.reduce((units, line) => units + line[of], 0);

const columns: readonly Column<Transfer>[] = [
  { header: 'Transfer', cell: (one) => <SupplyLink kind="transfer" id={one.transfer_id} />, csv: (one) => one.transfer_id },
  { header: 'Status', cell: (one) => <SupplyStatus status={one.status} />, csv: (one) => one.status },
  { header: 'From', cell: (one) => one.from_location_id, csv: (one) => one.from_location_id },
  { header: 'To', cell: (one) => one.to_location_id, csv: (one) => one.to_location_id },
  { header: 'Articles', align: 'right', wideOnly: true, cell: (one) => one.lines.length, csv: (one) => one.lines.length },
  { header: 'Units asked for', align: 'right', cell: (one) => unitsText(sum(one, 'quantity')), csv: (one) => sum(one, 'quantity') },
  { header: 'Under way', align: 'right', cell: (one) => unitsText(sum(one, 'in_transit')), csv: (one) => sum(one, 'in_transit') },
  {
    header: 'Received',
    align: 'right',
    wideOnly: true,
    cell: (one) => unitsText(sum(one, 'received')),
    csv: (one) => sum(one, 'received'),
  },
  {
    header: 'Expected',
    cell: (one) => <Expected at={one.expected_at} isOpen={!hasEnded(one.status)} />,
    csv: (one) => one.expected_at,
  },
  { header: 'Created', wideOnly: true, cell: (one) => <Time at={one.created_at} />, csv: (one) => one.created_at },
];

/** Transfers between locations, the newest first. */
export const TransfersTab = () => {
  const { api } = useSession();
  const navigate = useNavigate();
  const locations = useLocations();
  const [status, setStatus] = useState<Transfer['status'] | typeof notEnded>(notEnded);
  const [locationId, setLocation] = useState('');
  const rows = useRows(
    ['transfers', status, locationId],
    (cursor) =>
      api.listTransfers({
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
        label="Transfers"
        columns={columns}
        rows={rows}
        keyOf={(one) => one.transfer_id}
        onOpen={(one) => void navigate(supplyPath('transfer', one.transfer_id))}
        tools={
          <ListFilters
            statuses={transferStatuses}
            status={status}
            onStatus={setStatus}
            locations={locations}
            locationId={locationId}
            onLocation={setLocation}
          />
        }
        empty={
          status === notEnded && locationId === ''
            ? 'No goods are to go from one location to another. New transfer asks for some.'
            : 'There is no such transfer. Choose another status or location.'
        }
      />
    </>
  );
};
