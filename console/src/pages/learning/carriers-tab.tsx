import { Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { CarrierCell } from '../../shared/types.ts';
import { meanText } from '../forecasts/forecast-words.ts';
import { unitsText } from '../stock/units.tsx';
import { zoneNames, zoneWords } from './learning-words.ts';

type Interval = CarrierCell['damage_percent'];

/** What is to be expected, above the range that holds nine cases of ten. */
const Range = ({ of: { mean, low, high }, unit = '' }: { readonly of: Interval; readonly unit?: string }) => (
  <>
    <Text span inherit className="nowrap">
      {meanText(mean)}
      {unit}
    </Text>
    <Text size="xs" className="muted nowrap">
      {meanText(low)} to {meanText(high)}
    </Text>
  </>
);

const interval = (header: string, of: 'damage_percent' | 'late_percent'): Column<CarrierCell> => ({
  header,
  align: 'right',
  cell: (row) => <Range of={row[of]} unit=" %" />,
  csv: (row) => row[of].mean,
});

const costPercent = ({ cost_ratio: { mean, low, high } }: CarrierCell): Interval => ({
  mean: mean * 100,
  low: low * 100,
  high: high * 100,
});

const columns: readonly Column<CarrierCell>[] = [
  {
    header: 'Carrier',
    cell: ({ carrier, service }) => (
      <>
        {carrier}
        <Text size="xs" className="muted">
          {service}
        </Text>
      </>
    ),
    csv: ({ carrier }) => carrier,
  },
  { header: 'Service', csv: ({ service }) => service },
  { header: 'Zone', cell: ({ zone }) => <span className="nowrap">{zoneWords[zone]}</span>, csv: ({ zone }) => zone },
  { header: 'Goods', cell: ({ package_kind: kind }) => kind, csv: ({ package_kind: kind }) => kind },
  { header: 'Parcels', align: 'right', cell: ({ parcels }) => unitsText(parcels), csv: ({ parcels }) => parcels },
  {
    header: 'Rests on',
    cell: ({ basis }) => (
      <WordBadge word={basis === 'learned' ? 'outcomes' : 'the rates'} colour={basis === 'learned' ? 'green' : 'gray'} />
    ),
    csv: ({ basis }) => basis,
  },
  interval('Damaged', 'damage_percent'),
  interval('Late', 'late_percent'),
  {
    header: 'Price to rates',
    align: 'right',
    cell: (row) => <Range of={costPercent(row)} unit=" %" />,
    csv: ({ cost_ratio: { mean } }) => mean,
  },
  {
    header: 'Days, usually to hardly ever more',
    align: 'right',
    cell: ({ days }) => `${meanText(days.p50)} to ${meanText(days.p90)}`,
    csv: ({ days }) => days.p50,
  },
];

/** What outcomes have taught of carriers. */
export const CarriersTab = () => {
  const api = useApi();
  const [zone, setZone] = useState<CarrierCell['zone'] | ''>('');
  const [named, setNamed] = useState('');
  const asked = useQuery({ queryKey: ['carrier-performance'], queryFn: () => api.carrierPerformance() });
  const { data } = asked;
  const items = data?.items.filter(
    (one) => (zone === '' || one.zone === zone) && one.carrier.toLowerCase().includes(named.trim().toLowerCase()),
  );
  return (
    <Stack>
      <Text size="sm" maw={820} component="div">
        What parcels have shown of each carrier, by service, distance and kind of goods: what is to be expected, and the range that holds
        nine cases of ten. Few parcels say little, and what the rates say counts until there are more.
        {data?.made_at && (
          <>
            {' '}
            Counted <Time at={data.made_at} full />.
          </>
        )}
      </Text>
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      <DataTable
        label="Carriers by what came of their parcels"
        columns={columns}
        rows={{ items, error: undefined }}
        keyOf={({ carrier, service, zone: far, package_kind: kind }) => `${carrier} ${service} ${far} ${kind}`}
        tools={
          <>
            <TextInput
              size="xs"
              aria-label="Carrier"
              placeholder="Every carrier"
              autoComplete="off"
              value={named}
              onChange={(event) => setNamed(event.currentTarget.value)}
            />
            <Choice
              size="xs"
              aria-label="Zone"
              value={zone}
              options={[{ value: '', label: 'Every zone' }, ...zoneNames.map((value) => ({ value, label: zoneWords[value] }))]}
              onChange={(value) => setZone(zoneNames.find((one) => one === value) ?? '')}
            />
          </>
        }
        empty={
          data?.items.length === 0
            ? 'Nothing has been learned of carriers yet; what the rates say counts. Parcels are counted when they arrive, are reported damaged, or never come.'
            : 'There is none of these.'
        }
      />
    </Stack>
  );
};
