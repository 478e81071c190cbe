import { Alert, Anchor, Card, Group, Paper, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Age, spanText, Time } from '../../shared/time.tsx';
import type { Stage } from '../../shared/types.ts';

const AgeingChart = lazy(async () => ({ default: (await import('./ageing-chart.tsx')).AgeingChart }));

/** Stages that orders pass on their way out of the house; the others are where they end. */
const onTheWay: ReadonlySet<string> = new Set([
  'pending',
  'confirmed',
  'backorder',
  'processing',
  'allocated',
  'picking',
  'packed',
  'partially_shipped',
  'shipped',
]);

const number = new Intl.NumberFormat();
const countText = ({ orders, more }: Pick<Stage, 'orders' | 'more'>): string => `${number.format(orders)}${more ? '+' : ''}`;

const StageCard = ({ stage }: { readonly stage: Stage }) => (
  <UnstyledButton component={Link} to={`/orders?status=${stage.status}`}>
    <Card withBorder padding="sm" h="100%" {...(stage.stuck > 0 ? { style: { borderColor: 'var(--mantine-color-red-filled)' } } : {})}>
      <Text size="sm" className="muted">
        {words(stage.status)}
      </Text>
      <Text fz={28} fw={650} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {countText(stage)}
      </Text>
      <Text size="xs" className="muted">
        {stage.oldest_since ? (
          <>
            oldest <Age since={stage.oldest_since} late={stage.stuck > 0} />
          </>
        ) : (
          ' '
        )}
      </Text>
    </Card>
  </UnstyledButton>
);

const StuckAlert = ({ stages }: { readonly stages: readonly Stage[] }) => {
  const stuck = stages.filter((stage) => stage.stuck > 0);
  if (stuck.length === 0) return null;
  return (
    <Alert color="red" variant="light" title="Orders that stand still" role="status">
      {stuck.map((stage) => (
        <Text size="sm" key={stage.status}>
          <Anchor component={Link} to={`/orders?status=${stage.status}&stuck=true`} underline="always">
            {number.format(stage.stuck)} in {words(stage.status)}
          </Anchor>{' '}
          {stage.stuck_after_seconds === null ? '' : `for more than ${spanText(stage.stuck_after_seconds)}`}
        </Text>
      ))}
    </Alert>
  );
};

const bucketName = ({ from_seconds, to_seconds }: Stage['ageing'][number]): string =>
  to_seconds === null
    ? `over ${spanText(from_seconds)}`
    : from_seconds === 0
      ? `under ${spanText(to_seconds)}`
      : `${spanText(from_seconds)} – ${spanText(to_seconds)}`;

/** The numbers behind the chart, and the way to the orders behind the numbers. */
const AgeingTable = ({ stages }: { readonly stages: readonly Stage[] }) => {
  const buckets = stages[0]?.ageing ?? [];
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Orders by stage and age">
      <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: 'var(--mantine-font-size-sm)' }}>
        <caption style={{ position: 'absolute', left: -10000 }}>Orders by stage and by time in it</caption>
        <thead>
          <tr>
            <th style={{ textAlign: 'left', padding: '4px 8px' }}>Stage</th>
            {buckets.map((bucket) => (
              <th key={bucket.from_seconds} className="nowrap muted" style={{ textAlign: 'right', padding: '4px 8px', fontWeight: 500 }}>
                {bucketName(bucket)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage.status} style={{ borderTop: '1px solid var(--app-line)' }}>
              <th scope="row" className="nowrap" style={{ textAlign: 'left', padding: '4px 8px', fontWeight: 500 }}>
                {words(stage.status)}
              </th>
              {stage.ageing.map((bucket) => (
                <td key={bucket.from_seconds} style={{ textAlign: 'right', padding: '4px 8px', fontVariantNumeric: 'tabular-nums' }}>
                  {bucket.orders === 0 ? (
                    <span className="muted">·</span>
                  ) : (
                    <Anchor
                      component={Link}
                      underline="always"
                      to={`/orders?status=${stage.status}${bucket.from_seconds > 0 ? `&older_than_seconds=${bucket.from_seconds}` : ''}`}
                    >
                      {number.format(bucket.orders)}
                    </Anchor>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Where every order stands, and since when. */
export const PipelinePage = () => {
  const api = useApi();
  const pipeline = useQuery({ queryKey: ['pipeline'], queryFn: () => api.getPipeline(), refetchInterval: live.near });
  const stages = pipeline.data?.stages ?? [];
  const moving = stages.filter((stage) => onTheWay.has(stage.status));
  const ended = stages.filter((stage) => !onTheWay.has(stage.status));
  return (
    <>
      <PageHeader
        title="Pipeline"
        about={
          pipeline.data ? (
            <>
              As of <Time at={pipeline.data.as_of} />, renewed by itself
            </>
          ) : (
            'Where every order stands, and since when'
          )
        }
      />
      <Stack>
        <ProblemAlert error={pipeline.error} onRetry={() => void pipeline.refetch()} />
        <StuckAlert stages={stages} />
        <section aria-label="On the way">
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 5, xl: 9 }} spacing="xs">
            {moving.map((stage) => (
              <StageCard key={stage.status} stage={stage} />
            ))}
          </SimpleGrid>
        </section>
        {moving.length > 0 && (
          <Paper withBorder p="md">
            <Group justify="space-between" mb="sm">
              <Title order={2} size="h5">
                Time in the stage
              </Title>
            </Group>
            {moving.some((stage) => stage.orders > 0) && (
              <Suspense fallback={<div style={{ height: 260 }} />}>
                <AgeingChart stages={moving} bucketName={bucketName} />
              </Suspense>
            )}
            <AgeingTable stages={moving} />
          </Paper>
        )}
        {ended.length > 0 && (
          <section aria-label="Arrived or ended">
            <Title order={2} size="h5" mb="xs">
              Arrived or ended
            </Title>
            <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs">
              {ended.map((stage) => (
                <StageCard key={stage.status} stage={stage} />
              ))}
            </SimpleGrid>
          </section>
        )}
      </Stack>
    </>
  );
};
