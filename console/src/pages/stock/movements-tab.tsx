import { Anchor, Box, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { StockMovement } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { useLevels } from './levels-tab.tsx';
import { ReferenceLink } from './reference-link.tsx';
import { signedText, unitsText } from './units.tsx';

const buckets = [
  { of: 'on_hand', name: 'on hand' },
  { of: 'allocated', name: 'allocated' },
  { of: 'incoming', name: 'incoming' },
  { of: 'damaged', name: 'damaged' },
  { of: 'quality_control', name: 'in inspection' },
] as const;

const changesOf = ({ change }: StockMovement): readonly string[] =>
  buckets.flatMap(({ of, name }) => (change[of] === 0 ? [] : [`${signedText(change[of])} ${name}`]));

const actors = { user: 'person', system: 'installation', api_key: 'key' } as const;

const columns: readonly Column<StockMovement>[] = [
  { header: 'No', align: 'right', wideOnly: true, cell: ({ version }) => version, csv: ({ version }) => version },
  { header: 'Movement', cell: ({ type }) => words(type), csv: ({ type }) => type },
  { header: 'Event', csv: ({ event }) => event },
  {
    header: 'Change',
    cell: (movement) => {
      const changes = changesOf(movement);
      return changes.length === 0 ? (
        <span className="muted">none</span>
      ) : (
        changes.map((change) => (
          <Text key={change} size="sm" className="nowrap">
            {change}
          </Text>
        ))
      );
    },
    csv: (movement) => changesOf(movement).join(', '),
  },
  ...buckets.map(({ of, name }): Column<StockMovement> => ({ header: `Change ${name}`, csv: ({ change }) => change[of] })),
  { header: 'On hand after', align: 'right', cell: ({ balance }) => unitsText(balance.on_hand), csv: ({ balance }) => balance.on_hand },
  {
    header: 'Available after',
    align: 'right',
    cell: ({ balance }) => unitsText(balance.available),
    csv: ({ balance }) => balance.available,
  },
  {
    header: 'Reason',
    cell: ({ reason_code: reason }) => (reason === null ? '–' : words(reason)),
    csv: ({ reason_code: reason }) => reason,
  },
  {
    header: 'Document or order',
    cell: ({ reference }) =>
      reference === null ? (
        '–'
      ) : (
        <Text span size="sm">
          <ReferenceLink reference={reference} />
        </Text>
      ),
    csv: ({ reference }) => reference,
  },
  { header: 'By', wideOnly: true, cell: ({ actor }) => actors[actor], csv: ({ actor }) => actor },
  { header: 'At', cell: ({ at }) => <Time at={at} />, csv: ({ at }) => at },
];

const Movements = ({ sku, locationId }: { readonly sku: string; readonly locationId: string }) => {
  const { api } = useSession();
  const rows = useRows(
    ['movements', sku, locationId],
    (cursor) => api.getStockMovements({ query: { sku, location_id: locationId, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.far },
  );
  return (
    <DataTable
      label={`Movements of ${sku} at ${locationId}`}
      columns={columns}
      rows={rows}
      keyOf={({ version }) => String(version)}
      empty={`Nothing has moved of ${sku} at ${locationId} yet.`}
    />
  );
};

/** Everything that has moved of an article at a location, newest first. */
export const MovementsTab = ({ sku }: { readonly sku: string }) => {
  const names = useLocationNames();
  const levels = useLevels(sku);
  const [chosen, setChosen] = useState<string>();
  const places = levels.data?.levels.map((level) => level.location_id) ?? [];
  const locationId = chosen ?? places[0];
  if (levels.error && !levels.data) return <ProblemAlert error={levels.error} onRetry={() => void levels.refetch()} />;
  if (levels.data && locationId === undefined)
    return (
      <Text className="muted">
        No location has, or has had, any of {sku}. Put goods on the book under{' '}
        <Anchor component={Link} to="/receive" underline="always">
          Receive and count
        </Anchor>
        .
      </Text>
    );
  return (
    <Stack>
      <Box maw={320}>
        <Choice
          label="Location"
          value={locationId ?? ''}
          options={places.map((id) => ({ value: id, label: names.get(id) ?? id }))}
          onChange={setChosen}
        />
      </Box>
      {locationId !== undefined && <Movements key={locationId} sku={sku} locationId={locationId} />}
    </Stack>
  );
};
