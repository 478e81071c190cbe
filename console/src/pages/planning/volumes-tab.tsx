import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import type { CarrierLane, CarrierVolumes } from '../../shared/types.ts';
import { meanText } from '../forecasts/forecast-words.ts';

type Row = CarrierLane['months'][number] & Pick<CarrierLane, 'from_location_id' | 'to_region'>;

const monthText = (month: string): string =>
  new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }).format(new Date(`${month}-15T12:00:00`));

const columns: readonly Column<Row>[] = [
  {
    header: 'From',
    cell: ({ from_location_id: from }) => from ?? <span className="muted">nowhere</span>,
    csv: ({ from_location_id: from }) => from,
  },
  { header: 'To region', cell: ({ to_region: to }) => (to === '' ? 'not known' : to), csv: ({ to_region: to }) => to },
  { header: 'Month', cell: ({ month }) => <span className="nowrap">{monthText(month)}</span>, csv: ({ month }) => month },
  { header: 'Parcels', align: 'right', cell: ({ parcels }) => <strong>{meanText(parcels)}</strong>, csv: ({ parcels }) => parcels },
  { header: 'Units', align: 'right', cell: ({ units }) => meanText(units), csv: ({ units }) => units },
  {
    header: 'By forecast',
    align: 'right',
    cell: ({ forecast_days: known, days }) => `${known} of ${days} days`,
    csv: ({ forecast_days: known }) => known,
  },
  {
    header: 'By season',
    align: 'right',
    cell: ({ season_days: known, days }) => `${known} of ${days} days`,
    csv: ({ season_days: known }) => known,
  },
  { header: 'Days', csv: ({ days }) => days },
];

type Season = CarrierVolumes['season'];

const seasonText = (season: Season | undefined): string => {
  if (!season) return '';
  const { counts, years, proof } = season;
  if (!proof) return 'Days beyond the forecast are like its mean day: too little of the past is known to tell a season by.';
  const off = `${meanText(proof.with_percent)} % with it, ${meanText(proof.without_percent)} % without`;
  return counts
    ? `Days beyond the forecast have the season of ${years === 1 ? 'the year before' : 'the two years before'}, of everything together. In the past that would have been off by ${off}.`
    : `Days beyond the forecast are like its mean day: a season has not proven itself in the past, which it would have told wrong by ${off}.`;
};

const ranges = ['1', '3', '6', '12'] as const;

/** Parcels expected by lane and month. */
export const VolumesTab = () => {
  const api = useApi();
  const [months, setMonths] = useState<(typeof ranges)[number]>('3');
  const asked = useQuery({
    queryKey: ['carrier-volumes', months],
    queryFn: () => api.getCarrierVolumes({ query: { months: Number(months) } }),
  });
  const rows = asked.data?.lanes.flatMap(({ from_location_id, to_region, months: parts }) =>
    parts.map((part): Row => ({ ...part, from_location_id, to_region })),
  );
  return (
    <Stack>
      <Text size="sm" maw={760}>
        For negotiations with carriers: parcels on each lane, from the location that would serve a region if it had everything.{' '}
        {seasonText(asked.data?.season)}
      </Text>
      <DataTable
        label="Carrier volumes"
        columns={columns}
        rows={{ items: rows, error: asked.error, retry: () => void asked.refetch() }}
        keyOf={({ from_location_id: from, to_region: to, month }) => `${from} ${to} ${month}`}
        tools={
          <Choice
            size="xs"
            aria-label="Months"
            value={months}
            options={ranges.map((value) => ({ value, label: value === '1' ? '1 month' : `${value} months` }))}
            onChange={(value) => setMonths(ranges.find((one) => one === value) ?? '3')}
          />
        }
        empty="There is no forecast yet. One is made each night for everything that has been ordered."
      />
    </Stack>
  );
};
