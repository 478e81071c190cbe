import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { dateText } from '../../shared/time.tsx';
import type { StaffedLocation } from '../../shared/types.ts';
import { meanText } from '../forecasts/forecast-words.ts';

const StaffingChart = lazy(async () => ({ default: (await import('./staffing-chart.tsx')).StaffingChart }));

type Day = StaffedLocation['days'][number];

const columns: readonly Column<Day>[] = [
  { header: 'Day', cell: ({ day }) => <span className="nowrap">{dateText(day)}</span>, csv: ({ day }) => day },
  { header: 'Units', align: 'right', cell: ({ units }) => meanText(units), csv: ({ units }) => units },
  { header: 'Order lines', align: 'right', cell: ({ lines }) => meanText(lines), csv: ({ lines }) => lines },
  { header: 'People, usually', align: 'right', cell: ({ people_p50: people }) => people, csv: ({ people_p50: people }) => people },
  {
    header: 'People on a busy day',
    align: 'right',
    cell: ({ people_p90: people }) => <strong>{people}</strong>,
    csv: ({ people_p90: people }) => people,
  },
  { header: 'Parcels', align: 'right', cell: ({ parcels }) => meanText(parcels), csv: ({ parcels }) => parcels },
  {
    header: 'Capacity',
    cell: ({ is_over_capacity: isOver }) =>
      isOver === null ? (
        <span className="muted">not said</span>
      ) : (
        <WordBadge word={isOver ? 'too small' : 'enough'} colour={isOver ? 'red' : 'green'} />
      ),
    csv: ({ is_over_capacity: isOver }) => isOver,
  },
];

const Place = ({ place, name }: { readonly place: StaffedLocation; readonly name: string }) => (
  <Section title={name}>
    <Stack gap="sm">
      <Text size="sm" className="muted">
        {meanText(place.lines_per_person_hour)} lines by a person in an hour
        {place.capacity_per_day === null ? '' : `; it can send ${place.capacity_per_day} parcels a day`}.
      </Text>
      <Suspense fallback={<div style={{ height: 220 }} />}>
        <StaffingChart
          label={`People needed at ${name}`}
          points={place.days.map(({ day, people_p50: usual, people_p90: busy }) => ({ at: dateText(day), usual, busy }))}
        />
      </Suspense>
      <DataTable
        label={`Staffing of ${name}`}
        columns={columns}
        rows={{ items: place.days }}
        keyOf={({ day }) => day}
        empty="There are no days."
      />
    </Stack>
  </Section>
);

/** How many people each location needs on each of the days ahead. */
export const StaffingTab = () => {
  const api = useApi();
  const names = useLocationNames();
  const asked = useQuery({ queryKey: ['staffing'], queryFn: () => api.getStaffingPlan() });
  const { data } = asked;
  return (
    <Stack>
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {data && (
        <Text size="sm" maw={760}>
          Whole people, by the forecast and the policy “labour” (
          {data.policy_version === 0 ? 'as it came' : `version ${data.policy_version}`}).{' '}
          {data.basis === 'measured'
            ? `Lines to an order: ${meanText(data.lines_per_order)}, units to a line: ${meanText(data.units_per_line)}, by the newest orders.`
            : 'No orders are known yet, so a line counts as one unit and an order as one line.'}
        </Text>
      )}
      {data?.locations.length === 0 && (
        <Text className="muted">There is nothing to plan yet: it takes a forecast, which is made each night, and locations.</Text>
      )}
      {data?.locations.map((place) => (
        <Place key={place.location_id} place={place} name={names.get(place.location_id) ?? place.location_id} />
      ))}
    </Stack>
  );
};
