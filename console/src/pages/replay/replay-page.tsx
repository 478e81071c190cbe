import { Stack, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { SimulationSummary } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { NewReplay } from './new-replay.tsx';
import { replayedPolicyText } from './replay-words.ts';

const pageSize = 25;

const columns: readonly Column<SimulationSummary>[] = [
  {
    header: 'Policy',
    cell: ({ policy }) => (
      <Text span inherit fw={600} className="break">
        {replayedPolicyText(policy)}
      </Text>
    ),
    csv: ({ policy }) => replayedPolicyText(policy),
  },
  { header: 'State', cell: ({ state }) => <StatusBadge status={state} />, csv: ({ state }) => state },
  { header: 'From', cell: ({ from }) => <Time at={from} full />, csv: ({ from }) => from },
  { header: 'To', cell: ({ to }) => <Time at={to} full />, csv: ({ to }) => to },
  {
    header: 'Decisions',
    align: 'right',
    cell: ({ progress }) => progress.replayed.toLocaleString(),
    csv: ({ progress }) => progress.replayed,
  },
  {
    header: 'Rates',
    cell: ({ rates }) => (rates === 'logged' ? 'of the log' : 'of the policy'),
    csv: ({ rates }) => rates,
    wideOnly: true,
  },
  { header: 'By', cell: ({ requested_by }) => <Actor actor={requested_by} />, csv: ({ requested_by }) => requested_by.id },
  { header: 'Begun', cell: ({ created_at }) => <Time at={created_at} />, csv: ({ created_at }) => created_at },
  { header: 'Replay id', csv: ({ simulation_id }) => simulation_id },
];

/** What another sourcing policy would have cost. */
export const ReplayPage = () => {
  const { api, may } = useSession();
  const navigate = useNavigate();
  const rows = useRows(
    ['simulations'],
    (cursor) => api.listSimulations({ query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.near },
  );
  return (
    <>
      <PageHeader
        title="Replay"
        about="What another sourcing policy would have cost over the orders of the past, with the stock, the rates and the capacity of each moment. Nothing is changed by it."
      />
      <Stack>
        {may('policies:write') && <NewReplay onBegun={(id) => void navigate(`/replay/${id}`)} />}
        <DataTable
          label="Replays"
          columns={columns}
          rows={rows}
          keyOf={({ simulation_id }) => simulation_id}
          onOpen={({ simulation_id }) => void navigate(`/replay/${simulation_id}`)}
          empty={
            may('policies:write')
              ? 'No policy has been replayed in the last 90 days. Choose days and a policy above to begin.'
              : 'No policy has been replayed in the last 90 days. Who may change policies can begin one.'
          }
        />
      </Stack>
    </>
  );
};
