import { Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { instantText } from '../../shared/time.tsx';
import type { Difference, OrderEvent } from '../../shared/types.ts';

type Change = Difference['changes'][number];

const valueText = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

const columns: readonly Column<Change>[] = [
  { header: 'What', cell: (change) => <span className="mono break">{change.path}</span>, csv: (change) => change.path },
  {
    header: 'Before',
    cell: (change) => <span className="break muted">{valueText(change.before)}</span>,
    csv: (change) => valueText(change.before),
  },
  { header: 'After', cell: (change) => <span className="break">{valueText(change.after)}</span>, csv: (change) => valueText(change.after) },
];

const choicesOf = (events: readonly OrderEvent[]) => [
  { value: '0', label: 'before it was there' },
  ...events.map((event) => ({ value: String(event.version), label: `${event.version}: ${event.type}, ${instantText(event.recorded_at)}` })),
];

type CompareTabProps = { readonly orderId: string; readonly events: readonly OrderEvent[] };

/** What changed between two states of the order. */
export const CompareTab = ({ orderId, events }: CompareTabProps) => {
  const api = useApi();
  const last = events.at(-1)?.version ?? 1;
  const [from, setFrom] = useState('1');
  const [to, setTo] = useState<string>();
  const toVersion = to ?? String(last);
  const difference = useQuery({
    queryKey: ['order-difference', orderId, from, toVersion],
    queryFn: () => api.getOrderDifference({ path: { id: orderId }, query: { from_version: Number(from), to_version: Number(toVersion) } }),
    enabled: Number(from) <= Number(toVersion) && events.length > 0,
  });
  const choices = choicesOf(events);
  return (
    <Stack>
      <Group grow preventGrowOverflow={false} align="flex-start">
        <Select
          label="From"
          searchable
          allowDeselect={false}
          data={choices}
          value={from}
          onChange={(value) => setFrom(value ?? '1')}
          miw={240}
        />
        <Select
          label="To"
          searchable
          allowDeselect={false}
          data={choices}
          value={toVersion}
          onChange={(value) => setTo(value ?? undefined)}
          error={Number(from) > Number(toVersion) ? 'must not be before the other' : undefined}
          miw={240}
        />
      </Group>
      <DataTable
        label={`Difference of ${orderId}`}
        columns={columns}
        rows={{ items: difference.data?.changes, error: difference.error, retry: () => void difference.refetch() }}
        keyOf={(change) => change.path}
        empty="Nothing is different."
      />
      {difference.data && difference.data.events.length > 0 && (
        <Text size="sm" className="muted break">
          In between: {difference.data.events.map((event) => event.type).join(', ')}
        </Text>
      )}
    </Stack>
  );
};
