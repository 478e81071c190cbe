import { Stack, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import { gatesText, type Model, type ModelVersion, perMilleText, roleWords, statusText, versionTitle } from './model-words.ts';

const columnsOf = (model: Model): readonly Column<ModelVersion>[] => [
  {
    header: 'Version',
    cell: ({ version }) => (
      <Text span inherit fw={600} className="nowrap">
        {versionTitle(version)}
      </Text>
    ),
    csv: ({ version }) => version,
  },
  {
    header: 'Role',
    cell: ({ role }) => {
      const share = role === 'challenger' && model.challenger ? `, ${perMilleText(model.challenger.share_per_mille)}` : '';
      return <WordBadge word={`${roleWords[role].word}${share}`} colour={roleWords[role].colour} />;
    },
    csv: ({ role }) => role,
  },
  { header: 'Status', cell: statusText, csv: ({ status }) => status },
  { header: 'Gates', cell: ({ gates }) => <span className="nowrap">{gatesText(gates)}</span>, csv: ({ gates }) => gatesText(gates) },
  {
    header: 'Registered',
    cell: ({ registered_at: at }) => at !== null && <Time at={at} />,
    csv: ({ registered_at: at }) => at,
  },
  {
    header: 'To production in',
    cell: ({ seconds_to_production: seconds }) => (seconds === null ? '' : spanText(seconds)),
    csv: ({ seconds_to_production: seconds }) => seconds,
    wideOnly: true,
  },
  {
    header: 'Asked',
    align: 'right',
    cell: ({ live }) => live?.asked.toLocaleString() ?? '',
    csv: ({ live }) => live?.asked,
    wideOnly: true,
  },
  { header: 'Note', prose: true, cell: ({ note }) => <span className="break">{note}</span>, csv: ({ note }) => note },
  { header: 'Hash', csv: ({ model_version: hash }) => hash },
];

/** Every version of a model, the newest first. */
export const VersionsTab = ({ model }: { readonly model: Model }) => {
  const navigate = useNavigate();
  return (
    <Stack>
      <DataTable
        label="Versions"
        columns={columnsOf(model)}
        rows={{ items: model.versions }}
        keyOf={({ version }) => String(version)}
        onOpen={({ version }) => void navigate(`/models/${model.model}/${version}`)}
        empty="There is no version."
      />
      {model.difference && <Text size="sm">{model.difference.sentence}</Text>}
    </Stack>
  );
};
