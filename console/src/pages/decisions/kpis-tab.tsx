import { Card, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { dateText, spanText } from '../../shared/time.tsx';
import { type DecisionKpis, kindTitle } from './decision-words.ts';
import { ordersText, useRange } from './range-choice.tsx';

type Kind = DecisionKpis['kinds'][number];
type Week = DecisionKpis['weeks'][number];

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percent = (value: number | null): string => (value === null ? '–' : `${numbers.format(value)} %`);

const columns: readonly Column<Kind>[] = [
  {
    header: 'Kind',
    cell: ({ kind }) => (
      <Text span inherit fw={600}>
        {kindTitle(kind)}
      </Text>
    ),
    csv: ({ kind }) => kind,
  },
  { header: 'Decisions', align: 'right', cell: ({ decisions }) => decisions.toLocaleString(), csv: ({ decisions }) => decisions },
  {
    header: 'Accepted',
    align: 'right',
    cell: ({ accepted_percent: value }) => percent(value),
    csv: ({ accepted_percent: value }) => value,
  },
  {
    header: 'Overridden',
    align: 'right',
    cell: ({ override_percent: value, overridden }) => `${percent(value)} (${overridden.toLocaleString()})`,
    csv: ({ override_percent: value }) => value,
  },
  { header: 'Contested', align: 'right', cell: ({ contested }) => contested.toLocaleString(), csv: ({ contested }) => contested },
  {
    header: 'Called wrong',
    align: 'right',
    cell: ({ called_wrong: wrong }) => wrong.toLocaleString(),
    csv: ({ called_wrong: wrong }) => wrong,
  },
  {
    header: 'Pass the audit',
    align: 'right',
    cell: ({ audit }) => percent(audit.passed_percent),
    csv: ({ audit }) => audit.passed_percent,
  },
  { header: 'Examined', csv: ({ audit }) => audit.examined },
];

const weekColumns: readonly Column<Week>[] = [
  { header: 'Week from', cell: ({ week }) => <span className="nowrap">{dateText(week)}</span>, csv: ({ week }) => week },
  { header: 'Kind', cell: ({ kind }) => kindTitle(kind), csv: ({ kind }) => kind },
  { header: 'Decisions', align: 'right', cell: ({ decisions }) => decisions.toLocaleString(), csv: ({ decisions }) => decisions },
  {
    header: 'Accepted',
    align: 'right',
    cell: ({ accepted_percent: value }) => percent(value),
    csv: ({ accepted_percent: value }) => value,
  },
  {
    header: 'Overridden',
    align: 'right',
    cell: ({ override_percent: value, overridden }) => `${percent(value)} (${overridden.toLocaleString()})`,
    csv: ({ override_percent: value }) => value,
  },
];

const Figure = ({ title, value, about }: { readonly title: string; readonly value: string; readonly about: string }) => (
  <Card withBorder padding="sm">
    <Text size="sm" className="muted">
      {title}
    </Text>
    <Text fz={22} fw={650} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {value}
    </Text>
    <Text size="xs" className="muted">
      {about}
    </Text>
  </Card>
);

const Justified = ({ time }: { readonly time: DecisionKpis['time_to_justify'] }) => {
  const { answer_ms: answer, contest_seconds: contest, open_contests: open } = time;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
      <Figure
        title="An explanation is made in"
        value={answer.p90 === null ? 'not measured' : `${numbers.format(answer.p90)} ms`}
        about={`9 of 10 times, measured now on ${answer.measured} ${answer.measured === 1 ? 'order' : 'orders'}`}
      />
      <Figure
        title="A contest is answered in"
        value={contest.p90 === null ? 'none so far' : spanText(contest.p90)}
        about={`9 of 10 times, of ${contest.measured} answered`}
      />
      <Figure title="Contests that wait" value={open.toLocaleString()} about="for a person" />
    </SimpleGrid>
  );
};

/** How far decisions are accepted, overridden, justified in time, and pass an audit. */
export const KpisTab = () => {
  const api = useApi();
  const { days, from, choice } = useRange();
  const kpis = useQuery({ queryKey: ['decision-kpis', days], queryFn: () => api.getDecisionKpis({ query: { from: from() } }) });
  if (kpis.error) return <ProblemAlert error={kpis.error} onRetry={() => void kpis.refetch()} />;
  return (
    <Stack>
      {choice}
      {!kpis.data && <Skeleton height={200} aria-busy="true" />}
      {kpis.data && (
        <>
          <Justified time={kpis.data.time_to_justify} />
          <DataTable
            label="Figures by kind of decision"
            columns={columns}
            rows={{ items: kpis.data.kinds }}
            keyOf={({ kind }) => kind}
            empty="Nothing was decided in this time."
          />
          <DataTable
            label="Adoption by week"
            columns={weekColumns}
            rows={{ items: kpis.data.weeks }}
            keyOf={({ week, kind }) => `${week} ${kind}`}
            empty="Nothing was decided in this time."
          />
          <Text size="xs" className="muted">
            {ordersText(kpis.data.orders)} Accepted is what nobody overrode, called wrong, or contested with success; what nobody looked at
            counts as accepted.
          </Text>
        </>
      )}
    </Stack>
  );
};
