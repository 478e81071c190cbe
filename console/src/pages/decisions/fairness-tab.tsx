import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { type FairnessReport, percentText } from './decision-words.ts';
import { ordersText, useRange } from './range-choice.tsx';

type Comparison = FairnessReport['comparisons'][number];
type Group = Comparison['groups'][number] & Pick<Comparison, 'by'>;

const measures: Readonly<Record<Comparison['measure'], string>> = {
  reviewed: 'Stopped by a check',
  late: 'Come after the promised date',
  split: 'In several parcels',
};
const dimensions: Readonly<Record<Comparison['by'], string>> = {
  country: 'country',
  region: 'region',
  postal_prefix: 'postal area',
  channel: 'channel',
  currency: 'currency',
};
const gapWords: Readonly<Record<NonNullable<Group['gap']>, string>> = { 'four-fifths': 'below four fifths', rate: 'rate too high' };

const verdictOf = ({ gap, counts }: Group): { readonly word: string; readonly colour: string } => {
  if (gap !== null) return { word: gapWords[gap], colour: 'red' };
  return counts ? { word: 'no gap', colour: 'green' } : { word: 'too few orders', colour: 'gray' };
};

const columns: readonly Column<Group>[] = [
  {
    header: 'Group',
    cell: ({ group }) => (
      <Text span inherit fw={600} className="break">
        {group}
      </Text>
    ),
    csv: ({ group }) => group,
  },
  { header: 'By', cell: ({ by }) => dimensions[by], csv: ({ by }) => by },
  { header: 'Orders', align: 'right', cell: ({ orders }) => orders.toLocaleString(), csv: ({ orders }) => orders },
  { header: 'Rate', align: 'right', cell: ({ rate }) => percentText(rate), csv: ({ rate }) => rate },
  {
    header: 'Surely between',
    align: 'right',
    cell: ({ low, high }) => <span className="nowrap">{`${percentText(low)} and ${percentText(high)}`}</span>,
    csv: ({ low }) => low,
  },
  { header: 'High', csv: ({ high }) => high },
  {
    header: 'Times the best',
    align: 'right',
    cell: ({ times_best: times }) => (times === null ? '–' : times.toLocaleString(undefined, { maximumFractionDigits: 2 })),
    csv: ({ times_best: times }) => times,
  },
  {
    header: 'Verdict',
    cell: (row) => <WordBadge {...verdictOf(row)} />,
    csv: (row) => verdictOf(row).word,
  },
];

const measureNames = Object.keys(measures) as readonly Comparison['measure'][];

/** Groups of every dimension under one measure, those with a gap first. */
const groupsOf = (comparisons: readonly Comparison[], measure: Comparison['measure']): readonly Group[] =>
  comparisons
    .filter((comparison) => comparison.measure === measure)
    .flatMap(({ by, groups }) => groups.map((group) => ({ ...group, by })))
    .toSorted((left, right) => Number(right.gap !== null) - Number(left.gap !== null));

const Report = ({ report }: { readonly report: FairnessReport }) => {
  const { gaps, comparisons, orders, orders_min: least } = report;
  return (
    <>
      <Alert
        color={gaps === 0 ? 'green' : 'orange'}
        variant="light"
        role="status"
        title={gaps === 0 ? 'No gap was found' : `${gaps} ${gaps === 1 ? 'group is' : 'groups are'} treated otherwise than the best`}
      >
        {gaps === 0
          ? `Groups of fewer than ${least} orders are not compared.`
          : 'A gap is a question, and no verdict: what is far away comes late, and a channel may bring more fraud. Whether what decides is what should decide, a person has to say.'}
      </Alert>
      <Text size="xs" className="muted">
        {ordersText(orders)} Nothing about persons is compared. Rates stand with their Wilson interval at 99 %.
      </Text>
      {measureNames.map((measure) => (
        <Stack gap="xs" key={measure}>
          <Title order={2} size="h5">
            {measures[measure]}
          </Title>
          <DataTable
            label={measures[measure]}
            columns={columns}
            rows={{ items: groupsOf(comparisons, measure) }}
            keyOf={({ by, group }) => `${by} ${group}`}
            empty="No order of this time tells anything of it."
          />
        </Stack>
      ))}
    </>
  );
};

/** Whether regions, channels and currencies are treated alike. */
export const FairnessTab = () => {
  const api = useApi();
  const { days, from, choice } = useRange();
  const fairness = useQuery({
    queryKey: ['decision-fairness', days],
    queryFn: () => api.getDecisionFairness({ query: { from: from() } }),
  });
  if (fairness.error) return <ProblemAlert error={fairness.error} onRetry={() => void fairness.refetch()} />;
  return (
    <Stack>
      {choice}
      {fairness.data ? <Report report={fairness.data} /> : <Skeleton height={200} aria-busy="true" />}
    </Stack>
  );
};
