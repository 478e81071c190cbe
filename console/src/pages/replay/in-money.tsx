import { Alert, Stack, Text } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import type { ReplayPolicy, ReplayResult } from '../../shared/types.ts';
import { type Figure, figures, replayedPolicyText, shareText } from './replay-words.ts';

type Totals = ReplayResult['currencies'][number];
type Row = { readonly figure: Figure; readonly logged: number | null; readonly candidate: number | null };

const differenceOf = ({ logged, candidate }: Row): number | null => (logged === null || candidate === null ? null : candidate - logged);

const valueText = (value: number | null, { kind }: Figure, currency: string): string => {
  if (value === null) return '–';
  if (kind === 'money') return moneyText(value, currency);
  const digits = kind === 'count' ? 0 : 2;
  const text = value.toLocaleString(undefined, { maximumFractionDigits: digits });
  return kind === 'percent' ? `${text} %` : text;
};

const signed = (value: number | null, figure: Figure, currency: string): string => {
  if (value === null) return '–';
  if (value === 0) return 'same';
  // Differences of shares are points, not percent of each other.
  const text = valueText(Math.abs(value), figure, currency).replace('%', 'points');
  return `${value > 0 ? '+' : '−'}${text}`;
};

/** Whether the replayed side does better; nothing where it is neither. */
const verdictOf = (row: Row): string => {
  const difference = differenceOf(row);
  if (!difference || row.figure.lessIsBetter === undefined) return '';
  return difference < 0 === row.figure.lessIsBetter ? 'better' : 'worse';
};

const columnsOf = (currency: string): readonly Column<Row>[] => [
  { header: 'Figure', cell: ({ figure }) => figure.name, csv: ({ figure }) => figure.name },
  {
    header: 'Log',
    align: 'right',
    cell: ({ figure, logged }) => <span className="nowrap">{valueText(logged, figure, currency)}</span>,
    csv: ({ logged }) => logged,
  },
  {
    header: 'Replayed',
    align: 'right',
    cell: ({ figure, candidate }) => <span className="nowrap">{valueText(candidate, figure, currency)}</span>,
    csv: ({ candidate }) => candidate,
  },
  {
    header: 'Difference',
    align: 'right',
    cell: (row) => (
      <>
        <span className="nowrap">{signed(differenceOf(row), row.figure, currency)}</span> <span className="muted">{verdictOf(row)}</span>
      </>
    ),
    csv: (row) => differenceOf(row),
  },
  { header: 'Verdict', csv: verdictOf },
];

/** The result in one sentence. */
const headline = ({ currency, logged, candidate }: Totals, policy: ReplayPolicy): string => {
  const difference = candidate.total_minor - logged.total_minor;
  const name = replayedPolicyText(policy);
  const orders = `${logged.orders.toLocaleString()} ${logged.orders === 1 ? 'order' : 'orders'}`;
  if (difference === 0) return `${name} comes to the same ${moneyText(logged.total_minor, currency)} over ${orders}.`;
  const share = shareText(difference, logged.total_minor);
  const amount = `${moneyText(Math.abs(difference), currency)}${share === '' ? '' : ` (${share})`}`;
  return `${name} would have cost ${amount} ${difference < 0 ? 'less' : 'more'} over ${orders}.`;
};

type InMoneyProps = { readonly totals: Totals; readonly result: ReplayResult; readonly policy: ReplayPolicy };

/** Both sides in one currency. */
export const InMoney = ({ totals, result, policy }: InMoneyProps) => {
  const { currency, logged, candidate } = totals;
  const rows = figures.map((figure): Row => ({ figure, logged: figure.of(logged), candidate: figure.of(candidate) }));
  const more = candidate.unsourced_units - logged.unsourced_units;
  return (
    <Section title={`In ${currency}`}>
      <Stack gap="sm">
        <Text fw={600} size="lg">
          {headline(totals, policy)}
        </Text>
        <Text size="sm">
          {result.changed.toLocaleString()} of {result.compared.toLocaleString()} decisions that were followed come out otherwise.
          {result.not_priced > 0 && ` ${result.not_priced.toLocaleString()} are left out, because no rates serve the ways of one side.`}
        </Text>
        {more > 0 && (
          <Alert color="orange" variant="light" title={`${more.toLocaleString()} more units find no source`}>
            A policy that sends less costs less: look at these units before the money.
          </Alert>
        )}
        <DataTable
          label={`Figures in ${currency}`}
          columns={columnsOf(currency)}
          rows={{ items: rows }}
          keyOf={({ figure }) => figure.name}
          empty="There are no figures."
        />
      </Stack>
    </Section>
  );
};
