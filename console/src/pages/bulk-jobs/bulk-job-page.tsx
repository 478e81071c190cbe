import { Anchor, Card, Group, Paper, SimpleGrid, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { BulkJob, BulkJobRow } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { bulkActionOf, bulkWords } from '../orders/bulk-action.ts';
import { JobProgress } from './job-progress.tsx';
import { RequestedBy } from './requested-by.tsx';

const pageSize = 100;
const rowStates: readonly BulkJobRow['state'][] = ['waiting', 'done', 'unchanged', 'refused', 'failed'];

const columns: readonly Column<BulkJobRow>[] = [
  {
    header: 'Order',
    cell: ({ order_id, order_name }) => (
      <Anchor component={Link} to={`/orders/${order_id}`} underline="always" className="break" inherit fw={600}>
        {order_name ?? order_id}
      </Anchor>
    ),
    csv: ({ order_name }) => order_name,
  },
  { header: 'Order id', csv: ({ order_id }) => order_id },
  { header: 'State', cell: ({ state }) => <StatusBadge status={state} />, csv: ({ state }) => state },
  { header: 'Why', prose: true, cell: ({ message }) => message ?? <span className="muted">–</span>, csv: ({ message }) => message },
  { header: 'Code', csv: ({ code }) => code },
  { header: 'When', cell: ({ at }) => <Time at={at} />, csv: ({ at }) => at },
];

const JobActions = ({ job }: { readonly job: BulkJob }) => {
  const { api, may } = useSession();
  if (!may(bulkActionOf(job.request.action).scope)) return null;
  const path = { id: job.bulk_job_id };
  const { waiting, failed } = job.counts;
  const canResume = job.state === 'stopped' || failed > 0;
  return (
    <>
      {job.state === 'running' && (
        <ActionButton
          label="Stop"
          color="red"
          confirm="Orders that have not been tried yet are left alone. What has been done stays done. The job can be resumed."
          run={() => api.stopBulkJob({ path })}
          done="The job is stopped"
        />
      )}
      {canResume && (
        <ActionButton
          label="Resume"
          variant="filled"
          confirm={[
            ...(waiting > 0 ? [`The job goes on with the ${waiting} that wait.`] : []),
            ...(failed > 0 ? [`The ${failed} that failed are tried again.`] : []),
          ].join(' ')}
          run={() => api.resumeBulkJob({ path })}
          done="The job goes on"
        />
      )}
    </>
  );
};

type CountsProps = {
  readonly counts: BulkJob['counts'];
  readonly shown: BulkJobRow['state'] | undefined;
  readonly onShow: (state: BulkJobRow['state'] | undefined) => void;
};

/** How many orders are in each state; each count shows its orders below. */
const Counts = ({ counts, shown, onShow }: CountsProps) => (
  <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="xs">
    {rowStates.map((state) => (
      <UnstyledButton key={state} aria-pressed={shown === state} onClick={() => onShow(shown === state ? undefined : state)}>
        <Card withBorder padding="sm" {...(shown === state ? { style: { borderColor: 'var(--mantine-primary-color-filled)' } } : {})}>
          <StatusBadge status={state} />
          <Text fz={24} fw={650} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {counts[state].toLocaleString()}
          </Text>
        </Card>
      </UnstyledButton>
    ))}
  </SimpleGrid>
);

const JobRows = ({ job, state }: { readonly job: BulkJob; readonly state: BulkJobRow['state'] | undefined }) => {
  const { api } = useSession();
  const navigate = useNavigate();
  const rows = useRows(
    ['bulk-job-rows', job.bulk_job_id, state],
    (cursor) =>
      api.listBulkJobRows({
        path: { id: job.bulk_job_id },
        query: { limit: pageSize, ...(state ? { state } : {}), ...(cursor === undefined ? {} : { cursor }) },
      }),
    job.state === 'running' ? { liveMs: live.near } : {},
  );
  return (
    <DataTable
      label={`Orders of bulk job ${job.bulk_job_id}`}
      columns={columns}
      rows={rows}
      keyOf={({ order_id }) => order_id}
      onOpen={({ order_id }) => void navigate(`/orders/${order_id}`)}
      empty={state ? `No order of this job is ${state}.` : 'The job has no orders.'}
    />
  );
};

/** How far a job has come, and what became of each order. */
export const BulkJobPage = () => {
  const { id = '' } = useParams();
  const { api } = useSession();
  const [query, setQuery] = useSearchParams();
  const state = rowStates.find((one) => one === query.get('state'));
  const job = useQuery({
    queryKey: ['bulk-job', id],
    queryFn: () => api.getBulkJob({ path: { id } }),
    refetchInterval: (now) => (now.state.data?.state === 'running' ? live.near : live.far),
  });
  if (!job.data)
    return (
      <>
        <PageHeader title="Bulk job" />
        {job.error ? <ProblemAlert error={job.error} onRetry={() => void job.refetch()} /> : <Skeleton height={200} aria-busy="true" />}
      </>
    );
  const { counts, request, requested_by, created_at } = job.data;
  return (
    <>
      <PageHeader
        title={bulkWords(request)}
        about={
          <Group gap="sm">
            <StatusBadge status={job.data.state} />
            <span>
              {counts.orders.toLocaleString()} {counts.orders === 1 ? 'order' : 'orders'}
            </span>
            <span>
              begun <Time at={created_at} relative /> by <RequestedBy actor={requested_by} />
            </span>
            <Anchor component={Link} to="/bulk-jobs" underline="always" size="sm">
              All bulk jobs
            </Anchor>
          </Group>
        }
        actions={<JobActions job={job.data} />}
      />
      <Stack>
        {job.error ? <ProblemAlert error={job.error} onRetry={() => void job.refetch()} /> : null}
        <Paper withBorder p="md">
          <Stack gap="xs">
            <JobProgress counts={counts} />
            <Text size="sm" role="status">
              {(counts.orders - counts.waiting).toLocaleString()} of {counts.orders.toLocaleString()} tried
            </Text>
          </Stack>
        </Paper>
        <Counts counts={counts} shown={state} onShow={(next) => setQuery(next ? { state: next } : {}, { replace: true })} />
        <JobRows job={job.data} state={state} />
      </Stack>
    </>
  );
};
