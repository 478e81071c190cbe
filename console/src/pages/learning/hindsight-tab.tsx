import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Money } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import { dateText } from '../../shared/time.tsx';
import type { HindsightDay } from '../../shared/types.ts';
import { meanText } from '../forecasts/forecast-words.ts';
import { unitsText } from '../stock/units.tsx';
import { causes, causeWords } from './learning-words.ts';

const LossChart = lazy(async () => ({ default: (await import('./loss-chart.tsx')).LossChart }));

type Losses = HindsightDay['currencies'][number];
type Row = { readonly day: HindsightDay; readonly losses: Losses };
type Worst = Losses['worst'][number] & { readonly day: string };
type Arm = Losses['arms'][number] & { readonly day: string };

const ranges = [
  { value: '14', label: '14 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;
const dayMs = 86_400_000;
const worstShown = 10;

const money = (header: string, of: (losses: Losses) => number): Column<Row> => ({
  header,
  align: 'right',
  cell: ({ losses }) => <Money amount={of(losses)} currency={losses.currency} />,
  csv: ({ losses }) => of(losses),
});

const figure = (value: number | null, unit = ''): string => (value === null ? '–' : `${meanText(value)}${unit}`);

const columns: readonly Column<Row>[] = [
  {
    header: 'Day',
    cell: ({ day }) => (
      <>
        <span className="nowrap">{dateText(day.day)}</span>
        {day.is_partial && (
          <Text size="xs" className="muted">
            not all decisions
          </Text>
        )}
      </>
    ),
    csv: ({ day }) => day.day,
  },
  { header: 'Decisions', align: 'right', cell: ({ losses }) => unitsText(losses.decisions), csv: ({ losses }) => losses.decisions },
  { header: 'Better one known', align: 'right', cell: ({ losses }) => unitsText(losses.with_loss), csv: ({ losses }) => losses.with_loss },
  money('Chosen', (losses) => losses.chosen_minor),
  money('Best', (losses) => losses.best_minor),
  money('Lost', (losses) => losses.loss_minor),
  ...causes.map((cause): Column<Row> => ({ header: causeWords[cause], csv: ({ losses }) => losses.by[cause] })),
  {
    header: 'Price off by',
    align: 'right',
    cell: ({ day }) => figure(day.accuracy.cost_error_percent, ' %'),
    csv: ({ day }) => day.accuracy.cost_error_percent,
  },
  {
    header: 'Days off by',
    align: 'right',
    cell: ({ day }) => figure(day.accuracy.days_error),
    csv: ({ day }) => day.accuracy.days_error,
  },
];

const causeColumns = (currency: string): readonly Column<{ readonly name: string; readonly amount: number }>[] => [
  { header: 'Laid on', cell: ({ name }) => name, csv: ({ name }) => name },
  { header: 'Lost', align: 'right', cell: ({ amount }) => <Money amount={amount} currency={currency} />, csv: ({ amount }) => amount },
];

const worstColumns = (currency: string, mayOpen: boolean): readonly Column<Worst>[] => [
  {
    header: 'Order',
    cell: ({ order_id: id }) =>
      mayOpen ? (
        <Anchor component={Link} to={`/orders/${id}?tab=why`} underline="always" inherit className="mono break">
          {id}
        </Anchor>
      ) : (
        <span className="mono break">{id}</span>
      ),
    csv: ({ order_id: id }) => id,
  },
  { header: 'Day', cell: ({ day }) => dateText(day), csv: ({ day }) => day },
  { header: 'Sent from', cell: ({ chosen }) => chosen.join(', '), csv: ({ chosen }) => chosen.join(' ') },
  { header: 'Best from', cell: ({ best }) => best.join(', '), csv: ({ best }) => best.join(' ') },
  { header: 'Lost', align: 'right', cell: ({ loss }) => <Money amount={loss} currency={currency} />, csv: ({ loss }) => loss },
];

const armColumns = (currency: string): readonly Column<Arm>[] => [
  { header: 'Day', cell: ({ day }) => dateText(day), csv: ({ day }) => day },
  { header: 'Arm', cell: ({ arm }) => (arm === 'learned' ? 'with what was learned' : 'by the rates alone'), csv: ({ arm }) => arm },
  { header: 'Decisions', align: 'right', cell: ({ decisions }) => unitsText(decisions), csv: ({ decisions }) => decisions },
  {
    header: 'One costs',
    align: 'right',
    cell: ({ mean_minor: mean }) => <Money amount={mean} currency={currency} />,
    csv: ({ mean_minor: mean }) => mean,
  },
];

/** The days of one currency: by cause, the worst decisions, and the arms of a rollout with what they prove. */
type InCurrencyProps = { readonly currency: string; readonly rows: readonly Row[]; readonly differs: string | undefined };
const InCurrency = ({ currency, rows, differs }: InCurrencyProps) => {
  const { may } = useSession();
  const sums = causes.map((cause) => ({ name: causeWords[cause], amount: rows.reduce((sum, { losses }) => sum + losses.by[cause], 0) }));
  const worst = rows
    .flatMap(({ day, losses }) => losses.worst.map((one) => ({ ...one, day: day.day })))
    .toSorted((left, right) => right.loss - left.loss)
    .slice(0, worstShown);
  const arms = rows.flatMap(({ day, losses }) => losses.arms.map((arm) => ({ ...arm, day: day.day })));
  return (
    <Section title={`Losses in ${currency}`}>
      <Stack>
        {sums.some(({ amount }) => amount !== 0) && (
          <Suspense fallback={<div style={{ height: 260 }} />}>
            <LossChart currency={currency} points={rows.map(({ day, losses }) => ({ at: dateText(day.day), ...losses.by }))} />
          </Suspense>
        )}
        <DataTable
          label={`Losses by cause in ${currency}`}
          columns={causeColumns(currency)}
          rows={{ items: sums }}
          keyOf={({ name }) => name}
          empty="There are no causes."
        />
        <DataTable
          label={`Losses by day in ${currency}`}
          columns={columns}
          rows={{ items: rows.toReversed() }}
          keyOf={({ day }) => day.day}
          empty="No day has been looked at."
        />
        <DataTable
          label={`Decisions that lost most in ${currency}`}
          columns={worstColumns(currency, may('orders:read'))}
          rows={{ items: worst }}
          keyOf={({ order_id: order, decision_id: id }) => `${order} ${id}`}
          empty="No better decision is known of any."
        />
        {arms.length > 0 && (
          <DataTable
            label={`Arms of the rollout in ${currency}`}
            columns={armColumns(currency)}
            rows={{ items: arms }}
            keyOf={({ day, arm }) => `${day} ${arm}`}
            empty="There are none."
          />
        )}
        {differs !== undefined && <Text size="sm">{differs}</Text>}
      </Stack>
    </Section>
  );
};

/** What routing decisions have lost against the best ones, by what is known since. */
export const HindsightTab = () => {
  const { api } = useSession();
  const [range, setRange] = useState<(typeof ranges)[number]['value']>('30');
  const to = new Date().toISOString().slice(0, 10);
  const from = new Date(Date.parse(to) - (Number(range) - 1) * dayMs).toISOString().slice(0, 10);
  const asked = useQuery({ queryKey: ['hindsight', from, to], queryFn: () => api.hindsight({ query: { from, to } }) });
  const rows = (asked.data?.items ?? []).flatMap((day) => day.currencies.map((losses): Row => ({ day, losses })));
  const currencies = [...new Set(rows.map(({ losses }) => losses.currency))];
  return (
    <Stack>
      <Text size="sm" maw={820}>
        Each night the decisions of a day are made again by what is known since: what carriers turned out to cost, to take and to break,
        what stock was worth, and what was not there. What the best decision would have saved is laid on its causes, which sum to it; a
        single one may be below 0.
      </Text>
      <Choice
        size="md"
        maw={200}
        label="Days"
        value={range}
        options={ranges}
        onChange={(value) => setRange(ranges.find((one) => one.value === value)?.value ?? '30')}
      />
      {currencies.length === 0 ? (
        <DataTable
          label="Losses by day"
          columns={columns}
          rows={{ items: asked.data && rows, error: asked.error, retry: () => void asked.refetch() }}
          keyOf={({ day }) => day.day}
          empty="No day of these has been looked back at. That is done each night, once parcels of the day have arrived."
        />
      ) : (
        currencies.map((currency) => (
          <InCurrency
            key={currency}
            currency={currency}
            rows={rows.filter(({ losses }) => losses.currency === currency)}
            differs={asked.data?.differences.find((one) => one.currency === currency)?.difference.sentence}
          />
        ))
      )}
    </Stack>
  );
};
