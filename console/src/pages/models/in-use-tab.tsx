import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { dateText } from '../../shared/time.tsx';
import { causes, causeWords } from '../learning/learning-words.ts';
import { figureText, type Model, type ModelVersion, perMilleText, roleWords, shareText, versionTitle } from './model-words.ts';

const dayMs = 86_400_000;
const lookedBackDays = 30;

/** Share of the orders that a version answers for; empty for one that answers nobody. */
const shareOf = (model: Model, { role }: ModelVersion): string => {
  const challenged = model.challenger?.share_per_mille ?? 0;
  if (role === 'champion') return perMilleText(1_000 - challenged);
  return role === 'challenger' ? perMilleText(challenged) : 'none: scored beside';
};

const rightShare = ({ live }: ModelVersion): number | undefined => {
  const told = live === null ? 0 : live.good + live.bad;
  return live === null || told === 0 ? undefined : live.good / told;
};

const failures = ({ live }: ModelVersion): number | undefined =>
  live === null ? undefined : live.failed + live.refused + live.unavailable;

const columnsOf = (model: Model): readonly Column<ModelVersion>[] => [
  {
    header: 'Version',
    cell: ({ version }) => (
      <Anchor component={Link} to={`/models/${model.model}/${version}`} underline="always" inherit className="nowrap">
        {versionTitle(version)}
      </Anchor>
    ),
    csv: ({ version }) => version,
  },
  {
    header: 'Role',
    cell: ({ role }) => <WordBadge word={roleWords[role].word} colour={roleWords[role].colour} />,
    csv: ({ role }) => role,
  },
  { header: 'Answers for', align: 'right', cell: (row) => shareOf(model, row), csv: (row) => shareOf(model, row) },
  {
    header: 'Asked',
    align: 'right',
    cell: ({ live }) => live?.asked.toLocaleString() ?? '–',
    csv: ({ live }) => live?.asked,
  },
  {
    header: 'Failed',
    align: 'right',
    cell: (row) => failures(row)?.toLocaleString() ?? '–',
    csv: failures,
  },
  {
    header: 'Turned out right',
    align: 'right',
    cell: (row) => {
      const share = rightShare(row);
      return share === undefined || row.live === null ? '–' : `${shareText(share)} of ${(row.live.good + row.live.bad).toLocaleString()}`;
    },
    csv: rightShare,
  },
  {
    header: 'Shift of its scores (PSI)',
    align: 'right',
    cell: ({ live }) => (typeof live?.stability_index === 'number' ? figureText(live.stability_index) : '–'),
    csv: ({ live }) => live?.stability_index,
  },
];

/** Versions that are in use, side by side. */
const Compared = ({ model }: { readonly model: Model }) => (
  <Section title="Side by side">
    <Stack gap="xs">
      <Text size="sm">
        {model.challenger === null
          ? 'One version answers everything. To try another on a share of them, or in the shadow, open it and start it.'
          : 'Which version answers an order follows from the order’s id, so that both meet the same kinds of orders.'}
      </Text>
      <DataTable
        label="Versions in use"
        columns={columnsOf(model)}
        rows={{ items: model.versions.filter(({ role }) => role !== 'none') }}
        keyOf={({ version }) => String(version)}
        empty="No version is in use: everything goes by rules."
      />
    </Stack>
  </Section>
);

/** What routing decisions lost against the best ones, for the model that they rest on. */
const LookingBack = () => {
  const { api } = useSession();
  const to = new Date().toISOString().slice(0, 10);
  const from = new Date(Date.parse(to) - (lookedBackDays - 1) * dayMs).toISOString().slice(0, 10);
  const asked = useQuery({ queryKey: ['hindsight', from, to], queryFn: () => api.hindsight({ query: { from, to } }) });
  const losses = Map.groupBy(
    (asked.data?.items ?? []).flatMap(({ currencies }) => currencies),
    ({ currency }) => currency,
  );
  const sumOf = <Row,>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  return (
    <Section
      title={`Looking back: ${lookedBackDays} days`}
      actions={
        <Anchor component={Link} to="/learning" underline="always" size="sm">
          By day and by cause
        </Anchor>
      }
    >
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && <Skeleton height={60} aria-busy="true" />}
      {asked.data && losses.size === 0 && (
        <Text size="sm" className="muted">
          No day of these has been looked back at yet. That is done each night, once parcels of the day have arrived.
        </Text>
      )}
      {[...losses].map(([currency, days]) => {
        const lost = sumOf(days, ({ loss_minor: loss }) => loss);
        const chosen = sumOf(days, (day) => day.chosen_minor);
        const cause = causes
          .map((name) => ({ name, lost: sumOf(days, ({ by }) => by[name]) }))
          .toSorted((left, right) => right.lost - left.lost)[0];
        return (
          <Text size="sm" key={currency}>
            The decisions lost <strong>{moneyText(lost, currency)}</strong> against the best ones known since
            {chosen > 0 && ` (${shareText(lost / chosen)} of what was chosen)`}, over{' '}
            {sumOf(days, ({ decisions }) => decisions).toLocaleString()} decisions
            {cause && cause.lost > 0 && `; most of it by: ${causeWords[cause.name].toLowerCase()}`}.
          </Text>
        );
      })}
    </Section>
  );
};

const ratioText = (ratio: number | null): string => (ratio === null ? '–' : shareText(ratio));

/** How a forecast that has been made stands beside what was wanted, and beside what is got for nothing. */
const Accuracy = () => {
  const { api } = useSession();
  const asked = useQuery({ queryKey: ['forecast-accuracy'], queryFn: () => api.getForecastAccuracy() });
  const weeks = asked.data?.weeks ?? [];
  const last = weeks.toSorted((left, right) => (left.week < right.week ? 1 : -1))[0];
  return (
    <Section
      title="Against what was wanted"
      actions={
        <Anchor component={Link} to="/forecasts?tab=accuracy" underline="always" size="sm">
          By week and category
        </Anchor>
      }
    >
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && <Skeleton height={60} aria-busy="true" />}
      {asked.data && (
        <Text size="sm" {...(last ? {} : { className: 'muted' })}>
          {last
            ? `In the week from ${dateText(last.week)} it was off by ${ratioText(last.measures.wape)} of what was wanted (WAPE); seasonal naive by ${ratioText(last.measures.naive_wape)}.`
            : 'No week has been measured yet: a forecast has to be a week old for that.'}
        </Text>
      )}
    </Section>
  );
};

/** What the versions in use do, and what the model has cost or brought. */
export const InUseTab = ({ model }: { readonly model: Model }) => {
  const { may } = useSession();
  return (
    <Stack>
      <Compared model={model} />
      {model.model === 'routing' && may('policies:read') && <LookingBack />}
      {model.model === 'forecast' && may('operations:read') && <Accuracy />}
    </Stack>
  );
};
