import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import type { Kpis } from '../../shared/types.ts';
import { latencyText, percentText } from './figures.ts';
import { type KpiRange, piecesOf } from './kpi-range.ts';

const TrendChart = lazy(async () => ({ default: (await import('./trend-chart.tsx')).TrendChart }));

const measures = [
  { value: 'received_to_recorded', label: 'Received to recorded' },
  { value: 'received_to_allocated', label: 'Received to allocated' },
  { value: 'undisturbed_received_to_allocated', label: 'Received to allocated, undisturbed' },
  { value: 'received_to_shipped', label: 'Received to shipped' },
] as const;
type Measure = (typeof measures)[number]['value'];

/** A piece of the course is of several reads of the API's; it is not asked for again as long as somebody only looks. */
const keptMs = 15 * 60_000;

const dayAndHour = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

const nameOfPiece = (from: string, range: KpiRange): string => (range.value === '24h' ? dayAndHour : day).format(new Date(from));

const columnsFor = (range: KpiRange, measure: Measure): readonly Column<Kpis>[] => [
  { header: 'From', cell: ({ from }) => <span className="nowrap">{nameOfPiece(from, range)}</span>, csv: ({ from }) => from },
  { header: 'To', csv: ({ to }) => to },
  { header: 'Orders', align: 'right', cell: ({ orders }) => orders.in_range, csv: ({ orders }) => orders.in_range },
  {
    header: 'Events delivered',
    align: 'right',
    cell: ({ event_delivery }) => (event_delivery.success_percent === null ? '–' : percentText(event_delivery.success_percent)),
    csv: ({ event_delivery }) => event_delivery.success_percent,
  },
  {
    header: 'p95',
    align: 'right',
    cell: ({ latency }) => latencyText(latency[measure].p95_ms),
    csv: ({ latency }) => latency[measure].p95_ms,
  },
  {
    header: 'p99',
    align: 'right',
    cell: ({ latency }) => latencyText(latency[measure].p99_ms),
    csv: ({ latency }) => latency[measure].p99_ms,
  },
  { header: 'Failed', align: 'right', wideOnly: true, cell: ({ messages }) => messages.failed, csv: ({ messages }) => messages.failed },
  {
    header: 'Sent back',
    align: 'right',
    wideOnly: true,
    cell: ({ messages }) => messages.replayed,
    csv: ({ messages }) => messages.replayed,
  },
  { header: 'Outages', align: 'right', wideOnly: true, cell: ({ recovery }) => recovery.outages, csv: ({ recovery }) => recovery.outages },
];

/** The figures piece by piece, so that it shows whether they get better or worse. */
export const KpiTrend = ({ range }: { readonly range: KpiRange }) => {
  const api = useApi();
  const [measure, setMeasure] = useState<Measure>('received_to_allocated');
  const trend = useQuery({
    queryKey: ['kpi-trend', range.value],
    queryFn: async () => {
      const found: Kpis[] = [];
      // One after the other: each is of many reads.
      for (const query of piecesOf(range, new Date())) found.push(await api.getKpis({ query }));
      return found;
    },
    staleTime: keptMs,
    refetchOnWindowFocus: false,
  });
  const label = measures.find(({ value }) => value === measure)?.label ?? '';
  return (
    <Paper withBorder p="md" component="section" aria-label="Over time">
      <Stack gap="sm">
        <Title order={2} size="h5">
          Over time
        </Title>
        <Choice
          size="xs"
          maw={320}
          label="Latency"
          value={measure}
          options={measures}
          onChange={(value) => setMeasure(measures.find((one) => one.value === value)?.value ?? measure)}
        />
        {trend.data?.some(({ latency }) => latency[measure].p95_ms !== null) && (
          <Suspense fallback={<div style={{ height: 220 }} />}>
            <TrendChart
              label={`${label}, ${range.label.toLowerCase()}`}
              points={trend.data.map(({ from, latency }) => ({
                at: nameOfPiece(from, range),
                p95: latency[measure].p95_ms,
                p99: latency[measure].p99_ms,
              }))}
            />
          </Suspense>
        )}
        {trend.data && !trend.data.some(({ latency }) => latency[measure].p95_ms !== null) && (
          <Text size="sm" className="muted">
            No order has come that far in this time.
          </Text>
        )}
        <DataTable
          label={`Course of the figures, ${label}`}
          columns={columnsFor(range, measure)}
          rows={{ items: trend.data?.toReversed(), error: trend.error, retry: () => void trend.refetch() }}
          keyOf={({ from }) => from}
          empty="There are no figures of this time."
        />
      </Stack>
    </Paper>
  );
};
