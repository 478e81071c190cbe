import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useApi } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';

type RecordCheck = Awaited<ReturnType<Api['listRecordChecks']>>['checks'][number];

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

const stateOf = ({ state, set_aside_unusual: isMany }: RecordCheck): { readonly word: string; readonly colour: string } => {
  if (state === 'silent') return { word: 'silent', colour: 'gray' };
  return isMany ? { word: 'many set aside', colour: 'orange' } : { word: 'speaking', colour: 'green' };
};

const columns: readonly Column<RecordCheck>[] = [
  {
    header: 'Source',
    cell: ({ source }) => (
      <Text span inherit fw={600} className="break">
        {source}
      </Text>
    ),
    csv: ({ source }) => source,
  },
  { header: 'State', cell: (check) => <WordBadge {...stateOf(check)} />, csv: ({ state }) => state },
  {
    header: 'How it stands',
    prose: true,
    cell: ({ sentence }) => <span className="break">{sentence}</span>,
    csv: ({ sentence }) => sentence,
  },
  {
    header: 'Learnt from',
    align: 'right',
    cell: ({ records, records_needed: needed }) => `${records.toLocaleString()} of ${needed.toLocaleString()} needed`,
    csv: ({ records }) => records,
    wideOnly: true,
  },
  { header: 'Wait', align: 'right', cell: ({ undecided }) => undecided.toLocaleString(), csv: ({ undecided }) => undecided },
  { header: 'Released', align: 'right', cell: ({ released }) => released.toLocaleString(), csv: ({ released }) => released },
  { header: 'Rejected', align: 'right', cell: ({ rejected }) => rejected.toLocaleString(), csv: ({ rejected }) => rejected },
  { header: 'Threshold', csv: ({ threshold }) => threshold },
];

/** What is usual of each source's orders, and which of them were set aside because they are not. */
export const RecordChecksTab = () => {
  const api = useApi();
  const checks = useQuery({ queryKey: ['record-checks'], queryFn: () => api.listRecordChecks() });
  if (checks.error) return <ProblemAlert error={checks.error} onRetry={() => void checks.refetch()} />;
  if (!checks.data) return <Skeleton height={200} aria-busy="true" />;
  return (
    <Stack>
      <DataTable
        label="Checks of incoming data"
        columns={columns}
        rows={{ items: checks.data.checks }}
        keyOf={({ source }) => source}
        empty="Nothing has been learnt yet. Orders are read once an hour."
      />
      <Text size="xs" className="muted">
        Of orders that are as they should be, {numbers.format(checks.data.budget * 100)} % may be set aside. Those that wait stand{' '}
        <Link to="/review?type=data-review">in review</Link>; each that is released raises the threshold.
      </Text>
    </Stack>
  );
};
