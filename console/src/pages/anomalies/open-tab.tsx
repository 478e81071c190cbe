import { Box, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { LocationChoice, useLocations } from '../../shared/locations.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge, words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Anomaly } from '../../shared/types.ts';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { ArticleLink } from '../supply/document-parts.tsx';
import { type AnomalyKind, anomalyKinds, kindWords, resolutionWords, severityWords } from './anomaly-words.ts';
import { Evidence } from './evidence.tsx';
import { NextStep } from './next-step.tsx';
import { ResolveForm } from './resolve-form.tsx';

const allKinds = '';
type List = 'open' | 'ended';

const nameOf = ({ kind, sku, location_id: location }: Anomaly): string => `${kindWords[kind]}, ${sku ?? 'all articles'} at ${location}`;

const endText = ({ status, resolution }: Anomaly): string => {
  if (resolution !== null) return `${resolutionWords[resolution.code]}${resolution.note === null ? '' : `. ${resolution.note}`}`;
  return status === 'closed' ? 'Over by itself' : '';
};

const aboutColumns: readonly Column<Anomaly>[] = [
  { header: 'What', cell: ({ kind }) => <Box miw={120}>{kindWords[kind]}</Box>, csv: ({ kind }) => kind },
  {
    header: 'Severity',
    cell: ({ severity }) => <WordBadge word={severityWords[severity].word} colour={severityWords[severity].colour} />,
    csv: ({ severity }) => severity,
  },
  {
    header: 'Article',
    cell: ({ sku }) => (sku === null ? <span className="muted">the location</span> : <ArticleLink sku={sku} />),
    csv: ({ sku }) => sku,
  },
  { header: 'Location', cell: ({ location_id: id }) => id, csv: ({ location_id: id }) => id },
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
  { header: 'Events', csv: ({ evidence }) => evidence.join(' ') },
];

const stepColumn: Column<Anomaly> = {
  header: 'What to do',
  prose: true,
  cell: (row) => <NextStep action={row.recommended_action} sku={row.sku} locationId={row.location_id} />,
  csv: ({ recommended_action: action }) => action.text,
};

const endColumn: Column<Anomaly> = {
  header: 'What came of it',
  prose: true,
  cell: (row) => <Text size="sm">{endText(row)}</Text>,
  csv: endText,
};

const buttonsColumn = (mayResolve: boolean): Column<Anomaly> => ({
  header: 'Look, resolve',
  cell: (row) => (
    <Group gap={6} wrap="nowrap">
      <Evidence about={nameOf(row)} sentence={row.sentence} figures={row.figures} events={row.evidence} />
      {mayResolve && row.status === 'open' && (
        <DialogButton label="Resolve" about={nameOf(row)} size="compact-sm">
          {(close) => <ResolveForm anomaly={row} onClose={close} />}
        </DialogButton>
      )}
    </Group>
  ),
  csv: ({ anomaly_id: id }) => id,
});

const columnsOf = (list: List, mayResolve: boolean): readonly Column<Anomaly>[] => [
  ...aboutColumns,
  list === 'open' ? stepColumn : endColumn,
  {
    header: list === 'open' ? 'Since' : 'Ended',
    cell: (row) => <Time at={list === 'open' ? row.opened_at : row.ended_at} relative />,
    csv: (row) => (list === 'open' ? row.opened_at : row.ended_at),
  },
  buttonsColumn(mayResolve),
];

/** What is strange about stock: what is open, or what has ended. */
export const OpenTab = () => {
  const { api, may } = useSession();
  const locations = useLocations();
  const [list, setList] = useState<List>('open');
  const [kind, setKind] = useState<AnomalyKind | typeof allKinds>(allKinds);
  const [locationId, setLocation] = useState('');
  const query = { list, ...(kind === allKinds ? {} : { kind }), ...(locationId === '' ? {} : { location_id: locationId }) };
  const rows = useRows(
    ['anomalies', list, kind, locationId],
    readingOn((cursor) => api.listAnomalies({ query: { ...query, ...(cursor === undefined ? {} : { cursor }) } })),
    { liveMs: live.far },
  );
  const isFiltered = kind !== allKinds || locationId !== '';
  return (
    <>
      <ProblemAlert error={locations.error} onRetry={locations.retry} />
      <DataTable
        label={list === 'open' ? 'Open anomalies' : 'Ended anomalies'}
        columns={columnsOf(list, may('inventory:write'))}
        rows={rows}
        keyOf={({ anomaly_id: id }) => id}
        tools={
          <Group gap="xs" align="flex-end">
            <Choice
              size="md"
              label="Show"
              value={list}
              options={[
                { value: 'open', label: 'Open' },
                { value: 'ended', label: 'Ended' },
              ]}
              onChange={(value) => setList(value === 'ended' ? 'ended' : 'open')}
            />
            <Choice
              size="md"
              label="Kind"
              value={kind}
              options={[{ value: allKinds, label: 'All kinds' }, ...anomalyKinds.map((one) => ({ value: one, label: kindWords[one] }))]}
              onChange={(value) => setKind(anomalyKinds.find((one) => one === value) ?? allKinds)}
            />
            <LocationChoice locations={locations} value={locationId} onChange={setLocation} all="All locations" />
          </Group>
        }
        empty={
          isFiltered
            ? 'There is none of these. Choose another kind or location.'
            : list === 'open'
              ? 'Nothing about stock is strange. It is looked for as things happen, and all over every night.'
              : 'No anomaly has ended yet.'
        }
      />
    </>
  );
};
