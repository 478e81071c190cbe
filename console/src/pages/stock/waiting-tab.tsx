import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { Age, dayText, Time } from '../../shared/time.tsx';
import type { WaitingOrder } from '../../shared/types.ts';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { unitsText } from './units.tsx';

const kinds = { backorder: 'ordered while sold out', preorder: 'ordered before it is sold' } as const;

const promiseText = ({ promised_for: day, basis, reference }: WaitingOrder): string => {
  if (day === null) return 'Nobody knows when: nothing is announced that covers it';
  if (basis === 'stock') return `${dayText(day)}, from stock`;
  return reference === null ? dayText(day) : `${dayText(day)}, by ${reference}`;
};

const columns: readonly Column<WaitingOrder>[] = [
  {
    header: 'Order',
    cell: ({ order_id: id }) => (
      <Anchor component={Link} to={`/orders/${id}`} underline="always" className="mono break" size="sm">
        {id}
      </Anchor>
    ),
    csv: ({ order_id: id }) => id,
  },
  { header: 'Priority', align: 'right', cell: ({ priority }) => priority, csv: ({ priority }) => priority },
  { header: 'Units', align: 'right', cell: ({ units }) => unitsText(units), csv: ({ units }) => units },
  { header: 'Missing', align: 'right', cell: ({ missing }) => unitsText(missing), csv: ({ missing }) => missing },
  { header: 'Why', cell: ({ kind }) => kinds[kind], csv: ({ kind }) => kind },
  { header: 'Promised', prose: true, cell: (order) => <Text size="sm">{promiseText(order)}</Text>, csv: promiseText },
  { header: 'Waits', cell: ({ since }) => <Age since={since} />, csv: ({ since }) => since },
  { header: 'Placed', cell: ({ placed_at: at }) => <Time at={at} />, csv: ({ placed_at: at }) => at, wideOnly: true },
];

/** Orders that wait for an article, in the order in which they are served. */
export const WaitingTab = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const rows = useRows(
    ['waiting', sku],
    readingOn((cursor) => api.getWaitingOrders({ query: { sku, ...(cursor === undefined ? {} : { cursor }) } })),
    { liveMs: live.near },
  );
  return (
    <Stack gap="sm">
      <Text size="sm" className="muted">
        Units that come free go down this list: by priority, the lower number first, then the order that was placed earlier. One that cannot
        use them, because it is held or another of its articles is missing, is passed over and keeps its place.
      </Text>
      <DataTable
        label={`Orders that wait for ${sku}`}
        columns={columns}
        rows={rows}
        keyOf={({ order_id: id }) => id}
        empty={`No order waits for ${sku}. One that finds too little of it shows here, with what it was promised.`}
      />
    </Stack>
  );
};
