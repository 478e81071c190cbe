import { Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import { alarmSentence, Alarms, RingingAlert } from './alarms.tsx';
import { KpiCards } from './kpi-cards.tsx';
import { type KpiRange, kpiRanges } from './kpi-range.ts';
import { KpiTrend } from './kpi-trend.tsx';
import { Queues } from './queues.tsx';

const hourMs = 3_600_000;
/** The figures are of thousands of reads, and move slowly. */
const figuresEveryMs = 60_000;

const Figures = ({ range, onRange }: { readonly range: KpiRange; readonly onRange: (value: string) => void }) => {
  const api = useApi();
  const kpis = useQuery({
    queryKey: ['kpis', range.value],
    queryFn: () => api.getKpis({ query: { from: new Date(Date.now() - range.hours * hourMs).toISOString() } }),
    refetchInterval: figuresEveryMs,
    staleTime: figuresEveryMs,
  });
  return (
    <section aria-label="Figures">
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h5">
            How well the parts work together
          </Title>
          <SegmentedControl
            size="xs"
            aria-label="Range of the figures"
            data={kpiRanges.map(({ value, label }) => ({ value, label }))}
            value={range.value}
            onChange={onRange}
          />
        </Group>
        <ProblemAlert error={kpis.error} onRetry={() => void kpis.refetch()} />
        {kpis.data && <KpiCards kpis={kpis.data} />}
        {!kpis.data && !kpis.error && <Skeleton height={180} aria-busy="true" />}
      </Stack>
    </section>
  );
};

/** How the installation is doing, and what to do where it is not well. */
export const HealthPage = () => {
  const api = useApi();
  const [query, setQuery] = useSearchParams();
  const range = kpiRanges.find(({ value }) => value === query.get('range')) ?? kpiRanges[0];
  const status = useQuery({ queryKey: ['status'], queryFn: () => api.getStatus(), refetchInterval: live.far });
  return (
    <>
      <PageHeader
        title="Health"
        about={
          status.data ? (
            <>
              {alarmSentence(status.data.alarms)}, as of <Time at={status.data.at} />. Each alarm leads to what is to be done about it.
            </>
          ) : (
            'Whether anything stands still, and what is to be done about it.'
          )
        }
      />
      <Stack>
        <ProblemAlert error={status.error} onRetry={() => void status.refetch()} />
        {status.data && <RingingAlert alarms={status.data.alarms} />}
        <Figures range={range} onRange={(value) => setQuery(value === kpiRanges[0].value ? {} : { range: value }, { replace: true })} />
        {status.data ? (
          <>
            <Queues status={status.data} />
            <Alarms alarms={status.data.alarms} />
          </>
        ) : (
          !status.error && <Skeleton height={240} aria-busy="true" />
        )}
        <KpiTrend key={range.value} range={range} />
        <Text size="xs" className="muted">
          How each figure is measured is in docs/kpis.md of the repository.
        </Text>
      </Stack>
    </>
  );
};
