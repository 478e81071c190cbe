import { Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { LocationChoice, useLocations } from '../../shared/locations.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { SafetyStockAlert } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { unitsText } from '../stock/units.tsx';
import { ArticleLink } from '../supply/document-parts.tsx';
import { severityWords } from './anomaly-words.ts';
import { NextStep } from './next-step.tsx';

const sources = { policy: 'the policy', forecast: 'the forecast' } as const;

const columns: readonly Column<SafetyStockAlert>[] = [
  { header: 'Article', cell: ({ sku }) => <ArticleLink sku={sku} />, csv: ({ sku }) => sku },
  { header: 'Location', cell: ({ location_id: id }) => id, csv: ({ location_id: id }) => id },
  {
    header: 'Severity',
    cell: ({ severity }) => <WordBadge word={severityWords[severity].word} colour={severityWords[severity].colour} />,
    csv: ({ severity }) => severity,
  },
  { header: 'Safety stock', align: 'right', cell: (row) => unitsText(row.safety_stock), csv: (row) => row.safety_stock },
  { header: 'By', cell: ({ source }) => sources[source], csv: ({ source }) => source },
  { header: 'There', align: 'right', cell: (row) => unitsText(row.counted), csv: (row) => row.counted },
  { header: 'Short by', align: 'right', cell: (row) => <strong>{unitsText(row.shortfall)}</strong>, csv: (row) => row.shortfall },
  {
    header: 'In words',
    prose: true,
    cell: ({ sentence }) => (
      <Text size="sm" miw={180}>
        {sentence}
      </Text>
    ),
    csv: ({ sentence }) => sentence,
  },
  {
    header: 'What to do',
    prose: true,
    cell: (row) => <NextStep action={row.recommended_action} sku={row.sku} locationId={row.location_id} />,
    csv: ({ recommended_action: action }) => action.text,
  },
  { header: 'Since', cell: ({ opened_at: at }) => <Time at={at} relative />, csv: ({ opened_at: at }) => at },
];

/** Articles of which a location has less than it should keep. */
export const AlertsTab = () => {
  const { api } = useSession();
  const locations = useLocations();
  const [locationId, setLocation] = useState('');
  const rows = useRows(
    ['safety-stock-alerts', locationId],
    (cursor) =>
      api.listSafetyStockAlerts({
        query: { ...(locationId === '' ? {} : { location_id: locationId }), ...(cursor === undefined ? {} : { cursor }) },
      }),
    { liveMs: live.far },
  );
  return (
    <>
      <ProblemAlert error={locations.error} onRetry={locations.retry} />
      <DataTable
        label="Safety-stock alerts"
        columns={columns}
        rows={rows}
        keyOf={({ sku, location_id: id }) => `${id} ${sku}`}
        tools={<LocationChoice locations={locations} value={locationId} onChange={setLocation} all="All locations" />}
        empty="Nothing runs short of its safety stock. The policies “safety stock” and “stock checks” say how much that is."
      />
    </>
  );
};
