import { Title } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { moneyText } from '../../shared/money.tsx';
import type { ReplayResult } from '../../shared/types.ts';
import { OrderLink } from './reproduction.tsx';

type Row = ReplayResult['differences'][number];

const sentText = (sent: Row['logged'], names: ReadonlyMap<string, string>): string =>
  sent.length === 0
    ? 'no source'
    : sent.map(({ location_id: id, units }) => `${units.toLocaleString()} from ${names.get(id) ?? id}`).join(', ');

const money = (header: string, of: (row: Row) => number): Column<Row> => ({
  header,
  align: 'right',
  cell: (row) => <span className="nowrap">{moneyText(of(row), row.currency)}</span>,
  csv: of,
});

const columnsOf = (names: ReadonlyMap<string, string>): readonly Column<Row>[] => [
  { header: 'Order', cell: ({ order_id }) => <OrderLink id={order_id} />, csv: ({ order_id }) => order_id },
  { header: 'Decision', csv: ({ decision_id }) => decision_id },
  { header: 'Log', cell: ({ logged }) => sentText(logged, names), csv: ({ logged }) => sentText(logged, names) },
  { header: 'Replayed', cell: ({ candidate }) => sentText(candidate, names), csv: ({ candidate }) => sentText(candidate, names) },
  money('Cost, log', ({ logged_minor: minor }) => minor),
  money('Cost, replayed', ({ candidate_minor: minor }) => minor),
  {
    header: 'Difference',
    align: 'right',
    cell: ({ logged_minor: logged, candidate_minor: candidate, currency }) => (
      <span className="nowrap">
        {candidate === logged ? 'same' : `${candidate > logged ? '+' : '−'}${moneyText(Math.abs(candidate - logged), currency)}`}
      </span>
    ),
    csv: ({ logged_minor: logged, candidate_minor: candidate }) => candidate - logged,
  },
  { header: 'Currency', csv: ({ currency }) => currency },
];

/** The decisions that differ most in money. */
export const Differences = ({ result }: { readonly result: ReplayResult }) => {
  const names = useLocationNames();
  return (
    <>
      <Title order={2} size="h5">
        Orders that differ most
      </Title>
      <DataTable
        label="Orders that differ most"
        columns={columnsOf(names)}
        rows={{ items: result.differences }}
        keyOf={({ order_id, decision_id }) => `${order_id} ${decision_id}`}
        empty="The policy replayed makes every decision as the log did, so there is nothing to look at."
      />
    </>
  );
};
