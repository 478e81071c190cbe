import { Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import type { ReplayResult } from '../../shared/types.ts';

type Row = ReplayResult['locations'][number];

const chartedMax = 12;

// The chart is heavy and below the fold.
const LocationChart = lazy(async () => ({ default: (await import('./location-chart.tsx')).LocationChart }));

const delta = ({ logged, candidate }: Row): number => candidate.cost_minor - logged.cost_minor;

const signedCount = (value: number): string => (value === 0 ? 'same' : `${value > 0 ? '+' : '−'}${Math.abs(value).toLocaleString()}`);

const signedMoney = (value: number, currency: string): string =>
  value === 0 ? 'same' : `${value > 0 ? '+' : '−'}${moneyText(Math.abs(value), currency)}`;

const number = (header: string, of: (row: Row) => number, text: (row: Row) => string, wideOnly = false): Column<Row> => ({
  header,
  align: 'right',
  cell: (row) => <span className="nowrap">{text(row)}</span>,
  csv: of,
  wideOnly,
});

const columnsOf = (names: ReadonlyMap<string, string>): readonly Column<Row>[] => [
  { header: 'Location', cell: ({ location_id: id }) => names.get(id) ?? id, csv: ({ location_id: id }) => id },
  { header: 'Currency', csv: ({ currency }) => currency },
  number(
    'Orders, log',
    (row) => row.logged.orders,
    (row) => row.logged.orders.toLocaleString(),
    true,
  ),
  number(
    'Orders, replayed',
    (row) => row.candidate.orders,
    (row) => row.candidate.orders.toLocaleString(),
    true,
  ),
  number(
    'Parcels, log',
    (row) => row.logged.parcels,
    (row) => row.logged.parcels.toLocaleString(),
  ),
  number(
    'Parcels, replayed',
    (row) => row.candidate.parcels,
    (row) => row.candidate.parcels.toLocaleString(),
  ),
  number(
    'Units',
    (row) => row.candidate.units - row.logged.units,
    (row) => signedCount(row.candidate.units - row.logged.units),
    true,
  ),
  number(
    'Cost, log',
    (row) => row.logged.cost_minor,
    (row) => moneyText(row.logged.cost_minor, row.currency),
  ),
  number(
    'Cost, replayed',
    (row) => row.candidate.cost_minor,
    (row) => moneyText(row.candidate.cost_minor, row.currency),
  ),
  number('Difference', delta, (row) => signedMoney(delta(row), row.currency)),
];

type ByLocationProps = { readonly locations: readonly Row[]; readonly policyName: string };

/** What each location would have sent instead. */
export const ByLocation = ({ locations, policyName }: ByLocationProps) => {
  const names = useLocationNames();
  const sorted = locations.toSorted((left, right) => Math.abs(delta(right)) - Math.abs(delta(left)));
  const currency = sorted[0]?.currency ?? '';
  const charted = sorted.filter((row) => row.currency === currency).slice(0, chartedMax);
  return (
    <Section title="By location">
      <Stack gap="sm">
        <Text size="sm" className="muted">
          Shipping and handling of what each location sends in the log, and under the policy replayed. Those that differ most come first.
        </Text>
        <Suspense fallback={null}>
          <LocationChart
            currency={currency}
            policyName={policyName}
            rows={charted.map(({ location_id: id, logged, candidate }) => ({
              location: names.get(id) ?? id,
              log: logged.cost_minor,
              replayed: candidate.cost_minor,
            }))}
          />
        </Suspense>
        <DataTable
          label="Locations"
          columns={columnsOf(names)}
          rows={{ items: sorted }}
          keyOf={({ location_id, currency: money }) => `${location_id} ${money}`}
          empty="No location sends anything."
        />
      </Stack>
    </Section>
  );
};
