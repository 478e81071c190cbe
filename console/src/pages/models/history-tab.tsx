import { Text } from '@mantine/core';
import { Actor } from '../../shared/actor.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { figureText, type Model, type ModelHistoryEvent } from './model-words.ts';

const columns: readonly Column<ModelHistoryEvent>[] = [
  { header: 'When', cell: ({ at }) => <Time at={at} full />, csv: ({ at }) => at },
  {
    header: 'What',
    prose: true,
    cell: ({ sentence, breach }) => (
      <>
        <Text size="sm">{sentence}</Text>
        {breach && (
          <Text size="xs" className="muted">
            {words(breach.figure)} was {figureText(breach.value)}, beyond {figureText(breach.bound)}
          </Text>
        )}
      </>
    ),
    csv: ({ sentence }) => sentence,
  },
  {
    header: 'Reason',
    prose: true,
    cell: ({ reason }) => <span className="break">{reason}</span>,
    csv: ({ reason }) => reason,
  },
  { header: 'By', cell: ({ actor }) => <Actor actor={actor} />, csv: ({ actor }) => actor.id },
  { header: 'Event', csv: ({ type }) => type },
];

/** What has been done about the versions of a model, the newest first. */
export const HistoryTab = ({ model }: { readonly model: Model }) => (
  <DataTable
    label="History"
    columns={columns}
    rows={{ items: model.history }}
    keyOf={({ at, type, version }) => `${at} ${type} ${version}`}
    empty="Nothing has been done yet: the starter of the release answers."
  />
);
