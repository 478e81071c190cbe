import { Anchor, Group, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { BulkJob } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { bulkWords } from '../orders/bulk-action.ts';
import { JobProgress } from './job-progress.tsx';
import { RequestedBy } from './requested-by.tsx';

const pageSize = 25;

const columns: readonly Column<BulkJob>[] = [
  {
    header: 'Job',
    cell: ({ request }) => (
      <Text span inherit fw={600} className="break">
        {bulkWords(request)}
      </Text>
    ),
    csv: ({ request }) => bulkWords(request),
  },
  { header: 'State', cell: ({ state }) => <StatusBadge status={state} />, csv: ({ state }) => state },
  {
    header: 'Progress',
    cell: ({ counts }) => (
      <Group gap="xs" wrap="nowrap">
        <JobProgress counts={counts} compact />
      </Group>
    ),
    csv: ({ counts }) => counts.orders - counts.waiting,
  },
  { header: 'Orders', align: 'right', cell: ({ counts }) => counts.orders, csv: ({ counts }) => counts.orders },
  { header: 'Done', align: 'right', cell: ({ counts }) => counts.done, csv: ({ counts }) => counts.done, wideOnly: true },
  { header: 'Unchanged', align: 'right', cell: ({ counts }) => counts.unchanged, csv: ({ counts }) => counts.unchanged, wideOnly: true },
  { header: 'Refused', align: 'right', cell: ({ counts }) => counts.refused, csv: ({ counts }) => counts.refused },
  { header: 'Failed', align: 'right', cell: ({ counts }) => counts.failed, csv: ({ counts }) => counts.failed },
  {
    header: 'By',
    cell: ({ requested_by }) => <RequestedBy actor={requested_by} />,
    csv: ({ requested_by }) => `${requested_by.kind}:${requested_by.id}`,
  },
  { header: 'Begun', cell: ({ created_at }) => <Time at={created_at} />, csv: ({ created_at }) => created_at },
  { header: 'Job id', csv: ({ bulk_job_id }) => bulk_job_id },
];

/** What was done to many orders at once. */
export const BulkJobsPage = () => {
  const { api } = useSession();
  const navigate = useNavigate();
  const rows = useRows(
    ['bulk-jobs'],
    (cursor) => api.listBulkJobs({ query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.near },
  );
  return (
    <>
      <PageHeader title="Bulk jobs" about="What was done to many orders at once in the last 90 days, newest first." />
      <DataTable
        label="Bulk jobs"
        columns={columns}
        rows={rows}
        keyOf={({ bulk_job_id }) => bulk_job_id}
        onOpen={({ bulk_job_id }) => void navigate(`/bulk-jobs/${bulk_job_id}`)}
        empty={
          <>
            Nothing has been done to many orders at once. Choose rows of the{' '}
            <Anchor component={Link} to="/orders" underline="always">
              orders
            </Anchor>{' '}
            or of the{' '}
            <Anchor component={Link} to="/review" underline="always">
              review queue
            </Anchor>{' '}
            to begin.
          </>
        }
      />
    </>
  );
};
