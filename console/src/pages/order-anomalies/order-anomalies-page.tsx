import { Box, Group, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { WordBadge, words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { severityWords } from '../anomalies/anomaly-words.ts';
import { aboutText, anomalyKinds, kindWords, type OrderAnomaly, resolutionWords } from './order-anomaly-words.ts';
import { OrderEvidence } from './order-evidence.tsx';
import { OrderNextStep } from './order-next-step.tsx';
import { ResolveOrderAnomaly } from './resolve-order-anomaly.tsx';

type List = 'open' | 'ended';

const endText = ({ status, resolution }: OrderAnomaly): string => {
  if (resolution !== null) return `${resolutionWords[resolution.code]}${resolution.note === null ? '' : `. ${resolution.note}`}`;
  return status === 'closed' ? 'Over by itself' : '';
};

const aboutColumns: readonly Column<OrderAnomaly>[] = [
  { header: 'What', cell: ({ kind }) => <Box miw={120}>{kindWords[kind]}</Box>, csv: ({ kind }) => kind },
  {
    header: 'Severity',
    cell: ({ severity }) => <WordBadge word={severityWords[severity].word} colour={severityWords[severity].colour} />,
    csv: ({ severity }) => severity,
  },
  { header: 'About', cell: (row) => <span className="break">{aboutText(row)}</span>, csv: ({ about }) => about },
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
  { header: 'Figures', csv: ({ figures }) => figures.map(({ name, value }) => `${words(name)} ${value}`).join(', ') },
  { header: 'Orders', csv: ({ evidence }) => evidence.join(' ') },
];

const stepColumn: Column<OrderAnomaly> = {
  header: 'What to do',
  prose: true,
  cell: (row) => <OrderNextStep anomaly={row} />,
  csv: ({ recommended_action: action }) => action.text,
};

const endColumn: Column<OrderAnomaly> = {
  header: 'What came of it',
  prose: true,
  cell: (row) => <Text size="sm">{endText(row)}</Text>,
  csv: endText,
};

const buttonsColumn = (mayResolve: boolean): Column<OrderAnomaly> => ({
  header: 'Look, resolve',
  cell: (row) => (
    <Group gap={6} wrap="nowrap">
      <OrderEvidence anomaly={row} />
      {mayResolve && row.status === 'open' && (
        <DialogButton label="Resolve" about={`${kindWords[row.kind]}, ${aboutText(row)}`} size="compact-sm">
          {(close) => <ResolveOrderAnomaly anomaly={row} onClose={close} />}
        </DialogButton>
      )}
    </Group>
  ),
  csv: ({ anomaly_id: id }) => id,
});

const columnsOf = (list: List, mayResolve: boolean): readonly Column<OrderAnomaly>[] => [
  ...aboutColumns,
  list === 'open' ? stepColumn : endColumn,
  {
    header: list === 'open' ? 'Since' : 'Ended',
    cell: (row) => <Time at={list === 'open' ? row.opened_at : row.ended_at} relative />,
    csv: (row) => (list === 'open' ? row.opened_at : row.ended_at),
  },
  buttonsColumn(mayResolve),
];

const emptyText = (list: List, isFiltered: boolean): string => {
  if (isFiltered) return 'There is none of these. Choose another kind.';
  return list === 'open'
    ? 'Nothing about orders is strange. It is looked for every quarter of an hour; spikes are told from seven days of history on.'
    : 'No anomaly has ended yet.';
};

/** What is strange about orders as a whole, with what shows it and what to do. */
export const OrderAnomaliesPage = () => {
  const { api, may } = useSession();
  const [query, setQuery] = useSearchParams();
  const list: List = query.get('list') === 'ended' ? 'ended' : 'open';
  const kind = anomalyKinds.find((one) => one === query.get('kind'));
  const show = (next: { readonly list: List; readonly kind: string }): void =>
    setQuery(
      { ...(next.list === 'ended' ? { list: next.list } : {}), ...(next.kind === '' ? {} : { kind: next.kind }) },
      { replace: true },
    );
  const rows = useRows(
    ['order-anomalies', list, kind],
    readingOn((cursor) =>
      api.listOrderAnomalies({ query: { list, ...(kind ? { kind } : {}), ...(cursor === undefined ? {} : { cursor }) } }),
    ),
    { liveMs: live.far },
  );
  return (
    <>
      <PageHeader
        title="Order anomalies"
        about="Where orders as a whole are strange: spikes, one buyer behind many names, payments that fail, orders that came twice, addresses that cannot be."
      />
      <DataTable
        label={list === 'open' ? 'Open order anomalies' : 'Ended order anomalies'}
        columns={columnsOf(list, may('holds:write'))}
        rows={rows}
        keyOf={({ anomaly_id: id }) => id}
        tools={
          <Group gap="xs" align="flex-end">
            <Choice
              label="Show"
              value={list}
              options={[
                { value: 'open', label: 'Open' },
                { value: 'ended', label: 'Ended' },
              ]}
              onChange={(value) => show({ list: value === 'ended' ? 'ended' : 'open', kind: kind ?? '' })}
            />
            <Choice
              label="Kind"
              value={kind ?? ''}
              options={[{ value: '', label: 'All kinds' }, ...anomalyKinds.map((one) => ({ value: one, label: kindWords[one] }))]}
              onChange={(value) => show({ list, kind: value })}
            />
          </Group>
        }
        empty={emptyText(list, kind !== undefined)}
      />
    </>
  );
};
