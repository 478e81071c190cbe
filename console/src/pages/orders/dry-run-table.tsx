import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import type { TriedRow } from './bulk-action.ts';

/** Rows that are drawn at once. */
const shownAtOnce = 50;

const outcomeWords: Readonly<Record<TriedRow['outcome'], string>> = {
  would_change: 'would change',
  unchanged: 'nothing to change',
  refused: 'refused',
};

/** Refused ones first: they are what somebody has to know before. */
const weight: Readonly<Record<TriedRow['outcome'], number>> = { refused: 0, unchanged: 1, would_change: 2 };

const columnsFor = (names: ReadonlyMap<string, string>): readonly Column<TriedRow>[] => [
  {
    header: 'Order',
    cell: ({ order_id }) => (
      <Anchor component={Link} to={`/orders/${order_id}`} target="_blank" underline="always" className="break" inherit>
        {names.get(order_id) ?? order_id}
      </Anchor>
    ),
    csv: ({ order_id }) => names.get(order_id),
  },
  { header: 'Order id', csv: ({ order_id }) => order_id },
  { header: 'What would happen', cell: ({ outcome }) => <StatusBadge status={outcomeWords[outcome]} />, csv: ({ outcome }) => outcome },
  { header: 'Why', prose: true, cell: ({ message }) => message ?? <span className="muted">–</span>, csv: ({ message }) => message },
];

type DryRunTableProps = { readonly rows: readonly TriedRow[]; readonly names: ReadonlyMap<string, string> };

/** What an action would do to each order. */
export const DryRunTable = ({ rows, names }: DryRunTableProps) => {
  const [shown, setShown] = useState(shownAtOnce);
  const sorted = rows.toSorted((left, right) => weight[left.outcome] - weight[right.outcome]);
  return (
    <DataTable
      label="What would happen"
      columns={columnsFor(names)}
      rows={{
        items: sorted.slice(0, shown),
        hasMore: sorted.length > shown,
        loadMore: () => setShown((before) => before + shownAtOnce),
        all: async () => sorted,
      }}
      keyOf={({ order_id }) => order_id}
      empty="No order was named."
    />
  );
};
