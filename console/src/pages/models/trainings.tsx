import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi, useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { WordBadge } from '../../shared/status-badge.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import { useRows } from '../../shared/use-rows.ts';
import { GatesTable } from './gates-table.tsx';
import {
  costText,
  gatesText,
  modelTitle,
  type Training,
  trainingColours,
  trainingWords,
  triggerWords,
  versionTitle,
} from './model-words.ts';
import { Retrain } from './version-actions.tsx';

const pageSize = 25;

const columns: readonly Column<Training>[] = [
  {
    header: 'Model',
    cell: ({ model }) => (
      <Text span inherit fw={600}>
        {modelTitle(model)}
      </Text>
    ),
    csv: ({ model }) => model,
  },
  {
    header: 'State',
    cell: ({ state }) => <WordBadge word={trainingWords[state]} colour={trainingColours[state]} />,
    csv: ({ state }) => state,
  },
  {
    header: 'Why',
    prose: true,
    cell: ({ trigger, reason }) => (
      <span className="break">
        {triggerWords[trigger]}: {reason}
      </span>
    ),
    csv: ({ reason }) => reason,
  },
  { header: 'Trigger', csv: ({ trigger }) => trigger },
  {
    header: 'Learnt from',
    align: 'right',
    cell: ({ dataset }) => dataset && <span className="nowrap">{dataset.rows.toLocaleString()} rows</span>,
    csv: ({ dataset }) => dataset?.rows,
  },
  { header: 'Gates', cell: ({ gates }) => <span className="nowrap">{gatesText(gates)}</span>, csv: ({ gates }) => gatesText(gates) },
  {
    header: 'Cost',
    align: 'right',
    cell: ({ cost_micro_usd: cost }) => costText(cost),
    csv: ({ cost_micro_usd: cost }) => cost,
    wideOnly: true,
  },
  { header: 'Begun', cell: ({ started_at: at }) => <Time at={at} />, csv: ({ started_at: at }) => at },
  { header: 'Ended', csv: ({ ended_at: at }) => at },
  { header: 'Outcome', csv: ({ outcome }) => outcome },
  { header: 'Seed', csv: ({ seed }) => seed },
  { header: 'Run', csv: ({ run_id: id }) => id },
];

const Details = ({ training }: { readonly training: Training }) => {
  const { dataset, version } = training;
  return (
    <Stack>
      {training.outcome !== null && <Text size="sm">{training.outcome}</Text>}
      <Facts
        facts={[
          ['State', trainingWords[training.state]],
          ['Why', `${triggerWords[training.trigger]}: ${training.reason}`],
          [
            'Asked for by',
            <span key="by" className="mono">
              {training.requested_by}
            </span>,
          ],
          ['Begun', <Time key="begun" at={training.started_at} full />],
          ['Ended', training.ended_at === null ? undefined : <Time key="ended" at={training.ended_at} full />],
          ['Rows', dataset?.rows.toLocaleString()],
          ['Of them positive', dataset?.positives?.toLocaleString()],
          ['History from', dataset === null ? undefined : <Time key="from" at={dataset.from} full />],
          ['History to', dataset === null ? undefined : <Time key="to" at={dataset.to} full />],
          [
            'Hash of the data',
            dataset === null ? undefined : (
              <span key="sha" className="mono">
                {dataset.sha256}
              </span>
            ),
          ],
          ['Seed', String(training.seed)],
          ['The job ran for', training.seconds === null ? undefined : spanText(training.seconds)],
          ['Cost', costText(training.cost_micro_usd)],
          [
            'Version',
            version === null ? undefined : (
              <Anchor key="version" component={Link} to={`/models/${training.model}/${version}`} underline="always" inherit>
                {versionTitle(version)}
              </Anchor>
            ),
          ],
          [
            'Run',
            <span key="run" className="mono">
              {training.run_id}
            </span>,
          ],
        ]}
      />
      <GatesTable gates={training.gates} label="Gates of the training" empty="No gate has been evaluated." />
    </Stack>
  );
};

/** Chooses a model and trains it anew. */
const BeginTraining = () => {
  const { api, may } = useSession();
  const models = useQuery({ queryKey: ['models'], queryFn: () => api.listModels(), enabled: may('models:write') });
  const [chosen, setChosen] = useState<string>();
  const names = models.data?.items.map(({ model }) => model) ?? [];
  const model = chosen ?? names[0];
  if (!may('models:write') || model === undefined) return null;
  return (
    <Group gap="xs">
      <Choice
        aria-label="Model to train"
        value={model}
        options={names.map((value) => ({ value, label: modelTitle(value) }))}
        onChange={setChosen}
      />
      <Retrain key={model} model={model} about={modelTitle(model)} />
    </Group>
  );
};

/** The log of experiments: each training with what it learnt from, what it cost, and what came of it. */
export const Trainings = () => {
  const api = useApi();
  const [opened, setOpened] = useState<string>();
  const rows = useRows(
    ['trainings'],
    (cursor) => api.listTrainings({ query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.near },
  );
  const shown = rows.items?.find(({ run_id: id }) => id === opened);
  return (
    <>
      <DataTable
        label="Trainings"
        columns={columns}
        rows={rows}
        keyOf={({ run_id: id }) => id}
        onOpen={({ run_id: id }) => setOpened(id)}
        tools={<BeginTraining />}
        empty="No model has been trained here yet: the starters of the release answer. Choose one above and train it anew; too little history is said, and changes nothing."
      />
      <Dialog
        title={shown ? `Training of ${modelTitle(shown.model)}` : 'Training'}
        opened={shown !== undefined}
        onClose={() => setOpened(undefined)}
      >
        {shown && <Details training={shown} />}
      </Dialog>
    </>
  );
};
