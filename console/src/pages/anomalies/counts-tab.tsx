import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { LocationChoice, useLocations, useMyLocation } from '../../shared/locations.tsx';
import { moneyText } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { CountDue } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { unitsText } from '../stock/units.tsx';
import { ArticleLink } from '../supply/document-parts.tsx';

const reasons = { stale: { word: 'long not counted', colour: 'gray' }, suspicious: { word: 'doubtful', colour: 'orange' } } as const;

const columns: readonly Column<CountDue>[] = [
  { header: 'Article', cell: ({ sku }) => <ArticleLink sku={sku} />, csv: ({ sku }) => sku },
  {
    header: 'Why',
    cell: ({ reason }) => <WordBadge word={reasons[reason].word} colour={reasons[reason].colour} />,
    csv: ({ reason }) => reason,
  },
  {
    header: 'In words',
    prose: true,
    cell: ({ sentence }) => (
      <Text size="sm" miw={200}>
        {sentence}
      </Text>
    ),
    csv: ({ sentence }) => sentence,
  },
  { header: 'Days', align: 'right', cell: ({ days }) => unitsText(days), csv: ({ days }) => days },
  {
    header: 'Last counted',
    cell: ({ last_counted_at: at }) => (at === null ? 'never' : <Time at={at} />),
    csv: ({ last_counted_at: at }) => at,
  },
  { header: 'On hand by the book', align: 'right', cell: (row) => unitsText(row.on_hand), csv: (row) => row.on_hand },
  { header: 'Units not verified', align: 'right', cell: (row) => unitsText(row.unverified_units), csv: (row) => row.unverified_units },
  {
    header: 'Their value',
    align: 'right',
    cell: ({ value_minor: value, currency }) => (value === null || currency === null ? '–' : moneyText(value, currency)),
    csv: ({ value_minor: value }) => value,
  },
  { header: 'Currency', csv: ({ currency }) => currency },
];

const Due = ({ locationId }: { readonly locationId: string }) => {
  const { api } = useSession();
  const rows = useRows(
    ['counts-due', locationId],
    (cursor) => api.listCountsDue({ query: { location_id: locationId, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.far },
  );
  return (
    <DataTable
      label={`Counts due at ${locationId}`}
      columns={columns}
      rows={rows}
      keyOf={({ sku }) => sku}
      empty="Nothing is due for a count here. Items become due by time, and when something makes their book doubtful."
    />
  );
};

/** What to count next at a location. */
export const CountsTab = () => {
  const { may } = useSession();
  const locations = useLocations();
  const [locationId, setLocation] = useMyLocation(locations);
  return (
    <Stack>
      <ProblemAlert error={locations.error} onRetry={locations.retry} />
      <Group align="flex-end">
        <LocationChoice locations={locations} value={locationId} onChange={setLocation} />
        {may('inventory:write') && locationId !== undefined && (
          <Anchor component={Link} underline="always" to="/receive?tab=count">
            Count at this location
          </Anchor>
        )}
      </Group>
      {locationId === undefined ? (
        <Text className="muted">Choose a location to see what to count next there. This browser remembers it.</Text>
      ) : (
        <Due key={locationId} locationId={locationId} />
      )}
    </Stack>
  );
};
